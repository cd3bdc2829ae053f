package activities

import (
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// StepInput says which step waits, and for whom.
type StepInput struct {
	Key      l10n.TranslationKey
	Step     l10n.StepName
	Assignee l10n.UserID
	Round    int
}

// OpenStep puts a translation into the desk's queue.
func (a *Activities) OpenStep(ctx context.Context, in StepInput) error {
	_, err := a.Records.UpdateTranslation(ctx, in.Key, func(t *l10n.Translation) error {
		if t.Step == in.Step && t.Stage == l10n.StageReview {
			return nil // a retry
		}
		t.Stage, t.Step, t.Assignee, t.Round = l10n.StageReview, in.Step, in.Assignee, in.Round
		t.WaitsSince, t.Reminders = time.Now().UTC(), 0
		return nil
	})
	return fail(err)
}

// DecisionInput is a person's decision on its way into the records.
type DecisionInput struct {
	Key      l10n.TranslationKey
	Decision l10n.Decision
	Last     bool // the step is the last one
	// Approvals are those of the round's earlier steps.
	Approvals []l10n.Decision `json:",omitempty"`
}

// Decided is what came of a decision.
type Decided struct {
	SourceHash, TargetHash l10n.Hash
	// Targets is the snapshot that was approved, when the step was the last.
	Targets l10n.Ref
	// Carried are the approvals that stand when a declaration has left nothing to look at.
	Carried []l10n.Decision `json:",omitempty"`
}

// RecordDecision applies a decision to the records, bound to the text as it stands; the last approval keeps a snapshot
// of the targets, which is what will be published, and feeds the memory. A repeat changes nothing.
func (a *Activities) RecordDecision(ctx context.Context, in DecisionInput) (Decided, error) {
	tr, err := a.Records.Translation(ctx, in.Key)
	if err != nil {
		return Decided{}, fail(err)
	}
	e, err := a.Extraction(ctx, tr.Extraction)
	if err != nil {
		return Decided{}, fail(err)
	}
	source := l10n.SourceHash(e.Units)
	ts, err := a.Records.Targets(ctx, in.Key)
	if err != nil {
		return Decided{}, fail(err)
	}
	// The snapshot is taken here and bound below: apply refuses when the text is another by then.
	d := in.Decision
	if d.Kind == l10n.Approve && d.TargetHash == "" {
		d.TargetHash = l10n.TargetsHash(ts)
	}
	shown := d.SourceHash
	d.SourceHash = source
	if err := a.Records.RecordDecision(ctx, in.Key, d, func(t *l10n.Translation, now []l10n.Target) ([]l10n.Target, error) {
		check := d
		if shown != "" {
			check.SourceHash = shown
		}
		ts = now
		if err := review.Apply(t, now, check, source, in.Last); err != nil {
			return nil, err
		}
		if d.Kind != l10n.Approve {
			return nil, nil
		}
		if in.Last {
			review.Sign(now, append(slices.Clip(in.Approvals), d))
		}
		return slices.DeleteFunc(slices.Clone(now), func(t l10n.Target) bool { return t.State != l10n.Final }), nil
	}); err != nil {
		return Decided{}, fail(err)
	}
	out := Decided{SourceHash: source, TargetHash: d.TargetHash}
	if d.Kind == l10n.Approve && in.Last {
		out.Targets, err = a.keepSnapshot(ctx, tr, e, ts, d)
	}
	return out, fail(err)
}

func (a *Activities) keepSnapshot(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, ts []l10n.Target, d l10n.Decision) (l10n.Ref, error) {
	ref, err := blob.PutJSON(ctx, a.Blobs, ts)
	if err != nil {
		return "", err
	}
	if _, err := a.Records.UpdateTranslation(ctx, tr.TranslationKey, func(t *l10n.Translation) error {
		t.Targets = ref
		return nil
	}); err != nil {
		return "", err
	}
	if a.Memory == nil {
		return ref, nil
	}
	return ref, a.Memory.Add(ctx, memoryEntries(tr, e, ts, d))
}

// memoryEntries are the approved targets as the memory keeps them. Figures and pseudo-localized text teach it nothing.
func memoryEntries(tr l10n.Translation, e *l10n.Extraction, ts []l10n.Target, d l10n.Decision) []l10n.MemoryEntry {
	var entries []l10n.MemoryEntry
	for i, at := range e.Places() {
		t := ts[i]
		if t.SubState == l10n.SubCopy || t.SubState == l10n.SubPseudo {
			continue
		}
		entries = append(entries, l10n.MemoryEntry{
			Source: at.Segment.Source, Target: t.Text, Prev: at.Prev, Next: at.Next, Element: at.Unit.Role(),
			SourceLang: e.Lang, Locale: tr.Locale, Author: author(t, d), Site: tr.Site, Run: tr.Run, Document: tr.Document, At: d.At,
		})
	}
	return entries
}

// author is who wrote the text, or who approved it when no person did.
func author(t l10n.Target, d l10n.Decision) l10n.UserID {
	if t.Origin.By != "" {
		return t.Origin.By
	}
	return d.By
}

// RemindInput names a step that has waited for long.
type RemindInput struct {
	Key  l10n.TranslationKey
	Step l10n.StepName
}

// Remind notes that a step still waits, in the record, where the desk shows it, and in the log.
func (a *Activities) Remind(ctx context.Context, in RemindInput) error {
	t, err := a.Records.UpdateTranslation(ctx, in.Key, func(t *l10n.Translation) error {
		if t.Step == in.Step {
			t.Reminders++
		}
		return nil
	})
	if err == nil {
		a.Logger.WarnContext(ctx, "a translation still waits for a person", "document", t.Document, "locale", t.Locale,
			"step", t.Step, "assignee", t.Assignee, "since", t.WaitsSince)
	}
	return fail(err)
}

// EndInput says how a translation ended, or what it is on its way to.
type EndInput struct {
	Key     l10n.TranslationKey
	Run     l10n.RunID
	Stage   l10n.Stage
	Comment string
}

// EndTranslation writes how a translation ended. A later run's record is left alone.
func (a *Activities) EndTranslation(ctx context.Context, in EndInput) error {
	_, err := a.Records.UpdateTranslation(ctx, in.Key, func(t *l10n.Translation) error {
		if t.Run == in.Run {
			t.Stage, t.Comment, t.Step, t.Assignee = in.Stage, in.Comment, "", ""
		}
		return nil
	})
	return fail(err)
}
