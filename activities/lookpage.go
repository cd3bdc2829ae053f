package activities

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// page looks at one page and notes what is found of it.
func (l *looker) page(ctx context.Context, id l10n.DocumentID) error {
	w := l.watch.Pages[id]
	if l.halted {
		return nil
	}
	d, err := l.Records.Document(ctx, id)
	if err = l10n.IgnoreNotFound(err); err != nil {
		return err
	}
	if w.Run != "" && d.TakenFor(l.look.Site) != d.Text {
		switch under, err := l.underWay(ctx, w.Run); {
		case err != nil:
			return err
		case under: // it has not come to this page yet
			l.look.UnderWay++
			return nil
		}
	}
	gone, title, err := l.fetch(ctx, &d, id, w.URL)
	if err != nil {
		l.refused(w.URL, err)
		return ctx.Err()
	}
	_, w.Listed = l.listed[id]
	w.LookedAt = l.look.At
	l.watch.Pages[id] = w
	if gone {
		l.gone(id, d)
		return nil
	}
	w.Gone = false
	l.watch.Pages[id] = w
	return l.compare(ctx, d, w.URL, title)
}

// underWay reports whether a run is at work.
func (l *looker) underWay(ctx context.Context, run l10n.RunID) (bool, error) {
	if running, asked := l.running[run]; asked {
		return running, nil
	}
	r, err := l.Records.Run(ctx, run)
	l.running[run] = err == nil && r.Status == l10n.RunRunning
	return l.running[run], l10n.IgnoreNotFound(err)
}

// fetch asks for a page by what is known of it and writes down what came: its bytes, for the run to come, and its content
// hash. A page that leads to another one of the site is gone too.
func (l *looker) fetch(ctx context.Context, d *l10n.Document, id l10n.DocumentID, url string) (gone bool, title string, err error) {
	l.look.Looked++
	var prev *l10n.Document
	if d.ID != "" {
		prev = d
	}
	now, body, err := l.Fetcher.Fetch(ctx, url, prev)
	switch {
	case errors.Is(err, fetch.ErrGone):
		return true, "", nil
	case err != nil:
		return false, "", err
	}
	if other := l10n.NewDocumentID(now.URL); other != id && l.listed[other] != "" {
		return true, "", nil
	}
	now.ID = id
	now.KeepFrom(*d)
	if now.NotModified {
		l.look.Unmodified++
		if now.Text = d.Text; now.Text != "" {
			*d = now
			return false, "", nil
		}
		if body, err = l.Blobs.Get(ctx, now.Ref); err != nil {
			return false, "", err
		}
	} else if now.Ref, err = l.Blobs.Put(ctx, body); err != nil {
		return false, "", err
	}
	e, _, err := extract.Extract(now, body, l.extraction(l.plan, now))
	if err != nil {
		return false, "", fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	now.NotModified, now.Text = false, e.ContentHash()
	*d = now
	return false, e.Title, l.Records.SaveDocument(ctx, now)
}

// refused notes that a page could not be had. A source that asks to be left alone is, until the next look.
func (l *looker) refused(url string, err error) {
	l.trouble(url, err)
	var status *fetch.StatusError
	if errors.As(err, &status) && (status.Code == 429 || status.RetryAfter > 0) {
		l.halted = true
	}
}

// gone notes a page that is not there any more, once, and only when visitors have a translation of it.
func (l *looker) gone(id l10n.DocumentID, d l10n.Document) {
	w := l.watch.Pages[id]
	_, published := l.published[id]
	if !published {
		w.Gone = true
		l.watch.Pages[id] = w
		return
	}
	if !w.Gone {
		l.note(l10n.Finding{Document: id, URL: w.URL, Kind: l10n.FoundRemoved, Text: d.TakenFor(l.look.Site), Policy: l.watch.Rules.Removed})
	}
}

// compare notes a page whose content is another than a run took up last, or that none has.
func (l *looker) compare(ctx context.Context, d l10n.Document, url, title string) error {
	taken := d.TakenFor(l.look.Site)
	if pg, ok := l.published[d.ID]; taken == "" && ok { // by a run before there were content hashes
		e, err := l.Extraction(ctx, pg.Extraction)
		if err != nil {
			return err
		}
		taken = e.ContentHash()
	}
	f := l10n.Finding{Document: d.ID, URL: url, Title: title, Text: d.Text}
	failed, hasFailed := l.failed[d.ID]
	switch {
	case taken == "" && d.Ignored == "":
		f.Kind, f.Policy = l10n.FoundNew, l.watch.Rules.New
	case taken != "" && d.Text != taken && d.Text != d.Ignored:
		f.Kind, f.Policy = l10n.FoundChanged, l.watch.Rules.Changed
	case hasFailed && failed.Run == l.watch.Pages[d.ID].Run && d.Text != d.Ignored:
		l.again(f, failed)
		return nil
	default:
		return nil
	}
	l.note(f)
	return nil
}

// again tells of a page that was found before and whose run failed. After a while it is found once more.
func (l *looker) again(f l10n.Finding, failed l10n.Translation) {
	if next := failed.UpdatedAt.Add(failedEvery); l.look.At.Before(next) {
		if len(l.look.Failures) < shownTroubles {
			l.look.Failures = append(l.look.Failures, fmt.Sprintf("%s in %s by run %s: %s. It is tried again after %s, or at once with: dragoman publish --site %s %s",
				f.URL, failed.Locale, failed.Run, failed.Comment, next.UTC().Format("2006-01-02 15:04 UTC"), l.look.Site, f.URL))
		}
		return
	}
	f.Kind, f.Policy = l10n.FoundNew, l.watch.Rules.New
	if _, published := l.published[f.Document]; published {
		f.Kind, f.Policy = l10n.FoundChanged, l.watch.Rules.Changed
	}
	l.note(f)
}

func (l *looker) note(f l10n.Finding) {
	f.Site, f.FoundAt = l.look.Site, l.look.At
	l.found = append(l.found, f)
}
