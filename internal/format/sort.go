package format

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Sort returns the items in the order in which the locale's readers look them up. The collation is that of x/text,
// whose data is older than the other data. Two rules of CLDR that it lacks are added: a language's own script comes
// before the others, and accented Cyrillic letters are variants of the plain ones where they are not letters of the
// language.
func (f *Formatter) Sort(items []string) []string {
	c := collate.New(f.locale.Tag())
	plain := f.plainCyrillic()
	own := ownScript(f.locale.Tag())
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b string) int {
		if own != nil {
			if n := scriptRank(a, own) - scriptRank(b, own); n != 0 {
				return n
			}
		}
		if n := c.CompareString(plain.Replace(a), plain.Replace(b)); n != 0 {
			return n
		}
		return c.CompareString(a, b)
	})
	return sorted
}

// accentedCyrillic are the letters that some language counts as its own, each with the plain letter.
var accentedCyrillic = [...][2]string{
	{"ї", "і"}, {"Ї", "І"}, {"ў", "у"}, {"Ў", "У"}, {"ѓ", "г"}, {"Ѓ", "Г"}, {"ќ", "к"}, {"Ќ", "К"},
}

// plainCyrillic replaces the accented letters that are not the language's own.
func (f *Formatter) plainCyrillic() *strings.Replacer {
	var pairs []string
	for _, letter := range accentedCyrillic {
		if !slices.Contains(f.data.Letters.Own, letter[0]) {
			pairs = append(pairs, letter[0], letter[1])
		}
	}
	return strings.NewReplacer(pairs...)
}

// reordered are the scripts that come before Latin in their own languages.
var reordered = map[string]*unicode.RangeTable{
	"Arab": unicode.Arabic, "Armn": unicode.Armenian, "Beng": unicode.Bengali, "Cyrl": unicode.Cyrillic,
	"Deva": unicode.Devanagari, "Ethi": unicode.Ethiopic, "Geor": unicode.Georgian, "Grek": unicode.Greek,
	"Gujr": unicode.Gujarati, "Guru": unicode.Gurmukhi, "Hebr": unicode.Hebrew, "Khmr": unicode.Khmer,
	"Knda": unicode.Kannada, "Laoo": unicode.Lao, "Mlym": unicode.Malayalam, "Mymr": unicode.Myanmar,
	"Orya": unicode.Oriya, "Sinh": unicode.Sinhala, "Taml": unicode.Tamil, "Telu": unicode.Telugu,
	"Thai": unicode.Thai,
}

// ownScript is the script that a locale is written in, or nil for scripts that keep their place. Latin comes first
// anyway; Chinese, Japanese and Korean have rules of their own.
func ownScript(tag language.Tag) *unicode.RangeTable {
	script, _ := tag.Script()
	return reordered[script.String()]
}

// scriptRank orders by the first letter or digit: 0 for a digit or neither, 1 for the own script, 2 for others.
func scriptRank(s string, own *unicode.RangeTable) int {
	for _, r := range s {
		switch {
		case unicode.Is(own, r):
			return 1
		case unicode.IsLetter(r):
			return 2
		case unicode.IsDigit(r):
			return 0
		}
	}
	return 0
}
