package activities

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// UnpublishInput names what visitors shall no longer get, and whose word that is. The plan tells the site and its
// destination, and how the locales that stay are made anew.
type UnpublishInput struct {
	Plan       l10n.Ref
	Document   l10n.DocumentID
	Withdrawal l10n.Withdrawal
}

// UnpublishedOutput says what was taken away.
type UnpublishedOutput struct {
	Publication l10n.PublicationID
	URLs        map[l10n.Locale]string // that are no longer there
	Changed     []string               `json:",omitempty"` // addresses to tell caches of
}

// UnpublishDocument takes a document, or some of its locales, from visitors. That is a publication of its own, of the
// locales that stay, with alternates and switchers that no longer name the others; it stands in the history, and a
// rollback undoes it. A repeat withdraws nothing twice. What is not published is an error that wraps [l10n.ErrNotFound].
func (a *Activities) UnpublishDocument(ctx context.Context, in UnpublishInput) (UnpublishedOutput, error) {
	var out UnpublishedOutput
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return out, fail(err)
	}
	d, ok := a.Destinations[p.Destination]
	if !ok {
		return out, fail(fmt.Errorf("%w: this worker has no destination %q", l10n.ErrRefused, p.Destination))
	}
	err = a.locked(ctx, in.Document, func() error {
		current, err := d.Publisher.Current(ctx, in.Document)
		if err != nil {
			return err
		}
		if w := current.Withdrawn; w != nil && w.ID == in.Withdrawal.ID {
			out, err = a.unpublishedBefore(ctx, d, current)
			return err
		}
		out, err = a.withdraw(ctx, p, current, in)
		return err
	})
	return out, fail(err)
}

// withdraw publishes what stays and compares the withdrawn paths with what a visitor gets.
func (a *Activities) withdraw(ctx context.Context, p l10n.Plan, current *l10n.Publication, in UnpublishInput) (UnpublishedOutput, error) {
	pages, err := a.Records.PublishedPages(ctx, p.Site, in.Document)
	if err != nil {
		return UnpublishedOutput{}, err
	}
	stay := slices.DeleteFunc(slices.Clone(pages), func(pg l10n.PublishedPage) bool { return withdraws(in.Withdrawal, pg.Locale) })
	if len(stay) == len(pages) {
		live := "no language"
		if len(pages) > 0 {
			names := make([]string, len(pages))
			for i, pg := range pages {
				names[i] = string(pg.Locale)
			}
			live = strings.Join(names, ", ")
		}
		return UnpublishedOutput{}, fmt.Errorf("%w: nothing of it is published that could be withdrawn: visitors get it in %s", l10n.ErrNotFound, live)
	}
	next := &l10n.Publication{Run: current.Run, Document: in.Document, Source: current.Source, SourceHash: current.SourceHash, Withdrawn: &in.Withdrawal}
	if _, err := a.publish(ctx, p, next, stay); err != nil {
		return UnpublishedOutput{}, err
	}
	if err := a.noteVisible(ctx, in.Document, current, next); err != nil {
		return UnpublishedOutput{}, err
	}
	return a.unpublished(ctx, a.Destinations[p.Destination], current, next)
}

func withdraws(w l10n.Withdrawal, l l10n.Locale) bool {
	return len(w.Locales) == 0 || slices.Contains(w.Locales, l)
}

// unpublished reads as a visitor and says what went with the step from one publication to the next.
func (a *Activities) unpublished(ctx context.Context, d Destination, before, after *l10n.Publication) (UnpublishedOutput, error) {
	out := UnpublishedOutput{Publication: after.ID, URLs: map[l10n.Locale]string{}, Changed: d.changed(before, after)}
	var gone []string
	for _, f := range before.Files {
		if !slices.ContainsFunc(after.Files, func(g l10n.File) bool { return g.Path == f.Path }) {
			gone = append(gone, f.Path)
		}
	}
	for _, l := range before.Locales {
		if !slices.ContainsFunc(after.Locales, func(m l10n.ManifestLocale) bool { return m.Locale == l.Locale }) {
			out.URLs[l.Locale] = l.URL
		}
	}
	return out, errors.Join(d.Publisher.VerifyGone(ctx, gone), d.Publisher.Verify(ctx, after))
}

// unpublishedBefore answers a repeat: the publication before the withdrawal tells what went.
func (a *Activities) unpublishedBefore(ctx context.Context, d Destination, current *l10n.Publication) (UnpublishedOutput, error) {
	history, err := d.Publisher.History(ctx, current.Document)
	if err != nil {
		return UnpublishedOutput{}, err
	}
	at := slices.IndexFunc(history, func(p *l10n.Publication) bool { return p.ID == current.ID })
	if at < 0 || at+1 >= len(history) {
		return UnpublishedOutput{Publication: current.ID}, nil
	}
	if err := a.Records.SavePublished(ctx, current.Site, current.Document, pagesOf(current)); err != nil {
		return UnpublishedOutput{}, err
	}
	if err := a.noteVisible(ctx, current.Document, history[at+1], current); err != nil {
		return UnpublishedOutput{}, err
	}
	return a.unpublished(ctx, d, history[at+1], current)
}

// noteVisible has the translations say what visitors get of them after a switch from one publication to another that no
// run has made: a withdrawal or a rollback.
func (a *Activities) noteVisible(ctx context.Context, doc l10n.DocumentID, before, after *l10n.Publication) error {
	addresses := map[l10n.Locale]string{}
	for _, pub := range []*l10n.Publication{before, after} {
		if pub == nil {
			continue
		}
		for _, l := range pub.Locales {
			if addresses[l.Locale] = ""; pub == after {
				addresses[l.Locale] = l.URL
			}
		}
	}
	for l, address := range addresses {
		_, err := a.Records.UpdateTranslation(ctx, l10n.TranslationKey{Document: doc, Locale: l}, func(t *l10n.Translation) error {
			if t.Site != after.Site {
				return nil
			}
			t.PublicURL = address
			switch {
			case address == "" && t.Stage == l10n.StagePublished:
				t.Stage = l10n.StageWithdrawn
			case address != "" && t.Stage == l10n.StageWithdrawn:
				t.Stage = l10n.StagePublished
			}
			return nil
		})
		if l10n.IgnoreNotFound(err) != nil {
			return err
		}
	}
	return nil
}

// Planned is a stored plan with its ref.
type Planned struct {
	Ref l10n.Ref
	l10n.Plan
}

// PlanOf is the plan by which a document was last translated into one of its locales for a site, or for any site when
// that is empty: whoever withdraws it by name, or mends its pages, needs no more than the document's ID.
func (a *Activities) PlanOf(ctx context.Context, doc l10n.DocumentID, site l10n.SiteName) (Planned, error) {
	ts, err := a.Records.Translations(ctx, l10n.TranslationFilter{Document: doc})
	if err != nil {
		return Planned{}, err
	}
	var ref l10n.Ref
	var latest time.Time
	for _, t := range ts {
		if t.Plan != "" && (site == "" || t.Site == site) && (ref == "" || t.UpdatedAt.After(latest)) {
			ref, latest = t.Plan, t.UpdatedAt
		}
	}
	if ref == "" && site != "" { // another site's run has the translations now
		if ref, err = a.publishedBy(ctx, doc, site); err != nil {
			return Planned{}, err
		}
	}
	if ref == "" {
		return Planned{}, fmt.Errorf("no document %s is known: %w", doc, l10n.ErrNotFound)
	}
	p, err := a.plan(ctx, ref)
	return Planned{ref, p}, err
}

// publishedBy is the plan of the run that published a document's pages, "" when that is not known.
func (a *Activities) publishedBy(ctx context.Context, doc l10n.DocumentID, site l10n.SiteName) (l10n.Ref, error) {
	pages, err := a.Records.PublishedPages(ctx, site, doc)
	if err != nil || len(pages) == 0 {
		return "", err
	}
	r, err := a.Records.Run(ctx, pages[0].Run)
	return r.Plan, l10n.IgnoreNotFound(err)
}
