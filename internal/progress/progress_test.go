package progress_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/progress"
)

// TestLinesPrintsAPageALine holds that a page is a line when all its locales have come to rest, and another one when something
// has changed since.
func TestLinesPrintsAPageALine(t *testing.T) {
	var out bytes.Buffer
	began := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	approved := map[l10n.Locale][]l10n.UserID{"es": {"ana", "ben", "ana"}, "fr": {"ana", "ben"}}
	v := progress.NewView(&out, progress.Options{
		Approvers: func(_ l10n.Run, k l10n.TranslationKey) []l10n.UserID { return approved[k.Locale] },
		Soon:      func(t l10n.Translation) bool { return t.Step == "copy" },
	})
	run := l10n.Run{Documents: 3, Locales: []l10n.Locale{"es", "fr", "ar"}, Status: l10n.RunRunning, StartedAt: began}
	page := func(doc, url string, stages ...l10n.Stage) []l10n.Translation {
		var ts []l10n.Translation
		for i, s := range stages {
			tr := l10n.Translation{TranslationKey: l10n.TranslationKey{Document: l10n.DocumentID(doc), Locale: run.Locales[i]}, URL: url, Stage: s,
				UpdatedAt: began.Add(time.Duration(i+1) * time.Second)}
			if s == l10n.StageReview {
				tr.Step, tr.Progress = "review", l10n.Progress{Approved: 2, Machine: 1, Empty: 1, Blocking: 3}
			}
			ts = append(ts, tr)
		}
		return ts
	}
	const translate, waits, published = l10n.StageTranslate, l10n.StageReview, l10n.StagePublished
	var all []l10n.Translation
	step := func(pages ...[]l10n.Translation) string {
		out.Reset()
		all = slices.Concat(pages...)
		v.Update(run, all)
		v.Update(run, all)
		return out.String()
	}
	a, b := "https://site.test/news/a.html", "file:///home/me/b.html"
	for _, c := range []struct {
		what  string
		pages [][]l10n.Translation
		want  string
	}{
		{"nothing is known yet", nil, "3 pages in 3 locales\n"},
		{"some locales are on their way", [][]l10n.Translation{page("b", b, waits, translate, waits), page("a", a, published)}, ""},
		{"all rest", [][]l10n.Translation{page("b", b, waits, waits, waits), page("a", a, published, published, waits)},
			"/news/a.html es, fr published, approved by ana and ben, after 2.0 s · ar waits for review (2 approved before, 1 by machine, 1 to write, 2 to mend), after 3.0 s\n" +
				"b.html es, fr, ar waits for review (2 approved before, 1 by machine, 1 to write, 2 to mend), after 3.0 s\n"},
		{"one goes on", [][]l10n.Translation{page("b", b, waits, translate, waits), page("a", a, published, published, waits)}, ""},
		{"and rests again", [][]l10n.Translation{page("b", b, waits, published, waits), page("a", a, published, published, published)},
			"/news/a.html ar published, approved before, after 3.0 s\nb.html fr published, approved by ana and ben, after 2.0 s\n"},
	} {
		if got := strings.Join(strings.FieldsFunc(step(c.pages...), func(r rune) bool { return r == ' ' }), " "); got != c.want {
			t.Errorf("%s: it printed\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
	soon := page("c", "", waits, waits, waits)
	soon[0].Step = "copy"
	if got := step(soon); got != "" {
		t.Errorf("what comes by itself is told: %s", got)
	}
	run.Status = l10n.RunCancelled
	if got := step(page("c", "", l10n.StageCancelled, translate)); !strings.HasPrefix(got, "c ") || !strings.Contains(got, "es cancelled") || !strings.Contains(got, "fr translate") {
		t.Errorf("at the run's end nothing is left out: %q", got)
	}
	v.Close()
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
	due := time.Date(2026, 11, 30, 18, 0, 0, 0, time.Local)
	for want, tr := range map[string]l10n.Translation{
		", due 2026-11-30 18:00:00":                          {Step: "review", Due: due},
		", late since 2026-11-30 18:00:00":                   {Step: "review", Due: due, Late: true},
		", late since 2026-11-30 18:00:00, ben is asked now": {Step: "review", Due: due, Late: true, Escalated: "ben", Assignee: "ben"},
	} {
		if got := progress.Standing(tr); !strings.HasSuffix(got, want) {
			t.Errorf("%+v: %q, want %q at its end", tr, got, want)
		}
	}
	parked := progress.Standing(l10n.Translation{Stage: l10n.StageParked, Comment: "the quota is used up", Run: "run-1"})
	if !strings.HasPrefix(parked, "parked: the quota is used up; next attempt ") || !strings.HasSuffix(parked, "or `dragoman resume run-1`") {
		t.Error(parked)
	}
}
