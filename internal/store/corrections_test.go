package store_test

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// corrections holds that what people found wrong is kept as it was first said, in the order in which it was said.
func corrections(t *testing.T, s *store.Store) {
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	wrong := func(run l10n.RunID, l l10n.Locale, segment l10n.SegmentID, when time.Time) l10n.CorrectedSentence {
		return l10n.CorrectedSentence{Run: run, Site: "news", By: "editor", Reason: "why", At: when, Note: true,
			WrongSentence: l10n.WrongSentence{Document: "wrong-12345678", Locale: l, Segment: segment, Proposed: l10n.ParseFragment("<1>b</1>")}}
	}
	must(t, s.RecordCorrections(t.Context(), []l10n.CorrectedSentence{wrong("two", "es", "u.2", at.Add(time.Hour)), wrong("two", "fr", "u.1", at.Add(time.Hour))}))
	must(t, s.RecordCorrections(t.Context(), []l10n.CorrectedSentence{wrong("one", "es", "u.1", at)}))
	repeat := wrong("one", "es", "u.1", at)
	repeat.By = "somebody else"
	must(t, s.RecordCorrections(t.Context(), []l10n.CorrectedSentence{repeat}))
	got, err := s.Corrections(t.Context(), l10n.TranslationKey{Document: "wrong-12345678", Locale: "es"})
	must(t, err)
	if len(got) != 2 || got[0].Run != "one" || got[1].Run != "two" || got[0].By != "editor" || got[0].Proposed.String() != "<1>b</1>" || !got[0].Note {
		t.Errorf("%+v", got)
	}
}
