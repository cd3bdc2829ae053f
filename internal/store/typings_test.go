package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

func typings(t *testing.T, s *store.Store) {
	k := l10n.TranslationKey{Document: "typed", Locale: "es"}
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	save := func(by l10n.UserID, id l10n.SegmentID, text string, version int, at time.Time, most int) error {
		return s.SaveTyping(t.Context(), k, l10n.Typing{Segment: id, By: by, Text: l10n.TextFragment(text), Version: version, At: at}, most, at.AddDate(0, 0, -180))
	}
	want := func(want string) {
		t.Helper()
		all, err := s.Typings(t.Context(), k)
		must(t, err)
		var have []string
		for _, one := range all {
			have = append(have, string(one.By)+":"+string(one.Segment)+":"+one.Text.Text())
		}
		if got := strings.Join(have, " "); got != want {
			t.Errorf("typed: %q, want %q", got, want)
		}
	}
	must(t, save("ana", "u1.1", "a", 1, at, 2))
	must(t, save("ben", "u1.1", "b", 1, at.Add(time.Second), 2))
	must(t, save("ana", "u1.1", "aa", 2, at.Add(2*time.Second), 2))
	must(t, save("ana", "u2.1", "c", 1, at.Add(3*time.Second), 2))
	if err := save("ana", "u3.1", "d", 1, at.Add(4*time.Second), 2); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("more than are kept: %v", err)
	}
	must(t, save("ana", "u2.1", "cc", 1, at.Add(4*time.Second), 2))
	want("ben:u1.1:b ana:u1.1:aa ana:u2.1:cc")
	must(t, s.DropTyping(t.Context(), k, "ana", 1, "u1.1", "u2.1", "u9.1")) // the first was typed over a later version
	want("ben:u1.1:b ana:u1.1:aa")
	must(t, save("ana", "u4.1", "later", 1, at.AddDate(0, 0, 180).Add(time.Second/2), 9))
	want("ben:u1.1:b ana:u1.1:aa ana:u4.1:later")
	must(t, save("ana", "u4.1", "later", 1, at.AddDate(0, 0, 181), 9))
	want("ana:u4.1:later")
	versions, err := s.Versions(t.Context(), k)
	if err != nil || len(versions) != 0 {
		t.Errorf("versions of no targets: %v %v", versions, err)
	}
}
