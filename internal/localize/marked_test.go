package localize

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
	"github.com/dragoman-l10n/dragoman/locales"
)

const (
	testMarks = l10n.MarkName("mark0123456789abcdef")
	testHead  = "<script>ours</script>"
)

// withoutMarks takes the marks out of a page.
func withoutMarks(page []byte) []byte {
	marks := regexp.MustCompile(`<!--` + string(testMarks) + `[+-][^>]*-->| data-` + string(testMarks) + `="[^"]*"| http-equiv="` + string(testMarks) + `"`)
	return bytes.Replace(marks.ReplaceAll(page, nil), []byte(testHead), nil, 1)
}

// marking is a page in a locale with a target for each sentence: its own text and some more.
func marking(t testing.TB, source, more string, locale l10n.Locale) (Page, *l10n.Extraction, error) {
	t.Helper()
	bundle, err := locales.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	doc := l10n.Document{URL: "https://www.example/a/x.html"}
	e, sk, err := extract.Extract(doc, []byte(source),
		extract.Options{WholePage: true, SourceLang: "en", IsValue: format.IsValue, Segmenter: segment.New()})
	if err != nil {
		return Page{}, nil, err
	}
	targets := map[l10n.SegmentID]l10n.Fragment{}
	for _, at := range e.Places() {
		targets[at.Segment.ID] = append(l10n.TextFragment(more), at.Segment.Source...)
	}
	return Page{Skeleton: sk, Targets: targets, Locale: locale, SourceLang: "en", URL: "https://news.example/x/x.html", SourceURL: doc.URL, Bundle: bundle,
		Switcher: true, Siblings: []Sibling{{"es", "https://news.example/es/x.html"}}, Attribution: Attribution{Kind: Machine}}, e, nil
}

// TestMarkedPageIsThePage holds for the fixture in several locales that a page without its marks is the page.
func TestMarkedPageIsThePage(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "source.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, locale := range []l10n.Locale{"es", "ar", "ru", "ja", "zh", "de"} {
		p, e, err := marking(t, string(source), "نص +49 30 1234 ", locale)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Render(p)
		if err != nil {
			t.Fatal(err)
		}
		m, err := RenderMarked(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		got := m.Write(testMarks, testHead)
		if !bytes.Equal(m.Page, want) || !bytes.Equal(withoutMarks(got), want) {
			t.Errorf("%s: the page without its marks is\n%s\nwant\n%s", locale, withoutMarks(got), want)
		}
		if n := bytes.Count(got, []byte(testHead)); n != 1 {
			t.Errorf("%s: the head's markup stands %d times", locale, n)
		}
		for i := range e.Units {
			var ids []l10n.SegmentID
			for _, s := range e.Units[i].Segments {
				ids = append(ids, s.ID)
			}
			part, ok := m.Unit(ids, testMarks)
			if !ok || part.HTML == "" && part.Text == "" {
				t.Errorf("%s: the page has no %s: %q", locale, ids, e.Units[i].Source().Text())
			}
			if !part.InTag && !bytes.Contains(got, []byte(part.HTML)) {
				t.Errorf("%s: %s is not as it stands in the page: %s", locale, ids, part.HTML)
			}
		}
	}
}

// TestShownUnits holds what a unit looks like: markup of the skeleton's, dates in the locale's notation, and what a person typed
// as text.
func TestShownUnits(t *testing.T) {
	p, e, err := marking(t, `<title>T</title><meta http-equiv=Refresh content="0;url=//evil.test"><meta http-equiv=content-type content=text/html>`+
		`<p>On <time datetime=2026-03-09>9 March 2026</time> it <b>opened</b>. It cost 5. </p><img alt="A tug.">`, "", "es")
	if err != nil {
		t.Fatal(err)
	}
	ids := func(unit int) (out []l10n.SegmentID) {
		for _, s := range e.Units[unit].Segments {
			out = append(out, s.ID)
		}
		return out
	}
	p.Targets[ids(0)[0]] = l10n.TextFragment(`<b>"`)
	p.Targets[ids(1)[0]] = l10n.ParseFragment("<2>Abrió</2> &lt;i> el <1/>.")
	p.Targets[ids(2)[0]] = l10n.TextFragment(`"'><script>`)
	m, err := RenderMarked(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	name := string(testMarks)
	for i, want := range []l10n.ShownUnit{
		{First: ids(0)[0], Last: ids(0)[0], InTag: true, Text: `<b>"`},
		{First: ids(1)[0], Last: ids(1)[1], HTML: "<!--" + name + "+" + string(ids(1)[0]) + `--><b>Abrió</b> &lt;i&gt; el <time datetime=2026-03-09>9 de marzo de 2026</time>.<!--` +
			name + "-" + string(ids(1)[0]) + "--> <!--" + name + "+" + string(ids(1)[1]) + "-->It cost 5.<!--" + name + "-" + string(ids(1)[1]) + "-->"},
		{First: ids(2)[0], Last: ids(2)[0], InTag: true, Attribute: "alt", Text: `"'><script>`},
	} {
		if got, ok := m.Unit(ids(i), testMarks); !ok || got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	page := string(m.Write(testMarks, testHead))
	if n := strings.Count(page, ` http-equiv="`+name+`" http-equiv=Refresh`); n != 1 || strings.Contains(page, name+`" http-equiv=content-type`) {
		t.Errorf("what leads elsewhere is not turned off, or what does not is: %s", page)
	}
	if _, ok := m.Unit([]l10n.SegmentID{"u.1"}, testMarks); ok {
		t.Error("a unit that there is not has a look")
	}
}

// FuzzMarked holds that any localized page without its marks is the page.
func FuzzMarked(f *testing.F) {
	for _, s := range []string{"", "<html>", `<html lang=en dir=ltr><a href=x srcset="a 1x,,b">`, "<p>On <time datetime=2024-07-25>25 July 2024</time>. Next <b>one</b>.",
		"<p>One <b>two. Three</b> four.<svg><text>Five</text></svg><table>six<td>seven", "<ul><li>a<li title='b. c'>d</ul>", "<p>5 km. <td>12,500",
		`<script type="application/ld+json">{"@type":"Article","headline":"x"}</script><iframe srcdoc="<p>a">`} {
		for _, locale := range []string{"ar", "ru", "zh"} {
			f.Add(s, "&", locale)
		}
	}
	f.Fuzz(func(t *testing.T, page, more, locale string) {
		if l, err := l10n.ParseLocale(locale); err != nil || strings.Contains(page, string(testMarks)) || strings.Contains(page+more, "ours") || l == "" {
			return
		}
		p, _, err := marking(t, page, more, l10n.Locale(locale))
		if err != nil {
			return
		}
		want, err := Render(p)
		if err != nil {
			return
		}
		m, err := RenderMarked(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if got := withoutMarks(m.Write(testMarks, testHead)); !bytes.Equal(got, want) {
			t.Fatalf("%q\ngot  %q\nwant %q", page, got, want)
		}
	})
}
