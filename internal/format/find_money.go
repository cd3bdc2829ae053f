package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

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
