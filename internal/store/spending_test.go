package store_test

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/store"
)

func spending(t *testing.T, s *store.Store) {
	must(t, s.Spend(t.Context(), "deepl", "r1", "2026-10", 100))
	must(t, s.Spend(t.Context(), "deepl", "r1", "2026-11", 20))
	must(t, s.Spend(t.Context(), "deepl", "r1", "2026-11", 3))
	must(t, s.Spend(t.Context(), "deepl", "r2", "2026-11", 4))
	must(t, s.Spend(t.Context(), "azure", "r1", "2026-11", 5000))
	run, month, err := s.Spent(t.Context(), "deepl", "r1", "2026-11")
	must(t, err)
	if run != 123 || month != 27 {
		t.Errorf("spent %d for the run and %d in the month", run, month)
	}
	if run, month, err = s.Spent(t.Context(), "google", "r1", "2026-11"); run != 0 || month != 0 || err != nil {
		t.Errorf("nothing spent gives %d, %d, %v", run, month, err)
	}
}
