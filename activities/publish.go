package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

type (
	// ReadyLocale is a locale that can be published.
	ReadyLocale = site.ReadyLocale
	// PublishedOutput says what was published.
	PublishedOutput = site.Published
	// InPart says how much of a page that is live before its approval is in the source's language.
	InPart = site.InPart
)

// PublishInput is a document with the locales to publish now.
type PublishInput struct {
	Run                  l10n.RunID
	Plan                 l10n.Ref
	Document             l10n.Document
	Extraction, Skeleton l10n.Ref
	Locales              []ReadyLocale
	Assets               l10n.Ref `json:",omitempty"` // of Gathered
}

// PublishDocument makes one publication of a document and switches visitors to it.
func (a *Activities) PublishDocument(ctx context.Context, in PublishInput) (PublishedOutput, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return PublishedOutput{}, toAppError(err)
	}
	out, err := a.Site.Publish(ctx, p, site.Ready{
		Run: in.Run, Document: in.Document, Extraction: in.Extraction, Skeleton: in.Skeleton, Locales: in.Locales,
		Assets: in.Assets,
	})
	return out, toAppError(err)
}

// VerifyInput names a publication to read back.
type VerifyInput struct {
	Plan        l10n.Ref
	Document    l10n.DocumentID
	Publication l10n.PublicationID
}

// VerifyPublication reads what visitors get and compares it with the document's current publication.
func (a *Activities) VerifyPublication(ctx context.Context, in VerifyInput) error {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return toAppError(err)
	}
	return toAppError(a.Site.Verify(ctx, p, in.Document))
}

// MendInput names a site whose pages may link to pages that have been published since.
type MendInput struct {
	Run  l10n.RunID
	Plan l10n.Ref
}

// MendLinks publishes anew the documents whose links have changed, and the site's lists. It returns how many documents
// that were.
func (a *Activities) MendLinks(ctx context.Context, in MendInput) (int, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return 0, toAppError(err)
	}
	mended, err := a.Site.MendLinks(ctx, p)
	return mended, toAppError(err)
}
