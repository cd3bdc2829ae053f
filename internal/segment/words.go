package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordBefore returns the word before a full stop, with the full stops within it and with single letters before it:
// "U.S" of "the U.S.", "z.B" of "z. B.". The second result is where it begins.
func (s *scanner) wordBefore(at int) (word string, from int) {
	end := len(strings.TrimRight(s.text[:at], " \u00a0"))
	if end <= s.start {
		return "", end
	}
	last := lastWord(s.text[s.start:end])
	i := end - len(last)
	w := last
	for last != "" && letters(w) <= 3 && !isNumber(w) && len(w) < 24 {
		j := s.start + len(strings.TrimRight(s.text[s.start:i], " \u00a0\u202f"))
		if j == s.start || s.text[j-1] != '.' {
			break
		}
		p := lastWord(s.text[s.start : j-1])
		if letters(p) != 1 || isNumber(p) || letters(last) > 1 && !s.rules.known(p+"."+w) {
			break
		}
		w, i = p+"."+w, j-1-len(p)
	}
	return w, i
}

// lastWord returns the word at the end of t: letters, digits, and signs that stand between two of these.
func lastWord(t string) string {
	i := len(t)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(t[:i])
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		case i == len(t) && r == '°' && endsInLetter(t[:i-n]): // "n°."
		case i < len(t) && i-n > 0 && strings.ContainsRune(`.-’'/°"`, r) && endsInWord(t[:i-n]):
		case i < len(t) && r == '-' && strings.HasSuffix(t[:i-n], ".") && endsInWord(t[:i-n-1]): // French "J.-C."
		default:
			return t[i:]
		}
		i -= n
		if len(t)-i > 40 {
			return t[i:]
		}
	}
	return t[i:]
}

// endsInWord reports whether the last character of t is one of a word.
func endsInWord(t string) bool {
	r, _ := utf8.DecodeLastRuneInString(t)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func endsInLetter(t string) bool {
	r, _ := utf8.DecodeLastRuneInString(t)
	return unicode.IsLetter(r)
}

// nextWord returns the word that begins at i, after marks that open, and its first character.
func (s *scanner) nextWord(i int) (string, rune) {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if !opener(r) && !unicode.IsSpace(r) && r != '\u200e' && r != '\u200f' {
			break
		}
		i += n
		if w := wordAt(s.text[i:]); (r == '\'' || r == '’' || r == '‘') && s.rules.apostrophes[w] {
			i += len(w) // Dutch "'t Is koud"
		}
	}
	j := i
	for j < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[j:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !(j > i && (r == '\'' || r == '’')) {
			break
		}
		j += n
	}
	first, _ := utf8.DecodeRuneInString(s.text[i:])
	return s.text[i:j], first
}

// opener reports whether a mark may stand before the first word of a sentence.
func opener(r rune) bool {
	switch r {
	case '"', '\'', '“', '„', '‘', '‚', '«', '»', '‹', '›', '”', '’', '`', '(', '[', '{', '¿', '¡',
		'「', '『', '（', '【', '《', '〈', '–', '—', '-', '•', '*', '¶', '§':
		return true
	}
	return false
}

// opensText reports whether a sentence may begin at i though no letter stands there, but a symbol, an amount or a
// picture.
func (s *scanner) opensText(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return unicode.IsSymbol(r) || unicode.IsDigit(r) || strings.ContainsRune("\ufffc#@&§•", r)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// letters counts a word's letters and digits without its combining marks, as people do.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func isNumber(s string) bool {
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return s != ""
}

func allUpper(s string) bool { return strings.ToUpper(s) == s }

func roman(s string) bool {
	return s != "" && len(s) < 8 && (strings.Trim(s, "IVXLC") == "" || strings.Trim(s, "ivx") == "")
}

// vowels of the scripts with capital and small letters.
const vowels = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāēīōūąęėįųăîűőœı" +
	"аеёиоуыэюяіїєўәөүұѐѝ" +
	"αεηιουωάέήίόύώ" +
	"ảạấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ"

// hasVowel reports whether a word can be spoken, which many abbreviations cannot. A letter without a small form
// counts as a vowel, because vowels are known only for scripts that have both forms.
func hasVowel(s string) bool {
	for _, r := range strings.ToLower(s) {
		if strings.ContainsRune(vowels, r) || !unicode.IsLower(r) {
			return true
		}
	}
	return false
}
