package check

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Letters of other scripts that look like a letter of the Latin, and the Latin ones: what a keyboard, a scan or a
// careless copy brings in (a selection of Unicode's confusables).
var confusable = func() map[rune]rune {
	m := map[rune]rune{}
	pairs := "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSЗ3оoοoαaνvρpτtΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
	rs := []rune(pairs)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]] = rs[i+1]
	}
	return m
}()

var fromLatin = func() map[rune]rune {
	m := map[rune]rune{}
	for other, l := range confusable {
		if scriptOf(other) == cyrillic {
			m[l] = other
		}
	}
	return m
}()

func checkScripts(l *inspection) {
	var first *l10n.Issue
	var mended strings.Builder
	whole := true
	at := 0
	for i, w := range l.t.words {
		word := l.t.word(i)
		if isASCII(word) && l.to.writes(latin) {
			continue
		}
		fixed, bad := l.homoglyphs(word)
		if !bad || l.s.contains(word) {
			continue
		}
		whole = whole && fixed != ""
		mended.WriteString(l.t.text[at:w.Start] + fixed)
		at = w.End
		if first != nil {
			continue
		}
		severity := serious
		if l.onOtherKeyboard() {
			severity = hint
		}
		first = l.reportAs(severity, span{}, w, msgMixedScripts, "word", word)
	}
	if first != nil && whole {
		fixText(first, l.Target, mended.String(), l.t.text[at:])
	}
}

// onOtherKeyboard reports whether the target may be written on another language's keyboard from beginning to end: it
// has none of the language's own letters that have look-alikes.
func (l *inspection) onOtherKeyboard() bool {
	if !l.to.data.Letters.OtherKeyboards || l.t.script[l.to.scripts[0]] == 0 {
		return false
	}
	for _, own := range l.to.lookAlikes {
		if strings.ContainsRune(l.t.text, own) {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// homoglyphs reports whether a word has letters of another script than its other letters, and returns the word as it
// was probably meant, or "". What stands before and behind an apostrophe may be of two scripts: O’Нил.
func (l *inspection) homoglyphs(word string) (fixed string, bad bool) {
	at := strings.IndexAny(word, "'’")
	if at <= 0 {
		return l.homoglyphsIn(word)
	}
	_, n := utf8.DecodeRuneInString(word[at:])
	first, firstBad := l.homoglyphsIn(word[:at])
	rest, restBad := l.homoglyphs(word[at+n:])
	particle := firstBad && utf8.RuneCountInString(word[:at]) == 1 && !restBad
	if particle || !firstBad && !restBad {
		return "", false // of a foreign name
	}
	if firstBad && first == "" || restBad && rest == "" {
		return "", true
	}
	if !firstBad {
		first = word[:at]
	}
	if !restBad {
		rest = word[at+n:]
	}
	return first + word[at:at+n] + rest, true
}

func (l *inspection) homoglyphsIn(word string) (fixed string, bad bool) {
	var has [scriptCount]int
	n := 0
	for _, r := range word {
		if s := scriptOf(r); s != noScript {
			has[s]++
			n++
		}
	}
	if len(l.to.lookAlikes) > 0 {
		fixed = strings.Map(func(r rune) rune {
			if own, ok := l.to.lookAlikes[r]; ok {
				return own
			}
			return r
		}, word)
		if fixed != word {
			return fixed, true
		}
	}
	if has[radical] > 0 && l.to.writes(han) {
		return norm.NFKC.String(word), true
	}
	switch {
	case has[latin] > 0 && has[cyrillic]+has[greek] > 0:
		return l.oneScript(word), true
	case has[cyrillic] > 0 && has[greek] > 0:
		return "", true
	case l.to.writes(latin) && has[cyrillic]+has[greek] == n && n > 0 && n <= 3:
		if fixed = mapAll(word, confusable); fixed != "" {
			return fixed, true
		}
	case l.to.writes(cyrillic) && has[latin] == n && n == 1:
		// А single letter, for instance the preposition "c" for "с"; but A is also a vitamin.
		if r := rune(word[0]); r == 'c' || r == 'o' || r == 'a' || r == 'y' {
			return mapAll(word, fromLatin), !l.s.contains(word+".") && !l.t.nearDigit(word)
		}
	}
	return "", false
}

// nearDigit reports whether the single letter stands in a formula or an enumeration.
func (s *side) nearDigit(word string) bool {
	return s.contains(word+")") || s.contains(word+" =")
}

// oneScript writes a word in the script of the language, where all its letters allow it.
func (l *inspection) oneScript(word string) string {
	if l.to.writes(cyrillic) {
		return mapAll(word, fromLatin)
	}
	return mapAll(word, confusable)
}

// mapAll replaces the letters that have a twin; it returns "" when nothing is left of the word's oddness to repair.
func mapAll(word string, twins map[rune]rune) string {
	var seen script
	mixed := false
	out := strings.Map(func(r rune) rune {
		if t, ok := twins[r]; ok {
			r = t
		}
		if s := scriptOf(r); s != noScript {
			mixed = mixed || seen != noScript && seen != s
			seen = s
		}
		return r
	}, word)
	if mixed || out == word {
		return ""
	}
	return out
}
