package check

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// strict is a speller that knows no word.
type strict struct{}

func (strict) Knows(l10n.Locale) bool { return true }

func (strict) Misspelled(_ l10n.Locale, words []string) []string { return words }

func TestWordList(t *testing.T) {
	list := NewWordList("esclusa", "Maruvia", "Casa de la Marea", "e\u0301cluse")
	for word, want := range map[string]bool{
		"esclusa": true, "Esclusa": true, "ESCLUSA": true, "Maruvia": true, "MARUVIA": true, "maruvia": false, "Marea": true, "marea": false,
		"esclusas": false, "écluse": true, "": false,
	} {
		if list.Has(word) != want {
			t.Errorf("%q: %v", word, !want)
		}
	}
	if (*WordList)(nil).Has("x") {
		t.Error("a nil list has a word")
	}
}

// TestKnownWordsAreNoMisspellings holds that a site's words and the forms of terms are known to the check of spelling, and that
// names, initialisms and the source's words are not looked at.
func TestKnownWordsAreNoMisspellings(t *testing.T) {
	c := New(Options{Speller: strict{}, Words: NewWordList("el", "dique")})
	terms := []l10n.Term{{Source: "lock", Targets: []string{"esclusa de marea"}}}
	p := Pair{Source: l10n.TextFragment("The locks at Ovar hold."), Target: l10n.TextFragment("NATO El dique Ovar Nuria esclusas rotura"),
		SourceLang: "en", Locale: "es", Terms: terms, Words: []*WordList{nil, NewWordList("marea")}}
	var got []string
	for _, i := range c.Segment(p) {
		if i.Check == SpellingCheck {
			got = append(got, i.Args[MisspelledWord])
		}
	}
	if len(got) != 1 || got[0] != "rotura" {
		t.Errorf("misspelled %q", got)
	}
}
