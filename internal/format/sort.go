package format

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/rangetable"
)

// Sort returns the items in the order in which the locale's readers look them up. The collation is that of x/text,
// whose data is older than the other data. Rules of CLDR that it lacks are added: which scripts come first in a
// language, languages that sort as another one, punctuation that does not count, capitals that come first, and accented
// Cyrillic letters that are variants of the plain ones where they are no letters of the language.
func (f *Formatter) Sort(items []string) []string {
	tag := f.locale.Tag()
	s := sorter{
		collator: collate.New(alphabetOf(tag)), order: scriptOrder(tag), plain: f.plainCyrillic(),
		ignorePunctuation: f.locale.Language() == "th", capitalsFirst: f.locale.Language() == "da",
	}
	keyed := make([]sortItem, len(items))
	for i, text := range items {
		keyed[i] = s.item(text)
	}
	slices.SortStableFunc(keyed, func(a, b sortItem) int {
		for level := range a.keys {
			if n := bytes.Compare(a.keys[level], b.keys[level]); n != 0 {
				return n
			}
		}
		return 0
	})
	sorted := make([]string, len(items))
	for i := range keyed {
		sorted[i] = keyed[i].text
	}
	return sorted
}

// sorter makes the keys that items are compared by.
type sorter struct {
	collator *collate.Collator
	buffer   collate.Buffer
	order    []string // the scripts that come first
	plain    *strings.Replacer

	ignorePunctuation, capitalsFirst bool
}

// sortItem is a text with its keys, the most important first.
type sortItem struct {
	text string
	keys [3][]byte
}

func (s *sorter) item(text string) sortItem {
	it := sortItem{text: text}
	counts := s.plain.Replace(text)
	if s.ignorePunctuation {
		counts = strings.Map(dropPunctuation, counts)
	}
	if s.capitalsFirst {
		it.keys[0] = s.key(strings.ToLower(counts))
		it.keys[1] = []byte(strings.Map(caseRank, counts))
	} else {
		it.keys[0] = s.key(counts)
	}
	it.keys[2] = s.key(text)
	return it
}

func (s *sorter) key(text string) []byte {
	s.buffer.Reset()
	return reorder(s.collator.KeyFromString(&s.buffer, text), s.order)
}

func dropPunctuation(r rune) rune {
	if unicode.IsPunct(r) || unicode.IsSpace(r) {
		return -1
	}
	return r
}

// caseRank is 0 for a capital and 1 for what is none.
func caseRank(r rune) rune {
	if unicode.IsUpper(r) {
		return 0
	}
	return 1
}

// sameAlphabet are languages that CLDR sorts by the alphabet of another one, and x/text does not.
var sameAlphabet = map[string]language.Tag{
	"bs": language.Croatian, "sr-Latn": language.Croatian, "nb": language.Danish, "nn": language.Danish,
	"no": language.Danish, "gl": language.Spanish, "sr-Cyrl": language.Und,
}

// alphabetOf returns the language by whose alphabet a locale sorts.
func alphabetOf(tag language.Tag) language.Tag {
	base, _ := tag.Base()
	script, _ := tag.Script()
	for _, name := range []string{base.String() + "-" + script.String(), base.String()} {
		if other, ok := sameAlphabet[name]; ok {
			return other
		}
	}
	return tag
}

// accentedCyrillic are the letters that some language counts as its own, each with the plain letter.
var accentedCyrillic = [...][2]string{
	{"ї", "і"}, {"Ї", "І"}, {"ў", "у"}, {"Ў", "У"}, {"ѓ", "г"}, {"Ѓ", "Г"}, {"ќ", "к"}, {"Ќ", "К"},
}

// plainCyrillic replaces the accented letters that are not the language's own.
func (f *Formatter) plainCyrillic() *strings.Replacer {
	var pairs []string
	for _, letter := range accentedCyrillic {
		if !slices.Contains(f.data.Letters.Own, letter[0]) {
			pairs = append(pairs, letter[0], letter[1])
		}
	}
	return strings.NewReplacer(pairs...)
}

// leading are the scripts that come before all others, by language, as CLDR 48's collation has them ([reorder …]).
var leading = map[string]string{
	"am": "Ethi", "ar": "Arab", "az": "Latn Cyrl", "be": "Cyrl", "bg": "Cyrl", "bs": "Latn Cyrl", "el": "Grek",
	"fa": "Arab", "he": "Hebr", "hr": "Latn Cyrl", "hy": "Armn", "ja": "Latn Kana Hani", "ka": "Geor", "kk": "Cyrl",
	"km": "Khmr", "ko": "Hang Hani", "ku": "Latn Arab", "ky": "Cyrl", "lo": "Laoo", "mk": "Cyrl", "mn": "Cyrl Mong",
	"my": "Mymr", "ne": "Deva", "ps": "Arab", "ru": "Cyrl", "sr": "Cyrl", "th": "Thai", "ug": "Arab", "uk": "Cyrl",
	"ur": "Arab", "yi": "Hebr", "zh": "Hani", "zh-Hant": "Hani Bopo", "bs-Cyrl": "Cyrl", "sr-Latn": "Latn Cyrl",
	"ml": "Mlym Latn Deva Arab Taml Knda Telu Beng Guru Gujr Orya Sinh",

	"as": "Beng " + indic, "bn": "Beng " + indic, "gu": "Gujr " + indic, "hi": indic, "kn": "Knda " + indic,
	"kok": indic, "mr": indic, "or": "Orya " + indic, "pa": "Guru " + indic + " Arab", "si": "Sinh " + indic,
	"ta": "Taml " + indic, "te": "Telu " + indic,
}

// indic are the scripts of India as its languages order them, after their own.
const indic = "Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh"

// scriptOrder returns the scripts that come first in a locale's language.
func scriptOrder(tag language.Tag) []string {
	base, _ := tag.Base()
	script, _ := tag.Script()
	if order, ok := leading[base.String()+"-"+script.String()]; ok {
		return strings.Fields(order)
	}
	return strings.Fields(leading[base.String()])
}

// reorder copies a key of x/text with a byte before each primary weight: 0 for punctuation, symbols and digits, then
// the place of the weight's script in the order, then 255 for other scripts. Keys begin with the primary weights, of
// two bytes or, with the highest bit set, of three; two zeros end them.
func reorder(key []byte, order []string) []byte {
	out := make([]byte, 0, len(key)*3/2)
	for len(key) >= 2 && (key[0] != 0 || key[1] != 0) {
		n := 2
		if key[0]&0x80 != 0 {
			n = 3
		}
		n = min(n, len(key))
		out = append(append(out, rank(weight(key[:n]), order)), key[:n]...)
		key = key[n:]
	}
	return append(append(out, 0), key...)
}

func weight(b []byte) int {
	w := 0
	for _, c := range b {
		w = w<<8 | int(c)
	}
	return w
}

func rank(weight int, order []string) byte {
	if weight < scriptWeights()["Latn"].first {
		return 0
	}
	for i, script := range order {
		if r := scriptWeights()[script]; r.first <= weight && weight <= r.last {
			return byte(i + 1)
		}
	}
	return 255
}

// weights are the primary weights of a script's letters, from the first to the last.
type weights struct{ first, last int }

// maxWeight is above all primary weights.
const maxWeight = 1 << 24

// scripts are the scripts that come before others in some language, by their codes in ISO 15924.
var scripts = map[string][]*unicode.RangeTable{
	"Latn": {unicode.Latin}, "Grek": {unicode.Greek}, "Cyrl": {unicode.Cyrillic}, "Geor": {unicode.Georgian},
	"Armn": {unicode.Armenian}, "Hebr": {unicode.Hebrew}, "Arab": {unicode.Arabic}, "Ethi": {unicode.Ethiopic},
	"Deva": {unicode.Devanagari}, "Beng": {unicode.Bengali}, "Guru": {unicode.Gurmukhi}, "Gujr": {unicode.Gujarati},
	"Orya": {unicode.Oriya}, "Taml": {unicode.Tamil}, "Telu": {unicode.Telugu}, "Knda": {unicode.Kannada},
	"Mlym": {unicode.Malayalam}, "Sinh": {unicode.Sinhala}, "Thai": {unicode.Thai}, "Laoo": {unicode.Lao},
	"Mymr": {unicode.Myanmar}, "Khmr": {unicode.Khmer}, "Mong": {unicode.Mongolian}, "Hang": {unicode.Hangul},
	"Kana": {unicode.Hiragana, unicode.Katakana}, "Bopo": {unicode.Bopomofo},
}

// scriptWeights are the weights of each script's letters in the root collation. The characters of Chinese come last of
// all, and Chinese and Japanese have weights of their own for them.
var scriptWeights = sync.OnceValue(func() map[string]weights {
	c, out := collate.New(language.Und), map[string]weights{}
	var buf collate.Buffer
	key := func(r rune) []byte {
		buf.Reset()
		return c.KeyFromString(&buf, string(r))
	}
	for script, tables := range scripts {
		w := weights{first: maxWeight}
		for _, r := range plainLetters(tables) {
			k := key(r)
			if k[0] != 0 && k[0]&0x80 == 0 { // x/text knows the letter, and it counts
				w.first, w.last = min(w.first, weight(k[:2])), max(w.last, weight(k[:2]))
			}
		}
		out[script] = w
	}
	out["Hani"] = weights{weight(key('一')[:3]), maxWeight}
	return out
})

// plainLetters returns the letters of some tables that are no variants of others.
func plainLetters(tables []*unicode.RangeTable) []rune {
	var out []rune
	rangetable.Visit(rangetable.Merge(tables...), func(r rune) {
		if (unicode.Is(unicode.Lo, r) || unicode.Is(unicode.Ll, r)) && norm.NFKD.IsNormalString(string(r)) {
			out = append(out, r)
		}
	})
	return out
}
