package judge_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/judge"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
)

// labelled is a pair of which it is known whether it is right.
type labelled struct {
	check.Item
	Error string `json:"error"` // the kind of its error; empty where it is right

	pair check.Pair
	seen bool // by the checks
}

// pairs are the labelled pairs: those of testdata, or, where DRAGOMAN_TM_QA names a folder, those of its qa_input.jsonl with
// the labels of qa_gold.jsonl.
func pairs(t *testing.T) []labelled {
	t.Helper()
	folder := os.Getenv("DRAGOMAN_TM_QA")
	if folder == "" {
		return labels(t, readLines[labelled](t, filepath.Join("testdata", "pairs.jsonl")))
	}
	all := readLines[labelled](t, filepath.Join(folder, "qa_input.jsonl"))
	gold := map[string]string{}
	for _, g := range readLines[struct{ ID, Error string }](t, filepath.Join(folder, "qa_gold.jsonl")) {
		gold[g.ID] = g.Error
	}
	for i := range all {
		all[i].Error = gold[all[i].ID]
	}
	return labels(t, all)
}

func readLines[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	for in := bufio.NewScanner(f); in.Scan(); {
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// labels looks at the pairs with the checks.
func labels(t *testing.T, all []labelled) []labelled {
	t.Helper()
	ck := check.New(check.Options{})
	for i := range all {
		l := &all[i]
		var err error
		if l.pair, err = l.Pair("en", ""); err != nil {
			t.Fatal(err)
		}
		l.seen = check.NewVerdict(l.ID, ck.Segment(l.pair)).Flagged
	}
	return all
}

// withMeaning gives some of the right pairs the translation of another sentence, in the same language, of a similar length and
// without figures: an error of meaning, which checks seldom see.
func withMeaning(t *testing.T, all []labelled) []labelled {
	t.Helper()
	out := append([]labelled(nil), all...)
	last := map[string]string{}
	plain := func(s string) bool { return !strings.ContainsAny(s, "0123456789<>()\"") }
	for i := range out {
		l := &out[i]
		if l.Error != "" || !plain(l.Source+l.Target) || l.Format == "html" {
			continue
		}
		other, own := last[l.Locale], l.Target
		last[l.Locale] = own
		h := fnv.New32a()
		_, _ = h.Write([]byte(l.ID))
		if h.Sum32()%4 == 0 && other != "" && other != own && len(other) < 2*len(own) && len(own) < 2*len(other) {
			l.Target, l.Error = other, "meaning"
		}
	}
	return labels(t, out)
}

// gravity is how grave an error of a kind is, by MQM.
var gravity = map[string]sim.JudgeFault{
	"number_changed": {Category: "accuracy", Severity: "major"}, "number_dropped": {Category: "accuracy", Severity: "major"},
	"placeholder_or_tag_lost": {Category: "design-and-markup", Severity: "major"}, "tag_order_broken": {Category: "design-and-markup", Severity: "minor"},
	"url_altered": {Category: "accuracy", Severity: "major"}, "untranslated_copy": {Category: "accuracy", Severity: "critical"},
	"truncated_half": {Category: "accuracy", Severity: "critical"}, "doubled_word": {Category: "linguistic-conventions", Severity: "minor"},
	"final_punctuation_lost": {Category: "linguistic-conventions", Severity: "minor"}, "homoglyph": {Category: "linguistic-conventions", Severity: "minor"},
	"wrong_language": {Category: "accuracy", Severity: "critical"}, "glossary_violated": {Category: "terminology", Severity: "major"},
	"edge_whitespace": {Category: "design-and-markup", Severity: "minor"}, "unbalanced_pairs": {Category: "linguistic-conventions", Severity: "minor"},
	"date_altered": {Category: "accuracy", Severity: "major"}, "meaning": {Category: "accuracy", Severity: "critical"},
}

// truth tells a simulated judge what is wrong with the pairs.
func truth(all []labelled) func(source, target string) []sim.JudgeFault {
	faults := map[string][]sim.JudgeFault{}
	for _, l := range all {
		if l.Error != "" {
			faults[l.pair.Source.String()+"\x00"+l.pair.Target.String()] = []sim.JudgeFault{gravity[l.Error]}
		}
	}
	return func(source, target string) []sim.JudgeFault { return faults[source+"\x00"+target] }
}

// judged is what a judge says of pairs: whether it passes them, and what that cost.
type judged struct {
	passed    map[string]bool
	cost      l10n.Cost
	malformed int
	dropped   int
}

// sessions asks a judge about the pairs that only fits, language by language.
func sessions(t *testing.T, j *judge.Judge, all []labelled, only func(labelled) bool) judged {
	t.Helper()
	tasks := map[l10n.Locale]*assess.Task{}
	for _, l := range all {
		if !only(l) {
			continue
		}
		task := tasks[l.pair.Locale]
		if task == nil {
			task = &assess.Task{Contract: assess.Contract, ID: "measure:" + l.Locale, SourceLang: "en", Locale: l.pair.Locale, TargetHash: "all"}
			tasks[l.pair.Locale] = task
		}
		s := assess.Segment{ID: l10n.SegmentID(l.ID), Source: l.pair.Source.String(), Target: l.pair.Target.String(), TargetHash: "one"}
		for _, term := range l.pair.Terms {
			s.Terms = append(s.Terms, assess.Term{Source: term.Source, Targets: term.Targets})
		}
		task.Segments = append(task.Segments, s)
	}
	out := judged{passed: map[string]bool{}}
	for _, task := range tasks {
		a, err := j.Assess(t.Context(), *task)
		if err != nil {
			t.Fatal(err)
		}
		if a, err = a.Check(*task); err != nil {
			t.Fatal(err)
		}
		for _, said := range a.Segments {
			out.passed[string(said.ID)] = said.Verdict == l10n.Pass
		}
		out.cost.Add(a.Cost)
		out.malformed, out.dropped = out.malformed+a.Malformed, out.dropped+a.Dropped
	}
	return out
}

// selection counts the pairs that people are asked about.
type selection struct{ asked, right, bad, all, meaning, meant int }

func selected(all []labelled, asked func(labelled) bool) selection {
	s := selection{all: len(all)}
	for _, l := range all {
		if l.Error != "" {
			s.bad++
		}
		if l.Error == "meaning" {
			s.meaning++
			if asked(l) {
				s.meant++
			}
		}
		if asked(l) {
			s.asked++
			if l.Error != "" {
				s.right++
			}
		}
	}
	return s
}

func (s selection) recall() float64    { return 100 * float64(s.right) / float64(max(s.bad, 1)) }
func (s selection) precision() float64 { return 100 * float64(s.right) / float64(max(s.asked, 1)) }
func (s selection) shown() float64     { return 100 * float64(s.asked) / float64(max(s.all, 1)) }

func (s selection) alarms() float64 {
	return 100 * float64(s.asked-s.right) / float64(max(s.all-s.bad, 1))
}

// String is a selection in percent: recall, that of errors of meaning, precision, right pairs that are shown, all that are shown.
func (s selection) String() string {
	meaning := 100 * float64(s.meant) / float64(max(s.meaning, 1))
	return fmt.Sprintf("%.1f | %.1f | %.1f | %.1f | %.1f", s.recall(), meaning, s.precision(), s.alarms(), s.shown())
}

// judgesOf are the judges of the measurement, the broken ones last.
func judgesOf(f func(source, target string) []sim.JudgeFault) []struct {
	name string
	sim.Judge
} {
	return []struct {
		name string
		sim.Judge
	}{
		{"careful", sim.Judge{Seed: "1", Truth: f, Miss: .10, Invent: .05, Inflate: .10, Misquote: .02, Leave: .005, Malformed: .01, Steady: .7}},
		{"usual", sim.Judge{Seed: "2", Truth: f, Miss: .25, Invent: .15, Inflate: .30, Misquote: .05, Leave: .01, Malformed: .03, Steady: .7}},
		{"poor", sim.Judge{Seed: "3", Truth: f, Miss: .45, Invent: .30, Inflate: .50, Misquote: .10, Leave: .03, Malformed: .10, Steady: .7}},
		{"garbage", sim.Judge{Seed: "4", Truth: f, Malformed: 1}},
		{"perfect", sim.Judge{Seed: "5", Truth: f, Miss: 1}},
		{"wrong", sim.Judge{Seed: "6", Truth: func(s, t string) []sim.JudgeFault {
			return []sim.JudgeFault{{Category: "accuracy", Severity: "major"}}
		}}},
	}
}

// TestSelection measures which segments people are asked about, by the checks alone, by a simulated model alone and by
// both: how many of the wrong ones are among them (recall), and how many of them are wrong (precision). The pairs of
// testdata hold what must be so whatever the numbers are. docs/reviews.md has those of a large set:
//
//	DRAGOMAN_TM_QA=folder go test ./internal/judge -run TestSelection -v
func TestSelection(t *testing.T) {
	all := pairs(t)
	sets := []struct {
		name string
		all  []labelled
	}{{"as labelled", all}, {"with errors of meaning", withMeaning(t, all)}}
	for _, set := range sets {
		checks := selected(set.all, func(l labelled) bool { return l.seen })
		t.Logf("%s: %d pairs, %d wrong, %d of them in meaning; recall | of meaning | precision | right ones shown | all shown, %%",
			set.name, checks.all, checks.bad, checks.meaning)
		t.Logf("checks alone: %s", checks)
		for _, j := range judgesOf(truth(set.all)) {
			for _, passes := range []int{1, 3} {
				for _, mark := range []int{90, 97} {
					measure(t, set.all, checks, j.name, j.Judge, passes, mark)
				}
			}
		}
	}
}

func measure(t *testing.T, all []labelled, checks selection, name string, how sim.Judge, passes, mark int) {
	s := sim.Start(t, "openai")
	s.Judges(how)
	// Prices are assumed; tokens are a quarter of the bytes.
	j := &judge.Judge{Model: open(t, s), Name: "openai", Pass: mark, Passes: passes, Prices: judge.Prices{Input: 2.5, Output: 10, Currency: "USD"}}
	everything := sessions(t, j, all, func(labelled) bool { return true })
	model := selected(all, func(l labelled) bool { return !everything.passed[l.ID] })
	both := selected(all, func(l labelled) bool { return l.seen || !everything.passed[l.ID] })
	rest := sessions(t, j, all, func(l labelled) bool { return !l.seen })
	after := selected(all, func(l labelled) bool { return l.seen || !rest.passed[l.ID] })
	t.Logf("%s, %d passes, pass %d: alone %s; both %s (%.2f USD, %d asked anew, %d dropped); of what the checks pass %s (%.2f USD)",
		name, passes, mark, model, both, everything.cost.Amount, everything.malformed, everything.dropped, after, rest.cost.Amount)
	switch {
	case both.recall() < checks.recall() || after.recall() < checks.recall():
		t.Errorf("%s: a judge takes from people what the checks found", name)
	case name == "garbage" && (model.shown() < 100 || model.recall() < 100):
		t.Errorf("%s: people are asked about all that nothing readable is said of: %s", name, model)
	case name == "perfect" && (model.asked > 0 || both != checks):
		t.Errorf("%s: selects by the checks alone: %s, %s", name, both, checks)
	case name == "careful" && passes == 3 && after.recall() <= checks.recall() && checks.recall() < 90:
		t.Errorf("%s: finds nothing that the checks overlook: %s, %s", name, after, checks)
	}
}
