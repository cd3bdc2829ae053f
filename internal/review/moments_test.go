package review_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// roster knows people: who is away, with their deputies. Days are of time round the clock.
type roster struct {
	away map[l10n.UserID]l10n.UserID
	zone *time.Location
	look time.Time
}

func (r *roster) Due(_ l10n.Locale, since time.Time, d time.Duration) time.Time {
	if d == 0 {
		return time.Time{}
	}
	return since.Add(d)
}

func (r *roster) NextReminder(_ l10n.Locale, since time.Time, every time.Duration) time.Time {
	if every == 0 {
		return time.Time{}
	}
	return since.Add(every)
}

func (r *roster) NextLook(context.Context, l10n.Locale) (time.Time, error) { return r.look, nil }

func (r *roster) Zone(l10n.Locale) *time.Location { return r.zone }

func (r *roster) StandIn(_ context.Context, id l10n.UserID) (l10n.UserID, error) {
	if deputy := r.away[id]; deputy != "" {
		return deputy, nil
	}
	return id, nil
}

func (r *roster) Escalate(_ context.Context, named []l10n.UserID, asked l10n.UserID, but func(l10n.UserID) bool) (l10n.UserID, error) {
	for _, id := range named {
		if !id.Same(asked) && !but(id) {
			return id, nil
		}
	}
	return "", nil
}

func (r *roster) Tells() bool { return true }

// onDuty opens a review of people's steps: translate by ana or carl, and sign-off by chief.
func onDuty(t *testing.T, change func(*l10n.Plan)) (*desk, *roster) {
	d := newDesk(t)
	r := &roster{away: map[l10n.UserID]l10n.UserID{}, zone: time.FixedZone("CET", 3600)}
	d.Duty = r
	p := l10n.Plan{RemindAfter: 24 * time.Hour, Unconfirmed: l10n.UnconfirmedPublish, Review: []l10n.ReviewStep{
		{Name: "translate", Kind: l10n.StepPerson, Who: []l10n.UserID{"ana", "carl"}, Deadline: 48 * time.Hour},
		{Name: "sign-off", Kind: l10n.StepPerson, Who: []l10n.UserID{"chief"}, Deadline: time.Hour, Escalate: []l10n.UserID{"ana", "ben"}, FourEyes: true},
	}}
	if change != nil {
		change(&p)
	}
	d.planned(p, "Uno.", "Dos.")
	return d, r
}

// house lists the acts of the house.
func (d *desk) house() (all []string) {
	for _, dec := range d.decisions[key] {
		if dec.Kind.OfHouse() {
			all = append(all, string(dec.Kind)+" "+string(dec.From)+">"+string(dec.To))
		}
	}
	return all
}

// passes has the deadline of the step that waits be past.
func (d *desk) passes() {
	t := d.record[key]
	t.Due = time.Now().Add(-time.Minute)
	d.record[key] = t
}

func TestMomentsOfAStep(t *testing.T) {
	d, r := onDuty(t, nil)
	out := d.begin(key, "translate", "", 1)
	tr, m := d.record[key], out.Moments
	if m == nil || !m.Remind.Equal(tr.WaitsSince.Add(24*time.Hour)) || m.Number != 1 || !m.Due.Equal(tr.WaitsSince.Add(48*time.Hour)) ||
		!m.Due.Equal(tr.Due) || m.Due.Location() != r.zone || m.Zone != "CET" || !m.Tell {
		t.Fatalf("%+v", m)
	}
	_, m, err := d.Remind(t.Context(), key, "translate", 1, 1)
	d.must(err)
	if m.Number != 2 || d.record[key].Reminders != 1 {
		t.Errorf("after a reminder: %+v", m)
	}
	// A reminder of whom it was given to is as long after that as the plan says.
	d.decisions[key] = append(d.decisions[key], l10n.Decision{ID: "r1", Run: "r1", Kind: l10n.Reassign, Step: "translate", By: "carl", To: "ana", At: tr.WaitsSince.Add(10 * time.Hour)})
	if again := d.begin(key, "translate", "ana", 1).Moments; !again.Remind.Equal(tr.WaitsSince.Add(34*time.Hour)) || again.Number != 2 {
		t.Errorf("after it was given to ana: %+v", again)
	}
	for _, c := range []struct {
		step  l10n.StepName
		round int
	}{{"sign-off", 1}, {"translate", 2}} {
		if m, err := d.Escalate(t.Context(), key, c.step, c.round); m != nil || err != nil {
			t.Errorf("%+v that doesn't wait: %+v, %v", c, m, err)
		}
	}
	if m, err := d.Escalate(t.Context(), key, "translate", 1); err != nil || m.Late || d.record[key].Late {
		t.Errorf("before its deadline the step is late: %+v, %v", m, err)
	}
}

// TestEscalation holds that a step goes to the first who may do it: ana has approved the step before, and four eyes are asked for.
func TestEscalation(t *testing.T) {
	d, _ := onDuty(t, nil)
	d.begin(key, "translate", "", 1)
	_, err := d.Decide(t.Context(), key, approve("d1", "translate", "ana"), false)
	d.must(err)
	d.begin(key, "sign-off", "", 1)
	if _, err := d.Decide(t.Context(), key, approve("d2", "sign-off", "ben"), true); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("ben signs off before the deadline: %v", err)
	}
	d.passes()
	var m *review.Moments
	for range 2 { // a repeat changes nothing
		m, err = d.Escalate(t.Context(), key, "sign-off", 1)
		d.must(err)
	}
	if !m.Late || !m.Escalated || m.Assignee != "ben" || !m.Due.IsZero() || !slices.Equal(m.Deputies, []l10n.UserID{"ben"}) {
		t.Errorf("%+v", m)
	}
	if tr := d.record[key]; tr.Assignee != "ben" || !tr.Late || tr.Escalated != "ben" || tr.AskedBefore != "" {
		t.Errorf("%+v", tr)
	}
	if diff := cmp.Diff([]string{"escalate >ben"}, d.house()); diff != "" {
		t.Error(diff)
	}
	if _, err := d.Decide(t.Context(), key, approve("d3", "sign-off", "ana"), true); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("ana signs off: %v", err)
	}
	_, err = d.Decide(t.Context(), key, approve("d4", "sign-off", "ben"), true)
	d.must(err)
}

func TestNobodyToEscalateTo(t *testing.T) {
	d, _ := onDuty(t, func(p *l10n.Plan) { p.Review[1].Escalate = []l10n.UserID{"ana"} })
	d.begin(key, "translate", "", 1)
	_, err := d.Decide(t.Context(), key, approve("d1", "translate", "ana"), false)
	d.must(err)
	d.begin(key, "sign-off", "", 1)
	d.passes()
	m, err := d.Escalate(t.Context(), key, "sign-off", 1)
	if err != nil || !m.Late || m.Escalated || m.Assignee != "" || len(d.house()) > 0 {
		t.Errorf("%+v, %v, %v", m, err, d.house())
	}
	// A new round begins with new time.
	_, err = d.Decide(t.Context(), key, l10n.Decision{ID: "d2", Kind: l10n.RequestChanges, Step: "sign-off", By: "chief", Comment: "no", At: noon}, true)
	d.must(err)
	if m := d.begin(key, "translate", "", 2).Moments; m.Late || m.Due.IsZero() || d.record[key].Late {
		t.Errorf("the new round is late: %+v", m)
	}
}

// TestStandIns holds that deputies are asked in the place of who is away, and may do the step then.
func TestStandIns(t *testing.T) {
	d, r := onDuty(t, nil)
	r.away = map[l10n.UserID]l10n.UserID{"ana": "ben", "chief": "ana"}
	m := d.begin(key, "translate", "", 1).Moments
	if m.Assignee != "" || !slices.Equal(m.Deputies, []l10n.UserID{"ben"}) {
		t.Errorf("%+v", m)
	}
	// Given to somebody who is away, it is their deputy's.
	_, err := d.Decide(t.Context(), key, l10n.Decision{ID: "r1", Kind: l10n.Reassign, Step: "translate", By: "carl", To: "ana", At: noon}, false)
	d.must(err)
	for range 2 {
		if m = d.begin(key, "translate", "ana", 1).Moments; m.Assignee != "ben" {
			t.Errorf("%+v", m)
		}
	}
	_, err = d.Decide(t.Context(), key, approve("d1", "translate", "ben"), false)
	d.must(err)
	// chief's deputy may sign off: she has approved nothing.
	if m = d.begin(key, "sign-off", "", 1).Moments; !slices.Equal(m.Deputies, []l10n.UserID{"ana"}) {
		t.Errorf("%+v", m)
	}
	if diff := cmp.Diff([]string{"stand-in ana>ben", "stand-in ana>ben", "stand-in chief>ana"}, d.house()); diff != "" {
		t.Error(diff)
	}
	if _, err := d.Decide(t.Context(), key, approve("d2", "sign-off", "ben"), true); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("ben signs off, whose time in the place of ana is over: %v", err)
	}
	_, err = d.Decide(t.Context(), key, approve("d3", "sign-off", "ana"), true)
	d.must(err)
}

// TestNoStandInWhoIsTheSameEyes holds that a deputy who has approved another step is not asked.
func TestNoStandInWhoIsTheSameEyes(t *testing.T) {
	d, r := onDuty(t, nil)
	d.begin(key, "translate", "", 1)
	_, err := d.Decide(t.Context(), key, approve("d1", "translate", "ana"), false)
	d.must(err)
	r.away = map[l10n.UserID]l10n.UserID{"chief": "ana"}
	if m := d.begin(key, "sign-off", "", 1).Moments; len(m.Deputies) > 0 || len(d.house()) > 0 {
		t.Errorf("%+v, %v", m, d.house())
	}
	barred, err := d.Barred(t.Context(), d.record[key])
	d.must(err)
	if !barred("ANA") || barred("chief") {
		t.Error("it is not ana who is barred")
	}
	// Somebody goes away while the step waits: it is seen at the next look.
	r.away, r.look = map[l10n.UserID]l10n.UserID{"chief": "ben"}, noon
	m, err := d.Escalate(t.Context(), key, "sign-off", 1)
	if err != nil || m.Late || !m.Look.Equal(noon) || !slices.Equal(m.Deputies, []l10n.UserID{"ben"}) {
		t.Errorf("%+v, %v", m, err)
	}
}

// TestNobodyActsForTheHouse holds that acts of the house are taken from nobody.
func TestNobodyActsForTheHouse(t *testing.T) {
	d, _ := onDuty(t, nil)
	d.begin(key, "translate", "", 1)
	state := review.NewReview([]l10n.StepName{"translate"}, false)
	for _, kind := range []l10n.DecisionKind{l10n.Conclude, l10n.Escalate, l10n.StandIn} {
		dec := l10n.Decision{ID: "h", Kind: kind, Step: "translate", By: "ana", To: "eve", At: noon}
		if _, err := d.Decide(t.Context(), key, dec, false); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("the records take %s of ana: %v", kind, err)
		}
		if err := state.Allows(dec); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("the workflow takes %s of ana: %v", kind, err)
		}
	}
}
