package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// The bad days of whoever does a step of a review, and one good day.
var stepDays = []string{"good", "late", "never", "twice", "outdated", "half", "garbage", "hang", "crash", "cancelled"}

// stepDay is how a kind of steps has a day.
type stepDay struct {
	impossible string // why the kind can't have such a day; then nothing else is set
	step       l10n.ReviewStep
	plan       func(p *l10n.Plan)
	act        func(h *house, k l10n.TranslationKey, run l10n.RunID) // what people do, besides approving in the end
	want       stepEnd
}

// stepEnd is what has come of a step in the end.
type stepEnd string

const (
	passes    stepEnd = "passes"    // the step has passed everything, so nobody is asked
	toPeople  stepEnd = "to people" // it has said nothing that counts: people are asked about everything
	approved  stepEnd = "approved"  // people have
	confirmed stepEnd = "confirmed" // people have, at the next step too
	fails     stepEnd = "fails"     // the translation has, by the rule of the step
	cancelled stepEnd = "cancelled" // the run was
)

// stepDaysOf says, for each kind of review.Kinds, how it has each of the days. A new kind needs a line.
func stepDaysOf(h *house) map[l10n.StepKind]func(day string) stepDay {
	return map[l10n.StepKind]func(day string) stepDay{
		l10n.StepPerson:   personsDay,
		l10n.StepChecks:   checksDay,
		l10n.StepModel:    h.modelsDay(),
		l10n.StepActivity: h.workersDay(),
		l10n.StepFile:     h.filesDay(),
	}
}

// TestStepsSurviveBadDays has steps of every kind have every bad day, all at once, on a real server. After each the run ends as
// it should, and each segment has one word of the step that counts, or people were asked about it.
func TestStepsSurviveBadDays(t *testing.T) {
	pages := map[string]string{}
	for _, kind := range review.Kinds() {
		for _, day := range stepDays {
			pages[stepPage(kind.Name, day)] = `<!doctype html><html lang="en"><head><title>The session and its days</title></head><body><main>
				<h1>The session of the delegates</h1><p>The session is open to all. The delegates met near the river.</p></main></body></html>`
		}
	}
	h := newHouse(t, pages)
	h.patience = 8 * time.Minute
	h.activities.Review.Records = &crashing{Records: h.activities.Review.Records, done: map[string]bool{}}
	kinds := stepDaysOf(h)
	type running struct {
		stepDay
		name, page string
		run        l10n.RunID
	}
	var all []running
	for _, kind := range review.Kinds() {
		of, ok := kinds[kind.Name]
		if !ok {
			t.Errorf("no bad day is known for the kind %q: say in stepDaysOf how it has each of %s", kind.Name, strings.Join(stepDays, ", "))
			continue
		}
		for _, day := range stepDays {
			d := of(day)
			if d.impossible != "" {
				t.Logf("%s can't have the day %q: %s", kind.Name, day, d.impossible)
				continue
			}
			d.step.Name, d.step.Kind = "first", kind.Name
			r := running{d, string(kind.Name) + "/" + day, stepPage(kind.Name, day), ""}
			p := h.plan([]string{r.page}, "es")
			p.Review = []l10n.ReviewStep{d.step, {Name: "review", Kind: l10n.StepPerson}}
			p.Steps, p.Unconfirmed = l10n.Deciding(p.Review), l10n.UnconfirmedPublish
			if d.plan != nil {
				d.plan(&p)
			}
			r.run = h.start(p)
			all = append(all, r)
		}
	}
	for _, r := range all {
		t.Run(r.name, func(t *testing.T) {
			h := *h
			h.t = t
			h.endsRight(r.stepDay, h.key(r.page, "es"), r.run)
		})
	}
}

func stepPage(kind l10n.StepKind, day string) string { return string(kind) + "-" + day + ".html" }

// endsRight follows a run to its end.
func (h *house) endsRight(d stepDay, k l10n.TranslationKey, run l10n.RunID) {
	if d.act != nil {
		d.act(h, k, run)
	}
	if d.want == toPeople {
		h.until("people are asked", func() bool { return h.waits(k, "review") })
		for id, v := range h.verdicts(k, run, "review") {
			if v.Outcome != l10n.Asked || v.Why != "abstain:first" {
				h.t.Errorf("%s: of people: %s, %s", id, v.Outcome, v.Why)
			}
		}
	}
	if d.want == toPeople || d.want == approved {
		h.must(h.decide(k, approve("review", "zoe")))
	}
	r := h.ended(run)
	status := map[stepEnd]l10n.RunStatus{fails: l10n.RunFailed, cancelled: l10n.RunCancelled}[d.want]
	if status == "" {
		status = l10n.RunCompleted
	}
	if r.Status != status || (r.Published == 1) != (status == l10n.RunCompleted) {
		h.t.Errorf("the run is %s with %d pages, want %s: %+v", r.Status, r.Published, status, r)
	}
	ts, err := h.store.Targets(h.t.Context(), k)
	h.must(err)
	of := h.verdicts(k, run, "first")
	want := map[stepEnd]l10n.Outcome{passes: l10n.Pass, toPeople: l10n.Abstain, fails: l10n.Abstain}[d.want]
	for _, t := range ts {
		v, ok := of[t.Segment]
		switch {
		case want == "": // people's
		case !ok || !v.Of(t) || v.Outcome != want:
			h.t.Errorf("%s: the step says %+v, want %s", t.Segment, v, want)
		case want == l10n.Abstain && v.Comment == "":
			h.t.Errorf("%s: nobody is told why there is no verdict", t.Segment)
		}
	}
	if want != "" && len(ts) < 3 {
		h.t.Errorf("only %d segments", len(ts))
	}
	kept, err := h.store.Assessments(h.t.Context(), k, run)
	h.must(err)
	h.replayReview(k, strings.Contains(string(k.Document), "-good-"))
	if n := len(slices.DeleteFunc(kept, func(a l10n.Assessment) bool { return a.Step != "first" || a.Segments == 0 })); want != "" && n != 1 {
		h.t.Errorf("the step has %d answers on record, want one", n)
	}
}

// replayReview runs the history of a review with the code as it is. That of a good day is kept with -record.
func (h *house) replayReview(k l10n.TranslationKey, good bool) {
	h.t.Helper()
	id := workflows.ReviewWorkflowID(k)
	if good {
		kind, _, _ := strings.Cut(string(k.Document), "-")
		h.replay("review-translation-"+kind, id)
		return
	}
	replayer := worker.NewWorkflowReplayer()
	workflows.Register(replayer)
	if err := replayer.ReplayWorkflowHistory(nil, h.history(id, "")); err != nil {
		h.t.Error(err)
	}
}

// verdicts returns what a step says of each segment.
func (h *house) verdicts(k l10n.TranslationKey, run l10n.RunID, step l10n.StepName) map[l10n.SegmentID]l10n.Verdict {
	h.t.Helper()
	vs, err := h.store.Verdicts(h.t.Context(), k, run)
	h.must(err)
	of := map[l10n.SegmentID]l10n.Verdict{}
	for _, v := range vs {
		if v.Step == step {
			of[v.Segment] = v
		}
	}
	return of
}

// crashing are records whose house dies right before and right after it has kept what a step says, on days of that name.
type crashing struct {
	review.Records
	mu   sync.Mutex
	done map[string]bool
}

func (c *crashing) RecordAssessment(ctx context.Context, k l10n.TranslationKey, a l10n.Assessment,
	verdicts func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error)) error {
	if !strings.Contains(string(k.Document), "crash") {
		return c.Records.RecordAssessment(ctx, k, a, verdicts)
	}
	if c.first("before " + a.ID) {
		return errors.New("the house dies before it has written")
	}
	err := c.Records.RecordAssessment(ctx, k, a, verdicts)
	if err == nil && c.first("after "+a.ID) {
		return errors.New("the house dies after it has written")
	}
	return err
}

func (c *crashing) first(what string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.done[what]
	c.done[what] = true
	return !before
}

// cancelRun cancels a run while its first step waits.
func cancelRun(h *house, k l10n.TranslationKey, run l10n.RunID) {
	h.until("the step waits", func() bool { return h.waits(k, "first") })
	h.must(h.client.CancelRun(h.t.Context(), run))
}

// checksDay: nothing outside is asked, so all that can go wrong is the house itself.
func checksDay(day string) stepDay {
	if day == "good" || day == "crash" {
		return stepDay{step: l10n.ReviewStep{Block: 100}, want: passes}
	}
	return stepDay{impossible: "the issues are in the records when the step begins"}
}

// personsDay: the step is of people, and maria does it.
func personsDay(day string) stepDay {
	d := stepDay{want: approved}
	ok := func(h *house, k l10n.TranslationKey, _ l10n.RunID) { h.must(h.decide(k, approve("first", "maria"))) }
	refused := func(change func(d *l10n.Decision)) func(h *house, k l10n.TranslationKey, run l10n.RunID) {
		return func(h *house, k l10n.TranslationKey, run l10n.RunID) {
			bad := approve("first", "maria")
			change(&bad)
			if err := h.decide(k, bad); !errors.Is(err, l10n.ErrRefused) && !errors.Is(err, l10n.ErrConflict) {
				h.t.Errorf("it is taken: %v", err)
			}
			ok(h, k, run)
		}
	}
	hold := func(p *l10n.Plan) { p.Unconfirmed, p.Review[1].FourEyes = l10n.UnconfirmedHold, true }
	switch day {
	case "late":
		d.plan = func(p *l10n.Plan) { p.RemindAfter = time.Second }
		d.act = func(h *house, k l10n.TranslationKey, run l10n.RunID) {
			h.until("maria is reminded", func() bool {
				tr, err := h.store.Translation(h.t.Context(), k)
				return err == nil && tr.Reminders > 0
			})
			ok(h, k, run)
		}
	case "never", "cancelled":
		d.want, d.act = cancelled, cancelRun
	case "twice":
		d.act = func(h *house, k l10n.TranslationKey, _ l10n.RunID) {
			again := approve("first", "maria")
			again.ID = "twice"
			h.must(h.decide(k, again))
			h.must(h.client.Decide(h.t.Context(), k, again))
		}
	case "outdated":
		d.act = refused(func(d *l10n.Decision) { d.TargetHash = l10n.NewHash("earlier") })
	case "half":
		d.plan = hold
		d.act = func(h *house, k l10n.TranslationKey, run l10n.RunID) {
			if err := h.decide(k, approve("first", "maria")); !errors.Is(err, l10n.ErrRefused) {
				h.t.Errorf("approved with open segments: %v", err)
			}
			all := approve("first", "maria")
			all.Confirm = []string{l10n.ClassAll}
			h.must(h.decide(k, all))
			all = approve("review", "zoe")
			all.Confirm = []string{l10n.ClassAll}
			h.must(h.decide(k, all))
		}
		d.want = confirmed
	case "garbage":
		d.act = refused(func(d *l10n.Decision) { d.Confirm = []string{"whatever I like"} })
	case "hang":
		return stepDay{impossible: "people who hang are people who never answer"}
	default: // good, crash
		d.act = ok
	}
	return d
}

// String has a day's name in failures.
func (d stepDay) String() string { return fmt.Sprintf("%s by %s", d.want, d.step.Kind) }
