// Package review says who must look at what, and applies people's decisions to the texts: an approval is bound to the
// source and the target that the person saw, and nothing that is empty or broken can be approved.
package review

import (
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Apply takes a decision for the record's waiting step. ts are the targets as they stand and are changed in place; last
// says that the step is the last one. A refusal wraps [l10n.ErrRefused], a text that changed since the person saw it
// [l10n.ErrConflict].
func Apply(tr *l10n.Translation, ts []l10n.Target, d l10n.Decision, sourceHash l10n.Hash, last bool) error {
	if tr.Step != d.Step {
		return notWaiting(d.Step, tr.Step)
	}
	switch d.Kind {
	case l10n.Approve:
		return approve(tr, ts, d, sourceHash, last)
	case l10n.RequestChanges:
		sendBack(tr, ts, d)
	case l10n.Reassign:
		tr.Assignee = d.To
	default:
		return fmt.Errorf("%w: unknown decision %q", l10n.ErrRefused, d.Kind)
	}
	return nil
}

func approve(tr *l10n.Translation, ts []l10n.Target, d l10n.Decision, sourceHash l10n.Hash, last bool) error {
	if d.SourceHash != "" && d.SourceHash != sourceHash {
		return fmt.Errorf("the source is another than the one that was shown: %w", l10n.ErrConflict)
	}
	if now := l10n.TargetsHash(ts); d.TargetHash != "" && d.TargetHash != now {
		return fmt.Errorf("the text is another than the one that was shown: %w", l10n.ErrConflict)
	}
	if err := Approvable(ts); err != nil {
		return err
	}
	for i := range ts {
		state, err := ts[i].State.Advance(last)
		if err != nil {
			return fmt.Errorf("%w: segment %s: %w", l10n.ErrRefused, ts[i].Segment, err)
		}
		ts[i].State = state
	}
	tr.Step, tr.Assignee = "", ""
	if last {
		tr.Stage = l10n.StageApproved
	}
	return nil
}

// Sign writes a round's approvals into the targets. One that nobody changed since it was approved keeps the signatures
// that it has.
func Sign(ts []l10n.Target, approvals []l10n.Decision) {
	for i := range ts {
		if ts[i].SubState != l10n.SubApproved || len(ts[i].Signed) == 0 {
			ts[i].Signed = l10n.Sign(approvals)
		}
	}
}

// Approvable says why a translation cannot be approved as it stands, or nil.
func Approvable(ts []l10n.Target) error {
	p := l10n.CountProgress(ts)
	switch {
	case p.Empty > 0:
		return fmt.Errorf("%w: %d of %d segments have no translation yet", l10n.ErrRefused, p.Empty, p.Segments)
	case p.Blocking > 0:
		return fmt.Errorf("%w: %d of %d segments have an issue that must be mended first", l10n.ErrRefused, p.Blocking, p.Segments)
	}
	return nil
}

// sendBack demotes what earlier steps had reviewed: it has to be looked at again.
func sendBack(tr *l10n.Translation, ts []l10n.Target, d l10n.Decision) {
	for i := range ts {
		if ts[i].State.AtLeast(l10n.Reviewed) {
			ts[i].State = l10n.Translated
		}
	}
	tr.Step, tr.Assignee, tr.Comment = "", "", d.Comment
	tr.Round++
}
