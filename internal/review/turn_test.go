package review_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/signing/signingtest"
)

var threeSteps = []l10n.StepName{"translate", "legal", "sign-off"}

// TestTheRecordsHaveTheLastWord has a review that somebody started with another state than the records': what its
// workflow says of last steps and earlier approvals counts for nothing.
func TestTheRecordsHaveTheLastWord(t *testing.T) {
	e := extraction("One.")
	open := func(t *testing.T, fourEyes bool, step l10n.StepName, approved ...l10n.Decision) *desk {
		d := newDesk(t)
		tr := d.open(e, threeSteps, "Uno.")
		tr.Plan, tr.Step = d.put(l10n.Plan{Steps: threeSteps, FourEyes: fourEyes}), step
		d.record[key], d.decisions[key] = tr, approved
		return d
	}
	by := func(step l10n.StepName, by l10n.UserID, run l10n.RunID) l10n.Decision {
		d := approve(string(step)+"-"+string(by)+string(run), step, by)
		d.Run = run
		return d
	}
	back := l10n.Decision{ID: "back", Kind: l10n.RequestChanges, Step: "legal", By: "ivan", Comment: "no", Run: "r1"}
	for name, c := range map[string]struct {
		step     l10n.StepName
		by       l10n.UserID
		run      l10n.RunID
		fourEyes bool
		before   []l10n.Decision
		want     string
	}{
		"the first step":              {step: "translate", by: "ana", run: "r1"},
		"the last, after the others":  {step: "sign-off", by: "chief", run: "r1", before: []l10n.Decision{by("translate", "ana", "r1"), by("legal", "ivan", "r1")}},
		"by a run without a name":     {step: "translate", by: "ana"},
		"after changes, from the top": {step: "translate", by: "ana", run: "r1", fourEyes: true, before: []l10n.Decision{by("translate", "ana", "r1"), back}},
		"the last at once":            {step: "sign-off", by: "chief", run: "r1", want: `step "translate" comes before`},
		"a step left out":             {step: "sign-off", by: "chief", run: "r1", before: []l10n.Decision{by("translate", "ana", "r1")}, want: `step "legal" comes before`},
		"steps of an earlier round":   {step: "sign-off", by: "chief", run: "r1", before: []l10n.Decision{by("translate", "ana", "r1"), by("legal", "ivan", "r1"), back}, want: `step "translate" comes before`},
		"steps of an earlier run":     {step: "sign-off", by: "chief", run: "r1", before: []l10n.Decision{by("translate", "ana", "r0"), by("legal", "ivan", "r0")}, want: `step "translate" comes before`},
		"another run's decision":      {step: "translate", by: "ana", run: "r0", want: "is on run r0, and run r1"},
		"two eyes":                    {step: "legal", by: "ANA", run: "r1", fourEyes: true, before: []l10n.Decision{by("translate", "ana", "r1")}, want: "another pair of eyes"},
		"two eyes that are allowed":   {step: "legal", by: "ana", run: "r1", before: []l10n.Decision{by("translate", "ana", "r1")}},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, c.fourEyes, c.step, c.before...)
			dec := approve("new", c.step, c.by)
			dec.Run = c.run
			out, err := d.Decide(t.Context(), key, dec, true) // the workflow says of every step that it is the last
			if c.want == "" {
				if err != nil || (out.Targets != "") != (c.step == "sign-off") {
					t.Errorf("%+v %v", out, err)
				}
				return
			}
			if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
			if len(d.decisions[key]) != len(c.before) || d.record[key].Stage != l10n.StageReview || d.targets[key][0].State != l10n.Translated {
				t.Errorf("a refused decision has changed something: %+v", d.record[key])
			}
		})
	}
}

// TestASignedApprovalOfWhatStands holds that an approval which names no texts is bound to those that stood when it was
// signed, and that its signature still holds when the house has filled them in.
func TestASignedApprovalOfWhatStands(t *testing.T) {
	signer := signingtest.Key(t)
	d := newDesk(t)
	d.open(extraction("One."), []l10n.StepName{"review"}, "Uno.")
	dec := approve("d1", "review", "maria")
	dec.Document, dec.Locale, dec.Run = key.Document, key.Locale, "r1"
	dec = signedDecision(signer, dec)
	d.targets[key][0].EditedAt = noon.Add(time.Second)
	if _, err := d.Decide(t.Context(), key, dec, true); !errors.Is(err, l10n.ErrConflict) || len(d.decisions[key]) != 0 {
		t.Errorf("a text that was changed since: %v", err)
	}
	d.targets[key][0].EditedAt = noon.Add(-time.Second)
	out, err := d.Decide(t.Context(), key, dec, true)
	d.must(err)
	if out.Recorded == nil || out.Recorded.TargetHash == "" || out.Recorded.Stated == nil || out.Recorded.Stated.TargetHash != "" {
		t.Errorf("%+v", out.Recorded)
	}
	if err := (signing.Keys{signing.PublicOf(signer)}).Check(signing.Decision(*out.Recorded), out.Recorded.Seal); err != nil {
		t.Errorf("the recorded decision: %v", err)
	}
	if again, err := d.Decide(t.Context(), key, dec, true); err != nil || again.TargetHash != out.TargetHash || len(d.decisions[key]) != 1 {
		t.Errorf("a repeat: %+v %v", again, err)
	}
}

// TestADeclarationIsOfItsRun holds that nobody's word for one run is taken to another.
func TestADeclarationIsOfItsRun(t *testing.T) {
	d := newDesk(t)
	tr := d.open(extraction("One."), []l10n.StepName{"review"}, "Uno.")
	tr.Base = &l10n.Base{Extraction: d.put(extraction("Onee.")), Targets: d.put([]l10n.Target{})}
	d.record[key] = tr
	_, err := d.Declare(t.Context(), key, l10n.Decision{ID: "d1", Kind: l10n.Declare, Step: "review", By: "maria", Run: "r0"})
	if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "run r0") {
		t.Error(err)
	}
}
