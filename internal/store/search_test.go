package store_test

import (
	"fmt"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// searched holds what lists of translations can be asked for besides what their keys say.
func searched(t *testing.T, s *store.Store) {
	for _, tr := range []l10n.Translation{
		{TranslationKey: key("s-lock", "es"), Title: "Écluse nord: 100% open", URL: "https://x.test/news/Lock", Stage: l10n.StagePublished},
		{TranslationKey: key("s-lock", "ar"), Title: "Écluse nord: 100% open", URL: "https://x.test/news/Lock", Stage: l10n.StageReview, Step: "review"},
		{TranslationKey: key("s-tolls", "es"), Title: "Пошлины", URL: "https://x.test/news/tolls", Stage: l10n.StageFailed},
		{TranslationKey: key("s-pilots", "es"), Title: "Pilots", URL: "https://x.test/pilots", Stage: l10n.StageReview, Step: "judge", StepKind: l10n.StepModel},
	} {
		tr.Run, tr.Site = "s", "searched"
		saveTranslation(t, s, tr)
	}
	for query, want := range map[string]int{
		"": 4, "ecluse": 2, "ÉCLUSE news": 2, "ПОШЛИНЫ": 1, "100%": 2, "10%": 0, "_": 0, "news": 3, "news pilots": 0, "s-pilots": 1,
	} {
		got, err := s.Translations(t.Context(), l10n.TranslationFilter{Site: "searched", Query: query})
		must(t, err)
		if len(got) != want {
			t.Errorf("%q finds %d translations, want %d", query, len(got), want)
		}
	}
	got, err := s.Translations(t.Context(), l10n.TranslationFilter{
		Site: "searched", Stages: []l10n.Stage{l10n.StageReview, l10n.StageFailed}, Documents: []l10n.DocumentID{"s-lock", "s-tolls"}})
	must(t, err)
	if len(got) != 2 {
		t.Errorf("%d translations of two documents at two stages, want 2", len(got))
	}
	counts, err := s.CountTranslations(t.Context(), l10n.TranslationFilter{Run: "s"})
	must(t, err)
	if want := "[{ar review true 1} {es failed false 1} {es published false 1} {es review false 1}]"; fmt.Sprint(counts) != want {
		t.Errorf("counted %v, want %s", counts, want)
	}
	docs, all, err := s.TranslatedDocuments(t.Context(), l10n.TranslationFilter{Run: "s", Limit: 2, Offset: 1})
	must(t, err)
	if fmt.Sprint(docs) != "[s-pilots s-tolls]" || all != 3 {
		t.Errorf("documents %v of %d", docs, all)
	}
}
