package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// EmbargoInput is a person's word on when a document goes to visitors, with the locales that it is about.
type EmbargoInput struct {
	Act     l10n.EmbargoAct
	Locales []l10n.Locale
}

// RecordEmbargo takes a person's signed word on an embargo into the records.
func (a *Activities) RecordEmbargo(ctx context.Context, in EmbargoInput) error {
	if err := a.of(ctx, DocumentWorkflowID(in.Act.Document)); err != nil {
		return err
	}
	_, err := signed(ctx, a, signing.Embargo(in.Act), in.Act.Seal, func() (struct{}, error) {
		return struct{}{}, a.Work.Embargo(ctx, in.Act, in.Locales)
	})
	return err
}
