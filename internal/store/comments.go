package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Comments returns what people said beside the sentences of a translation, the oldest first.
func (s *Store) Comments(ctx context.Context, k l10n.TranslationKey) ([]l10n.Comment, error) {
	return bodies[l10n.Comment](ctx, s.db, `SELECT body FROM comments WHERE document = $1 AND locale = $2 ORDER BY at, id`,
		string(k.Document), string(k.Locale))
}

// CommentsOn returns what people said on a site of a sentence of the source, in any locale, the oldest first.
func (s *Store) CommentsOn(ctx context.Context, site l10n.SiteName, source l10n.Hash) ([]l10n.Comment, error) {
	return commentsOn(ctx, s.db, site, source)
}

func commentsOn(ctx context.Context, q querier, site l10n.SiteName, source l10n.Hash) ([]l10n.Comment, error) {
	return bodies[l10n.Comment](ctx, q, `SELECT body FROM comments WHERE site = $1 AND source_hash = $2 ORDER BY at, id`,
		string(site), string(source))
}

// AddComment writes a comment. In the same transaction ask is told all comments on the sentence, this one among them, and
// the questions about it so far, and returns the question that the comments have become, or nil. It is called for a new
// comment alone, and may refuse the comment by an error. A repeat changes nothing; another comment with its ID is
// [l10n.ErrConflict].
func (s *Store) AddComment(ctx context.Context, c l10n.Comment,
	ask func([]l10n.Comment, []l10n.SourceQuestion) (*l10n.SourceQuestion, error),
) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.lockRecord(ctx, tx, "sentence", string(c.Site), string(c.SourceHash)); err != nil {
			return err
		}
		asked, err := questionsOn(ctx, tx, c.Site, c.SourceHash)
		if err != nil {
			return err
		}
		for _, q := range asked { // clocks differ: what is recorded after an answer is said after it
			if q.Answer != nil && !c.At.After(q.Answer.At) {
				c.At = q.Answer.At.Add(time.Microsecond)
			}
		}
		added, err := addOnce(ctx, tx, row{table: "comments", id: c.ID, key: l10n.TranslationKey{Document: c.Document, Locale: c.Locale},
			more: []column{{"site", string(c.Site)}, {"source_hash", string(c.SourceHash)}}},
			c, func(c l10n.Comment) l10n.Comment { c.At = time.Time{}; return c })
		if err != nil || !added {
			return err
		}
		said, err := commentsOn(ctx, tx, c.Site, c.SourceHash)
		if err != nil {
			return err
		}
		q, err := ask(said, asked)
		if err != nil || q == nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO source_questions (question, site, source_hash, at, body) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (question) DO NOTHING`, string(q.ID), string(q.Site), string(q.SourceHash), stamp(time.Now()), encode(q))
		return err
	})
}

// mostHashes is how many hashes are asked for in one query.
const mostHashes = 400

// QuestionsOn returns the questions about sentences of a site with their answers, the oldest first.
func (s *Store) QuestionsOn(ctx context.Context, site l10n.SiteName, sources ...l10n.Hash) ([]l10n.SourceQuestion, error) {
	var all []l10n.SourceQuestion
	for len(sources) > 0 {
		n := min(mostHashes, len(sources))
		some, err := questionsOn(ctx, s.db, site, sources[:n]...)
		if err != nil {
			return nil, err
		}
		all, sources = append(all, some...), sources[n:]
	}
	return all, nil
}

func questionsOn(ctx context.Context, q querier, site l10n.SiteName, sources ...l10n.Hash) ([]l10n.SourceQuestion, error) {
	args, in := []any{string(site)}, make([]string, len(sources))
	for i, h := range sources {
		args = append(args, string(h))
		in[i] = fmt.Sprintf("$%d", len(args))
	}
	return questions(ctx, q, `q.site = $1 AND q.source_hash IN (`+strings.Join(in, ", ")+`) ORDER BY q.at, q.question`, args...)
}

// SourceQuestions returns questions with their answers: the open ones or those that are answered, the latest first. No site
// means all, and no limit all.
func (s *Store) SourceQuestions(ctx context.Context, site l10n.SiteName, open bool, limit int) ([]l10n.SourceQuestion, error) {
	where := `(q.site = $1 OR $1 = '') AND a.body IS NOT NULL ORDER BY a.at DESC, q.question`
	if open {
		where = `(q.site = $1 OR $1 = '') AND a.body IS NULL ORDER BY q.at DESC, q.question`
	}
	if limit > 0 {
		where += fmt.Sprintf(" LIMIT %d", limit)
	}
	return questions(ctx, s.db, where, string(site))
}

// CountQuestions counts the questions that no editor has answered.
func (s *Store) CountQuestions(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM source_questions q
		WHERE NOT EXISTS (SELECT 1 FROM source_answers a WHERE a.question = q.question)`).Scan(&n)
	return n, err
}

// questions returns the selected questions with their answers.
func questions(ctx context.Context, q querier, where string, args ...any) ([]l10n.SourceQuestion, error) {
	rows, err := q.QueryContext(ctx, `SELECT q.body, a.body FROM source_questions q
		LEFT JOIN source_answers a ON a.question = q.question WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []l10n.SourceQuestion
	for rows.Next() {
		var asked, answered []byte
		if err := rows.Scan(&asked, &answered); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		var one l10n.SourceQuestion
		err := decode(asked, &one)
		if answered != nil {
			one.Answer = &l10n.SourceAnswer{}
			err = errors.Join(err, decode(answered, one.Answer))
		}
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// AnswerQuestion writes an editor's answer to a question. A repeat changes nothing; [l10n.ErrConflict] says that it has
// another answer, and [l10n.ErrNotFound] that there is no such question.
func (s *Store) AnswerQuestion(ctx context.Context, a l10n.SourceAnswer) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		// Whoever comments meanwhile is heard before the answer or after it.
		if err := s.lockRecord(ctx, tx, "sentence", string(a.Site), string(a.SourceHash)); err != nil {
			return err
		}
		asked, err := questions(ctx, tx, "q.question = $1", string(a.Question))
		if err != nil {
			return err
		}
		if len(asked) == 0 {
			return fmt.Errorf("question %s: %w", a.Question, l10n.ErrNotFound)
		}
		if was := asked[0].Answer; was != nil {
			if was.ID != a.ID || was.Text != a.Text || was.By != a.By {
				return fmt.Errorf("the question was answered by %s: %w", was.By, l10n.ErrConflict)
			}
			return nil
		}
		said, err := commentsOn(ctx, tx, asked[0].Site, asked[0].SourceHash)
		if err != nil {
			return err
		}
		for _, c := range said { // and what was recorded before it is said before it
			if c.At.After(a.At) {
				a.At = c.At
			}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO source_answers (question, at, body) VALUES ($1, $2, $3)`,
			string(a.Question), stamp(time.Now()), encode(a))
		return err
	})
}
