package provider

import (
	"strings"
	"testing"
	"unicode/utf8"

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
