package review

import (
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// asSeen refuses an approval of other texts than those that stand. It is bound to the hashes that the person saw: of the
// source, of the targets, and of their versions, so that a text which was changed and changed back is looked at again. None
// of the targets means what stands now. A shortened hash, as they were before, is refused like that of another text.
func asSeen(ts []l10n.Target, d l10n.Decision, source l10n.Hash) error {
	if d.SourceHash != "" && d.SourceHash != source {
		return fmt.Errorf("the source is another than the one that was shown: %w", l10n.ErrConflict)
	}
	if d.TargetHash != "" && (d.TargetHash != l10n.TargetsHash(ts) || d.VersionsHash != l10n.VersionsHash(ts)) {
		return fmt.Errorf("the text is another than the one that was shown: %w", l10n.ErrConflict)
	}
	return nil
}

// approve ends a step by a person's approval.
func (st *standing) approve(tr *l10n.Translation, ts []l10n.Target, d l10n.Decision, source l10n.Hash, last bool) error {
	if err := asSeen(ts, d, source); err != nil {
		return err
	}
	if err := approvable(ts); err != nil {
		return err
	}
	if err := st.allConfirmed(d.Step, ts); err != nil {
		return err
	}
	for i := range ts {
		ts[i].State = l10n.Reviewed
	}
	st.note(ts)
	if last {
		st.finish(ts)
	}
	st.ended(tr, ts, last)
	return nil
}

// note writes into targets which person has confirmed a machine's text.
func (st *standing) note(ts []l10n.Target) {
	for i := range ts {
		if v, ok := st.confirmation(ts[i]); ok && ts[i].IsUnconfirmed() {
			ts[i].Confirmed = &l10n.Signature{Decision: v.Assessment, Step: v.Step, By: l10n.UserID(v.By.ID), At: v.At}
			ts[i].Unconfirmed = false
		}
	}
}

// finish makes targets final. What no person has confirmed is noted as such, with the machine that approved it where one
// may.
func (st *standing) finish(ts []l10n.Target) {
	for i := range ts {
		ts[i].State = l10n.Final
		ts[i].Unconfirmed, ts[i].PassedBy = ts[i].IsUnconfirmed(), nil
		if ts[i].Unconfirmed {
			ts[i].PassedBy = st.approvedBy(ts[i])
		}
	}
}

// ended notes in the record that a step has ended.
func (st *standing) ended(tr *l10n.Translation, ts []l10n.Target, last bool) {
	recount(tr, ts)
	tr.Step, tr.StepKind, tr.Assignee = "", "", ""
	if last {
		tr.Stage = l10n.StageApproved
	}
}

// leaves counts the texts that would go to visitors after a step though nobody has confirmed them and the site doesn't
// publish such texts.
func (st *standing) leaves(step l10n.StepName, ts []l10n.Target) int {
	if st.plan.Unconfirmed != l10n.UnconfirmedHold || !st.lastOfPeople(step) {
		return 0
	}
	n := 0
	for _, t := range ts {
		if st.unconfirmed(t) {
			n++
		}
	}
	return n
}

// allConfirmed refuses to end a step while a segment that it asks about is not confirmed, or a machine's text would go to
// visitors that nobody has confirmed, where the site doesn't publish such texts.
func (st *standing) allConfirmed(step l10n.StepName, ts []l10n.Target) error {
	if st.plan.Unconfirmed != l10n.UnconfirmedHold {
		return nil
	}
	of := "of " + english.Count(len(ts), "segment") + " "
	const how = "confirm them one by one at the desk, or all of a class (`--confirm CLASS` of `dragoman approve`)"
	if open := st.openAt(step, ts); len(open) > 0 {
		rest := slices.DeleteFunc(slices.Clone(ts), func(t l10n.Target) bool { return st.open(step, t) })
		more := ""
		if n := st.leaves(step, rest); n > 0 {
			more = ", and " + english.Count(n, "more is", "more are") + " from a machine and confirmed by nobody"
		}
		return fmt.Errorf("%w: %s not confirmed yet at step %q%s: %s", l10n.ErrRefused, english.Count(len(open), of+"is", of+"are"), step, more, how)
	}
	if n := st.leaves(step, ts); n > 0 {
		return fmt.Errorf("%w: %s from a machine and confirmed by nobody: %s, or have the site publish them (unconfirmed: publish)",
			l10n.ErrRefused, english.Count(n, of+"is", of+"are"), how)
	}
	return nil
}

// approvable says why a translation cannot be approved as it stands, or nil.
func approvable(ts []l10n.Target) error {
	p := l10n.CountProgress(ts)
	of := "of " + english.Count(p.Segments, "segment") + " "
	switch {
	case p.Empty > 0:
		return fmt.Errorf("%w: %s no translation yet", l10n.ErrRefused, english.Count(p.Empty, of+"has", of+"have"))
	case p.Blocking > 0:
		return fmt.Errorf("%w: %s an issue that must be mended first", l10n.ErrRefused,
			english.Count(p.Blocking, of+"has", of+"have"))
	}
	for _, t := range ts {
		if t.State == l10n.Initial || !t.State.Valid() {
			return fmt.Errorf("%w: segment %s is %s and has no translation to approve", l10n.ErrRefused, t.Segment,
				t.State)
		}
	}
	return nil
}

// sign writes a round's approvals into the targets. One that nobody changed since it was approved keeps the signatures
// that it has.
func sign(ts []l10n.Target, approvals []l10n.Decision) {
	var signed []l10n.Signature
	for _, d := range approvals {
		signed = append(signed, l10n.Signature{Decision: d.ID, Step: d.Step, By: d.By, At: d.At})
	}
	for i := range ts {
		if ts[i].SubState != l10n.SubApproved || len(ts[i].Signed) == 0 {
			ts[i].Signed = slices.Clone(signed)
			for n := range ts[i].Signed {
				ts[i].Signed[n].ChangedSince = ts[i].EditedAt.After(signed[n].At)
			}
		}
	}
}
