// Package watch follows the sources of sites. A look at a source asks which pages are new, have other content than a
// run took up last, are gone, or have moved to another address. What it finds becomes a run, a withdrawal or a question
// to editors: the site's rules say which, and editors' answers are acted upon by the next look.
//
// A look at a large site may last hours, and people go on working meanwhile: they answer findings, end the watch,
// declare changes. So a look never writes back what it has read. It changes each record by a function that is told the
// record as it stands at that moment.
package watch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Watches are the records of watched sites. The functions that change them may be called again.
type Watches interface {
	// Watch returns a watched site, or an error that wraps [l10n.ErrNotFound].
	Watch(ctx context.Context, site l10n.SiteName) (l10n.Watch, error)
	// UpdateWatch changes a watch in a transaction. It is made when it isn't there.
	UpdateWatch(ctx context.Context, site l10n.SiteName, change func(*l10n.Watch) error) (l10n.Watch, error)
	// RemoveWatch forgets a watch and its findings.
	RemoveWatch(ctx context.Context, site l10n.SiteName) error
	// Findings returns what waits for an editor, and what editors have answered.
	Findings(ctx context.Context, site l10n.SiteName) ([]l10n.Finding, error)
	// UpdateFindings changes the findings of a site in a transaction; [l10n.ErrNotFound] says that it is not watched.
	UpdateFindings(
		ctx context.Context, site l10n.SiteName, change func([]l10n.Finding) ([]l10n.Finding, error),
	) ([]l10n.Finding, error)
	// SaveLook adds a look to a site's account. The same look again takes the place of the first.
	SaveLook(ctx context.Context, l l10n.Look) error
}

// Documents are the records of pages, and of the runs that work on them.
type Documents interface {
	// Document returns what is known of a page, or an error that wraps [l10n.ErrNotFound].
	Document(ctx context.Context, id l10n.DocumentID) (l10n.Document, error)
	// UpdateDocument changes what is known of a page in a transaction. The function may be called again.
	UpdateDocument(ctx context.Context, id l10n.DocumentID, change func(*l10n.Document) error) (l10n.Document, error)
	Run(ctx context.Context, id l10n.RunID) (l10n.Run, error)
	Translations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error)
	// PublishedSite returns all pages that visitors get of a site. The slice is shared: nobody changes it.
	PublishedSite(ctx context.Context, site l10n.SiteName) ([]l10n.PublishedPage, error)
}

// Source reads the lists and pages of a site by conditional requests. [fetch.Fetcher] does.
type Source interface {
	DiscoverAgain(
		ctx context.Context, s fetch.Source, known map[string]l10n.SourceList,
	) ([]string, map[string]l10n.SourceList, error)
	Fetch(ctx context.Context, url string, prev *l10n.Document) (l10n.Document, []byte, error)
}

// Service follows sources. It is safe for concurrent use.
type Service struct {
	Watches   Watches
	Documents Documents
	Blobs     blob.Blobs
	Source    Source
	// Extract reads a page as a plan says.
	Extract func(p l10n.Plan, d l10n.Document, body []byte) (*l10n.Extraction, error)
	Planner Planner
}

// Planner makes a watch, and the plan of what it finds, by the configuration of this worker. An error says what to do.
type Planner interface {
	Watch(r l10n.WatchRequest) (l10n.Watch, l10n.Plan, error)
}

// LookInput names a watched site, and the run to start when there is something to publish.
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
	// Answered are the findings whose answers are acted upon by this. They wait until it is done: see [Service.Note].
	Answered []l10n.Finding `json:",omitempty"`
}

// Vanished is a document to take from visitors, and who asked for it.
type Vanished struct {
	Document l10n.DocumentID
	By       l10n.UserID
	URL      string
}

// Withdrawal is the withdrawal by which a look at some time takes the document from visitors.
func (v Vanished) Withdrawal(at time.Time) l10n.Withdrawal {
	id := fmt.Sprintf("watch-%s-%s", at.Format("20060102T150405"), v.Document)
	return l10n.Withdrawal{ID: id, By: v.By, At: at, Comment: "The source page is gone."}
}

// Look asks a watched site's lists and pages what has changed since a run took them up. It starts nothing: the
// documents of the run to start are in the plan that it stores. A repeat finds the same. When the watch is ended
// meanwhile, nothing is to be done.
func (s *Service) Look(ctx context.Context, in LookInput) (Looked, error) {
	w, err := s.Watches.Watch(ctx, in.Site)
	if err != nil {
		return Looked{}, err
	}
	p, err := blob.GetJSON[l10n.Plan](ctx, s.Blobs, w.Plan)
	if err != nil {
		return Looked{}, err
	}
	l := newLook(s, w, p, in.At)
	if err := l.readLists(ctx); err != nil {
		return Looked{}, err
	}
	if err := l.lookAtPages(ctx); err != nil {
		return Looked{}, err
	}
	if err := l.judge(ctx); err != nil {
		return Looked{}, err
	}
	out := Looked{WatchPlan: w.Plan, Unpublish: l.unpublish, Answered: l.answered}
	if len(l.start) > 0 {
		if out.Plan, err = l.planRun(ctx, in.Run); err != nil {
			return Looked{}, err
		}
	}
	out.Look = l.account
	err = l.remember(ctx)
	if errors.Is(err, l10n.ErrNotFound) { // the watch was ended
		l.account.Run, l.account.Started = "", 0
		return Looked{Look: l.account, WatchPlan: w.Plan}, nil
	}
	return out, err
}

// remember writes down what the look has learned: of its lists and pages, and then its findings.
func (l *look) remember(ctx context.Context) error {
	_, err := l.Watches.UpdateWatch(ctx, l.watch.Site, func(w *l10n.Watch) error {
		if w.Plan == "" {
			return fmt.Errorf("a watch of site %s: %w", w.Site, l10n.ErrNotFound)
		}
		l.rememberPages(w)
		return nil
	})
	if err != nil {
		return err
	}
	_, err = l.Watches.UpdateFindings(ctx, l.watch.Site, func(current []l10n.Finding) ([]l10n.Finding, error) {
		return mergeFindings(current, l.open, l.seen), nil
	})
	return err
}

// Note is a look that has been acted upon.
type Note struct {
	Look        l10n.Look
	Unpublished []l10n.DocumentID
	Answered    []l10n.Finding `json:",omitempty"`
}

// Note writes a look into the site's account. A page that was taken from visitors is new when it comes back. The
// answers that were acted upon have done their work; one that an editor has changed meanwhile is for the next look.
func (s *Service) Note(ctx context.Context, n Note) error {
	for _, id := range n.Unpublished {
		_, err := s.Documents.UpdateDocument(ctx, id, func(d *l10n.Document) error {
			d.Taken = ""
			delete(d.TakenBy, n.Look.Site)
			return nil
		})
		if err != nil {
			return err
		}
	}
	if len(n.Answered) > 0 {
		_, err := s.Watches.UpdateFindings(ctx, n.Look.Site, func(current []l10n.Finding) ([]l10n.Finding, error) {
			return withoutAnswered(current, n.Answered), nil
		})
		if err != nil && !errors.Is(err, l10n.ErrNotFound) { // the watch may have been ended
			return err
		}
	}
	return s.Watches.SaveLook(ctx, n.Look)
}
