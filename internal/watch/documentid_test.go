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

// TestAPublishedPageThatLeadsElsewhere has a page that is published, is in no list, and of which the watch knows nothing but
// the address that it led to. It is looked at by the address that its ID was made of.
func TestAPublishedPageThatLeadsElsewhere(t *testing.T) {
	h := newHouse(t, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchPublish}, map[string]string{"uno": "One\nfirst"})
	h.source.listed = []string{address("one")}
	h.source.moved["one"] = "uno"
	h.acted(h.look())
	if d := h.records.docs[id("one")]; d.Asked != address("one") || d.URL != address("uno") {
		t.Fatalf("%+v", d)
	}
	w := h.records.watches[site]
	w.Pages = nil
	h.records.watches[site] = w
	h.source.listed = nil
	h.source.pages["uno"] = "One\nsecond"
	out := h.look()
	if len(out.Look.Troubles) != 0 || out.Look.Changed != 1 || out.Look.Findings[0].URL != address("one") {
		t.Errorf("%+v", out.Look)
	}
}
