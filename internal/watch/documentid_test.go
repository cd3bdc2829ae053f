package watch_test

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestAPageOnRecordKeepsItsID has a page that an earlier version took up: a look finds it under the ID that it has, finds
// it unchanged though its hashes are short, and then changed; a page that was made to have that ID is another one.
func TestAPageOnRecordKeepsItsID(t *testing.T) {
	h := newHouse(t, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchPublish}, map[string]string{"one": "One\nfirst"})
	h.acted(h.look())
	earlier := l10n.EarlierDocumentID(address("one"))
	d := h.records.docs[id("one")]
	d.ID, d.Asked, d.Text, d.Taken = earlier, "", d.Text.Shortened(), d.Taken.Shortened()
	d.TakenBy = map[l10n.SiteName]l10n.Hash{site: d.Taken}
	h.records.docs = map[l10n.DocumentID]l10n.Document{earlier: d}
	h.records.published = []l10n.PublishedPage{{Site: site, Document: earlier, Locale: "es", SourceURL: d.URL}}
	w := h.records.watches[site]
	w.Pages = map[l10n.DocumentID]l10n.WatchedPage{earlier: {URL: address("one"), Listed: true}}
	h.records.watches[site] = w

	if out := h.look(); out.Look.New != 0 || out.Look.Changed != 0 || len(out.Look.Troubles) != 0 {
		t.Errorf("nothing has changed: %+v", out.Look)
	}
	h.source.pages["one"] = "One\nsecond"
	if out := h.look(); out.Look.New != 0 || out.Look.Changed != 1 {
		t.Errorf("the page has changed: %+v", out.Look)
	}
	if now := h.records.docs[earlier]; now.Asked != address("one") || len(h.records.docs) != 1 {
		t.Errorf("%+v", h.records.docs)
	}
	now := h.records.docs[earlier]
	now.Asked = address("another")
	h.records.docs[earlier] = now
	if out := h.look(); out.Look.New != 1 {
		t.Errorf("a page with another's ID is a page of its own: %+v", out.Look)
	}
}
