package check

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestFirmChecks holds which checks nobody may overrule: those whose findings would break the page or leave a hole in it.
// docs/reviews.md names them.
func TestFirmChecks(t *testing.T) {
	var firm []l10n.CheckName
	for _, c := range Checks() {
		if IsFirm(c.Name) {
			firm = append(firm, c.Name)
		}
	}
	if want := []l10n.CheckName{"empty", "codes", "control-characters", "bidi-controls"}; !slices.Equal(firm, want) {
		t.Errorf("%v, want %v", firm, want)
	}
	if IsFirm("of a later version") {
		t.Error("a check that is not known is firm")
	}
}
