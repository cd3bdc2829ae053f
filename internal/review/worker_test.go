package review_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

var byWorker = []l10n.ReviewStep{
	{Name: "terms", Kind: l10n.StepActivity, Queue: "q", Activity: "A"}, {Name: "review", Kind: l10n.StepPerson},
}

// taken takes the next page of the step "terms", and reads what the worker is sent.
func (d *desk) taken(from int) (review.Taken, assess.Task) {
	d.t.Helper()
	page, err := d.TakeTask(d.t.Context(), key, "terms", from, noon)
	d.must(err)
	var task assess.Task
	if page.Task != "" {
		d.must(json.Unmarshal(page.Sent, &task))
	}
	return page, task
}

// answerTo passes every segment of a task but those that are changed.
func answerTo(task assess.Task, change func(a *assess.Answer)) []byte {
	a := assess.Answer{Task: task.ID, TargetHash: task.TargetHash, Reviewer: l10n.Reviewer{Kind: "person", ID: "bot", Version: "2"}}
	for _, s := range task.Segments {
		a.Segments = append(a.Segments, assess.Said{ID: s.ID, TargetHash: s.TargetHash, Verdict: l10n.Pass})
	}
	if change != nil {
		change(&a)
	}
	b, err := json.Marshal(a)
	if err != nil {
		panic(err)
	}
	return b
}

// TestAWorkersAnswerIsHeldToTheTexts goes from a task to verdicts, and from there to what people are asked about.
func TestAWorkersAnswerIsHeldToTheTexts(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: byWorker}, "Uno.", "Dos.", "Tres.", "Cuatro.", "")
	d.begin(key, "terms", "", 1)
	page, task := d.taken(0)
	if page.Segments != 4 || page.Next != 0 || !task.Deadline.Equal(noon) || task.Step != "terms" || task.ID == "" || len(task.Segments) != 4 {
		t.Fatalf("%+v %+v", page, task)
	}
	if _, again := d.taken(0); cmp.Diff(task, again) != "" {
		t.Error("the same is asked by the same task, so that whoever is asked twice can know it")
	}
	d.targets[key][3].Text = l10n.TextFragment("Edited meanwhile.")
	raw := answerTo(task, func(a *assess.Answer) {
		a.Segments[1].Verdict, a.Segments[1].Proposed = l10n.Changes, "Dos <1>!"
		a.Segments[1].Issues = []l10n.Remark{{Category: "style", Severity: "minor", TargetSpan: "Dos"}, {Category: "style", Severity: "minor", TargetSpan: "dos"}}
		a.Segments = append(a.Segments[:2], a.Segments[3])
		a.Skipped = []assess.Left{{ID: "u.3", Why: "not mine"}}
		a.Dropped, a.Malformed = 7, 7
	})
	for range 2 { // a retry
		out, err := d.Deliver(t.Context(), key, "terms", page.Task, raw, 1)
		if err != nil || out.Refused != "" {
			t.Fatalf("%+v %v", out, err)
		}
	}
	if len(d.assessed) != 1 {
		t.Fatalf("%+v", d.assessed)
	}
	a := d.assessed[0]
	if (a.By != l10n.Reviewer{Kind: "activity", ID: "bot", Version: "2"}) || a.Dropped != 1 || a.Malformed != 1 || a.Segments != 3 || a.ID != task.ID {
		t.Errorf("kept is %+v", a)
	}
	want := map[l10n.SegmentID]string{"u.1": "pass", "u.2": "changes", "u.3": "abstain skipped"}
	if diff := cmp.Diff(want, d.outcomes("terms")); diff != "" {
		t.Error(diff)
	}
	for _, v := range d.verdicts {
		if v.Segment == "u.2" && (v.Proposed != nil || !strings.Contains(v.Comment, "its proposal was left out") || len(v.Remarks) != 1) {
			t.Errorf("%+v", v)
		}
	}
	_, err := d.EndStep(t.Context(), key, "terms", "late")
	d.must(err)
	if got := d.begin(key, "review", "", 1); got.Asked != 4 {
		t.Errorf("asked are %+v", got)
	}
	want = map[l10n.SegmentID]string{"u.1": "skipped passed", "u.2": "asked changes:terms", "u.3": "asked abstain:terms", "u.4": "asked abstain:terms", "u.5": "asked none"}
	if diff := cmp.Diff(want, d.outcomes("review")); diff != "" {
		t.Error(diff)
	}
}

// TestAnswersOfWorkersThatDoNotCount holds that nothing of an answer that breaks the contract is kept.
func TestAnswersOfWorkersThatDoNotCount(t *testing.T) {
	tries := 0
	for name, c := range map[string]struct {
		raw  func(task assess.Task) []byte
		says string
	}{
		"no JSON":       {func(assess.Task) []byte { return []byte("sure! here you go") }, "not the JSON object"},
		"nothing":       {func(assess.Task) []byte { return nil }, "not the JSON object"},
		"null":          {func(assess.Task) []byte { return []byte("null") }, "it names no task"},
		"a list":        {func(assess.Task) []byte { return []byte("[]") }, "not the JSON object"},
		"a float score": {func(assess.Task) []byte { return []byte(`{"segments":[{"score":87.5}]}`) }, "not the JSON object"},
		"half":          {func(t assess.Task) []byte { return answerTo(t, func(a *assess.Answer) { a.Segments = a.Segments[:1] }) }, "left out"},
		"outdated":      {func(t assess.Task) []byte { return answerTo(t, func(a *assess.Answer) { a.TargetHash = "x" }) }, "about something else"},
		"twice": {func(t assess.Task) []byte {
			return answerTo(t, func(a *assess.Answer) { a.Segments = append(a.Segments, a.Segments...) })
		}, "twice"},
		"a word of ours": {func(t assess.Task) []byte {
			return answerTo(t, func(a *assess.Answer) { a.Segments[0].Verdict = "asked" })
		}, "is none"},
		"without an end":  {func(t assess.Task) []byte { return []byte(strings.Repeat("[", review.MaxAnswer+1)) }, "say less of each segment"},
		"deep":            {func(t assess.Task) []byte { return []byte(strings.Repeat("[", 20_000)) }, "not the JSON object"},
		"another segment": {func(t assess.Task) []byte { return answerTo(t, func(a *assess.Answer) { a.Segments[0].ID = "u.9" }) }, "was not asked about"},
	} {
		d := newDesk(t)
		d.planned(l10n.Plan{Review: byWorker}, "Uno.", "Dos.")
		d.begin(key, "terms", "", 1)
		page, task := d.taken(0)
		out, err := d.Deliver(t.Context(), key, "terms", page.Task, c.raw(task), 0)
		if err != nil || !strings.Contains(out.Refused, c.says) || len(out.Refused) > 4000 {
			t.Errorf("%s: %+v %v", name, out, err)
		}
		if len(d.assessed)+len(d.verdicts) != 0 {
			t.Errorf("%s: kept is %+v", name, d.verdicts)
		}
		tries++
	}
	t.Logf("attack: %d tries of answers that do not count", tries)
}

// TestPagesOfTexts holds the bound of what goes through a history, and that every segment is asked about once.
func TestPagesOfTexts(t *testing.T) {
	d := newDesk(t)
	texts := make([]string, 700)
	for i := range texts {
		texts[i] = fmt.Sprint(i) + strings.Repeat(" <texto>", 10*(i%20))
	}
	texts[100] = strings.Repeat("demasiado ", review.MaxPage/9)
	d.planned(l10n.Plan{Review: byWorker}, texts...)
	d.begin(key, "terms", "", 1)
	asked, tooLarge, pages := map[l10n.SegmentID]int{}, 0, 0
	for from := 0; ; {
		page, task := d.taken(from)
		if len(page.Sent) > review.MaxPage+5000 {
			t.Errorf("a page of %d bytes", len(page.Sent))
		}
		for _, s := range task.Segments {
			asked[s.ID]++
		}
		pages, tooLarge = pages+1, tooLarge+page.TooLarge
		if from = page.Next; from == 0 {
			break
		}
	}
	if len(asked) != 699 || tooLarge != 1 || pages < 4 || pages > 20 {
		t.Errorf("%d segments on %d pages, %d too large", len(asked), pages, tooLarge)
	}
	for id, n := range asked {
		if n != 1 {
			t.Errorf("%s is asked about %d times", id, n)
		}
	}
}

// TestTextsByRef holds that a worker which reads blobs is sent none of the texts, and finds them all.
func TestTextsByRef(t *testing.T) {
	d := newDesk(t)
	step := byWorker[0]
	step.ByRef = true
	texts := make([]string, 1200)
	for i := range texts {
		texts[i] = fmt.Sprint("secreto ", i)
	}
	d.planned(l10n.Plan{Review: []l10n.ReviewStep{step, byWorker[1]}}, texts...)
	d.begin(key, "terms", "", 1)
	page, sent := d.taken(0)
	if strings.Contains(string(page.Sent), "secreto") || len(page.Sent) > 2000 || sent.Texts != page.Task || page.Segments != 1000 || page.Next != 1000 {
		t.Fatalf("%+v", page)
	}
	b, err := d.Get(t.Context(), sent.Texts)
	d.must(err)
	var task assess.Task
	d.must(json.Unmarshal(b, &task))
	if len(task.Segments) != 1000 || task.ID != sent.ID || task.TargetHash != sent.TargetHash || !strings.Contains(string(b), "secreto 999") {
		t.Errorf("%s with %d segments", task.ID, len(task.Segments))
	}
	out, err := d.Deliver(t.Context(), key, "terms", page.Task, answerTo(task, nil), 0)
	if err != nil || out.Passed != 1000 {
		t.Errorf("%+v %v", out, err)
	}
	if next, _ := d.taken(0); next.Segments != 200 {
		t.Errorf("what has been said is asked again: %d", next.Segments)
	}
}

// TestTasksOfOthers holds that an answer comes to the step, the round and the translation that asked, and to no other.
func TestTasksOfOthers(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: append(byWorker[:1:1], l10n.ReviewStep{Name: "checks", Kind: l10n.StepChecks},
		l10n.ReviewStep{Name: "other", Kind: l10n.StepActivity}, byWorker[1])}, "Uno.")
	d.begin(key, "terms", "", 1)
	page, task := d.taken(0)
	tries := 0
	for name, c := range map[string]struct {
		step l10n.StepName
		ref  l10n.Ref
		want error
	}{
		"another step":    {"other", page.Task, l10n.ErrRefused},
		"a step of ours":  {"checks", page.Task, l10n.ErrRefused},
		"a step of ours'": {"review", page.Task, l10n.ErrRefused},
		"no step":         {"nobody", page.Task, l10n.ErrRefused},
		"no task":         {"terms", d.put(map[string]string{"locale": "es"}), l10n.ErrRefused},
		"no blob":         {"terms", l10n.NewRef([]byte("nothing")), l10n.ErrNotFound},
		"another's page":  {"terms", d.put(with(task, func(t *assess.Task) { t.Page.Document = "other" })), l10n.ErrRefused},
		"another run's":   {"terms", d.put(with(task, func(t *assess.Task) { t.Run = "r0" })), l10n.ErrRefused},
		"another round's": {"terms", d.put(with(task, func(t *assess.Task) { t.Round = 0 })), l10n.ErrRefused},
	} {
		if _, err := d.Deliver(t.Context(), key, c.step, c.ref, answerTo(task, nil), 0); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := d.TakeTask(t.Context(), key, "checks", 0, time.Time{}); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("checks are not for a worker: %v", err)
		}
		tries++
	}
	if len(d.verdicts) != 0 {
		t.Errorf("%+v", d.verdicts)
	}
	t.Logf("attack: %d tries of tasks of others", tries)
}

func with(task assess.Task, change func(*assess.Task)) assess.Task {
	change(&task)
	return task
}
