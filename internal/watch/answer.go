package watch

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Answer writes an editor's answer to a finding, which the next look acts upon, and returns the finding without its
// title. [l10n.ErrNotFound] says that nothing of the document waits any more, [l10n.ErrConflict] that its source has
// changed since the editor saw the finding, and [l10n.ErrRefused] that the answer is none. A later answer takes the
// place of an earlier one, whatever the order in which they arrive.
func (s *Service) Answer(ctx context.Context, a l10n.FindingDecision) (l10n.Finding, error) {
	switch {
	case a.Answer != l10n.Accepted && a.Answer != l10n.Dismissed:
		return l10n.Finding{}, fmt.Errorf("%w: %q is no answer to a finding, which is accepted or dismissed",
			l10n.ErrRefused, a.Answer)
	case a.By == "":
		return l10n.Finding{}, fmt.Errorf("%w: say who answers", l10n.ErrRefused)
	}
	var answered l10n.Finding
	_, err := s.Watches.UpdateFindings(ctx, a.Site, func(fs []l10n.Finding) ([]l10n.Finding, error) {
		i := slices.IndexFunc(fs, func(f l10n.Finding) bool { return f.Document == a.Document })
		if i < 0 {
			return nil, fmt.Errorf("a finding on %s: %w", a.Document, l10n.ErrNotFound)
		}
		f := &fs[i]
		if a.Seen != "" && a.Seen != f.Text {
			return nil, fmt.Errorf("the source of %s: %w", a.Document, l10n.ErrConflict)
		}
		if !f.At.After(a.At) {
			f.Answer, f.By, f.At = a.Answer, a.By, a.At
		}
		answered = withoutTitle(*f)
		return fs, nil
	})
	return answered, err
}
