package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// SameMeanings returns what editors declared to be no change of a document's meaning, the oldest first.
func (s *Store) SameMeanings(ctx context.Context, doc l10n.DocumentID) ([]l10n.SameMeaning, error) {
	return bodies[l10n.SameMeaning](ctx, s.db,
		`SELECT body FROM same_meanings WHERE document = $1 ORDER BY at, new_hash`, string(doc))
}

// DeclareSame writes declarations. The first one of a change stands.
func (s *Store) DeclareSame(ctx context.Context, ms []l10n.SameMeaning) error {
	// In one order for all: two transactions that wait for each other's rows would never end.
	ms = slices.SortedFunc(slices.Values(ms), func(a, b l10n.SameMeaning) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.New, b.New))
	})
	return s.inTx(ctx, func(tx *sql.Tx) error {
		for _, m := range ms {
			if _, err := tx.ExecContext(ctx,
				`INSERT INTO same_meanings (document, new_hash, at, body) VALUES ($1, $2, $3, $4)
				ON CONFLICT (document, new_hash) DO NOTHING`,
				string(m.Document), string(m.New), stamp(m.At), encode(m)); err != nil {
				return err
			}
		}
		return nil
	})
}
