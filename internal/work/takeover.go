package work

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Holder is the run that is at work on a document. Its JSON is in histories.
type Holder struct {
	Run  l10n.RunID    // empty when no run is
	Site l10n.SiteName `json:",omitempty"`
	// Others are the locales that it works on besides those that were asked about.
	Others []l10n.Locale `json:",omitempty"`
	// Add are the plan's locales that the run is not at work on and that can be added to it, because the source is the same.
	Add []l10n.Locale `json:",omitempty"`
	// Embargoes are those of the locales that it works on, which go on in the run that takes them over.
	Embargoes map[l10n.Locale]l10n.Embargo `json:",omitempty"`
}

// HolderOf tells from the records which run is at work on a document, and in which locales besides those given.
func (s *Service) HolderOf(ctx context.Context, doc l10n.DocumentID, locales []l10n.Locale) (Holder, error) {
	var h Holder
	ts, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Document: doc})
	if err != nil {
		return h, err
	}
	for _, t := range ts {
		if t.Stage.Ended() {
			continue
		}
		h.Run, h.Site = t.Run, t.Site
		if t.Embargo != nil {
			if h.Embargoes == nil {
				h.Embargoes = map[l10n.Locale]l10n.Embargo{}
			}
			h.Embargoes[t.Locale] = *t.Embargo
		}
		if !slices.Contains(locales, t.Locale) {
			h.Others = append(h.Others, t.Locale)
		}
	}
	return h, nil
}

// TakeOver says which run is at work on a document, and whether a run of the plan may take it over: only when the
// source has changed since, the site is the same, and the plan has all its locales, so that nothing is dropped on the
// way. Where the source is the same, the plan's other locales can be added to the run that is at work. A refusal wraps [l10n.ErrRefused] and says what to do.
func (s *Service) TakeOver(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, url string) (Holder, error) {
	h, err := s.HolderOf(ctx, doc, p.Locales)
	if err != nil {
		return h, err
	}
	if h.Run != "" && h.Site != p.Site {
		return h, fmt.Errorf("%w: run %s of the site %s is at work on it: publish it again when that has ended, "+
			"or cancel that run", l10n.ErrRefused, h.Run, h.Site)
	}
	if p.AsPublished {
		return h, fmt.Errorf("%w: run %s is at work on it: mend the sentence in its review, or cancel that run and ask again",
			l10n.ErrRefused, h.Run)
	}
	changed, err := s.changed(ctx, p, doc, url)
	if err != nil {
		return h, err
	}
	if changed && len(h.Others) > 0 {
		return h, fmt.Errorf("%w: run %s is at work on it in %v too, and its source has changed: publish it in these locales "+
			"as well to take it over, or cancel that run", l10n.ErrRefused, h.Run, h.Others)
	}
	if !changed && h.Run != "" {
		if h.Add, err = s.addable(ctx, p, doc, h.Run); err != nil || len(h.Add) > 0 {
			return h, err
		}
		err = fmt.Errorf("%w: run %s is at work on it, and its source is the same: "+
			"follow that run, or cancel it and publish again",
			l10n.ErrRefused, h.Run)
	}
	return h, err
}

// addable are the locales of a plan in which a run has not worked on a document, and nobody is at work on it.
func (s *Service) addable(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, run l10n.RunID) ([]l10n.Locale, error) {
	ts, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Document: doc})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(p.Locales), func(l l10n.Locale) bool {
		return slices.ContainsFunc(ts, func(t l10n.Translation) bool {
			return t.Locale == l && (t.Run == run || !t.Stage.Ended())
		})
	}), nil
}

// changed reports whether a page's content is another than the one that a run took up last.
func (s *Service) changed(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, url string) (bool, error) {
	d, err := s.lastFetch(ctx, doc)
	if err != nil || d == nil {
		return d == nil, err
	}
	now, body, err := s.fetch(ctx, p, url, d)
	if err != nil {
		return false, err
	}
	if now.NotModified {
		if d.Text != "" {
			return !l10n.SameContent(d.Text, d.Taken), nil
		}
		if body, err = s.Blobs.Get(ctx, now.Ref); err != nil {
			return false, err
		}
	}
	e, err := s.ReadPage(p, now, body)
	if err != nil {
		return false, err
	}
	return !l10n.SameContent(e.ContentHash(), d.Taken), nil
}
