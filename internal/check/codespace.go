package check

import (
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// checkCodeSpace finds codes that stand within a word, or that have taken the space beside a word into them, where the
// source's codes do not: "Lea<1>esta página</1>ahora" for "Read <1>this page</1> now".
func checkCodeSpace(l *inspection) {
	if len(l.t.ends) == 0 || l.to.data.Words.Unspaced || l.from.data.Words.Unspaced {
		return
	}
	source := map[codeEnd]codeEnd{} // without their places
	for _, e := range l.s.ends {
		source[codeEnd{kind: e.kind, id: e.id}] = e
	}
	for _, e := range l.t.ends {
		from, ok := source[codeEnd{kind: e.kind, id: e.id}]
		if !ok {
			continue
		}
		at := span{Start: e.at, End: e.at}
		switch {
		case l.t.splitsWord(e.at) && !l.s.splitsWord(from.at) && !l.mayAttach(e):
			l.report(span{Start: from.at, End: from.at}, at, msgCodeInWord)
			return
		case l.t.spaceWithin(e) && !l.s.spaceWithin(from):
			l.report(span{Start: from.at, End: from.at}, at, msgSpaceInCode)
			return
		}
	}
}

// splitsWord reports whether letters or digits stand on both sides of a place.
func (s *side) splitsWord(at int) bool {
	next, _ := utf8.DecodeRuneInString(s.text[at:])
	return wordRune(lastRune(s.text[:at])) && wordRune(next)
}

func wordRune(r rune) bool {
	return (isLetter(r) || unicode.IsDigit(r)) && !scriptIn(r, han, kana, hangul, thai)
}

// longestAffix is how many letters an article or an ending has that is written to a word: "al-", "-lerin".
const longestAffix = 4

// mayAttach reports whether the language writes what stands outside a code to the word in it.
func (l *inspection) mayAttach(e codeEnd) bool {
	if e.kind == l10n.Open {
		return l.to.data.Words.AttachesBefore
	}
	rest, n := l.t.text[e.at:], 0
	for _, r := range rest {
		if !isLetter(r) {
			break
		}
		n++
	}
	return l.to.data.Words.AttachesAfter || n <= longestAffix
}

// spaceWithin reports whether a code begins or ends with a space.
func (s *side) spaceWithin(e codeEnd) bool {
	if e.kind == l10n.Open {
		next, _ := utf8.DecodeRuneInString(s.text[e.at:])
		return next == ' '
	}
	return lastRune(s.text[:e.at]) == ' '
}
