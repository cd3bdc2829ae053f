package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

func notices(t *testing.T, s *store.Store) {
	at := time.Date(2026, 12, 21, 9, 0, 0, 0, time.UTC)
	k := key("n1", "es")
	for i, id := range []string{"a", "b"} {
		n, err := s.UpdateNotice(t.Context(), id, func(n *l10n.Notice) error {
			if n.ID != id || n.Fate != "" {
				t.Errorf("a new notice is %+v", n)
			}
			n.TranslationKey, n.Fate, n.Change = k, l10n.NoticeSending, at.Add(time.Duration(i)*time.Hour)
			return nil
		})
		if err != nil || n.Fate != l10n.NoticeSending {
			t.Errorf("%+v, %v", n, err)
		}
	}
	refuse := errors.New("no")
	if _, err := s.UpdateNotice(t.Context(), "a", func(n *l10n.Notice) error { n.Fate = l10n.NoticeSent; return refuse }); !errors.Is(err, refuse) {
		t.Error(err)
	}
	if _, err := s.UpdateNotice(t.Context(), "a", func(n *l10n.Notice) error {
		if n.Fate != l10n.NoticeSending {
			t.Errorf("a refused change stands: %+v", n)
		}
		n.Fate, n.Change = l10n.NoticeSent, at.Add(2*time.Hour)
		return nil
	}); err != nil {
		t.Error(err)
	}
	all, err := s.Notices(t.Context(), k, 10)
	if err != nil || len(all) != 2 || all[0].ID != "a" || all[0].Fate != l10n.NoticeSent || all[1].ID != "b" {
		t.Errorf("%+v, %v", all, err)
	}
	if all, err = s.Notices(t.Context(), key("n1", "fr"), 10); err != nil || len(all) != 0 {
		t.Errorf("of another translation: %+v, %v", all, err)
	}
}

func absences(t *testing.T, s *store.Store) {
	first := l10n.Absence{ID: "1", User: "ana", Days: "2026-12-21", Deputy: "ben", By: "ana", At: time.Date(2026, 12, 20, 9, 0, 0, 0, time.UTC)}
	later := l10n.Absence{ID: "0", User: "ana", By: "ana", At: first.At.Add(time.Hour)}
	repeat := first
	repeat.Deputy = "eve"
	for _, a := range []l10n.Absence{later, first, repeat} {
		must(t, s.RecordAbsence(t.Context(), a))
	}
	got, err := s.Absences(t.Context())
	must(t, err)
	if diff := cmp.Diff([]l10n.Absence{first, later}, got); diff != "" {
		t.Error(diff)
	}
}
