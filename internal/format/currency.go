package format

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// Currency writes an amount of a currency, named by its ISO 4217 code, with as many digits as the currency has.
func (f *Formatter) Currency(v float64, code string) string {
	return f.CurrencyWith(v, code, Digits{currencyDigits(code), currencyDigits(code)})
}

// CurrencyWith is Currency with other digits of the fraction.
func (f *Formatter) CurrencyWith(v float64, code string, d Digits) string {
	if s, ok := notFinite(v); ok {
		return s
	}
	return f.money(v, code, d)
}

// spaceBesideCurrency puts a space between a currency's letters and the number, as CLDR's currencySpacing has it.
var spaceBesideCurrency = strings.NewReplacer("¤#", "¤\u00a0#", "¤0", "¤\u00a00", "0¤", "0\u00a0¤")

func letterNextToNumber(pattern, symbol string) bool {
	pattern, _, _ = strings.Cut(pattern, ";")
	r, _ := utf8.DecodeLastRuneInString(symbol)
	if strings.Index(pattern, "¤") > strings.IndexAny(pattern, "#0") {
		r, _ = utf8.DecodeRuneInString(symbol)
	}
	return unicode.IsLetter(r)
}

// money writes an amount with so many digits of fraction.
func (f *Formatter) money(v float64, code string, d Digits) string {
	symbol, ok := f.table.Currencies[code]
	if !ok {
		symbol = code
	}
	pattern := f.num.CurrencyPattern
	if f.num.CurrencyAlpha != "" && letterNextToNumber(pattern, symbol) {
		pattern = f.num.CurrencyAlpha
	}
	if letterNextToNumber(pattern, symbol) {
		pattern = spaceBesideCurrency.Replace(pattern)
	}
	n := f.num
	n.Decimal, n.Group = cmp.Or(n.CurrencyDecimal, n.Decimal), cmp.Or(n.CurrencyGroup, n.Group)
	return strings.Replace(f.fillWith(n, newDecimal(v).round(d), pattern), "¤", symbol, 1)
}

// currencyDigits are those that a currency usually has.
func currencyDigits(code string) int {
	if d, ok := cldr.LoadShared().CurrencyDigits[code]; ok {
		return d
	}
	return 2
}
