package work_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestWhatIsHandedIn holds that a run takes what was handed in for a page in place of what is at its address, and that it is
// bound to the pages of the run.
func TestWhatIsHandedIn(t *testing.T) {
	h := newHouse(t)
	p := plan("es")
	for _, bad := range []string{"", "statement.html", "ftp://site.test/x", "https://who@site.test/x"} {
		if _, err := h.HandIn(t.Context(), p, bad, []byte(page("A statement."))); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("handed in as %q: %v", bad, err)
		}
	}
	if _, err := h.HandIn(t.Context(), p, address, []byte("<p> </p>")); !errors.Is(err, l10n.ErrPage) {
		t.Errorf("a page without text: %v", err)
	}
	own := `<link href="style.css" rel="stylesheet"><link rel="Canonical" href=" ` + address + ` "><body><main><p>A statement.</p></main>`
	if up, err := h.HandIn(t.Context(), p, "", []byte(own)); err != nil || up.Page != address {
		t.Errorf("a page that says its address is of %q (%v)", up.Page, err)
	}
	up, err := h.HandIn(t.Context(), p, address+"#top", []byte(page("A statement that is not public yet.")))
	h.must(err)
	if up.Page != address {
		t.Errorf("handed in as %s, want %s", up.Page, address)
	}
	p.Uploads = []l10n.Upload{up}
	h.source.pages[address] = page("What is public.")
	for range 2 {
		d, err := h.Fetch(t.Context(), p, doc, address)
		h.must(err)
		if d.Ref != up.Ref || d.URL != address {
			t.Errorf("the run takes %s of %s, want %s", d.Ref, d.URL, up.Ref)
		}
	}
	if d, err := h.Fetch(t.Context(), plan("es"), doc, address); err != nil || d.Ref == up.Ref {
		t.Errorf("another run takes %s (%v)", d.Ref, err)
	}
	other := p
	other.Uploads = []l10n.Upload{{Page: "http://site.test/other.html", Ref: up.Ref}}
	if _, err := h.OpenRun(t.Context(), "r", "plan", other); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a run without the page: %v", err)
	}
	other.Uploads = []l10n.Upload{{Page: address, Ref: l10n.NewRef([]byte("never"))}}
	if _, err := h.OpenRun(t.Context(), "r", "plan", other); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a run without the bytes: %v", err)
	}
	brief, err := h.OpenRun(t.Context(), "r", "plan", p)
	if h.must(err); !brief.Uploads {
		t.Error("the workflows are not told")
	}
	again, err := h.Again(t.Context(), h.put(p), []l10n.DocumentID{doc}, []l10n.Locale{"es"})
	if h.must(err); !slices.Equal(again.Uploads, p.Uploads) || again.Site != p.Site {
		t.Errorf("asked for again: %+v", again)
	}
}
