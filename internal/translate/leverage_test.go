package translate

import (
	"context"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// matcher is a memory of exact matches.
type matcher map[string]string

func (m matcher) Lookup(_ context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error) {
	found := make([][]l10n.Match, len(qs))
	for i, q := range qs {
		if text, ok := m[q.Source.Text()]; ok {
			found[i] = []l10n.Match{{Target: l10n.TextFragment(text), Score: 100}}
		}
	}
	return found, nil
}

// TestPeoplesWayOfWritingComesFirst: an amount is written by the locale's rules where people have not written it.
func TestPeoplesWayOfWritingComesFirst(t *testing.T) {
	e := &l10n.Extraction{Lang: "en"}
	sources := []string{"USD 8,577,900", "USD 5,718,600", "12,500", "Nine states"}
	for i, text := range sources {
		id := string(rune('a' + i))
		e.Units = append(e.Units, l10n.Unit{ID: l10n.UnitID(id), Segments: []l10n.Segment{{ID: l10n.SegmentID(id + ".1"), Source: l10n.TextFragment(text)}}})
	}
	tr := &Translator{Memory: matcher{"USD 8,577,900": "8.577.900 dólares"}, Default: []l10n.ProviderName{Memory, Source}}
	d, err := tr.Leverage(t.Context(), draftInto("es"), e, Known{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"8.577.900 dólares", "5.718.600\u00a0US$", "12.500", ""} {
		if got := d.Targets[i].Text.Text(); got != want {
			t.Errorf("%s: got %q, want %q", sources[i], got, want)
		}
	}
	if len(d.Questions) != 1 {
		t.Errorf("%d questions, want one: an amount is nobody's to translate", len(d.Questions))
	}
}
