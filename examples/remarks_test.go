package examples

import (
	"bytes"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
)

// TestNoRemarks checks each page in each language as the demo does. The translations are right, so that a remark that
// is worth a person's time is false.
func TestNoRemarks(t *testing.T) {
	concepts, err := termbase.ReadCSV(bytes.NewReader(read(t, "glossary.csv")))
	if err != nil {
		t.Fatal(err)
	}
	terms := termbase.New(concepts...)
	memory, colleague := readTMX(t), readColleague(t)
	for _, l := range []l10n.Locale{"es", "fr", "ru", "ar"} {
		pairs := map[string][]check.Pair{}
		segments(t, func(page string, u *l10n.Unit, s l10n.Segment) {
			target, ok := memory[l][s.Source.String()]
			if !ok {
				target = colleague[l][s.Source.String()]
			}
			p := check.Pair{Unit: u, Segment: s.ID, Source: s.Source, Target: target, SourceLang: "en", Locale: l}
			for _, hit := range terms.Find("en", l, s.Source.Text()) {
				p.Terms = append(p.Terms, hit.Term)
			}
			pairs[page] = append(pairs[page], p)
		})
		for _, page := range pages {
			for i, issues := range check.New(check.Options{}).Document(pairs[page]) {
				for _, is := range issues {
					p := pairs[page][i]
					t.Errorf("%s, %s: %s (%d): %s\n  %s\n  %s", page, l, is.Check, is.Severity, is.Comment, p.Source, p.Target)
				}
			}
		}
	}
}
