package assist

import (
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Bounds of a history.
const (
	mostVersions = 100
	mostSaid     = 100
	// atOnce is how near two savings of one person are that belong to one act of writing.
	atOnce = 2 * time.Minute
)

// History is how a segment's text came to stand as it does.
type History struct {
	// Versions are the texts that stood, the latest first. The first is the one that stands.
	Versions []Version
	// Said is what machines and people said of them, the latest first.
	Said []Said
	// Omitted says that there is more than is told.
	Omitted bool
}

// Version is a text of a segment.
type Version struct {
	l10n.KeptText
	// Source is set where the text was written for another source than the segment has.
	Source l10n.Fragment
	// Stands says that it is the present text.
	Stands bool
}

// History returns every text that a segment had and that anybody looked at: what people wrote and signed, and what machines
// wrote where something else has taken its place. What a person saved while they were typing, on the way to the next
// version, is left out.
func (s *Service) History(ctx context.Context, k l10n.TranslationKey, id l10n.SegmentID) (History, error) {
	g, err := s.open(ctx, k, id)
	if err != nil {
		return History{}, err
	}
	target, err := s.target(ctx, g)
	if err != nil {
		return History{}, err
	}
	var h History
	var all []l10n.KeptText
	for _, k := range g.keys() {
		kept, n, err := s.Records.KeptOn(ctx, k, id, mostKept)
		if err != nil {
			return h, err
		}
		replaced, err := s.Records.ReplacedOn(ctx, k, id, mostKept)
		if err != nil {
			return h, err
		}
		said, m, err := s.Records.SaidOn(ctx, k, id, mostSaid)
		if err != nil {
			return h, err
		}
		all = append(append(all, kept...), replaced...)
		h.Said = append(h.Said, statements(said, target)...)
		h.Omitted = h.Omitted || n > len(kept) || m > len(said)
	}
	for _, t := range versions(all, target) {
		v := Version{KeptText: t, Stands: t.SourceHash == target.SourceHash && t.Text.Hash() == target.Text.Hash()}
		if !t.SourceHash.Holds(g.Segment.Hash()) {
			if v.Source, err = s.sourceOf(ctx, g, t); err != nil {
				return h, err
			}
		}
		h.Versions = append(h.Versions, v)
	}
	if len(h.Versions) > mostVersions {
		h.Versions, h.Omitted = h.Versions[:mostVersions], true
	}
	return h, nil
}

func (s *Service) target(ctx context.Context, g segment) (l10n.Target, error) {
	ts, err := s.Records.Targets(ctx, g.TranslationKey)
	if err != nil {
		return l10n.Target{}, err
	}
	for _, t := range ts {
		if t.Segment == g.Segment.ID {
			return t, nil
		}
	}
	return l10n.Target{}, nil
}

// versions brings the texts of a segment into the order in which they stood, the latest first, and adds the present one where
// nobody kept it.
func versions(all []l10n.KeptText, now l10n.Target) []l10n.KeptText {
	all = slices.DeleteFunc(all, func(t l10n.KeptText) bool {
		return t.Act == l10n.KeptCarried || t.Text.IsEmpty() && t.Act != l10n.KeptWritten
	})
	slices.SortStableFunc(all, func(a, b l10n.KeptText) int { return b.At.Compare(a.At) })
	present := func(t l10n.KeptText) bool { return t.SourceHash == now.SourceHash && t.Text.Hash() == now.Text.Hash() }
	if !now.Text.IsEmpty() && !slices.ContainsFunc(all, present) {
		stands := l10n.KeptText{ID: "now", Segment: now.Segment, SourceHash: now.SourceHash, Text: now.Text, Origin: now.Origin,
			By: now.Origin.By, At: now.EditedAt, EditedAt: now.EditedAt}
		all = append([]l10n.KeptText{stands}, all...)
	}
	var out []l10n.KeptText
	for _, t := range all {
		if n := len(out); n > 0 && (onTheWay(t, out[n-1]) || again(t, out[n-1])) {
			continue
		}
		out = append(out, t)
	}
	return out
}

// again reports whether an older version says what the newer one does.
func again(older, newer l10n.KeptText) bool {
	return older.Act == newer.Act && older.By == newer.By && older.SourceHash == newer.SourceHash && older.Text.Hash() == newer.Text.Hash()
}

// onTheWay reports whether a version is a step of one person's writing towards the next one: within a short time, and with next
// to nothing in it that the next one has not.
func onTheWay(older, newer l10n.KeptText) bool {
	if older.Act != l10n.KeptWritten || newer.Act != l10n.KeptWritten || older.By != newer.By || older.SourceHash != newer.SourceHash ||
		newer.At.Sub(older.At) > atOnce {
		return false
	}
	was, now := []rune(older.Text.String()), []rune(newer.Text.String())
	same := 0
	for same < min(len(was), len(now)) && was[same] == now[same] {
		same++
	}
	end := 0
	for end < min(len(was), len(now))-same && was[len(was)-1-end] == now[len(now)-1-end] {
		end++
	}
	lost := len(was) - same - end
	return lost <= max(3, len(was)/8)
}
