package check

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/inflect"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

//go:generate sh -c "node cldr.mjs > data/cldr.json"

// cldrJSON holds facts of CLDR 48 (Unicode License v3); cldr.mjs writes it.
//
//go:embed data/cldr.json
var cldrJSON []byte

// language is what the checks know of a language.
type language struct {
	locale  l10n.Locale
	base    string
	scripts []script // that its text is written in
	months  map[string]int
	quotes  []rune // of CLDR: start, end, and the alternate ones
	main    string // its letters
	aux     string // letters of its loan words
	inflect *inflect.Language
	format  *format.Formatter

	// data is what the language's file says. What follows is made of it for look-ups.
	data              *langdata.Language
	doubled           set
	doubledAfterComma set
	dangling          set
	lookAlikes        map[rune]rune
	spacedSigns       map[rune]bool // signs with a no-break space before them
	salutation        map[ending]bool
	relatives         []string // the languages that its texts are compared with
}

type cldrEntry struct {
	Quotes    string `json:"quotes"`
	Letters   string `json:"letters"`
	Auxiliary string `json:"auxiliary"`
}

var cldr = sync.OnceValue(func() map[string]cldrEntry {
	m := map[string]cldrEntry{}
	if err := json.Unmarshal(cldrJSON, &m); err != nil {
		panic("check: data/cldr.json is damaged: " + err.Error()) // embedded at build time
	}
	return m
})

// languages remembers what languageOf has made: the tables are the same for all checkers.
var languages sync.Map

func languageOf(l l10n.Locale) *language {
	if x, ok := languages.Load(l); ok {
		return x.(*language)
	}
	x, _ := languages.LoadOrStore(l, newLanguage(l))
	return x.(*language)
}

func newLanguage(l l10n.Locale) *language {
	data := langdata.Of(l)
	x := &language{
		locale: l, base: l.Language(), data: data,
		format: format.New(l), inflect: inflect.For(l), months: format.MonthNames(l),
		doubled: langdata.Set(data.Words.Doubled), doubledAfterComma: langdata.Set(data.Words.DoubledAfterComma),
		dangling:    langdata.Set(data.Words.Dangling),
		lookAlikes:  map[rune]rune{},
		spacedSigns: spacedSigns(data.Punctuation), salutation: map[ending]bool{},
	}
	for _, sign := range data.Punctuation.Salutation {
		x.salutation[endingOf(firstRune(sign))] = true
	}
	for from, to := range data.Letters.LookAlikes {
		x.lookAlikes[firstRune(from)] = firstRune(to)
	}
	s, _ := l.Tag().Script()
	x.scripts = scriptsOf(s.String())
	e, ok := cldr()[x.base+"-"+s.String()]
	if !ok {
		e = cldr()[x.base]
	}
	x.relatives = x.findRelatives()
	x.quotes, x.main, x.aux = []rune(e.Quotes), e.Letters, e.Auxiliary
	return x
}

func scriptsOf(iso string) []script {
	switch iso {
	case "Latn":
		return []script{latin}
	case "Cyrl":
		return []script{cyrillic}
	case "Grek":
		return []script{greek}
	case "Arab":
		return []script{arabic}
	case "Hebr":
		return []script{hebrew}
	case "Hans", "Hant", "Hani":
		return []script{han}
	case "Jpan":
		return []script{kana, han}
	case "Kore":
		return []script{hangul, han}
	case "Deva":
		return []script{devanagari}
	case "Thai":
		return []script{thai}
	case "Armn":
		return []script{armenian}
	case "Geor":
		return []script{georgian}
	}
	return []script{otherScript}
}

func spacedSigns(p langdata.Punctuation) map[rune]bool {
	signs := map[rune]bool{}
	for _, sign := range slices.Concat(p.SpaceBefore, p.NarrowSpaceBefore) {
		signs[firstRune(sign)] = true
	}
	if p.SpacedQuotes {
		signs['»'] = true
	}
	return signs
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// writes reports whether the language is written in a script.
func (l *language) writes(s script) bool {
	for _, x := range l.scripts {
		if x == s {
			return true
		}
	}
	return false
}
