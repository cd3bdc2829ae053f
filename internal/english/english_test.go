package english_test

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/english"
)

func TestCount(t *testing.T) {
	for _, c := range []struct {
		want string
		n    int
		one  string
		many []string
	}{
		{"0 pages", 0, "page", nil}, {"1 page", 1, "page", nil}, {"2 pages", 2, "page", nil}, {"-1 pages", -1, "page", nil},
		{"3 addresses", 3, "address", nil}, {"1 address", 1, "address", nil}, {"2 matches", 2, "match", nil},
		{"2 boxes", 2, "box", nil}, {"2 entries", 2, "entry", nil}, {"2 days", 2, "day", nil}, {"21 texts", 21, "text", nil},
		{"1 page waits", 1, "page waits", []string{"pages wait"}}, {"2 pages wait", 2, "page waits", []string{"pages wait"}},
	} {
		if got := english.Count(c.n, c.one, c.many...); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
