package review_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

var (
	key   = l10n.TranslationKey{Document: "doc", Locale: "es"}
	noon  = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	grave = []l10n.Issue{{Type: l10n.IssueNumbers, Severity: l10n.BlockingSeverity}}
)

// desk is records, blobs, a memory and a checker in memory, and the service that works on them.
type desk struct {
	*review.Service
	t         *testing.T
	record    map[l10n.TranslationKey]l10n.Translation
	targets   map[l10n.TranslationKey][]l10n.Target
	decisions map[l10n.TranslationKey][]l10n.Decision
	approved  []l10n.Target
	assessed  []l10n.Assessment
	compared  int
	verdicts  []l10n.Verdict // the latest of each step on each segment
	older     map[l10n.RunID][]l10n.Verdict
	said      []l10n.Statement
	declared  []l10n.SameMeaning
	blobs     map[l10n.Ref][]byte
	learned   []l10n.MemoryEntry
	pending   map[l10n.SegmentID]l10n.MemoryEntry
	broken    map[string]error // by method: what it answers instead
}

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, pending: map[l10n.SegmentID]l10n.MemoryEntry{}, record: map[l10n.TranslationKey]l10n.Translation{}, targets: map[l10n.TranslationKey][]l10n.Target{},
		decisions: map[l10n.TranslationKey][]l10n.Decision{}, blobs: map[l10n.Ref][]byte{}, broken: map[string]error{}}
	d.Service = &review.Service{Records: d, Blobs: d, Checker: d, Memory: d}
	return d
}

func (d *desk) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	d.blobs[ref] = b
	return ref, d.broken["Put"]
}

func (d *desk) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b, ok := d.blobs[ref]
	if !ok {
		return nil, fmt.Errorf("blob %s: %w", ref, l10n.ErrNotFound)
	}
	return b, d.broken["Get"]
}

func (d *desk) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	t, ok := d.record[k]
	if !ok {
		return t, l10n.ErrNotFound
	}
	return t, d.broken["Translation"]
}

func (d *desk) UpdateTranslation(ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation) error) (l10n.Translation, error) {
	t, err := d.Translation(ctx, k)
	if err = errors.Join(err, d.broken["UpdateTranslation"]); err != nil {
		return t, err
	}
	if err := change(&t); err != nil {
		return t, err
	}
	d.record[k] = t
	return t, nil
}

func (d *desk) Targets(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return slices.Clone(d.targets[k]), d.broken["Targets"]
}

func (d *desk) UpdateTargets(ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error),
) (l10n.Translation, []l10n.Target, error) {
	t, err := d.Translation(ctx, k)
	if err = errors.Join(err, d.broken["UpdateTargets"]); err != nil {
		return t, nil, err
	}
	now := t
	ts, err := change(&now, slices.Clone(d.targets[k]))
	if err != nil {
		return t, slices.Clone(d.targets[k]), err
	}
	d.record[k], d.targets[k] = now, ts
	return now, ts, nil
}

func (d *desk) Decisions(_ context.Context, k l10n.TranslationKey) ([]l10n.Decision, error) {
	return slices.Clone(d.decisions[k]), d.broken["Decisions"]
}

func (d *desk) RecordDecision(_ context.Context, k l10n.TranslationKey, dec l10n.Decision, apply func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) error {
	if i := slices.IndexFunc(d.decisions[k], func(o l10n.Decision) bool { return o.ID == dec.ID }); i >= 0 {
		if !dec.Repeats(d.decisions[k][i]) {
			return l10n.ErrOtherDecision(dec.ID)
		}
		return d.broken["RecordDecision"]
	}
	t, ts := d.record[k], slices.Clone(d.targets[k])
	approved, err := apply(&t, ts)
	if err = errors.Join(err, d.broken["RecordDecision"]); err != nil {
		return err
	}
	d.record[k], d.targets[k], d.approved = t, ts, slices.Clone(approved)
	dec.Run = cmp.Or(dec.Run, t.Run)
	d.decisions[k] = append(d.decisions[k], dec)
	return nil
}

func (d *desk) RecordAssessment(ctx context.Context, k l10n.TranslationKey, a l10n.Assessment,
	verdicts func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error)) error {
	if slices.ContainsFunc(d.assessed, func(o l10n.Assessment) bool { return o.ID == a.ID }) {
		return d.broken["RecordAssessment"]
	}
	t, err := d.Translation(ctx, k)
	if err != nil {
		return err
	}
	vs, err := verdicts(t, slices.Clone(d.targets[k]))
	if err = errors.Join(err, d.broken["RecordAssessment"]); err != nil {
		return err
	}
	a.Segments = len(vs)
	d.assessed = append(d.assessed, a)
	for _, v := range vs {
		d.said = append(d.said, l10n.Statement{Run: a.Run, Verdict: v, Assessment: a})
		d.verdicts = slices.DeleteFunc(d.verdicts, func(o l10n.Verdict) bool { return o.Step == v.Step && o.Segment == v.Segment })
		d.verdicts = append(d.verdicts, v)
	}
	return nil
}

func (d *desk) Verdicts(_ context.Context, k l10n.TranslationKey, run l10n.RunID) ([]l10n.Verdict, error) {
	if run != d.record[k].Run {
		return d.older[run], d.broken["Verdicts"]
	}
	return slices.Clone(d.verdicts), d.broken["Verdicts"]
}

func (d *desk) must2(_ review.Decided, err error) {
	d.t.Helper()
	d.must(err)
}

// begin opens a step.
func (d *desk) begin(k l10n.TranslationKey, step l10n.StepName, assignee l10n.UserID, round int) review.Opened {
	d.t.Helper()
	out, err := d.OpenStep(d.t.Context(), k, step, assignee, round)
	d.must(err)
	return out
}

func (d *desk) DeclareSame(_ context.Context, ms []l10n.SameMeaning) error {
	if d.broken["DeclareSame"] == nil {
		d.declared = append(d.declared, ms...)
	}
	return d.broken["DeclareSame"]
}

func (d *desk) Add(_ context.Context, es []l10n.MemoryEntry) error {
	d.learned = append(d.learned, es...)
	return d.broken["Add"]
}

// Pend keeps what is not approved yet by its place, as the memory does.
func (d *desk) Pend(_ context.Context, es []l10n.MemoryEntry) error {
	for _, e := range es {
		delete(d.pending, e.Segment)
		if !e.Target.IsEmpty() {
			d.pending[e.Segment] = e
		}
	}
	return d.broken["Pend"]
}

func (d *desk) Settle(context.Context, l10n.TranslationKey) error {
	clear(d.pending)
	return d.broken["Settle"]
}

// Check finds a grave issue in texts that say "bad", and says for which site.
func (d *desk) Check(ctx context.Context, site l10n.SiteName, _ *l10n.Extraction, locale l10n.Locale, seg l10n.SegmentID,
	target l10n.Fragment) ([]l10n.Issue, error) {
	if !strings.Contains(target.Text(), "bad") {
		return nil, ctx.Err()
	}
	return []l10n.Issue{{Severity: l10n.BlockingSeverity, Comment: fmt.Sprint(site, locale, seg)}}, ctx.Err()
}

// Consistency counts how often the texts were compared.
func (d *desk) Consistency(context.Context, l10n.SiteName, *l10n.Extraction, l10n.Locale) (func([]l10n.Target), error) {
	return func([]l10n.Target) { d.compared++ }, d.broken["Consistency"]
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) put(v any) l10n.Ref {
	d.t.Helper()
	ref, err := blob.PutJSON(d.t.Context(), d, v)
	d.must(err)
	return ref
}

// extraction has one unit with a segment a text.
func extraction(texts ...string) *l10n.Extraction {
	e := &l10n.Extraction{Lang: "en", Units: []l10n.Unit{{ID: "u", Element: "p", Codes: []l10n.Code{{ID: 1, Name: "a", Paired: true}}}}}
	for i, text := range texts {
		e.Units[0].Segments = append(e.Units[0].Segments, l10n.Segment{ID: l10n.NewSegmentID("u", i+1), Source: l10n.ParseFragment(text)})
	}
	return e
}

// open makes a translation that waits for its first step, with a target for each segment; an empty text has no target
// yet.
func (d *desk) open(e *l10n.Extraction, steps []l10n.StepName, texts ...string) l10n.Translation {
	t := l10n.Translation{TranslationKey: key, Run: "r1", Site: "news", Stage: l10n.StageReview, Step: steps[0], Steps: steps, Round: 1,
		Extraction: d.put(e), Assignee: "ana"}
	var ts []l10n.Target
	for i, at := range e.Places() {
		g := l10n.Target{Segment: at.Segment.ID, SourceHash: at.Segment.Hash(), State: l10n.Translated, SubState: l10n.SubMT, Version: 1,
			Text: l10n.ParseFragment(texts[i]), Origin: l10n.Origin{Kind: l10n.SubMT, Provider: "echo"}}
		if texts[i] == "" {
			g.State, g.SubState, g.Origin = l10n.Initial, l10n.SubNoEngine, l10n.Origin{}
		}
		ts = append(ts, g)
	}
	t.Progress = l10n.CountProgress(ts)
	t.Progress.Characters, t.Progress.Sent, t.Progress.Saved = 7, 2, 3
	d.record[key], d.targets[key] = t, ts
	return t
}

func approve(id string, step l10n.StepName, by l10n.UserID) l10n.Decision {
	return l10n.Decision{ID: id, Kind: l10n.Approve, Step: step, By: by, At: noon}
}
