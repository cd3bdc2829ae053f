package watch

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// look is one look under way.
type look struct {
	*Service
	watch   l10n.Watch // as it was at the beginning
	plan    l10n.Plan
	account l10n.Look

	lists  map[string]l10n.SourceList
	listed map[l10n.DocumentID]string           // the addresses that the lists name
	due    []l10n.DocumentID                    // the pages to look at
	pages  map[l10n.DocumentID]l10n.WatchedPage // what the look has learned of pages
	seen   map[l10n.DocumentID]bool             // the pages that could be looked at
	halted bool                                 // the source asks to be left alone

	published map[l10n.DocumentID]l10n.PublishedPage // one page of each document that visitors get
	failed    map[l10n.DocumentID]l10n.Translation   // one locale of each document whose last run failed
	running   map[l10n.RunID]bool                    // whether a run is at work, as far as that was asked

	originals map[l10n.DocumentID]*original // of new pages that name one

	found     []l10n.Finding
	open      []l10n.Finding // those that are an editor's, answered or not, until they are acted upon
	answered  []l10n.Finding // those whose answers are acted upon now
	start     []l10n.Finding // those that a run publishes
	unpublish []Vanished
}

func newLook(s *Service, w l10n.Watch, p l10n.Plan, at time.Time) *look {
	return &look{
		Service: s, watch: w, plan: p, account: l10n.Look{Site: w.Site, At: at},
		listed: map[l10n.DocumentID]string{}, pages: map[l10n.DocumentID]l10n.WatchedPage{}, seen: map[l10n.DocumentID]bool{},
		published: map[l10n.DocumentID]l10n.PublishedPage{}, failed: map[l10n.DocumentID]l10n.Translation{},
		running: map[l10n.RunID]bool{}, originals: map[l10n.DocumentID]*original{},
	}
}

// page is what is remembered of a page.
func (l *look) page(id l10n.DocumentID) l10n.WatchedPage {
	if p, ok := l.pages[id]; ok {
		return p
	}
	return l.watch.Pages[id]
}

// changePage changes what is remembered of a page.
func (l *look) changePage(id l10n.DocumentID, change func(*l10n.WatchedPage)) {
	p := l.page(id)
	change(&p)
	l.pages[id] = p
}

// rememberPages writes into a watch, which others may have changed meanwhile, what the look has learned.
func (l *look) rememberPages(w *l10n.Watch) {
	w.Lists = l.lists
	if w.Pages == nil {
		w.Pages = map[l10n.DocumentID]l10n.WatchedPage{}
	}
	maps.Copy(w.Pages, l.pages)
}

// planRun stores the plan of the run that publishes what was found.
func (l *look) planRun(ctx context.Context, run l10n.RunID) (l10n.Ref, error) {
	p := l.plan
	p.Pages, p.Sitemap, p.Feed = nil, "", ""
	p.RequestedBy, p.Reason = "watch", reason(l.start)
	for _, f := range l.start {
		p.Pages = append(p.Pages, f.URL)
		l.changePage(f.Document, func(w *l10n.WatchedPage) { w.Run = run })
	}
	l.account.Run, l.account.Started = run, len(l.start)
	return blob.PutJSON(ctx, l.Blobs, p)
}

// reason says why a run was started, for instance "2 new, 1 changed".
func reason(fs []l10n.Finding) string {
	count := map[l10n.FindingKind]int{}
	for _, f := range fs {
		count[f.Kind]++
	}
	var s string
	for _, k := range []l10n.FindingKind{l10n.FoundNew, l10n.FoundChanged, l10n.FoundRenamed} {
		if n := count[k]; n > 0 {
			if s != "" {
				s += ", "
			}
			s += fmt.Sprintf("%d %s", n, k)
		}
	}
	return s
}
