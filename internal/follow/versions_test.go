package follow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestVersions holds that two publications are compared by sentence: what has become of the source, which words of the
// translation differ, and which figures.
func TestVersions(t *testing.T) {
	version := func(source string, texts ...string) Version {
		v := Version{Extraction: page(source)}
		for i, p := range v.Extraction.Places() {
			v.Targets = append(v.Targets, l10n.Target{Segment: p.Segment.ID, Text: l10n.TextFragment(texts[i])})
		}
		return v
	}
	old := version("The session is open.\nIt cost 37 million crowns.\nSee you at noon.", "La sesión está abierta.", "Costó 37 millones de coronas.", "Hasta mediodía.")
	now := version("The session is open.\nIt cost 39 million crowns.\nA vote follows.", "La reunión está abierta.", "Costó 39 millones de coronas.", "Sigue una votación.")
	var got []string
	for _, s := range Versions(old, now) {
		line := string(s.Kind) + ":"
		for _, p := range append(s.Target, s.Figures...) {
			line += fmt.Sprintf(" %s[%s]", p.Kind, p.Text)
		}
		got = append(got, fmt.Sprint(line, " ", s.Differs()))
	}
	want := `same: same[La ] removed[sesión] new[reunión] same[ está abierta.] true
changed: same[Costó ] removed[37] new[39] same[ millones de coronas.] removed[37] new[39] true
new: new[Sigue una votación.] true
removed: removed[Hasta mediodía.] true`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	for _, s := range Versions(now, now) {
		if s.Differs() || len(s.Figures) > 0 {
			t.Errorf("a version differs from itself: %+v", s)
		}
	}
}
