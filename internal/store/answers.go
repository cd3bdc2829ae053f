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

func (s *Store) answers(ctx context.Context, questions []l10n.Hash, into map[l10n.Hash]l10n.Answer) error {
	places, args := make([]string, len(questions)), make([]any, len(questions))
	for i, q := range questions {
		places[i], args[i] = fmt.Sprintf("$%d", i+1), string(q)
	}
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
		into[l10n.Hash(question)] = a
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
