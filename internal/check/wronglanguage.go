package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// checkLanguage finds targets of another language: by their script, by letters that the language does not have, and by
// the function words that every sentence is full of.
func checkLanguage(l *inspection) {
	if l.copied || len(l.t.words) == 0 {
		return
	}
	if other := l.otherScript(); other != "" {
		l.foreign = true
		l.report(span{}, span{}, msgOtherScriptThan, "locale", string(l.Locale))
		return
	}
	if other := l.otherLanguage(); other != "" {
		l.foreign = true
		l.report(span{}, span{}, msgOtherLanguageThan, "language", other, "locale", string(l.Locale))
	}
}

var scriptNames = [scriptCount]string{
	latin: "Latin", cyrillic: "Cyrillic", greek: "Greek", arabic: "Arabic", hebrew: "Hebrew", han: "Han", kana: "Kana",
	hangul: "Hangul", devanagari: "Devanagari", thai: "Thai", armenian: "Armenian", georgian: "Georgian", radical: "Han",
	otherScript: "other",
}

// otherScript returns the script of most of the target's letters if the language is not written in it, or "". Words
// that the source has too are names, and are not counted.
func (l *inspection) otherScript() string {
	if l.to.writes(otherScript) {
		return ""
	}
	var best script
	var count scripts
	for i := range l.t.words {
		w := l.t.word(i)
		for _, r := range w {
			s := scriptOf(r)
			if s == latin && l.s.contains(w) {
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
	if l.to.base == "ja" && count[han] >= kanjiAlone && count[kana] == 0 {
		return scriptNames[han]
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

// kanjiAlone is how many Han characters no Japanese sentence has without a kana.
const kanjiAlone = 16

// otherLanguage compares how well the languages of the target's script explain its words and letters.
func (l *inspection) otherLanguage() string {
	group := l.to.relatives
	if len(group) == 0 || len(l.t.words) < 4 {
		return ""
	}
	lower := make([]string, 0, len(l.t.words))
	for i := range l.t.words {
		lower = append(lower, strings.ToLower(l.t.word(i)))
	}
	if l.nearest(lower) == "" {
		return ""
	}
	// What speaks for another language may be names and units.
	if lower = l.ownWords(); len(lower) < 4 {
		return ""
	}
	return l.nearest(lower)
}

// nearest returns the language that the words are of, if they are of another one than the target's.
func (l *inspection) nearest(lower []string) string {
	group := l.to.relatives
	functionWords := allFunctionWords()
	own, ok := functionWords.bit[l.to.base]
	if !ok {
		return ""
	}
	total, shared := functionWords.count(lower, own)
	alien := l.alienLetters()
	others := func(lang string) bool { return total[functionWords.bit[lang]]*8 > total[own]*7 }
	if n := total[own]; alien < 2 && n*4 >= len(lower) && n >= 4 && !slices.ContainsFunc(group, others) {
		return "" // a quarter of the words are the language's own function words, and no other's: no more to ask
	}
	odd := l.oddWords()
	best, bestMargin := "", 0
	for _, lang := range group {
		bit := functionWords.bit[lang]
		theirs, ours := total[bit]-shared[bit], total[own]-shared[bit]
		letters := withLetters(odd, cldr()[lang].Letters)
		theirs += letters
		margin := theirs - 2*ours
		enough := theirs >= 3 || theirs >= 2 && (theirs*3 >= len(lower) || total[own] == 0 && theirs*4 >= len(lower)) ||
			alien >= 2 && letters >= 2 && ours == 0
		if enough && margin > bestMargin {
			best, bestMargin = lang, margin
		}
	}
	if best == "" && alien >= 4 && alien*4 > len(lower) && total[own] == 0 {
		best = "unknown"
	}
	return best
}

// ownWords returns the target's words in lower case, but for those that stand beside the same word in the source: they are
// names, such as "van der Berg".
func (l *inspection) ownWords() []string {
	beside := map[[2]string]bool{}
	for i := 1; i < len(l.s.words); i++ {
		beside[[2]string{l.s.word(i - 1), l.s.word(i)}] = true
	}
	lower := make([]string, 0, len(l.t.words))
	for i := range l.t.words {
		w := l.t.word(i)
		named := i > 0 && beside[[2]string{l.t.word(i - 1), w}] || i+1 < len(l.t.words) && beside[[2]string{w, l.t.word(i + 1)}]
		if !named && !l.t.isUnit(i) && !l.t.isOptionalEnding(i) && !l.t.isTechnical(i) {
			lower = append(lower, strings.ToLower(w))
		}
	}
	return lower
}

// isOptionalEnding reports whether a word is an ending in brackets, or a short word that has one: Hungarian "a(z)".
func (s *side) isOptionalEnding(i int) bool {
	w := s.words[i]
	if utf8.RuneCountInString(s.text[w.Start:w.End]) > 3 {
		return false
	}
	opens := strings.HasSuffix(s.text[:w.Start], "(") && isLetter(lastRune(s.text[:max(0, w.Start-1)]))
	has := strings.HasPrefix(s.text[w.End:], "(") && startsWithLetter(s.text[w.End+1:])
	return opens || has
}

// isUnit reports whether a word may be a unit, or the ending of an ordinal: it is short and stands behind a number or a
// slash, as in "480 км/год" and "190-те".
func (s *side) isUnit(i int) bool {
	w := s.words[i]
	if utf8.RuneCountInString(s.text[w.Start:w.End]) > 3 {
		return false
	}
	before := s.text[:w.Start]
	if strings.HasSuffix(before, "/") {
		return true
	}
	before = strings.TrimRight(before, " \u00a0\u202f-‑")
	return unicode.IsDigit(lastRune(before))
}

// oddWords returns the first letter of each word that the language does not have. Names, and words that the source
// has too, are left out.
func (l *inspection) oddWords() []rune {
	var odd []rune
	for i := range l.t.words {
		w := l.t.word(i)
		if isASCII(w) || upperFirst(w) {
			continue
		}
		w = strings.ToLower(w)
		for _, r := range w {
			if r >= 0x80 && !strings.ContainsRune(l.to.main, r) {
				if !l.s.contains(l.t.word(i)) {
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

// alienLetters counts the words with a letter that neither the language nor its loan words have. Names, which begin
// with a capital, and words that the source has too are left out.
func (l *inspection) alienLetters() int {
	if l.to.main == "" {
		return 0
	}
	n := 0
	for i := range l.t.words {
		w := l.t.word(i)
		if isASCII(w) || upperFirst(w) {
			continue
		}
		w = strings.ToLower(w)
		for _, r := range w {
			ownScript := unicode.IsLetter(r) && l.to.writes(scriptOf(r))
			inLoanWords := l.to.writes(latin) && isLoanLetter(r)
			if r >= 0x80 && ownScript && !inLoanWords && !strings.ContainsRune(l.to.main, r) {
				if !l.s.contains(l.t.word(i)) {
					n++
				}
				break
			}
		}
	}
	return n
}

// isLoanLetter reports whether a Latin letter with a mark may well stand in a loan word.
func isLoanLetter(r rune) bool {
	return strings.ContainsRune("éèêàáâçñöüäïëôóíúœæ", r)
}

// findRelatives returns the languages of the same script that can be told apart by their function words.
func (l *language) findRelatives() []string {
	for _, group := range langdata.Root().Compare.Groups {
		if !slices.Contains(group, l.base) {
			continue
		}
		var out []string
		for _, other := range group {
			if other != l.base && !slices.Contains(l.data.Words.Sisters, other) {
				out = append(out, other)
			}
		}
		return out
	}
	return nil
}
