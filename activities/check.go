package activities

import (
	"context"
	"time"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// CheckInput names a draft whose engines have answered.
type CheckInput struct {
	Draft      l10n.Ref
	Extraction l10n.Ref
	Characters int // that were sent to engines
	Sent       int `json:",omitempty"` // texts
}

// Checked is how a translation stands before people see it.
type Checked struct {
	Progress l10n.Progress
	// Carried are earlier approvals of exactly this source and this target, one a step: nobody need sign it again.
	Carried []l10n.Decision
	// Targets is the snapshot that they signed.
	Targets l10n.Ref
}

// CheckTranslation assembles the targets, checks them, and lays them on the desk.
func (a *Activities) CheckTranslation(ctx context.Context, in CheckInput) (Checked, error) {
	d, e, ts, err := a.assemble(ctx, in)
	if err != nil {
		return Checked{}, fail(err)
	}
	a.Proofreader.CheckAll(d.Site, e, d.Locale, ts)
	tr, ts, err := a.Records.UpdateTargets(ctx, d.TranslationKey, func(t *l10n.Translation, old []l10n.Target) ([]l10n.Target, error) {
		now := review.Replace(old, ts)
		t.Stage, t.Progress, t.UpdatedAt = l10n.StageCheck, l10n.CountProgress(now), time.Now().UTC()
		t.Progress.Characters, t.Progress.Sent, t.Progress.Saved = in.Characters, in.Sent, saved(e, now)
		return now, nil
	})
	if err != nil {
		return Checked{}, fail(err)
	}
	carried, err := a.Review.CarryOver(ctx, tr, e, ts)
	return Checked{Progress: tr.Progress, Carried: carried.Approvals, Targets: carried.Targets}, fail(err)
}

func (a *Activities) assemble(ctx context.Context, in CheckInput) (d translate.Draft, e *l10n.Extraction, ts []l10n.Target, err error) {
	if d, err = blob.GetJSON[translate.Draft](ctx, a.Blobs, in.Draft); err != nil {
		return
	}
	if e, err = a.Extraction(ctx, in.Extraction); err != nil {
		return
	}
	ts, err = a.Translator.Assemble(ctx, d)
	return
}

// saved counts the characters of the sources for which nobody was asked.
func saved(e *l10n.Extraction, ts []l10n.Target) int {
	n := 0
	for i, at := range e.Places() {
		switch ts[i].Origin.Kind {
		case l10n.SubApproved, l10n.SubTMContext, l10n.SubTMExact, l10n.SubHuman:
			n += utf8.RuneCountInString(at.Segment.Source.Text())
		}
	}
	return n
}
