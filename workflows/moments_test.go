package workflows_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dragoman-l10n/dragoman/internal/duty"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// dutyRoster answers what comes next, as activities would, and notes what happens when.
type dutyRoster struct {
	w        *world
	every    time.Duration
	deadline time.Duration
	escalate l10n.UserID // "" is nobody
	away     map[l10n.UserID]l10n.UserID
	early    int // how often the worker's clock says that the deadline hasn't come
	deaf     bool
	looks    bool

	opened   time.Time
	number   int
	assignee l10n.UserID
	late     bool
	deputies []l10n.UserID
	log      []string
	at       []time.Duration
}

func (r *dutyRoster) next(what string, number int) *review.Moments {
	if r == nil {
		return nil
	}
	now := r.w.Now()
	r.log, r.at = append(r.log, strings.TrimSpace(fmt.Sprintf("%s %d", what, number))), append(r.at, now.Sub(r.w.began))
	switch what {
	case "open":
		last := r.w.opened[len(r.w.opened)-1]
		if r.assignee = last.Assignee; r.away[last.Assignee] != "" {
			r.assignee = r.away[last.Assignee]
			r.deputies = []l10n.UserID{r.assignee}
		}
		if r.opened.IsZero() {
			r.opened = now
		}
	case "remind":
		r.number = number
	case "escalate":
		if r.looks && r.deadline == 0 {
			r.assignee, r.looks = r.away[r.assignee], false
			break
		}
		if r.early > 0 {
			r.early--
			break
		}
		if r.late = true; r.escalate != "" {
			r.assignee, r.deputies = r.escalate, []l10n.UserID{r.escalate}
		}
	}
	m := &review.Moments{Zone: "Europe/Paris", Tell: true, Assignee: r.assignee, Deputies: r.deputies, Late: r.late, Escalated: r.late && r.escalate != ""}
	if r.every > 0 {
		m.Remind, m.Number = r.opened.Add(r.every*time.Duration(r.number+1)), r.number+1
	}
	if r.looks {
		m.Look = now.Add(24 * time.Hour)
	}
	if !r.late && r.deadline > 0 {
		m.Due = r.opened.Add(r.deadline)
	}
	return m
}

func (r *dutyRoster) tell(n duty.News) error {
	if r == nil {
		return nil
	}
	r.log, r.at = append(r.log, fmt.Sprintf("tell %s %d", n.Kind, n.Number)), append(r.at, r.w.Now().Sub(r.w.began))
	if r.deaf {
		return errors.New("the mail server is down")
	}
	return nil
}

func (w *world) hours(r dutyRoster) *dutyRoster {
	r.w, w.duty = w, &r
	w.RegisterDelayedCallback(func() { w.began = w.Now() }, 0)
	return &r
}

// hour returns what happened at an hour.
func (r *dutyRoster) hour(h int) (all []string) {
	for i, at := range r.at {
		if at.Round(time.Minute) == time.Duration(h)*time.Hour {
			all = append(all, r.log[i])
		}
	}
	return all
}

func people(names ...l10n.UserID) []l10n.ReviewStep {
	return []l10n.ReviewStep{{Name: "review", Kind: l10n.StepPerson, Who: names}}
}

func TestMomentsInTheirOrder(t *testing.T) {
	w := newWorld(t)
	r := w.hours(dutyRoster{every: 24 * time.Hour, deadline: 60 * time.Hour, escalate: "ben"})
	refused := w.decide(59*time.Hour, reviewID, approve("d0", "review", "ben"))
	w.decide(100*time.Hour, reviewID, approve("d1", "review", "ben"))
	out, err := w.review(workflows.ReviewInput{Rules: people("ana")})
	require.NoError(t, err)
	require.Len(t, out.Approvals, 1)
	require.ErrorContains(t, refused.rejected, "asks ana", "before the deadline it isn't the deputy's")
	for h, want := range map[int][]string{
		0: {"open 0", "tell waits 0"}, 24: {"remind 1", "tell reminder 1"}, 48: {"remind 2", "tell reminder 2"},
		60: {"escalate 0", "tell escalated 0"}, 72: {"remind 3", "tell reminder 3"}, 96: {"remind 4", "tell reminder 4"},
	} {
		require.Equal(t, want, r.hour(h), h)
	}
	require.Len(t, r.log, 12)
}

func TestNobodyToEscalateTo(t *testing.T) {
	w := newWorld(t)
	r := w.hours(dutyRoster{deadline: 10 * time.Hour, early: 2})
	w.decide(100*time.Hour, reviewID, approve("d1", "review", "ana"))
	_, err := w.review(workflows.ReviewInput{Rules: people("ana")})
	require.NoError(t, err)
	require.Equal(t, []string{"open 0", "tell waits 0", "escalate 0", "escalate 0", "escalate 0", "tell late 0"}, r.log,
		"the worker's clock is behind twice, and then it is late once")
}

func TestADecisionIsBeforeTheDeadline(t *testing.T) {
	w := newWorld(t)
	r := w.hours(dutyRoster{deadline: 10 * time.Hour, every: 20 * time.Hour})
	w.decide(9*time.Hour, reviewID, approve("d1", "review", "ana"))
	_, err := w.review(workflows.ReviewInput{Rules: people("ana")})
	require.NoError(t, err)
	require.Equal(t, []string{"open 0", "tell waits 0"}, r.log)
}

func TestStandInIsAskedAndTold(t *testing.T) {
	w := newWorld(t)
	r := w.hours(dutyRoster{away: map[l10n.UserID]l10n.UserID{"ana": "ben"}})
	w.decide(time.Hour, reviewID, l10n.Decision{ID: "d1", Kind: l10n.Reassign, Step: "review", By: "carl", To: "ana"})
	w.decide(2*time.Hour, reviewID, l10n.Decision{ID: "d2", Kind: l10n.Reassign, Step: "review", By: "carl", To: "ana"})
	w.decide(3*time.Hour, reviewID, approve("d3", "review", "ben"))
	_, err := w.review(workflows.ReviewInput{Rules: people("ana", "carl")})
	require.NoError(t, err)
	require.Equal(t, []string{"open 0", "tell waits 0", "open 0", "tell waits 0", "open 0"}, r.log, "ben is told once")
	require.Equal(t, l10n.UserID("ana"), w.opened[2].Assignee)
}

// TestSomebodyGoesAway holds that a step that waits is looked at each day, so that it goes to the deputy of who goes away.
func TestSomebodyGoesAway(t *testing.T) {
	w := newWorld(t)
	r := w.hours(dutyRoster{looks: true, away: map[l10n.UserID]l10n.UserID{"": "ben"}})
	w.decide(30*time.Hour, reviewID, approve("d1", "review", "ben"))
	_, err := w.review(workflows.ReviewInput{Rules: people("ana", "ben")})
	require.NoError(t, err)
	require.Equal(t, []string{"open 0", "tell waits 0", "escalate 0", "tell waits 0"}, r.log)
}

// TestADeafMailServer holds that nobody waits for who can't be told.
func TestADeafMailServer(t *testing.T) {
	w := newWorld(t)
	r := w.hours(dutyRoster{every: 24 * time.Hour, deaf: true})
	answered := w.decide(25*time.Hour, reviewID, approve("d1", "review", "ana"))
	_, err := w.review(workflows.ReviewInput{Rules: people("ana")})
	require.NoError(t, err)
	require.NoError(t, errors.Join(answered.rejected, answered.completed))
	require.True(t, slices.Contains(r.log, "remind 1"))
}
