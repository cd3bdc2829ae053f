package site

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// threePublications publishes a document three times and returns the publications, the newest first.
func threePublications(w *world) []*l10n.Publication {
	w.t.Helper()
	w.publish("r1", "a.html", page(`<p>One.</p>`), "es")
	w.publish("r2", "a.html", page(`<p>Two.</p>`), "es", "fr")
	w.publish("r3", "a.html", page(`<p>Three.</p>`), "es")
	h, err := w.site.History(w.t.Context(), w.plan, docOf("a.html"))
	w.must(err)
	if len(h.Publications) != 3 || h.Current != h.Publications[0].ID || h.Rollbacks != nil {
		w.t.Fatalf("%+v", h)
	}
	return h.Publications
}

func TestRollback(t *testing.T) {
	w := newWorld(t)
	pubs, doc := threePublications(w), docOf("a.html")
	act := l10n.Rollback{ID: "act", Document: doc, By: "ana", To: pubs[2].ID}
	out, err := w.site.Rollback(t.Context(), w.plan, act)
	w.must(err)
	if out.Publication != pubs[0].ID || !slices.Equal(out.Changed, []string{"http://public.test/es/a.html", "http://public.test/fr/a.html"}) {
		t.Errorf("%+v", out)
	}
	w.wants("es/a.html", "One.")
	if w.get("fr/a.html") != "" {
		t.Error("the French page is still there")
	}
	pages, _ := w.records.PublishedPages(t.Context(), "news", doc)
	if len(pages) != 1 || pages[0].Publication != pubs[2].ID || pages[0].Run != "r1" || pages[0].URL != "http://public.test/es/a.html" || pages[0].Targets != pubs[2].Locales[0].Targets {
		t.Errorf("%+v", pages)
	}
	if fr := w.translation("a.html", "fr"); fr.Stage != l10n.StageWithdrawn || fr.PublicURL != "" || fr.Withdrawn == nil || fr.Withdrawn.By != "ana" {
		t.Errorf("%+v", fr)
	}
	if es := w.translation("a.html", "es"); es.RolledBack == nil || es.RolledBack.By != "ana" || es.RolledBack.To != pubs[2].ID || es.Withdrawn != nil {
		t.Errorf("the record has a newer text than visitors: %+v", es)
	}
	h, err := w.site.History(t.Context(), w.plan, doc)
	w.must(err)
	if r := h.RollbacksTo(pubs[2].ID); h.Current != pubs[2].ID || len(r) != 1 || r[0].By != "ana" || r[0].From != pubs[0].ID || r[0].Site != "news" || r[0].At.IsZero() ||
		h.RollbacksTo(pubs[1].ID) != nil {
		t.Errorf("%+v", h)
	}
}

// What came after an act is not undone by its repeat.
func TestALateRepeatOfARollbackSwitchesNothing(t *testing.T) {
	w := newWorld(t)
	pubs, doc := threePublications(w), docOf("a.html")
	first := l10n.Rollback{ID: "first", Document: doc, By: "ana", To: pubs[2].ID}
	out, err := w.site.Rollback(t.Context(), w.plan, first)
	w.must(err)
	_, err = w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: "second", Document: doc, By: "luis", To: pubs[1].ID})
	w.must(err)
	again, err := w.site.Rollback(t.Context(), w.plan, first)
	w.must(err)
	if again.Publication != out.Publication || !slices.Equal(again.Changed, out.Changed) {
		t.Errorf("first %+v, then %+v", out, again)
	}
	h, err := w.site.History(t.Context(), w.plan, doc)
	w.must(err)
	if h.Current != pubs[1].ID || len(h.Rollbacks) != 2 {
		t.Errorf("%+v", h)
	}
	// Another act goes back to the same publication once more.
	_, err = w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: "third", Document: doc, By: "ana", To: pubs[2].ID})
	w.must(err)
	if now := w.current(doc).ID; now != pubs[2].ID || len(w.records.rollbacks) != 3 {
		t.Errorf("visitors get %s after %+v", now, w.records.rollbacks)
	}
}

// A worker that dies between the switch and the records leaves a repeat to complete them.
func TestARepeatedRollbackCompletesTheRecords(t *testing.T) {
	w := newWorld(t)
	pubs, doc := threePublications(w), docOf("a.html")
	act := l10n.Rollback{ID: "act", Document: doc, By: "ana", To: pubs[2].ID}
	w.records.failSave = errors.New("the records are away")
	if _, err := w.site.Rollback(t.Context(), w.plan, act); err == nil || len(w.records.rollbacks) != 0 {
		t.Fatalf("%v, %+v", err, w.records.rollbacks)
	}
	_, err := w.site.Rollback(t.Context(), w.plan, act)
	w.must(err)
	if pages, _ := w.records.PublishedPages(t.Context(), "news", doc); len(pages) != 1 || pages[0].Publication != pubs[2].ID || len(w.records.rollbacks) != 1 {
		t.Errorf("%+v, %+v", pages, w.records.rollbacks)
	}
}

func TestRollbackFromTwoPlacesAtOnce(t *testing.T) {
	w := newWorld(t)
	pubs, doc := threePublications(w), docOf("a.html")
	var wg sync.WaitGroup
	for i, by := range []l10n.UserID{"ana", "luis"} {
		wg.Go(func() {
			if _, err := w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: string(by), Document: doc, By: by, To: pubs[1+i].ID}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	h, err := w.site.History(t.Context(), w.plan, doc)
	w.must(err)
	if r := h.Rollbacks; len(r) != 2 || r[0].From != pubs[0].ID || r[1].From != r[0].To || h.Current != r[1].To {
		t.Errorf("%+v", h)
	}
}

func TestARollbackNamesItself(t *testing.T) {
	w := newWorld(t)
	pubs, doc := threePublications(w), docOf("a.html")
	for _, act := range []l10n.Rollback{
		{Document: doc, By: "ana", To: pubs[1].ID}, {Document: doc, ID: "act", To: pubs[1].ID}, {Document: doc, ID: "act", By: "ana"},
	} {
		if _, err := w.site.Rollback(t.Context(), w.plan, act); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%+v: %v", act, err)
		}
	}
	if _, err := w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: "act", By: "ana", Document: doc, To: "never"}); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a publication that never was: %v", err)
	}
	earlier, err := w.site.Earlier(t.Context(), w.plan, doc, "")
	if err != nil || earlier.ID != pubs[1].ID {
		t.Errorf("%+v, %v", earlier, err)
	}
	if named, err := w.site.Earlier(t.Context(), w.plan, doc, pubs[2].ID); err != nil || named.ID != pubs[2].ID {
		t.Errorf("%+v, %v", named, err)
	}
}

// A rollback to what another site published of the document gives it back to that site.
func TestARollbackToAnotherSitesPublication(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>One.</p>`), "es")
	first := w.current(docOf("a.html"))
	other := w.plan
	other.Site = "other"
	w.usePlan(other)
	w.publish("r2", "a.html", page(`<p>Two.</p>`), "es")
	_, err := w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: "act", By: "ana", Document: docOf("a.html"), To: first.ID})
	w.must(err)
	if sites, _ := w.records.PublishedSites(t.Context(), docOf("a.html")); len(sites) != 1 || sites[0] != "news" {
		t.Errorf("it is published by %v", sites)
	}
	if w.records.rollbacks[0].Site != "news" {
		t.Errorf("%+v", w.records.rollbacks)
	}
}

// TestWhatVisitorsHaveIsNoted holds until when a translation's record says that visitors have another text than it has.
func TestWhatVisitorsHaveIsNoted(t *testing.T) {
	w := newWorld(t)
	pubs, doc := threePublications(w), docOf("a.html")
	back := func(id string, to l10n.PublicationID) {
		_, err := w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: id, Document: doc, By: "ana", To: to})
		w.must(err)
	}
	back("to the second", pubs[1].ID)
	if es, fr := w.translation("a.html", "es"), w.translation("a.html", "fr"); es.RolledBack == nil || fr.RolledBack != nil {
		t.Errorf("French is as it was: %+v %+v", es.RolledBack, fr.RolledBack)
	}
	w.withdraw("w1", "a.html", "fr")
	if es, fr := w.translation("a.html", "es"), w.translation("a.html", "fr"); es.RolledBack == nil || fr.Withdrawn == nil || fr.Withdrawn.ID != "w1" {
		t.Errorf("a withdrawal of another locale: %+v %+v", es.RolledBack, fr.Withdrawn)
	}
	back("to the latest", pubs[0].ID)
	if es, fr := w.translation("a.html", "es"), w.translation("a.html", "fr"); es.RolledBack != nil || fr.Withdrawn != nil {
		t.Errorf("visitors have it again: %+v %+v", es.RolledBack, fr.Withdrawn)
	}
	back("to the first", pubs[2].ID)
	w.publish("r4", "a.html", page(`<p>Four.</p>`), "es", "fr")
	if es, fr := w.translation("a.html", "es"), w.translation("a.html", "fr"); es.RolledBack != nil || fr.Withdrawn != nil {
		t.Errorf("it is published again: %+v %+v", es.RolledBack, fr.Withdrawn)
	}
}

// TestARollbackWantsTheSeal holds that nobody without the key brings visitors what was never published: a manifest in the history
// that was changed, that lost its seal, or that has the seal of another key is not gone back to.
func TestARollbackWantsTheSeal(t *testing.T) {
	changed := func(w *world, id l10n.PublicationID, change func(m map[string]json.RawMessage)) {
		w.rewrite(w.file(".publications", string(docOf("a.html")), string(id), "manifest.json"), func(s string) string {
			var members map[string]json.RawMessage
			w.must(json.Unmarshal([]byte(s), &members))
			change(members)
			b, err := json.Marshal(members)
			w.must(err)
			return string(b)
		})
	}
	for name, forge := range map[string]func(w *world, id l10n.PublicationID){
		"nothing": nil,
		"another time": func(w *world, id l10n.PublicationID) {
			changed(w, id, func(m map[string]json.RawMessage) { m["publishedAt"] = json.RawMessage(`"2020-01-01T00:00:00Z"`) })
		},
		"no seal": func(w *world, id l10n.PublicationID) {
			changed(w, id, func(m map[string]json.RawMessage) { delete(m, "seal") })
		},
		"another key": func(w *world, id l10n.PublicationID) {
			_, key, err := ed25519.GenerateKey(nil)
			w.must(err)
			changed(w, id, func(m map[string]json.RawMessage) {
				whole, err := json.Marshal(m)
				w.must(err)
				pub, err := publish.ReadManifest(whole)
				w.must(err)
				pub, err = publish.Seal(pub, key)
				w.must(err)
				m["seal"], err = json.Marshal(pub.Seal)
				w.must(err)
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.sealing()
			pubs := threePublications(w)
			if forge != nil {
				forge(w, pubs[2].ID)
			}
			_, err := w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: "act", Document: docOf("a.html"), By: "ana", To: pubs[2].ID})
			if forge == nil {
				w.must(err)
				return
			}
			if !errors.Is(err, l10n.ErrRefused) || w.current(docOf("a.html")).ID != pubs[0].ID {
				t.Errorf("%v, and visitors get %s", err, w.current(docOf("a.html")).ID)
			}
		})
	}
}

// TestAnEarlierKeyCounts holds that a house which has changed its key goes back to what the key before sealed.
func TestAnEarlierKeyCounts(t *testing.T) {
	w := newWorld(t)
	before := w.sealing()
	pubs := threePublications(w)
	_, key, err := ed25519.GenerateKey(nil)
	w.must(err)
	d := w.site.Destinations["public"]
	d.Publisher = d.Publisher.Sealed(key)
	w.site.Destinations["public"] = d
	act := l10n.Rollback{ID: "act", Document: docOf("a.html"), By: "ana", To: pubs[2].ID}
	if _, err := w.site.Rollback(t.Context(), w.plan, act); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("without the key before: %v", err)
	}
	d.Publisher = d.Publisher.Sealed(key, before)
	w.site.Destinations["public"] = d
	_, err = w.site.Rollback(t.Context(), w.plan, act)
	w.must(err)
}
