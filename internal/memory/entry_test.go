package memory

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// found is the ID of the one entry that has a word.
func found(t *testing.T, m *Memory, word string) int64 {
	t.Helper()
	hits, _, err := m.Concordance(t.Context(), ConcordanceQuery{Text: word, SourceLang: "en", Locale: "es"})
	if err != nil || len(hits) != 1 {
		t.Fatalf("%d entries have %q, %v", len(hits), word, err)
	}
	return hits[0].ID
}

// TestEntriesAreLookedAfter changes an entry and takes it out, and holds that both are told, and that no file brings it back.
func TestEntriesAreLookedAfter(t *testing.T) {
	m, ctx := openSQLite(t), t.Context()
	addEntries(t, m, l10n.MemoryEntry{Source: frag("The <1>lock</1> opens."), Target: frag("La <1>cerradura</1> abre."), SourceLang: "en", Locale: "es", Site: "news",
		Author: "maria", Prev: frag("Before."), Element: "p"})
	id := found(t, m, "cerradura")
	for text, want := range map[string]error{"La esclusa abre.": l10n.ErrCodes, "": l10n.ErrRefused} {
		if err := m.Change(ctx, id, frag(text), "ana"); !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := m.Change(ctx, id, frag("La <1>esclusa</1> abre."), "ana"); err != nil {
		t.Fatal(err)
	}
	now := found(t, m, "esclusa")
	if err := m.Change(ctx, id, frag("El <1>lock</1>."), "ana"); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("what is superseded can be changed: %v", err)
	}
	if err := m.TakeOut(ctx, now, "", "x"); !errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
	if err := m.TakeOut(ctx, now, "luz", "a lock of a door"); err != nil {
		t.Fatal(err)
	}
	if err := m.TakeOut(ctx, now, "luz", "again"); !errors.Is(err, l10n.ErrConflict) {
		t.Error(err)
	}
	all, err := m.History(ctx, now)
	if err != nil || len(all) != 2 || all[0].Author != "ana" || all[0].EndedBy != "luz" || all[0].EndedWhy != "a lock of a door" || all[1].Author != "maria" ||
		all[1].Ended.IsZero() || all[1].EndedBy != "" || all[0].Site != "news" || all[0].Prev.Text() != "Before." {
		t.Errorf("%+v, %v", all, err)
	}
	const tmx = `<?xml version="1.0"?><tmx version="1.4"><header srclang="en" adminlang="en" datatype="html" segtype="sentence" o-tmf="x" creationtool="x" creationtoolversion="1"/><body>
<tu><tuv xml:lang="en"><seg>The <ph x="1"/>lock.</seg></tuv><tuv xml:lang="es"><seg>La <ph x="1"/>esclusa.</seg></tuv></tu></body></tmx>`
	if _, err := m.ImportTMX(ctx, strings.NewReader(tmx), ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	imported := found(t, m, "esclusa")
	if err := m.TakeOut(ctx, imported, "luz", ""); err != nil {
		t.Fatal(err)
	}
	res, err := m.ImportTMX(ctx, strings.NewReader(tmx), ImportOptions{})
	if err != nil || res.Targets != 0 || res.Known != 1 {
		t.Errorf("a file brings back what was taken out: %+v, %v", res, err)
	}
	e, err := m.Entry(ctx, imported)
	if err != nil || e.Ended.IsZero() {
		t.Errorf("%+v, %v", e, err)
	}
	e.At = e.Ended.AddDate(0, 0, 1)
	if err := m.Add(ctx, []l10n.MemoryEntry{e.MemoryEntry}); err != nil {
		t.Fatal(err)
	}
	found(t, m, "esclusa") // what is approved anew is offered again
	if _, err := m.Entry(ctx, 99); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}
