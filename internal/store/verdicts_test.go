package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// verdicts holds that nothing that was said is lost, that the latest word of each step counts, that a repeat changes
// nothing, and that a refusal writes nothing.
func verdicts(t *testing.T, s *store.Store) {
	ctx, k := t.Context(), l10n.TranslationKey{Document: "judged-12345678", Locale: "es"}
	_, err := s.OpenTranslation(ctx, k, func(tr *l10n.Translation) error {
		tr.Run, tr.Site = "r1", "news"
		return nil
	})
	must(t, err)
	_, _, err = s.UpdateTargets(ctx, k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) {
		return []l10n.Target{{Segment: "u.1", Text: l10n.TextFragment("Sí."), Version: 1}, {Segment: "u.2", Text: l10n.TextFragment("No."), Version: 1}}, nil
	})
	must(t, err)
	say := func(id string, step l10n.StepName, run l10n.RunID, outcomes ...l10n.Outcome) error {
		return s.RecordAssessment(ctx, k, l10n.Assessment{ID: id, Step: step, Run: run}, func(tr l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
			if tr.Run != "r1" || len(ts) != 2 {
				t.Errorf("%+v %+v", tr, ts)
			}
			var vs []l10n.Verdict
			for i, o := range outcomes {
				vs = append(vs, l10n.Verdict{Segment: ts[i].Segment, Step: step, TargetHash: ts[i].Text.Hash(), Outcome: o, Assessment: id})
			}
			return vs, nil
		})
	}
	must(t, say("a1", "checks", "", l10n.Pass, l10n.Changes))
	must(t, say("a2", "review", "", l10n.Asked, l10n.Asked))
	must(t, say("a3", "review", "", l10n.Pass))
	must(t, say("a3", "review", "", l10n.Changes, l10n.Changes)) // a repeat
	must(t, say("a4", "review", "r0", l10n.Changes))             // another run's
	refused := errors.New("no")
	if err := s.RecordAssessment(ctx, k, l10n.Assessment{ID: "a5", Step: "review"}, func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error) {
		return nil, refused
	}); !errors.Is(err, refused) {
		t.Error(err)
	}
	if err := s.RecordAssessment(ctx, l10n.TranslationKey{Document: "none", Locale: "es"}, l10n.Assessment{ID: "a6"}, nil); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	got, err := s.Verdicts(ctx, k, "r1")
	must(t, err)
	type row struct {
		Step    l10n.StepName
		Segment l10n.SegmentID
		Outcome l10n.Outcome
	}
	rows := func(vs []l10n.Verdict) (all []row) {
		for _, v := range vs {
			all = append(all, row{v.Step, v.Segment, v.Outcome})
		}
		return all
	}
	want := []row{{"checks", "u.1", l10n.Pass}, {"checks", "u.2", l10n.Changes}, {"review", "u.1", l10n.Pass}, {"review", "u.2", l10n.Asked}}
	if diff := cmp.Diff(want, rows(got)); diff != "" {
		t.Error(diff)
	}
	all, err := s.VerdictsOn(ctx, k, "u.1")
	must(t, err)
	want = []row{{"checks", "u.1", l10n.Pass}, {"review", "u.1", l10n.Asked}, {"review", "u.1", l10n.Pass}, {"review", "u.1", l10n.Changes}}
	if diff := cmp.Diff(want, rows(all)); diff != "" {
		t.Error(diff)
	}
	as, err := s.Assessments(ctx, k, "r1")
	must(t, err)
	if len(as) != 3 || as[0].Segments != 2 || as[2].Segments != 1 || as[2].Run != "r1" {
		t.Errorf("%+v", as)
	}
}
