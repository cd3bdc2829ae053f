package format

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// numbers finds the numbers outside the dates, with their signs, units and words of magnitude.
func (s *finder) numbers() {
	covers := func(v Value, at int) bool { return at >= v.Start && at < v.End }
	dates, passed := len(s.found), 0
	for i, t := range s.placeables {
		for passed < dates && s.found[passed].End <= t.Start {
			passed++
		}
		if t.Kind != placeable.Number || passed < dates && covers(s.found[passed], t.Start) ||
			len(s.found) > dates && covers(s.found[len(s.found)-1], t.Start) {
			continue
		}
		v, ok := s.amount(t)
		if !ok {
			continue
		}
		v.Start, v.End, v.numStart, v.numEnd = t.Start, t.End, t.Start, t.End
		v.Scale = 1
		s.addContext(&v)
		if !s.standsAlone(i, v) {
			continue
		}
		s.found = append(s.found, v)
	}
}

// maxNumber is more bytes than fifteen digits and what may part them have, in any script.
const maxNumber = 128

// amount reads a number by the separators of its language. Spanish and Arabic are written with either, so there only
// what can be read in one way is read.
func (s *finder) amount(t placeable.Token) (Value, bool) {
	raw := t.Text(s.text)
	if len(raw) > maxNumber {
		return Value{}, false
	}
	var parts []string
	var seps []rune
	part := ""
	for _, r := range raw {
		if d := digitValue(r); d >= 0 {
			part += string(rune('0' + d))
			continue
		}
		parts, seps, part = append(parts, part), append(seps, r), ""
	}
	parts = append(parts, part)
	whole, fraction, ok := s.separate(parts, seps)
	if !ok || len(whole)+len(fraction) > 15 || len(whole) > 1 && whole[0] == '0' {
		return Value{}, false
	}
	v := Value{Kind: NumberValue, Digits: len(fraction), Plain: len(seps) == 0}
	v.Grouped = len(seps) > 1 || len(seps) == 1 && fraction == ""
	var err error
	v.Amount, err = strconv.ParseFloat(whole+"."+fraction+"0", 64)
	return v, err == nil
}

// separate separates the groups of a number from its fraction.
func (s *finder) separate(parts []string, seps []rune) (whole, fraction string, ok bool) {
	n := len(seps)
	if n == 0 {
		return parts[0], "", true
	}
	last := seps[n-1]
	tail := parts[n]
	switch {
	case n == 1 && s.isDecimal(last) && !(len(tail) == 3 && s.isGroup(last) && len(parts[0]) <= 3):
		return parts[0], tail, true
	case n > 1 && last != seps[0] && s.isDecimal(last) && s.grouped(parts[:n], seps[:n-1]):
		return strings.Join(parts[:n], ""), tail, true
	case (n > 1 || !s.isDecimal(last) || s.table.Number.Group == string(last)) && s.grouped(parts, seps):
		if n == 1 && s.isDecimal(last) && s.loose() && s.table.Number.Group != string(last) {
			return "", "", false
		}
		return strings.Join(parts, ""), "", true
	}
	return "", "", false
}

// loose reports whether the language is written with either separator, by country or by habit.
func (s *finder) loose() bool {
	return s.data.Numbers.EitherSeparator
}

func (s *finder) isDecimal(r rune) bool {
	return string(r) == s.table.Number.Decimal || r == '٫' || s.loose() && (r == '.' || r == ',')
}

func (s *finder) isGroup(r rune) bool {
	switch r {
	case ' ', '\u00a0', '\u202f', '\u2009', '٬', '’':
		return true
	case '\'':
		return s.table.Number.Group == "’" || s.table.Number.Group == "'"
	}
	return string(r) == s.table.Number.Group || s.loose() && (r == '.' || r == ',')
}

// grouped reports whether parts are groups of a number, of three digits or as the language has them.
func (s *finder) grouped(parts []string, seps []rune) bool {
	others := max(parseNumberPattern(s.table.Number.DecimalPattern, false).others, 2)
	for i, r := range seps {
		if r != seps[0] || !s.isGroup(r) {
			return false
		}
		size := 3
		if i < len(seps)-1 && others == 2 {
			size = len(parts[i+1])
			if size != 2 && size != 3 {
				return false
			}
		}
		if len(parts[i+1]) != size {
			return false
		}
	}
	return len(parts[0]) >= 1 && len(parts[0]) <= 3 && parts[0][0] != '0'
}

// addContext adds to a number what belongs to it: a minus sign, a percent sign, a currency, a unit, a word such as
// million.
func (s *finder) addContext(v *Value) {
	if v.Scale, v.End = s.scale(v.End); s.currency(v) {
		return
	}
	rest := s.text[v.End:]
	after := strings.TrimLeft(rest, " \u00a0\u202f")
	r, n := utf8.DecodeRuneInString(after)
	switch unit, length := s.unit(after, len(rest) > len(after)); {
	case v.Scale == 1 && strings.ContainsRune("%٪％", r):
		v.Kind, v.End = PercentValue, v.End+len(rest)-len(after)+n
	case v.Scale == 1 && unit != "":
		v.Kind, v.Unit, v.End = MeasureValue, unit, v.End+len(rest)-len(after)+length
	}
	s.minus(v)
}

func (s *finder) minus(v *Value) {
	r, further := s.before(v.Start)
	if (r == '-' || r == '−') && !letterOrDigit(further) && !strings.ContainsRune(")]%-−", further) {
		v.Start -= utf8.RuneLen(r)
		v.Amount = -v.Amount
	}
}

func (s *finder) scale(end int) (float64, int) {
	rest := s.text[end:]
	if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(r) && r < 0x2E80 {
		return 1, end // 10k, 5m: too short to be sure of
	}
	value, n := placeable.Scale(s.lang, rest)
	if value == 1 || len(strings.Trim(rest[:n], " \u00a0\u202f-")) < 2 {
		return 1, end
	}
	return value, end + n
}

// unit finds the sign of a unit at the beginning of rest, and returns CLDR's name of the unit and the length of the
// sign. One letter alone may be anything, unless a space stands before it and none after it.
func (s *finder) unit(rest string, spaced bool) (string, int) {
	units := shared().units
	end := 0
	for end < len(rest) {
		r, n := utf8.DecodeRuneInString(rest[end:])
		if !unicode.IsLetter(r) && !strings.ContainsRune("°℃²³2/⋅", r) {
			break
		}
		end += n
		if name := units[rest[:end]]; name != "" && r >= 0x2E80 && s.data.Units.Unspaced {
			return name, end
		}
	}
	sign := rest[:end]
	if utf8.RuneCountInString(sign) == 1 && !spaced && sign != "℃" {
		return "", 0
	}
	return units[sign], end
}
