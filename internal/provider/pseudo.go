package provider

import (
	"context"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

type pseudo struct{}

var _ translate.Provider = pseudo{}

// OpenPseudo opens the pseudo-localization provider: every letter gets an accent, the text grows by about a third in
// words between which lines break, and brackets show where a segment begins and ends. In a language written from right to
// left, letters of its script stand for those of the source, so that the page turns as it will. It needs nothing and has
// every pair.
func OpenPseudo(Options) (translate.Provider, error) { return pseudo{}, nil }

// Traits implements translate.Provider.
func (pseudo) Traits() translate.Traits {
	return translate.Traits{
		Name: translate.Pseudo, Sees: translate.SeesText, Markup: translate.Placeholders,
		Version: "3", Repeatable: true, AnyLanguage: true,
	}
}

var accents = strings.NewReplacer(
	"a", "á", "c", "ç", "d", "đ", "e", "é", "g", "ğ", "h", "ĥ",
	"i", "í", "k", "ķ", "l", "ļ", "n", "ñ", "o", "ö", "r", "ŕ", "s", "š",
	"t", "ţ", "u", "ü", "w", "ŵ", "y", "ý", "z", "ž", "A", "Å", "C", "Ç",
	"D", "Đ", "E", "É", "G", "Ğ", "H", "Ĥ", "I", "Î", "K", "Ķ",
	"L", "Ļ", "N", "Ñ", "O", "Ø", "R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Ü", "W", "Ŵ", "Y", "Ý", "Z", "Ž",
)

// alphabets are the letters that stand for a to z, in the scripts from right to left, vowels where there are some. All
// are letters of strong direction.
var alphabets = map[string]string{
	"Arab": "ابتثجحخدذرزسشصضطظعغفقكلمنوهي", "Hebr": "אבגדהוזחטיכלמנסעפצקרשת", "Syrc": "ܐܒܓܕܗܘܙܚܛܝܟܠܡܢܣܥܦܨܩܪܫܬ",
	"Thaa": "ހށނރބޅކއވމފދތލގޏސޑޒޓޔޕޖޗ", "Nkoo": "ߊߋߌߍߎߏߐߓߔߕߖߗߘߙߚߛߜߝߞߟߠߡߢߣߤߥߦ", "Adlm": "𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻",
}

// disguise is how pseudo text in a locale is written.
type disguise struct {
	letters interface{ Replace(string) string }
	filler  string // of a word of padding
}

// disguiseOf returns the disguise of a locale.
func disguiseOf(locale l10n.Locale) disguise {
	if locale.Direction() != l10n.RTL {
		return disguise{accents, "~"}
	}
	script, _ := locale.Tag().Script()
	letters := []rune(alphabets[script.String()])
	if len(letters) == 0 {
		letters = []rune(alphabets["Arab"])
	}
	var pairs []string
	for i := range 26 {
		stands := string(letters[i%len(letters)])
		pairs = append(pairs, string(rune('a'+i)), stands, string(rune('A'+i)), stands)
	}
	return disguise{strings.NewReplacer(pairs...), string(letters[0])}
}

// dress disguises the letters of a text, but for addresses and placeholders of programs.
func (d disguise) dress(text string) string {
	var b strings.Builder
	at := 0
	for _, t := range placeable.Scan(nil, text) {
		if t.Kind != placeable.Number {
			b.WriteString(d.letters.Replace(text[at:t.Start]) + t.Text(text))
			at = t.End
		}
	}
	return b.String() + d.letters.Replace(text[at:])
}

// padding lengthens a text by so many characters, in words that lines break between.
func (d disguise) padding(n int) string {
	const word = 6 // with its space
	var b strings.Builder
	for i := range n {
		if i%word == 0 && n >= word && i < n-1 {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(d.filler)
	}
	return b.String()
}

// Translate implements translate.Provider.
func (pseudo) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	answers := make([]translate.Answer, len(r.Texts))
	d := disguiseOf(r.Target)
	for i, text := range r.Texts {
		answers[i] = translate.Answer{Text: "[" + d.dress(text) + d.padding(len([]rune(text))/3) + "]"}
	}
	return answers, ctx.Err()
}
