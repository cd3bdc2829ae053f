package desk

import (
	"context"
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// loaded is a translation with everything that is needed to show it or to act on it.
type loaded struct {
	l10n.Translation
	extraction *l10n.Extraction
	source     *source       // the extraction with what follows from it
	targets    []l10n.Target // in document order
	bySegment  map[l10n.SegmentID]l10n.Target
	decisions  []l10n.Decision
	board      review.Board
	changes    *changes        // since the approved version; nil when none was approved
	gone       []l10n.KeptText // what people wrote for sentences that the source has no more
	threads    *remark.Threads // what people said; nil where the desk has no pages for it
	marked     map[l10n.SegmentID][]l10n.Annotation
	typed      review.Typed // what people have typed and not saved, where it was asked for
}

func (d *desk) load(ctx context.Context, k l10n.TranslationKey) (*loaded, error) {
	t, err := d.Records.Translation(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("translation %s %s: %w", k.Document, k.Locale, err)
	}
	targets, err := d.Records.Targets(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("targets of %s %s: %w", k.Document, k.Locale, err)
	}
	return d.loadWith(ctx, t, targets)
}

// loadWith loads the rest of a translation whose record and targets are at hand.
func (d *desk) loadWith(ctx context.Context, t l10n.Translation, targets []l10n.Target) (w *loaded, err error) {
	k := t.TranslationKey
	w = &loaded{Translation: t, targets: targets}
	if t.Extraction == "" { // a run that has not extracted the page yet has no units
		w.source = newSource(&l10n.Extraction{Title: t.Title, Lang: t.SourceLang})
	} else if w.source, err = d.source(ctx, t.Extraction); err != nil {
		return nil, fmt.Errorf("extraction of %s: %w", k.Document, err)
	}
	w.extraction = w.source.Extraction
	if w.decisions, err = d.Records.Decisions(ctx, k); err != nil {
		return nil, fmt.Errorf("decisions on %s %s: %w", k.Document, k.Locale, err)
	}
	if w.board, err = d.Reviews.Board(ctx, t, w.targets); err != nil {
		return nil, fmt.Errorf("the review of %s %s: %w", k.Document, k.Locale, err)
	}
	w.bySegment = make(map[l10n.SegmentID]l10n.Target, len(w.targets))
	for _, g := range w.targets {
		w.bySegment[g.Segment] = g
	}
	if err := d.loadGone(ctx, w); err != nil {
		return nil, err
	}
	if err := d.loadSaid(ctx, w); err != nil {
		return nil, err
	}
	return w, d.loadChanges(ctx, w)
}

// loadSource loads the translation that a request's path names with its source alone: what it takes to change a text.
func (d *desk) loadSource(r *http.Request) (*loaded, error) {
	k, err := keyOf(r)
	if err != nil {
		return nil, err
	}
	w := &loaded{}
	if w.Translation, err = d.Records.Translation(r.Context(), k); err != nil {
		return nil, fmt.Errorf("translation %s %s: %w", k.Document, k.Locale, err)
	}
	if w.Translation.Extraction == "" {
		w.source = newSource(&l10n.Extraction{})
	} else if w.source, err = d.source(r.Context(), w.Translation.Extraction); err != nil {
		return nil, fmt.Errorf("extraction of %s: %w", k.Document, err)
	}
	w.extraction = w.source.Extraction
	if d.Remarks != nil {
		w.threads = &remark.Threads{}
	}
	return w, nil
}

// ofTranslation calls the handler of a page with the translation that the request's path names.
func (d *desk) ofTranslation(
	next func(http.ResponseWriter, *http.Request, l10n.UserID, l10n.Translation),
) func(http.ResponseWriter, *http.Request, l10n.UserID) {
	return func(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
		k, err := keyOf(r)
		if err != nil {
			d.showError(w, r, u, err)
			return
		}
		t, err := d.Records.Translation(r.Context(), k)
		if err != nil {
			d.showError(w, r, u, err)
			return
		}
		next(w, r, u, t)
	}
}

// waits reports whether a person may edit and decide now.
func waits(t l10n.Translation) bool {
	return t.Stage == l10n.StageReview && t.Step != "" && (t.StepKind == "" || t.StepKind == l10n.StepPerson)
}

// moving reports whether the translation goes on by itself, and soon.
func moving(t l10n.Translation) bool {
	embargoed := t.Stage == l10n.StageApproved && t.Embargo != nil && !t.Embargo.Lifted
	return !waits(t) && !t.Stage.Ended() && !embargoed
}

// obstacles counts what keeps the translation from being approved: segments without a target, and blocking issues.
func (w *loaded) obstacles() (empty, blocking int) {
	for i := range w.extraction.Units {
		for _, s := range w.extraction.Units[i].Segments {
			g := w.bySegment[s.ID]
			switch {
			case g.Text.IsEmpty() && !s.Source.IsEmpty():
				empty++ // other issues of the segment come from that
			case l10n.Blocks(g.Issues):
				blocking++
			}
		}
	}
	return empty, blocking
}

// edit stores one target while the translation waits for a person.
func (d *desk) edit(ctx context.Context, w *loaded, e l10n.Edit) (l10n.Target, error) {
	if !waits(w.Translation) {
		return l10n.Target{}, fmt.Errorf("%w: the translation does not wait for a person", l10n.ErrRefused)
	}
	return d.Editor.Edit(ctx, w.Translation, w.extraction, e)
}
