package activities

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TakeOverInput names a document that another run is at work on.
type TakeOverInput struct {
	Plan     l10n.Ref
	Document l10n.DocumentID
	URL      string
}

// Work is what another run is doing on a document.
type Work struct {
	Run    l10n.RunID
	Site   l10n.SiteName `json:",omitempty"`
	Others []l10n.Locale `json:",omitempty"` // that it works on, and that are not wanted here
}

// TakeOver says which run is at work on a document and whether it may be taken over: only when the source has changed
// since, and in no more locales than the plan has, so that nothing is dropped on the way. Otherwise the error, which
// wraps [l10n.ErrRefused], says what to do.
func (a *Activities) TakeOver(ctx context.Context, in TakeOverInput) (Work, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return Work{}, fail(err)
	}
	w, err := a.MayTakeOver(ctx, p, in.Document, in.URL)
	return w, fail(err)
}

// MayTakeOver is TakeOver for a plan that is not stored yet.
func (a *Activities) MayTakeOver(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, url string) (Work, error) {
	w, err := a.workOn(ctx, doc, p.Locales)
	if err != nil {
		return w, err
	}
	if w.Run != "" && w.Site != p.Site {
		return w, fmt.Errorf("%w: run %s of the site %s is at work on it: publish it again when that has ended, or cancel that run", l10n.ErrRefused, w.Run, w.Site)
	}
	if len(w.Others) > 0 {
		return w, fmt.Errorf("%w: run %s is at work on it in %v too: publish it in these locales as well to take it over, or cancel that run",
			l10n.ErrRefused, w.Run, w.Others)
	}
	changed, err := a.changedSince(ctx, p, doc, url)
	switch {
	case err != nil:
		return w, err
	case !changed && w.Run != "":
		return w, fmt.Errorf("%w: run %s is at work on it, and its source is the same: follow that run, or cancel it and publish again",
			l10n.ErrRefused, w.Run)
	}
	return w, nil
}

// workOn tells from the records which run is at work on a document, and in which locales besides those given.
func (a *Activities) workOn(ctx context.Context, id l10n.DocumentID, locales []l10n.Locale) (Work, error) {
	var w Work
	ts, err := a.Records.Translations(ctx, l10n.TranslationFilter{Document: id})
	if err != nil {
		return w, err
	}
	for _, t := range ts {
		if t.Stage.Ended() {
			continue
		}
		w.Run, w.Site = t.Run, t.Site
		if !slices.Contains(locales, t.Locale) {
			w.Others = append(w.Others, t.Locale)
		}
	}
	return w, nil
}

// changedSince reports whether a page's content is another than the one that a run took up last.
func (a *Activities) changedSince(ctx context.Context, p l10n.Plan, id l10n.DocumentID, url string) (bool, error) {
	d, err := a.Records.Document(ctx, id)
	if errors.Is(err, l10n.ErrNotFound) {
		return true, nil
	} else if err != nil {
		return false, err
	}
	now, body, err := a.Fetcher.Fetch(ctx, url, &d)
	if err != nil {
		return false, err
	}
	if now.NotModified {
		if d.Text != "" {
			return d.Text != d.Taken, nil
		}
		if body, err = a.Blobs.Get(ctx, now.Ref); err != nil {
			return false, err
		}
	}
	e, _, err := extract.Extract(now, body, extractOptions(p, now, a.Segmenter))
	if err != nil {
		return false, fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	return e.ContentHash() != d.Taken, nil
}
