package placeable

import (
	"cmp"
	_ "embed"
	"encoding/json"
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

//go:generate sh -c "node numberwords.mjs > data/numberwords.json"

// numberWordsJSON holds number words of CLDR 48 (Unicode License v3); numberwords.mjs writes it.
//
//go:embed data/numberwords.json
var numberWordsJSON []byte

var generatedWords = sync.OnceValue(func() map[string]map[string]string {
	m := map[string]map[string]string{}
	if err := json.Unmarshal(numberWordsJSON, &m); err != nil {
		panic("placeable: data/numberwords.json is damaged: " + err.Error()) // embedded at build time
	}
	return m
})

// spelledNumbers are the words of a language that say numbers.
type spelledNumbers struct {
	data          langdata.Numbers
	values        map[string][]float64 // number words, folded
	particles     []string             // the longest first
	pluralEndings []string             // the longest first
}

var spelledByLocale sync.Map // l10n.Locale → *spelledNumbers

func spelledOf(locale l10n.Locale) *spelledNumbers {
	if l, ok := spelledByLocale.Load(locale); ok {
		return l.(*spelledNumbers)
	}
	data := langdata.Of(locale).Numbers
	l := &spelledNumbers{
		data: data, values: map[string][]float64{}, particles: longestFirst(data.Particles),
		pluralEndings: longestFirst(slices.Collect(maps.Keys(data.PluralEndings))),
	}
	script, _ := locale.Tag().Script()
	words, ok := generatedWords()[locale.Language()+"-"+script.String()]
	if !ok {
		words = generatedWords()[locale.Language()]
	}
	generated := map[string][]string{}
	for n, forms := range words {
		generated[n] = strings.Fields(forms)
	}
	l.addNumbers(generated)
	l.addNumbers(data.Words)
	known, _ := spelledByLocale.LoadOrStore(locale, l)
	return known.(*spelledNumbers)
}

// WordValues returns the numbers that a word in lower case may say in a language: "dozen" says 12.
func WordValues(lang l10n.Locale, w string) []float64 { return spelledOf(lang).word(w) }

// IsArticle reports whether a word in lower case that says 1 is an article of the language as well.
func IsArticle(lang l10n.Locale, w string) bool {
	return slices.Contains(langdata.Of(lang).Numbers.Articles, w)
}

// NumberWord is a word of a text that says a number.
type NumberWord struct {
	Text   string
	Values []float64 // that it may have
}

// NumberWords returns the words of a text that say numbers. In Chinese and Japanese, numerals in a row are a word.
func NumberWords(lang l10n.Locale, text string) []NumberWord {
	l := spelledOf(lang)
	var out []NumberWord
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		end := i + n
		isHan := unicode.Is(unicode.Han, r)
		for end < len(text) {
			next, m := utf8.DecodeRuneInString(text[end:])
			inWord := unicode.IsLetter(next) || unicode.IsMark(next)
			if !inWord || isHan != unicode.Is(unicode.Han, next) || isHan && len(l.values[text[i:end+m]]) == 0 {
				break
			}
			end += m
		}
		if vs := l.word(strings.ToLower(text[i:end])); len(vs) > 0 {
			out = append(out, NumberWord{text[i:end], vs})
		}
		i = end
	}
	return out
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("placeable: " + s + " is no number") // a test of langdata holds it
	}
	return v
}

// word returns the values that a word in lower case may have.
func (l *spelledNumbers) word(w string) []float64 {
	if vs := l.values[foldNumber(w)]; vs != nil {
		return vs
	}
	for _, p := range l.particles {
		rest, ok := strings.CutPrefix(w, p)
		if !ok {
			continue
		}
		if vs := l.values[foldNumber(rest)]; vs != nil {
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
func (l *spelledNumbers) pluralNumber(w string) []float64 {
	for _, ending := range l.pluralEndings {
		if stem, ok := strings.CutSuffix(w, ending); ok {
			return l.values[stem+l.data.PluralEndings[ending]]
		}
	}
	return nil
}

// compoundNumber reads words that begin with a number: двухлетний, zweijährig, dreimal, 二十. It reads only numbers of
// two and more, and only in languages that build such words.
func (l *spelledNumbers) compoundNumber(w string) []float64 {
	if !l.data.Compounds {
		return nil
	}
	w = foldNumber(w)
	for n := len(w) - 3; n >= 4; n-- {
		if vs := l.values[w[:n]]; vs != nil && vs[0] > 1 {
			return vs
		}
	}
	return nil
}

// foldNumber writes a number word as the tables have it: without vowel signs, and with one shape of each letter that
// writers vary.
func foldNumber(w string) string {
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
func (l *spelledNumbers) addNumbers(words map[string][]string) {
	numbers := slices.SortedFunc(maps.Keys(words), func(a, b string) int { return cmp.Compare(number(a), number(b)) })
	for _, n := range numbers {
		for _, w := range words[n] {
			w = foldNumber(w)
			l.values[w] = append(l.values[w], number(n))
		}
	}
}

// longestFirst sorts prefixes or endings so that the first that fits is the longest.
func longestFirst(affixes []string) []string {
	return slices.SortedStableFunc(slices.Values(affixes), func(a, b string) int {
		return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a))
	})
}
