package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// SameMeanings returns what editors declared to be no change of a document's meaning, the oldest first.
func (s *Store) SameMeanings(ctx context.Context, doc l10n.DocumentID) ([]l10n.SameMeaning, error) {
	return bodies[l10n.SameMeaning](ctx, s.db, `SELECT body FROM same_meanings WHERE document = $1 ORDER BY at, new_hash`, string(doc))
}

// DeclareSame writes declarations. The first one of a change stands.
func (s *Store) DeclareSame(ctx context.Context, ms []l10n.SameMeaning) error {
	// In one order for all: two transactions that wait for each other's rows would never end.
	ms = slices.SortedFunc(slices.Values(ms), func(a, b l10n.SameMeaning) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.New, b.New))
	})
	return s.inTx(ctx, func(tx *sql.Tx) error {
		for _, m := range ms {
			if _, err := tx.ExecContext(ctx, `INSERT INTO same_meanings (document, new_hash, at, body) VALUES ($1, $2, $3, $4)
				ON CONFLICT (document, new_hash) DO NOTHING`, string(m.Document), string(m.New), stamp(m.At), encode(m)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Watches returns the watched sites, by name.
func (s *Store) Watches(ctx context.Context) ([]l10n.Watch, error) {
	return bodies[l10n.Watch](ctx, s.db, `SELECT body FROM watches ORDER BY site`)
}

// Watch returns a watched site, or [l10n.ErrNotFound].
func (s *Store) Watch(ctx context.Context, site l10n.SiteName) (l10n.Watch, error) {
	return watch(ctx, s.db, site)
}

func watch(ctx context.Context, q querier, site l10n.SiteName) (l10n.Watch, error) {
	return body[l10n.Watch](ctx, q, "a watch of site "+string(site), `SELECT body FROM watches WHERE site = $1`, string(site))
}

// UpdateWatch changes a watch, which is made when it isn't there, and returns what was written.
func (s *Store) UpdateWatch(ctx context.Context, site l10n.SiteName, change func(*l10n.Watch) error) (l10n.Watch, error) {
	return update(ctx, s, record[l10n.Watch]{
		name:   watchName(site),
		absent: &l10n.Watch{Site: site},
		read:   func(ctx context.Context, q querier) (l10n.Watch, error) { return watch(ctx, q, site) },
		write: func(ctx context.Context, tx *sql.Tx, w l10n.Watch) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO watches (site, body) VALUES ($1, $2)
				ON CONFLICT (site) DO UPDATE SET body = excluded.body`, string(site), encode(w))
			return err
		},
	}, change)
}

func watchName(site l10n.SiteName) []string { return []string{"watch", string(site)} }

// SaveWatch writes a watch whole.
func (s *Store) SaveWatch(ctx context.Context, w l10n.Watch) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO watches (site, body) VALUES ($1, $2) ON CONFLICT (site) DO UPDATE SET body = excluded.body`,
		string(w.Site), encode(w))
	return err
}

// RemoveWatch forgets a watch and what waits of its findings. Its looks stay, as an account.
func (s *Store) RemoveWatch(ctx context.Context, site l10n.SiteName) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.lockRecord(ctx, tx, watchName(site)...); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM findings WHERE site = $1`, string(site)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM watches WHERE site = $1`, string(site))
		return err
	})
}

// keptLooks is how many looks of a site are kept.
const keptLooks = 500

// SaveLook adds a look to a site's account, or writes it anew. The oldest are dropped.
func (s *Store) SaveLook(ctx context.Context, l l10n.Look) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO looks (site, at, body) VALUES ($1, $2, $3) ON CONFLICT (site, at) DO UPDATE SET body = excluded.body`,
			string(l.Site), stamp(l.At), encode(l)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM looks WHERE site = $1 AND at < (SELECT MIN(at) FROM
			(SELECT at FROM looks WHERE site = $1 ORDER BY at DESC LIMIT $2) AS latest)`, string(l.Site), keptLooks)
		return err
	})
}

// Looks returns a site's looks, the latest first.
func (s *Store) Looks(ctx context.Context, site l10n.SiteName, limit int) ([]l10n.Look, error) {
	return bodies[l10n.Look](ctx, s.db, `SELECT body FROM looks WHERE site = $1 ORDER BY at DESC LIMIT $2`, string(site), limit)
}

// Findings returns what waits for an editor, and what editors answered that no look has acted on yet, the oldest first. No
// site means all.
func (s *Store) Findings(ctx context.Context, site l10n.SiteName) ([]l10n.Finding, error) {
	return findings(ctx, s.db, site)
}

func findings(ctx context.Context, q querier, site l10n.SiteName) ([]l10n.Finding, error) {
	return bodies[l10n.Finding](ctx, q, `SELECT body FROM findings WHERE site = $1 OR $1 = '' ORDER BY found_at, document`, string(site))
}

// UpdateFindings changes the findings of a watched site in one transaction, and returns what was written, the oldest first.
// The change is told all of them; what it does not return is gone. [l10n.ErrNotFound] says that the site is not watched.
func (s *Store) UpdateFindings(ctx context.Context, site l10n.SiteName,
	change func([]l10n.Finding) ([]l10n.Finding, error),
) ([]l10n.Finding, error) {
	var now []l10n.Finding
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.lockRecord(ctx, tx, watchName(site)...); err != nil {
			return err
		}
		if _, err := watch(ctx, tx, site); err != nil {
			return err
		}
		old, err := findings(ctx, tx, site)
		if err != nil {
			return err
		}
		changed, err := change(slices.Clone(old))
		if err != nil {
			return err
		}
		if err := saveFindings(ctx, tx, site, old, changed); err != nil {
			return err
		}
		now, err = findings(ctx, tx, site)
		return err
	})
	return now, err
}

func saveFindings(ctx context.Context, tx *sql.Tx, site l10n.SiteName, old, now []l10n.Finding) error {
	before := map[l10n.DocumentID]string{}
	for _, f := range old {
		before[f.Document] = encode(f)
	}
	for _, f := range now {
		if f.Site != site {
			return fmt.Errorf("store: a finding of site %s is written as one of %s", f.Site, site)
		}
		if before[f.Document] != encode(f) {
			if err := saveFinding(ctx, tx, f); err != nil {
				return err
			}
		}
		delete(before, f.Document)
	}
	for gone := range before {
		if _, err := tx.ExecContext(ctx, `DELETE FROM findings WHERE site = $1 AND document = $2`, string(site), string(gone)); err != nil {
			return err
		}
	}
	return nil
}

// SaveFindings makes these the findings of a site that wait.
func (s *Store) SaveFindings(ctx context.Context, site l10n.SiteName, fs []l10n.Finding) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM findings WHERE site = $1`, string(site)); err != nil {
			return err
		}
		for _, f := range fs {
			if err := saveFinding(ctx, tx, f); err != nil {
				return err
			}
		}
		return nil
	})
}

func saveFinding(ctx context.Context, tx *sql.Tx, f l10n.Finding) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO findings (site, document, found_at, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (site, document) DO UPDATE SET found_at = excluded.found_at, body = excluded.body`,
		string(f.Site), string(f.Document), stamp(f.FoundAt), encode(f))
	return err
}

// AnswerFinding writes an editor's answer. [l10n.ErrNotFound] says that nothing of the document waits any more, and
// [l10n.ErrConflict] that the source has changed since the editor saw the finding. The same answer again is harmless.
func (s *Store) AnswerFinding(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, seen l10n.Hash, a l10n.FindingAnswer, by l10n.UserID) (l10n.Finding, error) {
	var f l10n.Finding
	err := s.inTx(ctx, func(tx *sql.Tx) (err error) {
		if f, err = body[l10n.Finding](ctx, tx, fmt.Sprintf("a finding on %s", doc),
			`SELECT body FROM findings WHERE site = $1 AND document = $2`, string(site), string(doc)); err != nil {
			return err
		}
		if seen != "" && seen != f.Text {
			return fmt.Errorf("the source of %s: %w", doc, l10n.ErrConflict)
		}
		f.Answer, f.By, f.At = a, by, time.Now().UTC()
		return saveFinding(ctx, tx, f)
	})
	return f, err
}
