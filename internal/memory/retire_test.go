package memory

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestARetiredTargetIsNotOffered holds that a wrong sentence is offered no more, exactly or as a similar one, and that
// nothing else goes with it.
func TestARetiredTargetIsNotOffered(t *testing.T) {
	m := openSQLite(t)
	wrong := l10n.MemoryEntry{Source: frag("The session <1>opens</1> on Monday."), Target: frag("La sesión <1>cierra</1> el lunes."), SourceLang: "en", Locale: "es"}
	other := wrong
	other.Site, other.Prev = "other", frag("Before.")
	right := wrong
	right.Site, right.Target = "laws", frag("La sesión <1>abre</1> el lunes.")
	french := wrong
	french.Locale, french.Target = "fr", frag("La séance <1>ferme</1> lundi.")
	addEntries(t, m, wrong, other, right, french)
	renumbered := l10n.MemoryEntry{Source: frag("The session <7>opens</7> on Monday."), Target: frag("La sesión <7>cierra</7> el lunes."), SourceLang: "en", Locale: "es"}
	n, err := m.Retire(t.Context(), []l10n.MemoryEntry{renumbered})
	if err != nil || n != 2 {
		t.Fatalf("%d are retired, %v", n, err)
	}
	if n, err := m.Retire(t.Context(), []l10n.MemoryEntry{renumbered}); err != nil || n != 0 {
		t.Errorf("a repeat retires %d, %v", n, err)
	}
	for _, query := range []string{"The session <1>opens</1> on Monday.", "The session <1>opens</1> on Tuesday."} {
		ms := lookup(t, m, l10n.MatchQuery{Source: frag(query), MinScore: 50})
		if len(ms) == 0 {
			t.Errorf("%s: the right one is not offered either", query)
		}
		for _, match := range ms {
			if match.Target.Text() == wrong.Target.Text() {
				t.Errorf("%s: the wrong one is offered: %+v", query, match)
			}
		}
	}
	if ms := lookup(t, m, l10n.MatchQuery{Source: wrong.Source, Locale: "fr"}); len(ms) != 1 {
		t.Errorf("another language is gone: %+v", ms)
	}
	wrong.At = wrong.At.AddDate(3000, 0, 0)
	addEntries(t, m, wrong)
	if ms := lookup(t, m, l10n.MatchQuery{Source: wrong.Source, Site: ""}); len(ms) == 0 || ms[0].Target.Text() != wrong.Target.Text() {
		t.Errorf("what is approved anew is not offered: %+v", ms)
	}
}
