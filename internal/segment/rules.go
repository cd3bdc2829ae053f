package segment

import (
	"sync"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// set is a set of words in lower case.
type set map[string]bool

// rules are a language's conventions, made for look-ups. langdata.Sentences explains them.
type rules struct {
	abbreviations set
	beforeNumber  set
	final         set
	afterFinals   set
	articles      set
	compounds     []string
	starters      set
	shortWords    set
	alwaysCapital []string

	timesOfDay, eras, afterTimes, personTitles, timeOpeners set

	exclamationNames set
	measureUnits     set

	ordinals        bool
	ordinalCapitals bool
	ordinalOpeners  set
	romanOrdinals   bool
	capitalNouns    bool
	elides          bool
	apostrophes     set

	noFullStop bool
	endMarks   string
	// endsASCII has the ASCII characters that may end a sentence or a line.
	endsASCII [utf8.RuneSelf]bool

	shared *sharedRules
}

// sharedRules are read for all languages together.
type sharedRules struct {
	titles      set
	andSoOn     set
	speechVerbs set
	// letterLabels are words that a letter follows as a name: "plan B". references are words that a number follows.
	letterLabels, references set
}

var shared = sync.OnceValue(func() *sharedRules {
	return &sharedRules{
		titles:      langdata.Union(func(l *langdata.Language) []string { return l.Sentences.Titles }),
		andSoOn:     langdata.Union(func(l *langdata.Language) []string { return l.Sentences.AndSoOn }),
		speechVerbs: langdata.Union(func(l *langdata.Language) []string { return l.Sentences.SpeechVerbs }),

		letterLabels: langdata.Union(func(l *langdata.Language) []string { return l.Sentences.LetterLabels }),
		references:   langdata.Union(func(l *langdata.Language) []string { return l.Numbers.ReferenceWords }),
	}
})

// rulesOf returns the rules of a locale's language. A language without a file has the ones of all languages alone.
func rulesOf(l l10n.Locale) *rules { return newRules(langdata.Of(l)) }

func newRules(l *langdata.Language) *rules {
	s, common := &l.Sentences, &langdata.Root().Sentences
	r := &rules{
		abbreviations: langdata.Set(s.Abbreviations, common.Abbreviations),
		beforeNumber:  langdata.Set(s.NumberAbbreviations, common.NumberAbbreviations),
		final:         langdata.Set(s.FinalAbbreviations),
		afterFinals:   langdata.Set(s.AfterFinals),
		articles:      langdata.Set(s.Articles),
		compounds:     s.CompoundAbbreviations,
		starters:      langdata.Set(s.Starters),
		shortWords:    langdata.Set(s.ShortWords),
		alwaysCapital: s.AlwaysCapital,

		timesOfDay:   langdata.Set(s.TimesOfDay),
		eras:         langdata.Set(s.Eras),
		afterTimes:   langdata.Set(s.AfterTimes),
		personTitles: langdata.Set(s.PersonTitles),
		timeOpeners:  langdata.Set(s.TimeOpeners),

		exclamationNames: langdata.Set(s.ExclamationNames),
		measureUnits:     langdata.Set(s.MeasureUnits),

		ordinals:        s.Ordinals,
		ordinalCapitals: s.OrdinalCapitals,
		ordinalOpeners:  langdata.Set(s.OrdinalOpeners),
		romanOrdinals:   s.RomanOrdinals,
		capitalNouns:    l.Words.CapitalNouns,
		elides:          s.Elides,
		apostrophes:     langdata.Set(s.ApostropheWords),

		noFullStop: s.NoFullStop,
		shared:     shared(),
	}
	for _, mark := range s.EndMarks {
		r.endMarks += mark
	}
	for _, c := range ".!?\n\r" + r.endMarks {
		if c < utf8.RuneSelf {
			r.endsASCII[c] = true
		}
	}
	return r
}
