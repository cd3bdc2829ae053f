package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// notTaken selects the dismissals that are in force: no other one takes them back.
const notTaken = `d.takes = '' AND NOT EXISTS (SELECT 1 FROM dismissals b
	WHERE b.document = d.document AND b.locale = d.locale AND b.takes = d.id)`

// Dismissals returns the dismissals in force in a locale, the oldest first: those of texts on the documents, and those of
// sentences on the whole site.
func (s *Store) Dismissals(ctx context.Context, site l10n.SiteName, locale l10n.Locale, docs ...l10n.DocumentID,
) ([]l10n.Dismissal, error) {
	args := []any{string(site), string(locale), string(l10n.DismissSentence)}
	on := ""
	for _, doc := range docs {
		args = append(args, string(doc))
		on += fmt.Sprintf(" OR d.document = $%d", len(args))
	}
	return bodies[l10n.Dismissal](ctx, s.db, `SELECT d.body FROM dismissals d WHERE d.site = $1 AND d.locale = $2
		AND (d.scope = $3`+on+`) AND `+notTaken+` ORDER BY d.at, d.id`, args...)
}

// AllDismissals returns the dismissals in force of a site, or of all sites, the oldest first.
func (s *Store) AllDismissals(ctx context.Context, site l10n.SiteName) ([]l10n.Dismissal, error) {
	return bodies[l10n.Dismissal](ctx, s.db, `SELECT d.body FROM dismissals d WHERE (d.site = $1 OR $1 = '') AND `+notTaken+`
		ORDER BY d.at, d.id`, string(site))
}

// AddDismissal writes a dismissal. A repeat changes nothing; another one with its ID is [l10n.ErrConflict].
func (s *Store) AddDismissal(ctx context.Context, d l10n.Dismissal) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := addOnce(ctx, tx, row{table: "dismissals", id: d.ID, key: l10n.TranslationKey{Document: d.Document, Locale: d.Locale},
			more: []column{{"takes", d.Takes}, {"site", string(d.Site)}, {"scope", string(d.Scope)}}},
			d, func(d l10n.Dismissal) l10n.Dismissal { d.At = time.Time{}; return d })
		return err
	})
}

// row is a row of a table to which rows are only added, one an act of a person.
type row struct {
	table string
	key   l10n.TranslationKey
	id    string
	more  []column
}

type column struct{ name, value string }

// addOnce adds a row and reports whether it is new. An act's ID is its client's to choose, so it names an act of one
// translation. A repeat, whose body differs at most in what the function takes away, adds nothing; another act with its ID is
// [l10n.ErrConflict].
func addOnce[T any](ctx context.Context, tx *sql.Tx, r row, v T, less func(T) T) (added bool, err error) {
	names, places := "document, locale, id, at, body", "$1, $2, $3, $4, $5"
	args := []any{string(r.key.Document), string(r.key.Locale), r.id, stamp(time.Now()), encode(v)}
	for _, c := range r.more {
		args = append(args, c.value)
		names += ", " + c.name
		places += fmt.Sprintf(", $%d", len(args))
	}
	res, err := tx.ExecContext(ctx, strings.Join([]string{"INSERT INTO", r.table, "(", names, ") VALUES (", places,
		") ON CONFLICT (document, locale, id) DO NOTHING"}, " "), args...)
	if err != nil {
		return false, fmt.Errorf("store: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return true, err
	}
	was, err := body[T](ctx, tx, r.table+" "+r.id, `SELECT body FROM `+r.table+` WHERE document = $1 AND locale = $2 AND id = $3`,
		args[:3]...)
	if err == nil && encode(less(was)) != encode(less(v)) {
		err = l10n.ErrOtherDecision(r.id)
	}
	return false, err
}
