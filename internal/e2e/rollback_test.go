package e2e_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/store"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// Two people go back at once, by the client and then in two processes on one database: visitors get one of the two
// publications, the records say so, and both acts are in the history, one after the other.
func TestRollbackFromTwoPlaces(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	doc := h.key("statement.html", "es").Document
	for _, l := range []l10n.Locale{"es", "fr", "ar"} { // three publications, each with one locale more
		run := h.start(h.plan([]string{"statement.html"}, l))
		h.must(h.decide(h.key("statement.html", l), approve("review", "maria")))
		h.ended(run)
	}
	plan, err := h.app.Site.PlanOf(t.Context(), doc, "test")
	h.must(err)
	before, err := h.app.Site.History(t.Context(), plan.Plan, doc)
	h.must(err)
	if len(before.Publications) != 3 {
		t.Fatalf("%d publications", len(before.Publications))
	}
	to := []l10n.PublicationID{before.Publications[1].ID, before.Publications[2].ID}

	atOnce(t, func(i int) error {
		in := workflows.RollbackInput{Plan: plan.Ref, Site: plan.Site, Document: doc, Publication: to[i], By: people[i]}
		return h.client.Rollback(t.Context(), fmt.Sprint("act", i), in)
	})
	h.oneAfterTheOther(plan.Plan, doc, before.Current, 2)

	// A repeat of an act, however late, is the same act.
	h.must(h.client.Rollback(t.Context(), "act0", workflows.RollbackInput{Plan: plan.Ref, Site: plan.Site, Document: doc, Publication: to[0], By: people[0]}))
	h.oneAfterTheOther(plan.Plan, doc, before.Current, 2)

	second, err := store.Open(t.Context(), h.app.Config.Store)
	h.must(err)
	defer func() { _ = second.Close() }()
	elsewhere := *h.app.Site
	elsewhere.Pages, elsewhere.Translations, elsewhere.Rollbacks = second, second, second
	services := []*site.Service{h.app.Site, &elsewhere}
	for round := range 10 {
		atOnce(t, func(i int) error {
			act := l10n.Rollback{ID: fmt.Sprint("round", round, i), Document: doc, By: people[i], To: to[(i+round)%2]}
			_, err := services[i].Rollback(t.Context(), plan.Plan, act)
			return err
		})
	}
	h.oneAfterTheOther(plan.Plan, doc, before.Current, 22)
}

var people = []l10n.UserID{"ana", "luis"}

// atOnce calls f in two goroutines.
func atOnce(t *testing.T, f func(i int) error) {
	t.Helper()
	var wg sync.WaitGroup
	for i := range people {
		wg.Go(func() {
			if err := f(i); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// oneAfterTheOther holds that so many rollbacks lead from one publication to the current one without a gap, and that
// destination and records agree on it.
func (h *house) oneAfterTheOther(p l10n.Plan, doc l10n.DocumentID, first l10n.PublicationID, n int) {
	h.t.Helper()
	history, err := h.app.Site.History(h.t.Context(), p, doc)
	h.must(err)
	acts, at := map[l10n.UserID]int{}, first
	for _, r := range history.Rollbacks {
		if r.From != at || r.At.IsZero() || r.ID == "" {
			h.t.Errorf("visitors got %s, and the next act is %+v", at, r)
		}
		acts[r.By]++
		at = r.To
	}
	if at != history.Current || acts["ana"] != n/2 || acts["luis"] != n/2 {
		h.t.Errorf("%v rolled back, the last one to %s, and visitors get %s", acts, at, history.Current)
	}
	pages, err := h.store.PublishedPages(h.t.Context(), "test", doc)
	h.must(err)
	for _, pg := range pages {
		if pg.Publication != history.Current {
			h.t.Errorf("the records have publication %s, visitors get %s", pg.Publication, history.Current)
		}
	}
	current, err := h.app.Site.Destinations["public"].Publisher.Current(h.t.Context(), doc)
	h.must(err)
	if len(pages) != len(current.Locales) {
		h.t.Errorf("the records have %d pages, the publication %d", len(pages), len(current.Locales))
	}
}
