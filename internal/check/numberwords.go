package check

import "strings"

// scale is how a language's words for a magnitude begin; endings vary.
type scale struct {
	begins string
	value  float64
	whole  bool // the word must be no longer
}

var commonScales = []scale{
	{"thousand", 1e3, false}, {"million", 1e6, false}, {"billion", 1e9, false}, {"trillion", 1e12, false}, {"hundred", 100, false}, {"dozen", 12, false}, {"decade", 10, false}, {"centur", 100, false},
	{"mn", 1e6, true}, {"bn", 1e9, true}, {"lakh", 1e5, false}, {"crore", 1e7, false}, {"m", 1e6, true}, {"k", 1e3, true}, {"b", 1e9, true},
}

// scales by language; where billion means a million millions, the language's own table says so.
var scales = map[string][]scale{
	"es": {{"mil", 1e3, true}, {"millon", 1e6, false}, {"millón", 1e6, false}, {"billon", 1e12, false}, {"billón", 1e12, false}, {"mm", 1e6, true}, {"ciento", 100, false}, {"miles", 1e3, true}, {"millardo", 1e9, false}},
	"fr": {{"mille", 1e3, true}, {"milliers", 1e3, true}, {"million", 1e6, false}, {"milliard", 1e9, false}, {"billion", 1e12, false}, {"md", 1e9, true}, {"mds", 1e9, true}, {"m", 1e6, true}, {"cent", 100, true}},
	"de": {{"tausend", 1e3, false}, {"tsd", 1e3, true}, {"million", 1e6, false}, {"mio", 1e6, true}, {"milliarde", 1e9, false}, {"mrd", 1e9, true}, {"billion", 1e12, false}, {"hundert", 100, false}},
	"it": {{"mila", 1e3, true}, {"mille", 1e3, true}, {"milion", 1e6, false}, {"miliard", 1e9, false}, {"mln", 1e6, true}, {"mld", 1e9, true}},
	"pt": {{"mil", 1e3, true}, {"milh", 1e6, false}, {"bilh", 1e9, false}, {"mi", 1e6, true}, {"bi", 1e9, true}, {"trilh", 1e12, false}},
	"nl": {{"duizend", 1e3, false}, {"miljoen", 1e6, false}, {"miljard", 1e9, false}, {"mln", 1e6, true}, {"mld", 1e9, true}, {"biljoen", 1e12, false}},
	"pl": {{"tys", 1e3, false}, {"milion", 1e6, false}, {"mln", 1e6, true}, {"miliard", 1e9, false}, {"mld", 1e9, true}, {"bilion", 1e12, false}},
	"cs": {{"tisíc", 1e3, false}, {"tis", 1e3, true}, {"milion", 1e6, false}, {"mil", 1e6, true}, {"miliard", 1e9, false}, {"mld", 1e9, true}},
	"ru": {{"тыс", 1e3, false}, {"миллион", 1e6, false}, {"млн", 1e6, true}, {"миллиард", 1e9, false}, {"млрд", 1e9, true}, {"триллион", 1e12, false}, {"трлн", 1e12, true}, {"сот", 100, true}},
	"uk": {{"тис", 1e3, false}, {"мільйон", 1e6, false}, {"млн", 1e6, true}, {"мільярд", 1e9, false}, {"млрд", 1e9, true}, {"трильйон", 1e12, false}},
	"be": {{"тыс", 1e3, false}, {"мільён", 1e6, false}, {"млн", 1e6, true}, {"мільярд", 1e9, false}, {"млрд", 1e9, true}},
	"ar": {{"ألف", 1e3, false}, {"الف", 1e3, false}, {"آلاف", 1e3, false}, {"مليون", 1e6, false}, {"ملايين", 1e6, false}, {"مليار", 1e9, false}, {"بليون", 1e9, false}, {"تريليون", 1e12, false}},
	"fa": {{"هزار", 1e3, false}, {"میلیون", 1e6, false}, {"میلیارد", 1e9, false}},
	"he": {{"אלף", 1e3, false}, {"אלפ", 1e3, false}, {"מיליון", 1e6, false}, {"מליון", 1e6, false}, {"מיליארד", 1e9, false}},
	"hi": {{"हज़ार", 1e3, false}, {"हजार", 1e3, false}, {"लाख", 1e5, false}, {"करोड़", 1e7, false}, {"मिलियन", 1e6, false}, {"बिलियन", 1e9, false}, {"अरब", 1e9, false}},
	"tr": {{"bin", 1e3, true}, {"milyon", 1e6, false}, {"milyar", 1e9, false}, {"trilyon", 1e12, false}},
	"sv": {{"tusen", 1e3, false}, {"miljon", 1e6, false}, {"miljard", 1e9, false}},
	"hy": {{"հազար", 1e3, false}, {"միլիոն", 1e6, false}, {"միլիարդ", 1e9, false}},
}

// scaleWord returns what a word in lower case multiplies the number before it by, 1 for none.
func (l *language) scaleWord(w string) float64 {
	if w == "" {
		return 1
	}
	own, ok := scales[l.base]
	if !ok || l.base == "en" {
		own = commonScales
	}
	if l.base == "ar" || l.base == "he" {
		w = strings.TrimPrefix(strings.TrimPrefix(w, "ال"), "و")
	}
	for _, s := range own {
		if w == s.begins || !s.whole && strings.HasPrefix(w, s.begins) {
			return s.value
		}
	}
	return 1
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
