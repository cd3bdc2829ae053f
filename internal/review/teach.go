package review

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// teach has the memory offer texts that a person has just confirmed to the site's other pages, as not approved yet, and no more
// those that stand open again. The approval of the page teaches them for good, so a memory that can't learn now stops nobody.
func (s *Service) teach(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, by l10n.UserID, confirmed, open []l10n.Target) {
	if s.Memory == nil || len(confirmed)+len(open) == 0 {
		return
	}
	places := map[l10n.SegmentID]l10n.Place{}
	for _, at := range e.Places() {
		places[at.Segment.ID] = at
	}
	var es []l10n.MemoryEntry
	add := func(t l10n.Target, text l10n.Fragment) {
		at, ok := places[t.Segment]
		if !ok {
			return
		}
		es = append(es, l10n.MemoryEntry{Source: at.Segment.Source, Target: text, Prev: at.Prev, Next: at.Next, Element: at.Unit.Role(),
			SourceLang: e.SourceLang(at.Unit), Locale: tr.Locale, Author: by, Site: tr.Site, Run: tr.Run, Document: tr.Document,
			Segment: t.Segment, At: t.EditedAt})
	}
	for _, t := range confirmed {
		if isLesson(t) {
			add(t, t.Text)
		}
	}
	for _, t := range open {
		add(t, nil)
	}
	if len(es) > 0 {
		_ = s.Memory.Pend(ctx, es)
	}
}

// isLesson reports whether a text that a person has confirmed is news to the memory: it is neither a figure, nor there already.
func isLesson(t l10n.Target) bool {
	if t.SubState == l10n.SubPseudo {
		return false
	}
	switch t.MatchClass() {
	case l10n.MatchNone, l10n.MatchCopy, l10n.MatchApproved:
		return false
	case l10n.MatchInContext, l10n.MatchExact:
		return t.IsUnconfirmed()
	}
	return true
}

// teachWord teaches what a person's word says of texts.
func (s *Service) teachWord(ctx context.Context, tr l10n.Translation, by l10n.UserID, outcome l10n.Outcome, about []l10n.Target) {
	if s.Memory == nil || len(about) == 0 {
		return
	}
	e, err := s.extraction(ctx, tr.Extraction)
	switch {
	case err != nil: // the approval of the page teaches them
	case outcome == l10n.Pass:
		s.teach(ctx, tr, e, by, about, nil)
	default:
		s.teach(ctx, tr, e, by, nil, about)
	}
}
