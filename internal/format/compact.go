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
		return number
	}
	pattern, _, _ = strings.Cut(pattern, ";")
	zeros := strings.Index(pattern, "0")
	if zeros < 0 {
		return strings.ReplaceAll(pattern, "'", "")
	}
	end := strings.LastIndex(pattern, "0") + 1
	return strings.ReplaceAll(pattern[:zeros], "'", "") + number + strings.ReplaceAll(pattern[end:], "'", "")
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

// compactDigits writes the number within a compact pattern; groups begin at five digits in every locale.
func (f *Formatter) compactDigits(d decimal) string {
	n := f.num
	s := f.digitsOf(d, parseNumberPattern(n.DecimalPattern, false), max(2, n.MinGrouping))
	if d.negative {
		s = n.Minus + s
	}
	return s
}
