package distance

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"kitten", "sitting", 3}, {"Dos.", "Doce.", 2}, {"año", "ano", 1}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0},
		{"flaw", "lawn", 2}, {"你好吗", "你好", 1},
		{strings.Repeat("a", 5000), strings.Repeat("b", 5000), 5000}, {"x" + strings.Repeat("ab", 3000), "x" + strings.Repeat("ba", 3000), 6000},
	} {
		if got := Of([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%.20q and %.20q: %d, want %d", c.a, c.b, got, c.want)
		}
		if got := Of([]rune(c.b), []rune(c.a)); got != c.want {
			t.Errorf("%.20q and %.20q, turned round: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
