package app

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/desk"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// deskPublisher starts and ends publications for people at the desk, by the worker's own configuration: unlike the command
// line, the desk may fetch nothing that a worker may not.
type deskPublisher struct {
	app    *App
	client *client.Client
}

var _ desk.Publisher = deskPublisher{}

// Sites lists the configured sites, and that of pages which belong to none.
func (p deskPublisher) Sites() []desk.Site {
	var all []desk.Site
	for _, s := range p.app.Config.Sites {
		all = append(all, desk.Site{Name: s.Name, Title: s.Title, SourceLang: s.SourceLang, Locales: s.Locales,
			HasPages: s.Sitemap != "" || s.Feed != "" || len(s.Pages) > 0})
	}
	if !slices.ContainsFunc(all, func(s desk.Site) bool { return s.Name == l10n.AdHoc }) {
		all = append(all, desk.Site{Name: l10n.AdHoc})
	}
	return all
}

// PagesAt reads addresses of pages, sitemaps and feeds.
func (p deskPublisher) PagesAt(ctx context.Context, addresses []string) ([]string, error) {
	return p.app.Work.PagesAt(ctx, addresses)
}

// HandIn keeps the content of a page.
func (p deskPublisher) HandIn(ctx context.Context, r l10n.Request, page string, body []byte) (l10n.Upload, error) {
	r.Pages = []string{page}
	plan, err := p.plan(r)
	if err != nil {
		return l10n.Upload{}, err
	}
	return p.app.Work.HandIn(ctx, plan, page, body)
}

func (p deskPublisher) plan(r l10n.Request) (l10n.Plan, error) {
	plan, err := Planner{p.app.Config}.Plan(r)
	if err != nil {
		err = fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	return plan, err
}

// Start asks for a run. A repeat with the same run's ID is the same run.
func (p deskPublisher) Start(ctx context.Context, r l10n.Request) error {
	_, _, err := p.client.Publish(ctx, r)
	if errors.Is(err, client.ErrNotTaken) {
		return fmt.Errorf("%w: %w", l10n.ErrUnavailable, err)
	}
	return err
}

// Again is a request for documents of an earlier run.
func (p deskPublisher) Again(ctx context.Context, plan l10n.Ref, docs []l10n.DocumentID, locales []l10n.Locale) (l10n.Request, error) {
	return p.app.Work.Again(ctx, plan, docs, locales)
}

// Cancel ends a run, or the work on one of its pages.
func (p deskPublisher) Cancel(ctx context.Context, c l10n.Cancellation) error {
	return p.app.Work.Cancel(ctx, c, p.client)
}

const (
	// mostEstimated is how many pages are read for an estimate, and longestEstimate how long it may take.
	mostEstimated   = 40
	longestEstimate = 20 * time.Second
	estimateWorkers = 4
)

// Estimate reads the first pages of a request and says what there is for their texts, what engines would be sent, and who
// would be asked.
func (p deskPublisher) Estimate(ctx context.Context, r l10n.Request) (desk.Estimate, error) {
	var out desk.Estimate
	plan, err := p.plan(r)
	if err != nil {
		return out, err
	}
	pages, err := p.app.Work.Pages(ctx, plan)
	if err != nil {
		return out, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	if len(pages) == 0 {
		return out, fmt.Errorf("%w: the site %s names no page: its sitemap and feed are empty", l10n.ErrRefused, plan.Site)
	}
	out.Plan, out.Pages, out.Reviewers = plan, len(pages), p.reviewers(plan.Locales)
	all, failed := p.estimate(ctx, plan, pages[:min(len(pages), mostEstimated)])
	for _, page := range slices.Sorted(maps.Keys(failed)) {
		out.Left = append(out.Left, failed[page].Error())
	}
	if len(all) == 0 && len(failed) > 0 {
		return out, fmt.Errorf("%w: %s", l10n.ErrRefused, out.Left[0])
	}
	looked := map[l10n.DocumentID]bool{}
	texts := map[l10n.Locale][]l10n.DraftCount{}
	for _, e := range all {
		looked[e.Document] = true
		texts[e.Locale] = append(texts[e.Locale], e.Texts...)
	}
	out.Looked = len(looked)
	for _, l := range plan.Locales {
		out.Locales = append(out.Locales, desk.LocaleEstimate{Locale: l, Texts: texts[l]})
	}
	for _, c := range costs(all, p.app.Config.Providers) {
		out.Engines = append(out.Engines, desk.EngineEstimate(c))
	}
	return out, nil
}

// estimate estimates several pages at once, and stops when it takes too long.
func (p deskPublisher) estimate(ctx context.Context, plan l10n.Plan, pages []string) (all []work.Estimate, failed map[string]error) {
	ctx, cancel := context.WithTimeout(ctx, longestEstimate)
	defer cancel()
	failed = map[string]error{}
	found := make([][]work.Estimate, len(pages))
	next := make(chan int)
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range estimateWorkers {
		wait.Go(func() {
			for i := range next {
				es, err := p.app.Work.Estimate(ctx, plan, pages[i])
				mu.Lock()
				if found[i] = es; err != nil && ctx.Err() == nil {
					failed[pages[i]] = fmt.Errorf("%s: %w", pages[i], err)
				}
				mu.Unlock()
			}
		})
	}
	for i := range pages {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wait.Wait()
	return slices.Concat(found...), failed
}

// reviewers are the people who are told of a locale's steps where nobody in particular is asked.
func (p deskPublisher) reviewers(locales []l10n.Locale) map[l10n.Locale][]l10n.UserID {
	who := map[l10n.Locale][]l10n.UserID{}
	for _, l := range locales {
		for _, person := range p.app.Duty.People {
			if slices.Contains(person.Reviews, l) {
				who[l] = append(who[l], person.ID)
			}
		}
		slices.Sort(who[l])
	}
	return who
}
