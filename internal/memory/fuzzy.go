package memory

import (
	"context"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fuzzy finds sources that are similar to the query's, and scores their targets.
func (m *Memory) fuzzy(ctx context.Context, q *query) ([]scored, error) {
	form := newForm(q.source)
	if !form.comparable() {
		return nil, nil
	}
	ids, err := m.candidates(ctx, q.sourceKey.hash, form)
	if err != nil {
		return nil, err
	}
	loose, err := m.sourceRows(ctx, "loose", []int64{looseHash(q.sourceKey, q.source)})
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

// Bounds of the texts that are compared with others: comparing takes time by the product of two lengths, and fitting a target by
// that of their numbers and codes. A longer text has exact matches alone.
const (
	maxCompared = 10_000 // characters
	maxFitted   = 200    // numbers and addresses, and codes
)

// comparable reports whether a text is so short that it is compared with others.
func (f *form) comparable() bool {
	return len(f.plain) <= maxCompared && len(f.tokens) <= maxFitted && len(f.codes) <= maxFitted
}

// sourceRow is a candidate source.
type sourceRow struct {
	id         int64
	lang       string
	body       string
	form       *form
	similarity float64 // 0–100
}

// sourceRows returns the sources whose column is one of the keys.
func (m *Memory) sourceRows(ctx context.Context, column string, keys []int64) ([]sourceRow, error) {
	args := padKeys(keys)
	in := ` IN (` + m.dialect.placeholders(1, len(args)) + `)`
	stmt, err := m.stmt(ctx, `SELECT id, lang, body FROM tm_source WHERE `+column+in)
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

// readBody parses a stored text. Most texts have no codes and need no parser.
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
		if seen[r.id] || r.lang != q.sourceKey.name {
			continue
		}
		seen[r.id] = true
		if lengthRulesOut(f, r.body, floor) || len(r.body) > 8*maxCompared {
			continue
		}
		if r.form = newForm(readBody(r.body)); !r.form.comparable() {
			continue
		}
		r.similarity = similarity(folded, plain, f, r.form, floor)
		if r.similarity >= floor {
			kept = append(kept, r)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].similarity > kept[j].similarity })
	return kept
}

// lengthRulesOut reports whether a stored text is so much longer or shorter than the query's that its similarity must
// be below floor. It says no of texts whose length may change when numbers are masked or codes are left out.
func lengthRulesOut(f *form, body string, floor float64) bool {
	if len(body) >= 400 || len(f.tokens) > 0 || strings.ContainsAny(body, "<&0123456789") {
		return false
	}
	n := utf8.RuneCountInString(body)
	shorter, longer := min(n, len(f.plain)), max(n, len(f.plain))
	return float64(shorter)*100 < floor*float64(longer)
}

// scoreTargets reads and scores the targets of the best sources until the query has as many as it asks for.
func (m *Memory) scoreTargets(ctx context.Context, q *query, f *form, best []sourceRow) ([]scored, error) {
	var out []scored
	for part := range slices.Chunk(best, 16) {
		ids := make([]int64, 0, len(part))
		byID := map[int64]sourceRow{}
		for _, s := range part {
			ids = append(ids, s.id)
			byID[s.id] = s
		}
		rows, err := m.targetRows(ctx, "s.id", q.targetKey.name, ids)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if !q.elsewhere(r) {
				out = append(out, q.scoreNear(f, byID[r.sourceID], r))
			}
		}
		if len(out) >= q.Limit {
			break
		}
	}
	return out, nil
}
