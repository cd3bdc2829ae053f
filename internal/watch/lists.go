package watch

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// unlistedEvery is how often a page is looked at that its source no longer lists: an entry that has left a feed.
const unlistedEvery = 24 * time.Hour

// readLists asks the source which pages it has, and says which of them are to be looked at.
func (l *look) readLists(ctx context.Context) error {
	s := fetch.Source{Pages: l.plan.Pages, Sitemap: l.plan.Sitemap, Feed: l.plan.Feed}
	urls, lists, err := l.Source.DiscoverAgain(ctx, s, l.watch.Lists)
	if err != nil {
		return err
	}
	l.lists, l.account.Listed = lists, len(urls)
	site, err := l.Documents.PublishedSite(ctx, l.plan.Site)
	if err != nil {
		return err
	}
	for _, pg := range site {
		l.published[pg.Document] = pg
	}
	findings, err := l.Watches.Findings(ctx, l.watch.Site)
	if err != nil {
		return err
	}
	if err := l.addListed(ctx, urls); err != nil {
		return err
	}
	l.addUnlisted(byDocument(findings))
	return nil
}

// addListed adds the listed pages to those to look at, in the order of the lists.
func (l *look) addListed(ctx context.Context, urls []string) error {
	known := func(id l10n.DocumentID) (l10n.Document, error) { return l.Documents.Document(ctx, id) }
	for _, u := range urls {
		id, err := l10n.DocumentIDOf(u, known)
		if err != nil {
			return err
		}
		if _, twice := l.listed[id]; twice {
			continue
		}
		l.listed[id] = u
		l.due = append(l.due, id)
		l.changePage(id, func(w *l10n.WatchedPage) { w.URL = u })
	}
	return nil
}

// addUnlisted adds pages to look at that the source does not list: those that have left the lists since the last look
// or that an editor has answered for, and now and then those that left them before.
func (l *look) addUnlisted(findings map[l10n.DocumentID]l10n.Finding) {
	for id, pg := range l.published {
		_, remembered := l.watch.Pages[id]
		if _, listed := l.listed[id]; !remembered && !listed {
			l.changePage(id, func(w *l10n.WatchedPage) { w.URL = pg.SourceURL })
		}
	}
	known := map[l10n.DocumentID]l10n.WatchedPage{}
	maps.Copy(known, l.watch.Pages)
	maps.Copy(known, l.pages)
	var due []l10n.DocumentID
	for id, w := range known {
		if _, listed := l.listed[id]; listed || w.Gone {
			continue
		}
		if findings[id].Answer != "" || w.Listed || l.account.At.Sub(w.LookedAt) >= unlistedEvery {
			due = append(due, id)
		}
	}
	slices.Sort(due)
	l.due = append(l.due, due...)
}
