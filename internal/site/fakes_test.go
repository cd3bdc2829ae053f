package site

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type memory = blobtest.Memory

// pageKey names the pages of a document on a site.
type pageKey struct {
	site l10n.SiteName
	doc  l10n.DocumentID
}

// records are Pages and Translations in memory.
type records struct {
	mu           sync.Mutex
	pages        map[pageKey][]l10n.PublishedPage
	translations map[l10n.TranslationKey]l10n.Translation
	targets      map[l10n.TranslationKey][]l10n.Target
	runs         map[l10n.RunID]l10n.Run
	rollbacks    []l10n.Rollback
	locks        map[string]*sync.Mutex
	held         []string // the locks, in the order in which they were taken
	saved        int      // how often pages were saved
	failSave     error    // the answer to the next saving of pages
}

func newRecords() *records {
	return &records{
		pages: map[pageKey][]l10n.PublishedPage{}, translations: map[l10n.TranslationKey]l10n.Translation{},
		targets: map[l10n.TranslationKey][]l10n.Target{}, runs: map[l10n.RunID]l10n.Run{}, locks: map[string]*sync.Mutex{},
	}
}

func (r *records) PublishedPages(_ context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.pages[pageKey{site, doc}]), nil
}

func (r *records) PublishedSite(_ context.Context, site l10n.SiteName) ([]l10n.PublishedPage, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []l10n.PublishedPage
	for k, pages := range r.pages {
		if k.site == site {
			all = append(all, pages...)
		}
	}
	slices.SortFunc(all, func(x, y l10n.PublishedPage) int {
		return strings.Compare(x.SourceURL+" "+string(x.Locale), y.SourceURL+" "+string(y.Locale))
	})
	return all, nil
}

func (r *records) PublishedSites(_ context.Context, doc l10n.DocumentID) ([]l10n.SiteName, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sites := map[l10n.SiteName]bool{}
	for k, pages := range r.pages {
		if len(pages) > 0 && (doc == "" || k.doc == doc) {
			sites[k.site] = true
		}
	}
	return slices.Sorted(maps.Keys(sites)), nil
}

func (r *records) UpdatePublished(_ context.Context, site l10n.SiteName, doc l10n.DocumentID,
	change func([]l10n.PublishedPage) ([]l10n.PublishedPage, error),
) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.failSave; err != nil {
		r.failSave = nil
		return err
	}
	k := pageKey{site, doc}
	pages, err := change(slices.Clone(r.pages[k]))
	if err == nil {
		r.saved++
		r.pages[k] = slices.Clone(pages)
	}
	return err
}

func (r *records) Locked(_ context.Context, name string, f func() error) error {
	r.mu.Lock()
	if r.locks[name] == nil {
		r.locks[name] = &sync.Mutex{}
	}
	lock := r.locks[name]
	r.held = append(r.held, name)
	r.mu.Unlock()
	lock.Lock()
	defer lock.Unlock()
	return f()
}

func (r *records) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	t, ok := r.translations[k]
	if !ok {
		return t, l10n.ErrNotFound
	}
	return t, nil
}

func (r *records) Translations(_ context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []l10n.Translation
	for k, t := range r.translations {
		if k.Document == f.Document {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(x, y l10n.Translation) int { return strings.Compare(string(x.Locale), string(y.Locale)) })
	return all, nil
}

func (r *records) Targets(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.targets[k], nil
}

func (r *records) UpdateTranslation(_ context.Context, k l10n.TranslationKey, change func(*l10n.Translation) error) (l10n.Translation, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	t, ok := r.translations[k]
	if !ok {
		return t, l10n.ErrNotFound
	}
	if err := change(&t); err != nil {
		return t, err
	}
	r.translations[k] = t
	return t, nil
}

func (r *records) Run(_ context.Context, id l10n.RunID) (l10n.Run, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	run, ok := r.runs[id]
	if !ok {
		return run, l10n.ErrNotFound
	}
	return run, nil
}

func (r *records) RecordRollback(_ context.Context, b l10n.Rollback) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.ContainsFunc(r.rollbacks, func(q l10n.Rollback) bool { return q.ID == b.ID && q.Site == b.Site && q.Document == b.Document }) {
		r.rollbacks = append(r.rollbacks, b)
	}
	return nil
}

func (r *records) Rollbacks(_ context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.Rollback, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []l10n.Rollback
	for _, b := range r.rollbacks {
		if b.Site == site && b.Document == doc {
			all = append(all, b)
		}
	}
	return all, nil
}
