package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// judged writes records of a run in which a shadow, the checks and a person said things of three sentences.
func judged(ts *testscript.TestScript, _ bool, _ []string) {
	ctx, at := context.Background(), time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	s, err := store.Open(ctx, filepath.Join(ts.Getenv("WORK"), ".dragoman", "records.db"))
	ts.Check(err)
	defer func() { ts.Check(s.Close()) }()
	e := l10n.Extraction{Lang: "en", Units: []l10n.Unit{{ID: "u", Element: "p"}}}
	var targets []l10n.Target
	for i, texts := range [][2]string{{"The lock is open.", "La esclusa está abierta."}, {"It cost 37 million.", "Costó 73 millones."}, {"Nobody came.", "Nadie vino."}} {
		g := l10n.Segment{ID: l10n.NewSegmentID("u", i+1), Source: l10n.TextFragment(texts[0])}
		e.Units[0].Segments = append(e.Units[0].Segments, g)
		targets = append(targets, l10n.Target{Segment: g.ID, SourceHash: g.Hash(), Text: l10n.TextFragment(texts[1]), State: l10n.Translated,
			SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT, Provider: "deepl"}, Version: 1})
	}
	targets[1].Issues = []l10n.Issue{{Check: "numbers", Severity: 60, Comment: "The number 37 is not in the target."}}
	extraction, err := blob.PutJSON(ctx, s, e)
	ts.Check(err)
	plan, err := blob.PutJSON(ctx, s, l10n.Plan{Site: "news", Review: []l10n.ReviewStep{
		{Name: "trial", Kind: l10n.StepModel, Shadow: true}, {Name: "checks", Kind: l10n.StepChecks}, {Name: "review", Kind: l10n.StepPerson},
	}})
	ts.Check(err)
	k := l10n.TranslationKey{Document: "lock-1", Locale: "es"}
	_, err = s.UpdateRun(ctx, "run-1", func(r *l10n.Run) error {
		r.ID, r.Site, r.Status, r.StartedAt = "run-1", "news", l10n.RunRunning, at
		return nil
	})
	ts.Check(err)
	_, err = s.OpenTranslation(ctx, k, func(t *l10n.Translation) error {
		t.Run, t.Site, t.Title, t.SourceLang, t.Stage, t.Step, t.Round = "run-1", "news", "The lock", "en", l10n.StageReview, "review", 1
		t.Extraction, t.Plan, t.Progress = extraction, plan, l10n.Progress{Segments: 3, Sent: 3, Characters: 48}
		return nil
	})
	ts.Check(err)
	_, _, err = s.UpdateTargets(ctx, k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) { return targets, nil })
	ts.Check(err)
	ninety := 90
	pass := l10n.Verdict{Outcome: l10n.Pass}
	model := l10n.Assessment{ID: "t1", Step: "trial", Shadow: true, By: l10n.Reviewer{Kind: "model", ID: "judge", Version: "2"}, At: at,
		Cost: l10n.Cost{Input: 900, Output: 60, Amount: 0.12, Currency: "USD"}}
	say := func(a l10n.Assessment, vs ...l10n.Verdict) {
		ts.Check(s.RecordAssessment(ctx, k, a, func(_ l10n.Translation, now []l10n.Target) ([]l10n.Verdict, error) {
			var all []l10n.Verdict
			for i, v := range vs {
				if v.Outcome != "" {
					v.Segment, v.Step, v.SourceHash, v.By, v.Shadow, v.Assessment, v.At = now[i].Segment, a.Step, now[i].SourceHash, a.By, a.Shadow, a.ID, a.At
					if v.TargetHash == "" {
						v.TargetHash = now[i].Text.Hash()
					}
					all = append(all, v)
				}
			}
			return all, nil
		}))
	}
	say(model, l10n.Verdict{Outcome: l10n.Pass, Score: &ninety}, pass, l10n.Verdict{Outcome: l10n.Changes,
		Remarks: []l10n.Remark{{Category: l10n.CategoryAccuracy, Severity: l10n.Major, TargetSpan: "vino", Message: "It is the wrong tense."}}})
	say(l10n.Assessment{ID: "c1", Step: "checks", By: l10n.Reviewer{Kind: "checks"}, At: at}, pass, l10n.Verdict{Outcome: l10n.Changes}, pass)
	say(l10n.Assessment{ID: "o1", Step: "review", By: l10n.Reviewer{Kind: l10n.ByRule}, At: at}, l10n.Verdict{Outcome: l10n.Skipped, Why: "passed"},
		l10n.Verdict{Outcome: l10n.Asked, Why: "changes:checks"}, l10n.Verdict{Outcome: l10n.Asked, Why: "sample"})
	ana := l10n.Assessment{ID: "w1", Step: "review", By: l10n.Reviewer{Kind: "person", ID: "ana"}, At: at.Add(time.Hour)}
	mended := l10n.TextFragment("Costó 37 millones.")
	say(ana, l10n.Verdict{}, l10n.Verdict{Outcome: l10n.Pass, Why: "wrote", TargetHash: mended.Hash(),
		Rewrite: &l10n.Rewrite{Of: targets[1].Text.Hash(), Changed: 2, Length: 18}}, pass)
	_, _, err = s.UpdateTargets(ctx, k, func(_ *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		ts[1].Text, ts[1].SubState, ts[1].Origin, ts[1].Issues = mended, l10n.SubHuman, l10n.Origin{Kind: l10n.SubHuman, By: "ana"}, nil
		ts[1].EditedAt = at.Add(time.Hour)
		return ts, nil
	})
	ts.Check(err)
}
