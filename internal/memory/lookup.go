package memory

import (
	"context"
	"fmt"
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

// query is one of a lookup's questions, with what is computed of it once.
type query struct {
	l10n.MatchQuery
	source l10n.Fragment // canonical
	body   string
	ids    []l10n.CodeID
	lang   langKey
	target langKey
	exact  int64
	ctx    int64
}

func (m *Memory) newQuery(q l10n.MatchQuery) *query {
	if q.MinScore == 0 {
		q.MinScore = DefaultMinScore
	}
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	x := &query{MatchQuery: q, lang: m.lang(q.SourceLang), target: m.lang(q.Locale)}
	x.source, x.ids = canonical(q.Source)
	x.body = x.source.String()
	x.exact = hash64(x.lang.name, x.body)
	x.ctx = contextHash(q.Prev, q.Next, q.Element)
	return x
}

// Lookup finds matches for every query, best first. A query without a locale finds sources whatever they are translated
// into, each once. Scores: 101 in context, 100 the same text, 99 the same but for codes,
// numbers and addresses, which were fitted, below that a similarity less its penalties. Where there are exact matches,
// no others are looked for.
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
		var found []scored
		for _, r := range exact[q.target.name] {
			if r.exact == q.exact && r.source == q.body {
				found = append(found, q.scoreExact(r))
			}
		}
		if len(found) == 0 {
			if found, err = m.fuzzy(ctx, q); err != nil {
				return nil, fmt.Errorf("memory: look up: %w", err)
			}
		}
		out[i] = q.pick(found)
	}
	return out, nil
}

// targetRow is a standing target with its source.
type targetRow struct {
	id      int64
	sid     int64
	exact   int64
	source  string
	context int64
	site    string
	body    string
	locale  string
	quality int
	changed int64
	name    string
	author  string
}

const targetColumns = `t.id, s.id, s.exact, s.body, t.context, t.site, t.body, t.locale, t.quality, t.changed, t.name, t.author
	FROM tm_source s JOIN tm_target t ON t.source = s.id`

func (m *Memory) targetRows(ctx context.Context, where, lang string, keys []int64) ([]targetRow, error) {
	args := padded(keys)
	query := `SELECT ` + targetColumns + ` WHERE ` + where + ` IN (` + m.dialect.places(1, len(args)) + `) AND t.superseded = 0`
	if lang != "" {
		query += ` AND t.lang = ` + m.dialect.places(len(args)+1, 1)
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
		if err := rows.Scan(&r.id, &r.sid, &r.exact, &r.source, &r.context, &r.site, &r.body, &r.locale, &r.quality, &r.changed, &r.name, &r.author); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// exactRows asks for all queries' exact matches at once, by target language.
func (m *Memory) exactRows(ctx context.Context, qs []*query) (map[string][]targetRow, error) {
	hashes := map[string][]int64{}
	for _, q := range qs {
		hashes[q.target.name] = append(hashes[q.target.name], q.exact)
	}
	out := map[string][]targetRow{}
	for lang, hs := range hashes {
		for len(hs) > 0 {
			n := min(len(hs), 256)
			rows, err := m.targetRows(ctx, "s.exact", lang, hs[:n])
			if err != nil {
				return nil, err
			}
			out[lang] = append(out[lang], rows...)
			hs = hs[n:]
		}
	}
	return out, nil
}

// scored is a match with what ranks it among those of its score.
type scored struct {
	l10n.Match
	own     bool // of the query's site
	changed int64
	text    string
}

func (q *query) newScored(r targetRow, score int, target l10n.Fragment) scored {
	s := scored{own: r.site == string(q.Site), changed: r.changed, text: target.String()}
	s.Match = l10n.Match{
		ID: r.name, Source: l10n.ParseFragment(r.source), Target: target, Score: score, Quality: r.quality,
		Site: l10n.SiteName(r.site), ChangedAt: time.UnixMilli(r.changed).UTC(),
		Origin: l10n.Origin{Provider: "memory", By: l10n.UserID(r.author)},
	}
	if s.ID == "" {
		s.ID = strconv.FormatInt(r.id, 10)
	}
	return s
}

// scoreExact scores a row whose source is the query's.
func (q *query) scoreExact(r targetRow) scored {
	score := 100
	if q.ctx != 0 && r.context == q.ctx {
		score = 101
	}
	if p := q.distrust(r); p > 0 {
		score = 100 - p
	}
	return q.newScored(r, score, original(l10n.ParseFragment(r.body), q.ids))
}

// distrust is the penalty for an entry that is not of the query's country or not approved; it holds for every class, so
// that such an entry is never taken unseen.
func (q *query) distrust(r targetRow) int {
	p := (100 - r.quality + 4) / 5
	if i := strings.LastIndexByte(r.locale, '-'); q.target.region != "" && i > 0 && len(r.locale)-i == 3 && !strings.EqualFold(r.locale[i+1:], q.target.region) {
		p += 3
	}
	return p
}

// pick orders what was found, drops repeats of a target, marks ties, and keeps what was asked for.
func (q *query) pick(found []scored) []l10n.Match {
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i], found[j]
		switch {
		case a.Score != b.Score:
			return a.Score > b.Score
		case a.own != b.own:
			return a.own
		default:
			return a.changed > b.changed
		}
	})
	seen := map[string]bool{}
	kept := found[:0]
	for _, s := range found {
		key := s.text
		if q.Locale == "" {
			key = s.Source.String()
		}
		if s.Score >= q.MinScore && !seen[key] {
			seen[key] = true
			kept = append(kept, s)
		}
	}
	if q.Locale != "" && len(kept) > 1 && kept[0].Score >= 99 && kept[1].Score == kept[0].Score && kept[1].own == kept[0].own {
		for i := range kept {
			kept[i].Ambiguous = kept[i].Score == kept[0].Score && kept[i].own == kept[0].own
		}
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
