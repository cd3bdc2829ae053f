package placeable

// currencySigns are currencies' signs, wherever they stand.
var currencySigns = map[rune]string{
	'€': "EUR", '£': "GBP", '¥': "JPY", '￥': "JPY", '₽': "RUB", '₹': "INR", '₩': "KRW", '₺': "TRY", '₴': "UAH",
	'₪': "ILS", '$': "USD", '＄': "USD",
}

// CurrencySign returns the ISO 4217 code of a currency's sign, "" for other characters. Signs that several countries
// share stand for the commonest.
func CurrencySign(r rune) string { return currencySigns[r] }
