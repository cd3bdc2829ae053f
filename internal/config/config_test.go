package config

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// known stands for the tables of the drivers.
var known = Known{
	Provider: func(n l10n.ProviderName) bool {
		return slices.Contains([]l10n.ProviderName{"memory", "engine", "pseudo", "source"}, n)
	},
	ProviderNames: "memory, engine, pseudo, source",
	Unique:        func(n l10n.ProviderName) bool { return n != "engine" },
	Destinations:  []string{"dir", "git", "s3", "wordpress"},
	Places:        []string{"dir", "s3"},
}

func environment(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}

// load writes a file and loads it.
func load(t *testing.T, text string, vars map[string]string) (*Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dragoman.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path, known, environment(vars))
}

// TestMistakes holds that every mistake is told with its line and what is wrong; all of a file's are told at once.
func TestMistakes(t *testing.T) {
	site := "sites:\n  - name: news\n    pages: [\"https://a.test/\"]\n"
	for _, c := range []struct {
		name, text string
		want       []string // line: a part of the reason
	}{
		{"unknown key", "desk:\n  colour: red\n", []string{`2: unknown field "colour"`}},
		{"repeated key", "data: a\ndata: b\n", []string{`2: mapping key "data" already defined`}},
		{"not YAML", "sites: [\n", []string{"1: sequence end token ']' not found"}},
		{"a tab", "desk:\n\tauth: none\n", []string{"2: "}},
		{"a list for a text", "data: [a]\n", []string{"1: "}},
		{"a word for a number", "fetch:\n  max_bytes: lots\n", []string{"2: cannot unmarshal"}},
		{"a word for a duration", "fetch:\n  timeout: soon\n", []string{`2: "soon" is not a time span: write for instance 90s`}},
		{"a duration without a unit", "fetch:\n\n  timeout: 30\n", []string{`3: "30" is not a time span`}},
		{"two documents", "data: a\n---\ndata: b\n", []string{"a second document begins here"}},

		{"a site without a name", "sites:\n  - pages: [\"https://a.test/\"]\n", []string{"2: a site needs a name"}},
		{"a name with a space", "sites:\n  - name: my news\n    sitemap: https://a.test/s.xml\n", []string{"2: a site needs a name, without spaces"}},
		{"two sites of one name", site + "  - name: news\n    feed: https://a.test/feed.xml\n", []string{`4: two sites are named "news"`}},
		{"nothing to publish", "sites:\n  - name: news\n", []string{`2: site "news" needs pages, a sitemap or a feed`}},
		{"a locale that is none", site + "    locales:\n      - es\n      - español\n", []string{`6: "español" is not a language tag`}},
		{"a source language that is none", site + "    source_lang: e\n", []string{`4: "e" is not a language tag`}},
		{"a language to translate besides that is none", site + "    also_translate: [fr, e]\n", []string{`4: "e" is not a language tag`}},
		{"the source as a target", site + "    source_lang: es\n    locales: [es]\n", []string{"5: es is the site's source language"}},
		{"a page that is no URL", "sites:\n  - name: news\n    pages:\n      - https://a.test/\n      - news.html\n", []string{`5: "news.html" is not an http, https or file URL`}},
		{"a sitemap by FTP", "sites:\n  - name: news\n    sitemap: ftp://a.test/\n", []string{`3: "ftp://a.test/" is not`}},
		{"selectors", site + "    root: \"main[\"\n    include: [\"..\"]\n    exclude:\n      - .share\n      - \"a >\"\n",
			[]string{`4: "main[" is not a CSS selector`, `5: ".." is not`, `8: "a >" is not`}},
		{"an unknown destination", site + "    destination: nowhere\n", []string{`4: there is no destination named "nowhere"`}},
		{"reminders before the start", site + "    review:\n      remind_after: -1h\n", []string{"5: remind_after cannot be negative"}},

		{"a watch's policies", site + "    watch:\n      every: 5s\n      new: maybe\n      removed: publish\n", []string{"5: a source is looked at no more often than every minute",
			`6: unknown policy "maybe" for new pages: there are publish, ask and ignore`, `7: unknown policy "publish" for removed pages: there are keep, ask and unpublish`}},
		{"an unknown provider in a chain", "chains:\n  - to: es\n    use:\n      - memory\n      - oracle\n",
			[]string{`5: unknown provider "oracle": there are memory, engine, pseudo, source`}},
		{"an empty chain", "chains:\n  - to: es\n", []string{"2: a chain needs at least one provider"}},
		{"a chain of no language", "chains:\n  - from: x_\n    use: [memory]\n", []string{`2: "x_" is not a language tag`}},
		{"settings of an unknown provider", "providers:\n  engine: {}\n  oracle: {}\n", []string{`3: unknown provider "oracle"`}},

		{"destinations", "destinations:\n  - name: a\n    kind: cloud\n    url: https://a.test\n  - kind: dir\n    url: a.test\n    path: p\n  - name: b\n    kind: dir\n    path: p\n",
			[]string{`3: unknown kind of destination "cloud": there are dir`, "5: a destination needs a name", `6: "a.test" is not`, "8: a destination needs the url"}},
		{"keys of another kind of destination", "destinations:\n  - {name: a, kind: dir, url: \"https://a.test\", path: p}\n  - name: b\n    kind: s3\n    url: https://b.test\n    bucket: b\n    branch: main\n    secret: hunter2\n",
			[]string{"3: a destination of kind s3 needs its endpoint", "7: a destination of kind s3 has no branch", "8: secret is the name of an environment variable"}},

		{"values that a destination can't have", "destinations:\n" +
			"  - {name: a, kind: s3, url: \"https://a.test\", bucket: b, endpoint: \"s3.a.test\", prefix: ../up}\n" +
			"  - {name: b, kind: s3, url: \"https://b.test\", bucket: b, endpoint: \"https://key:word@s3.b.test\"}\n" +
			"  - {name: c, kind: dir, url: \"https://c.test\", path: p, purge: {url: \"ftp://c.test/{url}\", method: \"get it\", header: \"a b\", secret: C}}\n",
			[]string{`2: "s3.a.test" is not an http or https URL`, `2: "../up" is not a path`, "3: credentials do not belong", `4: "ftp://c.test/`, `4: "get it" is not a method`, `4: "a b" is not a header`}},
		{"values of git's and WordPress's", "destinations:\n" +
			"  - {name: a, kind: git, url: \"https://a.test\", path: p, endpoint: \"https://me:word@a.test/r.git\", branch: \"a..b\", author: me}\n" +
			"  - {name: b, kind: wordpress, url: \"https://b.test\", endpoint: \"https://b.test/wp-json\", type: post, status: live}\n" +
			"  - {name: c, kind: git, url: \"https://c.test\", path: p, endpoint: \"git@c.test:r.git\", branch: gh-pages, author: \"Press Office <press@c.test>\", prefix: docs/}\n",
			[]string{"2: a password does not belong", `2: "a..b" is not a branch`, `2: "me" is not of the form`, "3: type is posts or pages", "3: status is publish or draft"}},
		{"places", "places:\n  - name: a\n    kind: ftp\n  - kind: dir\n    path: p\n  - name: b\n    kind: dir\n    bucket: c\n    every: 1ms\n" +
			"  - name: b\n    kind: s3\n    endpoint: s3.example.org\n    secret: hunter2\n",
			[]string{`3: unknown kind of place "ftp"`, `each place needs a name of its own, and "" is not`, "a place of kind dir needs its path",
				"a place of kind dir has no bucket", "every is at least 1s", `and "b" is not`, "a place of kind s3 needs its bucket",
				`"s3.example.org" is not an http`, "secret is the name of an environment variable"}},
		{"two destinations of one name", "destinations:\n  - {name: a, kind: dir, path: p, url: \"https://a.test\"}\n  - {name: a, kind: dir, path: p, url: \"https://b.test\"}\n",
			[]string{`3: two destinations are named "a"`}},

		{"an address without a port", "desk:\n  listen: localhost\n", []string{`2: "localhost" is not an address to listen on`}},
		{"nobody signs in, and everybody listens", "desk:\n  listen: 0.0.0.0:8080\n  auth: none\n", []string{"3: auth: none is for loopback only"}},
		{"basic without users", "desk:\n  auth: basic\n", []string{"2: auth: basic needs users in the environment"}},
		{"header without its name", "desk:\n  auth: header\n", []string{"2: auth: header needs the name of the header"}},
		{"header from anybody", "desk:\n  listen: 0.0.0.0:80\n  url: https://desk.test\n  auth: header\n  header: X-User\n",
			[]string{"4: auth: header beyond loopback needs the proxy's addresses"}},
		{"a proxy by name", "desk:\n  auth: header\n  header: X-User\n  proxies: [10.0.0.0/8, proxy.test, 10.0.0.1/99]\n",
			[]string{`4: "proxy.test" is not an address of a proxy`, `4: "10.0.0.1/99" is not`}},
		{"header without an address for people", "desk:\n  listen: 0.0.0.0:80\n  auth: header\n  header: X-User\n  proxies: [10.0.0.1]\n",
			[]string{"write in desk.url"}},
		{"an unknown way to sign in", "desk:\n  auth: magic\n", []string{`2: unknown auth "magic"`}},

		{"all at once, in their order", "desk:\n  auth: magic\nchains:\n  - use: [oracle]\n" + site + "    root: \"[\"\n",
			[]string{"2: unknown auth", "4: unknown provider", "8: "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(t, c.text, nil)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("no mistake was told: %v", err)
			}
			lines := strings.Split(strings.ReplaceAll(err.Error(), e.File+":", ""), "\n")
			if len(lines) != len(c.want) {
				t.Errorf("%d mistakes are told, not %d:\n%s", len(lines), len(c.want), err)
			}
			for i := range min(len(lines), len(c.want)) {
				if !strings.Contains(lines[i], c.want[i]) || (c.want[i][0] >= '0' && c.want[i][0] <= '9' && !strings.HasPrefix(lines[i], c.want[i][:2])) {
					t.Errorf("told %q, want %q", lines[i], c.want[i])
				}
			}
		})
	}
}

// TestSilence holds that files that say nothing mean the defaults.
func TestSilence(t *testing.T) {
	want, err := Load("", known, environment(nil)) // this folder has no dragoman.yaml
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "\n\n", "# only a comment\n", "---\n", "{}\n"} {
		got, err := load(t, text, nil)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got.Path = ""
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q is not the default (-default +loaded):\n%s", text, diff)
		}
	}
}

func TestDefaults(t *testing.T) {
	c, err := load(t, "sites:\n  - name: news\n    sitemap: https://a.test/sitemap.xml\n    locales: [ES, pt-br, iw]\ndesk:\n  listen: 127.0.0.1:9000\n", nil)
	if err != nil {
		t.Fatal(err)
	}
	s := c.Sites[0]
	if s.SourceLang != "en" || s.Destination != "public" || !slices.Equal(s.Locales, []l10n.Locale{"es", "pt-BR", "he"}) {
		t.Errorf("site: %+v", s)
	}
	if c.Desk.URL != "http://127.0.0.1:9000" || c.Desk.Auth != "none" || c.Store != filepath.Join(".dragoman", "records.db") {
		t.Errorf("desk %+v, store %s", c.Desk, c.Store)
	}
	if c.Fetch.Timeout.Std() != 30*time.Second || c.Fetch.AllowPrivate || c.Fetch.AllowFiles {
		t.Errorf("fetch: %+v", c.Fetch)
	}
}

func TestEnvironment(t *testing.T) {
	c, err := load(t, "desk: {listen: \"127.0.0.1:1\"}\ntemporal: {namespace: file, task_queue: q}\ndata: d\n", map[string]string{
		"DRAGOMAN_STORE": "postgres://db/dragoman", "DRAGOMAN_DESK_USERS": "ana:s:3, ben:4,junk", "DRAGOMAN_DESK_LISTEN": "0.0.0.0:8080",
		"DRAGOMAN_DESK_URL": "https://desk.test", "DRAGOMAN_DESK_AUTH": "basic", "TEMPORAL_ADDRESS": "temporal:7233",
		"TEMPORAL_NAMESPACE": "env", "TEMPORAL_UI": "https://ui.test",
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"ana": "s:3", "ben": "4"}, c.Users); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Temporal{Address: "temporal:7233", Namespace: "env", TaskQueue: "q", UI: "https://ui.test"}, c.Temporal); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Desk{Listen: "0.0.0.0:8080", URL: "https://desk.test", Auth: "basic"}, c.Desk); diff != "" {
		t.Error(diff)
	}
	if c.Store != "postgres://db/dragoman" {
		t.Error(c.Store)
	}
}

// TestSteps holds that each step of loading does its own work: the defaults that depend on others are there before the
// validation, and the validation changes nothing.
func TestSteps(t *testing.T) {
	text := `
sites:
  - name: news
    pages: ["https://a.test/"]
    locales: [ES, zh-hant, nonsense-]
    urls: {scheme: host, hosts: {ES: "https://es.test", zh-hant: "https://zh.test"}}
    pending: {locales: {zh-hant: omit}}
    checks: {locales: {zh-hant: {spelling: true}}}
chains: [{to: pt-br, use: [memory]}]
`
	read := func() *Config {
		c := Default()
		if err := decode(File, []byte(text), &c); err != nil {
			t.Fatal(err)
		}
		c.complete()
		return &c
	}
	before, c := read(), read()
	if problems := validate(c, []byte(text), known); len(problems) == 0 {
		t.Error("a language tag that is none is not told")
	}
	if diff := cmp.Diff(before, c); diff != "" {
		t.Errorf("the validation changes what it validates: %s", diff)
	}
	s := c.Sites[0]
	if !slices.Equal(s.Locales, []l10n.Locale{"es", "zh-Hant", "nonsense-"}) || s.SourceLang != "en" || s.Destination != "public" ||
		s.Watch.Every != usualWatch || s.URLs.Hosts["zh-Hant"] == "" || s.Pending.Locales["zh-Hant"] == "" || s.Checks.Locales["zh-Hant"].Spelling == nil {
		t.Errorf("the defaults are not complete: %+v", s)
	}
	if ch := c.Chains[0]; ch.From != anyLanguage || ch.To != "pt-BR" {
		t.Errorf("the chain is not complete: %+v", ch)
	}
	c.complete()
	if diff := cmp.Diff(before, c); diff != "" {
		t.Errorf("completing twice is not completing once: %s", diff)
	}
}

func TestMissingFile(t *testing.T) {
	if _, err := Load(filepath.Join(t.TempDir(), "none.yaml"), known, environment(nil)); err == nil {
		t.Error("a file that was named must be there")
	}
}
