package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// replacedTexts holds that a machine's text is kept when another one takes its place, once, and that nothing is kept twice
// that people wrote or that is of another source.
func replacedTexts(t *testing.T, s *store.Store) {
	k := waiting(t, s, "replaced")
	version := 0
	put := func(source, text string, kind l10n.SubState, by string) {
		t.Helper()
		version++
		_, _, err := s.UpdateTargets(t.Context(), k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) {
			return []l10n.Target{{Segment: "a.1", SourceHash: l10n.Hash(source), Text: l10n.TextFragment(text), State: l10n.Translated, SubState: kind,
				Version: version, Origin: l10n.Origin{Kind: kind, Provider: "echo", By: l10n.UserID(by)}, EditedAt: time.Now().UTC()}}, nil
		})
		must(t, err)
	}
	put("s1", "", l10n.SubNoEngine, "")
	put("s1", "uno", l10n.SubMT, "")
	put("s1", "uno", l10n.SubMT, "") // the same text
	put("s1", "Uno.", l10n.SubHuman, "ana")
	put("s1", "dos", l10n.SubTMFuzzy, "")
	put("s2", "tres", l10n.SubMT, "") // of another source
	put("s2", "Tres.", l10n.SubHuman, "ana")
	put("s2", "tres", l10n.SubMT, "")
	put("s2", "Tres,", l10n.SubHuman, "ana")
	all, err := s.ReplacedOn(t.Context(), k, "a.1", 10)
	must(t, err)
	var got []string
	for _, x := range all {
		got = append(got, fmt.Sprintf("%s %s %s %s", x.Act, x.Text.Text(), x.Origin.Kind, x.SourceHash))
	}
	want := []string{"replaced tres mt s2", "replaced tres mt s2", "replaced uno mt s1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if some, err := s.ReplacedOn(t.Context(), k, "a.1", 1); err != nil || len(some) != 1 {
		t.Errorf("limited: %v, %v", some, err)
	}
	if none, err := s.ReplacedOn(t.Context(), k, "b.1", 10); err != nil || len(none) != 0 {
		t.Errorf("another segment: %v, %v", none, err)
	}
}
