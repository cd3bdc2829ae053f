package activities

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const (
	// shownFindings and shownTroubles are how many of each a look's account names.
	shownFindings, shownTroubles = 50, 20
	// unlistedEvery is how often a page is looked at that its source no longer lists: an entry that has left a feed.
	unlistedEvery = 24 * time.Hour
	// failedEvery is how long a page is left alone whose run failed: it is told at every look, and tried again after this.
	failedEvery = 24 * time.Hour
	// mostUnpublished is how many documents one look takes from visitors; more are for the next.
	mostUnpublished = 100
)

// LookInput names a watched site, and the run that is started when there is something to publish.
type LookInput struct {
	Site l10n.SiteName
	Run  l10n.RunID
	At   time.Time
}

// Looked is what a look found, and what is to be done.
type Looked struct {
	Look      l10n.Look
	Plan      l10n.Ref   `json:",omitempty"` // of the run to start
	WatchPlan l10n.Ref   // of the site as a whole
	Unpublish []Vanished `json:",omitempty"`
}

// Vanished is a document to take from visitors, and whose word that is.
type Vanished struct {
	Document l10n.DocumentID
	By       l10n.UserID
	URL      string
}

// LookAtSource asks a watched site's lists and pages, by conditional requests, what has changed since a run took them up.
// It starts nothing: the documents of the run to start are in the plan that it stores. A repeat finds the same.
func (a *Activities) LookAtSource(ctx context.Context, in LookInput) (Looked, error) {
	w, err := a.Records.Watch(ctx, in.Site)
	if err != nil {
		return Looked{}, fail(err)
	}
	p, err := a.plan(ctx, w.Plan)
	if err != nil {
		return Looked{}, fail(err)
	}
	l := &looker{Activities: a, watch: w, plan: p, look: l10n.Look{Site: in.Site, At: in.At}, running: map[l10n.RunID]bool{}}
	if err := l.read(ctx); err != nil {
		return Looked{}, fail(err)
	}
	if err := l.judge(ctx); err != nil {
		return Looked{}, fail(err)
	}
	out := Looked{WatchPlan: w.Plan, Unpublish: l.unpublish}
	if len(l.start) > 0 {
		if out.Plan, err = l.planRun(ctx, in.Run); err != nil {
			return Looked{}, fail(err)
		}
	}
	out.Look = l.look
	return out, fail(l.remember(ctx))
}

// remember writes down what the look learned. The plan and the rules may have been changed meanwhile, or the watch ended.
func (l *looker) remember(ctx context.Context) error {
	w, err := l.Records.Watch(ctx, l.watch.Site)
	if err != nil {
		return l10n.IgnoreNotFound(err)
	}
	w.Lists, w.Pages = l.watch.Lists, l.watch.Pages
	return l.Records.SaveWatch(ctx, w)
}

// looker is one look under way.
type looker struct {
	*Activities
	watch     l10n.Watch
	plan      l10n.Plan
	look      l10n.Look
	listed    map[l10n.DocumentID]string
	published map[l10n.DocumentID]l10n.PublishedPage // one page of each document
	failed    map[l10n.DocumentID]l10n.Translation   // one locale of each document whose last run failed
	running   map[l10n.RunID]bool                    // as far as asked
	waiting   map[l10n.DocumentID]l10n.Finding       // for editors, since earlier looks
	halted    bool                                   // the source asks to be left alone
	found     []l10n.Finding
	start     []l10n.Finding
	unpublish []Vanished
}

// read reads the lists, and then the pages one after the other.
func (l *looker) read(ctx context.Context) error {
	urls, lists, err := l.Fetcher.DiscoverAgain(ctx, fetch.Source{Pages: l.plan.Pages, Sitemap: l.plan.Sitemap, Feed: l.plan.Feed}, l.watch.Lists)
	if err != nil {
		return err
	}
	l.watch.Lists, l.look.Listed = lists, len(urls)
	if l.watch.Pages == nil {
		l.watch.Pages = map[l10n.DocumentID]l10n.WatchedPage{}
	}
	site, err := l.Records.PublishedSite(ctx, l.plan.Site)
	if err != nil {
		return err
	}
	l.published = map[l10n.DocumentID]l10n.PublishedPage{}
	for _, pg := range site {
		l.published[pg.Document] = pg
	}
	failed, err := l.Records.Translations(ctx, l10n.TranslationFilter{Site: l.plan.Site, Stage: l10n.StageFailed, Limit: 1_000_000})
	if err != nil {
		return err
	}
	l.failed = map[l10n.DocumentID]l10n.Translation{}
	for _, t := range failed {
		l.failed[t.Document] = t
	}
	waiting, err := l.Records.Findings(ctx, l.look.Site)
	if err != nil {
		return err
	}
	l.waiting = map[l10n.DocumentID]l10n.Finding{}
	for _, f := range waiting {
		l.waiting[f.Document] = f
	}
	for _, id := range l.due(urls) {
		if err := l.page(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// due names the pages to look at: those that are listed, those that have left the lists since the last look or that an
// editor has answered for, and now and then those that left them before.
func (l *looker) due(urls []string) []l10n.DocumentID {
	var due, rest []l10n.DocumentID
	l.listed = map[l10n.DocumentID]string{}
	for _, u := range urls {
		id := l10n.NewDocumentID(u)
		if _, twice := l.listed[id]; twice {
			continue
		}
		l.listed[id] = u
		due = append(due, id)
		w := l.watch.Pages[id]
		w.URL = u
		l.watch.Pages[id] = w
	}
	for id, pg := range l.published {
		if _, known := l.watch.Pages[id]; !known {
			l.watch.Pages[id] = l10n.WatchedPage{URL: pg.SourceURL, Listed: true}
		}
	}
	for id, w := range l.watch.Pages {
		if _, listed := l.listed[id]; listed || w.Gone {
			continue
		}
		if l.waiting[id].Answer != "" || w.Listed || l.look.At.Sub(w.LookedAt) >= unlistedEvery {
			rest = append(rest, id)
		}
	}
	slices.Sort(rest)
	return append(due, rest...)
}

// trouble notes that a page could not be had; it is looked at again the next time.
func (l *looker) trouble(url string, err error) {
	if len(l.look.Troubles) < shownTroubles {
		l.look.Troubles = append(l.look.Troubles, fmt.Sprintf("%s: %s", url, err))
	}
}

// planRun stores the plan of the run that publishes what was found.
func (l *looker) planRun(ctx context.Context, run l10n.RunID) (l10n.Ref, error) {
	p := l.plan
	p.Pages, p.Sitemap, p.Feed = nil, "", ""
	p.RequestedBy, p.Reason = "watch", l.reason()
	for _, f := range l.start {
		p.Pages = append(p.Pages, f.URL)
		w := l.watch.Pages[f.Document]
		w.Run = run
		l.watch.Pages[f.Document] = w
	}
	l.look.Run, l.look.Started = run, len(l.start)
	return blob.PutJSON(ctx, l.Blobs, p)
}

func (l *looker) reason() string {
	count := map[l10n.FindingKind]int{}
	for _, f := range l.start {
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

// NoteLookInput is a look that has been acted upon.
type NoteLookInput struct {
	Look        l10n.Look
	Unpublished []l10n.DocumentID
}

// NoteLook writes a look into the site's account. A page that was taken from visitors is new when it comes back.
func (a *Activities) NoteLook(ctx context.Context, in NoteLookInput) error {
	for _, id := range in.Unpublished {
		d, err := a.Records.Document(ctx, id)
		if err != nil {
			return fail(err)
		}
		d.Taken = ""
		delete(d.TakenBy, in.Look.Site)
		if err := a.Records.SaveDocument(ctx, d); err != nil {
			return fail(err)
		}
	}
	return fail(a.Records.SaveLook(ctx, in.Look))
}
