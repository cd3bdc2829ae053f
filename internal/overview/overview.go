// Package overview says how work stands: what waits for whom, how far runs are, and what visitors get of a site. It reads
// records and changes none.
package overview

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Records are the translations with their targets, and the runs.
type Records interface {
	Translations(context.Context, l10n.TranslationFilter) ([]l10n.Translation, error)
	// CountTranslations counts the translations that a filter selects, by locale, stage and whether people are asked.
	CountTranslations(context.Context, l10n.TranslationFilter) ([]l10n.TranslationCount, error)
	// TranslatedDocuments lists the documents of the selected translations; limit and offset are of documents.
	TranslatedDocuments(context.Context, l10n.TranslationFilter) ([]l10n.DocumentID, int, error)
	Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error)
	Run(context.Context, l10n.RunID) (l10n.Run, error)
}

// Pages are what visitors get.
type Pages interface {
	PublishedPages(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error)
}

// Service answers how work stands. It is safe for concurrent use.
type Service struct {
	Records Records
	Pages   Pages
	Blobs   blob.Blobs
	// Barred says who may not do the step that waits because they are the same pair of eyes. Nil bars nobody.
	Barred func(context.Context, l10n.Translation) (func(l10n.UserID) bool, error)
	// Now is the clock; nil means time.Now.
	Now func() time.Time

	plans kept[l10n.Ref, l10n.Plan]
	texts kept[l10n.Ref, map[l10n.SegmentID]source]
	sizes kept[version, Leverage]
}

func (s *Service) now() time.Time {
	if s.Now == nil {
		return time.Now()
	}
	return s.Now()
}

// plan is what a translation's run was told. A translation from before plans were kept has none.
func (s *Service) plan(ctx context.Context, ref l10n.Ref) (l10n.Plan, error) {
	if ref == "" {
		return l10n.Plan{}, nil
	}
	return s.plans.get(ref, func() (l10n.Plan, error) {
		p, err := blob.GetJSON[l10n.Plan](ctx, s.Blobs, ref)
		if err != nil {
			return p, fmt.Errorf("the plan %s: %w", ref, err)
		}
		return p, nil
	})
}

// step is the step of a translation that waits, as its plan has it.
func (s *Service) step(ctx context.Context, t l10n.Translation) (l10n.ReviewStep, error) {
	p, err := s.plan(ctx, t.Plan)
	if err != nil {
		return l10n.ReviewStep{}, err
	}
	steps := p.StepsFor(t.Locale)
	if i := slices.IndexFunc(steps, func(r l10n.ReviewStep) bool { return r.Name == t.Step }); i >= 0 {
		return steps[i], nil
	}
	return l10n.ReviewStep{Name: t.Step}, nil
}

// named are those who are asked at the step that waits, by name; none means that anybody may do it.
func (s *Service) named(ctx context.Context, t l10n.Translation) ([]l10n.UserID, error) {
	if t.Assignee != "" {
		return []l10n.UserID{t.Assignee}, nil
	}
	step, err := s.step(ctx, t)
	if err != nil || len(step.Who) == 0 {
		return nil, err
	}
	return append(slices.Clip(step.Who), t.Deputies...), nil
}

// kept remembers answers that never change, up to a number of them; then it begins anew.
type kept[K comparable, V any] struct {
	mu     sync.Mutex
	values map[K]V
}

const mostKept = 4000

func (c *kept[K, V]) get(k K, find func() (V, error)) (V, error) {
	c.mu.Lock()
	v, ok := c.values[k]
	c.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := find()
	if err != nil {
		return v, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.values == nil || len(c.values) >= mostKept {
		c.values = map[K]V{}
	}
	c.values[k] = v
	return v, nil
}
