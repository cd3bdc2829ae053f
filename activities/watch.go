package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

// LookAtSource looks at a watched site's source. It starts nothing; a repeat finds the same. What is to be withdrawn it
// notes for [Activities.UnpublishDocument], which withdraws nothing else without a person's signature.
func (a *Activities) LookAtSource(ctx context.Context, in watch.LookInput) (watch.Looked, error) {
	out, err := a.Watch.Look(ctx, in)
	if err != nil {
		return out, toAppError(err)
	}
	if out.Plan != "" {
		if err := a.Authority.Entrust(ctx, out.Look.Run, out.Plan); err != nil {
			return out, toAppError(err)
		}
	}
	for _, v := range out.Unpublish {
		s := signing.Withdrawal(in.Site, v.Document, v.Withdrawal(out.Look.At))
		if err := a.Authority.Charge(ctx, s); err != nil {
			return out, toAppError(err)
		}
	}
	return out, nil
}

// NoteLook writes a look that has been acted upon into the site's account.
func (a *Activities) NoteLook(ctx context.Context, in watch.Note) error {
	return toAppError(a.Watch.Note(ctx, in))
}

// AnswerFinding writes an editor's answer to a finding and returns the finding.
func (a *Activities) AnswerFinding(ctx context.Context, in l10n.FindingDecision) (l10n.Finding, error) {
	return signed(ctx, a, signing.Answer(in), in.Seal, func() (l10n.Finding, error) { return a.Watch.Answer(ctx, in) })
}

// PlanWatch makes the watch that is requested and signed, by the worker's configuration.
func (a *Activities) PlanWatch(ctx context.Context, r l10n.WatchRequest) (l10n.Watch, error) {
	if err := a.logAct(ctx, a.Authority.Admit(signing.Watch(r), r.Seal), signing.Watch(r)); err != nil {
		return l10n.Watch{}, err
	}
	w, err := a.Watch.Plan(ctx, r)
	return w, toAppError(err)
}

// SetWatchInput is a watch that was made, and the request by which it was.
type SetWatchInput struct {
	l10n.Watch
	Request l10n.WatchRequest `json:"request,omitzero"`
}

// SetWatch has a site watched, or changes how. The watch is made once more of the signed request, whatever the workflow
// says of it.
func (a *Activities) SetWatch(ctx context.Context, in SetWatchInput) error {
	s := signing.Watch(in.Request)
	_, err := signed(ctx, a, s, in.Request.Seal, func() (struct{}, error) {
		w, err := a.Watch.Plan(ctx, in.Request)
		if err != nil {
			return struct{}{}, err
		}
		w.At = in.Request.At
		return struct{}{}, a.Watch.Set(ctx, w)
	})
	return err
}

// EndWatchInput names a watch to end, and whose word that is.
type EndWatchInput = l10n.WatchEnd

// EndWatch forgets a watch and its findings.
func (a *Activities) EndWatch(ctx context.Context, in EndWatchInput) error {
	_, err := signed(ctx, a, signing.WatchEnd(in), in.Seal, func() (struct{}, error) {
		return struct{}{}, a.Watch.End(ctx, in.Site)
	})
	if err != nil {
		return err
	}
	a.Logger.InfoContext(ctx, "a site is watched no longer", "site", in.Site, "by", in.By)
	return nil
}
