package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// magnitude returns what a word or sign right after a number multiplies it by.
func (l *language) magnitude(rest string) float64 {
	rest = strings.TrimLeft(rest, " \u00a0\u202f-")
	if l.writes(han) {
		rest = strings.TrimLeft(rest, "多余餘个個几")
	}
	if rest == "" {
		return 1
	}
	if v := hanMagnitude(rest); v > 1 {
		return v
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !isLetter(r) })
	if end < 0 {
		end = len(rest)
	}
	first := l.scaleWord(strings.ToLower(rest[:end]))
	if first != 1e3 {
		return first
	}
	// Spanish: mil millones, miles de millones.
	next := strings.TrimPrefix(strings.TrimLeft(rest[end:], " \u00a0"), "de ")
	if i := strings.IndexFunc(next, func(r rune) bool { return !unicode.IsLetter(r) }); i > 0 {
		next = next[:i]
	}
	if second := l.scaleWord(strings.ToLower(next)); second > 1 {
		return first * second
	}
	return first
}

// hanMagnitude reads 万, 亿, 百万 and the like.
func hanMagnitude(rest string) float64 {
	r, n := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[n:])
	myriads := next == '万' || next == '萬'
	switch r {
	case '万', '萬':
		if next == '亿' || next == '億' {
			return 1e12
		}
		return 1e4
	case '亿', '億':
		return 1e8
	case '千':
		if myriads {
			return 1e7
		}
		return 1e3
	case '百':
		if myriads {
			return 1e6
		}
		return 100
	}
	return 1
}
