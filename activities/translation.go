package activities

import (
	"context"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// LeverageTranslation opens the translation's record and starts its draft from earlier approvals and the memory.
func (a *Activities) LeverageTranslation(ctx context.Context, in work.Opening) (work.Drafted, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (work.Drafted, error) {
		return a.Work.Draft(ctx, in, p)
	})
}

// ParkInput says that a translation waits for engines, or with no Until that it goes on.
type ParkInput struct {
	Key    l10n.TranslationKey
	Reason string
	Until  time.Time // of the next attempt
}

// ParkTranslation writes into a translation's record that it waits for engines, or that it goes on.
func (a *Activities) ParkTranslation(ctx context.Context, in ParkInput) error {
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
	return toAppError(a.Work.End(ctx, in.Key, in.Run, in.Stage, in.Comment))
}
