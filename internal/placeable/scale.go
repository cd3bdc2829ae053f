package placeable

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// ScaleWord returns what a word in lower case multiplies the number before it by in a language, 1 for none.
func ScaleWord(lang, w string) float64 {
	if w == "" {
		return 1
	}
	own, ok := scales[lang]
	if !ok || lang == "en" {
		own = commonScales
	}
	if lang == "ar" || lang == "he" {
		w = strings.TrimPrefix(strings.TrimPrefix(w, "ال"), "و")
	}
	for _, s := range own {
		if w == s.begins || !s.whole && strings.HasPrefix(w, s.begins) {
			return s.value
		}
	}
	return 1
}

// Scale returns what a word or sign at the beginning of rest, right after a number, multiplies it by, 1 for none, and
// how many bytes of rest say so.
func Scale(lang, rest string) (value float64, length int) {
	word := strings.TrimLeft(rest, " \u00a0\u202f-")
	if lang == "zh" || lang == "ja" || lang == "ko" || lang == "yue" {
		word = strings.TrimLeft(word, "多余餘個个几")
	}
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
	next := strings.TrimPrefix(strings.TrimLeft(word[end:], " \u00a0"), "de ")
	n := wordEnd(next)
	if second := ScaleWord(lang, strings.ToLower(next[:n])); second > 1 {
		return first * second, len(rest) - len(next) + n
	}
	return first, skipped + end
}

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
