package publish

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPagePath(t *testing.T) {
	for source, want := range map[string]string{
		"": "es/index.html", "/": "es/index.html", "/news/": "es/news/index.html",
		"/news/statement":      "es/news/statement.html",
		"/news/statement.html": "es/news/statement.html", "/news/statement.HTM": "es/news/statement.html",
		"news/a.php": "es/news/a.html",
		"/v1.2":      "es/v1.2.html", "//a///b": "es/a/b.html", "/../../etc/passwd": "es/etc/passwd.html",
		"/.git/config": "es/git/config.html",
		"/a b/c?d":     "es/a-b/c-d.html", "/noticias/declaración": "es/noticias/declaración.html", `/a\b`: "es/a-b.html",
		"/...":    "es/index.html",
		"/a\x00b": "es/a-b.html",
	} {
		if got := PagePath("es", source); got != want {
			t.Errorf("PagePath(%q) = %q, want %q", source, got, want)
		}
	}
}

func FuzzPagePath(f *testing.F) {
	for _, s := range []string{"/a/b.html", "/../x", "/.a/.b/", strings.Repeat("á", 300), "/\xff",
		"/a/b.ä" + strings.Repeat("x", 250)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		got, suffixed := PagePath("pt-BR", source), SchemePath(l10n.SuffixScheme, "pt-BR", source)
		if err := errors.Join(CheckPath(got), CheckPath(suffixed)); err != nil {
			t.Errorf("PagePath(%q) = %q, %q: %v", source, got, suffixed, err)
		}
		if !strings.HasSuffix(suffixed, ".pt-BR.html") {
			t.Errorf("PagePath(%q) = %q", source, suffixed)
		}
		if !strings.HasPrefix(got, "pt-BR/") || !strings.HasSuffix(got, ".html") {
			t.Errorf("PagePath(%q) = %q", source, got)
		}
	})
}

func TestSourcePath(t *testing.T) {
	for _, tt := range []struct{ url, prefix, want string }{
		{"https://a.example/en/news/x", "/en/", "/news/x"}, {"https://a.example/news/x.html", "", "/news/x.html"},
		{"https://a.example", "", "/"},
		{"file:///srv/site/news/x.html", "/srv/site", "/news/x.html"},
	} {
		if got, err := SourcePath(tt.url, tt.prefix); err != nil || got != tt.want {
			t.Errorf("SourcePath(%q, %q) = %q, %v; want %q", tt.url, tt.prefix, got, err, tt.want)
		}
	}
	one, _ := SourcePath("https://a.example/x.php?id=1", "")
	two, _ := SourcePath("https://a.example/x.php?id=2", "")
	if one == two || !strings.HasPrefix(one, "/x-") || !strings.HasSuffix(one, ".php") {
		t.Errorf("queries are not told apart: %q, %q", one, two)
	}
}

func TestPageURL(t *testing.T) {
	for path, want := range map[string]string{"es/news/x.html": "https://a.example/b/es/news/x.html",
		"es/index.html":   "https://a.example/b/es/",
		"es/myindex.html": "https://a.example/b/es/myindex.html", "es/año.html": "https://a.example/b/es/a%C3%B1o.html"} {
		for _, base := range []string{"https://a.example/b", "https://a.example/b/"} {
			if got := PageURL(base, path); got != want {
				t.Errorf("PageURL(%q, %q) = %q, want %q", base, path, got, want)
			}
		}
	}
}

func TestCheckPath(t *testing.T) {
	for _, bad := range []string{"", ".", "/a", "a/", "../a", "a/../b", "a//b", ".hidden", "a/.b", `a\b`, "a\nb",
		strings.Repeat("x", 256)} {
		if CheckPath(bad) == nil {
			t.Errorf("CheckPath(%q) allows it", bad)
		}
	}
}

func TestNewID(t *testing.T) {
	base := func() *l10n.Publication {
		return &l10n.Publication{Run: "r1", Site: "news", Document: "d", SourceHash: "s",
			Files:   []l10n.File{{Path: "es/a.html", Ref: "x"}},
			Locales: []l10n.ManifestLocale{{Locale: "es", Approvals: []l10n.Decision{{ID: "1", By: "ana"}}}}}
	}
	same := base()
	same.PublishedAt = same.PublishedAt.AddDate(1, 0, 0)
	if NewID(base()) != NewID(same) {
		t.Error("the time is part of the ID")
	}
	for name, change := range map[string]func(*l10n.Publication){
		"run": func(p *l10n.Publication) { p.Run = "r2" }, "file": func(p *l10n.Publication) { p.Files[0].Ref = "y" },
		"approval": func(p *l10n.Publication) {
			p.Locales[0].Approvals[0].By = "ben"
		}, "path": func(p *l10n.Publication) { p.Files[0].Path = "es/b.html" },
	} {
		p := base()
		if change(p); NewID(p) == NewID(base()) {
			t.Errorf("a changed %s has the same ID", name)
		}
	}
}

func TestSchemes(t *testing.T) {
	host := l10n.URLs{Scheme: l10n.HostScheme, Hosts: map[l10n.Locale]string{"es": "https://es.example.org/"}}
	for _, tt := range []struct {
		urls         l10n.URLs
		source, path string
		address      string
	}{
		{l10n.URLs{}, "/news/a", "es/news/a.html", "https://www.example.org/es/news/a.html"},
		{l10n.URLs{Scheme: l10n.SuffixScheme}, "/news/a.htm", "news/a.es.html", "https://www.example.org/news/a.es.html"},
		{l10n.URLs{Scheme: l10n.SuffixScheme}, "/news/", "news/index.es.html", "https://www.example.org/news/index.es.html"},
		{l10n.URLs{Scheme: l10n.SuffixScheme}, "/v1.2", "v1.2.es.html", "https://www.example.org/v1.2.es.html"},
		{host, "/news/", "es/news/index.html", "https://es.example.org/news/"},
		{host, "/es/a", "es/es/a.html", "https://es.example.org/es/a.html"},
	} {
		path := SchemePath(tt.urls.Scheme, "es", tt.source)
		if address := Address(tt.urls, "https://www.example.org", "es", path); path != tt.path || address != tt.address {
			t.Errorf("%+v %s: %s %s", tt.urls, tt.source, path, address)
		}
	}
	if got := Address(host, "https://www.example.org", "fr", "fr/a.html"); got != "https://www.example.org/fr/a.html" {
		t.Errorf("a locale without a host of its own: %s", got)
	}
}
