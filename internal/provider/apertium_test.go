package provider

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestApertiumPair(t *testing.T) {
	pairs := []string{"eng-spa", "spa-eng", "spa-eng_US", "es-pt", "es-pt_BR", "rus-ukr"}
	for _, c := range []struct {
		source, target l10n.Locale
		want           string
	}{
		{"en", "es", "eng-spa"}, {"en-GB", "es-MX", "eng-spa"}, {"es", "en-US", "spa-eng_US"}, {"es", "en-GB", "spa-eng"},
		{"es", "pt-BR", "es-pt_BR"}, {"es", "pt-PT", "es-pt"}, {"ru", "uk", "rus-ukr"}, {"en", "pt", ""}, {"en", "tlh", ""},
	} {
		if got := apertiumPair(pairs, c.source, c.target); got != c.want {
			t.Errorf("%s into %s: %q, want %q", c.source, c.target, got, c.want)
		}
	}
}
