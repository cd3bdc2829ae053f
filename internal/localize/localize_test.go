package localize

import (
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

var update = flag.Bool("update", false, "write the golden files anew")

// render extracts a source and renders it with the page's targets, or with its own text where the page has none.
func render(t *testing.T, p Page, source string) string {
	t.Helper()
	out, err := tryRender(p, source)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func tryRender(p Page, source string) (string, error) {
	doc := l10n.Document{URL: p.SourceURL, ContentType: "text/html; charset=utf-8"}
	_, sk, err := extract.Extract(doc, []byte(source),
		extract.Options{WholePage: true, SourceLang: p.SourceLang, IsValue: format.IsValue})
	if err != nil {
		return "", err
	}
	p.Skeleton = sk
	out, err := Render(p)
	return string(out), err
}

// testPage is a page of a small site, of which some pages below /en/news/ are published.
func testPage(t *testing.T, locale l10n.Locale) Page {
	t.Helper()
	bundle, err := locales.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	return Page{
		Locale: locale, SourceLang: "en",
		URL:       "https://news.example/" + string(locale) + "/news/statement.html",
		SourceURL: "https://www.example/en/news/statement",
		Siblings: []Sibling{{"es", "https://news.example/es/news/statement.html"},
			{"ar", "https://news.example/ar/news/statement.html"},
			{"fa", "https://news.example/fa/news/statement.html"}},
		Link: func(abs *url.URL) (string, l10n.Locale, bool) {
			switch {
			case abs.Path == "/en/" || abs.Path == "/en/news/budget":
				return "https://news.example/" + string(locale) + strings.TrimPrefix(abs.Path, "/en"), locale, true
			case strings.HasPrefix(abs.Path, "/en/news/"):
				return abs.String(), "en", true
			}
			return "", "", false
		},
		Bundle:      bundle,
		Attribution: Attribution{Kind: MachineReviewed, Date: time.Date(2024, 7, 26, 0, 0, 0, 0, time.UTC)},
	}
}

func TestGoldenPages(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "source.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, locale := range []l10n.Locale{"es", "ar", "fa"} {
		t.Run(string(locale), func(t *testing.T) {
			got := render(t, testPage(t, locale), string(source))
			golden := filepath.Join("testdata", string(locale)+".golden.html")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the page differs from %s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

func TestAddressesOfAttributes(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"relative image", `<img src="../photo.jpg">`, `<img src="https://www.example/en/photo.jpg">`},
		{"fragment", `<a href="#top">x</a>`, `<a href="#top">x</a>`},
		{"mail", `<a href="mailto:a@b.example">x</a>`, `<a href="mailto:a@b.example">x</a>`},
		{"other site", `<a href="https://other.example/x?y=1&amp;z=2#f">x</a>`,
			`<a href="https://other.example/x?y=1&amp;z=2#f">x</a>`},
		{"data", `<img src="data:image/gif;base64,R0lGOD">`, `<img src="data:image/gif;base64,R0lGOD">`},
		{"broken", `<a href="http://[::1">x</a>`, `<a href="http://[::1">x</a>`},
		{"srcset", `<img srcset="a.jpg 1x, b,c.jpg 2x,data:image/gif;base64,R0 3x, d.jpg">`,
			`<img srcset="https://www.example/en/news/a.jpg 1x, https://www.example/en/news/b,c.jpg 2x, ` +
				`data:image/gif;base64,R0 3x, https://www.example/en/news/d.jpg">`},
		{"style", `<p style="background:url('i/a b.png') no-repeat, url(b.png)">x</p>`,
			`<p style="background:url(&quot;https://www.example/en/news/i/a%20b.png&quot;) no-repeat, ` +
				`url(&quot;https://www.example/en/news/b.png&quot;)">x</p>`},
		{"form", `<form action="/search"></form>`, `<form action="https://www.example/search"></form>`},
		{"form to itself", `<form></form>`, `<form action="https://www.example/en/news/statement"></form>`},
		{"this page", `<a href="statement#end">x</a>`, `<a href="/es/news/statement.html#end">x</a>`},
		{"sibling", `<a href="budget#figures" hreflang="en">x</a>`, `<a href="/es/news/budget#figures">x</a>`},
		{"not yet published", `<a href="/en/news/later">x</a>`,
			`<a hreflang="en" href="https://www.example/en/news/later">x</a>`},
		{"same site", `<a href="/report.pdf">x</a>`, `<a hreflang="en" href="https://www.example/report.pdf">x</a>`},
		{"same site in its language", `<a href="/report.pdf" hreflang="de">x</a>`,
			`<a href="https://www.example/report.pdf" hreflang="de">x</a>`},
		{"refresh", `<meta http-equiv="refresh" content="5; URL='next'">`,
			`<meta http-equiv="refresh" content="5; url=https://www.example/en/news/next">`},
		{"SVG", `<svg><use xlink:href="i.svg#a"></use></svg>`,
			`<svg><use xlink:href="https://www.example/en/news/i.svg#a"></use></svg>`},
		{"script text", `<a href="javascript:void(0)">x</a>`, `<a href="javascript:void(0)">x</a>`},
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

// TestFrames checks that a document in a srcdoc attribute is localized too.
func TestFrames(t *testing.T) {
	got := render(t, testPage(t, "ar"), `<html lang=en><body><iframe srcdoc="<p>See <a href='budget'>the budget</a> of `+
		`<time datetime='2024-07-25'>25 July 2024</time>"></iframe></body>`)
	for _, want := range []string{`srcdoc="<html lang=&quot;ar&quot; dir=&quot;rtl&quot;><p>`,
		`<a href='/ar/news/budget'>`, `>25 يوليو 2024</time>`} {
		if !strings.Contains(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#39;", "'").Replace(got), want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestBaseElement(t *testing.T) {
	p := testPage(t, "es")
	got := render(t, p, `<base href="/other/"><img src="a.png"><a href="#x">x</a>`)
	if !strings.Contains(got, `src="https://www.example/other/a.png"`) || !strings.Contains(got, `<a href="#x">`) ||
		strings.Contains(got, "<base href") {
		t.Error(got)
	}
}

func TestAssetsOfTheSameOriginBeginAtTheRoot(t *testing.T) {
	p := testPage(t, "es")
	p.URL, p.SourceURL = "https://www.example/es/news/statement.html", "https://www.example/en/news/statement"
	if got := render(t, p, `<img src="a.png?x=1">`); !strings.Contains(got, `src="/en/news/a.png?x=1"`) {
		t.Error(got)
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ locale, in, want string }{
		{"es", `<time datetime="2024-07-25">25 July 2024</time>`, `25 de julio de 2024`},
		{"ru", `<time datetime="2024-07-25">July 25, 2024</time>`, `25 июля 2024 г.`},
		{"fr", `<time datetime="2024-07-25">25.07.2024</time>`, `25/07/2024`},
		{"ar", `<time datetime="2024-07-25">25 Jul 2024</time>`, `25 يوليو 2024`},
		{"fr", `<time datetime="2024-07-25T09:30+02:00">25 July 2024, 9:30 a.m.</time>`, `25 juillet 2024 à 09:30`},
		{"fr", `<time datetime="09:30">9:30</time>`, `09:30`},
		{"ru", `<time datetime="2024-07">July 2024</time>`, `июль 2024 г.`},
		{"es", `<time datetime="2024-07-25">25 July</time>`, `25 de julio`},
		{"es", `<time datetime="2024-07-25">2024-07-25</time>`, `2024-07-25`},
		{"es", `<time>July 25, 2024</time>`, `25 de julio de 2024`},
		{"es", `<p lang="fr"><time datetime="2024-07-25">25 juillet 2024</time>`, `25 juillet 2024`},
		{"es", `<time datetime="2024-07-25"><b>25</b> July 2024</time>`, `25 de julio de 2024`},
		{"es", `<time datetime="2024-07-25"> <b class="x"><i>25 July 2024</i></b></time>`, `25 de julio de 2024</i></b>`},
		// Not plainly that date: left to the translators.
		{"es", `<time datetime="2024-07-25">last Thursday</time>`, `last Thursday`},
		{"es", `<time datetime="2024-07-25">26 July 2024</time>`, `26 July 2024`},
		{"es", `<time datetime="P2D">2 May 2024</time>`, `2 May 2024`},
		{"es", `<time datetime="2024-07-25" translate="no">25 July 2024</time>`, `25 July 2024`},
	} {
		p := testPage(t, l10n.Locale(tt.locale))
		got := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(render(t, p, tt.in))
		if !strings.Contains(got, ">"+tt.want+"</time>") {
			t.Errorf("%s, %s: got %s\nwant %s", tt.locale, tt.in, got, tt.want)
		}
	}
}

func TestDateAtTheEndOfASentence(t *testing.T) {
	const day = `<time datetime="2024-07-25">25 July 2024</time>`
	for in, want := range map[string]string{
		"Since " + day + ". Then":          "г.</time> Then",
		"From " + day + " to " + day + ".": "г.</time> to ",
		day + "...":                        "г.</time>...",
		day + ", and":                      "г.</time>, and",
	} {
		if got := render(t, testPage(t, "ru"), "<body><p>"+in+"</p></body>"); !strings.Contains(got, want) ||
			strings.Contains(got, "</time>.<") {
			t.Errorf("%s: got %s", in, got)
		}
		if got := render(t, testPage(t, "es"), "<body><p>"+in+"</p></body>"); strings.Count(got, ".") < strings.Count(in,
			".") || strings.Contains(in, "Then") && !strings.Contains(got, "</time>. Then") {
			t.Errorf("es, %s: got %s", in, got)
		}
	}
}

func TestAttributionInAnUnknownLanguage(t *testing.T) {
	got := render(t, testPage(t, "sw"), `<main></main>`)
	want := `<p class="dragoman-attribution" lang="en" dir="ltr">Machine translation, reviewed by people on July 26, ` +
		`2024 · <a `
	if !strings.Contains(got, want) {
		t.Errorf("got %s\nwant it to hold %s", got, want)
	}
}

func TestAttributionSaysWhatIsSo(t *testing.T) {
	day := time.Date(2024, 7, 26, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		a    Attribution
		want string
	}{
		{Attribution{Kind: Machine}, "Machine translation, not yet reviewed by people"},
		{Attribution{Kind: MachineReviewed}, "Machine translation, not yet reviewed by people"},
		{Attribution{Kind: MachineReviewed, Date: day}, "Machine translation, reviewed by people on 26 July 2024"},
		{Attribution{Kind: ReviewedInPart, Date: day, Unconfirmed: 65, All: 1069},
			"Translation approved on 26 July 2024. Machine translation not reviewed by people: 65 of 1,069 sentences"},
		{Attribution{Kind: MachineChecked}, "Machine translation, checked by a program, not by people"},
		{Attribution{Kind: CheckedInPart, Date: day, Unconfirmed: 3, All: 1069},
			"Translation approved on 26 July 2024. Machine translation checked by a program, not by people: 3 of 1,069 sentences"},
		{Attribution{Kind: CheckedInPart, Unconfirmed: 3, All: 10}, "Machine translation checked by a program, not by people: 3 of 10 sentences"},
		{Attribution{Kind: Reviewed}, "Reviewed translation"},
		{Attribution{Kind: Reviewed, Date: day}, "Translation reviewed on 26 July 2024"},
	} {
		p := testPage(t, "en-GB")
		p.Attribution = tt.a
		if got := render(t, p, "<body><p>x</p></body>"); !strings.Contains(got,
			`<p class="dragoman-attribution">`+tt.want+" · <a") {
			t.Errorf("%+v: got %s\nwant %s", tt.a, got, tt.want)
		}
	}
	p := testPage(t, "es")
	p.Attribution.Kind = "nonsense"
	if _, err := tryRender(p, "<p>x</p>"); err == nil {
		t.Error("an unknown kind was accepted")
	}
	p = testPage(t, "es")
	p.Bundle = nil
	if _, err := tryRender(p, "<p>x</p>"); err == nil {
		t.Error("an attribution without the catalogues was accepted")
	}
}

func TestSwitcher(t *testing.T) {
	p := testPage(t, "ar")
	p.Switcher, p.Attribution = true, Attribution{}
	got := render(t, p, "<body><main><p>x</p></main></body>")
	for _, want := range []string{
		`<nav class="dragoman-languages" lang="ar" aria-label="`,
		`<a href="https://www.example/en/news/statement" hreflang="en" lang="en" dir="ltr">English</a>`,
		`<a href="/ar/news/statement.html" hreflang="ar" lang="ar" dir="rtl" aria-current="page">العربية</a>`,
		`<a href="/es/news/statement.html" hreflang="es" lang="es" dir="ltr">Español</a></li>`, "</nav>\n</main>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s\nwant it to hold %s", got, want)
		}
	}
	if own := render(t, p, `<nav><a hreflang="es" href="#">Español</a></nav>`); strings.Contains(own,
		"dragoman-languages") {
		t.Errorf("the page has two switchers: %s", own)
	}
	p.SwitcherTemplate = `<p title="{{.Label}}">{{range .Languages}}{{if .Current}}<b>{{.Name}}</b>{{else}}<a ` +
		`href="{{.URL}}">{{.Name}}</a>{{end}} {{end}}</p>`
	if own := render(t, p, "<main></main>"); !strings.Contains(own,
		`<b>العربية</b> <a href="/es/news/statement.html">Español</a> `) {
		t.Errorf("the site's own: %s", own)
	}
	p.SwitcherTemplate = `{{.Nothing}}`
	if _, err := tryRender(p, "<p>x</p>"); err == nil {
		t.Error("a template that asks for what there is not was accepted")
	}
	p.Bundle = nil
	if _, err := tryRender(p, "<p>x</p>"); err == nil {
		t.Error("a switcher without the catalogues was accepted")
	}
}

func TestAddressesMustBeAbsolute(t *testing.T) {
	for _, p := range []Page{{URL: "/x", SourceURL: "https://a.example/"}, {URL: "https://a.example/", SourceURL: "x"}} {
		if _, err := newLocalizer(p); err == nil {
			t.Errorf("%q, %q were accepted", p.URL, p.SourceURL)
		}
	}
}
