package translate

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// verify looks at one answer as at anything from outside: its codes, and whether it can be a translation at all.
// Whether it is a good one is for the checks and for people.
func verify(a Answer, tr Traits, q Question, d Draft) (l10n.Fragment, error) {
	if a.Err != nil {
		return nil, a.Err
	}
	if !utf8.ValidString(a.Text) {
		return nil, fmt.Errorf("%w: it is not UTF-8", ErrBadAnswer)
	}
	hidden := hideDates(q, d, tr)
	f, err := Unmask(a.Text, tr.Markup, hidden.source, q.deletable)
	if err != nil {
		return nil, err
	}
	f = hidden.fill(f)
	if err := f.CheckLength(q.Source); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadAnswer, err)
	}
	source, target := strings.TrimSpace(q.Source.Text()), strings.TrimSpace(f.Text())
	if tr.AnyLanguage || d.SourceLang.Language() == d.Locale.Language() {
		return f, nil
	}
	switch {
	case source == target && hasWords(source):
		return nil, fmt.Errorf("%w: it repeats the source", ErrBadAnswer)
	case truncated(source, target, d):
		return nil, fmt.Errorf("%w: it is much too short", ErrBadAnswer)
	case utf8.RuneCountInString(target) > 5*utf8.RuneCountInString(source)+80:
		return nil, fmt.Errorf("%w: it is much too long", ErrBadAnswer)
	}
	if other := foreign(target, source, d); other != "" {
		return nil, fmt.Errorf("%w: it is in %s", ErrBadAnswer, other)
	}
	return f, nil
}

// leastWords is how many words of a language a text has that cannot stay as it is in another one.
const leastWords = 3

// hasWords reports whether a text must be another one in another language, because words make up most of it. A line of names and
// figures stays: "Copyright © 2026 Hilltop Orchard GmbH", "12 Rue de la Paix, 75002 Paris", a list of people. A word is taken
// for a name when it begins with a capital letter and is not the text's first; scripts without capitals have none.
func hasWords(text string) bool {
	all, words := 0, 0
	for i, field := range strings.Fields(text) {
		word := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case !unicode.IsLetter(first):
			continue // a figure or a sign
		case strings.ContainsRune("-@#/$~", rune(field[0])), strings.ContainsFunc(word, noWord):
			all++ // an option, an address, a file, a part number
			continue
		}
		all++
		if !unicode.IsUpper(first) && !unicode.IsTitle(first) || i == 0 && !isCopyright(text) {
			words++
		}
	}
	return words >= leastWords && 2*words > all
}

// noWord reports a rune that words do not have.
func noWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune("'’-", r)
}

// isCopyright reports whether a text begins as a line about rights does, which names who has them.
func isCopyright(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "©") || strings.HasPrefix(text, "copyright") || strings.HasPrefix(text, "(c)")
}

// truncated reports a target that has lost most of a sentence. From a dense language everything grows, so the bounds
// are those of the widest spread seen between languages, not of good translations.
func truncated(source, target string, d Draft) bool {
	s, t := utf8.RuneCountInString(source), utf8.RuneCountInString(target)
	if s < 60 {
		return false
	}
	if langdata.Of(d.Locale).Length.Dense && !langdata.Of(d.SourceLang).Length.Dense {
		return t < s/12
	}
	return t < s/4
}

// scripts are the letters of the scripts that a target can be told apart by.
var scripts = map[string][]*unicode.RangeTable{
	"Latn": {unicode.Latin}, "Cyrl": {unicode.Cyrillic}, "Arab": {unicode.Arabic},
	"Hebr": {unicode.Hebrew}, "Grek": {unicode.Greek},
	"Hans": {unicode.Han}, "Hant": {unicode.Han}, "Jpan": {unicode.Han, unicode.Hiragana, unicode.Katakana},
	"Kore": {unicode.Hangul, unicode.Han}, "Deva": {unicode.Devanagari},
	"Thai": {unicode.Thai}, "Armn": {unicode.Armenian}, "Geor": {unicode.Georgian},
}

// foreign names the language or script that a target is in when that is not its locale's; "" when it is, or when that
// can't be told. Close relatives are never told apart: of the other languages only the ones that engines fall back to
// are thought of.
func foreign(target, source string, d Draft) string {
	if hasOtherScript(target, source, d) {
		return "another script"
	}
	own, from := whatlanggo.CodeToLang(iso3(d.Locale)), whatlanggo.CodeToLang(iso3(d.SourceLang))
	if own < 0 || utf8.RuneCountInString(target) < 100 {
		return ""
	}
	among := map[whatlanggo.Lang]bool{own: true, whatlanggo.Eng: true,
		whatlanggo.Fra: true, whatlanggo.Deu: true, whatlanggo.Rus: true}
	if from >= 0 {
		among[from] = true
	}
	info := whatlanggo.DetectWithOptions(target, whatlanggo.Options{Whitelist: among})
	if info.Lang < 0 || info.Lang == own || !info.IsReliable() {
		return ""
	}
	return info.Lang.String()
}

func iso3(l l10n.Locale) string {
	b, _ := l.Tag().Base()
	return b.ISO3()
}

// hasOtherScript counts the letters of words that the source doesn't have: those may be names.
func hasOtherScript(target, source string, d Draft) bool {
	script, _ := d.Locale.Tag().Script()
	own, ok := scripts[script.String()]
	if from, _ := d.SourceLang.Tag().Script(); !ok || from == script {
		return false
	}
	letters, mine := 0, 0
	for word := range strings.FieldsSeq(target) {
		if strings.Contains(source, word) &&
			!strings.ContainsFunc(word, func(r rune) bool { return unicode.In(r, own...) }) && unicode.IsUpper([]rune(word)[0]) {
			continue
		}
		for _, r := range word {
			if unicode.IsLetter(r) {
				letters++
				if unicode.In(r, own...) {
					mine++
				}
			}
		}
	}
	return letters >= 20 && mine*5 < letters
}
