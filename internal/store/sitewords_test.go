package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

func siteWords(t *testing.T, s *store.Store) {
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	add := func(id, takes string, site l10n.SiteName, l l10n.Locale, word string) error {
		at = at.Add(time.Minute)
		return s.AddSiteWord(t.Context(), l10n.SiteWord{ID: id, Takes: takes, Site: site, Locale: l, Word: word, By: "ana", At: at})
	}
	for _, err := range []error{add("1", "", "news", "es-MX", "dique"), add("2", "", "news", "fr", "digue"),
		add("1", "", "other", "es", "dique"), add("1", "", "news", "es-MX", "dique"), add("3", "2", "news", "fr", "digue")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := add("1", "", "news", "es", "otro"); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("another act with the same ID: %v", err)
	}
	for _, c := range []struct {
		site     l10n.SiteName
		language string
		want     int
	}{{"news", "es", 1}, {"news", "fr", 0}, {"news", "", 1}, {"", "es", 2}, {"none", "", 0}} {
		got, err := s.SiteWords(t.Context(), c.site, c.language)
		if err != nil || len(got) != c.want {
			t.Errorf("%s %s: %+v, %v", c.site, c.language, got, err)
		}
	}
	acts, err := s.SiteWordActs(t.Context(), "news")
	if err != nil || len(acts) != 3 || acts[2].Takes != "2" || acts[0].By != "ana" {
		t.Errorf("acts %+v, %v", acts, err)
	}
}
