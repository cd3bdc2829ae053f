package xliff

import (
	"io"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Pair is a segment of any XLIFF file, with its target.
type Pair struct {
	// ID is the unit's ID, and after a dot the segment's where it has one: "u1.s2".
	ID             string
	Source, Target l10n.Fragment // the target is empty where the file has none
	From, To       l10n.Locale   // empty where the file does not say
}

// Pairs reads the segments of an XLIFF document, 1.x or 2.x, in order, and calls f with each. Codes are numbered in
// their order, and a target's codes have the numbers of its source's. The first error of f ends the reading. An error
// names the line.
func Pairs(r io.Reader, f func(Pair) error) error {
	return parse(r, func(fl *file, u *unit) error {
		number := inOrder()
		for i := range u.parts {
			p := &u.parts[i]
			pair := Pair{ID: u.id, Source: fragment(p.source, number), From: fl.from, To: fl.to}
			pair.Target = fragment(p.target, number)
			if p.ignorable {
				continue // after fragment has counted its codes
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
