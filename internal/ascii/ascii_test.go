package ascii

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

// TestFamily holds the functions to one set: of all characters that Unicode calls white space, five separate words.
func TestFamily(t *testing.T) {
	spaces := 0
	for r := range rune(unicode.MaxRune) {
		if !unicode.IsSpace(r) {
			continue
		}
		s := "a" + string(r) + "b"
		want := []string{s}
		if strings.ContainsRune("\t\n\f\r ", r) {
			want = []string{"a", "b"}
			spaces++
		}
		if got := CollapseSpace(s); got != strings.Join(want, " ") {
			t.Errorf("CollapseSpace makes %q of %q", got, s)
		}
		if got := slices.Collect(Fields(s)); !slices.Equal(got, want) {
			t.Errorf("%q has the words %q, want %q", s, got, want)
		}
		if got := TrimSpace(string(r)+"a"+string(r)) == "a"; got != (len(want) == 2) {
			t.Errorf("TrimSpace cuts U+%04X off: %v", r, got)
		}
		if got := r < 0x80 && IsSpace(byte(r)); got != (len(want) == 2) {
			t.Errorf("IsSpace of U+%04X: %v", r, got)
		}
	}
	if spaces != len(Space) {
		t.Errorf("%d characters are white space", spaces)
	}
}

func TestFields(t *testing.T) {
	for s, want := range map[string][]string{
		"": nil, " \t": nil, "a": {"a"}, " a  b\n": {"a", "b"}, "a\u00a0b\fc": {"a\u00a0b", "c"},
	} {
		if got := CollapseSpace(s); got != strings.Join(want, " ") {
			t.Errorf("CollapseSpace makes %q of %q", got, s)
		}
		if got := slices.Collect(Fields(s)); !slices.Equal(got, want) {
			t.Errorf("%q has the words %q, want %q", s, got, want)
		}
	}
	for w := range Fields("a b") {
		if w != "a" {
			t.Error("Fields goes on after it was told to stop")
		}
		break
	}
}

func TestToLower(t *testing.T) {
	for s, want := range map[string]string{"": "", "a-z": "a-z", "AbZ@[`{": "abz@[`{", "\u212aÄȺK": "\u212aÄȺk"} {
		if got := ToLower(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}
