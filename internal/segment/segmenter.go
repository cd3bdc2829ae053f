package segment

import (
	"context"
	"sync"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Segmenter finds sentences. It is safe for concurrent use.
type Segmenter struct {
	byLocale sync.Map // l10n.Locale → *rules; making them takes long
	srx      *SRX     // rules that a user brought, used instead of the built-in ones
}

// New returns a segmenter with the built-in rules for all languages.
func New() *Segmenter { return &Segmenter{} }

// Breaks returns where new sentences begin in text, as ascending byte offsets without 0. The text between two breaks
// holds the sentence and the white space that follows it, so joining the pieces gives the text. An undetermined
// language ("und") gets the boundaries of UAX #29, unchanged.
func (s *Segmenter) Breaks(lang l10n.Locale, text string) []int {
	breaks, _ := s.BreaksContext(context.Background(), lang, text)
	return breaks
}

// BreaksContext is [Segmenter.Breaks], which ends with the context's error soon after the context does.
func (s *Segmenter) BreaksContext(ctx context.Context, lang l10n.Locale, text string) ([]int, error) {
	c := &clock{ctx: ctx}
	switch {
	case len(text) < 2:
		return nil, nil
	case s.srx != nil:
		breaks := s.srx.breaks(c, string(lang), text)
		return breaks, c.err
	case lang == "und":
		breaks := unicodeBreaks(c, text)
		return breaks, c.err
	}
	sc := newScanner(s.rules(lang), text)
	sc.clock = c
	breaks := sc.breaks()
	return breaks, c.err
}

// clock asks a context every so many steps whether it has ended.
type clock struct {
	ctx   context.Context
	steps int
	err   error
}

// stepsBetween is how many steps are taken between two looks at the context: well below a millisecond.
const stepsBetween = 1024

// over takes a step, and reports whether the context has ended.
func (c *clock) over() bool {
	if c.steps++; c.steps%stepsBetween == 0 && c.err == nil {
		c.err = c.ctx.Err()
	}
	return c.err != nil
}

// maxTag is the longest tag, in bytes, whose rules are remembered. Tags come from pages, and memory has a bound.
const maxTag = 40

func (s *Segmenter) rules(lang l10n.Locale) *rules {
	if r, ok := s.byLocale.Load(lang); ok {
		return r.(*rules)
	}
	r := rulesOf(lang)
	if len(lang) < maxTag {
		s.byLocale.Store(lang, r)
	}
	return r
}

// Sentences returns the text cut at its breaks, each sentence with the white space after it.
func (s *Segmenter) Sentences(lang l10n.Locale, text string) []string {
	var out []string
	last := 0
	for _, b := range s.Breaks(lang, text) {
		out = append(out, text[last:b])
		last = b
	}
	if last < len(text) {
		out = append(out, text[last:])
	}
	return out
}

func unicodeBreaks(c *clock, text string) []int {
	var breaks []int
	it := sentences.FromString(text)
	for it.Next() && !c.over() {
		if it.Start() > 0 {
			breaks = append(breaks, it.Start())
		}
	}
	return breaks
}
