package translate

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func placeOf(text string) l10n.Place {
	u := &l10n.Unit{ID: "u", Element: "p", Segments: []l10n.Segment{{ID: "u.1", Source: l10n.ParseFragment(text)}}}
	return l10n.Place{Unit: u, Segment: u.Segments[0]}
}

// TestAPersonAsksOnce holds that what a person asks is a run's question: it is paid once whoever asks first.
func TestAPersonAsksOnce(t *testing.T) {
	first, second := &fake{traits: Traits{Name: "first", Markup: Notation}}, &fake{traits: Traits{Name: "second", Markup: Notation}}
	s := newScene([]*fake{first, second}, "A <1>new</1> lock.")
	s.draft.Chain = append([]l10n.ProviderName{Memory}, append(s.draft.Chain, "elsewhere", Source, "never")...)
	s.Remotes = map[l10n.ProviderName]Remote{"elsewhere": {Traits: Traits{Name: "elsewhere"}}}
	p := placeOf("A <1>new</1> lock.")
	advised, err := s.Advise(t.Context(), s.draft, p)
	if err != nil || len(advised) != 3 || advised[0].Characters != 11 || advised[0].Answer != nil || advised[0].Closed != nil ||
		!errors.Is(advised[2].Closed, ErrRemote) {
		t.Fatalf("%+v, %v", advised, err)
	}
	got, err := s.AskAbout(t.Context(), s.draft, p, "second") // the one before it was not asked
	if err != nil || got.Text.String() != "A <1>NEW</1> LOCK." || len(first.asked) != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	var wg sync.WaitGroup
	s.Answers = &locked{books: s.books}
	for range 4 {
		wg.Go(func() {
			if _, err := s.AskAbout(t.Context(), s.draft, p, "first"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if _, err := s.ask(t, "first"); err != nil || len(first.asked) != 1 || len(second.asked) != 1 {
		t.Errorf("paid %d and %d times, %v", len(first.asked), len(second.asked), err)
	}
	advised, err = s.Advise(t.Context(), s.draft, p)
	if err != nil || advised[0].Answer == nil || advised[1].Answer == nil {
		t.Errorf("%+v, %v", advised, err)
	}
	if s.books.spent["secondr"] != 11 {
		t.Errorf("the books have %v", s.books.spent)
	}
	for name, want := range map[l10n.ProviderName]error{"elsewhere": ErrRemote, "unknown": ErrNotHere} {
		if _, err := s.AskAbout(t.Context(), s.draft, p, name); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAskingInVain(t *testing.T) {
	for name, c := range map[string]struct {
		engine *fake
		budget int
		want   error
	}{
		"no codes":  {&fake{answer: func(string) Answer { return Answer{Text: "x"} }}, 0, ErrBadAnswer},
		"no budget": {&fake{}, 5, ErrBudget},
		"down":      {&fake{fail: &Failure{Kind: ErrDown}}, 0, ErrDown},
		"no pair":   {&fake{pairs: map[string]bool{"en-es": true}}, 0, ErrPair},
	} {
		c.engine.traits = Traits{Name: "engine", Markup: Notation, Repeatable: true}
		s := newScene([]*fake{c.engine})
		s.Budgets = map[l10n.ProviderName]Budget{"engine": {Month: c.budget}}
		for range 2 {
			if got, err := s.AskAbout(t.Context(), s.draft, placeOf("A <1>new</1> lock."), "engine"); !errors.Is(err, c.want) {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
		if name == "no codes" {
			advised, err := s.Advise(t.Context(), s.draft, placeOf("A <1>new</1> lock."))
			if err != nil || !strings.Contains(advised[0].Refused, "codes") || len(c.engine.asked) != 1 {
				t.Errorf("%+v, %v, asked %d times", advised, err, len(c.engine.asked))
			}
		}
	}
}

func TestAdviceByWayOfAPivot(t *testing.T) {
	f := &fake{traits: Traits{Name: "engine", Markup: Notation}, pairs: map[string]bool{"en-es": true, "es-pt": true}}
	s := newScene([]*fake{f})
	s.draft.Pivot = "es"
	got, err := s.AskAbout(t.Context(), s.draft, placeOf("A lock."), "engine")
	if err != nil || got.Text.Text() != "A LOCK." || len(f.asked) != 2 {
		t.Errorf("%+v, %v, asked %d times", got, err, len(f.asked))
	}
	if a, err := s.Advise(t.Context(), s.draft, placeOf("A lock.")); err != nil || a[0].Via != "es" || a[0].Answer == nil || a[0].Characters != 14 {
		t.Errorf("%+v, %v", a, err)
	}
}
