package publish

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPagePath(t *testing.T) {
	for source, want := range map[string]string{
		"": "es/index.html", "/": "es/index.html", "/news/": "es/news/index.html", "/news/statement": "es/news/statement.html",
		"/news/statement.html": "es/news/statement.html", "/news/statement.HTM": "es/news/statement.html", "news/a.php": "es/news/a.html",
		"/v1.2": "es/v1.2.html", "//a///b": "es/a/b.html", "/../../etc/passwd": "es/etc/passwd.html", "/.git/config": "es/git/config.html",
		"/a b/c?d": "es/a-b/c-d.html", "/noticias/declaración": "es/noticias/declaración.html", `/a\b`: "es/a-b.html", "/...": "es/index.html",
		"/a\x00b": "es/a-b.html",
	} {
		if got := PagePath("es", source); got != want {
			t.Errorf("PagePath(%q) = %q, want %q", source, got, want)
		}
	}
}

func FuzzPagePath(f *testing.F) {
	for _, s := range []string{"/a/b.html", "/../x", "/.a/.b/", strings.Repeat("á", 300), "/\xff", "/a/b.ä" + strings.Repeat("x", 250)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		got := PagePath("pt-BR", source)
		if err := CheckPath(got); err != nil {
			t.Errorf("PagePath(%q) = %q: %v", source, got, err)
		}
		if !strings.HasPrefix(got, "pt-BR/") || !strings.HasSuffix(got, ".html") {
			t.Errorf("PagePath(%q) = %q", source, got)
		}
	})
}

func TestSourcePath(t *testing.T) {
	for _, tt := range []struct{ url, prefix, want string }{
		{"https://a.example/en/news/x", "/en/", "/news/x"}, {"https://a.example/news/x.html", "", "/news/x.html"}, {"https://a.example", "", "/"},
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
	for path, want := range map[string]string{"es/news/x.html": "https://a.example/b/es/news/x.html", "es/index.html": "https://a.example/b/es/",
		"es/myindex.html": "https://a.example/b/es/myindex.html", "es/año.html": "https://a.example/b/es/a%C3%B1o.html"} {
		for _, base := range []string{"https://a.example/b", "https://a.example/b/"} {
			if got := PageURL(base, path); got != want {
				t.Errorf("PageURL(%q, %q) = %q, want %q", base, path, got, want)
			}
		}
	}
}

func TestCheckPath(t *testing.T) {
	for _, bad := range []string{"", ".", "/a", "a/", "../a", "a/../b", "a//b", ".hidden", "a/.b", `a\b`, "a\nb", strings.Repeat("x", 256)} {
		if CheckPath(bad) == nil {
			t.Errorf("CheckPath(%q) allows it", bad)
		}
	}
}

func TestNewID(t *testing.T) {
	base := func() *l10n.Publication {
		return &l10n.Publication{Run: "r1", Site: "news", Document: "d", SourceHash: "s", Files: []l10n.File{{Path: "es/a.html", Ref: "x"}},
			Locales: []l10n.ManifestLocale{{Locale: "es", Approvals: []l10n.Decision{{ID: "1", By: "ana"}}}}}
	}
	same := base()
	same.PublishedAt = same.PublishedAt.AddDate(1, 0, 0)
	if NewID(base()) != NewID(same) {
		t.Error("the time is part of the ID")
	}
	for name, change := range map[string]func(*l10n.Publication){
		"run": func(p *l10n.Publication) { p.Run = "r2" }, "file": func(p *l10n.Publication) { p.Files[0].Ref = "y" },
		"approval": func(p *l10n.Publication) { p.Locales[0].Approvals[0].By = "ben" }, "path": func(p *l10n.Publication) { p.Files[0].Path = "es/b.html" },
	} {
		p := base()
		if change(p); NewID(p) == NewID(base()) {
			t.Errorf("a changed %s has the same ID", name)
		}
	}
}
