package format

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// Find returns the dates, times and numbers that stand in a text of a language, in order and without overlaps. What
// only looks like one is left out: versions, telephone numbers, references such as "section 3.2", 10/01/2022 in
// English, and numbers whose separators are not the language's. Nothing is found within addresses and placeholders.
func Find(lang l10n.Locale, text string) []Value {
	if !strings.ContainsFunc(text, func(r rune) bool { return digitValue(r) >= 0 }) {
		return nil
	}
	s := &finder{dateParser: *parserOf(lang), text: text, placeables: placeable.Scan(nil, text)}
	s.all = tokenize(text)
	s.dates()
	s.numbers()
	slices.SortFunc(s.found, func(a, b Value) int { return a.Start - b.Start })
	for i := range len(s.found) - 1 {
		v, next := &s.found[i], s.found[i+1]
		gap := strings.TrimSpace(text[v.End:next.Start])
		v.inSpan = v.isBare() && next.IsAmount() && gap != "" && strings.Trim(gap, "-–—−~") == ""
	}
	return s.found
}

// finder works on one text.
type finder struct {
	dateParser
	text       string
	all        []token
	placeables []placeable.Token
	found      []Value
}

// free reports whether a range of the text is outside all addresses and placeables of programs.
func (s *finder) free(start, end int) bool {
	first := sort.Search(len(s.placeables), func(i int) bool { return s.placeables[i].End > start })
	for _, t := range s.placeables[first:] {
		if t.Start >= end {
			break
		}
		if t.Kind != placeable.Number {
			return false
		}
	}
	return true
}

func (s *finder) before(at int) (r, further rune) {
	r, n := utf8.DecodeLastRuneInString(s.text[:at])
	further, _ = utf8.DecodeLastRuneInString(s.text[:at-n])
	return r, further
}

func (s *finder) after(at int) (r, further rune) {
	r, n := utf8.DecodeRuneInString(s.text[at:])
	further, _ = utf8.DecodeRuneInString(s.text[at+n:])
	return r, further
}

// attached reports whether something that begins or ends here is a part of a longer word or code: COVID-19, A/70/12.
func (s *finder) attached(start, end int) bool {
	if r, further := s.before(start); letterOrDigit(r) && r < 0x2E80 ||
		strings.ContainsRune("-/.,:_–‑'’", r) && letterOrDigit(further) || strings.ContainsRune("#@_§", r) {
		return true
	}
	r, further := s.after(end)
	return letterOrDigit(r) && r < 0x2E80 || r == '_' || r == '@' ||
		strings.ContainsRune("-/.:–‑", r) && digitValue(further) >= 0 || r == '-' && unicode.IsUpper(further)
}

func letterOrDigit(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || digitValue(r) >= 0)
}

// wordBefore is the word that stands before a place, and where it begins; "" where punctuation stands between.
func (s *finder) wordBefore(at int) (string, int) {
	text := strings.TrimRight(s.text[:at], " \u00a0\u202f")
	start := len(text)
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !(r == '.' && start == len(text)) && r != '°' && r != 'º' {
			break
		}
		start -= n
	}
	return text[start:], start
}
