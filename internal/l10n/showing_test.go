package l10n

import (
	"strings"
	"testing"
)

func TestMarkName(t *testing.T) {
	for name, want := range map[MarkName]bool{
		"mark0123456789abcdef": true, "": false, "short": false, "0123456789abcdefg": false, "mark--0123456789abc": false,
		"mark>0123456789abcdef": false, "Mark0123456789abcdef": false, MarkName("a" + strings.Repeat("b", 64)): false,
	} {
		if name.IsValid() != want {
			t.Errorf("%q: %t", name, !want)
		}
	}
}
