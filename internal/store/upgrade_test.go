package store

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/pgtest"
)

// TestAnOlderDatabaseIsUpgraded opens a database that an earlier version made, with what people approved in it.
func TestAnOlderDatabaseIsUpgraded(t *testing.T) {
	for name, where := range map[string]func() string{
		"sqlite":   func() string { return filepath.Join(t.TempDir(), "records.db") },
		"postgres": func() string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			at := where()
			driver, dsn, dialect := "sqlite", sqliteDSN(at), goose.DialectSQLite3
			if strings.HasPrefix(at, "postgres") {
				driver, dsn, dialect = "pgx", at, goose.DialectPostgres
			}
			db, err := sql.Open(driver, dsn)
			must(t, err)
			sub, err := fs.Sub(migrations, "migrations")
			must(t, err)
			p, err := goose.NewProvider(dialect, db, sub)
			must(t, err)
			_, err = p.UpTo(t.Context(), 6)
			must(t, err)

			k := l10n.TranslationKey{Document: "home-12345678", Locale: "es"}
			e := l10n.Extraction{Units: []l10n.Unit{{ID: "u", Segments: []l10n.Segment{{ID: "u.1", Source: l10n.TextFragment("Yes.")}}}}}
			source := e.Places()[0].Segment.Hash()
			g := l10n.Target{Segment: "u.1", SourceHash: source.Shortened(), Text: l10n.TextFragment("Sí."), State: l10n.Final}
			d := l10n.Decision{ID: "d1", Kind: l10n.Approve, By: "ana", At: time.Now().UTC(),
				SourceHash: l10n.SourceHash(e.Units).Shortened(), TargetHash: l10n.TargetsHash([]l10n.Target{g}).Shortened()}
			body := encode(e)
			ref := l10n.NewRef([]byte(body))
			for _, s := range []struct {
				query string
				args  []any
			}{
				{`INSERT INTO blobs (ref, body) VALUES ($1, $2)`, []any{string(ref), []byte(body)}},
				{`INSERT INTO translations (document, locale, run, site, stage, step, updated_at, body) VALUES ($1, $2, 'r', 's', 'published', '', '', $3)`,
					[]any{string(k.Document), "es", encode(l10n.Translation{TranslationKey: k, Extraction: ref})}},
				{`INSERT INTO targets (document, locale, segment, ordinal, version, body) VALUES ($1, $2, 'u.1', 0, 1, $3)`,
					[]any{string(k.Document), "es", encode(g)}},
				{`INSERT INTO approved_targets (document, locale, segment, source_hash, approved_at, body) VALUES ($1, $2, 'u.1', $3, '', $4)`,
					[]any{string(k.Document), "es", string(g.SourceHash), encode(g)}},
				{`INSERT INTO decisions (decision, document, locale, run, at, body) VALUES ('d1', $1, 'es', 'r', '', $2)`,
					[]any{string(k.Document), encode(d)}},
			} {
				_, err := db.ExecContext(t.Context(), s.query, s.args...)
				must(t, err)
			}
			must(t, db.Close())

			s, err := Open(t.Context(), at)
			must(t, err)
			t.Cleanup(func() { _ = s.Close() })
			ds, err := s.Decisions(t.Context(), k)
			if err != nil || len(ds) != 1 || ds[0].SourceHash != l10n.SourceHash(e.Units) || ds[0].TargetHash != l10n.TargetsHash([]l10n.Target{g}) {
				t.Errorf("%v %+v", err, ds)
			}
			approved, err := s.Approved(t.Context(), k)
			if err != nil || len(approved) != 1 || approved[0].SourceHash != source || approved[0].Text.Text() != "Sí." {
				t.Errorf("%v %+v", err, approved)
			}
			kept, err := s.KeptTexts(t.Context(), k)
			if err != nil || len(kept) != 1 || kept[0].Act != l10n.KeptFinal || kept[0].Text.Text() != "Sí." || kept[0].Extraction != ref {
				t.Errorf("what people had written or signed before texts were kept: %v %+v", err, kept)
			}
			if ts, err := s.Targets(t.Context(), k); err != nil || len(ts) != 1 || ts[0].SourceHash != source {
				t.Errorf("%v %+v", err, ts)
			}
		})
	}
}
