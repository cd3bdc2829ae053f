package provider

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Pseudo text grows by a third, breaks as words do, and keeps placeholders and addresses.
func TestPseudoText(t *testing.T) {
	long := strings.Repeat("The committee met. ", 40)
	for _, text := range []string{"", "Go", "Read more", "The committee met on Monday.", long, "⟦1⟧Read⟦/1⟧ {name} at https://example.org/a now",
		"Write %s to ana@example.org, ${who}", "委员会在星期一开会。", "اجتمعت اللجنة يوم الاثنين"} {
		answers, err := pseudo{}.Translate(t.Context(), translate.Request{Texts: []string{text}})
		if err != nil {
			t.Fatal(err)
		}
		got := answers[0].Text
		n := utf8.RuneCountInString(text)
		if want := n + n/3 + 2; utf8.RuneCountInString(got) != want {
			t.Errorf("%q has %d characters, want %d", got, utf8.RuneCountInString(got), want)
		}
		for _, run := range strings.FieldsFunc(got, func(r rune) bool { return r != '~' }) {
			if len(run) > 10 {
				t.Errorf("%q has a run of %d characters that no line breaks", got, len(run))
			}
		}
		for _, kept := range []string{"{name}", "https://example.org/a", "%s", "ana@example.org", "${who}", "⟦1⟧", "⟦/1⟧"} {
			if strings.Contains(text, kept) && !strings.Contains(got, kept) {
				t.Errorf("%q lacks %s", got, kept)
			}
		}
		if strings.Contains(got, " ]") {
			t.Errorf("%q ends in a space", got)
		}
	}
}

// In languages written from right to left, pseudo text has letters of their script, so that lines run and break as
// theirs do. What is no letter of the source stays.
func TestPseudoTextFromRightToLeft(t *testing.T) {
	const text = "⟦1⟧Read⟦/1⟧ all 12 pages of {name} at https://example.org/a, please"
	for locale, script := range map[l10n.Locale]*unicode.RangeTable{
		"ar": unicode.Arabic, "fa": unicode.Arabic, "ur": unicode.Arabic, "he": unicode.Hebrew, "yi": unicode.Hebrew,
		"dv": unicode.Thaana, "syr": unicode.Syriac, "nqo": unicode.Nko, "ff-Adlm": unicode.Adlam, "arc": unicode.Arabic, "pa-PK": unicode.Arabic,
	} {
		answers, err := pseudo{}.Translate(t.Context(), translate.Request{Texts: []string{text}, Target: locale})
		if err != nil {
			t.Fatal(err)
		}
		got := answers[0].Text
		n := utf8.RuneCountInString(text)
		if want := n + n/3 + 2; utf8.RuneCountInString(got) != want {
			t.Errorf("%s: %q has %d characters, want %d", locale, got, utf8.RuneCountInString(got), want)
		}
		for _, kept := range []string{"⟦1⟧", "⟦/1⟧", " 12 ", "{name}", "https://example.org/a"} {
			before, after, ok := strings.Cut(got, kept)
			if !ok {
				t.Errorf("%s: %q lacks %q", locale, got, kept)
			}
			got = before + after
		}
		letters := 0
		for _, r := range got {
			if unicode.IsLetter(r) {
				letters++
				if !unicode.Is(script, r) {
					t.Errorf("%s: %q has the letter %q", locale, got, r)
				}
			}
		}
		longest := 0
		for word := range strings.FieldsSeq(got) {
			longest = max(longest, utf8.RuneCountInString(word))
		}
		if letters < 35 || longest > 10 || strings.Contains(got, "~") {
			t.Errorf("%s: %q has %d letters, and a word of %d", locale, got, letters, longest)
		}
	}
}
