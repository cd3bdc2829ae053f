package store_test

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// judged makes a translation whose segments the function says things of.
type judged struct {
	*testing.T
	s    *store.Store
	k    l10n.TranslationKey
	site l10n.SiteName
	n    int
}

func newJudged(t *testing.T, s *store.Store, doc l10n.DocumentID, site l10n.SiteName, texts ...string) *judged {
	j := &judged{T: t, s: s, k: l10n.TranslationKey{Document: doc, Locale: "es"}, site: site}
	_, err := s.OpenTranslation(t.Context(), j.k, func(tr *l10n.Translation) error {
		tr.Run, tr.Site = "r1", site
		return nil
	})
	must(t, err)
	_, _, err = s.UpdateTargets(t.Context(), j.k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) {
		var ts []l10n.Target
		for i, text := range texts {
			g := l10n.Target{Segment: l10n.SegmentID(fmt.Sprint("u.", i+1)), SourceHash: "s", Text: l10n.TextFragment(text), Version: 1}
			if text == "Bad." {
				g.Issues = []l10n.Issue{{Severity: 60}, {Severity: 10}}
			}
			ts = append(ts, g)
		}
		return ts, nil
	})
	must(t, err)
	return j
}

// say keeps one verdict a segment; those of segments that are not named stay away.
func (j *judged) say(a l10n.Assessment, vs ...l10n.Verdict) {
	j.Helper()
	j.n++
	a.ID = fmt.Sprint(a.Step, "-", j.n)
	err := j.s.RecordAssessment(j.Context(), j.k, a, func(_ l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		for i := range vs {
			v := &vs[i]
			v.Step, v.SourceHash, v.By, v.Shadow = a.Step, "s", a.By, a.Shadow
			v.Assessment = cmp.Or(v.Assessment, a.ID)
			if v.TargetHash == "" {
				v.TargetHash = ts[slices.IndexFunc(ts, func(t l10n.Target) bool { return t.Segment == v.Segment })].Text.Hash()
			}
		}
		return vs, nil
	})
	must(j.T, err)
}

func on(n int, o l10n.Outcome) l10n.Verdict {
	return l10n.Verdict{Segment: l10n.SegmentID(fmt.Sprint("u.", n)), Outcome: o}
}

func why(v l10n.Verdict, why string) l10n.Verdict {
	v.Why = why
	return v
}

// reports holds what a report counts: what people did last with the very texts, and nothing that was said of others, before,
// or on another site.
func reports(t *testing.T, s *store.Store) {
	ctx := t.Context()
	j := newJudged(t, s, "reported-1", "report-site", "Left.", "Changed.", "Sent back.", "At once.", "Nobody.", "Bad.", "Late.")
	model := l10n.Assessment{Step: "judge", Shadow: true, By: l10n.Reviewer{Kind: "model"}, Cost: l10n.Cost{Input: 100, Amount: 0.5, Currency: "USD"}, Dropped: 2}
	person := l10n.Assessment{Step: "review", By: l10n.Reviewer{Kind: "person", ID: "ana"}}
	house := l10n.Assessment{Step: "judge", Shadow: true, By: l10n.Reviewer{Kind: l10n.ByRule}}
	j.say(person, on(5, l10n.Changes)) // before the judge
	j.say(model, on(1, l10n.Pass), on(2, l10n.Pass), on(3, l10n.Pass), on(4, l10n.Pass), on(5, l10n.Pass), on(6, l10n.Changes))
	late := on(7, l10n.Abstain)
	late.Why, late.Comment = "none", "late"
	j.say(house, late)
	opened := l10n.Assessment{Step: "review", By: l10n.Reviewer{Kind: l10n.ByRule}}
	j.say(opened, why(on(1, l10n.Asked), "sample"), why(on(2, l10n.Skipped), "passed"), on(6, l10n.Asked))
	j.say(person, why(on(1, l10n.Changes), "named"), on(6, l10n.Pass))
	j.say(person, on(1, l10n.Pass)) // she has thought better of it
	edit := why(on(2, l10n.Pass), "wrote")
	edit.TargetHash, edit.Rewrite = "new", &l10n.Rewrite{Of: l10n.TextFragment("Changed.").Hash(), Changed: 3, Length: 8}
	j.say(person, edit)
	j.say(person, on(3, l10n.Changes), why(on(4, l10n.Pass), "all"))
	elsewhere := on(5, l10n.Pass)
	elsewhere.TargetHash = "another text"
	j.say(person, elsewhere)
	taken := on(1, l10n.Pass) // by a later run
	taken.Assessment = "judge-2"
	j.say(l10n.Assessment{Step: "judge", By: l10n.Reviewer{Kind: l10n.ByRule}}, taken)
	newJudged(t, s, "reported-2", "other-site", "Left.").say(model, on(1, l10n.Pass))

	f := l10n.ReportFilter{Site: "report-site"}
	got, err := s.CountVerdicts(ctx, f)
	must(t, err)
	slices.SortFunc(got, func(a, b l10n.VerdictCount) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	c := l10n.VerdictCount{Step: "judge", Shadow: true, Kind: "model", Outcome: l10n.Pass, Count: 1}
	with := func(change func(*l10n.VerdictCount)) l10n.VerdictCount {
		one := c
		change(&one)
		return one
	}
	want := []l10n.VerdictCount{
		with(func(c *l10n.VerdictCount) { c.After, c.Asked = l10n.AfterLeft, true }),
		with(func(c *l10n.VerdictCount) { c.After = l10n.AfterChanged }),
		with(func(c *l10n.VerdictCount) { c.After = l10n.AfterSentBack }),
		with(func(c *l10n.VerdictCount) { c.After = l10n.AfterAtOnce }),
		with(func(c *l10n.VerdictCount) { c.After = l10n.AfterNothing }),
		with(func(c *l10n.VerdictCount) {
			c.Outcome, c.Found, c.After, c.Asked = l10n.Changes, true, l10n.AfterLeft, true
		}),
		with(func(c *l10n.VerdictCount) {
			c.Kind, c.Outcome, c.Why, c.After = l10n.ByRule, l10n.Abstain, "late", l10n.AfterNothing
		}),
	}
	slices.SortFunc(want, func(a, b l10n.VerdictCount) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	edits, err := s.CountEdits(ctx, f)
	must(t, err)
	if diff := gocmp.Diff([]l10n.EditCount{{Step: "judge", Shadow: true, Outcome: l10n.Pass, Edits: 1, Changed: 3, Of: 8}}, edits); diff != "" {
		t.Error(diff)
	}
	answers, err := s.CountAnswers(ctx, f)
	must(t, err)
	if diff := gocmp.Diff([]l10n.AnswerCount{{Step: "judge", Shadow: true, Answers: 1, Dropped: 2, Cost: model.Cost}}, answers); diff != "" {
		t.Error(diff)
	}
	for _, none := range []l10n.ReportFilter{{Site: "report-site", Step: "review"}, {Site: "report-site", Since: time.Now().Add(time.Hour)}, {Site: "nowhere"}} {
		v, err1 := s.CountVerdicts(ctx, none)
		e, err2 := s.CountEdits(ctx, none)
		a, err3 := s.CountAnswers(ctx, none)
		must(t, cmp.Or(err1, err2, err3))
		if len(v)+len(e)+len(a) != 0 {
			t.Errorf("%+v counts %v %v %v", none, v, e, a)
		}
	}
	sites, err := s.AssessedSites(ctx)
	must(t, err)
	if !slices.Contains(sites, "report-site") || !slices.Contains(sites, "other-site") {
		t.Errorf("%v", sites)
	}
	statements(t, s, j)
}

// statements holds what is read of one segment.
func statements(t *testing.T, s *store.Store, j *judged) {
	ctx := t.Context()
	said, all, err := s.SaidOn(ctx, j.k, "u.1", 3)
	must(t, err)
	if all != 4 || len(said) != 3 || said[0].Verdict.Outcome != l10n.Asked || said[2].Verdict.Outcome != l10n.Pass || said[2].Run != "r1" ||
		said[2].Assessment.By.ID != "ana" || said[2].Assessment.Segments != 1 {
		t.Errorf("of %d: %+v", all, said)
	}
	now, err := s.VerdictsNow(ctx, j.k, "r1", "u.1")
	must(t, err)
	if len(now) != 2 || now[0].Step != "judge" || now[1].Outcome != l10n.Pass {
		t.Errorf("%+v", now)
	}
	routed, err := s.RoutedIn(ctx, j.k, "r1")
	must(t, err)
	if len(routed) != 3 || routed[0].Step != "review" || routed[0].Why != "sample" {
		t.Errorf("%+v", routed)
	}
	_, _, err = s.UpdateTargets(ctx, j.k, func(_ *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		for i, text := range []string{"One.", "Two."} {
			ts[i].Text, ts[i].SubState, ts[i].Origin = l10n.TextFragment(text), l10n.SubHuman, l10n.Origin{Kind: l10n.SubHuman, By: "ana"}
		}
		return ts, nil
	})
	must(t, err)
	kept, all, err := s.KeptOn(ctx, j.k, "u.2", 5)
	must(t, err)
	if all != 1 || len(kept) != 1 || kept[0].Text.Text() != "Two." {
		t.Errorf("of %d: %+v", all, kept)
	}
}

// TestReportOfManyVerdicts counts 100,000 verdicts, of which a thousand are on one segment, in the database: what comes out of
// it has a few lines.
func TestReportOfManyVerdicts(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	j := newJudged(t, s, "large-1", "large", "Text.")
	j.say(l10n.Assessment{Step: "judge", By: l10n.Reviewer{Kind: "model"}}, on(1, l10n.Changes))
	_, err = s.DB().ExecContext(t.Context(), `
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
		INSERT INTO assessments (document, locale, assessment, run, site, step, at, body)
			SELECT 'large-1', 'es', 'a' || i, 'r1', 'large', 'judge', '2026', '{}' FROM n`)
	must(t, err)
	_, err = s.DB().ExecContext(t.Context(), `
		INSERT INTO verdicts (document, locale, assessment, segment, run, at, body, site, step, kind, outcome, source_hash, target_hash)
			SELECT document, locale, assessment, 'u.' || (1 + CAST(substr(assessment, 2) AS INTEGER) / 1000), run, '2026', '{}', site, step, 'model', 'pass', 's', 'x'
			FROM assessments WHERE assessment LIKE 'a%'`)
	must(t, err)
	got, err := s.CountVerdicts(t.Context(), l10n.ReportFilter{Site: "large"})
	must(t, err)
	if len(got) != 2 || got[0].Count+got[1].Count != 100_000 {
		t.Errorf("%+v", got)
	}
	said, all, err := s.SaidOn(t.Context(), j.k, "u.1", 300)
	must(t, err)
	if all != 1000 || len(said) != 300 {
		t.Errorf("%d of %d", len(said), all)
	}
}
