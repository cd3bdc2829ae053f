package check

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

func checkControls(l *inspection) {
	for i, r := range l.t.text {
		if !isControl(r) || strings.ContainsRune(l.s.text, r) && r == utf8.RuneError {
			continue
		}
		code := fmt.Sprintf("U+%04X", r)
		at := span{Start: i, End: i + utf8.RuneLen(r)}
		is := l.report(span{}, at, msgControlCharacter, "character", code)
		if r != utf8.RuneError {
			fixText(is, l.Target, strings.ReplaceAll(l.t.text, string(r), ""))
		}
		return
	}
}

// isControl reports whether a character is a control, a broken one or one of Unicode's noncharacters. Line ends and
// tabs are none.
func isControl(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return true
	}
	return r == utf8.RuneError || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

func checkStorageSize(l *inspection) {
	if l.Unit == nil || l.Unit.MaxBytes == 0 || len(l.Unit.Segments) > 1 {
		return
	}
	if n := len(l.Unit.PlainText(l.Target)); n > l.Unit.MaxBytes {
		l.report(span{}, span{}, msgTooManyBytes, "bytes", fmt.Sprint(n), "allowed", fmt.Sprint(l.Unit.MaxBytes))
	}
}

func checkAllowedCharacters(l *inspection) {
	if l.Unit == nil || l.Unit.AllowedCharacters == "" {
		return
	}
	// ITS gives a character class of a regular expression; one that cannot be read allows everything.
	class, err := regexp.Compile("^(?:" + l.Unit.AllowedCharacters + ")$")
	if err != nil {
		return
	}
	for i, r := range l.t.text {
		if l.t.isCode(i) {
			continue
		}
		if !class.MatchString(string(r)) {
			at := span{Start: i, End: i + utf8.RuneLen(r)}
			l.report(span{}, at, msgCharacterNotAllowed, "character", string(r))
			return
		}
	}
}

// The directional controls that open something, and what closes it.
func bidiCloses(r rune) (closing rune, opens bool) {
	switch r {
	case '\u202A', '\u202B', '\u202D', '\u202E':
		return '\u202C', true
	case '\u2066', '\u2067', '\u2068':
		return '\u2069', true
	}
	return 0, false
}

func checkBidi(l *inspection) {
	var stack []rune
	for i, r := range l.t.text {
		if c, ok := bidiCloses(r); ok {
			stack = append(stack, c)
			continue
		}
		if r != '\u202C' && r != '\u2069' {
			continue
		}
		if len(stack) == 0 || stack[len(stack)-1] != r {
			l.report(span{}, span{Start: i, End: i + 3}, msgControlClosed)
			return
		}
		stack = stack[:len(stack)-1]
	}
	if len(stack) > 0 {
		l.report(span{}, span{}, msgControlOpen)
	}
}

// joinerScripts write with the zero-width joiner and non-joiner.
func joinerScript(l *language) bool {
	return l.writes(arabic) || l.writes(devanagari) || l.writes(otherScript) || l.writes(thai)
}

func checkZeroWidth(l *inspection) {
	for i, r := range l.t.text {
		switch r {
		case '\u200B', '\u2060', '\uFEFF', '\u200C', '\u200D', '\u00AD', '\u180E':
		default:
			continue
		}
		next, _ := utf8.DecodeRuneInString(l.t.text[i+utf8.RuneLen(r):])
		before, _ := utf8.DecodeLastRuneInString(l.t.text[:i])
		joiner := r == '\u200C' || r == '\u200D'
		picture := unicode.Is(unicode.So, next) || unicode.Is(unicode.So, before) || next >= 0x2640 && next < 0x27C0
		if joiner && joinerScript(l.to) || r == '\u200D' && picture {
			continue
		}
		between := r == '\u200B' && l.to.data.Words.Unspaced && (l.to.writes(thai) || l.to.writes(otherScript))
		if between || strings.ContainsRune(l.s.text, r) {
			continue
		}
		severity := warning
		if r == '\u00AD' {
			severity = hint
		}
		code := fmt.Sprintf("U+%04X", r)
		at := span{Start: i, End: i + utf8.RuneLen(r)}
		is := l.reportAs(severity, span{}, at, msgInvisibleCharacter, "character", code)
		fixText(is, l.Target, strings.ReplaceAll(l.t.text, string(r), ""))
		return
	}
}
