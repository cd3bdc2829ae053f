package check

import (
	"math"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// figure is a number in figures.
type figure struct {
	placeable.Token
	text  string
	value float64 // NaN where it is none, as in 1.2.3
	alt   float64
	scale float64 // of the word that follows: million, 万 …; 1 for none
	used  bool
}

func (f *figure) span() span { return span{Start: f.Start, End: f.End} }

func figures(s *side, lang *language) []figure {
	var out []figure
	for _, t := range s.tokens {
		if t.Kind != placeable.Number {
			continue
		}
		// 10万4500 is one number.
		if n := len(out); n > 0 && out[n-1].scale == 1e4 && t.Start-out[n-1].End == len("万") {
			big := &out[n-1]
			big.value, big.scale, big.alt = big.value*1e4+parse(t.Num.Value), 1, math.NaN()
			big.End, big.text = t.End, s.text[big.Start:t.End]
			big.Num = placeable.Numeral{Value: strconv.FormatFloat(big.value, 'f', -1, 64)}
			continue
		}
		f := figure{Token: t, text: t.Text(s.text), scale: lang.magnitude(s.text[t.End:])}
		f.value, f.alt = parse(t.Num.Value), parse(t.Num.Alt)
		out = append(out, f)
	}
	return out
}

func parse(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func unmatched(figures []figure) int {
	n := 0
	for i := range figures {
		if !figures[i].used {
			n++
		}
	}
	return n
}

func near(x, y float64) bool {
	return x == y || math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y))
}
