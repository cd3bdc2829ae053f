package check

import (
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// set is a set of words.
type set map[string]bool

// sharedData are the lists that are read for all languages together.
type sharedData struct {
	doubledCharacters, danglingCharacters set
	closingAbbreviations, meetingWords    set
	numberConnectors, dateConnectors      set
	ambiguousMonths, joins                set
	centuries, halves                     set
	// units are units and currencies by their signs in lower case.
	units map[string]measure
}

var shared = sync.OnceValue(func() *sharedData {
	d := &sharedData{
		doubledCharacters:    langdata.Union(func(l *langdata.Language) []string { return l.Words.DoubledCharacters }),
		danglingCharacters:   langdata.Union(func(l *langdata.Language) []string { return l.Words.DanglingCharacters }),
		meetingWords:         langdata.Union(func(l *langdata.Language) []string { return l.Words.MeetingWords }),
		closingAbbreviations: langdata.Union(func(l *langdata.Language) []string { return l.Words.ClosingAbbreviations }),
		numberConnectors:     langdata.Union(func(l *langdata.Language) []string { return l.Numbers.Connectors }),
		dateConnectors:       langdata.Union(func(l *langdata.Language) []string { return l.Dates.Connectors }),
		ambiguousMonths:      langdata.Union(func(l *langdata.Language) []string { return l.Dates.AmbiguousMonths }),
		joins:                langdata.Union(func(l *langdata.Language) []string { return l.Dates.Joins }),
		centuries:            langdata.Union(func(l *langdata.Language) []string { return l.Numbers.Centuries }),
		halves:               langdata.Union(func(l *langdata.Language) []string { return l.Times.Halves }),
		units:                map[string]measure{},
	}
	for _, l := range langdata.All() {
		for unit, signs := range l.Units.Compare {
			for _, sign := range signs {
				d.units[sign] = measure(unit)
			}
		}
	}
	return d
})
