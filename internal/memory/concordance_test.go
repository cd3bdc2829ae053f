package memory

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// written shows the stretches of a text with marks around what was looked for.
func written(ss []Stretch) string {
	var b strings.Builder
	for _, s := range ss {
		if s.Marked {
			s.Text = "[" + s.Text + "]"
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// concordances holds that words are found on each side in any case and order, phrases together, and marked.
func concordances(t *testing.T, m *Memory) {
	t.Helper()
	for i, e := range []l10n.MemoryEntry{
		{Source: frag("The <1>northern</1> lock is open."), Target: frag("La esclusa <1>norte</1> está abierta."), Author: "ana", Document: "news-1"},
		{Source: frag("The lock of the northern gate."), Target: frag("La cerradura de la puerta norte."), Author: "luc"},
		{Source: frag("No padlocks here & there."), Target: frag("Aquí no hay candados.")},
		{Source: frag("The lock is open."), Target: frag("Шлюз открыт."), Locale: "ru"},
		{Source: frag("Northern tolls rise by 100%."), Target: frag("Пошлины на Севере растут на 100%."), Locale: "ru"},
	} {
		e.At = time.Date(2026, 3, i+1, 0, 0, 0, 0, time.UTC)
		addEntries(t, m, e)
	}
	for _, c := range []struct {
		text   string
		in     Side
		locale l10n.Locale
		want   []string
	}{
		{"LOCK northern", SourceSide, "es", []string{"The [lock] of the [northern] gate.", "The [northern] [lock] is open."}},
		{`"northern lock"`, BothSides, "es", []string{"The [northern lock] is open."}},
		{"lock", SourceSide, "es", []string{"The [lock] of the northern gate.", "The northern [lock] is open.", "No pad[lock]s here & there."}},
		{"lock", TargetSide, "es", nil},
		{"ESTÁ esclusa", TargetSide, "es", []string{"La [esclusa] norte [está] abierta."}},
		{"севере", BothSides, "ru", []string{"Пошлины на [Севере] растут на 100%."}},
		{"ШЛЮЗ", TargetSide, "ru", []string{"[Шлюз] открыт."}},
		{"100%", TargetSide, "ru", []string{"Пошлины на Севере растут на [100%]."}},
		{"here & there", SourceSide, "es", []string{"No padlocks [here] [&] [there]."}},
		{"  ", BothSides, "es", nil},
	} {
		hits, more, err := m.Concordance(context.Background(), ConcordanceQuery{Text: c.text, In: c.in, SourceLang: "en", Locale: c.locale})
		var got []string
		for _, h := range hits {
			text := written(h.Source)
			if !strings.Contains(text, "[") {
				text = written(h.Target)
			}
			got = append(got, text)
		}
		if err != nil || more || strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%q in %s: %q, %v, %v; want %q", c.text, c.in, got, more, err, c.want)
		}
	}
	hits, more, err := m.Concordance(context.Background(), ConcordanceQuery{Text: "lock", SourceLang: "en", Locale: "es", Limit: 1})
	if err != nil || !more || len(hits) != 1 {
		t.Errorf("limited: %+v, %v, %v", hits, more, err)
	}
	hits, _, err = m.Concordance(context.Background(), ConcordanceQuery{Text: "open", SourceLang: "en-GB", Locale: "es-MX"})
	if err != nil || len(hits) != 1 || hits[0].Author != "ana" || hits[0].Document != "news-1" {
		t.Errorf("of another region: %+v, %v", hits, err)
	}
}

func TestConcordance(t *testing.T) { concordances(t, openSQLite(t)) }

func TestConcordanceOnPostgreSQL(t *testing.T) {
	m, _ := openPostgreSQL(t)
	concordances(t, m)
}

// TestConcordanceLooksBack holds that entries of many windows are looked through.
func TestConcordanceLooksBack(t *testing.T) {
	m := openSQLite(t)
	addEntries(t, m, l10n.MemoryEntry{Source: frag("A quayside crane."), Target: frag("Una grúa del muelle.")})
	if _, err := m.db.Exec(`UPDATE tm_state SET last_target = $1`, 5*window); err != nil {
		t.Fatal(err)
	}
	hits, more, err := m.Concordance(t.Context(), ConcordanceQuery{Text: "grúa", SourceLang: "en", Locale: "es"})
	if err != nil || more || len(hits) != 1 {
		t.Errorf("%+v, %v, %v", hits, more, err)
	}
}
