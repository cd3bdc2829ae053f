package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// scaleWord returns what a word in lower case multiplies the number before it by, 1 for none.
func (l *language) scaleWord(w string) float64 { return placeable.ScaleWord(l.locale, w) }

// magnitude returns what a word or sign right after a number multiplies it by.
func (l *language) magnitude(rest string) float64 {
	v, _ := placeable.Scale(l.locale, rest)
	return v
}

// numberWord returns the values that a word in lower case may have.
func (l *language) numberWord(w string) []float64 {
	if vs := l.numbers[foldNumber(w)]; vs != nil {
		return vs
	}
	for _, p := range l.numberParticles {
		rest, ok := strings.CutPrefix(w, p)
		if !ok {
			continue
		}
		if vs := l.numbers[foldNumber(rest)]; vs != nil {
			return vs
		}
		if vs := l.compoundNumber(rest); vs != nil {
			return vs
		}
	}
	if vs := l.pluralNumber(w); vs != nil {
		return vs
	}
	return l.compoundNumber(w)
}

// pluralNumber reads "twenties", "dozens": without the plural's ending.
func (l *language) pluralNumber(w string) []float64 {
	for _, ending := range l.pluralEndings {
		if stem, ok := strings.CutSuffix(w, ending); ok {
			return l.numbers[stem+l.data.Numbers.PluralEndings[ending]]
		}
	}
	return nil
}

// compoundNumber reads words that begin with a number: двухлетний, zweijährig, dreimal, 二十. It reads only numbers of
// two and more, and only in languages that build such words.
func (l *language) compoundNumber(w string) []float64 {
	if !l.data.Numbers.Compounds {
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

// foldNumber writes a number word as the tables have it: without vowel signs, and with one shape of each letter that
// writers vary.
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

// addNumbers adds number words, by the number that they mean. A word of several numbers means the smallest first.
func (l *language) addNumbers(words map[string][]string) {
	numbers := slices.SortedFunc(maps.Keys(words), func(a, b string) int { return cmp.Compare(parse(a), parse(b)) })
	for _, n := range numbers {
		for _, w := range words[n] {
			w = foldNumber(w)
			l.numbers[w] = append(l.numbers[w], parse(n))
		}
	}
}

// longestFirst sorts prefixes or endings so that the first that fits is the longest.
func longestFirst(affixes []string) []string {
	return slices.SortedStableFunc(slices.Values(affixes), func(a, b string) int {
		return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a))
	})
}
