package check

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Figure is a number in figures that stands in a text.
type Figure struct {
	Span l10n.Span // in the text without codes
	Text string
	// Paired says that the other text says the same number, perhaps in words or in another notation; Partner is the place of
	// the figure there that does, and -1 where no figure does.
	Paired  bool
	Partner int
	// Optional says that the other language may leave it out.
	Optional bool
}

// Figures pairs the numbers of a source and its target, as the check of numbers does.
func Figures(p Pair) (source, target []Figure) {
	l := newInspection(context.Background(), nil, p)
	s, t := figures(&l.s, l.from), figures(&l.t, l.to)
	l.match(s, t)
	if unmatched(s)+unmatched(t) > 0 && l.matchDates(s, t) {
		l.match(s, t)
	}
	show := func(side *side, fs []figure) (out []Figure) {
		for i := range fs {
			f := &fs[i]
			out = append(out, Figure{Span: side.inFragment(f.span()), Text: f.text, Paired: f.used, Partner: -1, Optional: f.optional})
		}
		return out
	}
	source, target = show(&l.s, s), show(&l.t, t)
	if len(s)*len(t) > maxCompared {
		return source, target
	}
	for i := range s {
		for j := range t {
			if s[i].used && t[j].used && target[j].Partner < 0 && sameScaled(&s[i], &t[j]) {
				source[i].Partner, target[j].Partner = j, i
				break
			}
		}
	}
	return source, target
}
