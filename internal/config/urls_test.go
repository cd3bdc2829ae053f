package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// loadSite loads a site with more lines under its name.
func loadSite(t *testing.T, lines string) (*Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), File)
	text := "sites:\n  - name: news\n    locales: [es, zh-Hant]\n    pages: [https://www.example.org/]\n" + lines
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path, drivers, environment(nil))
}

func TestURLs(t *testing.T) {
	for lines, want := range map[string]l10n.URLs{
		"": {},
		"    urls: {scheme: suffix, slugs: translate}\n": {Scheme: "suffix", Slugs: "translate"},
		"    urls:\n      scheme: host\n      host: https://{locale}.example.org\n      hosts: {es: https://ejemplo.example}\n": {
			Scheme: "host", Hosts: map[l10n.Locale]string{"es": "https://ejemplo.example", "zh-Hant": "https://zh-hant.example.org"},
		},
	} {
		c, err := loadSite(t, lines)
		if err != nil {
			t.Errorf("%s: %v", lines, err)
			continue
		}
		if diff := cmp.Diff(want, c.Plan(c.Sites[0], nil).URLs); diff != "" {
			t.Errorf("%s: %s", lines, diff)
		}
		if hosts := c.Hosts("public"); len(hosts) != len(want.Hosts) || len(hosts) > 0 && hosts["zh-hant.example.org"] != "zh-Hant" {
			t.Errorf("%s: %v", lines, hosts)
		}
	}
}

func TestURLsThatCannotBe(t *testing.T) {
	for lines, want := range map[string]string{
		"    urls: {scheme: domain}\n":                                                                               ":5: unknown scheme",
		"    urls:\n      slugs: pretty\n":                                                                           ":6: unknown slugs",
		"    urls: {hosts: {es: https://es.example.org}}\n":                                                          "are for scheme: host",
		"    urls: {scheme: host}\n":                                                                                 "needs a host for es",
		"    urls: {scheme: host, host: https://example.org}\n":                                                      "needs {locale}",
		"    urls: {scheme: host, host: \"ftp://{locale}.example.org\"}\n":                                           "not the http or https address",
		"    urls: {scheme: host, hosts: {es: https://a.example, zh-hant: https://a.example}}\n":                     "have the same host",
		"    urls: {scheme: host, host: \"https://{locale}.example.org\", hosts: {xx-yy-zz-1: https://a.example}}\n": "not a language tag",
	} {
		if _, err := loadSite(t, lines); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", lines, err, want)
		}
	}
}
