package e2e_test

import (
	"context"
	"encoding/json"
	"strings"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// workersDay starts somebody else's worker, whose reviewer has a bad day by the page that it is asked about.
func (h *house) workersDay() func(day string) stepDay {
	r := &badReviewer{h: h, end: make(chan struct{})}
	r.byRef = func(ref l10n.Ref) ([]byte, error) { return h.store.Get(context.Background(), ref) }
	w := worker.New(h.sdk, "my-reviewers", worker.Options{DisableWorkflowWorker: true, WorkerStopTimeout: time.Millisecond})
	w.RegisterActivityWithOptions(r.review, activity.RegisterOptions{Name: "ReviewTexts"})
	h.must(w.Start())
	h.t.Cleanup(w.Stop)
	h.t.Cleanup(func() { close(r.end) }) // before the worker stops
	return func(day string) stepDay {
		d := stepDay{step: l10n.ReviewStep{Queue: "my-reviewers", Activity: "ReviewTexts", Deadline: 10 * time.Minute}, want: passes}
		switch day {
		case "late", "hang":
			d.step.Deadline, d.want = 5*time.Second, toPeople
		case "never": // nobody listens, and the site can't do without
			d.step.Queue, d.step.Deadline, d.step.Then, d.want = "nobody", 2*time.Second, l10n.ThenFail, fails
		case "outdated", "half", "garbage":
			d.want = toPeople
		case "crash":
			d.step.Heartbeat = 2 * time.Second
		case "cancelled":
			d.want, d.act = cancelled, cancelRun
		}
		return d
	}
}

// badReviewer is an activity that does as the page says.
type badReviewer struct {
	h       *house
	end     chan struct{}
	byRef   func(ref l10n.Ref) ([]byte, error) // how it reads texts that were not sent
	crashed atomic.Bool
}

func (r *badReviewer) review(ctx context.Context, task assess.Task) (json.RawMessage, error) {
	if task.Texts != "" {
		b, err := r.byRef(task.Texts)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, &task); err != nil {
			return nil, err
		}
	}
	good := assess.Answer{Task: task.ID, TargetHash: task.TargetHash, Reviewer: l10n.Reviewer{ID: "bad days", Version: "1"}}
	for _, s := range task.Segments {
		good.Segments = append(good.Segments, assess.Said{ID: s.ID, TargetHash: s.TargetHash, Verdict: l10n.Pass})
	}
	_, day, _ := strings.Cut(task.Page.URL, "activity-")
	switch strings.TrimSuffix(day, ".html") {
	case "late":
		r.sleep(7 * time.Second)
	case "hang", "cancelled":
		r.sleep(time.Hour)
	case "crash":
		if r.crashed.CompareAndSwap(false, true) {
			r.sleep(time.Hour) // and says nothing
		}
	case "twice":
		go r.twice(activity.GetInfo(ctx).TaskToken, good)
		return nil, activity.ErrResultPending
	case "outdated":
		good.TargetHash = l10n.NewHash("earlier")
	case "half":
		good.Segments = good.Segments[1:]
	case "garbage":
		return json.RawMessage(`"Sure! All of it is fine."`), nil
	}
	return json.Marshal(good)
}

func (r *badReviewer) sleep(d time.Duration) {
	select {
	case <-time.After(d):
	case <-r.end:
	}
}

// twice answers twice, the second time otherwise: the server takes one.
func (r *badReviewer) twice(token []byte, answer assess.Answer) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := r.h.sdk.CompleteActivity(ctx, token, answer, nil); err != nil {
		r.h.t.Errorf("the first answer is not taken: %v", err)
	}
	for i := range answer.Segments {
		answer.Segments[i].Verdict = l10n.Changes
	}
	if err := r.h.sdk.CompleteActivity(ctx, token, answer, nil); err == nil {
		r.h.t.Error("the second answer is taken, too")
	}
}
