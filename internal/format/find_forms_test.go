package format

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Dates are found in the forms that people write, and written whole in another language.
func TestFormsOfDates(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{ // want is in Spanish, or in English for other languages
		{"en", "July 25 2024", "25 de julio de 2024"},
		{"en", "(July 25 2024)", "25 de julio de 2024"},
		{"en", "On July 25 2024 we met.", "25 de julio de 2024"},
		{"en", "July 25 - 27 2024", "25–27 de julio de 2024"},
		{"en", "July 25–27 2024", "25–27 de julio de 2024"},
		{"en", "July 25 - 27, 2024", "25–27 de julio de 2024"},
		{"en", "Sept. 5, 2024", "5 sept 2024"},
		{"en", "Sept 5 2024", "5 sept 2024"},
		{"en", "Jan. 3 2024", "3 ene 2024"},
		{"en", "July 25th, 2024", "25 de julio de 2024"},
		{"en", "the 25th of July, 2024", "25 de julio de 2024"},
		{"en", "Thursday July 25 2024", "jueves, 25 de julio de 2024"},
		{"en", "25 - 27 July 2024", "25–27 de julio de 2024"},
		{"es", "sept. 5, 2024", "Sep 5, 2024"},
		{"fr", "25-27 juillet 2024", "July 25\u2009–\u200927, 2024"},
		{"de", "25. - 27. Juli 2024", "July 25\u2009–\u200927, 2024"},
		{"ru", "5 сент. 2024", "Sep 5, 2024"},
	} {
		to := l10n.Locale("es")
		if tt.lang != "en" {
			to = "en"
		}
		vs := Find(l10n.Locale(tt.lang), tt.text)
		if len(vs) != 1 || !vs[0].IsDate() {
			t.Errorf("%s, %q: found %+v", tt.lang, tt.text, vs)
			continue
		}
		check(t, tt.text, New(to).Value(vs[0]), tt.want)
	}
	for _, text := range []string{"On July 25 2000 people came.", "In July 25 1500 men came.", "Room 25 2024", "May 31 1200"} {
		for _, v := range Find("en", text) {
			if v.IsDate() && v.From.Year() != 0 {
				t.Errorf("%q: a year is found, %+v", text, v)
			}
		}
	}
}
