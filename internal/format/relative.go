package format

import (
	"math"
	"strconv"
	"strings"
)

// Relative writes a time as seen from now: -3 and "day" are "3 days ago". With words, "yesterday" is preferred where
// the locale has such a word. The units are year, quarter, month, week, day, hour, minute and second; another gives
// "", and so does one for which CLDR has only a placeholder: "+3 Q".
func (f *Formatter) Relative(n float64, unit string, words bool) string {
	field, ok := f.table.Relative[unit]
	if !ok {
		return ""
	}
	if w, ok := field[strconv.FormatFloat(n, 'f', -1, 64)]; ok && words {
		return w
	}
	tense := "future-"
	if n < 0 || math.Signbit(n) {
		tense = "past-"
	}
	d := newDecimal(math.Abs(n)).round(Digits{0, 3})
	pattern, ok := field[tense+f.category(d, 0)]
	if !ok {
		pattern = field[tense+"other"]
	}
	if text := strings.TrimLeft(strings.ReplaceAll(pattern, "{0}", ""), "+- "); text == "Q" {
		return ""
	}
	return strings.Replace(pattern, "{0}", f.fill(d, f.num.DecimalPattern), 1)
}
