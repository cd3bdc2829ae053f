package check

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Figures that name something are compared to the byte. Amounts, dates and times are the same in any notation.
func TestIdentifiersAreKept(t *testing.T) {
	c := New(Options{})
	for _, tt := range []struct {
		to             l10n.Locale
		source, target string
		want           string // what a warning says, or empty for none
	}{
		{"es", "Call 555-0199 now.", "Llame al 555-199 ahora.", "0199 has become 199"},
		{"es", "Agent 007 is here.", "El agente 7 está aquí.", "007 has become 7"},
		{"de", "The code is 02134 now.", "Die Postleitzahl ist nun 2134.", "02134 has become 2134"},
		{"fr", "Call +41 22 555 01 09 now.", "Appelez le +41 22 555 1 9.", "01 has become 1"},
		{"fr", "See article 12.10 of it.", "Voir l’article 12.1.", "12.10 has become 12.1"},
		{"ru", "It needs version 3.10 now.", "Теперь нужна версия 3.1.", "3.10 has become 3.1"},
		{"de", "See § 3.10 of it.", "Siehe dort § 3,10.", "3.10 has become 3,10"},
		{"fr", "See section 2.4 of it.", "Voir la section 2,4.", "2.4 has become 2,4"},

		{"ar", "Agent 007 is here.", "العميل ٠٠٧ هنا.", ""},
		{"es", "Agent 007 is here.", "El agente 007 está aquí.", ""},
		{"de", "It opens at 09:05 today.", "Es öffnet heute um 9:05 Uhr.", ""},
		{"de", "It opens on 25/07/2024, they say.", "Es öffnet am 25.7.2024, heißt es.", ""},
		{"de", "It costs $3.50 today.", "Es kostet heute 3,5 $.", ""},
		{"de", "It is 2.50 m long.", "Es ist 2,5 m lang.", ""},
		{"fr", "It is 2.5x faster.", "C’est 2,5 fois plus rapide.", ""},
		{"es", "The server is 10.0.0.1 here.", "El servidor es 10.0.0.1.", ""},
	} {
		var got []string
		for _, is := range c.Segment(Pair{Source: l10n.TextFragment(tt.source), Target: l10n.TextFragment(tt.target),
			SourceLang: "en", Locale: tt.to}) {
			if is.Check == "numbers" && is.Severity >= WarnSeverity {
				got = append(got, is.Comment)
			}
		}
		said := strings.Join(got, " ")
		if tt.want == "" && said != "" || !strings.Contains(said, tt.want) {
			t.Errorf("%q → %q: said %q, want %q", tt.source, tt.target, said, tt.want)
		}
	}
}
