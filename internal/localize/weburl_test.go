package localize

import (
	"net/url"
	"strings"
	"testing"
)

// TestAddressesAsBrowsersReadThem has addresses of the URL Standard's examples and tests, and others that pages have.
func TestAddressesAsBrowsersReadThem(t *testing.T) {
	base, _ := url.Parse("https://www.example/en/news/statement")
	for in, want := range map[string]string{
		"  budget \n":                   "https://www.example/en/news/budget",
		"bud\nget\t?a=\r1":              "https://www.example/en/news/budget?a=1",
		"\x00\x1fbudget":                "https://www.example/en/news/budget",
		`\en\news\budget`:               "https://www.example/en/news/budget",
		`..\budget?a=\b#c\d`:            `https://www.example/en/budget?a=\b#c%5Cd`,
		`\\other.example\x`:             "https://other.example/x",
		`https:\\other.example\x`:       "https://other.example/x",
		"///other.example/x":            "https://other.example/x",
		"https:/en/x":                   "https://www.example/en/x",
		"https:budget":                  "https://www.example/en/news/budget",
		"http:/other.example/x":         "http://other.example/x",
		"http:////other.example/x":      "http://other.example/x",
		"HTTPS://WWW.example/x":         "https://WWW.example/x",
		"100%":                          "https://www.example/en/news/100%25",
		"a%zzb%41":                      "https://www.example/en/news/a%25zzb%41",
		"10:30":                         "https://www.example/en/news/10:30",
		"a b":                           "https://www.example/en/news/a%20b",
		"":                              "https://www.example/en/news/statement",
		`mailto:a\b@c.example`:          `mailto:a\b@c.example`,
		"java\nscript:x":                "javascript:x",
		"https://www.example/a/../b/./": "https://www.example/b/",
		"//www.example:443/x":           "https://www.example:443/x",
	} {
		got, err := parseURL(base, in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
		} else if got.String() != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}

func TestSamePage(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"http://www.example/x", "https://www.example/x#y", true},
		{"https://WWW.Example:443/x", "http://www.example:80/x", true},
		{"https://www.example", "https://www.example/index.html", true},
		{"https://www.example/caf%c3%a9", "https://www.example/café", true},
		{"https://www.example/%7Ea", "https://www.example/~a", true},
		{"https://www.example/a%2Fb", "https://www.example/a/b", false},
		{"https://www.example/x?y", "https://www.example/x", false},
		{"https://www.example:8443/x", "https://www.example/x", false},
		{"https://www.example/x", "https://example/x", false},
		{"https://www.example/x/", "https://www.example/x", false},
		{"file:///x", "https:///x", false},
	} {
		a, errA := url.Parse(tt.a)
		b, errB := url.Parse(tt.b)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if got := samePage(a, b); got != tt.same {
			t.Errorf("%s and %s: %v", tt.a, tt.b, got)
		}
	}
}

func TestRefresh(t *testing.T) {
	for content, want := range map[string]string{
		"5; url=/next": "5; |/next", "0;URL='/next'": "0;|/next", `0; url="/next" and more`: "0; |/next", "0,/next": "0,|/next",
		" 3 ; /next": " 3 ; |/next", "3 /next": "3; |/next", ".5;url = /next": ".5;|/next", "1.5; url='/next": "1.5; |/next",
		"0;url=": "", "30": "", "30;": "", "": "", "x; url=/next": "", "5x; url=/next": "", "; url=/next": "",
		"0; urls": "0; |urls", "0; url /next": "0; |url /next", "0;\n\turl=/next": "0;\n\t|/next", "0; u=/next": "0; |u=/next",
	} {
		wait, target, ok := cutRefresh(content)
		got := ""
		if ok {
			got = wait + "|" + target
		}
		if got != want {
			t.Errorf("%q: %q, want %q", content, got, want)
		}
	}
}

func TestLinksOfAllKinds(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"a line break", "<a href='bud\nget '>x</a>", `<a href='/es/news/budget'>x</a>`},
		{"backslashes", `<a href="\en\news\budget#f">x</a>`, `<a href="/es/news/budget#f">x</a>`},
		{"http", `<a href="http://www.example/en/news/budget">x</a>`, `<a href="/es/news/budget">x</a>`},
		{"without a scheme", `<a href="//WWW.example:443/en/news/budget">x</a>`, `<a href="/es/news/budget">x</a>`},
		{"this page by http", `<a href="http://www.example/en/news/statement#end">x</a>`, `<a href="/es/news/statement.html#end">x</a>`},
		{"http, not published", `<a href="http://www.example/x">x</a>`, `<a hreflang="en" href="http://www.example/x">x</a>`},
		{"only a fragment after a break", "<a href='\n#top'>x</a>", "<a href='\n#top'>x</a>"},
		{"a link of SVG", `<svg><a xlink:href="budget"><text>x</text></a></svg>`, `<a xlink:href="/es/news/budget">`},
		{"both links of SVG", `<svg><a href="budget" xlink:href="/x"><text>x</text></a></svg>`, `<a hreflang="en" href="/es/news/budget" xlink:href="https://www.example/x">`},
		{"pictures of SVG", `<svg><image href="i.png"/><feImage xlink:href="f.png"/><use href="#a"/><linearGradient xlink:href="g.svg#b"/></svg>`,
			`<image href="https://www.example/en/news/i.png"/><feImage xlink:href="https://www.example/en/news/f.png"/><use href="#a"/>` +
				`<linearGradient xlink:href="https://www.example/en/news/g.svg#b"/>`},
		{"a formula's link", `<math><mi href="budget">x</mi></math>`, `<mi href="/es/news/budget">`},
		{"an area", `<map><area href="budget" alt=x></map>`, `<area href="/es/news/budget" alt=x>`},
		{"next and previous", `<link rel="Next" href="budget"><link rel=prev href="/en/"><link rel=author href=/x>`,
			`<link rel="Next" href="/es/news/budget"><link rel=prev href="/es/"><link rel=author href="https://www.example/x">`},
		{"files of the head", `<link rel="stylesheet" href="budget"><link rel="preload" as=fetch href="budget"><link rel=icon href=budget>`,
			`<link rel="stylesheet" href="https://www.example/en/news/budget"><link rel="preload" as=fetch href="https://www.example/en/news/budget">` +
				`<link rel=icon href="https://www.example/en/news/budget">`},
		{"prefetch", `<link rel="prefetch" href="budget">`, `<link rel="prefetch" href="/es/news/budget">`},
		{"microdata", `<p itemscope><link itemprop=url href=statement>`, `<link itemprop=url href="/es/news/statement.html">`},
		{"a frame", `<iframe src="budget"></iframe><object data="budget"></object><iframe src="/w"></iframe>`,
			`<iframe src="/es/news/budget"></iframe><object data="/es/news/budget"></object><iframe src="https://www.example/w"></iframe>`},
		{"a form that asks for a page", `<form action="budget"><button formaction="/en/">x</button><button formaction=/en/ formmethod=post>y</button></form>`,
			`<form action="/es/news/budget"><button formaction="/es/">x</button><button formaction="https://www.example/en/" formmethod=post>`},
		{"a form that posts", `<form method=POST action="budget"><input type=submit formaction="/en/"><input type=image formaction="/en/" formmethod="get">`,
			`<form method=POST action="https://www.example/en/news/budget"><input type=submit formaction="https://www.example/en/"><input type=image formaction="/es/"`},
		{"buttons away from their form", `<form id=f method=post></form><button form=f formaction="/en/">x</button><button formaction="/en/">y</button>`,
			`<button form=f formaction="https://www.example/en/">x</button><button formaction="/es/">`},
		{"a button alone", `<button>x</button><input type=submit>`, `<button>x</button><input type=submit>`},
		{"a form to its own page", `<form action="statement">`, `<form action="https://www.example/en/news/statement">`},
		{"refresh to a page", `<meta http-equiv=" Refresh" content="0,budget">`, `content="0,url=/es/news/budget"`},
		{"a quotation", `<blockquote cite="budget">x</blockquote>`, `cite="https://www.example/en/news/budget"`},
		{"ping", `<a href="#x" ping="/p1 /p2">x</a>`, `ping="https://www.example/p1 https://www.example/p2"`},
		{"data", `<p data-href="budget">x</p>`, `<p data-href="budget">`},
		{"cells", `<table><tr background=r.png><th background=h.png>x</table>`, `<tr background="https://www.example/en/news/r.png"><th background="https://www.example/en/news/h.png">`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := testPage(t, "es")
			p.Attribution = Attribution{}
			if got := render(t, p, tt.in); !strings.Contains(got, tt.want) {
				t.Errorf("got %s\nwant it to hold %s", got, tt.want)
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	for in, want := range map[string]string{
		`<link rel="Canonical" href="/en/s"><meta name=twitter:url content="/en/s">`: `content="https://news.example/es/news/statement.html"`,
		`<meta property="og:video:secure_url" content="/v.mp4">`:                     `content="https://www.example/v.mp4"`,
		`<meta name="dcterms.language" content="en">`:                                `content="es"`,
		`<meta name="DC.Language" scheme="DCTERMS.RFC4646" content="en-GB">`:         `content="es"`,
		`<meta property="dcterms:language" content="eng">`:                           `content="es"`,
		`<meta name=language content="English">`:                                     `content="Spanish"`,
		`<meta name=language content="en_US">`:                                       `content="es_ES"`,
		`<meta name=language content="fr">`:                                          `content="fr"`,
		`<meta name=language content="en, fr">`:                                      `content="en, fr"`,
		`<meta name=citation_language content=en>`:                                   `content="es"`,
		`<meta name="twitter:url" content="https://www.example/en/news/statement">`:  `content="https://news.example/es/news/statement.html"`,
		`<meta name="twitter:url" content="https://t.example/x">`:                    `content="https://t.example/x"`,
		`<meta name="DC.identifier" content="http://www.example/en/news/statement">`: `content="https://news.example/es/news/statement.html"`,
		`<meta name="dcterms.identifier" content="urn:isbn:1">`:                      `content="urn:isbn:1"`,
		`<meta name=description content="en">`:                                       `content="en"`,
		`<meta property="OG:Image" content="/i.png">`:                                `content="https://www.example/i.png"`,
	} {
		p := testPage(t, "es")
		p.Attribution = Attribution{}
		if got := render(t, p, "<html lang=en><head>"+in); !strings.Contains(got, want) {
			t.Errorf("%s: got %s\nwant it to hold %s", in, got, want)
		}
	}
}

// TestLanguagesOfTheSourceStay holds that the source's other languages stay in the head, and those that are published here
// are named once.
func TestLanguagesOfTheSourceStay(t *testing.T) {
	p := testPage(t, "es")
	p.Attribution = Attribution{}
	got := render(t, p, `<html lang=en><head><link rel=alternate hreflang=de href=/de/x><link rel="alternate" hreflang="fr-CA" href="/fr/x">`+
		`<link rel=alternate hreflang=ES href=/es/x><link rel=alternate hreflang=en href=statement><link rel=alternate hreflang=x-default href=/choose>`+
		`<link rel=alternate media="only screen" href=//m.example/x><link rel=alternate type=application/rss+xml href=/feed>`+
		`<meta property="og:locale" content="en_US"><meta property="og:locale:alternate" content="fr_CA"><meta property="og:locale:alternate" content="ar_EG"></head>`)
	for part, want := range map[string]int{
		`hreflang=de href="https://www.example/de/x"`: 1, `hreflang="fr-CA" href="https://www.example/fr/x"`: 1,
		`hreflang="es"`: 1, `/es/x`: 0, `hreflang="en"`: 1, `hreflang=en `: 0, "x-default": 1, `href="https://www.example/choose"`: 1, "m.example": 0,
		`https://www.example/feed`: 1, "fr_CA": 1, "ar_EG": 1, "es_ES": 1,
	} {
		if n := strings.Count(got, part); n != want {
			t.Errorf("%q is there %d times, want %d:\n%s", part, n, want, got)
		}
	}
}
