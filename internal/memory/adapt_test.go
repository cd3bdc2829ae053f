package memory

import (
	"strings"
	"testing"
)

func TestAdapt(t *testing.T) {
	for _, tt := range []struct{ name, was, now, target, want, notes string }{
		{"a figure", "Under the age of 37.", "Under the age of 38.", "Menores de 37 años.", "Menores de 38 años.", "37 → 38"},
		{"a date", "It ends on 3 May 2024.", "It ends on 25 July 2024.", "Termina el 3 de mayo de 2024.", "Termina el 25 de julio de 2024.",
			"3 May 2024 → 25 July 2024"},
		{"a telephone number", "Call 555-0100 now.", "Call 555-0199 now.", "Llame al 555-0100.", "Llame al 555-0199.", "0100 → 0199"},
		{"an address", "Write to a@example.org.", "Write to b@example.org.", "Escriba a a@example.org.", "Escriba a b@example.org.",
			"a@example.org → b@example.org"},
		{"a figure that is a word in the target", "It has 2 parts.", "It has 3 parts.", "Tiene dos partes.", "Tiene dos partes.", "2 → 3 is left to do"},
		{"a word", "The old lock.", "The new lock.", "La esclusa vieja.", "La esclusa vieja.", ""},
		{"a word and a figure", "The 12 old locks.", "The 15 new locks.", "Las 12 esclusas viejas.", "Las 12 esclusas viejas.", ""},
		{"codes around all", "Read more.", "<4>Read more.</4>", "Leer más.", "<4>Leer más.</4>", ""},
		{"codes that went", "<1>Read</1> more.", "Read more.", "<1>Leer</1> más.", "Leer más.", ""},
		{"codes with other numbers", "Read <2>Anna</2> now.", "Read <7>Anna</7> now.", "Lea <2>Anna</2> ya.", "Lea <7>Anna</7> ya.", ""},
		{"codes around a name", "Read Anna now.", "Read <3>Anna</3> now.", "Lea Anna ya.", "Lea <3>Anna</3> ya.", ""},
		{"a code without a place", "Read more now.", "Read <3>more</3> now.", "Leer más ya.", "Leer más ya.", ""},
		{"a figure and codes", "Aged 37.", "<1>Aged 38.</1>", "Con 37 años.", "<1>Con 38 años.</1>", "37 → 38"},
	} {
		got := Adapt(frag(tt.was), frag(tt.now), frag(tt.target), "en", "es")
		if got.Text.String() != tt.want || strings.Join(got.Notes, "; ") != tt.notes || got.Changed != (tt.want != tt.target) {
			t.Errorf("%s: %q %q %t, want %q %q", tt.name, got.Text.String(), got.Notes, got.Changed, tt.want, tt.notes)
		}
	}
}
