package provider

import (
	"context"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

type pseudo struct{}

var _ translate.Provider = pseudo{}

// OpenPseudo opens the pseudo-localization provider: every letter gets an accent, the text grows by about a third in
// words between which lines break, and brackets show where a segment begins and ends. It needs nothing and has every pair.
func OpenPseudo(Options) (translate.Provider, error) { return pseudo{}, nil }

// Traits implements translate.Provider.
func (pseudo) Traits() translate.Traits {
	return translate.Traits{
		Name: translate.Pseudo, Sees: translate.SeesText, Markup: translate.Placeholders,
		Version: "2", Repeatable: true, AnyLanguage: true,
	}
}

var accents = strings.NewReplacer(
	"a", "á", "c", "ç", "d", "đ", "e", "é", "g", "ğ", "h", "ĥ",
	"i", "í", "k", "ķ", "l", "ļ", "n", "ñ", "o", "ö", "r", "ŕ", "s", "š",
	"t", "ţ", "u", "ü", "w", "ŵ", "y", "ý", "z", "ž", "A", "Å", "C", "Ç",
	"D", "Đ", "E", "É", "G", "Ğ", "H", "Ĥ", "I", "Î", "K", "Ķ",
	"L", "Ļ", "N", "Ñ", "O", "Ø", "R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Ü", "W", "Ŵ", "Y", "Ý", "Z", "Ž",
)

// accented puts accents on the letters of a text, but for addresses and placeholders of programs.
func accented(text string) string {
	var b strings.Builder
	at := 0
	for _, t := range placeable.Scan(nil, text) {
		if t.Kind != placeable.Number {
			b.WriteString(accents.Replace(text[at:t.Start]) + t.Text(text))
			at = t.End
		}
	}
	return b.String() + accents.Replace(text[at:])
}

// padding lengthens a text by so many characters, in words that lines break between.
func padding(n int) string {
	const word = " ~~~~~"
	if n < len(word) {
		return strings.Repeat("~", n)
	}
	text := strings.Repeat(word, n/len(word)+1)[:n]
	return strings.TrimSuffix(text, " ") + strings.Repeat("~", n-len(strings.TrimSuffix(text, " ")))
}

// Translate implements translate.Provider.
func (pseudo) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	answers := make([]translate.Answer, len(r.Texts))
	for i, text := range r.Texts {
		answers[i] = translate.Answer{Text: "[" + accented(text) + padding(len([]rune(text))/3) + "]"}
	}
	return answers, ctx.Err()
}
