package site

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type corrected []l10n.CorrectedSentence

func (c corrected) Corrections(_ context.Context, k l10n.TranslationKey) ([]l10n.CorrectedSentence, error) {
	var of []l10n.CorrectedSentence
	for _, s := range c {
		if s.Document == k.Document && s.Locale == k.Locale {
			of = append(of, s)
		}
	}
	return of, nil
}

// TestNotesOfCorrection holds which pages get a note, on which day, and that it stays.
func TestNotesOfCorrection(t *testing.T) {
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	doc := l10n.NewDocumentID(source("a.html"))
	wrong := func(run l10n.RunID, text string, note bool) l10n.CorrectedSentence {
		return l10n.CorrectedSentence{Run: run, Site: "news", Note: note, At: at, WrongSentence: l10n.WrongSentence{
			Document: doc, Locale: "es", SourceHash: l10n.TextFragment("One.").Hash(), TargetHash: l10n.TextFragment(text).Hash()}}
	}
	elsewhere := wrong("fix", "Uno mal.", true)
	elsewhere.Site = "laws"
	for name, c := range map[string]struct {
		corrections corrected
		approved    time.Time
		notes       int
	}{
		"it is right now":               {corrected{wrong("fix", "Uno mal.", true)}, at.Add(time.Hour), 1},
		"without a note":                {corrected{wrong("fix", "Uno mal.", false)}, at.Add(time.Hour), 0},
		"people confirmed it":           {corrected{wrong("fix", "es One.", true)}, at.Add(time.Hour), 0},
		"approved before it was known":  {corrected{wrong("fix", "Uno mal.", true)}, at.Add(-time.Hour), 0},
		"one of two":                    {corrected{wrong("fix", "Uno mal.", true), wrong("fix", "es One.", true)}, at.Add(time.Hour), 1},
		"two corrections on one day":    {corrected{wrong("fix", "Uno mal.", true), wrong("two", "Uno peor.", true)}, at.Add(time.Hour), 1},
		"another site's":                {corrected{elsewhere}, at.Add(time.Hour), 0},
		"nobody found anything":         {nil, at.Add(time.Hour), 0},
		"the sentence is gone, and all": {corrected{{Run: "fix", Site: "news", Note: true, At: at, WrongSentence: l10n.WrongSentence{Document: doc, Locale: "es", SourceHash: "gone"}}}, at.Add(time.Hour), 1},
	} {
		w := newWorld(t)
		w.site.Corrections = c.corrections
		in := w.ready("r1", "a.html", "<main><p>One.</p></main>", "es", "fr")
		for i := range in.Locales {
			in.Locales[i].Approvals[0].At = c.approved
		}
		_, err := w.site.Publish(t.Context(), w.plan, in)
		w.must(err)
		if got := strings.Count(w.get("es/a.html"), "dragoman-correction"); got != c.notes {
			t.Errorf("%s: %d notes, want %d:\n%s", name, got, c.notes, w.get("es/a.html"))
		}
		if strings.Contains(w.get("fr/a.html"), "dragoman-correction") {
			t.Errorf("%s: the French page has a note", name)
		}
		if c.notes > 0 && !strings.Contains(w.get("es/a.html"), "Corrección del 28 de noviembre de 2026:") {
			t.Errorf("%s:\n%s", name, w.get("es/a.html"))
		}
		w.site.Corrections = nil // a later publication, of a house that knows nothing of it any more
		in = w.ready("r2", "a.html", "<main><p>One.</p><p>Two.</p></main>", "es", "fr")
		_, err = w.site.Publish(t.Context(), w.plan, in)
		w.must(err)
		if got := strings.Count(w.get("es/a.html"), "dragoman-correction"); got != c.notes {
			t.Errorf("%s: %d notes after a later publication, want %d", name, got, c.notes)
		}
		pub, err := w.site.Destinations["public"].Publisher.Current(t.Context(), doc)
		w.must(err)
		if got := len(pub.Locales[0].Corrections); (got > 0) != (c.notes > 0) {
			t.Errorf("%s: the manifest has %d notes", name, got)
		}
	}
}
