package review

import (
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Publishable is the last guard before visitors: it returns an error that wraps [l10n.ErrRefused] when any text of a
// page is not approved, empty or pseudo-localized, whatever came before. A page that is live in part (Untranslated >
// 0) may also have empty targets, which show the source's text.
func Publishable(p l10n.Plan, page l10n.PublishedPage, ts []l10n.Target) error {
	for _, t := range ts {
		switch {
		case page.Untranslated > 0 && t.State == l10n.Initial && t.Text.IsEmpty():
		case t.State != l10n.Final:
			return fmt.Errorf("%w: %s: segment %s is %s and not final", l10n.ErrRefused, page.Locale, t.Segment,
				t.State)
		case t.Text.IsEmpty():
			return fmt.Errorf("%w: %s: segment %s has no translation", l10n.ErrRefused, page.Locale, t.Segment)
		case t.Origin.Kind == l10n.SubPseudo && !p.AllowPseudo:
			return fmt.Errorf("%w: %s has pseudo-localized text, which is published only with --allow-pseudo",
				l10n.ErrRefused, page.Locale)
		}
	}
	return nil
}
