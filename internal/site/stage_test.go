package site

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const marks = l10n.MarkName("mark0123456789abcdef")

// TestShowPage holds that a page is shown as it is previewed, with marks; and its source with its own words.
func TestShowPage(t *testing.T) {
	w := newWorld(t)
	w.ready("r1", "a.html", page(`<h1>Hello</h1><p>World.</p><img alt="A tug." src="t.png">`), "es")
	k := l10n.TranslationKey{Document: docOf("a.html"), Locale: "es"}
	how := l10n.Showing{Assets: "/desk/files/", Marks: marks, Head: "<script>ours</script>"}
	b, err := w.site.ShowPage(t.Context(), k, how)
	w.must(err)
	for _, want := range []string{"+u", "-->es Hello<!--" + string(marks), `="es A tug."`, "<head><script>ours</script>"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the page lacks %s:\n%s", want, b)
		}
	}
	how.Source = true
	b, err = w.site.ShowPage(t.Context(), k, how)
	w.must(err)
	if !strings.Contains(string(b), "-->Hello<!--") || strings.Contains(string(b), "es Hello") || !strings.Contains(string(b), `src="`+source("t.png")+`"`) {
		t.Errorf("the source is\n%s", b)
	}
	how.Marks = "x"
	if _, err := w.site.ShowPage(t.Context(), k, how); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("marks that a page can guess: %v", err)
	}
}

// TestShowUnit holds that a unit is shown with a text that is not stored, and with what stands within it.
func TestShowUnit(t *testing.T) {
	w := newWorld(t)
	w.ready("r1", "a.html", page(`<h1>Hello</h1><p>A <b>bold</b> boat <img alt="A tug.">.</p>`), "es")
	k := l10n.TranslationKey{Document: docOf("a.html"), Locale: "es"}
	var bold, tug l10n.SegmentID
	for _, target := range w.records.targets[k] {
		switch text := target.Text.Text(); {
		case strings.Contains(text, "bold"):
			bold = target.Segment
		case strings.Contains(text, "tug"):
			tug = target.Segment
		}
	}
	show := func(id l10n.SegmentID, text string) l10n.ShownUnit {
		t.Helper()
		units, err := w.site.ShowUnit(t.Context(), k, id, l10n.ParseFragment(text), l10n.Showing{Marks: marks})
		w.must(err)
		if len(units) != 1 {
			t.Fatalf("%d units", len(units))
		}
		return units[0]
	}
	got := show(bold, "&lt;i> <2/> <1>negrita</1>")
	for _, want := range []string{"&lt;i&gt; ", "<b>negrita</b>", `alt="es A tug."`, string(tug) + "=alt"} {
		if !strings.Contains(got.HTML, want) {
			t.Errorf("the unit lacks %s: %s", want, got.HTML)
		}
	}
	if got := show(tug, `"><script>`); !got.InTag || got.Attribute != "alt" || got.Text != `"><script>` {
		t.Errorf("%+v", got)
	}
	if got := show(tug, ""); got.Text != "A tug." {
		t.Errorf("a text that is not there: %+v", got)
	}
	if strings.Contains(w.records.targets[k][1].Text.Text(), "negrita") {
		t.Error("the text was stored")
	}
	for id, want := range map[l10n.SegmentID]error{"u1.1": l10n.ErrNotFound, "": l10n.ErrNotFound, bold: l10n.ErrCodes} {
		if _, err := w.site.ShowUnit(t.Context(), k, id, l10n.TextFragment("x"), l10n.Showing{Marks: marks}); !errors.Is(err, want) {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// TestSourcesAreKept holds that a page is taken apart once, and that only some are remembered.
func TestSourcesAreKept(t *testing.T) {
	w := newWorld(t)
	w.site.Sources = &Sources{}
	in := w.ready("r1", "a.html", page(`<h1>Hello</h1>`), "es")
	p := l10n.PublishedPage{Skeleton: in.Skeleton, Extraction: in.Extraction}
	first, err := w.site.keptSource(t.Context(), p)
	w.must(err)
	delete(w.blobs, in.Skeleton)
	if again, err := w.site.keptSource(t.Context(), p); err != nil || again != first {
		t.Errorf("%v", err)
	}
	for range maxSources {
		w.site.Sources.add(l10n.PublishedPage{}, pageSource{})
	}
	if _, err := w.site.keptSource(t.Context(), p); err == nil || len(w.site.Sources.kept) != maxSources {
		t.Errorf("%d pages are remembered, %v", len(w.site.Sources.kept), err)
	}
}
