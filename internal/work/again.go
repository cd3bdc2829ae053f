package work

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// wholePage is the root of a request that takes all of a page.
const wholePage = "whole-page"

// Again is a request for documents of an earlier run once more, in some locales, by what that run was told: which part of a page
// is its content, in which language it is, what was handed in, and until when it is kept from visitors. What a site is
// configured to be is looked up anew.
func (s *Service) Again(ctx context.Context, plan l10n.Ref, docs []l10n.DocumentID, locales []l10n.Locale) (l10n.Request, error) {
	var pages []string
	for _, doc := range docs {
		d, err := s.Documents.Document(ctx, doc)
		if err != nil {
			return l10n.Request{}, fmt.Errorf("the address of %s: %w", doc, err)
		}
		pages = append(pages, cmp.Or(d.Asked, d.URL))
	}
	p, err := blob.GetJSON[l10n.Plan](ctx, s.Blobs, plan)
	if err != nil {
		return l10n.Request{}, err
	}
	r := l10n.Request{Site: p.Site, Pages: pages, Locales: locales, Together: p.Together, AllowPseudo: p.AllowPseudo}
	if p.Site == l10n.AdHoc { // a site's own are in its configuration
		if r.SourceLang, r.Root = p.SourceLang, p.Root; p.WholePage {
			r.Root = wholePage
		}
	}
	if len(locales) > 0 && p.AllowPseudo {
		r.Chain = p.Chains[locales[0]]
	}
	if r.Embargo, err = s.embargoOfAll(ctx, docs, p); err != nil {
		return r, err
	}
	for _, up := range p.Uploads {
		if slices.Contains(pages, up.Page) {
			r.Uploads = append(r.Uploads, up)
		}
	}
	return r, nil
}

// embargoOfAll is until when documents are kept from visitors by what people said last, also of work that has ended since:
// until a release, or until the latest hour that is still to come. Nil is for nothing.
func (s *Service) embargoOfAll(ctx context.Context, docs []l10n.DocumentID, p l10n.Plan) (*l10n.Embargo, error) {
	now := time.Now()
	var strictest *l10n.Embargo
	consider := func(e *l10n.Embargo) {
		if e.Waits(now) && (strictest == nil || e.Hold || !strictest.Hold && e.At.After(strictest.At)) {
			strictest = e
		}
	}
	said := false
	for _, doc := range docs {
		ts, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Document: doc})
		if err != nil {
			return nil, err
		}
		for _, t := range ts {
			if t.Stage != l10n.StagePublished {
				consider(t.Embargo)
				said = said || t.Embargo != nil
			}
		}
	}
	if !said {
		consider(p.Embargo)
	}
	return strictest, nil
}
