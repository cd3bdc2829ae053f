package format

import (
	"strings"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// ParseDate reads a text that is a date, a time of day or both, and nothing else, in a language's common notations:
//
//	25 July 2024; 25th Jul. 2024; 25 de julio de 2024; July 25, 2024; Thursday, 25 July 2024; 2024年7月25日
//	2024-07-25; 25.07.2024; 25/7/2024 (month first where the locale has it so, unless a number above 12 forbids it)
//	July 2024; 25 July; 9:30; 9:30 p.m.; 25 July 2024, 09:30
//
// It returns the value in UTC (year 0 where the text has none, day 1 where it has no day) and the skeleton by which
// [Formatter.Format] writes the same in another locale. A weekday that is not the date's makes the text no date.
func ParseDate(lang l10n.Locale, text string) (time.Time, Skeleton, bool) {
	p := newDateParser(lang, text)
	if p == nil {
		return time.Time{}, "", false
	}
	return p.parse()
}

func (p *dateParser) parse() (time.Time, Skeleton, bool) {
	clock, hasClock := p.takeClock()
	if hasClock && len(p.tokens) == 0 {
		return time.Time{}.AddDate(-1, 0, 0).Add(clock), Clock, true
	}
	day, skeleton, ok := p.date()
	if !ok {
		return time.Time{}, "", false
	}
	if hasClock {
		if skeleton == ISODate {
			return time.Time{}, "", false // a time stamp for machines
		}
		return day.Add(clock), skeleton + " " + Clock, true
	}
	return day, skeleton, true
}

type dateParser struct {
	lang   l10n.Locale
	data   *langdata.Language
	table  *cldr.Table
	names  map[string]int // of months
	long   map[string]int // the wide ones of them
	short  map[string]int
	days   map[string]time.Weekday
	am, pm string
	tokens []token
	skip   map[string]bool // words that a date may hold besides names, for instance "de"
	// inText says that a sentence stands around the tokens: "9 a.m." is a time, "9" with a colon after a name is not.
	inText bool
}

// maxDateText is longer than any date. Longer texts are not read.
const maxDateText = 80

func newDateParser(lang l10n.Locale, text string) *dateParser {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 2*maxDateText {
		return nil
	}
	p := *parserOf(lang)
	p.tokens = tokenize(text)
	return &p
}

// parsers remembers what parserOf has made.
var parsers sync.Map

// parserOf is a parser without a text, with what it must know of a language.
func parserOf(lang l10n.Locale) *dateParser {
	if p, ok := parsers.Load(lang); ok {
		return p.(*dateParser)
	}
	table, _ := cldr.Load(lang.Tag())
	data := langdata.Of(lang)
	p := &dateParser{
		lang: lang, data: data, table: table,
		names: MonthNames(lang), skip: langdata.Set(langdata.Root().Dates.Words, data.Dates.Words),
	}
	patterns := [...]string{table.Date[Full], table.Date[Long], table.Skeletons["yMMMM"], table.DateTime[Long]}
	for _, pattern := range patterns {
		for _, f := range splitPattern(pattern) {
			for _, t := range tokenize(f.literal) {
				p.skip[t.text] = p.skip[t.text] || t.kind == word
			}
		}
	}
	p.index()
	known, _ := parsers.LoadOrStore(lang, p)
	return known.(*dateParser)
}

// index puts the table's names where the parser finds them, as the words of a text are.
func (p *dateParser) index() {
	add := func(into map[string]int, lists ...[]string) map[string]int {
		for _, list := range lists {
			for i, name := range list {
				if name = letters(name); name != "" && into[name] == 0 {
					into[name] = i + 1
				}
			}
		}
		return into
	}
	m, d := p.table.Months, p.table.Days
	p.long, p.short = add(map[string]int{}, m.Wide, m.AloneWide), add(map[string]int{}, m.Abbr, m.AloneAbbr)
	p.days = map[string]time.Weekday{}
	for name, n := range add(map[string]int{}, d.Wide, d.AloneWide, d.Abbr, d.AloneAbbr) {
		p.days[name] = time.Weekday(n - 1)
	}
	for i, day := range [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
		for _, name := range p.data.Dates.Weekdays[day] {
			p.days[letters(name)] = time.Weekday(i)
		}
	}
	p.am, p.pm = letters(p.table.Periods["am"]), letters(p.table.Periods["pm"])
}
