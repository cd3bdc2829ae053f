package check

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// figure is a number in figures.
type figure struct {
	placeable.Token
	text  string
	value float64 // NaN where it is none, as in 1.2.3
	alt   float64
	scale float64 // of the word that follows: million, 万 …; 1 for none
	// shares is the scale of the number that a span or a list goes on to, which may be this one's too: "2 to 3 million".
	shares float64
	// optional says that it is a fraction such as ½ by itself, which the other language may say in any words.
	optional bool
	used     bool
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
	if hasFractions(s.text) {
		out = addFractions(s.text, out)
	}
	shareScales(s.text, out)
	return out
}

// shareScales finds the numbers of spans and lists that share the word behind the last one: "4.2–3.9 million".
func shareScales(text string, figures []figure) {
	for i := len(figures) - 2; i >= 0; i-- {
		f, next := &figures[i], &figures[i+1]
		scale := max(next.scale, next.shares)
		if f.scale == 1 && scale > 1 && joinsNumbers(text[f.End:next.Start]) {
			f.shares = scale
		}
	}
}

// joinsNumbers reports whether a text between two numbers makes a span or a list of them.
func joinsNumbers(between string) bool {
	if len(between) > 24 {
		return false
	}
	word := strings.ToLower(strings.TrimFunc(between, func(r rune) bool {
		return unicode.IsSpace(r) || r == ',' || r == '、' || placeable.CurrencySign(r) != ""
	}))
	return word == "" && strings.ContainsAny(between, ",、") || strings.ContainsAny(word, "-–—−~〜～") && utf8.RuneCountInString(word) == 1 ||
		shared().joins[word]
}

// scales are what the number may be multiplied by.
func (f *figure) scales() []float64 {
	if f.shares > 1 {
		return []float64{f.scale, f.shares}
	}
	return []float64{f.scale}
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
