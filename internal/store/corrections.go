package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Corrections returns the published sentences of a translation that people found wrong, the oldest first.
func (s *Store) Corrections(ctx context.Context, k l10n.TranslationKey) ([]l10n.CorrectedSentence, error) {
	return bodies[l10n.CorrectedSentence](ctx, s.db,
		`SELECT body FROM corrections WHERE document = $1 AND locale = $2 ORDER BY at, run, segment`,
		string(k.Document), string(k.Locale))
}

// RecordCorrections writes down sentences that are found wrong. A repeat changes nothing.
func (s *Store) RecordCorrections(ctx context.Context, cs []l10n.CorrectedSentence) error {
	// In one order for all: two transactions that wait for each other's rows would never end.
	cs = slices.SortedFunc(slices.Values(cs), func(a, b l10n.CorrectedSentence) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Locale, b.Locale), cmp.Compare(a.Segment, b.Segment))
	})
	return s.inTx(ctx, func(tx *sql.Tx) error {
		for _, c := range cs {
			if _, err := tx.ExecContext(ctx,
				`INSERT INTO corrections (run, document, locale, segment, at, body) VALUES ($1, $2, $3, $4, $5, $6)
				ON CONFLICT (run, document, locale, segment) DO NOTHING`,
				string(c.Run), string(c.Document), string(c.Locale), string(c.Segment), stamp(c.At), encode(c)); err != nil {
				return fmt.Errorf("note that %s of %s is wrong: %w", c.Segment, c.Document, err)
			}
		}
		return nil
	})
}
