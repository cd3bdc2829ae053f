package extract

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestWhatAPageSaysToSearchEngines holds which pages are not to be listed, and which are copies of others.
func TestWhatAPageSaysToSearchEngines(t *testing.T) {
	const own = "https://www.example.org/news/a.html"
	for _, tt := range []struct {
		head, header, url string
		noIndex           bool
		canonical         string
	}{
		{head: `<meta name="robots" content="noindex">`, noIndex: true},
		{head: `<META NAME="ROBOTS" CONTENT="NOINDEX, FOLLOW">`, noIndex: true},
		{head: `<meta name="robots" content="none">`, noIndex: true},
		{head: `<meta name=" Robots " content="nofollow,noindex">`, noIndex: true},
		{head: `<meta name="googlebot" content="noindex">`, noIndex: true},
		{head: `<meta name="bingbot, googlebot" content="noindex">`, noIndex: true},
		{head: `<meta name="robots" content="index,follow"><meta name="robots" content="noindex">`, noIndex: true},
		{head: `<meta name="robots" content="index, follow">`},
		{head: `<meta name="robots" content="noimageindex, nosnippet, nofollow, max-snippet:-1">`},
		{head: `<meta name="description" content="noindex, none">`},
		{head: `<meta property="og:title" content="none">`},
		{header: "noindex", noIndex: true},
		{header: "googlebot: NoIndex, nofollow", noIndex: true},
		{header: "nofollow, otherbot: none", noIndex: true},
		{header: "unavailable_after: 25 Jun 2010 15:00:00 PST"},
		{head: `<link rel="canonical" href="https://www.example.org/news/b.html">`, canonical: "https://www.example.org/news/b.html"},
		{head: `<link rel="CANONICAL nofollow" href="b.html#x">`, canonical: "https://www.example.org/news/b.html"},
		{head: `<base href="/old/"><link rel=canonical href=b>`, canonical: "https://www.example.org/old/b"},
		{head: `<link rel="canonical" href="https://www.example.org/news/a.html">`},
		{head: `<link rel="canonical" href="http://example.org/news/a">`},
		{head: `<link rel="canonical" href="a.html#top">`},
		{head: `<link rel="canonical" href="https://www.example.org/news/a.html">`, url: own + "?print=1", canonical: own},
		{head: `<link rel="canonical" href="https://www.example.org/news/">`, url: "https://www.example.org/news/index.html"},
		{head: `<link rel="canonical" href="/">`, url: "https://www.example.org"},
		{head: `<link rel="canonical" href="https://www.example.org/x">`, url: "file:///home/me/x.html"},
		{head: `<link rel="alternate" href="/b.html"><link rel="canonical">`},
		{head: `</head><body><link rel="canonical" href="/b.html">`},
	} {
		d := l10n.Document{URL: own, Robots: tt.header}
		if tt.url != "" {
			d.URL = tt.url
		}
		e, _, err := Extract(d, []byte("<html><head>"+tt.head+"</head><body><p>Text</p></body>"), Options{})
		if err != nil || e.NoIndex != tt.noIndex || e.Canonical != tt.canonical {
			t.Errorf("%s %s: %v %q %v", tt.head, tt.header, e.NoIndex, e.Canonical, err)
		}
	}
}

func TestTheSitesTitle(t *testing.T) {
	for head, want := range map[string]string{
		`<meta property="og:site_name" content="The  Gazette">`:                                "The Gazette",
		`<meta name="application-name" content="Gazette">`:                                     "Gazette",
		`<meta property="og:title" content="A page">`:                                          "",
		`<meta property="og:site_name" content="A"><meta name="application-name" content="B">`: "A",
		`<meta property="og:site_name" content="Gazette" translate="no">`:                      "Gazette",
	} {
		e, _, err := Extract(l10n.Document{URL: "https://x.example/"}, []byte("<head>"+head+"</head><body><p>Text</p>"), Options{})
		if err != nil || e.SiteTitle.Text != want {
			t.Errorf("%s: %+v %v", head, e.SiteTitle, err)
		}
	}
	e, _, err := Extract(l10n.Document{URL: "https://x.example/"}, []byte(`<head><title>T</title><meta property="og:site_name" content="The Gazette"></head><body><p>Text</p>`), Options{})
	if err != nil || e.SiteTitle.Unit == "" || e.Units[1].ID != e.SiteTitle.Unit {
		t.Errorf("%+v %v", e.SiteTitle, err)
	}
}
