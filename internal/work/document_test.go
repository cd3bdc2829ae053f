package work_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

func TestAPageIsTakenUp(t *testing.T) {
	h := newHouse(t)
	h.documents[doc] = l10n.Document{ID: doc, Was: "old", Ignored: "dismissed", Taken: "t0", TakenBy: map[l10n.SiteName]l10n.Hash{"other": "t0"}}
	d, err := h.Fetch(t.Context(), l10n.Plan{}, doc, address)
	h.must(err)
	if d.NotModified || d.ID != doc || d.Was != "old" || d.Ignored != "dismissed" || d.Text != "" || string(h.blobs[d.Ref]) != h.source.pages[address] {
		t.Errorf("%+v", d)
	}
	if !cmp.Equal(d, h.documents[doc]) {
		t.Errorf("the record: %+v", h.documents[doc])
	}
	x, err := h.Extract(t.Context(), plan("es"), d)
	h.must(err)
	e, err := h.Extraction(t.Context(), x.Extraction)
	h.must(err)
	if x.Units != 2 || x.Segments != 2 || e.Units[0].Segments[0].Source.Text() != "The lock is open." || len(h.blobs[x.Skeleton]) == 0 {
		t.Errorf("%+v %+v", x, e)
	}
	r := h.documents[doc]
	content := e.ContentHash()
	if r.Text != content || r.Taken != content || r.Ignored != "" || !cmp.Equal(r.TakenBy, map[l10n.SiteName]l10n.Hash{"other": "t0", "news": content}) || r.Was != "old" {
		t.Errorf("%+v", r)
	}
	// Once more, and it is not modified: what is known of its content stays.
	if d, err = h.Fetch(t.Context(), l10n.Plan{}, doc, address); err != nil || !d.NotModified || d.Text != content || d.Taken != content {
		t.Errorf("%v %+v", err, d)
	}
	_, err = h.Extract(t.Context(), plan("es"), d)
	h.must(err)
	if h.documents[doc].NotModified {
		t.Error("a record says what the document is, not what the last answer was")
	}
	h.source.pages[address] = page("Another text.")
	if d, err = h.Fetch(t.Context(), l10n.Plan{}, doc, address); err != nil || d.NotModified || d.Text != "" || d.Taken != content {
		t.Errorf("%v %+v", err, d)
	}
}

// TestASiteSaysWhatIsText holds that a page gives what extract gives with the options that the site has.
func TestASiteSaysWhatIsText(t *testing.T) {
	const source = `<html lang=en><p>Text.</p><pre>Code.</pre><form><input type=submit name=go value=Go>`
	for _, code := range []bool{false, true} {
		for _, named := range []bool{false, true} {
			h := newHouse(t)
			h.source.pages[address] = source
			d, err := h.Fetch(t.Context(), l10n.Plan{}, doc, address)
			h.must(err)
			p := plan("es")
			p.Root, p.WholePage, p.Code, p.NamedButtons = "", true, code, named
			x, err := h.Extract(t.Context(), p, d)
			h.must(err)
			got, err := h.Extraction(t.Context(), x.Extraction)
			h.must(err)
			want, _, err := extract.Extract(d, []byte(source), extract.Options{WholePage: true, SourceLang: "en", Code: code, NamedButtons: named})
			h.must(err)
			if diff := cmp.Diff(want.Units, got.Units); diff != "" {
				t.Errorf("code %v, named buttons %v (-want +got):\n%s", code, named, diff)
			}
		}
	}
}

// TestRulesOfOtherFiles holds that the ITS rules that a page links to count, that nothing is extracted while they can't be
// had, and that a page whose rules are gone for good is extracted without them.
func TestRulesOfOtherFiles(t *testing.T) {
	const rules = `<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">` +
		`<its:translateRule selector="//h:i" translate="no"/></its:rules>`
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"there":       {nil, "One <1/>"},
		"gone":        {fmt.Errorf("x: %w", fetch.ErrGone), "One <1>two</1>"},
		"unavailable": {&fetch.StatusError{URL: "x", Code: 503}, ""},
	} {
		h := newHouse(t)
		h.source.pages[address] = `<html lang=en><head><link rel=its-rules href="r.xml"></head><p>One <i>two</i></p>`
		h.Linked = func(_ context.Context, page, href string) ([]byte, error) {
			if page != address || href != "r.xml" {
				t.Errorf("%s of %s is asked for", href, page)
			}
			return []byte(rules), tt.err
		}
		d, err := h.Fetch(t.Context(), l10n.Plan{}, doc, address)
		h.must(err)
		p := plan("es")
		p.Root, p.WholePage = "", true
		x, err := h.Extract(t.Context(), p, d)
		if tt.want == "" {
			if !errors.Is(err, tt.err) || errors.Is(err, l10n.ErrPage) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		h.must(err)
		e, err := h.Extraction(t.Context(), x.Extraction)
		h.must(err)
		if got := e.Units[0].Source().String(); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestALookFetchesMeanwhile holds that what a look at the source learns while a run takes a page up is not
// overwritten.
func TestALookFetchesMeanwhile(t *testing.T) {
	h := newHouse(t)
	d, err := h.Fetch(t.Context(), l10n.Plan{}, doc, address)
	h.must(err)
	newer := h.documents[doc]
	newer.Ref, newer.ETag, newer.Text, newer.Ignored, newer.Was = "newer", "newer", "newer", "newer", "before"
	h.before = func() { h.documents[doc] = newer; h.before = nil }
	x, err := h.Extract(t.Context(), plan("es"), d)
	h.must(err)
	e, err := h.Extraction(t.Context(), x.Extraction)
	h.must(err)
	newer.Taken, newer.TakenBy = e.ContentHash(), map[l10n.SiteName]l10n.Hash{"news": e.ContentHash()}
	if diff := cmp.Diff(newer, h.documents[doc]); diff != "" {
		t.Error(diff)
	}
	// And while a run fetches it: nothing that was learned of the document is lost, and another page's text is not its
	// own.
	h = newHouse(t)
	h.extracted()
	h.before = func() {
		d := h.documents[doc]
		d.Was, d.Ignored, d.Ref, d.Text = "before", "dismissed", "newer", "newer"
		h.documents[doc], h.before = d, nil
	}
	if d, err = h.Fetch(t.Context(), l10n.Plan{}, doc, address); err != nil || d.Was != "before" || d.Ignored != "dismissed" || d.Text != "" {
		t.Errorf("%v %+v", err, d)
	}
}

func TestPagesThatCannotBeTaken(t *testing.T) {
	h := newHouse(t)
	down := errors.New("down")
	if _, err := h.Fetch(t.Context(), l10n.Plan{}, doc, "http://site.test/gone"); !errors.Is(err, fetch.ErrGone) || len(h.documents) != 0 {
		t.Errorf("%v %+v", err, h.documents)
	}
	for _, method := range []string{"Document", "Put", "UpdateDocument"} {
		h.broken = map[string]error{method: down}
		if _, err := h.Fetch(t.Context(), l10n.Plan{}, doc, address); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
	h.broken = map[string]error{}
	d, err := h.Fetch(t.Context(), l10n.Plan{}, doc, address)
	h.must(err)
	for _, method := range []string{"Get", "Put", "UpdateDocument"} {
		h.broken = map[string]error{method: down}
		if _, err := h.Extract(t.Context(), plan("es"), d); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
	h.broken = map[string]error{}
	p := plan("es")
	p.Root = "aside"
	if _, err := h.Extract(t.Context(), p, d); !errors.Is(err, l10n.ErrPage) || h.documents[doc].Taken != "" {
		t.Errorf("a page without the root: %v", err)
	}
	h.source.pages[address] = page("")
	d, err = h.Fetch(t.Context(), l10n.Plan{}, doc, address)
	h.must(err)
	if _, err := h.Extract(t.Context(), plan("es"), d); !errors.Is(err, l10n.ErrPage) || !strings.Contains(err.Error(), "no text") {
		t.Errorf("a page without text: %v", err)
	}
}

// In a locale for which CLDR has no names of months people write the dates, so that they are text for the whole site,
// whichever of its locales a run takes. Dates in figures are written by localize everywhere.
func TestDatesThatNotEveryLocaleCanWriteAreText(t *testing.T) {
	const page = `<p>Until <time datetime="2024-07-25">25 July 2024</time>, and <time datetime="2024-07-25">2024-07-25</time>.`
	for _, c := range []struct {
		site []l10n.Locale
		want string
	}{
		{[]l10n.Locale{"es", "ar"}, "Until <1/>, and <2/>."},
		{[]l10n.Locale{"es", "dv"}, "Until <1>25 July 2024</1>, and <2/>."},
		{[]l10n.Locale{"es", "yi"}, "Until <1>25 July 2024</1>, and <2/>."},
		{[]l10n.Locale{"arc"}, "Until <1>25 July 2024</1>, and <2/>."},
		{nil, "Until <1/>, and <2/>."},
	} {
		p := l10n.Plan{SourceLang: "en", Locales: []l10n.Locale{"es"}, SiteLocales: c.site}
		e, err := (&work.Service{}).ReadPage(p, l10n.Document{ContentType: "text/html", URL: "https://example.org/a"}, []byte(page))
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Units[0].Segments[0].Source.String(); got != c.want {
			t.Errorf("%v: %q, want %q", c.site, got, c.want)
		}
	}
}
