package format

import (
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// set is a set of words.
type set map[string]bool

// sharedData are the lists that are read for all languages together.
type sharedData struct {
	joins, beforeMonth      set
	notBeforeOn             set
	undottedMonths          set
	ordinalEndings          set
	referenceWords, openers set
	// halves are words for the halves of a day, with what they add to its hours of twelve.
	halves map[string]int
	// units are CLDR's names of units by their signs.
	units map[string]string
}

var shared = sync.OnceValue(func() *sharedData {
	d := &sharedData{
		joins:          langdata.Union(func(l *langdata.Language) []string { return l.Dates.Joins }),
		beforeMonth:    langdata.Union(func(l *langdata.Language) []string { return l.Dates.BeforeMonth }),
		notBeforeOn:    langdata.Union(func(l *langdata.Language) []string { return l.Dates.NotBeforeOn }),
		undottedMonths: langdata.Union(func(l *langdata.Language) []string { return l.Dates.UndottedMonths }),
		ordinalEndings: langdata.Union(func(l *langdata.Language) []string { return l.Numbers.OrdinalEndings }),
		referenceWords: langdata.Union(func(l *langdata.Language) []string { return l.Numbers.ReferenceWords }),
		openers:        langdata.Union(func(l *langdata.Language) []string { return l.Numbers.Openers }),
		halves:         map[string]int{},
		units:          map[string]string{},
	}
	for _, l := range langdata.All() {
		for _, word := range l.Times.Morning {
			d.halves[word] = 0
		}
		for _, word := range l.Times.Afternoon {
			d.halves[word] = 12
		}
		for unit, signs := range l.Units.Format {
			for _, sign := range signs {
				d.units[sign] = unit
			}
		}
	}
	return d
})
