package work_test

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestAgainKeepsTheHour holds that asking once more for pages that are kept from visitors does not let them out.
func TestAgainKeepsTheHour(t *testing.T) {
	soon, later := time.Now().Add(time.Hour), time.Now().Add(2*time.Hour)
	hold := &l10n.Embargo{Hold: true}
	for _, c := range []struct {
		name       string
		plan, said *l10n.Embargo
		want       *l10n.Embargo
	}{
		{"nothing", nil, nil, nil},
		{"by the plan", hold, nil, hold},
		{"said since", &l10n.Embargo{At: soon}, &l10n.Embargo{At: later}, &l10n.Embargo{At: later}},
		{"released", hold, &l10n.Embargo{Hold: true, Lifted: true}, nil},
		{"an hour that has passed", &l10n.Embargo{At: time.Now().Add(-time.Hour)}, nil, nil},
		{"held since", &l10n.Embargo{At: later}, hold, hold},
	} {
		h := newHouse(t)
		h.source.pages[address] = page("A statement.")
		_, err := h.Fetch(t.Context(), l10n.Plan{}, doc, address)
		h.must(err)
		p := plan("es")
		p.Embargo = c.plan
		h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r", Stage: l10n.StageCancelled, Embargo: c.said}
		r, err := h.Again(t.Context(), h.put(p), []l10n.DocumentID{doc}, []l10n.Locale{"es"})
		h.must(err)
		if got, want := r.Embargo.String(), c.want.String(); got != want {
			t.Errorf("%s: asked for %s, want %s", c.name, got, want)
		}
	}
}
