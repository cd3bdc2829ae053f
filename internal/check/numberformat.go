package check

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// checkNumberFormat finds numbers that say by their groups of digits that they are written as in the source's language:
// 42,600,000 in Spanish. A number with one separator may be read in two ways and is left alone.
func checkNumberFormat(l *inspection) {
	if l.copied || l.foreign || l.from.base == l.to.base {
		return
	}
	group, decimal := l.to.format.Separators()
	if group == 0 || group == ' ' {
		return
	}
	for _, t := range l.t.tokens {
		n := t.Num
		sure := t.Kind == placeable.Number && n.Grouped && (len(n.Digits) > 6 && n.Alt == "" || n.Decimal != 0)
		swapped := n.Group == decimal || n.Decimal != 0 && n.Decimal == group
		if sure && swapped && strings.Contains(l.s.text, t.Text(l.t.text)) {
			l.report(span{}, span{Start: t.Start, End: t.End},
				msgNumberNotation, "is", t.Text(l.t.text))
			return
		}
	}
}
