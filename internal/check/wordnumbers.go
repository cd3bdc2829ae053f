package check

import (
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// wordNumbers are the numbers that a text says in words, Roman numerals and month names, with how often.
type wordNumbers struct {
	values map[float64]int
	months map[int]int
	// articles counts words for 1 that are articles as well. They are not among the values.
	articles int
}

func newWordNumbers(s *side, lang *language) *wordNumbers {
	w := &wordNumbers{values: map[float64]int{}, months: map[int]int{}}
	if lang.writes(han) {
		hanNumbers(s.text, w.values)
	}
	var run []float64 // the values of the words just before
	for i := range s.words {
		word := s.word(i)
		low := strings.ToLower(word)
		if m, ok := lang.months[low]; ok {
			w.months[m]++
		}
		if v := roman(word); v > 0 {
			w.values[v]++
		}
		if sc := lang.scaleWord(low); sc > 1 {
			if n := len(run); n > 0 {
				run[n-1] *= sc
				w.values[run[n-1]]++
				w.addRun(run)
			} else {
				w.values[sc]++
			}
			continue
		}
		vs := lang.numberWord(low)
		if len(vs) == 0 {
			if !shared().numberConnectors[low] {
				run = run[:0]
			}
			continue
		}
		article := placeable.IsArticle(lang.locale, low)
		for n, v := range vs {
			switch {
			case slices.Contains(vs[:n], v):
			case v == 1 && article:
				w.articles++
			default:
				w.values[v]++
			}
		}
		run = append(run, vs[0])
		run = run[max(0, len(run)-maxRun):]
		w.addRun(run)
	}
	return w
}

// maxRun is how many words one number may have: "nine hundred and ninety-nine million …" has about a dozen.
const maxRun = 16

// addRun adds what several number words in a row amount to: the sum of falling numbers, and the product where a
// larger number follows.
func (w *wordNumbers) addRun(run []float64) {
	for from := range run {
		total, part := 0.0, 0.0
		for _, v := range run[from:] {
			if v >= 100 && part > 0 && part < v {
				part *= v
				if v >= 1000 {
					total, part = total+part, 0
				}
			} else {
				part += v
			}
		}
		if len(run[from:]) > 1 {
			w.values[total+part]++
		}
	}
}

// roman reads a Roman numeral in capitals, from 1 to 39 for centuries, kings and chapters; French writes XIXe.
func roman(w string) float64 {
	w = strings.TrimRight(w, "eèmº°")
	v, prev := 0, 0
	for i := len(w) - 1; i >= 0; i-- {
		var n int
		switch w[i] {
		case 'I':
			n = 1
		case 'V':
			n = 5
		case 'X':
			n = 10
		default:
			return 0
		}
		if n < prev {
			v -= n
		} else {
			v, prev = v+n, n
		}
	}
	return float64(v)
}

// hanNumbers adds the numbers written in Han numerals.
func hanNumbers(text string, values map[float64]int) {
	var total, section, digit float64
	in := false
	end := func() {
		if in {
			values[total+section+digit]++
		}
		total, section, digit, in = 0, 0, 0, false
	}
	for _, r := range text {
		i := strings.IndexRune("零一二三四五六七八九", r) / 3
		switch {
		case r == '两' || r == '兩':
			i = 2
		case r == '〇':
			i = 0
		case !strings.ContainsRune("零一二三四五六七八九", r):
			i = -1
		}
		unit := map[rune]float64{'十': 10, '百': 100, '千': 1e3, '万': 1e4, '萬': 1e4, '亿': 1e8, '億': 1e8}[r]
		switch {
		case i >= 0:
			digit, in = digit*10+float64(i), true
		case unit >= 1e4 && in:
			total, section, digit = total+(section+digit)*unit, 0, 0
		case unit > 0 && unit < 1e4:
			section, digit, in = section+max(digit, 1)*unit, 0, true
		default:
			end()
		}
	}
	end()
}
