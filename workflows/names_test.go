package workflows_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// TestWorkflowIDsAreASCII holds that an ID fits a header of gRPC, whatever sites, runs, documents and acts are called; that two
// are never one; and that the IDs of workflows which run already stay as they are.
func TestWorkflowIDsAreASCII(t *testing.T) {
	require.Equal(t, "run:news-20261128-100000-ab12", workflows.RunWorkflowID("news-20261128-100000-ab12"))
	require.Equal(t, "review:home-12345678:pt-BR",
		workflows.ReviewWorkflowID(l10n.TranslationKey{Document: "home-12345678", Locale: "pt-BR"}))
	require.Equal(t, "watch:News & Co. (100%)", workflows.WatchID("News & Co. (100%)"))

	seen := map[string]string{}
	for _, name := range []string{
		"news", "новости", "новость", "أخبار", "新闻", "ニュース", "Día", "Di\u0301a", "%D0%BD", "a\tb", "a\nb", "a%09b", "a\x00", "naïve 🎉",
		strings.Repeat("новости", 200), strings.Repeat("новости", 200) + "!", strings.Repeat("n", 2000), strings.Repeat("n", 2001), "\xff\xfe",
	} {
		k := l10n.TranslationKey{Document: l10n.DocumentID(name), Locale: "es"}
		for _, id := range []string{
			workflows.RunWorkflowID(l10n.RunID(name)), workflows.DocumentWorkflowID(k.Document), workflows.LocaleWorkflowID(k),
			workflows.ReviewWorkflowID(k), workflows.UnpublishWorkflowID("d", name), workflows.WatchID(l10n.SiteName(name)),
			workflows.SetWatchWorkflowID(l10n.SiteName(name), "1"), workflows.EndWatchWorkflowID(l10n.SiteName(name), "1"),
			workflows.RollbackWorkflowID("d", name), workflows.AnswerWorkflowID(l10n.FindingDecision{Site: l10n.SiteName(name), ID: name}),
		} {
			if i := strings.IndexFunc(id, func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 || len(id) > 1000 {
				t.Errorf("%q: %d bytes, %q", name, len(id), id)
			}
			if other, ok := seen[id]; ok {
				t.Errorf("%q and %q have the same ID %s", name, other, id)
			}
			seen[id] = name
		}
	}
}
