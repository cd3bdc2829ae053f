package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Page is a page that a workflow wants visitors to get.
type Page struct {
	Key l10n.TranslationKey
	Run l10n.RunID
	URL string // of its source
	// Extraction, Skeleton and Targets are what it is to be made of.
	Extraction, Skeleton, Targets l10n.Ref
	// RunEnded says that the run has ended by the records. What it has published already is not published again then: that
	// would undo what people did since.
	RunEnded bool
}

// Clear returns the approvals under which a page goes to visitors, as they stand in the records, or refuses it by an error
// that wraps [l10n.ErrRefused]. Whoever reaches Temporal can start a workflow that says of any text that it is approved,
// so nothing of that is believed: the records say which snapshot every step has approved, and of which source. Of the
// approvals that the workflow names, the IDs alone count.
func (s *Service) Clear(ctx context.Context, page Page, approvals []l10n.Decision) ([]l10n.Decision, error) {
	tr, err := s.opened(ctx, page)
	if err != nil {
		return nil, err
	}
	switch {
	case tr.Stage == l10n.StagePublished && page.RunEnded:
		return nil, fmt.Errorf("%w: run %s has published %s into %s and has ended: ask for a new run", l10n.ErrRefused, page.Run,
			tr.Document, tr.Locale)
	case tr.Stage != l10n.StageApproved && tr.Stage != l10n.StagePublished:
		return nil, fmt.Errorf("%w: the translation of %s into %s is not approved by the records: it is %s", l10n.ErrRefused,
			tr.Document, tr.Locale, tr.Stage)
	case tr.Targets == "" || tr.Targets != page.Targets:
		return nil, fmt.Errorf("%w: by the records other texts of %s into %s are approved than those to publish", l10n.ErrRefused,
			tr.Document, tr.Locale)
	}
	if err := embargoed(tr, time.Now()); err != nil {
		return nil, err
	}
	all, err := s.decisionsOn(ctx, tr)
	if err != nil {
		return nil, err
	}
	var recorded []l10n.Decision
	for _, d := range approvals {
		i := slices.IndexFunc(all, func(r l10n.Decision) bool { return r.ID == d.ID && r.Ends() })
		if i < 0 {
			return nil, fmt.Errorf("%w: the records have no approval %q of %s into %s", l10n.ErrRefused, d.ID, tr.Document, tr.Locale)
		}
		recorded = append(recorded, all[i])
	}
	if !everyStep(tr.Steps, recorded) {
		return nil, fmt.Errorf("%w: not every step of %s into %s has an approval", l10n.ErrRefused, tr.Document, tr.Locale)
	}
	return recorded, nil
}

// ClearInPart refuses a page that is to go live before its approval where the plan of its translation doesn't say so.
func (s *Service) ClearInPart(ctx context.Context, page Page) error {
	if page.RunEnded {
		return fmt.Errorf("%w: run %s has ended", l10n.ErrRefused, page.Run)
	}
	tr, err := s.opened(ctx, page)
	if err != nil {
		return err
	}
	p, err := s.plan(ctx, tr)
	if err != nil {
		return err
	}
	if err := embargoed(tr, time.Now()); err != nil {
		return err
	}
	if p.Pending[page.Key.Locale] != l10n.FallbackPending && !tr.Embargo.FallsBack() {
		return fmt.Errorf("%w: the plan of run %s publishes no page in %s before its approval", l10n.ErrRefused, page.Run,
			page.Key.Locale)
	}
	return nil
}

// opened returns the record of a page's translation, where it is of the run and of the source that the page names.
func (s *Service) opened(ctx context.Context, page Page) (l10n.Translation, error) {
	tr, err := s.Records.Translation(ctx, page.Key)
	if errors.Is(err, l10n.ErrNotFound) {
		return tr, fmt.Errorf("%w: nobody has translated %s into %s", l10n.ErrRefused, page.Key.Document, page.Key.Locale)
	}
	if err != nil {
		return tr, err
	}
	for _, f := range []struct{ what, is, want string }{
		{"run", string(page.Run), string(tr.Run)},
		{"extraction", string(page.Extraction), string(tr.Extraction)}, {"skeleton", string(page.Skeleton), string(tr.Skeleton)},
		{"address", page.URL, tr.URL},
	} {
		if f.is != f.want {
			return tr, fmt.Errorf("%w: the page is to be of the %s %q, and the translation of %s into %s is of %q by the records",
				l10n.ErrRefused, f.what, f.is, page.Key.Document, page.Key.Locale, f.want)
		}
	}
	return tr, nil
}

// decisionsOn are the decisions on a translation, and on that of the page that it was before it was renamed.
func (s *Service) decisionsOn(ctx context.Context, tr l10n.Translation) ([]l10n.Decision, error) {
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	if err != nil || tr.Base == nil || tr.Base.Document == "" {
		return all, err
	}
	older, err := s.Records.Decisions(ctx, l10n.TranslationKey{Document: tr.Base.Document, Locale: tr.Locale})
	return append(older, all...), err
}
