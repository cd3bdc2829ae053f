package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

// PublishedInput names a document that is to be taken as it is published.
type PublishedInput struct {
	Plan     l10n.Ref
	Document l10n.DocumentID
}

// AsPublished is a document as it is published.
type AsPublished struct {
	Document l10n.Document
	Parts    Extracted
}

// TakePublished takes a document as it is published, so that a correction changes nothing else of it.
func (a *Activities) TakePublished(ctx context.Context, in PublishedInput) (AsPublished, error) {
	if err := a.of(ctx, DocumentWorkflowID(in.Document)); err != nil {
		return AsPublished{}, err
	}
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (AsPublished, error) {
		var t site.Taken
		t, err := a.Site.TakePublished(ctx, p, in.Document)
		if err != nil {
			return AsPublished{}, err
		}
		out := AsPublished{Document: t.Document}
		out.Parts.Extraction, out.Parts.Skeleton = t.Extraction, t.Skeleton
		out.Parts.Units, out.Parts.Segments, out.Parts.Left = t.Units, t.Segments, t.Left
		if t.Assets != "" {
			out.Parts.Files = &Gathered{Assets: t.Assets}
		}
		return out, nil
	})
}
