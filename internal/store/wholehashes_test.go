package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/pgtest"
)

// TestHashesBecomeWhole has records as they were written when hashes were short, and a hash that is short enough for two
// texts to have it.
func TestHashesBecomeWhole(t *testing.T) {
	for name, where := range map[string]func() string{
		"sqlite":   func() string { return filepath.Join(t.TempDir(), "records.db") },
		"postgres": func() string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.Context(), where())
			must(t, err)
			t.Cleanup(func() { _ = s.Close() })
			wholeAgain(t, s)
		})
	}
}

const fewDigits = 4

func few(h l10n.Hash) l10n.Hash { return h[:min(len(h), fewDigits)] }

func wholeAgain(t *testing.T, s *Store) {
	one, twin := pair()
	e := &l10n.Extraction{Units: []l10n.Unit{{ID: "u", Segments: []l10n.Segment{
		{ID: "u.1", Source: l10n.TextFragment("Yes.")}, {ID: "u.2", Source: l10n.TextFragment(one)}, {ID: "u.3", Source: l10n.TextFragment(twin)},
	}}}}
	at := e.Places()
	yes, of1, of2 := at[0].Segment.Hash(), at[1].Segment.Hash(), at[2].Segment.Hash()
	gone := l10n.NewHash("a text that is gone")
	var ts []l10n.Target
	for i, h := range []l10n.Hash{yes, of1, of2} {
		ts = append(ts, l10n.Target{Segment: at[i].Segment.ID, SourceHash: few(h), Text: l10n.TextFragment(fmt.Sprint("texto ", i)), Version: 1})
	}
	ts[0].SameAs = &l10n.SameMeaning{Old: few(gone), New: few(yes)}
	k := l10n.TranslationKey{Document: "doc", Locale: "es"}
	body, err := json.Marshal(e)
	must(t, err)
	ref, err := s.Put(t.Context(), body)
	must(t, err)
	_, err = s.OpenTranslation(t.Context(), k, func(tr *l10n.Translation) error { tr.Extraction = ref; return nil })
	must(t, err)
	_, _, err = s.UpdateTargets(t.Context(), k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) { return ts, nil })
	must(t, err)
	known := l10n.Decision{ID: "d1", Kind: l10n.Approve, By: "ana", At: time.Now(), SourceHash: few(l10n.SourceHash(e.Units)), TargetHash: few(l10n.TargetsHash(ts))}
	must(t, s.RecordDecision(t.Context(), k, known, func(_ *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) { return ts, nil }))
	older := l10n.Decision{ID: "d2", Kind: l10n.Approve, By: "ana", At: time.Now(), SourceHash: few(gone), TargetHash: few(gone)}
	must(t, s.RecordDecision(t.Context(), k, older, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) { return nil, nil }))
	must(t, s.DeclareSame(t.Context(), []l10n.SameMeaning{{Document: k.Document, Old: few(gone), New: few(yes)}}))

	for range 2 { // once more changes nothing
		must(t, s.inTx(t.Context(), func(tx *sql.Tx) error { return migrateHashes(t.Context(), tx, few) }))
	}

	want := []l10n.Hash{yes, ambiguous + few(of1), ambiguous + few(of2)}
	for name, read := range map[string]func(context.Context, l10n.TranslationKey) ([]l10n.Target, error){"targets": s.Targets, "approved": s.Approved} {
		got, err := read(t.Context(), k)
		if err != nil || len(got) != 3 {
			t.Fatalf("%s: %v %v", name, err, got)
		}
		for _, g := range got {
			i := int(g.Segment[2] - '1')
			if g.SourceHash != want[i] || g.Text.Text() != fmt.Sprint("texto ", i) {
				t.Errorf("%s: %+v", name, g)
			}
			if i == 0 && (g.SameAs.New != yes || g.SameAs.Old != few(gone)) {
				t.Errorf("%s: %+v", name, g.SameAs)
			}
		}
	}
	ds, err := s.Decisions(t.Context(), k)
	if err != nil || len(ds) != 2 || ds[0].SourceHash != l10n.SourceHash(e.Units) || ds[0].TargetHash != l10n.TargetsHash(ts) || ds[1].TargetHash != few(gone) {
		t.Errorf("%v %+v", err, ds)
	}
	same, err := s.SameMeanings(t.Context(), k.Document)
	if err != nil || len(same) != 1 || same[0].New != yes || same[0].Old != few(gone) {
		t.Errorf("%v %+v", err, same)
	}
}

// pair returns two texts whose hashes begin with the same digits.
func pair() (one, twin string) {
	seen := map[l10n.Hash]string{}
	for i := 0; ; i++ {
		text := fmt.Sprintf("The harbour has %d berths.", i)
		h := few(l10n.TextFragment(text).Hash())
		if was, ok := seen[h]; ok {
			return was, text
		}
		seen[h] = text
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
