package review_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// TestWhatGoesToVisitors names pages as workflows of strangers could. What the records don't say is approved goes nowhere.
func TestWhatGoesToVisitors(t *testing.T) {
	steps := []l10n.StepName{"translate", "sign-off"}
	open := func(t *testing.T) (*desk, review.Page, []l10n.Decision) {
		d := newDesk(t)
		tr := d.open(extraction("One."), steps, "Uno.")
		tr.Plan, tr.Skeleton, tr.URL = d.put(l10n.Plan{Steps: steps}), "skeleton", "http://site.test/a"
		d.record[key] = tr
		var approvals []l10n.Decision
		for i, step := range steps {
			dec := approve("d-"+string(step), step, []l10n.UserID{"ana", "chief"}[i])
			if _, err := d.Decide(t.Context(), key, dec, false); err != nil {
				t.Fatal(err)
			}
			tr := d.record[key]
			if tr.Step = ""; i == 0 {
				tr.Step = steps[1]
			}
			d.record[key] = tr
			approvals = append(approvals, l10n.Decision{ID: dec.ID, By: "whoever the workflow says"})
		}
		tr = d.record[key]
		return d, review.Page{Key: key, Run: tr.Run, URL: tr.URL, Extraction: tr.Extraction, Skeleton: tr.Skeleton, Targets: tr.Targets}, approvals
	}
	d, page, approvals := open(t)
	got, err := d.Clear(t.Context(), page, approvals)
	if err != nil || len(got) != 2 || got[0].By != "ana" || got[1].By != "chief" || got[1].TargetHash == "" {
		t.Fatalf("%+v %v", got, err)
	}
	tries := 0
	for name, c := range map[string]struct {
		change func(*desk, *review.Page, *[]l10n.Decision)
		want   string
	}{
		"other texts": {func(d *desk, p *review.Page, _ *[]l10n.Decision) {
			p.Targets = d.put([]l10n.Target{{Text: l10n.TextFragment("Evil."), State: l10n.Final}})
		}, "other texts"},
		"no texts":         {func(_ *desk, p *review.Page, _ *[]l10n.Decision) { p.Targets = "" }, "other texts"},
		"another source":   {func(d *desk, p *review.Page, _ *[]l10n.Decision) { p.Extraction = d.put(extraction("Evil.")) }, "of the extraction"},
		"another skeleton": {func(_ *desk, p *review.Page, _ *[]l10n.Decision) { p.Skeleton = "evil" }, "of the skeleton"},
		"another address":  {func(_ *desk, p *review.Page, _ *[]l10n.Decision) { p.URL = "http://site.test/" }, "of the address"},
		"another run":      {func(_ *desk, p *review.Page, _ *[]l10n.Decision) { p.Run = "r0" }, "of the run"},
		"another locale":   {func(_ *desk, p *review.Page, _ *[]l10n.Decision) { p.Key.Locale = "fr" }, "nobody has translated"},
		"another document": {func(_ *desk, p *review.Page, _ *[]l10n.Decision) { p.Key.Document = "other" }, "nobody has translated"},
		"an embargo": {func(d *desk, _ *review.Page, _ *[]l10n.Decision) {
			tr := d.record[key]
			tr.Embargo = &l10n.Embargo{Hold: true}
			d.record[key] = tr
		}, "held until a person releases it"},
		"an approval that is not": {func(_ *desk, _ *review.Page, as *[]l10n.Decision) { (*as)[1].ID = "forged" }, "no approval \"forged\""},
		"one step alone":          {func(_ *desk, _ *review.Page, as *[]l10n.Decision) { *as = (*as)[:1] }, "not every step"},
		"one step twice":          {func(_ *desk, _ *review.Page, as *[]l10n.Decision) { (*as)[1] = (*as)[0] }, "not every step"},
		"no approvals":            {func(_ *desk, _ *review.Page, as *[]l10n.Decision) { *as = nil }, "not every step"},
		"a request for changes": {func(d *desk, _ *review.Page, as *[]l10n.Decision) {
			d.decisions[key] = append(d.decisions[key], l10n.Decision{ID: "no", Kind: l10n.RequestChanges, Step: "sign-off", By: "chief"})
			(*as)[1].ID = "no"
		}, "no approval \"no\""},
		"what an ended run has published": {func(d *desk, p *review.Page, _ *[]l10n.Decision) { d.standAt(l10n.StagePublished); p.RunEnded = true }, "has ended"},
		"a review that goes on":           {func(d *desk, _ *review.Page, _ *[]l10n.Decision) { d.standAt(l10n.StageReview) }, "not approved by the records: it is review"},
		"a page that was withdrawn":       {func(d *desk, _ *review.Page, _ *[]l10n.Decision) { d.standAt(l10n.StageWithdrawn) }, "it is withdrawn"},
		"one that was cancelled":          {func(d *desk, _ *review.Page, _ *[]l10n.Decision) { d.standAt(l10n.StageCancelled) }, "it is cancelled"},
	} {
		d, page, approvals := open(t)
		c.change(d, &page, &approvals)
		tries++
		if _, err := d.Clear(t.Context(), page, approvals); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	d, page, approvals = open(t)
	d.standAt(l10n.StagePublished) // a retry that has not heard of its success
	if _, err := d.Clear(t.Context(), page, approvals); err != nil {
		t.Error(err)
	}

	plain := d.ClearInPart(t.Context(), page)
	tr := d.record[key]
	tr.Plan = d.put(l10n.Plan{Pending: map[l10n.Locale]l10n.Pending{"es": l10n.FallbackPending}})
	d.record[key] = tr
	if err := d.ClearInPart(t.Context(), page); err != nil {
		t.Error(err)
	}
	ended := page
	ended.RunEnded = true
	if _, err := d.Clear(t.Context(), page, approvals); err != nil {
		t.Error(err)
	}
	d.standAt(l10n.StageApproved) // somebody has made the run believe that it has ended
	if _, err := d.Clear(t.Context(), ended, approvals); err != nil {
		t.Errorf("what is approved and was never published: %v", err)
	}
	other := page
	other.Skeleton = "evil"
	for name, err := range map[string]error{
		"where the plan does not say so": plain,
		"of a run that has ended":        d.ClearInPart(t.Context(), ended),
		"of another page":                d.ClearInPart(t.Context(), other),
	} {
		tries++
		if !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("before its approval, %s: %v", name, err)
		}
	}
	t.Logf("attack: %d tries of pages that nobody approved", tries)
}

// standAt sets where the translation is.
func (d *desk) standAt(s l10n.Stage) {
	tr := d.record[key]
	tr.Stage = s
	d.record[key] = tr
}
