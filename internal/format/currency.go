package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// Currency writes an amount of a currency, named by its ISO 4217 code, with as many digits as the currency has.
func (f *Formatter) Currency(v float64, code string) string {
	if s, ok := odd(v); ok {
		return s
	}
	symbol, ok := f.table.Currencies[code]
	if !ok {
		symbol = code
	}
	digits, ok := cldr.LoadShared().CurrencyDigits[code]
	if !ok {
		digits = 2
	}
	n := f.num
	pattern := n.CurrencyPattern
	if n.CurrencyAlpha != "" && letterNextToNumber(pattern, symbol) {
		pattern = n.CurrencyAlpha
	}
	return strings.Replace(f.fill(newDecimal(v).round(Digits{digits, digits}), pattern), "¤", symbol, 1)
}

func letterNextToNumber(pattern, symbol string) bool {
	pattern, _, _ = strings.Cut(pattern, ";")
	r, _ := utf8.DecodeLastRuneInString(symbol)
	if strings.Index(pattern, "¤") > strings.IndexAny(pattern, "#0") {
		r, _ = utf8.DecodeRuneInString(symbol)
	}
	return unicode.IsLetter(r)
}
