package check

import (
	"strings"
	"unicode"
)

// checkLanguage finds targets of another language: by their script, by letters that the language does not have, and by
// the little words that every sentence is full of.
func checkLanguage(l *look) {
	if l.copied || len(l.t.words) == 0 {
		return
	}
	if other := l.otherScript(); other != "" {
		l.foreign = true
		l.report(span{}, span{}, "The target is not written in the script of "+string(l.Locale)+".", "script", other)
		return
	}
	if other := l.otherLanguage(); other != "" {
		l.foreign = true
		l.report(span{}, span{}, "The target seems to be in another language ("+other+") than "+string(l.Locale)+".", "language", other)
	}
}

var scriptNames = [scriptCount]string{latin: "Latin", cyrillic: "Cyrillic", greek: "Greek", arabic: "Arabic", hebrew: "Hebrew", han: "Han", kana: "Kana", hangul: "Hangul",
	devanagari: "Devanagari", thai: "Thai", armenian: "Armenian", georgian: "Georgian", radical: "Han", otherScript: "other"}

// otherScript returns the script that most of the target's letters are in when it is none of the language's. Words that
// the source has too are names and don't count.
func (l *look) otherScript() string {
	if l.to.writes(otherScript) {
		return ""
	}
	var best script
	var count scripts
	for i := range l.t.words {
		w := l.t.word(i)
		for _, r := range w {
			s := scriptOf(r)
			if s == latin && strings.Contains(l.s.text, w) {
				break
			}
			count[s]++
		}
	}
	ownCount := 0
	for s, n := range count {
		switch {
		case script(s) == noScript || script(s) == radical:
		case l.to.writes(script(s)):
			ownCount += n
		case n > count[best] || best == noScript:
			best = script(s)
		}
	}
	n := count[best]
	if best == noScript {
		return ""
	}
	// Kana or Hangul among Han make it Japanese or Korean, however many Han there are.
	if l.to.base == "zh" && count[kana]+count[hangul] >= 3 && (count[kana]+count[hangul])*8 > ownCount {
		return scriptNames[kana]
	}
	if n > ownCount && n >= 4 && (n >= 12 || ownCount == 0 && n >= 6) {
		return scriptNames[best]
	}
	return ""
}

// otherLanguage compares how well the languages of the target's script explain its words and letters.
func (l *look) otherLanguage() string {
	group := l.to.kin
	if len(group) == 0 || len(l.t.words) < 4 {
		return ""
	}
	lower := make([]string, 0, len(l.t.words))
	for i := range l.t.words {
		lower = append(lower, strings.ToLower(l.t.word(i)))
	}
	own, ok := little.bit[l.to.base]
	if !ok {
		return ""
	}
	total, shared := little.count(lower, own)
	alien := l.alienLetters(lower)
	if n := total[own]; alien < 2 && n*4 >= len(lower) && n >= 4 && !l.mayBeNear() {
		return "" // a quarter of the words are the language's own little ones: nothing more to ask
	}
	odd := l.oddWords(lower)
	best, bestMargin := "", 0
	for _, lang := range group {
		bit := little.bit[lang]
		theirs, ours := total[bit]-shared[bit], total[own]-shared[bit]
		theirs += withLetters(odd, cldr()[lang].Letters)
		margin := theirs - 2*ours
		enough := theirs >= 3 || theirs >= 2 && theirs*3 >= len(lower)
		if enough && margin > bestMargin {
			best, bestMargin = lang, margin
		}
	}
	if best == "" && alien >= 4 && alien*4 > len(lower) && total[own] == 0 {
		best = "unknown"
	}
	return best
}

// mayBeNear says that the language has near relatives, with which it shares most of its little words.
func (l *look) mayBeNear() bool {
	switch l.to.base {
	case "es", "pt", "it", "gl", "ca", "ru", "uk", "be", "bg", "sr", "mk":
		return true
	}
	return false
}

// oddWords gives, of each word but names and what the source says too, the first letter that the language does not have.
func (l *look) oddWords(lower []string) []rune {
	var odd []rune
	for i, w := range lower {
		if isASCII(w) || upperFirst(l.t.word(i)) {
			continue
		}
		for _, r := range w {
			if r >= 0x80 && !strings.ContainsRune(l.to.main, r) {
				if !strings.Contains(l.s.text, l.t.word(i)) {
					odd = append(odd, r)
				}
				break
			}
		}
	}
	return odd
}

// withLetters counts the runes that are among a language's letters.
func withLetters(rs []rune, letters string) int {
	n := 0
	for _, r := range rs {
		if strings.ContainsRune(letters, r) {
			n++
		}
	}
	return n
}

// alienLetters counts the words with a letter that neither the language nor its loan words have. Names, which begin in
// upper case, and what the source has are left out.
func (l *look) alienLetters(lower []string) int {
	if l.to.main == "" {
		return 0
	}
	n := 0
	for i, w := range lower {
		if isASCII(w) || upperFirst(l.t.word(i)) {
			continue
		}
		for _, r := range w {
			if r >= 0x80 && unicode.IsLetter(r) && !strings.ContainsRune(l.to.main, r) && l.to.writes(scriptOf(r)) && !(l.to.writes(latin) && l.weakAux(r)) {
				if !strings.Contains(l.s.text, l.t.word(i)) {
					n++
				}
				break
			}
		}
	}
	return n
}

// weakAux reports whether a Latin letter with a mark may well stand in a loan word.
func (l *look) weakAux(r rune) bool {
	return strings.ContainsRune("éèêàáâçñöüäïëôóíúœæ", r)
}

// relatives are the languages of the same script that have a list of little words.
func (l *language) relatives() []string {
	var out []string
	for _, g := range relatives {
		if strings.Contains(" "+g+" ", " "+l.base+" ") {
			for _, o := range strings.Fields(g) {
				if o != l.base && !sisters[l.base+o] && !sisters[o+l.base] {
					out = append(out, o)
				}
			}
			return out
		}
	}
	return nil
}

// relatives are languages of one script; sisters are too near to each other to be told apart by little words.
var relatives = [...]string{
	"en es fr de it pt nl sv da nb fi pl cs sk hu ro tr hr sl ca gl et lv lt vi id ms sq af eu ga is",
	"ru uk be bg sr mk kk", "ar fa ur", "hi mr ne",
}

var sisters = map[string]bool{"danb": true, "dasv": true, "svnb": true, "cssk": true, "hrsl": true, "hrsr": true, "idms": true, "ptgl": true, "esgl": true, "esca": true, "nlaf": true, "bgmk": true, "srmk": true, "bgsr": true, "mrne": true, "himr": true, "hine": true}
