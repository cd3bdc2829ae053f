package translate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// books keep answers and spending in memory.
type books struct {
	answers map[l10n.Hash]l10n.Answer
	spent   map[string]int
	lookups int // how often answers were looked up
}

func newBooks() *books { return &books{answers: map[l10n.Hash]l10n.Answer{}, spent: map[string]int{}} }

func (b *books) Answers(_ context.Context, qs []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	b.lookups++
	found := map[l10n.Hash]l10n.Answer{}
	for _, q := range qs {
		if a, ok := b.answers[q]; ok {
			found[q] = a
		}
	}
	return found, nil
}

func (b *books) KeepAnswers(_ context.Context, as map[l10n.Hash]l10n.Answer) error {
	for q, a := range as {
		if _, ok := b.answers[q]; !ok {
			b.answers[q] = a
		}
	}
	return nil
}

func (b *books) Spend(_ context.Context, p l10n.ProviderName, run l10n.RunID, month string, n int) error {
	b.spent[string(p)+string(run)] += n
	b.spent[string(p)+month] += n
	return nil
}

func (b *books) Spent(_ context.Context, p l10n.ProviderName, run l10n.RunID, month string) (int, int, error) {
	return b.spent[string(p)+string(run)], b.spent[string(p)+month], nil
}

// fake is an engine that answers in capitals, unless told otherwise.
type fake struct {
	traits Traits
	pairs  map[string]bool // nil: all
	answer func(text string) Answer
	fail   error
	asked  [][]string
	from   []l10n.Locale // the requests' source languages
	terms  []l10n.Term
}

func (f *fake) Traits() Traits {
	tr := f.traits
	if tr.Version == "" {
		tr.Version = "1"
	}
	if f.pairs != nil {
		tr.Supports = func(a, b l10n.Locale) bool { return f.pairs[string(a)+"-"+string(b)] }
	}
	return tr
}

func (f *fake) Translate(_ context.Context, r Request) ([]Answer, error) {
	f.asked, f.from = append(f.asked, r.Texts), append(f.from, r.Source)
	f.terms = append(f.terms, r.Terms...)
	if f.fail != nil {
		return nil, f.fail
	}
	var out []Answer
	for _, t := range r.Texts {
		a := Answer{Text: strings.ToUpper(t)}
		if f.answer != nil {
			a = f.answer(t)
		}
		out = append(out, a)
	}
	return out, nil
}

// scene is a translator with fakes, and a draft of questions.
type scene struct {
	*Translator
	books *books
	draft Draft
	now   time.Time
}

func newScene(fakes []*fake, sources ...string) *scene {
	s := &scene{books: newBooks(), now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	s.Translator = &Translator{Answers: s.books, Ledger: s.books, Providers: map[l10n.ProviderName]Provider{}, Now: func() time.Time { return s.now }}
	s.draft = Draft{TranslationKey: l10n.TranslationKey{Document: "d", Locale: "pt"}, Run: "r", SourceLang: "en"}
	for _, f := range fakes {
		s.Providers[f.traits.Name] = f
		s.draft.Chain = append(s.draft.Chain, f.traits.Name)
	}
	for i, text := range sources {
		id := l10n.SegmentID(fmt.Sprintf("s%d", i))
		s.draft.Questions = append(s.draft.Questions, Question{Source: l10n.ParseFragment(text), Segments: []l10n.SegmentID{id}})
		s.draft.Targets = append(s.draft.Targets, l10n.Target{Segment: id, State: l10n.Initial, SubState: l10n.SubNoEngine})
	}
	return s
}

func (s *scene) ask(t *testing.T, name l10n.ProviderName) (Outcome, error) {
	t.Helper()
	return s.Ask(t.Context(), s.draft, Asking{Engine: name, To: len(s.draft.Questions)})
}

func (s *scene) targets(t *testing.T) []l10n.Target {
	t.Helper()
	ts, err := s.Assemble(t.Context(), s.draft)
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func TestOneBadAnswerCostsOneSegment(t *testing.T) {
	first := &fake{traits: Traits{Name: "first", Markup: Notation}}
	first.answer = func(text string) Answer {
		switch {
		case strings.Contains(text, "lost"):
			return Answer{Text: "without its codes"}
		case strings.Contains(text, "declined"):
			return Answer{Err: ErrLeft}
		}
		return Answer{Text: "Um texto <1>curto</1>."}
	}
	second := &fake{traits: Traits{Name: "second", Markup: Notation}}
	s := newScene([]*fake{first, second}, "A <1>short</1> text.", "A <1>lost</1> text.", "Another <1>short</1> text.", "A <1>declined</1> text.")
	out, err := s.ask(t, "first")
	if err != nil || out.Answered != 2 || out.Left() != 2 {
		t.Fatalf("%+v, %v", out, err)
	}
	if n := len(first.asked); n != 3 || len(first.asked[1]) != 1 {
		t.Errorf("the bad ones are asked once more, alone: %v", first.asked)
	}
	if out, err = s.ask(t, "first"); err != nil || len(first.asked) != 3 {
		t.Errorf("a bad answer is paid for again: %v, %+v, %v", first.asked, out, err)
	}
	if out, err = s.ask(t, "second"); err != nil || out.Left() != 0 || len(second.asked[0]) != 2 {
		t.Errorf("the next engine gets the rest: %v, %+v, %v", second.asked, out, err)
	}
	ts := s.targets(t)
	if ts[0].Origin.Provider != "first" || ts[1].Origin.Provider != "second" || ts[3].Text.String() != "A <1>DECLINED</1> TEXT." {
		t.Errorf("%+v", ts)
	}
}

func TestPivot(t *testing.T) {
	f := &fake{traits: Traits{Name: "apertium", Markup: Notation}, pairs: map[string]bool{"en-es": true, "es-pt": true}}
	f.answer = func(text string) Answer {
		return Answer{Text: strings.NewReplacer("house", "casa", "The", "La", "La casa", "A casa", "is", "es", "es roja", "é vermelha", "red", "roja").Replace(text)}
	}
	s := newScene([]*fake{f}, "The <1>house</1> is red.")
	if es, err := s.Engines(s.draft); err != nil || len(es) != 0 {
		t.Fatalf("without a pivot the pair is lacking: %v, %v", es, err)
	}
	s.draft.Pivot = "es"
	if es, err := s.Engines(s.draft); err != nil || len(es) != 1 || es[0].Via != "es" {
		t.Fatalf("%v, %v", es, err)
	}
	if out, err := s.ask(t, "apertium"); err != nil || out.Left() != 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	target := s.targets(t)[0]
	if target.Text.String() != "La <1>casa</1> é vermelha." || target.Origin.Detail != "by way of es" {
		t.Errorf("%s, %+v", target.Text, target.Origin)
	}
	// The first leg is an ordinary translation into Spanish.
	spanish := s.draft
	spanish.Locale, spanish.Pivot = "es", ""
	if out, err := s.Ask(t.Context(), spanish, Asking{Engine: "apertium", To: 1}); err != nil || out.Kept != 1 || len(f.asked) != 2 {
		t.Errorf("%+v, %v, asked %d times", out, err, len(f.asked))
	}
}

func TestBudget(t *testing.T) {
	f := &fake{traits: Traits{Name: "paid", MaxTexts: 1}}
	s := newScene([]*fake{f}, "one text here", "two text here", "three text here")
	s.Budgets = map[l10n.ProviderName]Budget{"paid": {Run: 20}}
	out, err := s.ask(t, "paid")
	if !errors.Is(err, ErrBudget) || out.Answered != 1 || out.Characters != 13 {
		t.Fatalf("%+v, %v", out, err)
	}
	out, err = s.Ask(t.Context(), s.draft, Asking{Engine: "paid", To: 3, Allowance: 100})
	if err != nil || out.Left() != 0 || len(f.asked) != 3 {
		t.Errorf("an editor allowed more: %+v, %v", out, err)
	}
	s.Budgets["paid"] = Budget{Month: 45}
	s.draft.Questions[0].Source = l10n.TextFragment("four text here")
	if _, err := s.ask(t, "paid"); !errors.Is(err, ErrBudget) {
		t.Errorf("the month's budget: %v", err)
	}
	s.now = s.now.AddDate(0, 1, 0)
	if _, err := s.ask(t, "paid"); err != nil {
		t.Errorf("the next month: %v", err)
	}
}

// TestPagesAtTheSameTimePayOnce has several pages with the same texts ask at once.
func TestPagesAtTheSameTimePayOnce(t *testing.T) {
	var mu sync.Mutex
	times := map[string]int{}
	f := &slow{fake{traits: Traits{Name: "slow", MaxTexts: 2}}, func(texts []string) {
		mu.Lock()
		defer mu.Unlock()
		for _, text := range texts {
			times[text]++
		}
	}}
	s := newScene(nil, "one text here", "two text here", "three text here", "one text here")
	s.Answers = &locked{books: s.books}
	s.Ledger = nil
	s.Providers["slow"], s.draft.Chain = f, []l10n.ProviderName{"slow"}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if out, err := s.Ask(context.Background(), s.draft, Asking{Engine: "slow", To: 4}); err != nil || out.Left() != 0 {
				t.Errorf("%+v, %v", out, err)
			}
		})
	}
	wg.Wait()
	for text, n := range times {
		if n != 1 && text != "one text here" { // which the page itself has twice, as no draft has
			t.Errorf("%q was paid %d times", text, n)
		}
	}
}

// slow is an engine that takes its time, asked by many at once.
type slow struct {
	fake
	note func([]string)
}

func (s *slow) Translate(_ context.Context, r Request) ([]Answer, error) {
	s.note(r.Texts)
	time.Sleep(10 * time.Millisecond)
	out := make([]Answer, len(r.Texts))
	for i, text := range r.Texts {
		out[i].Text = strings.ToUpper(text)
	}
	return out, nil
}

// locked are books for many at once.
type locked struct {
	mu sync.Mutex
	*books
}

func (l *locked) Answers(ctx context.Context, qs []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.books.Answers(ctx, qs)
}

func (l *locked) KeepAnswers(ctx context.Context, as map[l10n.Hash]l10n.Answer) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.books.KeepAnswers(ctx, as)
}

func TestCircuit(t *testing.T) {
	f := &fake{traits: Traits{Name: "down"}, fail: &Failure{Kind: ErrDown}}
	s := newScene([]*fake{f}, "one text here")
	for range 6 {
		if _, err := s.ask(t, "down"); !errors.Is(err, ErrDown) {
			t.Fatal(err)
		}
	}
	if len(f.asked) != circuitFailures {
		t.Errorf("asked %d times", len(f.asked))
	}
	s.now, f.fail = s.now.Add(circuitPause), nil
	if out, err := s.ask(t, "down"); err != nil || out.Left() != 0 {
		t.Errorf("%+v, %v", out, err)
	}
}

func TestTermsAreSentAndAskAnew(t *testing.T) {
	f := &fake{traits: Traits{Name: "llm", Terms: true}}
	s := newScene([]*fake{f}, "the tide gauge")
	term := l10n.Term{Source: "tide gauge", Targets: []string{"marégrafo"}}
	s.draft.Questions[0].Terms = []l10n.Term{term}
	for range 2 {
		if _, err := s.ask(t, "llm"); err != nil {
			t.Fatal(err)
		}
	}
	if len(f.asked) != 1 || len(f.terms) != 1 {
		t.Fatalf("asked %d times, with %v", len(f.asked), f.terms)
	}
	s.draft.Questions[0].Terms[0].Targets = []string{"mareógrafo"}
	if _, err := s.ask(t, "llm"); err != nil || len(f.asked) != 2 {
		t.Errorf("another term asks anew: %v", err)
	}
}

func TestLimits(t *testing.T) {
	many := make([]string, 30)
	for i := range many {
		many[i] = fmt.Sprintf("text %d of a page", i)
	}
	for _, c := range []struct {
		tr       Traits
		requests int
	}{
		{Traits{}, 1}, {Traits{MaxTexts: 10}, 3}, {Traits{MaxCharacters: 100}, 6}, {Traits{MaxBytes: 200}, 6}, {Traits{MaxCharacters: 5}, 0},
	} {
		c.tr.Name = "limited"
		f := &fake{traits: c.tr}
		s := newScene([]*fake{f}, many...)
		out, err := s.ask(t, "limited")
		if err != nil || len(f.asked) != c.requests || (out.Left() == 0) != (c.requests > 0) {
			t.Errorf("%+v: %d requests, %d left, %v", c.tr, len(f.asked), out.Left(), err)
		}
	}
}

// TestAnEngineThatRejectsEverything is left alone after three texts.
func TestAnEngineThatRejectsEverything(t *testing.T) {
	f := &fake{traits: Traits{Name: "strict"}, fail: &Failure{Kind: ErrRejected}}
	s := newScene([]*fake{f}, "a b", "c d", "e f", "g h", "i j", "k l")
	out, err := s.ask(t, "strict")
	if err != nil || out.Left() != 6 || len(f.asked) != 4 {
		t.Errorf("%+v, %v, asked %d times", out, err, len(f.asked))
	}
}

func TestTakeAndDeliver(t *testing.T) {
	s := newScene(nil, "A <1>red</1> house.", "A <1>blue</1> house.", "A house.")
	traits := Traits{Name: "remote", Version: "1", Markup: Notation, MaxTexts: 2}
	s.Remotes = map[l10n.ProviderName]Remote{"remote": {Traits: traits, Activity: Activity{"T", "q"}}}
	s.draft.Chain = []l10n.ProviderName{"remote"}
	if _, err := s.ask(t, "remote"); err == nil {
		t.Error("a remote engine can't be asked here")
	}
	if es, err := s.Engines(s.draft); err != nil || len(es) != 1 || es[0].Activity == nil || es[0].Activity.Queue != "q" {
		t.Errorf("%+v, %v", es, err)
	}
	asking := Asking{Engine: "remote", To: 3}
	for round := 0; ; round++ {
		r, out, err := s.Take(t.Context(), s.draft, asking)
		if err != nil || round > 2 {
			t.Fatalf("%+v, %v", out, err)
		}
		if len(r.Numbers) == 0 {
			break
		}
		var answers []Answer
		for _, text := range r.Texts {
			answers = append(answers, Answer{Text: strings.ReplaceAll(text, "blue", "")})
		}
		answers[0].Text = strings.ReplaceAll(answers[0].Text, "house", "casa")
		if _, err := s.Deliver(t.Context(), s.draft, "remote", r.Numbers, answers[1:]); !errors.Is(err, ErrBadAnswer) {
			t.Errorf("too few answers: %v", err)
		}
		if _, err := s.Deliver(t.Context(), s.draft, "remote", r.Numbers, answers); err != nil {
			t.Fatal(err)
		}
	}
	if ts := s.targets(t); ts[0].Text.String() != "A <1>red</1> casa." || ts[2].State != l10n.Translated {
		t.Errorf("%+v", ts)
	}
	if _, err := s.Deliver(t.Context(), s.draft, "remote", []int{99}, make([]Answer, 1)); err == nil {
		t.Error("a question that is not there must be refused")
	}
}

// TestAnswersAreLookedUpTogether holds that the records are asked as often for many questions as for few.
func TestAnswersAreLookedUpTogether(t *testing.T) {
	lookups := func(questions int, pivot l10n.Locale) (counts []int) {
		pairs := map[string]bool{"en-es": true, "es-pt": true}
		fakes := []*fake{{traits: Traits{Name: "first"}, pairs: pairs}, {traits: Traits{Name: "second"}}, {traits: Traits{Name: "third"}}}
		var sources []string
		for i := range questions {
			sources = append(sources, fmt.Sprintf("text %d of a page", i))
		}
		s := newScene(fakes, sources...)
		s.Remotes = map[l10n.ProviderName]Remote{"remote": {Traits: Traits{Name: "remote"}}}
		s.draft.Chain, s.draft.Pivot = append(s.draft.Chain, "remote"), pivot
		count := func(call func() error) {
			t.Helper()
			before := s.books.lookups
			if err := call(); err != nil {
				t.Fatal(err)
			}
			counts = append(counts, s.books.lookups-before)
		}
		asking := func(name l10n.ProviderName) Asking { return Asking{Engine: name, To: questions} }
		ask := func(name l10n.ProviderName) func() error {
			return func() error { _, err := s.Ask(t.Context(), s.draft, asking(name)); return err }
		}
		count(func() error { _, err := s.Estimate(t.Context(), s.draft); return err })
		count(func() error { _, _, err := s.Take(t.Context(), s.draft, asking("remote")); return err })
		count(ask("third"))
		count(ask("second"))
		if pivot != "" {
			s.books.answers = map[l10n.Hash]l10n.Answer{}
			count(ask("first"))
		}
		count(func() error { _, err := s.Assemble(t.Context(), s.draft); return err })
		return counts
	}
	for _, pivot := range []l10n.Locale{"", "es"} {
		few, many := lookups(2, pivot), lookups(200, pivot)
		if !slices.Equal(few, many) || slices.Max(many) > 6 {
			t.Errorf("with pivot %q: %v for 2 questions, %v for 200", pivot, few, many)
		}
	}
}
