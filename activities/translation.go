package activities

import (
	"context"
	"errors"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// LeverageTranslation opens the translation's record and starts its draft from earlier approvals and the memory.
func (a *Activities) LeverageTranslation(ctx context.Context, in work.Opening) (work.Drafted, error) {
	if err := a.of(ctx, LocaleWorkflowID(in.Key)); err != nil {
		return work.Drafted{}, err
	}
	own := in.Plan
	if a.added(ctx, in.Plan) { // the locale is another run's, which was added to this one
		r, err := a.Work.Runs.Run(ctx, in.Run)
		if err != nil {
			return work.Drafted{}, toAppError(err)
		}
		own = r.Plan
	}
	if err := a.begins(ctx, in.Run, own); err != nil {
		return work.Drafted{}, err
	}
	if err := a.listed(ctx, in.Run, in.Key.Document); err != nil {
		return work.Drafted{}, a.logRefusal(ctx, err, "run", in.Run)
	}
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (work.Drafted, error) {
		out, err := a.Work.Draft(ctx, in, p)
		if errors.Is(err, work.ErrWithPeople) {
			return out, stranger(err)
		}
		return out, err
	})
}

// ParkInput says that a translation waits for engines, or with no Until that it goes on.
type ParkInput struct {
	Key    l10n.TranslationKey
	Reason string
	Until  time.Time // of the next attempt
	// Resume is the word by which it goes on, of the translation of Run.
	Resume *l10n.Resume `json:",omitempty"`
	Run    l10n.RunID   `json:",omitempty"`
}

// ParkTranslation writes into a translation's record that it waits for engines, or that it goes on. A word that allows
// characters beyond a budget or leaves texts to people must be signed. One that only has engines asked now need not be:
// a worker that starts sends it.
func (a *Activities) ParkTranslation(ctx context.Context, in ParkInput) error {
	if err := a.of(ctx, LocaleWorkflowID(in.Key)); err != nil {
		return err
	}
	if r := in.Resume; r != nil && (r.Seal != nil || r.Allow != 0 || r.Skip) {
		s := signing.Resume(in.Key, in.Run, *r)
		if err := a.logAct(ctx, a.Authority.Admit(s, r.Seal), s); err != nil {
			return err
		}
	}
	if in.Until.IsZero() {
		return toAppError(a.Work.Unpark(ctx, in.Key))
	}
	return toAppError(a.Work.Park(ctx, in.Key, in.Reason, in.Until))
}

// CheckInput names a draft whose engines have answered.
type CheckInput struct {
	Draft      l10n.Ref
	Extraction l10n.Ref
	Characters int // that were sent to engines
	Sent       int `json:",omitempty"` // texts
	// Unanswered says why engines left texts open.
	Unanswered []l10n.Unanswered `json:",omitempty"`
}

// CheckTranslation assembles the targets, checks them, and puts them into the records for the desk.
func (a *Activities) CheckTranslation(ctx context.Context, in CheckInput) (work.Checked, error) {
	out, err := a.Work.Check(ctx, in.Draft, in.Extraction, work.Sent{
		Characters: in.Characters, Texts: in.Sent, Unanswered: in.Unanswered,
	})
	return out, toAppError(err)
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
	if err := a.of(ctx, LocaleWorkflowID(in.Key), DocumentWorkflowID(in.Key.Document)); err != nil {
		return err
	}
	return toAppError(a.Work.End(ctx, in.Key, in.Run, in.Stage, in.Comment))
}
