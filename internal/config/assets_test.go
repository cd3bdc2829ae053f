package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestAssets(t *testing.T) {
	for lines, want := range map[string]l10n.AssetPolicy{
		"":                                  {},
		"    assets: {policy: link}\n":      {Link: true},
		"    assets: {localized: beside}\n": {Localized: l10n.BesideAssets},
		"    assets: {policy: copy, scripts: true, from: [\"https://cdn.example.org/news/\"], localized: \"https://cdn.example.org/{locale}/\"}\n": {
			Copy: true, Scripts: true, From: []string{"https://cdn.example.org/news/"}, Localized: "https://cdn.example.org/{locale}/",
		},
	} {
		c, err := loadSite(t, lines)
		if err != nil {
			t.Errorf("%s: %v", lines, err)
			continue
		}
		if diff := cmp.Diff(want, c.Plan(c.Sites[0], nil).Assets); diff != "" {
			t.Errorf("%s: %s", lines, diff)
		}
	}
	if _, err := loadSite(t, "    switcher: '<p>{{range .Languages}}<a href=\"{{.URL}}\" lang={{.Locale}}>{{.Name}}</a>{{end}}</p>'\n"); err != nil {
		t.Error(err)
	}
	c, err := loadSite(t, "    stylesheets: {rtl: [/css/rtl.css, \"https://cdn.example.org/rtl.css\"]}\n")
	if err != nil || len(c.Plan(c.Sites[0], nil).Stylesheets[l10n.RTL]) != 2 {
		t.Error(err)
	}
	for lines, want := range map[string]string{
		"    switcher: nice\n": "it names no languages",
		"    switcher: '{{range .Languages}}{{.Href}}{{end}}'\n": "no entry for key",
		"    switcher: '{{range .Languages}}'\n":                 "unexpected EOF",
		"    stylesheets: {up: [/a.css]}\n":                      "is no direction",
		"    stylesheets: {rtl: [a.css]}\n":                      "nor a path of the source's host",
		"    assets: {policy: steal}\n":                          "unknown policy",
		"    assets: {scripts: true}\n":                          "are for policy: copy",
		"    assets: {policy: copy, from: [cdn.example.org]}\n":  "not the address of a place",
		"    assets: {policy: copy, from: [\"file:///\"]}\n":     "not the address of a place",
		"    assets: {localized: \"https://x.example/\"}\n":      "localized is beside",
		"    assets: {localized: next}\n":                        "localized is beside",
	} {
		if _, err := loadSite(t, lines); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", lines, err, want)
		}
	}
}
