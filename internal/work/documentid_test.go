package work_test

import (
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestNoPageTakesAnothersPlace holds that a page which was made to have another's ID gets neither its record nor its
// approvals, and that a page on record under an earlier ID keeps both.
func TestNoPageTakesAnothersPlace(t *testing.T) {
	const crafted = address + "?x=made-for-it"
	earlier := l10n.EarlierDocumentID(address)
	h := newHouse(t)
	h.source.pages[crafted] = page("Another text.")
	h.documents[earlier] = l10n.Document{ID: earlier, URL: address, Was: "before"}

	id, err := h.DocumentID(t.Context(), address)
	if h.must(err); id != earlier {
		t.Errorf("the page on record has become %s", id)
	}
	id, err = h.DocumentID(t.Context(), crafted)
	if h.must(err); id != l10n.NewDocumentID(crafted) {
		t.Errorf("another page is %s", id)
	}
	before := h.documents[earlier]
	if _, err := h.Fetch(t.Context(), l10n.Plan{}, earlier, crafted); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("another page under an earlier ID: %v", err)
	}
	if h.documents[earlier].Ref != before.Ref || h.documents[earlier].URL != address {
		t.Errorf("%+v", h.documents[earlier])
	}
	d, err := h.Fetch(t.Context(), l10n.Plan{}, earlier, address)
	if h.must(err); d.ID != earlier || d.Asked != address || d.Was != "before" {
		t.Errorf("%+v", d)
	}
	if d, err = h.Fetch(t.Context(), l10n.Plan{}, doc, address); err != nil || d.Asked != address {
		t.Errorf("%v %+v", err, d)
	}
	if _, err := h.Fetch(t.Context(), l10n.Plan{}, doc, crafted); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("another page under a new ID: %v", err)
	}
}
