package check

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestFixesAreRight holds what a fix makes of a text, and that none is offered where it would be wrong in a reading: the word
// beside a number may not agree with another one, and a year may be of another calendar. "" is for no fix.
func TestFixesAreRight(t *testing.T) {
	for _, tt := range []struct {
		check          l10n.CheckName
		to             l10n.Locale
		source, target string
		fixed          string
	}{
		{"numbers", "es", "He has 3 books.", "Tiene 4 libros.", "Tiene 3 libros."},
		{"numbers", "es", "He has 2 books.", "Tiene 1 libro.", ""},
		{"numbers", "de", "He has 1 book.", "Er hat 5 Bücher.", ""},
		{"numbers", "ru", "He has 5 books.", "У него 3 книги.", ""},
		{"numbers", "ru", "He has 5 books.", "У него 7 книг.", "У него 5 книг."},
		{"numbers", "ru", "It opens on 21 May.", "Открытие 22 мая.", "Открытие 21 мая."},
		{"numbers", "ru", "It opened in 2021.", "Открыт в 2022 году.", "Открыт в 2021 году."},
		{"numbers", "pl", "He has 5 books.", "Ma 2 książki.", ""},
		{"numbers", "cs", "It has 5 rooms.", "Má 3 pokoje.", ""},
		{"numbers", "ar", "He has 3 books.", "لديه 11 كتابًا.", ""},
		{"numbers", "zh", "He has 3 books.", "他有4本书。", "他有3本书。"},
		{"numbers", "th", "It opened in 2021.", "เปิดในปี 2560", ""},
		{"numbers", "fa", "It opened in 2021.", "در ۱۳۹۸ باز شد.", ""},
		{"doubled-words", "es", "He is in the house.", "Está en en la la casa.", "Está en la casa."},
		{"spacing", "de", "It is open, and good.", "Es ist offen , und gut , ja.", "Es ist offen, und gut, ja."},
		{"capital-start", "es", "He is here.", "está aquí.", "Está aquí."},
		{"terminal-punctuation", "hi", "He is here.", "वह यहाँ है", "वह यहाँ है।"},
		{"terminal-punctuation", "zh", "He is here.", "他在这里", "他在这里。"},
		{"edge-whitespace", "fr", "Name: ", "Nom :", "Nom : "},
	} {
		p := Pair{Source: l10n.TextFragment(tt.source), Target: l10n.TextFragment(tt.target), SourceLang: "en", Locale: tt.to}
		found, fixed := false, ""
		for _, i := range New(Options{}).Segment(p) {
			if i.Check != tt.check {
				continue
			}
			found = true
			if i.Fix != nil {
				fixed = i.Fix.Text()
			}
		}
		if !found || fixed != tt.fixed {
			t.Errorf("%s %s %q: found %v, fixed %q, want %q", tt.check, tt.to, tt.target, found, fixed, tt.fixed)
		}
	}
}
