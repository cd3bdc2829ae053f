package check

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// scaleWord returns what a word in lower case multiplies the number before it by, 1 for none.
func (l *language) scaleWord(w string) float64 { return placeable.ScaleWord(l.base, w) }

// magnitude returns what a word or sign right after a number multiplies it by.
func (l *language) magnitude(rest string) float64 {
	v, _ := placeable.Scale(l.base, rest)
	return v
}

// connects reports whether a word stands between the parts of a number in words.
func (l *language) connects(w string) bool {
	switch w {
	case "and", "y", "et", "und", "e", "i", "и", "و", "en", "og", "och", "de", "a":
		return true
	}
	return false
}

// numberWord returns the values that a word in lower case may have.
func (l *language) numberWord(w string) []float64 {
	if vs := l.numbers[foldNumber(w)]; vs != nil {
		return vs
	}
	if l.base == "ar" || l.base == "he" || l.base == "fa" {
		for _, p := range [...]string{"وال", "بال", "لل", "ال", "و", "ب", "ل", "ה", "ו", "ב", "ל", "מ", "ש"} {
			if rest, ok := strings.CutPrefix(w, p); ok {
				if vs := l.numbers[foldNumber(rest)]; vs != nil {
					return vs
				}
				if vs := l.compoundNumber(rest); vs != nil {
					return vs
				}
			}
		}
	}
	if vs := l.pluralNumber(w); vs != nil {
		return vs
	}
	return l.compoundNumber(w)
}

// pluralNumber reads "twenties", "dozens": without the plural's ending.
func (l *language) pluralNumber(w string) []float64 {
	switch l.base {
	case "es", "pt", "fr", "it", "ca", "gl":
		return l.numbers[strings.TrimSuffix(w, "s")]
	case "en":
	default:
		return nil
	}
	if r, ok := strings.CutSuffix(w, "ies"); ok {
		return l.numbers[r+"y"]
	}
	return l.numbers[strings.TrimSuffix(w, "s")]
}

// compoundNumber reads words that begin with a number: двухлетний, zweijährig, dreimal, 二十. Only numbers of two and more
// are read so, and only in languages that build such words.
func (l *language) compoundNumber(w string) []float64 {
	switch l.base {
	case "ru", "uk", "be", "bg", "sr", "mk", "de", "nl", "sv", "da", "nb", "fi", "hu", "et", "hy", "cs", "sk", "pl", "ar", "he", "fa":
	default:
		return nil
	}
	w = foldNumber(w)
	for n := len(w) - 3; n >= 4; n-- {
		if vs := l.numbers[w[:n]]; vs != nil && vs[0] > 1 {
			return vs
		}
	}
	return nil
}

// foldNumber writes number words as the tables have them: vowel signs and the shapes of letters that writers vary.
func foldNumber(w string) string {
	if isASCII(w) {
		return w
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x064B && r <= 0x0652:
			return -1
		case r == 'أ', r == 'إ', r == 'آ':
			return 'ا'
		case r == 'ى':
			return 'ي'
		case r == 'ё':
			return 'е'
		}
		return r
	}, w)
}

func (l *language) addNumber(n, forms string) {
	v := parse(n)
	for _, f := range strings.Fields(forms) {
		f = foldNumber(f)
		l.numbers[f] = append(l.numbers[f], v)
	}
}
