package activities

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

type (
	// ReadyLocale is a locale that can be published.
	ReadyLocale = site.ReadyLocale
	// PublishedOutput says what was published.
	PublishedOutput = site.Published
	// InPart says how much of a page that is live before its approval is in the source's language.
	InPart = site.InPart
	// Purged is what a cache answered.
	Purged = publish.Purged
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

// PublishDocument makes one publication of a document and switches visitors to it, of what the records say is approved.
func (a *Activities) PublishDocument(ctx context.Context, in PublishInput) (PublishedOutput, error) {
	if err := a.of(ctx, DocumentWorkflowID(in.Document.ID)); err != nil {
		return PublishedOutput{}, err
	}
	ended, err := a.entrusted(ctx, in.Run, in.Plan)
	if err != nil {
		return PublishedOutput{}, err
	}
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (PublishedOutput, error) {
		if err := a.clear(ctx, &in, ended); err != nil {
			return PublishedOutput{}, a.logRefusal(ctx, err, "document", in.Document.ID, "run", in.Run)
		}
		return a.Site.Publish(ctx, p, site.Ready{
			Run: in.Run, Document: in.Document, Extraction: in.Extraction, Skeleton: in.Skeleton, Locales: in.Locales,
			Assets: in.Assets,
		})
	})
}

// clear refuses what is not to go to visitors by the records, and puts the recorded approvals in place of those that the
// workflow names.
func (a *Activities) clear(ctx context.Context, in *PublishInput, ended bool) error {
	if err := a.gathered(ctx, *in); err != nil {
		return err
	}
	for i := range in.Locales {
		l := &in.Locales[i]
		page := review.Page{
			Key: l10n.TranslationKey{Document: in.Document.ID, Locale: l.Locale}, Run: in.Run, URL: in.Document.URL,
			Extraction: in.Extraction, Skeleton: in.Skeleton, Targets: l.Targets, RunEnded: ended,
		}
		var err error
		if l.InPart {
			l.Targets, l.Approvals = "", nil
			err = errors.Join(a.Review.ClearInPart(ctx, page), a.listed(ctx, in.Run, in.Document.ID))
		} else {
			l.Approvals, err = a.Review.Clear(ctx, page, l.Approvals)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// gathered refuses files that were not gathered for the page. Those of a page that visitors have already, from before
// this was noted, stay.
func (a *Activities) gathered(ctx context.Context, in PublishInput) error {
	if in.Assets == "" {
		return nil
	}
	_, _, err := a.Authority.Acts.ActDone(ctx, assetsID(in.Skeleton, in.Document.URL, in.Assets))
	if !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	return a.Site.HasAssets(ctx, in.Document.ID, in.Assets)
}

// assetsID names the gathering of a page's files.
func assetsID(skeleton l10n.Ref, url string, assets l10n.Ref) string {
	return fmt.Sprintf("files %s %s of %s", assets, skeleton, url)
}

// VerifyInput names a document whose current publication is read back. Publication is the one that was just made, for
// whoever reads the history: a later one may have taken its place.
type VerifyInput struct {
	Plan        l10n.Ref
	Document    l10n.DocumentID
	Publication l10n.PublicationID
}

// VerifyPublication reads what visitors get and compares it with the document's current publication.
func (a *Activities) VerifyPublication(ctx context.Context, in VerifyInput) error {
	_, err := withPlan(ctx, a, in.Plan, func(p l10n.Plan) (struct{}, error) {
		return struct{}{}, a.Site.Verify(ctx, p, in.Document)
	})
	return err
}

// MendInput names a site whose pages may link to pages that have been published since.
type MendInput struct {
	Run  l10n.RunID
	Plan l10n.Ref
}

// MendLinks publishes the documents again whose links have changed, and the site's lists. It returns how many documents
// it published.
func (a *Activities) MendLinks(ctx context.Context, in MendInput) (int, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (int, error) {
		return a.Site.MendLinks(ctx, p)
	})
}

// PurgeInput names the addresses that have changed.
type PurgeInput struct {
	Plan      l10n.Ref
	Addresses []string
}

// PurgeCaches tells the caches before the plan's destination, and returns what they answered.
func (a *Activities) PurgeCaches(ctx context.Context, in PurgeInput) ([]Purged, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) ([]Purged, error) {
		return a.Site.Purge(ctx, p, in.Addresses)
	})
}
