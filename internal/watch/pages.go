package watch

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// mostTroubles is how many troubles of each kind a look's account names.
const mostTroubles = 20

// lookAtPages looks at the pages one after the other, until the source asks to be left alone.
func (l *look) lookAtPages(ctx context.Context) error {
	if err := l.readFailures(ctx); err != nil {
		return err
	}
	for _, id := range l.due {
		if l.halted {
			return nil
		}
		if err := l.lookAtPage(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// lookAtPage asks for a page and compares it with what a run took up last. A page that can't be had is looked at again
// the next time.
func (l *look) lookAtPage(ctx context.Context, id l10n.DocumentID) error {
	page := l.page(id)
	d, err := l.Documents.Document(ctx, id)
	if err != nil && !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	if page.Run != "" && !l10n.SameContent(d.TakenFor(l.watch.Site), d.Text) {
		switch atWork, err := l.isAtWork(ctx, page.Run); {
		case err != nil:
			return err
		case atWork: // it has not come to this page yet
			l.account.UnderWay++
			return nil
		}
	}
	if d.Asked != "" && page.URL != d.Asked && !l10n.SamePage(page.URL, d.Asked) {
		// It is remembered by the address that it led to, which would be another document's.
		page.URL = d.Asked
		l.changePage(id, func(w *l10n.WatchedPage) { w.URL = d.Asked })
	}
	now, err := l.fetch(ctx, id, d, page.URL)
	if err != nil && !errors.Is(err, fetch.ErrGone) {
		l.noteTrouble(page.URL, err)
		return ctx.Err()
	}
	l.seen[id] = true
	_, listed := l.listed[id]
	l.changePage(id, func(w *l10n.WatchedPage) { w.Listed, w.LookedAt = listed, l.account.At })
	if err != nil {
		l.noteGone(id, d)
		return nil
	}
	l.changePage(id, func(w *l10n.WatchedPage) { w.Gone = false })
	return l.compare(ctx, now, page.URL)
}

// isAtWork reports whether a run is at work.
func (l *look) isAtWork(ctx context.Context, run l10n.RunID) (bool, error) {
	if running, asked := l.running[run]; asked {
		return running, nil
	}
	r, err := l.Documents.Run(ctx, run)
	if err != nil && !errors.Is(err, l10n.ErrNotFound) {
		return false, err
	}
	l.running[run] = err == nil && r.Status == l10n.RunRunning
	return l.running[run], nil
}

// version is a page as its source has it now.
type version struct {
	l10n.Document
	title string // empty when the server says that nothing has changed
	// original is set when the page says that it is a copy of another one.
	original *original
}

// original is what a page would be if it were the page that it names as its original.
type original struct {
	url  string
	text l10n.Hash
}

// originalOf returns what a page that names an original would be as that one, or nil.
func originalOf(e *l10n.Extraction) *original {
	if e.Canonical == "" {
		return nil
	}
	itself := *e
	itself.Canonical = ""
	return &original{url: e.Canonical, text: itself.ContentHash()}
}

// fetch asks for a page by what is known of it and writes down what came: its bytes, for the run to come, and its
// content hash. A page that leads to another one of the site is [fetch.ErrGone] too.
func (l *look) fetch(ctx context.Context, id l10n.DocumentID, known l10n.Document, url string) (version, error) {
	l.account.Looked++
	var prev *l10n.Document
	if known.URL != "" {
		prev = &known
	}
	known.ID = id
	if err := known.CheckAddress(url); err != nil {
		return version{}, err
	}
	now, body, err := l.Source.Fetch(ctx, url, prev)
	if err != nil {
		return version{}, err
	}
	for _, other := range []l10n.DocumentID{l10n.NewDocumentID(now.URL), l10n.EarlierDocumentID(now.URL)} {
		if listed := l.listed[other]; other != id && l10n.SamePage(listed, now.URL) {
			return version{}, fmt.Errorf("%s leads to %s: %w", url, now.URL, fetch.ErrGone)
		}
	}
	if err := known.CheckEnd(now.URL); err != nil {
		return version{}, err
	}
	now.ID, now.Asked = id, known.AskedAs(url)
	if now.NotModified {
		l.account.Unmodified++
		if known.Text != "" {
			return version{Document: known}, nil
		}
		if body, err = l.Blobs.Get(ctx, now.Ref); err != nil {
			return version{}, err
		}
	} else if now.Ref, err = l.Blobs.Put(ctx, body); err != nil {
		return version{}, err
	}
	e, err := l.Extract(l.plan, now, body)
	if err != nil {
		return version{}, err
	}
	now.NotModified, now.Text = false, e.ContentHash()
	written, err := l.Documents.UpdateDocument(ctx, id, func(d *l10n.Document) error {
		fetched := now
		fetched.KeepFrom(*d)
		*d = fetched
		return nil
	})
	return version{Document: written, title: e.Title, original: originalOf(e)}, err
}

// noteTrouble notes that a page could not be had. When the source asks to be left alone, the look
// ends here.
func (l *look) noteTrouble(url string, err error) {
	if len(l.account.Troubles) < mostTroubles {
		l.account.Troubles = append(l.account.Troubles, fmt.Sprintf("%s: %s", url, err))
	}
	var status *fetch.StatusError
	if errors.As(err, &status) && (status.Code == 429 || status.RetryAfter > 0) {
		l.halted = true
	}
}
