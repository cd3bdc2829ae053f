package progress_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/progress"
)

func TestLinesPrintsWhatHasChanged(t *testing.T) {
	var out bytes.Buffer
	v := progress.NewView(&out)
	b := l10n.Translation{TranslationKey: l10n.TranslationKey{Document: "b", Locale: "es"}, Stage: l10n.StageTranslate}
	a := l10n.Translation{TranslationKey: l10n.TranslationKey{Document: "a", Locale: "es"}, Stage: l10n.StageReview, Step: "review",
		Progress: l10n.Progress{Approved: 2, Machine: 1, Empty: 1, Blocking: 3}}
	v.Update(l10n.Run{}, []l10n.Translation{b, a})
	v.Update(l10n.Run{}, []l10n.Translation{a, b})
	b.Stage, b.PublicURL = l10n.StagePublished, "https://site.test/es/b"
	v.Update(l10n.Run{}, []l10n.Translation{a, b})
	v.Close()
	want := []string{
		"es a waits for review (2 approved before, 1 by machine, 1 to write, 2 to mend)",
		"es b translate",
		"es b published https://site.test/es/b",
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("it printed\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestStanding(t *testing.T) {
	for want, tr := range map[string]l10n.Translation{
		"failed: the page is gone": {Stage: l10n.StageFailed, Comment: "the page is gone"},
		"cancelled":                {Stage: l10n.StageCancelled},
		"waits for sign-off (), round 2: mend the title": {Stage: l10n.StageReview, Step: "sign-off", Round: 2, Comment: "mend the title"},
	} {
		if got := progress.Standing(tr); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	parked := progress.Standing(l10n.Translation{Stage: l10n.StageParked, Comment: "the quota is used up", Run: "run-1"})
	if !strings.HasPrefix(parked, "parked: the quota is used up; next attempt ") || !strings.HasSuffix(parked, "or `dragoman resume run-1`") {
		t.Error(parked)
	}
}
