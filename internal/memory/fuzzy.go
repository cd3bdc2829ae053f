package memory

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const (
	// queryGrams is how many of a query's grams are looked up, the rarest first. Measured on a million units: with fewer
	// than 12 matches at 70 % get lost.
	queryGrams = 16
	// stretches is into how many stretches a text is divided for it, and fewestGrams how many are looked up at any cost.
	stretches   = 4
	fewestGrams = 6
	// maxPostings bounds the ids that a query reads, and maxCandidates the texts that it compares.
	maxPostings   = 200_000
	maxCandidates = 160
)

// fuzzy finds sources that resemble the query's, and scores their targets.
func (m *Memory) fuzzy(ctx context.Context, q *query) ([]scored, error) {
	form := newForm(q.source)
	ids, err := m.candidates(ctx, q.lang.hash, form)
	if err != nil {
		return nil, err
	}
	loose, err := m.sourceRows(ctx, "loose", []int64{looseHash(q.lang, q.source)})
	if err != nil {
		return nil, err
	}
	near := loose
	if len(ids) > 0 {
		rows, err := m.sourceRows(ctx, "id", ids)
		if err != nil {
			return nil, err
		}
		near = append(near, rows...)
	}
	best := q.rank(form, near)
	return m.scoreTargets(ctx, q, form, best)
}

// sourceRow is a candidate source.
type sourceRow struct {
	id         int64
	lang, body string
	form       *form
	similarity float64 // 0–100
}

func (m *Memory) sourceRows(ctx context.Context, column string, keys []int64) ([]sourceRow, error) {
	args := padded(keys)
	stmt, err := m.stmt(ctx, `SELECT id, lang, body FROM tm_source WHERE `+column+` IN (`+m.dialect.places(1, len(args))+`)`)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []sourceRow
	for rows.Next() {
		var r sourceRow
		if err := rows.Scan(&r.id, &r.lang, &r.body); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// candidates returns the ids of the sources that share most of the query's rarest grams, at most maxCandidates.
func (m *Memory) candidates(ctx context.Context, lang int64, f *form) ([]int64, error) {
	rare, weight, err := m.rarest(ctx, gramsOf(lang, f.folded))
	if err != nil || len(rare) == 0 {
		return nil, err
	}
	args := padded(rare)
	stmt, err := m.stmt(ctx, `SELECT gram, block, ids FROM tm_gram WHERE gram IN (`+m.dialect.places(1, len(args))+`)`)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	t := m.tally()
	defer m.scratch.Put(t)
	for rows.Next() {
		var gram, block int64
		var ids []byte
		if err := rows.Scan(&gram, &block, &ids); err != nil {
			return nil, err
		}
		t.grow((block + 1) << blockBits)
		w := weight[gram]
		eachID(block, ids, func(id int64) { t.add(id, w) })
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return t.best(maxCandidates), nil
}

// rarest chooses grams to look up, with their weights: the rarer a gram, the more it tells.
func (m *Memory) rarest(ctx context.Context, grams []int64) ([]int64, map[int64]uint32, error) {
	args := padded(grams)
	stmt, err := m.stmt(ctx, `SELECT gram, n FROM tm_gram_count WHERE gram IN (`+m.dialect.places(1, len(args))+`)`)
	if err != nil {
		return nil, nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	count := map[int64]int{}
	for rows.Next() {
		var gram int64
		var n int
		if err := rows.Scan(&gram, &n); err != nil {
			return nil, nil, err
		}
		count[gram] = n
	}
	if err := rows.Err(); err != nil {
		return nil, nil, err
	}
	known, weight := choose(grams, count)
	return known, weight, nil
}

// choose takes the rarest known grams of each stretch of the text, in the order of their rarity, until they have more
// ids than a query may read. Of each stretch, because the rarest of all may stand in the one word that differs.
func choose(grams []int64, count map[int64]int) ([]int64, map[int64]uint32) {
	rarer := func(a, b int64) int {
		return cmp.Or(cmp.Compare(count[a], count[b]), cmp.Compare(a, b))
	}
	var chosen []int64
	size := max(1, (len(grams)+stretches-1)/stretches)
	for part := range slices.Chunk(grams, size) {
		known := slices.DeleteFunc(slices.Clone(part), func(g int64) bool { return count[g] == 0 })
		slices.SortFunc(known, rarer)
		chosen = append(chosen, known[:min(len(known), queryGrams/stretches)]...)
	}
	slices.SortFunc(chosen, rarer)
	weight := map[int64]uint32{}
	total := 0
	for i, g := range chosen {
		if total += count[g]; i >= fewestGrams && total > maxPostings {
			chosen = chosen[:i]
			break
		}
		weight[g] = uint32(10 * math.Log2(1e8/float64(count[g]+1)))
	}
	return chosen, weight
}

// readBody parses a stored text, most of which have nothing to parse.
func readBody(s string) l10n.Fragment {
	if strings.ContainsAny(s, "<&") {
		return l10n.ParseFragment(s)
	}
	return l10n.TextFragment(s)
}

// rank computes similarities and returns those at or above the query's minimum, the best first.
func (q *query) rank(f *form, near []sourceRow) []sourceRow {
	folded, plain := newPattern(f.folded), newPattern(f.plain)
	floor := float64(q.MinScore) - 1
	seen := map[int64]bool{}
	kept := near[:0]
	for _, r := range near {
		if seen[r.id] || r.lang != q.lang.name {
			continue
		}
		seen[r.id] = true
		// A text of much another length needs no closer look; masking may shorten one, so that this is generous.
		if n := utf8.RuneCountInString(r.body); len(r.body) < 400 && len(f.tokens) == 0 && !strings.ContainsAny(r.body, "<&0123456789") &&
			float64(min(n, len(f.plain)))*100 < floor*float64(max(n, len(f.plain))) {
			continue
		}
		r.form = newForm(readBody(r.body))
		if r.similarity = similarity(folded, plain, f, r.form, floor); r.similarity >= floor {
			kept = append(kept, r)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].similarity > kept[j].similarity })
	return kept
}

// scoreTargets fetches the targets of the best sources until the query has enough, and scores them.
func (m *Memory) scoreTargets(ctx context.Context, q *query, f *form, best []sourceRow) ([]scored, error) {
	var out []scored
	for part := range slices.Chunk(best, 16) {
		ids := make([]int64, 0, len(part))
		by := map[int64]sourceRow{}
		for _, s := range part {
			ids = append(ids, s.id)
			by[s.id] = s
		}
		rows, err := m.targetRows(ctx, "s.id", q.target.name, ids)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out = append(out, q.scoreNear(f, by[r.sid], r))
		}
		if len(out) >= q.Limit {
			break
		}
	}
	return out, nil
}
