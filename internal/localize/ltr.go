package localize

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ltrRuns returns the parts of a text of a right-to-left language that Unicode's bidirectional algorithm would put out
// of order there, as byte offsets: telephone numbers, addresses, paths, signed numbers, versions, formulas. A phrase in
// Latin letters is one part, so that its words stay in their order. "Windows" or "12.5" need no help.
//
// By the algorithm (UAX #9) a run that begins with a letter and ends with a letter or a figure keeps its order, and so
// does a number, with single separators, alone or before a letter. Signs at the edges, and hyphens between figures after
// an Arabic letter, take the text's direction.
func ltrRuns(locale l10n.Locale, text string) [][2]int {
	var runs [][2]int
	for _, phrase := range phrases(text) {
		from, to := phrase[0], phrase[1]
		if s := text[from:to]; needsIsolation(s) && !(dashRange.MatchString(s) && rangesRunRightToLeft(locale)) {
			runs = append(runs, [2]int{from, to})
		}
	}
	return runs
}

// rangesRunRightToLeft reports whether "12–15" is written from right to left in a language's sentences, as the algorithm
// has it: in Arabic and what is written after its model, and not in Persian, Urdu or Hebrew.
func rangesRunRightToLeft(locale l10n.Locale) bool {
	switch locale.Language() {
	case "ar", "arz", "ary", "ckb", "dv", "syr", "ug":
		return true
	}
	return false
}

var (
	// simpleNumber may stand in brackets, which the algorithm mirrors in pairs.
	simpleNumber = regexp.MustCompile(`^\d+(?:[.,:/]\d+)*$|^\(\d+(?:[.,:/]\d+)*\)$|^\[\d+(?:[.,:/]\d+)*\]$`)
	numberFirst  = regexp.MustCompile(`^\d+(?:[.,:/]\d+)*`)
	dashRange    = regexp.MustCompile(`^\d+(?:[.,]\d+)*\x{2013}\d+(?:[.,]\d+)*$`)
	// phone is a number in groups: with a plus, a zero or brackets at the beginning, or in three groups and more.
	phone = regexp.MustCompile(`(?:\+|\b00|\(\+?|\b0)\d{1,4}\)?(?:[ \x{a0}./()-]{1,2}\d{1,4}){2,7}|\b\d{2,4}(?:[ \x{a0}-]\d{2,4}){2,6}\b`)
)

// needsIsolation reports whether a text without letters of right-to-left scripts is put out of order among such.
func needsIsolation(s string) bool {
	s = strings.ReplaceAll(s, "\u200e", "") // which the locale's notation has at some signs
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if !strings.ContainsFunc(s, isLTRLetterOrDigit) {
		return false
	}
	ends := isLTRLetterOrDigit(last)
	switch {
	case simpleNumber.MatchString(s):
		return false
	case isLTRLetter(first):
		return !ends
	}
	if n := len(numberFirst.FindString(s)); n > 0 && n < len(s) {
		next, _ := utf8.DecodeRuneInString(s[n:])
		return !isLTRLetter(next) || !ends
	}
	return true
}

// phrases are the parts of a text that stand together between letters of right-to-left scripts, without the white space
// and the sentence's punctuation around them.
func phrases(text string) [][2]int {
	var out [][2]int
	numbers := phone.FindAllStringIndex(text, -1)
	for from := 0; from < len(text); {
		to := from + strings.IndexFunc(text[from:], isRTL)
		if to < from {
			to = len(text)
		}
		for len(numbers) > 0 && numbers[0][1] <= from {
			numbers = numbers[1:]
		}
		out = append(out, groups(text, from, to, numbers)...)
		from = to
		for from < len(text) {
			r, n := utf8.DecodeRuneInString(text[from:])
			if !isRTL(r) {
				break
			}
			from += n
		}
	}
	return out
}

// groups cuts a part of a text without right-to-left letters into words, and joins those that belong together: what is
// beside Latin letters or a sign of a formula, and the groups of a telephone number.
func groups(text string, from, to int, numbers [][]int) [][2]int {
	var out [][2]int
	apart := strings.HasSuffix(text[:from], rlm)
	letters, before := false, [2]int{} // whether the group at hand has letters, and its last word
	for _, w := range words(text, from, to) {
		for len(numbers) > 0 && numbers[0][1] <= w[0] {
			numbers = numbers[1:]
		}
		sameNumber := len(numbers) > 0 && numbers[0][0] < before[1]
		right := strings.ContainsFunc(text[w[0]:w[1]], isLTRLetter)
		if n := len(out); n > 0 && !apart && (sameNumber || joined(text[before[0]:before[1]], text[w[0]:w[1]], letters, right)) {
			out[n-1][1] = w[1]
			letters = letters || right
		} else {
			out, letters = append(out, w), right
		}
		before = w
	}
	kept := out[:0]
	for _, g := range out {
		if g[1]-g[0] > maxPhrase {
			continue
		}
		if g = trimmed(text, g); g[0] < g[1] {
			kept = append(kept, g)
		}
	}
	return kept
}

// maxPhrase is longer than what a sentence has of addresses and formulas, in bytes. A longer text is not in the locale's
// language.
const maxPhrase = 2000

// rlm is the mark by which a locale's notation says that its parts follow each other from right to left.
const rlm = "\u200f"

func words(text string, from, to int) [][2]int {
	var out [][2]int
	start := -1
	for i, r := range text[from:to] {
		switch {
		case unicode.IsSpace(r) && start >= 0:
			out, start = append(out, [2]int{start, from + i}), -1
		case !unicode.IsSpace(r) && start < 0:
			start = from + i
		}
	}
	if start >= 0 {
		out = append(out, [2]int{start, to})
	}
	return out
}

// joined reports whether a word belongs to the group before it, whose last word is left. letters says that the group has
// Latin letters, and more that the word has.
func joined(left, right string, letters, more bool) bool {
	last, _ := utf8.DecodeLastRuneInString(left)
	if strings.ContainsRune(".,;:!?", last) && !letters {
		return false // the number ends a clause
	}
	return letters || more || isOperator(left) || isOperator(right) || strings.ContainsRune("+=×÷±<>≤≥", last)
}

// isOperator reports whether a word is a sign between the terms of a formula.
func isOperator(s string) bool {
	for _, r := range s {
		if !strings.ContainsRune("+-−×÷*/=<>≤≥≈±", r) {
			return false
		}
	}
	return s != ""
}

// trimmed takes the sentence's punctuation off a group: quotes and brackets that have no partner in it, and marks at its
// end.
func trimmed(text string, g [2]int) [2]int {
	for g[0] < g[1] {
		s := text[g[0]:g[1]]
		first, n := utf8.DecodeRuneInString(s)
		last, m := utf8.DecodeLastRuneInString(s)
		at := strings.LastIndexFunc(s, unicode.IsSpace)
		switch {
		case at > 0 && !strings.ContainsFunc(s[at:], isLTRLetterOrDigit): // a sign that stands alone
			g[1] = g[0] + len(strings.TrimRightFunc(s[:at], unicode.IsSpace))
		case strings.ContainsRune("\"'“”„«»‹›‘’،؛…—–", first), strings.ContainsRune("([{", first) && !closes(s, first):
			g[0] += n
		case strings.ContainsRune("\"'“”„«»‹›‘’،؛…—–.,;:!?", last), strings.ContainsRune(")]}", last) && !opens(s, last):
			g[1] -= m
		case first == '(' && last == ')' && strings.Count(s, "(") == 1 && strings.ContainsFunc(s, isLTRLetter):
			g[0], g[1] = g[0]+n, g[1]-m // the sentence's brackets
		case !isLTRLetterOrDigit(first) && isOperator(string(first)) && len(s) > n && s[n] == ' ':
			g[0] += n + 1 // a dash before a word
		default:
			return g
		}
	}
	return g
}

func closes(s string, open rune) bool {
	return strings.ContainsRune(s, map[rune]rune{'(': ')', '[': ']', '{': '}'}[open])
}

func opens(s string, closing rune) bool {
	return strings.ContainsRune(s, map[rune]rune{')': '(', ']': '[', '}': '{'}[closing])
}

func isLTRLetterOrDigit(r rune) bool { return '0' <= r && r <= '9' || isLTRLetter(r) }

func isLTRLetter(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.L && r != '\u200e'
}

// isRTL reports whether a character is a letter or a figure of a right-to-left script, or a mark of direction.
func isRTL(r rune) bool {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL, bidi.AN, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF:
		return true
	case bidi.EN:
		return '۰' <= r && r <= '۹'
	}
	return false
}
