package placeable

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// scale is a word for a magnitude, or how such words begin.
type scale struct {
	word  string
	begin bool // the word may go on: "million", "millions"
	value float64
}

// scales are a language's words for magnitudes.
type scales struct {
	words     []scale
	particles []string // written together with such a word, before it
	fillers   string   // characters between a number and its scale
}

var (
	scalesByLanguage sync.Map // *langdata.Language → *scales

	// links may stand between two scales, in all languages together.
	links = sync.OnceValue(func() []string {
		words := langdata.Union(func(l *langdata.Language) []string { return l.Numbers.ScaleLinks })
		return slices.Sorted(maps.Keys(words))
	})
)

// scalesOf returns the scales of a language. One that has none uses the English ones.
func scalesOf(lang l10n.Locale) *scales {
	language := langdata.Of(lang)
	if s, ok := scalesByLanguage.Load(language); ok {
		return s.(*scales)
	}
	data := language.Numbers
	words := data.Scales
	if len(words) == 0 {
		words = langdata.Of("en").Numbers.Scales
	}
	s := &scales{particles: data.ScaleParticles, fillers: strings.Join(data.ScaleFillers, "")}
	for number, list := range words {
		value, err := strconv.ParseFloat(number, 64)
		if err != nil {
			panic("placeable: the scale " + number + " of " + string(lang) + " is no number") // a test of langdata holds it
		}
		for _, w := range list {
			word, begin := strings.CutSuffix(w, "*")
			s.words = append(s.words, scale{word, begin, value})
		}
	}
	// A longer word stands before its beginning.
	slices.SortFunc(s.words, func(a, b scale) int { return cmp.Compare(b.word, a.word) })
	scalesByLanguage.Store(language, s)
	return s
}

// ScaleWord returns what a word in lower case multiplies the number before it by in a language, 1 for none.
func ScaleWord(lang l10n.Locale, w string) float64 {
	if w == "" {
		return 1
	}
	own := scalesOf(lang)
	for _, p := range own.particles {
		w = strings.TrimPrefix(w, p)
	}
	for _, s := range own.words {
		if w == s.word || s.begin && strings.HasPrefix(w, s.word) {
			return s.value
		}
	}
	return 1
}

// Scale returns what a word or sign at the beginning of rest, right after a number, multiplies it by, 1 for none, and
// how many bytes of rest say so.
func Scale(lang l10n.Locale, rest string) (value float64, length int) {
	word := strings.TrimLeft(rest, " \u00a0\u202f-")
	if word == "" {
		return 1, 0
	}
	word = strings.TrimLeft(word, scalesOf(lang).fillers)
	skipped := len(rest) - len(word)
	if word == "" {
		return 1, 0
	}
	if v, n := hanScale(word); v > 1 {
		return v, skipped + n
	}
	end := wordEnd(word)
	first := ScaleWord(lang, strings.ToLower(word[:end]))
	if first == 1 {
		return 1, 0
	}
	if first != 1e3 {
		return first, skipped + end
	}
	// Spanish: mil millones, miles de millones.
	next := strings.TrimLeft(word[end:], " \u00a0")
	for _, link := range links() {
		next = strings.TrimPrefix(next, link+" ")
	}
	n := wordEnd(next)
	if second := ScaleWord(lang, strings.ToLower(next[:n])); second > 1 {
		return first * second, len(rest) - len(next) + n
	}
	return first, skipped + end
}

// wordEnd returns the length of the word that a text begins with.
func wordEnd(s string) int {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if end < 0 {
		return len(s)
	}
	return end
}

// hanScale reads 万, 亿, 百万 and the like, and returns how many bytes they take.
func hanScale(rest string) (float64, int) {
	r, n := utf8.DecodeRuneInString(rest)
	next, m := utf8.DecodeRuneInString(rest[n:])
	myriads := next == '万' || next == '萬'
	switch r {
	case '万', '萬':
		if next == '亿' || next == '億' {
			return 1e12, n + m
		}
		return 1e4, n
	case '亿', '億':
		return 1e8, n
	case '千':
		if myriads {
			return 1e7, n + m
		}
		return 1e3, n
	case '百':
		if myriads {
			return 1e6, n + m
		}
		return 100, n
	}
	return 1, 0
}
