package memory

import (
	"math"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// What a fuzzy match loses, in points.
const (
	foldPenalty   = 2 // differs in case or the shapes of quotes and dashes only
	numberPenalty = 4 // for each number or address that could not be fitted, three at most
	codePenalty   = 2 // for each code that could not be fitted, four at most
	pluralPenalty = 5 // a fitted number asks for another plural form
	sitePenalty   = 1
)

// similarity compares two texts by edit distance, 0–100. The texts as they stand count, or the folded ones less a
// penalty, whichever is better: so a sentence in capitals is found, and no difference is free.
func similarity(folded, plain *pattern, a, b *form, floor float64) float64 {
	f := ratio(folded, a.folded, b.folded, floor)
	if f == 0 {
		return 0
	}
	return max(f-foldPenalty, ratio(plain, a.plain, b.plain, max(floor, f-foldPenalty)))
}

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

// scoreNear scores a target of a source that is not the query's own: it fits numbers, addresses and codes where that
// can be done safely, and takes points off for what it can't.
func (q *query) scoreNear(f *form, s sourceRow, r targetRow) scored {
	target := l10n.ParseFragment(r.body)
	own, target, days := fitDates(q, f, s.form, target)
	target, fit := fitTokens(f, own, target, q.Locale)
	fit.changed, fit.notes = fit.changed || days != nil, append(days, fit.notes...)
	target, codes := fitCodes(q.source, s.form.codes, f.codes, target)
	score := s.similarity
	top := 98.0
	if f.masked == own.masked && fit.missed == 0 && codes.missed == 0 {
		score, top = 99, 99
	}
	score -= float64(numberPenalty*min(fit.missed, 3) + codePenalty*min(codes.missed, 4))
	if fit.plural {
		score -= pluralPenalty
	}
	if codes.changed && top < 99 {
		score--
	}
	if top < 99 && r.site != string(q.Site) && r.site != "" && q.Site != "" {
		score -= sitePenalty
	}
	score = min(score, top) - float64(q.distrust(r))
	out := q.newScored(r, max(0, int(math.Floor(score))), original(target, q.ids))
	out.Adapted = fit.changed || codes.changed
	out.Origin.Detail = strings.Join(slices.Concat([]string{s.form.text}, fit.notes), "; ")
	return out
}
