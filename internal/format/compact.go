package format

import "strings"

// Compact writes a number in few digits: "1.3K", or with long "1.3 thousand". It keeps two digits, or the whole digits
// where there are more.
func (f *Formatter) Compact(v float64, long bool) string {
	if s, ok := notFinite(v); ok {
		return s
	}
	patterns := f.num.CompactShort
	if long {
		patterns = f.num.CompactLong
	}
	d := newDecimal(v)
	scaled, power, shift := compactScale(d, patterns, len(d.whole))
	if len(scaled.whole)+shift > len(d.whole) { // 999,999 is a million, not 1000 thousand
		scaled, power, shift = compactScale(d, patterns, len(d.whole)+1)
	}
	number := f.compactDigits(scaled)
	pattern := compactPattern(patterns, power, scaled, f.category(scaled, shift))
	if shift == 0 || pattern == "" {
		if scaled.negative {
			number = f.num.Minus + number
		}
		return number
	}
	positive, negative, hasNegative := strings.Cut(pattern, ";")
	switch {
	case scaled.negative && hasNegative:
		positive = negative
	case scaled.negative:
		positive = "-" + positive
	}
	text := strings.NewReplacer("'", "", "-", f.num.Minus)
	zeros := strings.Index(positive, "0")
	if zeros < 0 {
		return text.Replace(positive)
	}
	end := strings.LastIndex(positive, "0") + 1
	return text.Replace(positive[:zeros]) + number + text.Replace(positive[end:])
}

// compactScale finds the pattern for a number of so many whole digits, and scales and rounds the number for it. A shift
// of 0 is a number that is not shortened.
func compactScale(d decimal, patterns map[string]string, digits int) (scaled decimal, power string, shift int) {
	power = "1" + strings.Repeat("0", min(max(digits-1, 0), 14))
	pattern, _, _ := strings.Cut(patterns[power+"-other"], ";")
	if zeros := strings.Count(pattern, "0"); zeros > 0 && pattern != "0" {
		shift = len(power) - zeros
	}
	scaled = d.shift(-shift)
	most := 0
	switch {
	case scaled.whole == "0":
		most = 2 + len(scaled.fraction) - len(strings.TrimLeft(scaled.fraction, "0"))
	case len(scaled.whole) == 1:
		most = 1
	}
	return scaled.round(Digits{0, most}), power, shift
}

func compactPattern(patterns map[string]string, power string, scaled decimal, category string) string {
	keys := []string{power + "-" + category, power + "-other"}
	if scaled.whole == "1" && scaled.fraction == "" {
		keys = append([]string{power + "-1"}, keys...)
	}
	for _, k := range keys {
		if p, ok := patterns[k]; ok {
			return p
		}
	}
	return ""
}

// compactDigits writes the digits within a compact pattern; groups begin at five digits in every locale.
func (f *Formatter) compactDigits(d decimal) string {
	n := f.num
	n.MinGrouping = max(2, n.MinGrouping)
	return f.digitsOf(n, d, parseNumberPattern(n.DecimalPattern, false))
}
