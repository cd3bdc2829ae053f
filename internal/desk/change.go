package desk

import (
	"context"
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// changes compares the source with the version that people approved last.
type changes struct {
	follow.Comparison
	bySegment map[l10n.SegmentID]follow.Change
	approved  map[l10n.SegmentID]l10n.Target // by the segments of the approved version
}

// loadChanges compares a translation with its base, where it has one.
func (d *desk) loadChanges(ctx context.Context, w *loaded) error {
	if w.Base == nil || w.Extraction == "" {
		return nil
	}
	of := string(w.Base.Extraction) + " " + string(w.Base.Targets) + " " + string(w.Extraction)
	var err error
	w.changes, err = d.compared.Get(of, func() (*changes, error) { return d.compare(ctx, w) })
	if err != nil {
		return fmt.Errorf("the approved version of %s: %w", w.Document, err)
	}
	return nil
}

func (d *desk) compare(ctx context.Context, w *loaded) (*changes, error) {
	old, err := d.source(ctx, w.Base.Extraction)
	if err != nil {
		return nil, err
	}
	approved, err := d.Documents.Snapshot(ctx, w.Base.Targets)
	if err != nil {
		return nil, err
	}
	c := &changes{
		Comparison: follow.Compare(old.Extraction, w.extraction),
		bySegment:  map[l10n.SegmentID]follow.Change{},
		approved:   map[l10n.SegmentID]l10n.Target{},
	}
	for _, ch := range c.Changes {
		c.bySegment[ch.Place.Segment.ID] = ch
	}
	for _, t := range approved {
		c.approved[t.Segment] = t
	}
	return c, nil
}

// change says in a row what has become of its source.
type change struct {
	Label  string
	Kind   follow.Kind
	Diff   []follow.Piece
	Before string // the approved target of the earlier text
	By     string // who declared that the meaning is the same, in words
	May    bool   // people may declare that the meaning is the same
	text   l10n.Fragment
}

func (p *page) change(w *loaded, s l10n.Segment, g l10n.Target) *change {
	if w.changes == nil {
		return nil
	}
	ch := w.changes.bySegment[s.ID]
	v := &change{Kind: ch.Kind}
	switch ch.Kind {
	case follow.New:
		v.Label = p.T("desk.change.new")
	case follow.Moved:
		v.Label = p.T("desk.change.moved")
	case follow.Changed:
		v.Label = p.T("desk.change.changed")
		v.Diff = follow.Words(ch.Old.Segment.Source, s.Source)
		v.text = w.changes.approved[ch.Old.Segment.ID].Text
		v.Before = formatEditable(v.text, w.Locale.Direction())
		v.May = waits(w.Translation) && g.SameAs == nil && v.Before != ""
	default:
		return nil
	}
	if g.SameAs != nil {
		v.By = p.T("desk.change.sameBy", "Name", g.SameAs.By)
	}
	return v
}

// showChanges shows at the top of the page how much of the source has changed and what was sent to engines.
func (v *translationView) showChanges(p *page, w *loaded) {
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
	v.Changes = p.T("desk.change.summary",
		"Changed", c.Count(follow.Changed), "New", c.Count(follow.New), "Moved", c.Count(follow.Moved),
		"Removed", c.Count(follow.Removed), "Same", c.Count(follow.Same))
	for _, ch := range c.Removed {
		v.Removed = append(v.Removed, ch.Old.Segment.Source.Text())
	}
	for _, r := range v.Rows {
		v.MaySame = v.MaySame || r.Change != nil && r.Change.May
	}
}

// declareSameMeaning passes on a person's declaration that a change of the source does not change its meaning. It goes
// to this translation's review, and to those of the document's other locales that wait.
func (d *desk) declareSameMeaning(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	p := d.newPage(r, u)
	if n := f.unsaved(); n > 0 {
		p.addNotice("bad", p.N("desk.decide.unsaved", n), "")
		d.showCurrent(w, r, http.StatusConflict, p, wk, f)
		return
	}
	dec := l10n.Decision{ID: f.Decision + "-" + f.act + string(f.segment), Kind: l10n.Declare, Step: f.Step, By: u,
		At: d.Now().UTC()}
	if f.segment != "" {
		dec.Segments = []l10n.SegmentID{f.segment}
	}
	if err := d.submit(r.Context(), wk, dec); err != nil {
		d.explain(p, err)
		d.showCurrent(w, r, statusOf(err), p, wk, f)
		return
	}
	d.declareInOtherLocales(r.Context(), wk, dec)
	redirect(w, r, translationPath(wk.TranslationKey), f.act)
}

// declareInOtherLocales passes a declaration to the other locales. A locale that does not get it reads it from the
// records later.
func (d *desk) declareInOtherLocales(ctx context.Context, wk *loaded, dec l10n.Decision) {
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
		other.ID, other.Step, other.Run = dec.ID+"-"+string(t.Locale), t.Step, t.Run
		if err := d.Runs.Decide(ctx, t.TranslationKey, other); err != nil {
			d.Logger.Warn("another locale did not take a declaration", "document", t.Document, "locale", t.Locale, "error", err)
		}
	}
}
