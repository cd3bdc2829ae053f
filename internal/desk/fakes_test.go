package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

var noon = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

// pipeline has in memory everything that the desk uses of a pipeline.
type pipeline struct {
	mu           sync.Mutex
	extraction   *l10n.Extraction
	translations map[l10n.TranslationKey]*l10n.Translation
	targets      map[l10n.TranslationKey][]l10n.Target
	decisions    map[l10n.TranslationKey][]l10n.Decision
	seen         map[string]bool
	resumed      []l10n.Resume
	page         string
	before       *l10n.Extraction // the approved version, as ref "before"
	approved     []l10n.Target
	gone         []l10n.KeptText
	plan         l10n.Plan      // the rules of the reviews
	verdicts     []l10n.Verdict // of the Spanish and the Arabic translation
	words        []review.Word
	sayErr       error // Say returns it, if set
	decideErr    error // Decide returns it, if set
	editErr      error // Edit returns it, if set
	recordsErr   error // reading returns it, if set
	runs         []l10n.Run
}

var (
	_ Records   = (*pipeline)(nil)
	_ Documents = (*pipeline)(nil)
	_ Previews  = (*pipeline)(nil)
	_ Runs      = (*pipeline)(nil)
	_ Editor    = (*pipeline)(nil)
	_ Reviews   = (*pipeline)(nil)
)

func (h *pipeline) Translations(_ context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []l10n.Translation
	for _, t := range h.translations {
		if (f.Locale == "" || f.Locale == t.Locale) && (f.Run == "" || f.Run == t.Run) && (!f.Waiting || waits(*t)) && selects(f, *t) {
			out = append(out, *t)
		}
	}
	slices.SortFunc(out, func(a, b l10n.Translation) int {
		if c := b.WaitsSince.Compare(a.WaitsSince); c != 0 {
			return c
		}
		return strings.Compare(string(a.Document+"/"+l10n.DocumentID(a.Locale)),
			string(b.Document+"/"+l10n.DocumentID(b.Locale)))
	})
	if f.Limit == 0 {
		f.Limit = 200
	}
	out = out[min(f.Offset, len(out)):]
	return out[:min(f.Limit, len(out))], h.recordsErr
}

func (h *pipeline) Runs(_ context.Context, limit int) ([]l10n.Run, error) {
	return h.runs[:min(limit, len(h.runs))], h.recordsErr
}

func (h *pipeline) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.recordsErr != nil {
		return l10n.Translation{}, h.recordsErr
	}
	t, ok := h.translations[k]
	if !ok {
		return l10n.Translation{}, l10n.ErrNotFound
	}
	return *t, nil
}

func (h *pipeline) Targets(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.targets[k]), nil
}

func (h *pipeline) Versions(_ context.Context, k l10n.TranslationKey) (map[l10n.SegmentID]int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	all := map[l10n.SegmentID]int{}
	for _, g := range h.targets[k] {
		all[g.Segment] = g.Version
	}
	return all, h.recordsErr
}

// Edit does what the service of reviews does: it checks the codes, the version and the text.
func (h *pipeline) Edit(_ context.Context, t l10n.Translation, x *l10n.Extraction, e l10n.Edit) (l10n.Target, error) {
	k := t.TranslationKey
	for _, p := range x.Places() {
		if p.Segment.ID == e.Segment && !e.Text.IsEmpty() {
			if err := e.Text.CheckCodes(p.Segment.Source, p.Unit.Deletable); err != nil {
				return l10n.Target{}, err
			}
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.editErr != nil {
		return l10n.Target{}, h.editErr
	}
	for i := range h.targets[k] {
		g := &h.targets[k][i]
		if g.Segment != e.Segment {
			continue
		}
		if g.Version != e.Version {
			return l10n.Target{}, fmt.Errorf("version %d is not %d: %w", e.Version, g.Version, l10n.ErrConflict)
		}
		*g = l10n.Target{Segment: g.Segment, SourceHash: g.SourceHash, Text: e.Text, State: l10n.Translated,
			SubState: l10n.SubHuman, Origin: l10n.Origin{Kind: l10n.SubHuman, By: e.By},
			Issues: check(x, e), Version: g.Version + 1, EditedAt: noon}
		if e.Text.IsEmpty() {
			g.State = l10n.Initial
		}
		return *g, nil
	}
	return l10n.Target{}, l10n.ErrNotFound
}

func (h *pipeline) Decisions(_ context.Context, k l10n.TranslationKey) ([]l10n.Decision, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.decisions[k]), nil
}

func (h *pipeline) Extraction(_ context.Context, r l10n.Ref) (*l10n.Extraction, error) {
	if r == "" {
		return nil, l10n.ErrNotFound
	}
	if r == "before" {
		return h.before, nil
	}
	return h.extraction, nil
}

func (h *pipeline) Snapshot(context.Context, l10n.Ref) ([]l10n.Target, error)    { return h.approved, nil }
func (h *pipeline) KeptTexts(context.Context, l10n.Ref) ([]l10n.KeptText, error) { return h.gone, nil }

func (h *pipeline) PreviewAsset(_ context.Context, _ l10n.TranslationKey, name string) (l10n.Asset, []byte, error) {
	if name != "abc-photo.svg" {
		return l10n.Asset{}, nil, l10n.ErrNotFound
	}
	return l10n.Asset{Name: name, ContentType: "image/svg+xml"}, []byte("<svg><script>alert(1)</script></svg>"), nil
}

func (h *pipeline) Preview(_ context.Context, k l10n.TranslationKey, assets string) ([]byte, error) {
	if h.recordsErr != nil {
		return nil, h.recordsErr
	}
	return []byte(strings.ReplaceAll(h.page, "ASSETS", assets)), nil
}

func (h *pipeline) PageChanges(context.Context, l10n.TranslationKey) ([]l10n.PageChange, error) {
	return []l10n.PageChange{{Element: "td", Before: "12,500", After: "12.500"}}, nil
}

// Resume lets a parked translation go on.
func (h *pipeline) Resume(_ context.Context, k l10n.TranslationKey, r l10n.Resume) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.translations[k]
	if t == nil {
		return l10n.ErrNotFound
	}
	h.resumed = append(h.resumed, r)
	t.Stage, t.Comment, t.Until = l10n.StageTranslate, "", time.Time{}
	return nil
}

// Decide does what the workflow does: a repeated decision is no error, and an approval must have the hashes of the
// text.
func (h *pipeline) Decide(_ context.Context, k l10n.TranslationKey, d l10n.Decision) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch t := h.translations[k]; {
	case h.decideErr != nil:
		return h.decideErr
	case h.seen[d.ID]:
		return nil
	case t == nil:
		return l10n.ErrNotFound
	case t.Step != d.Step || !waits(*t):
		return fmt.Errorf("%w: step %q is not waiting", l10n.ErrRefused, d.Step)
	case d.Kind == l10n.Approve &&
		(d.TargetHash != l10n.TargetsHash(h.targets[k]) || d.VersionsHash != l10n.VersionsHash(h.targets[k]) || d.SourceHash != l10n.SourceHash(h.extraction.Units)):
		return fmt.Errorf("the approval was given for another text: %w", l10n.ErrConflict)
	default:
		h.seen[d.ID] = true
		h.decisions[k] = append(h.decisions[k], d)
		h.apply(t, d)
		return nil
	}
}

func (h *pipeline) apply(t *l10n.Translation, d l10n.Decision) {
	switch d.Kind {
	case l10n.Approve:
		next := slices.Index(t.Steps, t.Step) + 1
		if next < len(t.Steps) {
			t.Step, t.Assignee = t.Steps[next], ""
			return
		}
		t.Stage, t.Step, t.PublicURL = l10n.StagePublished, "", "https://www.example.org/"+string(t.Locale)+"/statement.html"
	case l10n.RequestChanges:
		t.Step, t.Comment, t.Round = t.Steps[0], d.Comment, t.Round+1
	case l10n.Reassign:
		t.Assignee = d.To
	}
}

// Board says how a review stands by the rules of the service.
func (h *pipeline) Board(_ context.Context, t l10n.Translation, ts []l10n.Target) (review.Board, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return review.BoardOf(h.plan, t, h.verdicts, ts), nil
}

// Say keeps a word as the service does: on the texts as they stand, once for its ID.
func (h *pipeline) Say(_ context.Context, k l10n.TranslationKey, w review.Word) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sayErr != nil || slices.ContainsFunc(h.words, func(o review.Word) bool { return o.ID == w.ID }) {
		return 0, h.sayErr
	}
	h.words = append(h.words, w)
	n, board := 0, review.BoardOf(h.plan, *h.translations[k], h.verdicts, h.targets[k])
	for _, g := range h.targets[k] {
		open := board.Segments[g.Segment].State == review.SegmentOpen
		version, named := w.Segments[g.Segment]
		if named && version != g.Version {
			return 0, l10n.ErrConflict
		}
		if slices.Contains(w.Leave, g.Segment) {
			continue
		}
		if named || open && w.Class != "" && (w.Class == l10n.ClassAll || w.Class == string(g.MatchClass())) {
			h.verdict(g, l10n.Verdict{Step: w.Step, Outcome: w.Outcome, Why: w.Class, Comment: w.Comment, At: w.At,
				By: l10n.Reviewer{Kind: "person", ID: string(w.By)}})
			n++
		}
	}
	return n, nil
}

// verdict keeps what a step says of a target as it stands, instead of what it said before.
func (h *pipeline) verdict(g l10n.Target, v l10n.Verdict) {
	v.Segment, v.SourceHash, v.TargetHash = g.Segment, g.SourceHash, g.Text.Hash()
	h.verdicts = slices.DeleteFunc(h.verdicts, func(o l10n.Verdict) bool { return o.Step == v.Step && o.Segment == v.Segment && o.Of(g) })
	h.verdicts = append(h.verdicts, v)
}

// Save does what the service of reviews does, without its rules for exceptions.
func (h *pipeline) Save(ctx context.Context, t l10n.Translation, x *l10n.Extraction, s review.Saving) (review.Saved, error) {
	g, err := h.Edit(ctx, t, x, s.Edit)
	out := review.Saved{Target: g}
	if err != nil {
		return out, err
	}
	for _, f := range s.Like {
		e := s.Edit
		e.Segment, e.Version = f.Segment, f.Version
		if g, err := h.Edit(ctx, t, x, e); err == nil {
			out.Like = append(out.Like, g)
		} else {
			out.Refused = append(out.Refused, review.Refused{Segment: f.Segment, Err: err})
		}
	}
	if s.Confirm {
		_, err = h.Say(ctx, t.TranslationKey, review.Word{ID: s.Act, Step: s.Step, By: s.By, Segments: map[l10n.SegmentID]int{s.Segment: g.Version},
			Outcome: l10n.Pass, At: s.At})
	}
	out.Translation, _ = h.Translation(ctx, t.TranslationKey)
	out.All, _ = h.Targets(ctx, t.TranslationKey)
	return out, err
}

// Try finds what Edit finds.
func (h *pipeline) Try(_ context.Context, _ l10n.Translation, x *l10n.Extraction, id l10n.SegmentID, text l10n.Fragment) (review.Trial, error) {
	for _, p := range x.Places() {
		if p.Segment.ID == id {
			return review.Trial{Issues: check(x, l10n.Edit{Segment: id, Text: text}), Refusal: text.CheckCodes(p.Segment.Source, p.Unit.Deletable)}, h.editErr
		}
	}
	return review.Trial{}, l10n.ErrNotFound
}

// check is a check of the one number in the fixture.
func check(x *l10n.Extraction, e l10n.Edit) []l10n.Issue {
	for _, p := range x.Places() {
		if p.Segment.ID == e.Segment && strings.Contains(p.Segment.Source.Text(), "37") &&
			!strings.Contains(e.Text.Text(), "37") && !e.Text.IsEmpty() {
			return []l10n.Issue{{Type: l10n.IssueNumbers, Severity: 95, Check: "numbers",
				Comment: "The number 37 is not in the target."}}
		}
	}
	return nil
}

// editAs edits the Spanish translation as another person.
func (h *pipeline) editAs(ctx context.Context, e l10n.Edit) (l10n.Target, error) {
	return h.Edit(ctx, *h.translations[keyFor("es")], h.extraction, e)
}

func encodeJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
