package e2e_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// fallible is an engine that has the example site's own translations, and gets about one in seven wrong: it answers with
// another sentence, with another figure, or with the source.
type fallible struct {
	right  map[string]string // by source, in the notation of fragments
	others []string          // some of the sources
	wrong  map[string]string // what it got wrong so far: how, by source
}

func (f *fallible) Traits() translate.Traits {
	return translate.Traits{Name: "fallible", Version: "1", Markup: translate.Notation, Sees: translate.SeesText}
}

func (f *fallible) Translate(_ context.Context, r translate.Request) ([]translate.Answer, error) {
	answers := make([]translate.Answer, len(r.Texts))
	for i, text := range r.Texts {
		answers[i].Text, f.wrong[text] = f.answer(text)
		if f.wrong[text] == "" {
			delete(f.wrong, text)
		}
	}
	return answers, nil
}

// answer translates a text, and says how it is wrong, if it is.
func (f *fallible) answer(text string) (target, how string) {
	target = f.right[text]
	die := l10n.NewHash("die", text)[0]
	switch {
	case target == "":
		return text, "not translated"
	case len(text) < 20 || strings.Contains(text, "<"):
	case die == '0' && strings.ContainsAny(target, "123456789"):
		return strings.NewReplacer("1", "2", "2", "3", "3", "4", "4", "5", "5", "6").Replace(target), "another figure"
	case die == '1' || die == '0':
		for _, other := range f.others {
			if other != text && l10n.NewHash(other)[0] == l10n.NewHash(text)[0] {
				return f.right[other], "another sentence"
			}
		}
	case die == '2' && !strings.ContainsAny(target, "0123456789"):
		return text, "not translated"
	}
	return target, ""
}

// readAnswers reads the example's translations into a locale, those of the memory and of the colleague.
func readAnswers(t *testing.T, l l10n.Locale) *fallible {
	t.Helper()
	f := &fallible{right: map[string]string{}, wrong: map[string]string{}}
	b, err := examples.FS.ReadFile("memory.tmx")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = memory.ReadTMX(bytes.NewReader(b), memory.ImportOptions{Locales: []l10n.Locale{l}}, func(u memory.Unit) error {
		f.right[u.Source.String()] = u.Target.String()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if b, err = examples.FS.ReadFile("colleague.jsonl"); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(b)); lines.Scan(); {
		var answer struct {
			Locale         l10n.Locale
			Source, Target l10n.Fragment
		}
		if err := json.Unmarshal(lines.Bytes(), &answer); err != nil {
			t.Fatal(err)
		}
		if answer.Locale == l {
			f.right[answer.Source.String()] = answer.Target.String()
		}
	}
	for source := range f.right {
		if len(source) > 20 && !strings.Contains(source, "<") {
			f.others = append(f.others, source)
		}
	}
	slices.Sort(f.others)
	return f
}

// TestPeopleSeeWhatMachinesDoNotPass publishes the example site by checks, a simulated judge with the rates of error that
// are published of such, a person and a sign-off; and again with a judge that is broken in three ways. It prints which
// sentences people saw. Whatever the judge is worth, the pages are published, and one that can't answer has people asked
// about everything.
func TestPeopleSeeWhatMachinesDoNotPass(t *testing.T) {
	engine := readAnswers(t, "es")
	truth := func(source, target string) []sim.JudgeFault {
		if right, ok := engine.right[source]; ok && right == target {
			return nil
		}
		return []sim.JudgeFault{{TargetSpan: l10n.ParseFragment(target).Text(), Category: "accuracy", Severity: "major", Message: "It says another thing."}}
	}
	t.Log("| Judge | Sentences | Passed by both machines | Asked about | Of these, sampled | Wrong | Wrong and asked about | Paid, EUR |\n|---|--:|--:|--:|--:|--:|--:|--:|")
	for _, c := range []struct {
		name  string
		judge sim.Judge
		fault sim.Fault
		all   bool // people are asked about everything
		most  bool // and about nearly all that is wrong, and little else
	}{
		{"errs as published", sim.Judge{Seed: "1", Truth: truth, Miss: 0.15, Invent: 0.08, Inflate: 0.1, Misquote: 0.05, Leave: 0.02, Malformed: 0.05},
			sim.None, false, true},
		{"answers garbage", sim.Judge{Malformed: 1}, sim.None, true, false},
		{"finds all perfect", sim.Judge{Truth: truth, Miss: 1}, sim.None, false, false},
		{"has no quota", sim.Judge{Truth: truth}, sim.Quota, true, false},
	} {
		seen := judgedExample(t, engine, c.judge, c.fault)
		t.Log(seen.row(c.name))
		switch {
		case seen.sentences < 60 || seen.wrong < 8:
			t.Errorf("%s: the example shows too little: %+v", c.name, seen)
		case c.all && seen.asked != seen.sentences:
			t.Errorf("%s: people are asked about %d of %d sentences", c.name, seen.asked, seen.sentences)
		case c.most && (seen.found*10 < seen.wrong*8 || seen.asked*2 > seen.sentences):
			t.Errorf("%s: %+v", c.name, seen)
		}
	}
}

// seenByPeople counts sentences by what became of them.
type seenByPeople struct {
	sentences, passed, asked, sampled int
	wrong, found                      int // that the engine got wrong, and about which of them people were asked
	paid                              float64
}

func (s seenByPeople) row(name string) string {
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | %.4f |", name, s.sentences, s.passed, s.asked, s.sampled, s.wrong, s.found, s.paid)
}

// judgedExample publishes four pages of the example site by a judge.
func judgedExample(t *testing.T, engine *fallible, j sim.Judge, fault sim.Fault) seenByPeople {
	h := newHouse(t, map[string]string{})
	h.edit(exampleSite(t, func() string { return h.source.URL }))
	h.app.Translator.Providers["fallible"] = engine
	s := sim.Start(t, "openai")
	s.Judges(j)
	if fault != sim.None {
		s.Always(fault)
	}
	m, err := provider.OpenJudge("openai", s.Options())
	h.must(err)
	h.activities.Review.Judge = h.judgeBy(models{"judge": m})
	pages := []string{opening, funding, workshop, meeting}
	p := h.plan(pages, "es")
	p.Root, p.Chains = "main", map[l10n.Locale][]l10n.ProviderName{"es": {"fallible"}}
	p.Unconfirmed, p.Skip = l10n.UnconfirmedHold, l10n.Skip{Sample: 0.1, Seed: "example"}
	p.Review = []l10n.ReviewStep{
		{Name: "checks", Kind: l10n.StepChecks}, {Name: "estimate", Kind: l10n.StepModel, Use: "judge"},
		{Name: "translate", Kind: l10n.StepPerson}, {Name: "sign-off", Kind: l10n.StepPerson, FourEyes: true},
	}
	p.Steps = l10n.Deciding(p.Review)
	run := h.start(p)
	var seen seenByPeople
	for _, page := range pages {
		k := h.key(page, "es")
		h.until("the steps of people are reached", func() bool {
			return (h.waits(k, "translate") || h.waits(k, "sign-off")) && h.routed(k, "translate") > 0
		})
		h.count(&seen, k, run, engine)
		h.fillIn(k)
		for _, d := range []l10n.Decision{approve("translate", "ana"), approve("sign-off", "ben")} {
			d.Confirm = []string{l10n.ClassAll}
			if h.waits(k, d.Step) || d.Step == "sign-off" { // a step that asks about nothing ends by itself
				h.must(h.decide(k, d))
			}
		}
	}
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != len(pages) {
		t.Errorf("%+v", r)
	}
	return seen
}

// fillIn has a person write what the engine had no answer for that could be used.
func (h *house) fillIn(k l10n.TranslationKey) {
	tr, err := h.store.Translation(h.t.Context(), k)
	h.must(err)
	e, err := h.activities.Work.Extraction(h.t.Context(), tr.Extraction)
	h.must(err)
	ts, err := h.store.Targets(h.t.Context(), k)
	h.must(err)
	for i, at := range e.Places() {
		if ts[i].Text.IsEmpty() {
			h.write(k, l10n.Edit{Segment: at.Segment.ID, Text: at.Segment.Source, Version: ts[i].Version, By: "ana"})
		}
	}
}

// count adds what people are asked about on a page.
func (h *house) count(seen *seenByPeople, k l10n.TranslationKey, run l10n.RunID, engine *fallible) {
	tr, err := h.store.Translation(h.t.Context(), k)
	h.must(err)
	e, err := h.activities.Work.Extraction(h.t.Context(), tr.Extraction)
	h.must(err)
	routed := h.verdicts(k, run, "translate")
	for _, at := range e.Places() {
		v := routed[at.Segment.ID]
		if v.Why == string(l10n.MatchCopy) {
			continue
		}
		seen.sentences++
		wrong := engine.wrong[at.Segment.Source.String()] != ""
		if wrong {
			seen.wrong++
		}
		switch {
		case v.Outcome == l10n.Skipped:
			seen.passed++
			continue
		case v.Why == "sample":
			seen.sampled++
		}
		seen.asked++
		if wrong {
			seen.found++
		}
	}
	as, err := h.store.Assessments(h.t.Context(), k, run)
	h.must(err)
	for _, a := range as {
		seen.paid += a.Cost.Amount
	}
}
