package memory

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// A number that names something goes into a target as the source has it, to the byte. Where the target does not show
// all that has changed, the match is fuzzy and its note says what to look at.
func TestFittedNumbers(t *testing.T) {
	tests := []struct {
		to             l10n.Locale
		source, target string
		query, want    string // want is empty where the match must be fuzzy
		note           string
	}{
		{"es", "Call 555-0100 now.", "Llame al 555-0100 ahora.", "Call 555-0199 now.", "Llame al 555-0199 ahora.", ""},
		{"es", "Agent 001 is here.", "El agente 001 está aquí.", "Agent 007 is here.", "El agente 007 está aquí.", ""},
		{"es", "Boston, MA 02108, in the USA", "Boston, MA 02108, EE. UU.", "Boston, MA 02134, in the USA",
			"Boston, MA 02134, EE. UU.", ""},
		{"fr", "Call +41 22 555 01 00 today.", "Appelez le +41 22 555 01 00 aujourd’hui.", "Call +41 22 555 01 09 today.",
			"Appelez le +41 22 555 01 09 aujourd’hui.", ""},
		{"fr", "See Article 12.11 of it.", "Voir l’article 12.11.", "See Article 12.10 of it.", "Voir l’article 12.10.", ""},
		{"de", "It needs version 3.9 or later.", "Es braucht Version 3.9 oder neuer.", "It needs version 3.10 or later.",
			"Es braucht Version 3.10 oder neuer.", ""},
		{"de", "The server is 10.0.0.1 here.", "Der Server ist hier 10.0.0.1.", "The server is 10.0.0.20 here.",
			"Der Server ist hier 10.0.0.20.", ""},
		{"ru", "Its ISBN is 978-0-306-40615-7 now.", "Теперь ISBN — 978-0-306-40615-7.", "Its ISBN is 978-0-306-40615-0 now.",
			"Теперь ISBN — 978-0-306-40615-0.", ""},
		{"de", "See doi 10.1038/171737 for it.", "Siehe DOI 10.1038/171737 dazu.", "See doi 10.1038/171730 for it.",
			"Siehe DOI 10.1038/171730 dazu.", ""},
		{"ar", "Chapter 12 begins.", "يبدأ الفصل ١٢.", "Chapter 30 begins.", "يبدأ الفصل ٣٠.", ""},
		{"de", "It costs $3.25 today.", "Es kostet heute 3,25 $.", "It costs $3.50 today.", "Es kostet heute 3,50 $.", ""},
		{"es", "From 01 to 12 of them", "Del 01 al 12", "From 01 to 20 of them", "Del 01 al 20", ""},

		{"es", "Chapter 2 has 2 parts.", "El capítulo 2 tiene dos partes.", "Chapter 3 has 3 parts.", "", "2 → 3 is left to do"},
		{"de", "Part 2 has 12 pages, page 2 too.", "Teil 2 hat 12 Seiten, Seite zwei auch.", "Part 2 has 14 pages, page 2 too.",
			"Teil 2 hat 14 Seiten, Seite zwei auch.", ""},
		{"de", "Room 2 is shared.", "Raum 2 ist für zwei.", "Room 4 is shared.", "", "look at zwei"},
		{"ru", "Room 2 is shared.", "Комната 2 — для двух.", "Room 4 is shared.", "", "look at двух"},
		{"fr", "Agent 001 is here.", "L’agent 1 est ici.", "Agent 007 is here.", "", "001 → 007 is left to do"},
		{"fr", "See Article 12.11 of it.", "Voir l’article 12,11.", "See Article 12.10 of it.", "", "12.11 → 12.10 is left to do"},
		{"es", "It has 12 rooms.", "Tiene 12 salas en 3 pisos.", "It has 15 rooms.", "", "look at 3"},
		{"es", "It has 12 rooms.", "Tiene 12 salas, sí, 12.", "It has 15 rooms.", "", "look at 12"},
		{"es", "It has two floors and 12 rooms.", "Tiene 2 pisos y 12 salas.", "It has two floors and 15 rooms.",
			"Tiene 2 pisos y 15 salas.", ""},
		{"ru", "Room 1 is shared.", "Комната 1 — на одного.", "Room 4 is shared.", "", "look at одного"},
		{"pl", "Step 1 is shared.", "Krok 1 jest jeden.", "Step 3 is shared.", "", "look at jeden"},
		{"fi", "Room 1 is free.", "Huone 1, yksi, on vapaa.", "Room 3 is free.", "", "look at yksi"},
		{"cs", "Room 1 has one door.", "Pokoj 1 má jedny dveře.", "Room 3 has one door.", "Pokoj 3 má jedny dveře.", ""},
		{"es", "Room 1 is a big hall.", "La sala 1 es una gran sala.", "Room 3 is a big hall.", "La sala 3 es una gran sala.", ""},
		{"de", "Room 1 is a hall.", "Raum 1 ist ein Saal.", "Room 3 is a hall.", "Raum 3 ist ein Saal.", ""},
		{"zh", "Chapter 2 has 2 parts.", "第2章有二部分。", "Chapter 3 has 3 parts.", "", "left to do"},
	}
	for _, tt := range tests {
		m := openSQLite(t)
		addEntries(t, m, l10n.MemoryEntry{Source: frag(tt.source), Target: frag(tt.target), Locale: tt.to})
		got := lookup(t, m, l10n.MatchQuery{Source: frag(tt.query), Locale: tt.to, MinScore: 50})
		if len(got) != 1 {
			t.Errorf("%q: %d matches, want one", tt.query, len(got))
			continue
		}
		g := got[0]
		if tt.want != "" && (g.Target.String() != tt.want || g.Score < 94 || !g.Adapted) {
			t.Errorf("%q: got %d %q (%s), want %q", tt.query, g.Score, g.Target, g.Origin.Detail, tt.want)
		}
		if tt.want == "" && (g.Score >= 99 || g.Origin.Kind != l10n.SubTMFuzzy || !strings.Contains(g.Origin.Detail, tt.note)) {
			t.Errorf("%q: got %d %q (%s), want a fuzzy match that says %q", tt.query, g.Score, g.Target, g.Origin.Detail, tt.note)
		}
	}
}
