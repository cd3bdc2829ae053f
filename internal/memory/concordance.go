package memory

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Side is the side of the memory's entries that a concordance looks at.
type Side string

// The sides.
const (
	SourceSide Side = "source"
	TargetSide Side = "target"
	BothSides  Side = "both" // all words stand in the source, or all in the target
)

// Bounds of a concordance.
const (
	// DefaultHits is how many hits a query without a limit gets.
	DefaultHits = 50
	// maxTerms is how many words and phrases count; the others are left out.
	maxTerms = 8
	// window is how many entries one statement looks at.
	window = 20_000
	// Patience is how long the entries are looked through, the latest first.
	Patience = 3 * time.Second
)

// ConcordanceQuery asks where words stand in the memory. They may stand anywhere in a text, in any order and in any case;
// words in quotes stand together: `"northern lock" toll`.
type ConcordanceQuery struct {
	Text       string
	In         Side // empty means both
	SourceLang l10n.Locale
	Locale     l10n.Locale
	Limit      int // 0 means DefaultHits
}

// Stretch is a part of a text. Marked says that it was looked for.
type Stretch struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked,omitempty"`
}

// Hit is an entry of the memory that has the words. Its texts are without codes.
type Hit struct {
	ID             int64 `json:"-"`
	Source, Target []Stretch
	Author         l10n.UserID
	At             time.Time
	Site           l10n.SiteName
	Document       l10n.DocumentID
	begin          bool // all words stand at the beginning of a word of the text
}

// Concordance returns the entries that have the words of a query, those with whole words first and then the latest. It
// says whether there may be more: the limit was reached, or the time was up.
func (m *Memory) Concordance(ctx context.Context, q ConcordanceQuery) ([]Hit, bool, error) {
	var hits []Hit
	terms := termsOf(q.Text)
	if len(terms) == 0 {
		return nil, false, nil
	}
	if q.Limit <= 0 {
		q.Limit = DefaultHits
	}
	var last int64
	if err := m.db.QueryRowContext(ctx, `SELECT last_target FROM tm_state`).Scan(&last); err != nil {
		return nil, false, fmt.Errorf("memory: concordance: %w", err)
	}
	limited, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	for ; last > 0 && len(hits) <= q.Limit; last -= window {
		some, err := m.entriesWith(limited, q, terms, last, q.Limit+1-len(hits))
		if limited.Err() != nil && ctx.Err() == nil { // the time is up, and what was found until now is the answer
			return inOrder(append(hits, some...), q.Limit), true, nil
		}
		if err != nil {
			return nil, false, fmt.Errorf("memory: concordance: %w", err)
		}
		hits = append(hits, some...)
	}
	return inOrder(hits, q.Limit), len(hits) > q.Limit, nil
}

// inOrder returns the hits in the order in which they are shown, at most limit of them.
func inOrder(hits []Hit, limit int) []Hit {
	hits = hits[:min(len(hits), limit)]
	slices.SortStableFunc(hits, func(a, b Hit) int {
		switch {
		case a.begin == b.begin:
			return b.At.Compare(a.At)
		case a.begin:
			return -1
		}
		return 1
	})
	return hits
}

// entriesWith returns those of a window's entries that have all terms, at most limit of them. The window ends with the entry
// last.
func (m *Memory) entriesWith(ctx context.Context, q ConcordanceQuery, terms [][]rune, last int64, limit int) ([]Hit, error) {
	query := `SELECT t.id, s.body, t.body, t.author, t.changed, t.site, t.document
		FROM tm_target t JOIN tm_source s ON s.id = t.source
		WHERE t.id > $1 AND t.id <= $2 AND t.superseded = 0 AND t.pending = '' AND t.lang = $3 AND s.lang = $4`
	args := []any{last - window, last, m.lang(q.Locale).name, m.lang(q.SourceLang).name}
	if where := m.dialect.contains(q.In, terms, &args); where != "" {
		query += ` AND (` + where + `)`
	}
	rows, err := m.db.QueryContext(ctx, query+` ORDER BY t.id DESC`, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var hits []Hit
	for rows.Next() && len(hits) < limit {
		var source, target, author, site, document string
		var changed int64
		var id int64
		if err := rows.Scan(&id, &source, &target, &author, &changed, &site, &document); err != nil {
			return nil, err
		}
		h := Hit{ID: id, Author: l10n.UserID(author), At: time.UnixMilli(changed).UTC(), Site: l10n.SiteName(site),
			Document: l10n.DocumentID(document)}
		if h.mark(q.In, terms, squeeze(readBody(source).Text()), squeeze(readBody(target).Text())) {
			hits = append(hits, h)
		}
	}
	return hits, rows.Err()
}

// contains is a condition that all entries with the terms meet, and few others: the words of the terms stand in the stored
// text of a side. It is empty where no such condition can be written.
func (d Dialect) contains(in Side, terms [][]rune, args *[]any) string {
	columns := []string{"s.body", "t.body"}
	switch in {
	case SourceSide:
		columns = columns[:1]
	case TargetSide:
		columns = columns[1:]
	}
	words := wordsOf(terms)
	if len(words) == 0 {
		return ""
	}
	like := `LIKE`
	if d == PostgreSQL {
		like = `ILIKE`
	}
	var sides []string
	for _, column := range columns {
		var all []string
		for _, w := range words {
			var either []string
			for _, pattern := range patterns(w) {
				*args = append(*args, "%"+pattern+"%")
				either = append(either, fmt.Sprintf("%s %s $%d", column, like, len(*args)))
			}
			all = append(all, "("+strings.Join(either, " OR ")+")")
		}
		sides = append(sides, "("+strings.Join(all, " AND ")+")")
	}
	return strings.Join(sides, " OR ")
}

// wordsOf returns the runs of letters and digits in the terms: no code stands within one, and nothing that the memory writes
// in another way.
func wordsOf(terms [][]rune) [][]rune {
	var words [][]rune
	for _, t := range terms {
		for _, w := range strings.FieldsFunc(string(t), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if rs := []rune(w); len(rs) > 1 && len(words) < maxTerms {
				words = append(words, rs)
			}
		}
	}
	return words
}

// patterns are what stands in a text that has a word, in whichever case. Neither database need know of case beyond ASCII: so
// without its first letter a word is in lower case, or all in capitals.
func patterns(word []rune) []string {
	if !slices.ContainsFunc(word, func(r rune) bool { return r >= 0x80 && unicode.ToUpper(r) != r }) {
		return []string{string(word)}
	}
	tail := string(word[1:])
	return []string{tail, strings.ToUpper(tail)}
}

// termsOf reads a query: its words, and the phrases in quotes, folded.
func termsOf(text string) [][]rune {
	var terms [][]rune
	add := func(s string) {
		if f := fold(strings.TrimSpace(s)); len(f) > 0 && len(terms) < maxTerms {
			terms = append(terms, f)
		}
	}
	for i, part := range strings.Split(string(fold(squeeze(text))), `"`) {
		if i%2 == 1 {
			add(part)
			continue
		}
		for _, w := range strings.Fields(part) {
			add(w)
		}
	}
	return terms
}

// mark marks the terms in both texts, and reports whether a side that is looked at has them all.
func (h *Hit) mark(in Side, terms [][]rune, source, target string) bool {
	s, sourceAll, sourceBegin := marked(source, terms)
	t, targetAll, targetBegin := marked(target, terms)
	h.Source, h.Target = []Stretch{{Text: source}}, []Stretch{{Text: target}}
	if in != TargetSide && sourceAll {
		h.Source, h.begin = s, sourceBegin
	}
	if in != SourceSide && targetAll {
		h.Target, h.begin = t, h.begin || targetBegin
	}
	return in != TargetSide && sourceAll || in != SourceSide && targetAll
}

// marked cuts a text into stretches by the terms in it. all says that it has each of them, and begin that each stands at the
// beginning of a word somewhere.
func marked(text string, terms [][]rune) (out []Stretch, all, begin bool) {
	runes, folded := []rune(text), fold(text)
	hit := make([]bool, len(runes))
	all, begin = true, true
	for _, term := range terms {
		found, atWord := false, false
		for i := 0; i+len(term) <= len(folded); i++ {
			if !slices.Equal(folded[i:i+len(term)], term) {
				continue
			}
			found = true
			atWord = atWord || i == 0 || !unicode.IsLetter(folded[i-1])
			for k := range term {
				hit[i+k] = true
			}
		}
		all, begin = all && found, begin && atWord
	}
	if !all {
		return nil, false, false
	}
	for i, at := 1, 0; i <= len(runes); i++ {
		if i == len(runes) || hit[i] != hit[at] {
			out, at = append(out, Stretch{Text: string(runes[at:i]), Marked: hit[at]}), i
		}
	}
	return out, all, begin
}
