package assist

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Bounds of what is shown beside one segment.
const (
	mostMatches  = 9  // as many as there are keys to take one
	leastScore   = 50 // of a match; a person sees more than a draft would use
	mostApproved = 8
	mostKept     = 200 // texts that are looked at for that
	mostOpinions = 20
)

// Help is what there is for one segment.
type Help struct {
	Source   l10n.Fragment
	Matches  []Match
	Terms    []termbase.Hit // their spans are in the source's text, without codes
	Engines  []Engine
	Approved []Approved
	// Said is what machines and people said of the segment, the latest first.
	Said []Said
}

// Said is a statement on a segment.
type Said struct {
	l10n.Statement
	// Earlier says that it is about another text than the one that stands.
	Earlier bool
}

// Match is an entry of the memory.
type Match struct {
	l10n.Match
	// Difference leads from the entry's source to the segment's.
	Difference []follow.Piece
	Class      l10n.MatchClass
	// Fits says that the text has the segment's codes and a likely length, so that it can be taken as it is.
	Fits bool
	// Undone are changes of values that a person has to make, "12 → 15", and Doubtful values that may have to change too.
	Undone, Doubtful []string
	// Page is the title of the page that it was learned from; empty where that is not known.
	Page string
}

// Engine is an engine of the translation's chain.
type Engine struct {
	translate.Advice
	// Money is about what asking costs, in whatever currency the house counts in; 0 is not known.
	Money float64
	// Why says what keeps it from being asked here; empty where it can be.
	Why Obstacle
}

// Obstacle is what keeps an engine from being asked.
type Obstacle string

// The obstacles.
const (
	NotHere   Obstacle = "not-here"  // this process has not opened it
	Elsewhere Obstacle = "elsewhere" // somebody else's worker answers for it
	NoPair    Obstacle = "no-pair"   // it lacks the languages
)

var obstacles = map[error]Obstacle{translate.ErrNotHere: NotHere, translate.ErrRemote: Elsewhere, translate.ErrPair: NoPair}

// Approved is a text that people approved for the segment before.
type Approved struct {
	Source l10n.Fragment // what it was approved for; nil where that can't be found any more
	Text   l10n.Fragment
	By     l10n.UserID
	At     time.Time
	// Same says that it was approved for the very source that the segment has.
	Same bool
}

// Help gathers what there is for a segment. It asks no engine.
func (s *Service) Help(ctx context.Context, k l10n.TranslationKey, id l10n.SegmentID) (Help, error) {
	g, err := s.open(ctx, k, id)
	if err != nil {
		return Help{}, err
	}
	h := Help{Source: g.Segment.Source}
	if h.Matches, err = s.matches(ctx, g); err != nil {
		return h, err
	}
	if s.Terms != nil {
		h.Terms = s.Terms.Find(g.lang, g.Locale, g.Segment.Source.Text())
	}
	if h.Engines, err = s.engines(ctx, g); err != nil {
		return h, err
	}
	if h.Approved, err = s.approved(ctx, g); err != nil {
		return h, err
	}
	said, _, err := s.Records.SaidOn(ctx, k, id, mostOpinions)
	if err != nil || len(said) == 0 {
		return h, err
	}
	target, err := s.target(ctx, g)
	h.Said = statements(said, target)
	return h, err
}

// statements are what was said of a segment, the latest first.
func statements(said []l10n.Statement, target l10n.Target) []Said {
	var out []Said
	for _, one := range slices.Backward(said) {
		out = append(out, Said{Statement: one, Earlier: one.Verdict.TargetHash != target.Text.Hash() || one.Verdict.SourceHash != target.SourceHash})
	}
	return out
}

func (s *Service) matches(ctx context.Context, g segment) ([]Match, error) {
	if s.Memory == nil {
		return nil, nil
	}
	found, err := s.Memory.Lookup(ctx, []l10n.MatchQuery{{Source: g.Segment.Source, Prev: g.Prev, Next: g.Next, Element: g.Unit.Role(),
		SourceLang: g.lang, Locale: g.Locale, Site: g.Site, MinScore: leastScore, Limit: mostMatches}})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	titles := map[l10n.DocumentID]string{}
	out := make([]Match, 0, len(found[0]))
	for _, m := range found[0] {
		one := Match{Match: m, Difference: follow.Words(m.Source, g.Segment.Source), Class: classOf(m),
			Fits: m.Target.CheckLength(g.Segment.Source) == nil && m.Target.CheckCodes(g.Segment.Source, g.Unit.Deletable) == nil}
		for _, note := range m.Notes {
			if change, ok := strings.CutSuffix(note, memory.LeftToDo); ok {
				one.Undone = append(one.Undone, change)
			} else if value, ok := strings.CutPrefix(note, memory.LookAt); ok {
				one.Doubtful = append(one.Doubtful, value)
			}
		}
		if one.Page, err = s.title(ctx, titles, l10n.TranslationKey{Document: m.Document, Locale: g.Locale}); err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// classOf is the class that a text has which is taken from a match as it is.
func classOf(m l10n.Match) l10n.MatchClass {
	switch {
	case m.Ambiguous || m.Score < 99 || m.Score == 99 && !m.Adapted:
		return l10n.MatchFuzzy
	case m.Score > 100:
		return l10n.MatchInContext
	}
	return l10n.MatchExact
}

// title is that of a page that the records know, or empty.
func (s *Service) title(ctx context.Context, known map[l10n.DocumentID]string, k l10n.TranslationKey) (string, error) {
	title, ok := known[k.Document]
	if ok || k.Document == "" {
		return title, nil
	}
	tr, err := s.Records.Translation(ctx, k)
	if err != nil && !errors.Is(err, l10n.ErrNotFound) {
		return "", err
	}
	known[k.Document] = cmp.Or(tr.Title, tr.URL, string(k.Document))
	return known[k.Document], nil
}

func (s *Service) engines(ctx context.Context, g segment) ([]Engine, error) {
	if s.Engines == nil {
		return nil, nil
	}
	d, err := s.draft(ctx, g)
	if err != nil {
		return nil, err
	}
	advised, err := s.Engines.Advise(ctx, d, g.Place)
	if err != nil {
		return nil, err
	}
	out := make([]Engine, 0, len(advised))
	for _, a := range advised {
		e := Engine{Advice: a, Why: obstacles[a.Closed]}
		if s.Price != nil {
			e.Money = float64(a.Characters) / 1e6 * s.Price(a.Engine)
		}
		out = append(out, e)
	}
	return out, nil
}

// approved returns what people approved for the segment and its forerunners, the latest first, each text once.
func (s *Service) approved(ctx context.Context, g segment) ([]Approved, error) {
	var out []Approved
	seen := map[string]bool{}
	for _, k := range g.keys() {
		kept, _, err := s.Records.KeptOn(ctx, k, g.Segment.ID, mostKept)
		if err != nil {
			return nil, err
		}
		for _, t := range kept {
			same := t.SourceHash.Holds(g.Segment.Hash())
			name := t.Text.String() + "\x00" + string(t.SourceHash)
			if t.Act != l10n.KeptFinal && t.Act != l10n.KeptApproved || t.Text.IsEmpty() || seen[name] || len(out) == mostApproved {
				continue
			}
			seen[name] = true
			one := Approved{Text: t.Text, By: t.By, At: t.At, Same: same}
			if one.Source, err = s.sourceOf(ctx, g, t); err != nil {
				return nil, err
			}
			out = append(out, one)
		}
	}
	slices.SortStableFunc(out, func(a, b Approved) int { return b.At.Compare(a.At) })
	return out, nil
}

// sourceOf is the source that a kept text translates, or nil where no extraction has it any more.
func (s *Service) sourceOf(ctx context.Context, g segment, t l10n.KeptText) (l10n.Fragment, error) {
	switch {
	case t.SourceHash.Holds(g.Segment.Hash()):
		return g.Segment.Source, nil
	case t.Source != nil || t.Extraction == "":
		return t.Source, nil
	}
	page, err := s.extraction(ctx, t.Extraction)
	if errors.Is(err, l10n.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if at, ok := page.at[t.Segment]; ok && t.SourceHash.Holds(at.Segment.Hash()) {
		return at.Segment.Source, nil
	}
	return nil, nil
}
