package review

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Trial is what an edit would find.
type Trial struct {
	// Issues are those that the text has by itself. What only shows when it is compared with the page's others is found when it is
	// saved: reading a long page takes longer than a key.
	Issues []l10n.Issue
	// Refusal says why the text could not be saved as it is; nil where it could. It wraps [l10n.ErrCodes] or [l10n.ErrTooLong].
	Refusal error
}

// Try says what [Service.Edit] would find in a text, and keeps nothing. A text that is half written is looked at too.
func (s *Service) Try(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, id l10n.SegmentID, text l10n.Fragment) (Trial, error) {
	at, err := placeOf(e, id)
	if err != nil {
		return Trial{}, err
	}
	out := Trial{Refusal: checkForm(text, at)}
	if text.CheckLength(at.Segment.Source) != nil {
		return out, nil // nobody needs to know what else is wrong with it
	}
	found, err := s.Checker.Check(ctx, tr.Site, e, tr.Locale, id, text)
	if err != nil {
		return Trial{}, err
	}
	var t l10n.Target
	t.SetIssues(found)
	out.Issues = t.Issues
	return out, nil
}
