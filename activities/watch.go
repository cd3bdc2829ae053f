package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

// LookAtSource looks at a watched site's source. It starts nothing; a repeat finds the same.
func (a *Activities) LookAtSource(ctx context.Context, in watch.LookInput) (watch.Looked, error) {
	out, err := a.Watch.Look(ctx, in)
	return out, toAppError(err)
}

// NoteLook writes a look that has been acted upon into the site's account.
func (a *Activities) NoteLook(ctx context.Context, in watch.Note) error {
	return toAppError(a.Watch.Note(ctx, in))
}

// AnswerFinding writes an editor's answer to a finding and returns the finding.
func (a *Activities) AnswerFinding(ctx context.Context, in l10n.FindingDecision) (l10n.Finding, error) {
	f, err := a.Watch.Answer(ctx, in)
	return f, toAppError(err)
}

// PlanWatch makes the watch that is requested, by the worker's configuration.
func (a *Activities) PlanWatch(ctx context.Context, r l10n.WatchRequest) (l10n.Watch, error) {
	w, err := a.Watch.Plan(ctx, r)
	return w, toAppError(err)
}

// SetWatch has a site watched, or changes how.
func (a *Activities) SetWatch(ctx context.Context, w l10n.Watch) error {
	return toAppError(a.Watch.Set(ctx, w))
}

// EndWatchInput names a watch to end, and whose word that is.
type EndWatchInput struct {
	Site l10n.SiteName
	By   l10n.UserID
}

// EndWatch forgets a watch and its findings.
func (a *Activities) EndWatch(ctx context.Context, in EndWatchInput) error {
	if err := a.Watch.End(ctx, in.Site); err != nil {
		return toAppError(err)
	}
	a.Logger.InfoContext(ctx, "a site is watched no longer", "site", in.Site, "by", in.By)
	return nil
}
