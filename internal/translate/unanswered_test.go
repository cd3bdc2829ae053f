package translate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestWhyTextsAreLeft holds that an outcome says, in words without anything of the document, why its texts are left.
func TestWhyTextsAreLeft(t *testing.T) {
	cutOff := &Failure{Kind: ErrBadAnswer, Code: "the model's answer was cut off", Unsure: true, Detail: "the secret text"}
	for name, c := range map[string]struct {
		answer func(string) Answer
		fail   error
		want   string
	}{
		"every answer is cut off": {fail: cutOff, want: "[first: the model's answer was cut off (4 texts)]"},
		"the request is rejected": {fail: &Failure{Kind: ErrRejected, Code: "400"}, want: "[first: the provider rejects the request (400) (4 texts)]"},
		"no answer is one":        {answer: func(string) Answer { return Answer{Err: ErrNoAnswer} }, want: "[first: no answer came for the text (4 texts)]"},
		"all is left to people":   {answer: func(string) Answer { return Answer{Err: ErrLeft} }, want: "[first: left to a person (4 texts)]"},
		"answers are empty":       {answer: func(string) Answer { return Answer{} }, want: "[first: it is empty (4 texts)]"},
		"codes are lost, differently": {answer: func(s string) Answer { return Answer{Text: strings.Replace(s, "<1>", "<7>", 1)} },
			want: "[first: the inline codes differ from the source's (4 texts)]"},
		"one is too long": {answer: func(s string) Answer {
			if strings.Contains(s, "third") {
				return Answer{Text: "<1>" + strings.Repeat("muito ", 400) + "</1>"}
			}
			return Answer{Text: "<1>x</1>"}
		}, want: "[first: it is much too long (1 text)]"},
		"one says what it likes": {answer: func(s string) Answer {
			if strings.Contains(s, "third") {
				return Answer{Err: fmt.Errorf("%w: sorry,\n%s", ErrBadAnswer, strings.Repeat("no ", 200))}
			}
			return Answer{Text: "<1>x</1>"}
		}, want: "[first: sorry, " + strings.Repeat("no ", 64) + "n… (1 text)]"},
		"all is well": {answer: func(string) Answer { return Answer{Text: "<1>x</1>"} }, want: "[]"},
	} {
		f := &fake{traits: Traits{Name: "first", Markup: Notation}, answer: c.answer, fail: c.fail}
		s := newScene([]*fake{f}, "The <1>first</1> text.", "The <1>second</1> text.", "The <1>third</1> text.", "The <1>fourth</1> text.")
		out, err := s.ask(t, "first")
		if got := fmt.Sprint(out.Unanswered); err != nil || got != c.want {
			t.Errorf("%s: %s, want %s; %v", name, got, c.want, err)
		}
		if out, err = s.ask(t, "first"); err != nil || fmt.Sprint(out.Unanswered) != c.want {
			t.Errorf("%s: asked again: %v, want %s; %v", name, out.Unanswered, c.want, err)
		}
	}
}

func TestEnginesThatLackThePair(t *testing.T) {
	has := &fake{traits: Traits{Name: "has"}, pairs: map[string]bool{"en-pt": true}}
	lacks := &fake{traits: Traits{Name: "lacks"}, pairs: map[string]bool{"en-es": true}}
	s := newScene([]*fake{has, lacks})
	s.draft.Chain = append([]l10n.ProviderName{Memory}, append(slices.Clone(s.draft.Chain), Source)...)
	got, err := s.Lacking(s.draft)
	if err != nil || len(got) != 1 || got[0].Engine != "lacks" {
		t.Errorf("%v, %v", got, err)
	}
}
