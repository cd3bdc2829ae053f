package check

import "github.com/dragoman-l10n/dragoman/internal/placeable"

// scaleWord returns what a word in lower case multiplies the number before it by, 1 for none.
func (l *language) scaleWord(w string) float64 { return placeable.ScaleWord(l.locale, w) }

// magnitude returns what a word or sign right after a number multiplies it by.
func (l *language) magnitude(rest string) float64 {
	v, _ := placeable.Scale(l.locale, rest)
	return v
}

// numberWord returns the values that a word in lower case may have.
func (l *language) numberWord(w string) []float64 { return placeable.WordValues(l.locale, w) }
