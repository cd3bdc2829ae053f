package format

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPlaceables(t *testing.T) {
	for _, tt := range []struct {
		lang, locale l10n.Locale
		text, want   string
	}{
		{"en", "de", "On 25 July 2024 it rose by 4.5% to 12,500.75.", "date 25 July 2024→25. Juli 2024|percent 4.5%→4,5 %|number 12,500.75→12.500,75"},
		{"en", "fr", "Write to ann@example.org or see https://example.org/a for {name} and %1$s.",
			"email ann@example.org→ann@example.org|url https://example.org/a→https://example.org/a|variable {name}→{name}|variable %1$s→%1$s"},
		{"en", "es", "In 2024 version 3.10 came out.", "number 2024→2024|number 3.10→3.10"},
		{"en", "en", "It cost 1,500 crowns.", "number 1,500→1,500"},
		{"en", "ar", "Nothing of the kind.", ""},
	} {
		var got []string
		for _, p := range New(tt.locale).Placeables(tt.lang, tt.text) {
			got = append(got, fmt.Sprintf("%s %s→%s", p.Kind, tt.text[p.Start:p.End], strings.ReplaceAll(p.Target, "\u00a0", " ")))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s into %s:\n got %s\nwant %s", tt.text, tt.locale, s, tt.want)
		}
	}
}
