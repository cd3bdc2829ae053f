package hunspell

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
)

func open(t *testing.T) *Speller {
	t.Helper()
	needs.Program(t, "hunspell", "Debian: hunspell and hunspell-es")
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if !s.Knows("es") {
		needs.Missing(t, "hunspell's dictionary of Spanish is not installed (Debian: hunspell-es)")
	}
	return s
}

func TestMisspelled(t *testing.T) {
	s := open(t)
	for range 2 { // the second time from memory
		got := s.Misspelled("es-UY", []string{"puente", "puemte", "elecciones", "!casa", "*", "a\nb"})
		if !slices.Equal(got, []string{"puemte"}) {
			t.Errorf("misspelled %q", got)
		}
	}
	if s.Knows("tlh") {
		t.Error("a dictionary of Klingon is not to be expected")
	}
}

func TestCheck(t *testing.T) {
	c := check.New(check.Options{Speller: open(t)})
	issues := c.Segment(check.Pair{Source: l10n.TextFragment("The bridge is closed."), Target: l10n.TextFragment("El puente está cerado."), SourceLang: "en", Locale: "es"})
	if len(issues) != 1 || issues[0].Check != "spelling" || issues[0].Args["word"] != "cerado" {
		t.Errorf("issues %+v", issues)
	}
}
