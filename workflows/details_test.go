package workflows

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestDetailsTellWhatStays(t *testing.T) {
	got := leftDetails([]l10n.Left{{Part: "div#a_b", Words: 3}, {Lang: "fr", Words: 2}})
	for _, want := range []string{`div#a\_b`, "3 words", "include", "fr (2 words)", `also\_translate`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
	if got := leftDetails(nil); got != "" {
		t.Errorf("nothing stays: %q", got)
	}
}
