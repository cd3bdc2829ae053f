package watch

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// failedEvery is how long a page whose run failed is left alone. Until then every look reports it; after that it is
// tried again.
const failedEvery = 24 * time.Hour

// readFailures reads which documents of the site could not be published by their last run.
func (l *look) readFailures(ctx context.Context) error {
	of := l10n.TranslationFilter{Site: l.plan.Site, Stage: l10n.StageFailed, Limit: 1_000_000}
	failed, err := l.Documents.Translations(ctx, of)
	for _, t := range failed {
		l.failed[t.Document] = t
	}
	return err
}

// compare notes a page whose content is another than a run took up last, or that none has.
func (l *look) compare(ctx context.Context, now version, url string) error {
	taken := now.TakenFor(l.watch.Site)
	if pg, ok := l.published[now.ID]; taken == "" && ok { // by a run before there were content hashes
		e, err := blob.GetJSON[l10n.Extraction](ctx, l.Blobs, pg.Extraction)
		if err != nil {
			return err
		}
		taken = e.ContentHash()
	}
	f := l10n.Finding{Document: now.ID, URL: url, Title: now.title, Text: now.Text}
	failed, hasFailed := l.failed[now.ID]
	switch {
	case taken == "" && now.Ignored == "":
		f.Kind, f.Policy = l10n.FoundNew, l.watch.Rules.New
		if now.original != nil {
			l.originals[now.ID] = now.original
		}
	case taken != "" && !l10n.SameContent(now.Text, taken) && !l10n.SameContent(now.Text, now.Ignored):
		f.Kind, f.Policy = l10n.FoundChanged, l.watch.Rules.Changed
	case hasFailed && failed.Run == l.page(now.ID).Run && !l10n.SameContent(now.Text, now.Ignored):
		l.noteFailure(f, failed)
		return nil
	default:
		return nil
	}
	l.addFinding(f)
	return nil
}

// noteFailure tells of a page that an earlier look found and whose run failed. After a while it is found once more.
func (l *look) noteFailure(f l10n.Finding, failed l10n.Translation) {
	if next := failed.UpdatedAt.Add(failedEvery); l.account.At.Before(next) {
		if len(l.account.Failures) < mostTroubles {
			l.account.Failures = append(l.account.Failures, fmt.Sprintf(
				"%s in %s by run %s: %s. It is tried again after %s, or at once with: dragoman publish --site %s %s",
				f.URL, failed.Locale, failed.Run, failed.Comment, next.UTC().Format("2006-01-02 15:04 UTC"), l.watch.Site, f.URL))
		}
		return
	}
	f.Kind, f.Policy = l10n.FoundNew, l.watch.Rules.New
	if _, published := l.published[f.Document]; published {
		f.Kind, f.Policy = l10n.FoundChanged, l.watch.Rules.Changed
	}
	l.addFinding(f)
}

// noteGone notes a page that is not there any more, once, and only when visitors have a translation of it.
func (l *look) noteGone(id l10n.DocumentID, d l10n.Document) {
	page := l.page(id)
	if _, published := l.published[id]; !published {
		l.changePage(id, func(w *l10n.WatchedPage) { w.Gone = true })
		return
	}
	if !page.Gone {
		l.addFinding(l10n.Finding{
			Document: id, URL: page.URL, Kind: l10n.FoundRemoved, Text: d.TakenFor(l.watch.Site), Policy: l.watch.Rules.Removed,
		})
	}
}

func (l *look) addFinding(f l10n.Finding) {
	f.Site, f.FoundAt = l.watch.Site, l.account.At
	l.found = append(l.found, f)
}

// matchRenamed finds new pages that have the very content of one that is gone, and lets them keep its approvals. Such a
// page may still name its earlier address as its canonical one.
func (l *look) matchRenamed(ctx context.Context) error {
	gone := map[l10n.Hash]l10n.Finding{} // by the shortened hash, which older records have
	for _, f := range l.found {
		if f.Kind == l10n.FoundRemoved && f.Text != "" {
			gone[f.Text.Shortened()] = f
		}
	}
	for i, f := range l.found {
		if f.Kind != l10n.FoundNew {
			continue
		}
		text := f.Text
		if o := l.originals[f.Document]; o != nil && l10n.SamePage(o.url, gone[o.text.Shortened()].URL) {
			text = o.text
		}
		was, ok := gone[text.Shortened()]
		if !ok || !l10n.SameContent(was.Text, text) {
			continue
		}
		delete(gone, text.Shortened())
		l.found[i].Kind, l.found[i].Was = l10n.FoundRenamed, was.Document
		_, err := l.Documents.UpdateDocument(ctx, f.Document, func(d *l10n.Document) error {
			d.Was = was.Document
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
