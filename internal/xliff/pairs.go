package xliff

import (
	"io"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Pair is a segment of any XLIFF file, with its target as it stands there.
type Pair struct {
	// ID is the unit's, with the segment's after a dot where it has one.
	ID             string
	Source, Target l10n.Fragment // the target is empty where there is none
	From, To       l10n.Locale   // empty where the file doesn't say
}

// Pairs reads the segments of an XLIFF document, 1.x or 2.x, and calls f with each, unit by unit. Codes have numbers of
// their own, the same on both sides. An error names the line; one of f's ends the reading.
func Pairs(r io.Reader, f func(Pair) error) error {
	return parse(r, func(fl *file, u *unit) error {
		number := counted()
		for i := range u.parts {
			p := &u.parts[i]
			pair := Pair{ID: u.id, Source: fragment(p.source, number), From: fl.from, To: fl.to}
			pair.Target = fragment(p.target, number)
			if p.ignorable {
				continue // its codes have been counted
			}
			if p.id != "" {
				pair.ID += "." + p.id
			}
			if err := f(pair); err != nil {
				return err
			}
		}
		return nil
	})
}
