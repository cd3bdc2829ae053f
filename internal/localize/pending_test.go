package localize

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

// inPart renders a page where only the segments with a target are translated.
func inPart(t *testing.T, locale l10n.Locale, source string, targets map[string]string) string {
	t.Helper()
	p := testPage(t, locale)
	e, sk, err := extract.Extract(l10n.Document{URL: p.SourceURL}, []byte(source),
		extract.Options{WholePage: true, SourceLang: "en", IsValue: format.IsValue, Segmenter: segment.New()})
	if err != nil {
		t.Fatal(err)
	}
	p.Skeleton, p.Targets, p.Untranslated, p.Attribution = sk, map[l10n.SegmentID]l10n.Fragment{},
		map[l10n.SegmentID]bool{}, Attribution{}
	for _, at := range e.Places() {
		source := at.Segment.Source.String()
		if target, ok := targets[source]; ok {
			p.Targets[at.Segment.ID] = l10n.ParseFragment(target)
		} else {
			p.Untranslated[at.Segment.ID] = true
		}
	}
	page, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestUntranslatedIsMarked(t *testing.T) {
	const span = `<span lang="en" dir="ltr">`
	known := map[string]string{"Known.": "معروف.", "Also known.": "معروف أيضا.",
		"A <1>bold</1> word.": "كلمة <1>غامقة</1>.", "Yes": "نعم"}
	for _, tt := range []struct{ name, in, want string }{
		{"a paragraph", `<p>Not known.</p><p>Known.</p>`, `<p lang="en" dir="ltr">Not known.</p><p>معروف.</p>`},
		{"a sentence among others", `<p>Known. Not known. Also known.</p>`,
			`<p>معروف. ` + span + `Not known.</span> معروف أيضا.</p>`},
		{"two of three", `<p>Not known. Nor this. Known.</p>`,
			`<p>` + span + `Not known.</span> ` + span + `Nor this.</span> معروف.</p>`},
		{"markup within", `<p>A <b>strange</b> one. Known.</p>`, `<p>` + span + `A <b>strange</b> one.</span> معروف.</p>`},
		{"markup across", `<p><b>Not known. Known.</b> Also known.</p>`,
			`<p><b>` + span + `Not known.</span> معروف.</b> معروف أيضا.</p>`},
		{"a list", `<ul><li>Not known.</li><li>Known.</li></ul>`,
			`<ul><li>` + span + `Not known.</span></li><li>معروف.</li></ul>`},
		{"text beside a list", `<div>Not known.<ul><li>Known.</li></ul></div>`,
			`<div>` + span + `Not known.</span><ul><li>معروف.</li></ul></div>`},
		{"an image", `<p>Known.<img src="a.png" alt="Not known"></p>`, `<img lang="en" src=`},
		{"the title", `<title>Not known</title><p>Known.</p>`, `<title lang="en">Not known</title>`},
		{"a text in SVG", `<svg><text>Not known.</text><text>Known.</text></svg>`,
			"<svg style=\"direction: ltr\"><text lang=\"en\">Not known.</text><text>\u2067معروف.\u2069</text></svg>"},
		{"an option", `<select><option>Strange</option><option>Yes</option></select>`,
			`<option lang="en" dir="ltr">Strange</option><option value="Yes">نعم</option>`},
		{"a date in it", `<p>On <time datetime="2024-07-25">25 July 2024</time> it rained. Known.</p>`,
			`On <time datetime="2024-07-25">25 July 2024</time> it rained.</span>`},
		{"a date beside it", `<p>Not known.</p><p><time datetime="2024-07-25">25 July 2024</time></p>`,
			`25 يوليو 2024</time>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := inPart(t, "ar", "<html><body><main>"+tt.in+"</main></body></html>", known)
			if strings.HasPrefix(tt.in, "<title>") {
				got = inPart(t, "ar", tt.in, known)
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %s\nwant it to hold %s", got, tt.want)
			}
			if !strings.Contains(got, `<p class="dragoman-pending" lang="ar" dir="rtl">لم تُترجم`) {
				t.Errorf("the page does not say so: %s", got)
			}
		})
	}
	if got := inPart(t, "ar", "<main><p>Known.</p></main>", known); strings.Contains(got, "dragoman-pending") {
		t.Errorf("a page that is wholly translated says that it is not: %s", got)
	}
}
