package localize

import (
	"net/url"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestPagesNameTheirFeed holds that a page leads to the feed of its own language.
func TestPagesNameTheirFeed(t *testing.T) {
	const own = `<link rel="alternate" type="application/atom+xml" href="/es/feed.xml">`
	for in, want := range map[string]string{
		`<link rel="alternate" type="application/rss+xml" title="News" href="/feed">`:   own[:len(own)-len(`href="/es/feed.xml">`)] + `title="News" href="/es/feed.xml">`,
		`<link rel=ALTERNATE type="Application/Atom+XML; charset=utf-8" href="x.atom">`: `href="/es/feed.xml"`,
		`<link rel="alternate" type="application/feed+json" href="/feed.json">`:         own,
		`<title>T</title>`: own,
		`<link rel="alternate" type="application/rss+xml" hreflang="en" href="/feed">`:                                                  own,
		`<link rel="stylesheet alternate" type="text/css" href="/a.css">`:                                                               own,
		`<link rel="alternate" type="application/rss+xml" href="/a"><link rel="alternate" type="application/rss+xml" href="/comments">`: `href="https://www.example/comments"`,
	} {
		p := testPage(t, "es")
		p.Feed, p.Attribution = "https://news.example/es/feed.xml", Attribution{}
		got := render(t, p, "<html><head>"+in+"</head><body><p>x</p></body></html>")
		if !strings.Contains(got, want) || strings.Count(got, "/es/feed.xml") != 1 {
			t.Errorf("%s: got %s", in, got)
		}
	}
	p := testPage(t, "es")
	if got := render(t, p, `<head><link rel="alternate" type="application/rss+xml" href="/feed"></head><p>x</p>`); !strings.Contains(got, `href="https://www.example/feed"`) {
		t.Errorf("a site without feeds: %s", got)
	}
}

func TestCanonicalOfACopy(t *testing.T) {
	p := testPage(t, "es")
	p.Canonical = "https://www.example/en/news/budget"
	const source = `<head><link rel="canonical" href="/en/news/budget"></head><p>x</p>`
	if got := render(t, p, source); !strings.Contains(got, `<link rel="canonical" href="https://news.example/es/news/budget">`) {
		t.Error(got)
	}
	p.Link = func(*url.URL) (string, l10n.Locale, bool) { return "", "", false }
	if got := render(t, p, source); !strings.Contains(got, `<link rel="canonical" href="https://news.example/es/news/statement.html">`) {
		t.Errorf("the other is not published: %s", got)
	}
}

func TestAServersNoIndexIsKept(t *testing.T) {
	for in, want := range map[string]int{`<title>T</title>`: 1, `<meta name="ROBOTS" content="none">`: 0} {
		p := testPage(t, "es")
		p.NoIndex = true
		if got := render(t, p, "<head>"+in+"</head><p>x</p>"); strings.Count(got, `<meta name="robots" content="noindex">`) != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}
