package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// mostAsked is how many questions one statement looks up: well below what either database takes as parameters.
const mostAsked = 500

// Answers returns the kept answers to those of the questions that have one.
func (s *Store) Answers(ctx context.Context, questions []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	answers := map[l10n.Hash]l10n.Answer{}
	for some := range slices.Chunk(questions, mostAsked) {
		if err := s.answers(ctx, some, answers); err != nil {
			return nil, fmt.Errorf("store: answers: %w", err)
		}
	}
	return answers, nil
}

// answers looks up each question by its hash, and by the short form that hashes had in earlier versions: what was paid for
// then is not paid for again. Nothing is kept under a short one any more.
func (s *Store) answers(ctx context.Context, questions []l10n.Hash, into map[l10n.Hash]l10n.Answer) error {
	places, args := make([]string, 0, 2*len(questions)), make([]any, 0, 2*len(questions))
	whole := make(map[l10n.Hash]l10n.Hash, len(questions))
	add := func(q l10n.Hash) {
		args = append(args, string(q))
		places = append(places, fmt.Sprintf("$%d", len(args)))
	}
	for _, q := range questions {
		add(q)
		if short := q.Shortened(); short.Holds(q) && short != q {
			add(short)
			whole[short] = q
		}
	}
	//nolint:gosec // the list holds placeholders alone
	query := `SELECT question, body FROM answers WHERE question IN (` + strings.Join(places, ", ") + `)`
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var question string
		var body []byte
		var a l10n.Answer
		if err := rows.Scan(&question, &body); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &a); err != nil {
			return fmt.Errorf("a record can't be read: %w", err)
		}
		q := l10n.Hash(question)
		if asked, isShort := whole[q]; isShort {
			if _, ok := into[asked]; ok {
				continue
			}
			q = asked
		}
		into[q] = a
	}
	return rows.Err()
}

// KeepAnswers stores providers' answers; the first answer to a question stays.
func (s *Store) KeepAnswers(ctx context.Context, answers map[l10n.Hash]l10n.Answer) error {
	if len(answers) == 0 {
		return nil
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		// In one order for all: two transactions that wait for each other's rows would never end.
		for _, q := range slices.Sorted(maps.Keys(answers)) {
			if _, err := tx.ExecContext(ctx, `INSERT INTO answers (question, body) VALUES ($1, $2)
				ON CONFLICT (question) DO NOTHING`,
				string(q), encode(answers[q])); err != nil {
				return err
			}
		}
		return nil
	})
}
