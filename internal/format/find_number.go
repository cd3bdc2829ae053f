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
		s.dress(&v)
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
	var err error
	v.Amount, err = strconv.ParseFloat(whole+"."+fraction+"0", 64)
	return v, err == nil
}

// separate tells the groups of a number from its fraction.
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

// dress finds what belongs to a number: a sign of minus, a percent sign, a currency, a unit, a word such as million.
func (s *finder) dress(v *Value) {
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

// dollars are the countries' dollars by what stands before the sign.
var dollars = map[string]string{
	"US": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "NZ": "NZD", "HK": "HKD", "S": "SGD", "R": "BRL",
	"MX": "MXN",
}

// moneyCodes are the codes that are written out beside amounts; others are too likely to be words.
const moneyCodes = " USD EUR GBP JPY CNY CHF RUB INR BRL CAD AUD MXN KRW ZAR SEK NOK DKK PLN " +
	"TRY AED SAR EGP UAH KZT CZK HUF "

// currency finds the sign or code of a currency before or behind a number.
func (s *finder) currency(v *Value) bool {
	before := strings.TrimRight(s.text[:v.Start], " \u00a0\u202f")
	gap := v.Start - len(before)
	r, n := utf8.DecodeLastRuneInString(before)
	if code := placeable.CurrencySign(r); code != "" {
		start := len(before) - n
		letters := start
		for letters > 0 && unicode.IsUpper(rune(before[letters-1])) && before[letters-1] < utf8.RuneSelf {
			letters--
		}
		if code = s.money(r, code, before[letters:start]); code != "" && gap <= 2 {
			v.Kind, v.Unit, v.Start = MoneyValue, code, letters
			s.minus(v)
			return true
		}
		return false
	}
	if w, start := s.wordBefore(v.Start); len(w) == 3 && strings.Contains(moneyCodes, " "+w+" ") {
		v.Kind, v.Unit, v.Start = MoneyValue, w, start
		return true
	}
	rest := strings.TrimLeft(s.text[v.End:], " \u00a0\u202f")
	at := len(s.text) - len(rest)
	r, n = utf8.DecodeRuneInString(rest)
	if code := placeable.CurrencySign(r); code != "" {
		if next, _ := utf8.DecodeRuneInString(rest[n:]); digitValue(next) >= 0 {
			return false
		}
		if code = s.money(r, code, ""); code != "" {
			v.Kind, v.Unit, v.End = MoneyValue, code, at+n
			s.minus(v)
			return true
		}
		return false
	}
	isWhole := len(rest) == 3 || len(rest) > 3 && !letterOrDigit(rune(rest[3]))
	if isWhole && strings.Contains(moneyCodes, " "+rest[:3]+" ") {
		v.Kind, v.Unit, v.End = MoneyValue, rest[:3], at+3
		s.minus(v)
		return true
	}
	return false
}

// money tells which currency a sign means. Letters before a dollar name the country. A dollar without a country is the
// American one in English, and not sure elsewhere.
func (s *finder) money(sign rune, code, letters string) string {
	own := s.data.Money.Signs[string(sign)]
	switch {
	case letters != "" && code == "USD":
		return dollars[letters]
	case letters != "":
		return ""
	case own != "":
		return own
	case code == "USD":
		return ""
	}
	return code
}

// unit finds the sign of a unit at the beginning of rest. One letter alone may be anything, unless a space stands
// before it and none behind.
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

// standsAlone reports whether a number is one by what stands around it.
func (s *finder) standsAlone(i int, v Value) bool {
	if s.attachedNumber(v) || !s.free(v.Start, v.numStart) {
		return false
	}
	word, start := s.wordBefore(v.Start)
	raw := v.Numeral(s.text)
	blank := strings.ContainsAny(raw, " \u00a0\u202f\u2009")
	prev, _ := s.before(v.Start)
	if blank && (prev == '+' || s.neighbour(i, -1) || s.neighbour(i, 1)) {
		return false // a telephone number
	}
	if v.Kind != NumberValue || v.Scale != 1 || v.Digits == 0 {
		return true
	}
	if shared().referenceWords[strings.ToLower(strings.TrimRight(word, "."))] {
		return false
	}
	named := !s.data.Words.CapitalNouns && word != "" && s.isNamed(word, start) // Python 3.12
	return prev != '第' && !named
}

func (s *finder) beginsSentence(at int) bool {
	text := strings.TrimRight(s.text[:at], " \u00a0\"“«(")
	return text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:")
}

// attachedNumber reports whether a number is a part of a longer word or code. It may touch an apostrophe, the dash of a
// span, and the slash between two numbers.
func (s *finder) attachedNumber(v Value) bool { return s.attachedBefore(v) || s.attachedAfter(v) }

func (s *finder) attachedBefore(v Value) bool {
	r, further := s.before(v.Start)
	switch {
	case letterOrDigit(r) && r < 0x2E80, strings.ContainsRune("#@_§№", r):
		return true
	case strings.ContainsRune("-.,:‑'’\\", r) && letterOrDigit(further) && v.Start == v.numStart:
		isSpan := r == '-' && digitValue(further) >= 0 && !v.Plain && (v.Digits == 0 || v.Kind != NumberValue)
		return !isSpan
	}
	return r == '/' && (unicode.IsLetter(further) || v.Plain && letterOrDigit(further))
}

func (s *finder) attachedAfter(v Value) bool {
	r, further := s.after(v.End)
	isDigit := digitValue(further) >= 0
	switch {
	case letterOrDigit(r) && r < 0x2E80, r == '_', r == '@':
		return true
	case strings.ContainsRune(":‑", r):
		return isDigit
	case r == '-':
		return unicode.IsUpper(further) || v.Plain && isDigit
	case r == '/':
		return unicode.IsLetter(further) || v.Plain && isDigit
	case r == ',':
		return isDigit
	case r == '.':
		return isDigit || v.Plain && v.End == v.numEnd && further != ' ' && letterOrDigit(further)
	}
	return false
}

// neighbour reports whether only a space, a hyphen, a slash or a bracket parts a number from the one before or behind
// it.
func (s *finder) neighbour(i, step int) bool {
	j := i + step
	if j < 0 || j >= len(s.placeables) || s.placeables[j].Kind != placeable.Number {
		return false
	}
	a, b := s.placeables[min(i, j)], s.placeables[max(i, j)]
	return strings.Trim(s.text[a.End:b.Start], " \u00a0-/()") == ""
}
