package judge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// scripted is a model that answers as a function says. It is told how often it was asked the same before.
type scripted struct {
	mu     sync.Mutex
	asked  map[string]int
	all    []Question
	answer func(segments []item, before int) (string, error)
}

func (m *scripted) Version() string { return "scripted-1" }

func (m *scripted) Judge(_ context.Context, q Question) (Reply, error) {
	m.mu.Lock()
	if m.asked == nil {
		m.asked = map[string]int{}
	}
	before := m.asked[q.Data]
	m.asked[q.Data]++
	m.all = append(m.all, q)
	m.mu.Unlock()
	_, data, _ := strings.Cut(q.Data, "\n")
	data, _, _ = strings.Cut(data, "\n")
	var in struct{ Segments []item }
	if err := json.Unmarshal([]byte(data), &in); err != nil {
		return Reply{}, err
	}
	s, err := m.answer(in.Segments, before)
	return Reply{JSON: json.RawMessage(s), Input: 1000, Output: 100}, err
}

func (m *scripted) times() int { return len(m.all) }

// each answers with the errors that a function gives of each segment.
func each(f func(it item, before int) string) func([]item, int) (string, error) {
	return func(items []item, before int) (string, error) {
		var out []string
		for _, it := range items {
			out = append(out, fmt.Sprintf(`{"id":%d,"errors":%s}`, it.ID, f(it, before)))
		}
		return `{"segments":[` + strings.Join(out, ",") + `]}`, nil
	}
}

// aTask has segments with these targets.
func aTask(targets ...string) assess.Task {
	t := assess.Task{Contract: assess.Contract, ID: "t1", Run: "r", SourceLang: "en", Locale: "es", TargetHash: "whole"}
	for i, target := range targets {
		t.Segments = append(t.Segments, assess.Segment{
			ID: l10n.SegmentID(fmt.Sprintf("s%d", i)), Source: fmt.Sprintf("Source %d.", i), Target: target,
			TargetHash: l10n.ParseFragment(target).Hash(),
		})
	}
	return t
}

// assessed asks a judge, and holds its answer to the contract.
func assessed(t *testing.T, j *Judge, task assess.Task) assess.Answer {
	t.Helper()
	if j.Name == "" {
		j.Name = "office"
	}
	a, err := j.Assess(t.Context(), task)
	if err != nil {
		t.Fatal(err)
	}
	if a, err = a.Check(task); err != nil {
		t.Fatal(err)
	}
	return a
}

// verdicts are an answer in short: "s0 pass 96", "s1 left".
func verdicts(a assess.Answer) string {
	var out []string
	for _, s := range a.Segments {
		v := fmt.Sprintf("%s %s", s.ID, s.Verdict)
		if s.Score != nil {
			v += fmt.Sprint(" ", *s.Score)
		}
		out = append(out, v)
	}
	for _, l := range a.Skipped {
		out = append(out, string(l.ID)+" left")
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func TestVerdicts(t *testing.T) {
	m := &scripted{answer: each(func(it item, _ int) string {
		switch it.Target {
		case "major":
			return errs("major major")
		case "minor":
			return errs("minor minor")
		case "misquoted":
			return errs("major nowhere")
		case "misquoted remark":
			return errs("minor nowhere")
		}
		return "[]"
	})}
	task := aTask("good", "major", "minor", "misquoted", "misquoted remark", "", "<1/>", strings.Repeat("long ", 2000))
	a := assessed(t, &Judge{Model: m, Name: "office", Prices: Prices{Input: 2, Output: 10, Currency: "EUR"}}, task)
	want := "s0 pass 100, s1 changes 80, s2 pass 96, s3 abstain, s4 pass 100, s5 left, s6 left, s7 left"
	if got := verdicts(a); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if a.Dropped != 2 || a.Malformed != 0 || a.Reviewer != (l10n.Reviewer{Kind: "model", ID: "office", Version: "scripted-1|j1"}) {
		t.Errorf("%+v", a)
	}
	if a.Cost.Input != 1000 || a.Cost.Output != 100 || a.Cost.Currency != "EUR" || a.Cost.Amount != 0.003 || a.Cost.Characters == 0 {
		t.Errorf("one question costs %+v", a.Cost)
	}
	if got := verdicts(assessed(t, &Judge{Model: m, Pass: 97}, aTask("good", "minor"))); got != "s0 pass 100, s1 changes 96" {
		t.Errorf("with a higher mark: %s", got)
	}
}

func TestQuestionsAreBounded(t *testing.T) {
	m := &scripted{answer: each(func(item, int) string { return "[]" })}
	var targets []string
	many := slices.Repeat([]string{strings.Repeat("word", 100)}, 100)
	for i := range 100 {
		targets = append(targets, fmt.Sprint(i, strings.Repeat(" word", i*3)))
	}
	task := aTask(targets...)
	task.Page.Title = strings.Repeat("title ", 1000)
	for i := range task.Segments {
		s := &task.Segments[i]
		s.Before, s.After = strings.Repeat("b", 1e5), strings.Repeat("a", 1e5)
		s.ApprovedBefore = &assess.Pair{Source: strings.Repeat("s", 1e5), Target: strings.Repeat("t", 1e5)}
		for range 100 {
			s.Terms = append(s.Terms, assess.Term{Source: strings.Repeat("t", 1000), Targets: many})
			s.Issues = append(s.Issues, assess.Issue{Message: strings.Repeat("i", 1000)})
		}
		s.Terms = s.Terms[:i] // too much for a question in the end
	}
	l := Limits{Segments: 7, Characters: 10_000}
	a := assessed(t, &Judge{Model: m, Limits: l}, task)
	if m.times() < 100/7 {
		t.Errorf("%d questions", m.times())
	}
	for _, q := range m.all {
		if n := strings.Count(q.Data, `"id":`); n > 7 || len([]rune(q.Data)) > 10_500 {
			t.Errorf("a question of %d segments, %d characters", n, len([]rune(q.Data)))
		}
	}
	for _, s := range a.Segments {
		if s.Verdict != l10n.Pass {
			t.Errorf("%+v", s)
		}
	}
}

// TestMalformed: an answer that can't be read is asked for once more; then the batch abstains, and the others go on.
func TestMalformed(t *testing.T) {
	for _, c := range []struct {
		times     int // how often it is malformed
		want      string
		malformed int
		asked     int
	}{
		{1, "s0 pass 100, s1 pass 100", 1, 3},
		{2, "s0 abstain, s1 pass 100", 2, 3},
		{9, "s0 abstain, s1 pass 100", 2, 3},
	} {
		for _, err := range []error{nil, fmt.Errorf("%w: %w", ErrSent, ErrMalformed)} {
			m := &scripted{}
			m.answer = func(items []item, before int) (string, error) {
				if items[0].Target == "bad" && before < c.times {
					return `{"segm`, err
				}
				return each(func(item, int) string { return "[]" })(items, before)
			}
			a := assessed(t, &Judge{Model: m, Limits: Limits{1, 1000}}, aTask("bad", "good"))
			if got := verdicts(a); got != c.want || a.Malformed != c.malformed || m.times() != c.asked || a.Cost.Input != c.asked*1000 {
				t.Errorf("malformed %d times: %s, %d malformed, %d asked, %+v; want %+v", c.times, got, a.Malformed, m.times(), a.Cost, c)
			}
		}
	}
}

func TestMedianOfPasses(t *testing.T) {
	m := &scripted{answer: each(func(it item, before int) string {
		switch by := strings.Fields(it.Target)[before]; by {
		case "good":
			return "[]"
		case "none":
			return "null"
		default:
			return errs(by + " " + by)
		}
	})}
	task := aTask("good good major", "major major good", "critical good minor", "none none good", "none good minor")
	a := assessed(t, &Judge{Model: m, Passes: 3}, task)
	want := "s0 pass 100, s1 changes 80, s2 pass 96, s3 abstain, s4 pass 96"
	if got := verdicts(a); got != want || m.times() != 3 {
		t.Errorf("%s after %d questions\nwant %s", got, m.times(), want)
	}
	for _, s := range a.Segments { // the score is that of the remarks that are shown
		if s.Score != nil && *s.Score != Score(s.Issues) {
			t.Errorf("%s: score %d of %+v", s.ID, *s.Score, s.Issues)
		}
	}
}

func TestDeclinedAndRejected(t *testing.T) {
	for _, c := range []struct {
		name, want string
		bad        func(it item) error
		asked      int
	}{
		{"one text is declined", "s0 pass 100, s1 abstain, s2 pass 100, s3 pass 100, s4 pass 100", func(it item) error {
			if it.Target == "b" {
				return ErrDeclined
			}
			return nil
		}, 6},
		{"all are declined", "s0 abstain, s1 abstain, s2 abstain, s3 abstain, s4 abstain", func(item) error { return ErrDeclined }, 6},
		{"two are rejected", "s0 abstain, s1 abstain, s2 pass 100, s3 pass 100, s4 pass 100", func(it item) error {
			if it.Target < "c" {
				return ErrRejected
			}
			return nil
		}, 6},
		{"after three rejected ones nothing is asked any more", "s0 abstain, s1 abstain, s2 abstain, s3 left, s4 left",
			func(item) error { return ErrRejected }, 4},
	} {
		m := &scripted{}
		m.answer = func(items []item, before int) (string, error) {
			for _, it := range items {
				if err := c.bad(it); err != nil {
					return "", err
				}
			}
			return each(func(item, int) string { return "[]" })(items, before)
		}
		a, err := (&Judge{Model: m}).Assess(t.Context(), aTask("a", "b", "c", "d", "e"))
		if strings.HasPrefix(c.name, "after") {
			if !errors.Is(err, ErrRejected) || m.times() != c.asked {
				t.Errorf("%s: %v after %d questions", c.name, err, m.times())
			}
			continue
		}
		if got := verdicts(a); err != nil || got != c.want || m.times() != c.asked {
			t.Errorf("%s: %s, %v, %d questions\nwant %s, %d", c.name, got, err, m.times(), c.want, c.asked)
		}
	}
}

// books keep answers and spending in memory.
type books struct {
	mu      sync.Mutex
	answers map[l10n.Hash]l10n.Answer
	spent   int
	limit   int
}

func (b *books) Answers(_ context.Context, qs []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := map[l10n.Hash]l10n.Answer{}
	for _, q := range qs {
		if a, ok := b.answers[q]; ok {
			out[q] = a
		}
	}
	return out, nil
}

func (b *books) KeepAnswers(_ context.Context, as map[l10n.Hash]l10n.Answer) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for q, a := range as {
		// As the records do: the text is written in the notation of fragments, and read again.
		a.Text = l10n.ParseFragment(a.Text.String())
		b.answers[q] = a
	}
	return nil
}

var errBudget = errors.New("the budget is used up")

func (b *books) Afford(_ context.Context, _ l10n.RunID, n int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.limit > 0 && b.spent+n > b.limit {
		return errBudget
	}
	return nil
}

func (b *books) Spend(_ context.Context, _ l10n.RunID, n int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spent += n
	return nil
}

// TestPaidOnce: an engine that is down in the middle fails the task, and another try pays for what was not answered alone.
func TestPaidOnce(t *testing.T) {
	b := &books{answers: map[l10n.Hash]l10n.Answer{}}
	down := true
	m := &scripted{}
	m.answer = func(items []item, before int) (string, error) {
		if items[0].Target == "d" && down {
			return "", fmt.Errorf("503: %w", l10n.ErrUnavailable)
		}
		return each(func(it item, _ int) string { return errs("minor " + it.Target) })(items, before)
	}
	j := &Judge{Model: m, Name: "office", Limits: Limits{1, 1000}, Kept: b, Purse: b}
	task := aTask("a", "b <1>&amp;</1> \"c\"", "d", "e")
	if _, err := j.Assess(t.Context(), task); !errors.Is(err, l10n.ErrUnavailable) {
		t.Fatalf("%v, want one that may be asked again", err)
	}
	down = false
	a := assessed(t, j, task)
	if got := verdicts(a); got != "s0 pass 96, s1 pass 96, s2 pass 96, s3 pass 96" {
		t.Error(got)
	}
	for data, n := range m.asked {
		if n > 1 && !strings.Contains(data, `"target":"d"`) {
			t.Errorf("asked %d times: %s", n, data)
		}
	}
	if a.Cost.Input != 4000 {
		t.Errorf("the task cost %+v, those answers included that were paid in the first try", a.Cost)
	}
	spent, times := b.spent, m.times()
	task.ID = "t2"
	if a = assessed(t, j, task); a.Cost.Input != 0 || b.spent != spent || m.times() != times {
		t.Errorf("another task with the same question has the answers for nothing: %+v", a.Cost)
	}
	j.Name = "cloud"
	if assessed(t, j, task); m.times() == times {
		t.Error("another engine is asked itself")
	}
}

// TestWhatIsUnderWayIsKept: when one question finds the engine down, the answers to those beside it are waited for.
func TestWhatIsUnderWayIsKept(t *testing.T) {
	b := &books{answers: map[l10n.Hash]l10n.Answer{}}
	var under sync.WaitGroup
	under.Add(mostAtOnce)
	failed := make(chan struct{})
	m := &scripted{}
	m.answer = func(items []item, before int) (string, error) {
		if before == 0 && items[0].Target <= "d" { // the first four, which are asked at the same time
			under.Done()
			under.Wait()
			if items[0].Target == "b" {
				defer close(failed)
				return "", fmt.Errorf("429: %w", l10n.ErrUnavailable)
			}
			<-failed
		}
		return each(func(item, int) string { return "[]" })(items, before)
	}
	j := &Judge{Model: m, Name: "office", Limits: Limits{1, 1000}, Kept: b}
	task := aTask("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")
	if _, err := j.Assess(t.Context(), task); !errors.Is(err, l10n.ErrUnavailable) {
		t.Fatal(err)
	}
	if len(b.answers) < mostAtOnce-1 || m.times() > 2*mostAtOnce {
		t.Errorf("%d answers are kept of %d questions", len(b.answers), m.times())
	}
	if got := assessed(t, j, task); len(got.Segments) != 11 {
		t.Error(verdicts(got))
	}
	for data, n := range m.asked {
		if n > 1 && !strings.Contains(data, `"target":"b"`) {
			t.Errorf("asked %d times: %s", n, data)
		}
	}
}

// TestStops: a budget that is used up in the middle keeps what was answered; at the beginning it is the error.
func TestStops(t *testing.T) {
	m := &scripted{answer: each(func(item, int) string { return "[]" })}
	var targets []string
	for i := range 40 {
		targets = append(targets, fmt.Sprintf("target %02d", i))
	}
	task := aTask(targets...)
	b := &books{answers: map[l10n.Hash]l10n.Answer{}, limit: 300}
	a := assessed(t, &Judge{Model: m, Limits: Limits{2, 1000}, Kept: b, Purse: b}, task)
	if len(a.Segments) == 0 || len(a.Skipped) == 0 || a.Skipped[0].Why != errBudget.Error() {
		t.Errorf("%s: %+v", verdicts(a), a.Skipped)
	}
	if b.spent > 300+4*50 {
		t.Errorf("%d characters were sent", b.spent)
	}
	b = &books{limit: 1}
	if _, err := (&Judge{Model: m, Purse: b}).Assess(t.Context(), task); !errors.Is(err, errBudget) || errors.Is(err, l10n.ErrUnavailable) {
		t.Errorf("%v, want %v", err, errBudget)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&Judge{Model: m}).Assess(cancelled, task); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if a := assessed(t, &Judge{Model: m}, aTask("", "")); verdicts(a) != "s0 left, s1 left" || a.Cost.Input != 0 {
		t.Errorf("nothing to judge: %+v", a)
	}
}
