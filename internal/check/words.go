package check

import (
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// words appends the words of a text outside its URLs, addresses and variables: runs of letters and marks, with the
// apostrophes and joiners within.
func words(dst []span, text string, tokens []placeable.Token) []span {
	next := 0
	start := -1
	end := func(at int) {
		if start >= 0 {
			dst = append(dst, span{Start: start, End: at})
			start = -1
		}
	}
	for i := 0; i < len(text); {
		for next < len(tokens) && tokens[next].End <= i {
			next++
		}
		if next < len(tokens) && tokens[next].Start == i {
			end(i)
			i = tokens[next].End
			continue
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isLetter(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && joinsWord(r, text[i+n:]):
		default:
			end(i)
		}
		i += n
	}
	end(len(text))
	return dst
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || r >= 0x2E80 && r < 0x2FE0
}

// joinsWord reports whether a sign within a word goes on with a letter: apostrophes, joiners, the middle dot of
// Catalan.
func joinsWord(r rune, rest string) bool {
	switch r {
	case '\'', '’', 'ʼ', '\u00ad', '\u200c', '\u200d', '·', '״', '׳':
		next, _ := utf8.DecodeRuneInString(rest)
		return isLetter(next)
	case '"', '”': // gershayim
		next, _ := utf8.DecodeRuneInString(rest)
		return isLetter(next) && scriptOf(next) == hebrew
	}
	return false
}

// script is a writing system, as far as the checks tell them apart.
type script uint8

const (
	noScript script = iota
	latin
	cyrillic
	greek
	arabic
	hebrew
	han
	kana
	hangul
	devanagari
	thai
	armenian
	georgian
	radical // parts of Han characters, which no text is made of
	otherScript
	scriptCount
)

// scripts counts letters by script.
type scripts [scriptCount]int

func scriptOf(r rune) script {
	switch {
	case r < 0x80 && isLetter(r), r >= 0x80 && r < 0x250 && unicode.IsLetter(r), r >= 0x1E00 && r < 0x1F00:
		return latin
	case r == 'ﬁ', r == 'ﬂ':
		return latin
	case r < 0x370:
		return noScript
	case r < 0x400, r >= 0x1F00 && r < 0x2000:
		return greek
	case r < 0x530:
		return cyrillic
	case r < 0x590:
		return armenian
	case r < 0x600:
		return hebrew
	case r < 0x780, r >= 0xFB50 && r < 0xFE00, r >= 0xFE70 && r < 0xFF00:
		return arabic
	case r >= 0x900 && r < 0x980:
		return devanagari
	case r >= 0xE00 && r < 0xE80:
		return thai
	case r >= 0x10A0 && r < 0x1100:
		return georgian
	case r >= 0x2E80 && r < 0x2FE0:
		return radical
	case r >= 0x3041 && r < 0x3100, r >= 0x31F0 && r < 0x3200, r >= 0xFF66 && r < 0xFFA0:
		return kana
	case r >= 0xAC00 && r < 0xD7B0, r >= 0x1100 && r < 0x1200:
		return hangul
	case r >= 0x3400 && r < 0xA000, r >= 0xF900 && r < 0xFB00, r >= 0x20000:
		return han
	case r >= 0xFF21 && r < 0xFF5B:
		return latin
	case unicode.IsLetter(r):
		return otherScript
	}
	return noScript
}

func countScripts(text string, ws []span) scripts {
	var c scripts
	for _, w := range ws {
		for _, r := range text[w.Start:w.End] {
			c[scriptOf(r)]++
		}
	}
	return c
}
