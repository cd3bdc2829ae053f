package memory

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// DefaultMinScore and DefaultLimit are what a zero in a query means.
const (
	DefaultMinScore = 70
	DefaultLimit    = 5
)

// query is one question of a lookup, with values that are computed once.
type query struct {
	l10n.MatchQuery
	source      l10n.Fragment // canonical
	body        string        // the canonical source as a string
	ids         []l10n.CodeID // the query's own number of each canonical code
	sourceKey   langKey
	targetKey   langKey
	exactHash   int64
	contextHash int64
}

func (m *Memory) newQuery(q l10n.MatchQuery) *query {
	if q.MinScore == 0 {
		q.MinScore = DefaultMinScore
	}
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	x := &query{MatchQuery: q, sourceKey: m.lang(q.SourceLang), targetKey: m.lang(q.Locale)}
	x.source, x.ids = canonical(q.Source)
	x.body = x.source.String()
	x.exactHash = hash64(x.sourceKey.name, x.body)
	x.contextHash = contextHash(q.Prev, q.Next, q.Element)
	return x
}

// Lookup finds matches for every query, the best first. The scores are:
//
//   - 101: the same text in the same context;
//   - 100: the same text;
//   - 99: the same text but for codes, numbers and addresses, which were replaced in the target;
//   - lower: the similarity of the texts less penalties.
//
// Where a query has exact matches, no others are searched for. A query without a locale finds each source once, in
// whatever languages its targets are.
func (m *Memory) Lookup(ctx context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error) {
	out := make([][]l10n.Match, len(qs))
	queries := make([]*query, len(qs))
	for i, q := range qs {
		queries[i] = m.newQuery(q)
	}
	exact, err := m.exactRows(ctx, queries)
	if err != nil {
		return nil, fmt.Errorf("memory: look up: %w", err)
	}
	for i, q := range queries {
		if q.Source.Text() == "" {
			continue
		}
		var matches []scored
		for _, r := range exact[q.targetKey.name] {
			if r.exactHash == q.exactHash && r.sourceBody == q.body && !q.elsewhere(r) {
				matches = append(matches, q.scoreExact(r))
			}
		}
		if len(matches) == 0 {
			if matches, err = m.fuzzy(ctx, q); err != nil {
				return nil, fmt.Errorf("memory: look up: %w", err)
			}
		}
		out[i] = q.pick(matches)
	}
	return out, nil
}

// targetRow is a current target with its source.
type targetRow struct {
	id          int64
	sourceID    int64
	exactHash   int64
	sourceBody  string
	contextHash int64
	site        string
	body        string
	locale      string
	quality     int
	changed     int64 // Unix milliseconds
	name        string
	author      string
	document    string
	pending     string // the segment that it stands at, where its page is not approved yet
}

// elsewhere reports whether a target that is not approved yet is of another site than the query's. Only their own site learns
// from such.
func (q *query) elsewhere(r targetRow) bool { return r.pending != "" && r.site != string(q.Site) }

const selectTargets = `SELECT t.id, s.id, s.exact, s.body, t.context, t.site, t.body, t.locale, t.quality, t.changed,
		t.name, t.author, t.document, t.pending
	FROM tm_source s JOIN tm_target t ON t.source = s.id`

// targetRows returns the current targets whose column is one of the keys. An empty lang means any language.
func (m *Memory) targetRows(ctx context.Context, column, lang string, keys []int64) ([]targetRow, error) {
	args := padKeys(keys)
	query := selectTargets + ` WHERE ` + column + ` IN (` + m.dialect.placeholders(1, len(args)) + `) AND t.superseded = 0`
	if lang != "" {
		query += ` AND t.lang = ` + m.dialect.placeholders(len(args)+1, 1)
		args = append(args, lang)
	}
	stmt, err := m.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []targetRow
	for rows.Next() {
		var r targetRow
		err := rows.Scan(&r.id, &r.sourceID, &r.exactHash, &r.sourceBody, &r.contextHash, &r.site, &r.body, &r.locale,
			&r.quality, &r.changed, &r.name, &r.author, &r.document, &r.pending)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// exactRows reads the exact matches of all queries, by target language, in as few queries of the database as it can.
func (m *Memory) exactRows(ctx context.Context, qs []*query) (map[string][]targetRow, error) {
	hashes := map[string][]int64{}
	for _, q := range qs {
		hashes[q.targetKey.name] = append(hashes[q.targetKey.name], q.exactHash)
	}
	out := map[string][]targetRow{}
	for lang, hs := range hashes {
		for part := range slices.Chunk(hs, 256) {
			rows, err := m.targetRows(ctx, "s.exact", lang, part)
			if err != nil {
				return nil, err
			}
			out[lang] = append(out[lang], rows...)
		}
	}
	return out, nil
}

// scored is a match with the values that order it among matches of the same score.
type scored struct {
	l10n.Match
	sameSite bool  // as the query
	changed  int64 // Unix milliseconds
	text     string
}

func (q *query) newScored(r targetRow, score int, target l10n.Fragment) scored {
	s := scored{sameSite: r.site == string(q.Site), changed: r.changed, text: target.String()}
	s.Match = l10n.Match{
		ID: r.name, Source: l10n.ParseFragment(r.sourceBody), Target: target, Score: score, Quality: r.quality,
		Site: l10n.SiteName(r.site), Document: l10n.DocumentID(r.document), ChangedAt: time.UnixMilli(r.changed).UTC(),
		Origin: l10n.Origin{Provider: "memory", By: l10n.UserID(r.author), Unapproved: r.pending != ""},
	}
	if s.ID == "" {
		s.ID = strconv.FormatInt(r.id, 10)
	}
	return s
}

// scoreExact scores a target of the very source that the query asks for.
func (q *query) scoreExact(r targetRow) scored {
	score := 100
	if q.contextHash != 0 && r.contextHash == q.contextHash {
		score = 101
	}
	if p := q.trustPenalty(r); p > 0 {
		score = 100 - p
	}
	return q.newScored(r, score, original(l10n.ParseFragment(r.body), q.ids))
}

// regionPenalty is what a target of another country loses, for instance pt-PT for a query in pt-BR.
const regionPenalty = 3

// trustPenalty is what a target loses that is of another country than the query's, or that is not fully trusted. Exact
// matches lose it too, so that such a target is never used before a person has looked at it.
func (q *query) trustPenalty(r targetRow) int {
	p := (100 - r.quality + 4) / 5
	region, asked := regionOf(r.locale), q.targetKey.region
	if region != "" && asked != "" && !strings.EqualFold(region, asked) {
		p += regionPenalty
	}
	return p
}

// regionOf returns the two letters of the region that a locale ends in, or "".
func regionOf(locale string) string {
	if i := strings.LastIndexByte(locale, '-'); i > 0 && len(locale)-i == 3 {
		return locale[i+1:]
	}
	return ""
}

// pick orders the matches, drops repeated targets, marks the ambiguous ones, and keeps as many as the query asks for.
func (q *query) pick(matches []scored) []l10n.Match {
	sort.SliceStable(matches, func(i, j int) bool {
		a, b := matches[i], matches[j]
		switch {
		case a.Score != b.Score:
			return a.Score > b.Score
		case a.sameSite != b.sameSite:
			return a.sameSite
		default:
			return a.changed > b.changed
		}
	})
	seen := map[string]bool{}
	kept := matches[:0]
	for _, s := range matches {
		key := s.text
		if q.Locale == "" {
			key = s.Source.String()
		}
		if s.Score >= q.MinScore && !seen[key] {
			seen[key] = true
			kept = append(kept, s)
		}
	}
	if q.Locale != "" {
		markAmbiguous(kept)
	}
	out := make([]l10n.Match, 0, min(len(kept), q.Limit))
	for _, s := range kept[:min(len(kept), q.Limit)] {
		s.Origin.Score = s.Score
		switch {
		case s.Score > 100:
			s.Origin.Kind = l10n.SubTMContext
		case s.Score == 100:
			s.Origin.Kind = l10n.SubTMExact
		default:
			s.Origin.Kind = l10n.SubTMFuzzy
		}
		out = append(out, s.Match)
	}
	return out
}

// markAmbiguous marks the best matches where two or more of them, each with another target, are equally good.
func markAmbiguous(sorted []scored) {
	if len(sorted) < 2 || sorted[0].Score < 99 || !sorted[1].ties(sorted[0]) {
		return
	}
	for i := range sorted {
		sorted[i].Ambiguous = sorted[i].ties(sorted[0])
	}
}

func (s scored) ties(o scored) bool { return s.Score == o.Score && s.sameSite == o.sameSite }
