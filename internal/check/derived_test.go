package check

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// dictionary is a speller that knows a few words.
type dictionary []string

func (d dictionary) Knows(l10n.Locale) bool { return true }

func (d dictionary) Misspelled(_ l10n.Locale, words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(d, w) })
}

// TestWordsMadeOfWords holds that prefixes and pronouns make no misspellings of words that the dictionary has.
func TestWordsMadeOfWords(t *testing.T) {
	for _, c := range []struct {
		to    l10n.Locale
		known dictionary
		text  string
		bad   string
	}{
		{"es", dictionary{"suscriba", "indique", "permitan", "diga", "vestir"}, "suscríbase indíquenos permítanme dígamelo vestirlo", ""},
		{"es", dictionary{"gubernamental", "escépticos", "robo", "examinar"}, "intergubernamental euroescépticos antirrobo reexaminarlo", ""},
		{"es", dictionary{"puerta", "casa"}, "puertasse prepuert recasi", "puertasse prepuert recasi"},
		{"it", dictionary{"dire", "dir", "governativo"}, "dirmelo intergovernativo", "dirmelo"},
		{"fr", dictionary{"gouvernemental", "chauffage"}, "intergouvernemental préchauffage chauffagese", "chauffagese"},
		{"de", dictionary{"regierung"}, "interregierung", "interregierung"},
	} {
		p := Pair{Source: l10n.TextFragment("x"), Target: l10n.TextFragment(c.text), SourceLang: "en", Locale: c.to}
		var got string
		for _, i := range New(Options{Speller: c.known}).Segment(p) {
			if i.Check == SpellingCheck {
				got += " " + i.Args[MisspelledWord]
			}
		}
		if want := c.bad; got != "" && got[1:] != want || got == "" && want != "" {
			t.Errorf("%s %q: misspelled %q, want %q", c.to, c.text, got, want)
		}
	}
}
