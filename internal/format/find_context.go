package format

import (
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// standsAlone reports whether a number is one by what stands around it.
func (s *finder) standsAlone(i int, v Value) bool {
	if s.attachedNumber(v) || !s.free(v.Start, v.numStart) {
		return false
	}
	word, start := s.wordBefore(v.Start)
	raw := v.Numeral(s.text)
	blank := strings.ContainsAny(raw, " \u00a0\u202f\u2009")
	prev, _ := s.before(v.Start)
	if blank && (prev == '+' || s.neighbour(i, -1) || s.neighbour(i, 1)) {
		return false // a telephone number
	}
	if v.Kind != NumberValue || v.Scale != 1 || v.Digits == 0 {
		return true
	}
	if shared().referenceWords[strings.ToLower(strings.TrimRight(word, "."))] || Refers(s.text, v.Start) {
		return false
	}
	named := !s.data.Words.CapitalNouns && word != "" && s.isNamed(word, start) // Python 3.12
	return prev != '第' && !named
}

func (s *finder) beginsSentence(at int) bool {
	text := strings.TrimRight(s.text[:at], " \u00a0\"“«(")
	return text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:")
}

// attachedNumber reports whether a number is a part of a longer word or code. It may touch an apostrophe, the dash of a
// span, and the slash between two numbers.
func (s *finder) attachedNumber(v Value) bool { return s.attachedBefore(v) || s.attachedAfter(v) }

func (s *finder) attachedBefore(v Value) bool {
	r, further := s.before(v.Start)
	switch {
	case letterOrDigit(r) && r < 0x2E80, strings.ContainsRune("#@_§№", r):
		return true
	case strings.ContainsRune("-.,:‑'’\\", r) && letterOrDigit(further) && v.Start == v.numStart:
		isSpan := r == '-' && digitValue(further) >= 0 && !v.Plain && (v.Digits == 0 || v.Kind != NumberValue)
		return !isSpan
	}
	return r == '/' && (unicode.IsLetter(further) || v.Plain && letterOrDigit(further))
}

func (s *finder) attachedAfter(v Value) bool {
	r, further := s.after(v.End)
	isDigit := digitValue(further) >= 0
	switch {
	case letterOrDigit(r) && r < 0x2E80, r == '_', r == '@':
		return true
	case strings.ContainsRune(":‑", r):
		return isDigit
	case r == '-':
		return unicode.IsUpper(further) || v.Plain && isDigit
	case r == '/':
		return unicode.IsLetter(further) || v.Plain && isDigit
	case r == ',':
		return isDigit
	case r == '.':
		return isDigit || v.Plain && v.End == v.numEnd && further != ' ' && letterOrDigit(further)
	}
	return false
}

// neighbour reports whether only a space, a hyphen, a slash or a bracket parts a number from the one before or behind
// it.
func (s *finder) neighbour(i, step int) bool {
	j := i + step
	if j < 0 || j >= len(s.placeables) || s.placeables[j].Kind != placeable.Number {
		return false
	}
	a, b := s.placeables[min(i, j)], s.placeables[max(i, j)]
	return strings.Trim(s.text[a.End:b.Start], " \u00a0-/()") == ""
}
