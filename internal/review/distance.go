package review

import (
	"github.com/dragoman-l10n/dragoman/internal/distance"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// rewrite says how much of a text a person changed.
func rewrite(before, after l10n.Fragment) *l10n.Rewrite {
	a, b := []rune(before.String()), []rune(after.String())
	return &l10n.Rewrite{Of: before.Hash(), Changed: distance.Of(a, b), Length: len(a)}
}
