package review

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Typings keeps what people have typed and neither saved nor dropped.
type Typings interface {
	// SaveTyping refuses a person's typing of another segment when they have as many as most. It deletes all from before a time.
	SaveTyping(ctx context.Context, k l10n.TranslationKey, t l10n.Typing, most int, before time.Time) error
	// DropTyping deletes those that a person typed over a version that is no later than this one.
	DropTyping(ctx context.Context, k l10n.TranslationKey, by l10n.UserID, version int, segments ...l10n.SegmentID) error
	Typings(ctx context.Context, k l10n.TranslationKey) ([]l10n.Typing, error)
}

// The bounds of what is kept of one person's typing.
const (
	MostTypings   = 500      // of a translation
	LongestTyping = 16 << 10 // bytes
	TypingDays    = 180      // for which one is kept that nobody touches
)

// Type keeps what a person has typed for a segment, whether or not it could be saved as it is: codes may lack. It is no edit: it
// stands in no history, and no approval has it. Errors wrap [l10n.ErrNotFound] for an unknown segment, and [l10n.ErrRefused] for a
// text that is too long or one too many.
func (s *Service) Type(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, t l10n.Typing) error {
	at, err := placeOf(e, t.Segment)
	if err != nil {
		return err
	}
	if n := len(t.Text.String()); n > LongestTyping {
		return fmt.Errorf("%w: %d bytes are kept of what is typed, and this has %d", l10n.ErrTooLong, LongestTyping, n)
	}
	t.Source, t.Extraction = at.Segment.Source, tr.Extraction
	return s.Typings.SaveTyping(ctx, tr.TranslationKey, t, MostTypings, t.At.AddDate(0, 0, -TypingDays))
}

// Untype drops what a person has typed for a segment, over whatever version.
func (s *Service) Untype(ctx context.Context, k l10n.TranslationKey, by l10n.UserID, id l10n.SegmentID) error {
	const latest = 1<<31 - 1
	return s.Typings.DropTyping(ctx, k, by, latest, id)
}

// Typed is what people have typed for a translation and neither saved nor dropped, as one of them sees it.
type Typed struct {
	Own    map[l10n.SegmentID]l10n.Typing   // theirs, for the sources as they stand
	Others map[l10n.SegmentID][]l10n.Typing // of the others, by the segments that the source has
	// Lost are theirs whose sentence is gone or has another source now.
	Lost []LostTyping
}

// LostTyping is a typed text with the segment that has taken the place of its sentence; empty where none has.
type LostTyping struct {
	l10n.Typing
	Now l10n.SegmentID
}

// Typed returns what is typed for a translation, as a person sees it.
func (s *Service) Typed(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, by l10n.UserID) (Typed, error) {
	out := Typed{Own: map[l10n.SegmentID]l10n.Typing{}, Others: map[l10n.SegmentID][]l10n.Typing{}}
	if s.Typings == nil {
		return out, nil
	}
	all, err := s.Typings.Typings(ctx, tr.TranslationKey)
	if err != nil || len(all) == 0 {
		return out, err
	}
	sources := map[l10n.SegmentID]string{}
	for _, at := range e.Places() {
		sources[at.Segment.ID] = at.Segment.Source.String()
	}
	followed := map[l10n.Ref]map[l10n.SegmentID][]l10n.SegmentID{}
	for _, t := range all {
		source, has := sources[t.Segment]
		switch {
		case !t.By.Same(by):
			if has {
				out.Others[t.Segment] = append(out.Others[t.Segment], t)
			}
		case has && source == t.Source.String():
			out.Own[t.Segment] = t
		default:
			out.Lost = append(out.Lost, LostTyping{t, s.successor(ctx, e, t, followed)})
		}
	}
	return out, nil
}

// successor returns the segment that has taken the place of the one that a text was typed for, or nothing.
func (s *Service) successor(ctx context.Context, e *l10n.Extraction, t l10n.Typing,
	followed map[l10n.Ref]map[l10n.SegmentID][]l10n.SegmentID) l10n.SegmentID {
	next, ok := followed[t.Extraction]
	if !ok && t.Extraction != "" {
		if old, err := s.extraction(ctx, t.Extraction); err == nil { // else its text is shown without a place
			next = follow.Successors(old, e)
		}
		followed[t.Extraction] = next
	}
	if len(next[t.Segment]) == 0 {
		return ""
	}
	return next[t.Segment][0]
}

// untypeSaved drops what a person had typed where the text is saved now. One that stays is offered once more, and no text is lost
// by it.
func (s *Service) untypeSaved(ctx context.Context, k l10n.TranslationKey, by l10n.UserID, version int, ids ...l10n.SegmentID) {
	if s.Typings != nil {
		_ = s.Typings.DropTyping(ctx, k, by, version, ids...)
	}
}
