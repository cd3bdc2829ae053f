package memory

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var pendKey = l10n.TranslationKey{Document: "doc", Locale: "es"}

func pendEntry(segment l10n.SegmentID, source, target string) l10n.MemoryEntry {
	return l10n.MemoryEntry{Source: frag(source), Target: frag(target), SourceLang: "en", Locale: "es", Author: "ana", Site: "news",
		Document: "doc", Segment: segment, At: time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)}
}

func testPending(t *testing.T, m *Memory) {
	pend := func(es ...l10n.MemoryEntry) {
		t.Helper()
		if err := m.Pend(t.Context(), es); err != nil {
			t.Fatal(err)
		}
	}
	find := func(site l10n.SiteName, source string) []l10n.Match {
		return lookup(t, m, l10n.MatchQuery{Source: frag(source), Site: site})
	}
	const source = "The harbour is closed on <1>Sunday</1>."
	pend(pendEntry("u1.1", source, "El puerto cierra el <1>domingo</1>."), pendEntry("u2.1", "Tolls stay.", "Los peajes siguen."))
	for range 2 { // a repeat changes nothing
		got := find("news", source)
		if len(got) != 1 || !got[0].Origin.Unapproved || got[0].Score != 95 || got[0].Origin.Kind != l10n.SubTMFuzzy || got[0].Origin.By != "ana" ||
			got[0].Target.String() != "El puerto cierra el <1>domingo</1>." {
			t.Fatalf("what is confirmed: %+v", got)
		}
		pend(pendEntry("u1.1", source, "El puerto cierra el <1>domingo</1>."))
	}
	if got := find("news", "The harbour is closed on <1>Monday</1>."); len(got) != 1 || !got[0].Origin.Unapproved {
		t.Errorf("a similar sentence: %+v", got)
	}
	if got := append(find("other", source), find("other", "The harbour is closed on <1>Monday</1>.")...); len(got) != 0 {
		t.Errorf("another site learns what is not approved: %+v", got)
	}
	pend(pendEntry("u1.1", source, "Los <1>domingos</1> el puerto cierra."))
	if got := find("news", source); len(got) != 1 || got[0].Target.String() != "Los <1>domingos</1> el puerto cierra." {
		t.Errorf("changed: %+v", got)
	}
	gone := pendEntry("u2.1", "Tolls stay.", "")
	pend(gone, gone)
	if got := find("news", "Tolls stay."); len(got) != 0 {
		t.Errorf("withdrawn: %+v", got)
	}
	if st, err := m.Stats(t.Context()); err != nil || st.Targets != 0 {
		t.Errorf("what is not approved is counted: %+v, %v", st, err)
	}
	approved := pendEntry("", source, "El puerto cierra los <1>domingos</1>.")
	addEntries(t, m, approved)
	if got := find("news", source); len(got) != 2 || got[0].Origin.Unapproved || got[0].Score != 100 || !got[1].Origin.Unapproved {
		t.Errorf("beside what is approved: %+v", got)
	}
	for range 2 {
		if err := m.Settle(t.Context(), pendKey); err != nil {
			t.Fatal(err)
		}
		if got := find("news", source); len(got) != 1 || got[0].Origin.Unapproved {
			t.Errorf("approved: %+v", got)
		}
	}
	if m.Pend(t.Context(), []l10n.MemoryEntry{approved}) == nil {
		t.Error("an entry without its place is kept")
	}
}

func TestPending(t *testing.T) { testPending(t, openSQLite(t)) }

func TestPendingOnPostgreSQL(t *testing.T) {
	m, _ := openPostgreSQL(t)
	testPending(t, m)
}
