package memory

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// searchBatch is how many lines one lookup takes.
const searchBatch = 64

// SearchItem is one question of a file of JSON lines. The caller's defaults stand for the fields that it leaves out.
type SearchItem struct {
	ID         string      `json:"id"`
	Query      string      `json:"query"`
	SourceLang l10n.Locale `json:"src_lang,omitempty"`
	Locale     l10n.Locale `json:"tgt_lang,omitempty"`
}

// SearchAnswer is the answer to a [SearchItem].
type SearchAnswer struct {
	ID      string        `json:"id"`
	Matches []SearchMatch `json:"matches"`
}

// SearchMatch is a match as programs read it.
type SearchMatch struct {
	ID string `json:"id"`
	// Score is the similarity from 0 to 1. Class is the number that translators know: 0 to 100, and 101 for the same
	// text in the same context.
	Score     float64 `json:"score"`
	Class     int     `json:"class"`
	Source    string  `json:"source"`
	Target    string  `json:"target"`
	Quality   int     `json:"quality"`
	Adapted   bool    `json:"adapted,omitempty"`
	Ambiguous bool    `json:"ambiguous,omitempty"`
}

// NewSearchMatch returns a match as programs read it.
func NewSearchMatch(m l10n.Match) SearchMatch {
	return SearchMatch{
		ID: m.ID, Score: float64(min(m.Score,
			100)) / 100, Class: m.Score, Source: m.Source.String(), Target: m.Target.String(),
		Quality: m.Quality, Adapted: m.Adapted, Ambiguous: m.Ambiguous,
	}
}

// SearchJSONL answers JSON lines of [SearchItem] with JSON lines of [SearchAnswer], in the same order. The defaults
// give the languages, the least score and the number of matches. The error names the line.
func (m *Memory) SearchJSONL(ctx context.Context, r io.Reader, w io.Writer, defaults l10n.MatchQuery) error {
	in := bufio.NewReaderSize(r, 1<<16)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	var ids []string
	var qs []l10n.MatchQuery
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		end := errors.Is(err, io.EOF)
		if err != nil && !end {
			return err
		}
		if len(line) > 1 {
			var it SearchItem
			if err := json.Unmarshal(line, &it); err != nil {
				return fmt.Errorf("line %d is not a JSON object: %w", n, err)
			}
			ids = append(ids, it.ID)
			qs = append(qs, it.query(defaults))
		}
		if len(ids) < searchBatch && !end {
			continue
		}
		if err := m.answer(ctx, out, ids, qs); err != nil || end {
			return err
		}
		ids = ids[:0]
		qs = qs[:0]
	}
}

// answer looks up a batch and writes its answers.
func (m *Memory) answer(ctx context.Context, out *json.Encoder, ids []string, qs []l10n.MatchQuery) error {
	matches, err := m.Lookup(ctx, qs)
	if err != nil {
		return err
	}
	for i, id := range ids {
		a := SearchAnswer{ID: id, Matches: make([]SearchMatch, 0, len(matches[i]))}
		for _, x := range matches[i] {
			a.Matches = append(a.Matches, NewSearchMatch(x))
		}
		if err := out.Encode(a); err != nil {
			return err
		}
	}
	return nil
}

func (it SearchItem) query(q l10n.MatchQuery) l10n.MatchQuery {
	q.Source = l10n.TextFragment(it.Query)
	if it.SourceLang != "" {
		q.SourceLang = it.SourceLang
	}
	if it.Locale != "" {
		q.Locale = it.Locale
	}
	return q
}
