package e2e_test

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestAccountsOfAPublishedPage has a shadow, the checks and a person review a page on a real server. Then each sentence tells who
// said what of it and where visitors find it, and the report tells what people did with what the shadow passed.
func TestAccountsOfAPublishedPage(t *testing.T) {
	h := newHouse(t, map[string]string{"lock.html": `<!doctype html><html lang="en"><head><title>The lock</title></head><body><main>
		<h1>The northern lock</h1><p>The lock is <a href="https://www.example.org/open">open</a> to all. Ships of any size pass.</p></main></body></html>`})
	p := h.plan([]string{"lock.html"}, "es")
	p.Review = []l10n.ReviewStep{{Name: "trial", Kind: l10n.StepChecks, Shadow: true}, {Name: "review", Kind: l10n.StepPerson}}
	p.Steps, p.Unconfirmed = l10n.Deciding(p.Review), l10n.UnconfirmedPublish
	run, k := h.start(p), h.key("lock.html", "es")
	h.until("people are asked", func() bool { return h.waits(k, "review") })
	ts, err := h.store.Targets(t.Context(), k)
	h.must(err)
	last := ts[len(ts)-1]
	h.write(k, l10n.Edit{Segment: last.Segment, Text: l10n.TextFragment("Pasan barcos de todo tamaño."), Version: last.Version, By: "zoe"})
	h.must(h.decide(k, approve("review", "zoe")))
	if r := h.ended(run); r.Status != l10n.RunCompleted {
		t.Fatalf("%+v", r)
	}

	accounts := h.app.Accounts()
	for i, g := range ts {
		a, err := accounts.Account(t.Context(), k, g.Segment)
		h.must(err)
		if a.Published == nil || !a.Published.Same || a.Published.Times == 0 || a.Published.Differs || len(a.Steps) != 2 || len(a.Approvals) != 1 {
			t.Errorf("%d %q: %+v, published %+v", i, a.Target.Text, a.Steps, a.Published)
			continue
		}
		if wrote := g.Segment == last.Segment; wrote != (a.Confirmed != nil) || wrote && (a.Confirmed.By.ID != "zoe" || a.Confirmed.Rewrite == nil) {
			t.Errorf("%d %q is confirmed by %+v", i, a.Target.Text, a.Confirmed)
		}
		if a.Target.Text.HasCodes() && !strings.Contains(a.Published.Passage, "https://www.example.org/open") {
			t.Errorf("the sentence with a link stands at %q", a.Published.Passage)
		}
	}
	report, err := accounts.Report(t.Context(), l10n.ReportFilter{Site: p.Site})
	h.must(err)
	if len(report.Steps) != 1 || !report.Steps[0].Shadow || report.Steps[0].Asked != len(ts) || report.Steps[0].Passed.Changed+report.Steps[0].Changes.Changed != 1 {
		t.Errorf("%+v", report.Steps)
	}
	counts, _, err := accounts.Routings(t.Context(), k)
	h.must(err)
	if len(counts) == 0 || !counts[0].Asked {
		t.Errorf("%+v", counts)
	}
}
