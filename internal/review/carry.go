package review

import (
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Carried are earlier approvals that stand for a translation as it is now: nobody needs to sign it again.
type Carried struct {
	// Approvals has one a step; none says that people have to look.
	Approvals []l10n.Decision
	// Targets is the snapshot that they stand for.
	Targets l10n.Ref
}

// CarryOver looks for approvals of the very text of a translation: either the whole was approved before as it stands,
// or each segment was, though not all at once (a paragraph was moved, or one is gone). When every step of the
// translation has one, the approvals stand: the snapshot is kept, and the record is approved. ts are the targets as
// they stand.
func (s *Service) CarryOver(ctx context.Context, tr l10n.Translation, e *l10n.Extraction,
	ts []l10n.Target) (Carried, error) {
	if slices.ContainsFunc(ts, func(t l10n.Target) bool { return t.Correction != "" }) {
		return Carried{}, nil // somebody found a text wrong that was approved
	}
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	if err != nil {
		return Carried{}, err
	}
	approvals := approvalsOf(all, l10n.SourceHash(e.Units), l10n.TargetsHash(ts))
	if everyStep(tr.Steps, approvals) {
		return s.keepCarried(ctx, tr, ts, approvals)
	}
	return s.settle(ctx, tr, ts)
}

// settle ends a review that has nothing left to look at, because every segment stands as people approved it.
func (s *Service) settle(ctx context.Context, tr l10n.Translation, ts []l10n.Target) (Carried, error) {
	wanted, ok := signatures(tr.Steps, ts)
	if !ok {
		return Carried{}, nil
	}
	all, err := s.decisionsOn(ctx, tr) // a renamed page goes on with what was approved under its old address
	if err != nil {
		return Carried{}, err
	}
	approvals := latestByStep(all, func(d l10n.Decision) bool { return wanted[d.ID] })
	if !everyStep(tr.Steps, approvals) {
		return Carried{}, nil
	}
	return s.keepCarried(ctx, tr, ts, approvals)
}

// keepCarried keeps the snapshot of texts whose approvals stand.
func (s *Service) keepCarried(ctx context.Context, tr l10n.Translation, ts []l10n.Target,
	approvals []l10n.Decision) (Carried, error) {
	ts = slices.Clone(ts)
	for i := range ts {
		ts[i].State = l10n.Final
	}
	ref, err := blob.PutJSON(ctx, s.Blobs, ts)
	if err != nil {
		return Carried{}, err
	}
	_, err = s.Records.UpdateTranslation(ctx, tr.TranslationKey, func(t *l10n.Translation) error {
		t.Stage, t.Targets, t.Step, t.Assignee = l10n.StageApproved, ref, "", ""
		return nil
	})
	return Carried{Approvals: approvals, Targets: ref}, err
}

// approvalsOf returns the approvals of a text, by the hashes of its source and its targets, the latest of each step.
func approvalsOf(all []l10n.Decision, source, target l10n.Hash) []l10n.Decision {
	return latestByStep(all, func(d l10n.Decision) bool {
		return d.SourceHash.Holds(source) && d.TargetHash.Holds(target)
	})
}

// latestByStep returns the latest of the wanted approvals of each step. all are the decisions, the oldest first.
func latestByStep(all []l10n.Decision, wanted func(l10n.Decision) bool) []l10n.Decision {
	var latest []l10n.Decision
	for _, d := range all {
		if d.Ends() && wanted(d) {
			latest = slices.DeleteFunc(latest, func(o l10n.Decision) bool { return o.Step == d.Step })
			latest = append(latest, d)
		}
	}
	return latest
}

// everyStep reports whether each step has an approval, and that there is one at all.
func everyStep(steps []l10n.StepName, approvals []l10n.Decision) bool {
	for _, step := range steps {
		if !slices.ContainsFunc(approvals, func(d l10n.Decision) bool { return d.Step == step }) {
			return false
		}
	}
	return len(approvals) > 0
}

// signatures returns the IDs of the approvals under which the segments stand, and whether people have approved every
// one of them at each step and nothing stands against it.
func signatures(steps []l10n.StepName, ts []l10n.Target) (ids map[string]bool, ok bool) {
	ids = map[string]bool{}
	for _, t := range ts {
		if t.SubState != l10n.SubApproved || l10n.Blocks(t.Issues) {
			return nil, false
		}
		for _, step := range steps {
			if !slices.ContainsFunc(t.Signed, func(s l10n.Signature) bool { return s.Step == step }) {
				return nil, false
			}
		}
		for _, s := range t.Signed {
			ids[s.Decision] = true
		}
	}
	return ids, true
}
