package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/gather"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// AssetsInput names a page whose files are to be gathered.
type AssetsInput struct {
	Plan     l10n.Ref
	Document l10n.Document
	Skeleton l10n.Ref
}

// Gathered says which files a page's publications have with them.
type Gathered = gather.Gathered

// GatherAssets fetches the files that a page uses, as the plan says.
func (a *Activities) GatherAssets(ctx context.Context, in AssetsInput) (Gathered, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return Gathered{}, toAppError(err)
	}
	out, err := a.Gather.Gather(ctx, p, in.Document.URL, in.Skeleton)
	return out, toAppError(err)
}
