package report

import "github.com/dragoman-l10n/dragoman/internal/l10n"

// ClassOf returns the class of a segment whose text comes from a match class with a memory's score. repeated says that an
// earlier segment of the page has the same source.
func ClassOf(c l10n.MatchClass, score int, repeated bool) ClassName {
	band := 0
	for _, least := range l10n.ScoreBands {
		if score >= least {
			band = least
			break
		}
	}
	return classOf(l10n.DraftCount{Class: c, Score: band, Repeated: repeated})
}

// Weight is the share of the work that a word of the class is, of the work on a new one.
func (c ClassName) Weight() float64 { return weightOf(c) }
