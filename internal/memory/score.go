package memory

import (
	"math"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The points that a fuzzy match loses.
const (
	foldPenalty   = 2 // only case, or the shapes of quotes and dashes, differ
	numberPenalty = 4 // for each number or address that could not be replaced, at most three times
	codePenalty   = 2 // for each code that could not be placed, at most four times
	pluralPenalty = 5 // a replaced number needs another plural form
	sitePenalty   = 1 // of another site
)

// similarity compares two texts by edit distance and returns 0–100, or 0 where the texts are less similar than floor.
// It takes the better of two values: that of the texts as they are, and that of the folded texts less a penalty. So a
// sentence in capitals is found, and every difference costs something.
func similarity(folded, plain *pattern, a, b *form, floor float64) float64 {
	f := ratio(folded, a.folded, b.folded, floor)
	if f == 0 {
		return 0
	}
	return max(f-foldPenalty, ratio(plain, a.plain, b.plain, max(floor, f-foldPenalty)))
}

// ratio is how much of the longer text is equal, in hundredths, or 0 where it is less than floor.
func ratio(p *pattern, a, b []rune, floor float64) float64 {
	n := max(len(a), len(b))
	if n == 0 {
		return 0
	}
	limit := int(math.Ceil(float64(n) * (100 - floor) / 100))
	d := p.distance(b, limit)
	if d > limit {
		return 0
	}
	return 100 * (1 - float64(d)/float64(n))
}

// scoreNear scores a target of a source that is similar to the query's. It replaces dates, numbers, addresses and codes
// in the target where that is safe, and takes points off where it is not.
func (q *query) scoreNear(f *form, s sourceRow, r targetRow) scored {
	target := l10n.ParseFragment(r.body)
	redated, target, dateNotes := fitDates(q, f, s.form, target)
	target, fit := fitTokens(f, redated, target, q.SourceLang, q.Locale)
	fit.changed = fit.changed || dateNotes != nil
	fit.notes = append(dateNotes, fit.notes...)
	target, codes := fitCodes(q.source, s.form.codes, f.codes, target)
	score, top := s.similarity, 98.0
	if f.masked == redated.masked && fit.missed == 0 && codes.missed == 0 {
		score, top = 99, 99
	}
	score -= float64(numberPenalty*min(fit.missed, 3) + codePenalty*min(codes.missed, 4))
	if fit.pluralChanged {
		score -= pluralPenalty
	}
	if codes.changed && top < 99 {
		score--
	}
	if top < 99 && r.site != string(q.Site) && r.site != "" && q.Site != "" {
		score -= sitePenalty
	}
	score = min(score, top) - float64(q.trustPenalty(r))
	out := q.newScored(r, max(0, int(math.Floor(score))), original(target, q.ids))
	out.Adapted = fit.changed || codes.changed
	out.Notes = fit.notes
	if out.Adapted {
		out.Kept = original(l10n.ParseFragment(r.body), q.ids)
	}
	out.Origin.Detail = strings.Join(slices.Concat([]string{s.form.text}, fit.notes), "; ")
	return out
}
