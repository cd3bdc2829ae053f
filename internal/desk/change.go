package desk

import (
	"context"
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// changes is what became of the source since the version that people approved last.
type changes struct {
	follow.Comparison
	of     map[l10n.SegmentID]follow.Change
	before map[l10n.SegmentID]l10n.Target // approved, by the old segments
}

// loadChanges compares a translation with its base. One without a base has no changes.
func (d *desk) loadChanges(ctx context.Context, w *work) error {
	if w.Base == nil || w.Extraction == "" {
		return nil
	}
	old, err := d.Documents.Extraction(ctx, w.Base.Extraction)
	if err != nil {
		return fmt.Errorf("the approved version of %s: %w", w.Document, err)
	}
	approved, err := d.Documents.Snapshot(ctx, w.Base.Targets)
	if err != nil {
		return fmt.Errorf("the approved version of %s: %w", w.Document, err)
	}
	c := &changes{Comparison: follow.Compare(old, w.extraction), of: map[l10n.SegmentID]follow.Change{}, before: map[l10n.SegmentID]l10n.Target{}}
	for _, ch := range c.Changes {
		c.of[ch.Place.Segment.ID] = ch
	}
	for _, t := range approved {
		c.before[t.Segment] = t
	}
	w.changes = c
	return nil
}

// change is what a row shows of what became of its source.
type change struct {
	Label  string
	Kind   follow.Kind
	Diff   []follow.Piece
	Before string // the approved target of the earlier text
	By     string // who declared that the meaning is the same, in words
	May    bool   // be declared to mean the same
}

func (p *page) change(w *work, s l10n.Segment, g l10n.Target) *change {
	if w.changes == nil {
		return nil
	}
	ch := w.changes.of[s.ID]
	v := &change{Kind: ch.Kind}
	switch ch.Kind {
	case follow.New:
		v.Label = p.T("desk.change.new")
	case follow.Moved:
		v.Label = p.T("desk.change.moved")
	case follow.Changed:
		v.Label = p.T("desk.change.changed")
		v.Diff = follow.Words(ch.Old.Segment.Source, s.Source)
		v.Before = editable(w.changes.before[ch.Old.Segment.ID].Text, w.Locale.Direction())
		v.May = waits(w.Translation) && g.SameAs == nil && v.Before != ""
	default:
		return nil
	}
	if g.SameAs != nil {
		v.By = p.T("desk.change.sameBy", "Name", g.SameAs.By)
	}
	return v
}

// tellChanges tells, for the head of the page, how much has changed and what that cost.
func (v *translationView) tellChanges(p *page, w *work) {
	g := w.Progress
	if g.Sent > 0 || g.Saved > 0 {
		v.Savings = p.T("desk.change.savings", "Sent", g.Sent, "Characters", g.Characters, "Saved", g.Saved)
	}
	if w.Supersedes != "" && v.Waits {
		v.Superseded = p.T("desk.change.superseded")
	}
	if w.changes == nil {
		return
	}
	c := w.changes
	v.Changes = p.T("desk.change.summary", "Changed", c.Count(follow.Changed), "New", c.Count(follow.New), "Moved", c.Count(follow.Moved),
		"Removed", c.Count(follow.Removed), "Same", c.Count(follow.Same))
	for _, ch := range c.Removed {
		v.Removed = append(v.Removed, ch.Old.Segment.Source.Text())
	}
	for _, r := range v.Rows {
		v.MaySame = v.MaySame || r.Change != nil && r.Change.May
	}
}

// declare takes a person's word that the source's change is none of its meaning, to this translation's review and to those
// of the document's other locales that wait too.
func (d *desk) declare(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form) {
	p := d.newPage(r, u)
	if n := f.unsaved(); n > 0 {
		p.tell("bad", p.N("desk.decide.unsaved", n), "")
		d.showAgain(w, r, http.StatusConflict, p, wk, f)
		return
	}
	dec := l10n.Decision{ID: f.Decision + "-" + f.act + string(f.segment), Kind: l10n.Declare, Step: f.Step, By: u, At: d.Now().UTC()}
	if f.segment != "" {
		dec.Segments = []l10n.SegmentID{f.segment}
	}
	if err := d.pass(r.Context(), wk, dec); err != nil {
		d.explain(p, err)
		d.showAgain(w, r, statusOf(err), p, wk, f)
		return
	}
	d.declareElsewhere(r.Context(), wk, dec)
	redirect(w, r, translationPath(wk.TranslationKey), f.act)
}

// declareElsewhere passes a declaration on. Whom it does not reach learns it from the records.
func (d *desk) declareElsewhere(ctx context.Context, wk *work, dec l10n.Decision) {
	others, err := d.Records.Translations(ctx, l10n.TranslationFilter{Document: wk.Document, Waiting: true})
	if err != nil {
		d.Logger.Warn("the other locales could not be told of a declaration", "document", wk.Document, "error", err)
		return
	}
	for _, t := range others {
		if t.Document != wk.Document || t.Locale == wk.Locale || t.Base == nil {
			continue
		}
		other := dec
		other.ID, other.Step = dec.ID+"-"+string(t.Locale), t.Step
		if err := d.Runs.Decide(ctx, t.TranslationKey, other); err != nil {
			d.Logger.Warn("another locale did not take a declaration", "document", t.Document, "locale", t.Locale, "error", err)
		}
	}
}
