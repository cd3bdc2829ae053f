package site

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Withdrawn says what was taken from visitors.
type Withdrawn struct {
	Publication l10n.PublicationID
	URLs        map[l10n.Locale]string // that are no longer there
	Changed     []string               `json:",omitempty"` // addresses to tell caches of
}

// Withdraw takes a document, or some of its locales, from visitors. That is a publication of its own, of the locales
// that stay, with alternates and switchers that no longer name the others. It stands in the history, and a rollback
// undoes it. A repeat with the same ID withdraws nothing twice. What is not published is [l10n.ErrNotFound].
func (s *Service) Withdraw(
	ctx context.Context, p l10n.Plan, doc l10n.DocumentID, w l10n.Withdrawal,
) (Withdrawn, error) {
	var out Withdrawn
	d, err := s.destination(p)
	if err != nil {
		return out, err
	}
	err = s.locked(ctx, doc, func() error {
		current, err := d.Publisher.Current(ctx, doc)
		if err != nil {
			return err
		}
		if current.Withdrawn != nil && current.Withdrawn.ID == w.ID {
			out, err = s.repeatedWithdrawal(ctx, d, current)
			return err
		}
		out, err = s.withdraw(ctx, p, d, current, w)
		return err
	})
	return out, err
}

// withdraw publishes what stays. The caller holds the document's lock.
func (s *Service) withdraw(
	ctx context.Context, p l10n.Plan, d Destination, current *l10n.Publication, w l10n.Withdrawal,
) (Withdrawn, error) {
	pages, err := s.Pages.PublishedPages(ctx, p.Site, current.Document)
	if err != nil {
		return Withdrawn{}, err
	}
	stay := slices.DeleteFunc(slices.Clone(pages), func(pg l10n.PublishedPage) bool { return takesAway(w, pg.Locale) })
	if len(stay) == len(pages) {
		return Withdrawn{}, fmt.Errorf("%w: nothing of it is published that could be withdrawn: visitors get it in %s",
			l10n.ErrNotFound, localesOf(pages))
	}
	next := &l10n.Publication{
		Run: current.Run, Document: current.Document, Source: current.Source, SourceHash: current.SourceHash, Withdrawn: &w,
	}
	if _, err := s.publishPages(ctx, p, next, stay); err != nil {
		return Withdrawn{}, err
	}
	if err := s.noteVisible(ctx, current, next, nil); err != nil {
		return Withdrawn{}, err
	}
	return withdrawalResult(ctx, d, current, next)
}

// takesAway reports whether a withdrawal takes a locale away. One that names no locale takes all.
func takesAway(w l10n.Withdrawal, l l10n.Locale) bool {
	return len(w.Locales) == 0 || slices.Contains(w.Locales, l)
}

// localesOf names the locales of pages for people.
func localesOf(pages []l10n.PublishedPage) string {
	if len(pages) == 0 {
		return "no language"
	}
	names := make([]string, len(pages))
	for i, pg := range pages {
		names[i] = string(pg.Locale)
	}
	return strings.Join(names, ", ")
}

// withdrawalResult says what went with the step from one publication to the next, and reads as a visitor that it is
// gone.
func withdrawalResult(ctx context.Context, d Destination, before, after *l10n.Publication) (Withdrawn, error) {
	out := Withdrawn{Publication: after.ID, URLs: map[l10n.Locale]string{}, Changed: d.changed(before, after)}
	var gone []string
	for _, f := range before.Files {
		if !hasFile(after.Files, f.Path) {
			gone = append(gone, f.Path)
		}
	}
	for _, l := range before.Locales {
		if !hasLocale(after.Locales, l.Locale) {
			out.URLs[l.Locale] = l.URL
		}
	}
	return out, errors.Join(d.Publisher.VerifyGone(ctx, gone), d.Publisher.Verify(ctx, after))
}

// repeatedWithdrawal answers a repeat: the records are completed, and the publication before the withdrawal says what
// went.
func (s *Service) repeatedWithdrawal(ctx context.Context, d Destination, current *l10n.Publication) (Withdrawn, error) {
	history, err := d.Publisher.History(ctx, current.Document)
	if err != nil {
		return Withdrawn{}, err
	}
	at := slices.IndexFunc(history, func(p *l10n.Publication) bool { return p.ID == current.ID })
	if at < 0 || at+1 >= len(history) {
		return Withdrawn{Publication: current.ID}, nil
	}
	if err := s.replacePages(ctx, current.Site, current.Document, pagesOf(current)); err != nil {
		return Withdrawn{}, err
	}
	before := history[at+1]
	if err := s.noteVisible(ctx, before, current, nil); err != nil {
		return Withdrawn{}, err
	}
	return withdrawalResult(ctx, d, before, current)
}
