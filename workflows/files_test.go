package workflows_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// agency is somebody to whom files go. It answers after a number of looks.
type agency struct {
	sent     int
	looks    int
	lasts    int
	after    int   // looks until all is answered; -1 is never
	sending  error // of putting the file out, the first time
	looking  error // of each look
	segments int
	onLook   func()
}

func (w *world) agency(g *agency) {
	w.OnActivity(a.SendFile, mock.Anything, mock.Anything).Return(func(context.Context, activities.FileInput) (review.SentFile, error) {
		g.sent++
		if err := g.sending; err != nil {
			g.sending = nil
			return review.SentFile{}, err
		}
		return review.SentFile{Name: "doc.es.agency.1.x", Base: "base", Segments: g.segments, Every: 10 * time.Hour}, nil
	})
	w.OnActivity(a.AwaitFile, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.AwaitFileInput) (review.TakenFiles, error) {
		g.looks++
		if g.onLook != nil {
			g.onLook()
		}
		left := g.segments
		if g.after >= 0 && g.looks > g.after {
			left = 0
		}
		if in.Last {
			g.lasts++
		}
		if g.looking != nil {
			return review.TakenFiles{}, g.looking
		}
		if left > 0 && !in.Last {
			return review.TakenFiles{}, temporal.NewApplicationErrorWithOptions("not yet", activities.TypeNotBack,
				temporal.ApplicationErrorOptions{NextRetryDelay: in.Sent.Every})
		}
		return review.TakenFiles{Left: left}, nil
	})
}

var byFile = workflows.ReviewInput{Rules: []l10n.ReviewStep{
	{Name: "agency", Kind: l10n.StepFile, Place: "bucket", Deadline: 72 * time.Hour}, {Name: "review"},
}}

// TestAFileIsWaitedFor has a file come back early, at the last moment, never, and after a place was down.
func TestAFileIsWaitedFor(t *testing.T) {
	down := errors.New("the bucket does not answer")
	gone := temporal.NewNonRetryableApplicationError("there is no such place", activities.TypeRefused, nil)
	for name, c := range map[string]struct {
		agency agency
		why    string
		lasts  int
		least  int // looks
	}{
		"at once":             {agency{segments: 3}, "", 0, 1},
		"after two days":      {agency{segments: 3, after: 4}, "", 0, 5},
		"never":               {agency{segments: 3, after: -1}, "late", 1, 6},
		"nothing to ask":      {agency{segments: 0}, "", 0, 0},
		"after a crash":       {agency{segments: 3, sending: down}, "", 0, 1},
		"the place is down":   {agency{segments: 3, looking: down}, "does not answer", 2, 6},
		"there is no place":   {agency{segments: 3, sending: gone}, "no such place", 0, 0},
		"the place goes away": {agency{segments: 3, looking: gone}, "no such place", 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			m := w.machine()
			w.agency(&c.agency)
			w.decide(100*time.Hour, reviewID, approve("d1", "review", "maria"))
			_, err := w.review(byFile)
			require.NoError(t, err)
			require.Len(t, m.ended, 1)
			require.Equal(t, l10n.StepName("agency"), m.ended[0].Step)
			if c.why == "" {
				require.Empty(t, m.ended[0].Why)
			}
			require.Contains(t, m.ended[0].Why, c.why)
			require.Equal(t, c.lasts, c.agency.lasts)
			require.GreaterOrEqual(t, c.agency.looks, c.least)
		})
	}
}

// TestAFileComesAtTheLastMoment is there when the deadline is, after the last look before it.
func TestAFileComesAtTheLastMoment(t *testing.T) {
	w := newWorld(t)
	m := w.machine()
	g := &agency{segments: 3, after: -1}
	g.onLook = func() {
		if w.Now().Sub(w.began) >= 72*time.Hour {
			g.after = 0
		}
	}
	w.began = w.Now()
	w.agency(g)
	w.decide(100*time.Hour, reviewID, approve("d1", "review", "maria"))
	_, err := w.review(byFile)
	require.NoError(t, err)
	require.Empty(t, m.ended[0].Why)
	require.Equal(t, 1, g.lasts)
}

func TestWaitingForAFileIsCancelled(t *testing.T) {
	w := newWorld(t)
	m := w.machine()
	w.agency(&agency{segments: 3, after: -1, onLook: w.CancelWorkflow})
	_, err := w.review(byFile)
	require.True(t, temporal.IsCanceledError(err), "%v", err)
	require.Empty(t, m.ended)
}
