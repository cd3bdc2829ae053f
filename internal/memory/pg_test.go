package memory

import (
	"context"
	"database/sql"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/pgtest"
)

func openPostgreSQL(t testing.TB) (*Memory, *sql.DB) {
	t.Helper()
	db, err := sql.Open("pgx", pgtest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(context.Background(), db, PostgreSQL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close(); _ = db.Close() })
	return m, db
}

// TestPostgreSQL checks that the memory works on PostgreSQL, and that two processes may write at once.
func TestPostgreSQL(t *testing.T) {
	m, db := openPostgreSQL(t)
	other, err := Open(context.Background(), db, PostgreSQL)
	if err != nil {
		t.Fatal(err)
	}
	texts := sentences(t, 400)
	var wg sync.WaitGroup
	for i, w := range []*Memory{m, other} {
		wg.Go(func() {
			for k := i * 150; k < i*150+250; k += 10 { // the two halves overlap
				var es []l10n.MemoryEntry
				for _, s := range texts[k : k+10] {
					es = append(es,
						l10n.MemoryEntry{Source: l10n.TextFragment(s), Target: l10n.TextFragment(s), SourceLang: "en", Locale: "es"})
				}
				if err := w.Add(context.Background(), es); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	st, err := m.Stats(context.Background())
	if err != nil || st.Sources != 400 || st.Targets != 400 {
		t.Fatalf("statistics %+v, %v", st, err)
	}
	for i, q := range edited(texts, 60) {
		ms, err := other.Lookup(context.Background(),
			[]l10n.MatchQuery{{Source: l10n.TextFragment(q), SourceLang: "en", Locale: "es", MinScore: 40}})
		if err != nil {
			t.Fatal(err)
		}
		if len(ms[0]) == 0 && i%5 != 4 && len(q) > 40 {
			t.Errorf("no match for %q", q)
		}
	}
}
