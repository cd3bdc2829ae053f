package localize

import (
	"net/url"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// intoArabic renders a page in Arabic, with one target for all sentences that have one in the table.
func intoArabic(t *testing.T, source string, targets map[string]string) string {
	t.Helper()
	p := testPage(t, "ar")
	e, sk, err := extract.Extract(l10n.Document{URL: p.SourceURL, ContentType: "text/html; charset=utf-8"}, []byte(source),
		extract.Options{WholePage: true, SourceLang: "en", IsValue: format.IsValue})
	if err != nil {
		t.Fatal(err)
	}
	p.Skeleton, p.Attribution, p.Siblings, p.Targets = sk, Attribution{}, nil, map[l10n.SegmentID]l10n.Fragment{}
	p.Link = func(*url.URL) (string, l10n.Locale, bool) { return "", "", false }
	for _, at := range e.Places() {
		target, ok := targets[at.Segment.Source.String()]
		if !ok {
			target = at.Segment.Source.String()
		}
		p.Targets[at.Segment.ID] = l10n.ParseFragment(target)
	}
	page, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestLeftToRightOnARightToLeftPage(t *testing.T) {
	targets := map[string]string{
		"Call +41 22 555 01 09 now.":             "اتصل على +41 22 555 01 09 الآن.",
		"Call <1>+41 22 555 01 09</1> now.":      "اتصل على <1>+41 22 555 01 09</1> الآن.",
		"Call <1>us</1> now.":                    "<1>اتصل بنا</1> الآن.",
		"Use <1>C++</1> or <2>it</2>.":           "استعمل <2>هذا</2> أو <1>C++</1>.",
		"Growth: +5%":                            "النمو: +5%",
		"Model A+":                               "طراز A+",
		"Run <1/> or <2/>.":                      "شغّل <1/> أو <2/>.",
		"See <1>https://www.example.org/a/</1>.": "انظر <1>https://www.example.org/a/</1>.",
		"The sum <1/> is true.":                  "المجموع <1/> صحيح.",
		"Made by <1/>.":                          "من صنع <1/>.",
		"Tom &amp; Jerry's /etc/ &amp; more":     "توم &amp; جيري /etc/ &lt;&amp; المزيد",
		"Label":                                  "تسمية",
		"Inside":                                 "في الداخل",
	}
	for _, tt := range []struct{ name, in, want string }{
		{"code", `<p>Run <code>a -b;</code> or <kbd>Ctrl+</kbd>.</p>`, `شغّل <code dir="ltr">a -b;</code> أو <kbd dir="ltr">Ctrl+</kbd>.`},
		{"a block of code", `<pre><code>x</code></pre>`, `<pre dir="ltr"><code>x</code></pre>`},
		{"output and variables", `<p>Run <samp>1.</samp> or <var>x'</var>.</p>`, `<samp dir="ltr">1.</samp> أو <var dir="ltr">x'</var>`},
		{"code that says its direction", `<pre dir="auto">x</pre>`, `<pre dir="auto">x</pre>`},
		{"a telephone number", `<p>Call +41 22 555 01 09 now.</p>`, `اتصل على <bdi dir="ltr">+41 22 555 01 09</bdi> الآن.`},
		{"a link to it", `<p>Call <a href="tel:+41225550109">+41 22 555 01 09</a> now.</p>`, `<a dir="ltr" href="tel:+41225550109">+41 22 555 01 09</a> الآن.`},
		{"a link in words", `<p>Call <a href="tel:+41225550109">us</a> now.</p>`, `<a href="tel:+41225550109">اتصل بنا</a> الآن.`},
		{"an address that is a link", `<p>See <a href="https://www.example.org/a/">https://www.example.org/a/</a>.</p>`, `<a dir="ltr" href="https://www.example.org/a/">https://www.example.org/a/</a>.`},
		{"where codes have moved", `<p>Use <b>C++</b> or <i>it</i>.</p>`, `أو <b><bdi dir="ltr">C++</bdi></b>.`},
		{"beside references", `<p>Tom &amp; Jerry's /etc/ &amp; more</p>`, `توم &amp; جيري <bdi dir="ltr">/etc/</bdi> &lt;&amp; المزيد`},
		{"signed figures in cells", `<table><tr><td>+95.8%</td><td>-5</td><td>12,500</td></tr></table>`,
			"<td><bdi dir=\"ltr\">+95.8\u200e%\u200e</bdi></td><td><bdi dir=\"ltr\">-5</bdi></td><td>12,500</td>"},
		{"ranges, versions and formulas in cells", `<table><tr><td>12–15</td><td>1.2-3</td><td>5 + 3 = 8</td><td>(022) 555-0109</td></tr></table>`,
			`<td><bdi dir="ltr">12–15</bdi></td><td><bdi dir="ltr">1.2-3</bdi></td><td><bdi dir="ltr">5 + 3 = 8</bdi></td><td><bdi dir="ltr">(022) 555-0109</bdi></td>`},
		{"a path in a cell", `<table><tr><td>/usr/bin/</td></tr></table>`, `<td><bdi dir="ltr">/usr/bin/</bdi></td>`},
		{"what is isolated already", `<p><span dir="ltr">-5</span></p>`, `<p><span dir="ltr">-5</span></p>`},
		{"fields", `<input type="url"><input type="EMAIL"><input type="tel"><input type="number"><input type="text"><input>`,
			`<input dir="ltr" type="url"><input dir="ltr" type="EMAIL"><input dir="ltr" type="tel"><input dir="ltr" type="number"><input type="text"><input>`},
		{"fields by their autofill", `<input autocomplete="section-a shipping tel"><input inputmode="decimal"><input autocomplete="name">`,
			`<input dir="ltr" autocomplete="section-a shipping tel"><input dir="ltr" inputmode="decimal"><input autocomplete="name">`},
		{"a name that is kept", `<p>Made by <span translate="no">Yahoo!</span>.</p>`, `من صنع <span dir="ltr" translate="no">Yahoo!</span>.`},
		{"and one that needs nothing", `<p>Made by <span translate="no">Acme</span>.</p>`, `من صنع <span translate="no">Acme</span>.`},
		{"MathML", `<p>The sum <math><mn>1</mn></math> is true.</p>`, `المجموع <math dir="ltr"><mn>1</mn></math> صحيح.`},
		{"an option", `<select><option value="a">Model A+</option></select>`, "طراز \u2066A+\u2069</option>"},
		{"a drawing", `<svg><text>Growth: +5%</text></svg>`, "<svg style=\"direction: ltr\"><text>\u2067النمو: \u2066+5%\u2069\u2069</text></svg>"},
		{"a drawing with a style", `<svg style="color:red;"><g><svg><text>Label</text></svg></g></svg>`, "<svg style=\"color:red; direction: ltr\"><g><svg><text>\u2067تسمية\u2069</text>"},
		{"a drawing that says its direction", `<svg direction="rtl"><text>Label</text></svg>`, `<svg direction="rtl">`},
		{"HTML in a drawing", `<svg><foreignObject><p>Inside</p></foreignObject></svg>`, `<svg style="direction: ltr"><foreignObject style="direction: rtl"><p>في الداخل</p>`},
		{"what stays in the source's language", `<p lang="en" translate="no">It is +5%</p>`, `translate="no">It is +5%</p>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := intoArabic(t, "<html lang=en><body><p>Text</p>"+tt.in+"</body></html>", targets); !strings.Contains(got, tt.want) {
				t.Errorf("got %s\nwant it to hold %s", got, tt.want)
			}
		})
	}
}

// TestDrawingsOfARightToLeftSource holds that drawings keep the direction that their labels were placed for.
func TestDrawingsOfARightToLeftSource(t *testing.T) {
	p := testPage(t, "es")
	p.SourceLang, p.Attribution = "ar", Attribution{}
	got := render(t, p, `<html lang="ar" dir="rtl"><body><p>كلمات <code>x</code></p><svg><text>كلمة</text></svg><td>+5%</td></body></html>`)
	if !strings.Contains(got, `<svg style="direction: rtl"><text>كلمة</text></svg>`) || strings.Contains(got, "<bdi") || strings.Contains(got, "<code dir") {
		t.Error(got)
	}
}
