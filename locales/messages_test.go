package locales

import (
	"testing"
)

// TestMessages holds that messages are given as the catalogues have them, with plural forms whole.
func TestMessages(t *testing.T) {
	for _, l := range Desk() {
		got, err := Messages(l, "desk")
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range load(t, "desk", l) {
			switch m := got[id].(type) {
			case string:
				if len(want) != 1 || m != want["other"] {
					t.Errorf("%s in %s is %q", id, l, m)
				}
			case map[string]any:
				for form, text := range want {
					if m[form] != text {
						t.Errorf("%s in %s has the form %s as %v", id, l, form, m[form])
					}
				}
			default:
				t.Errorf("%s in %s is %v", id, l, got[id])
			}
		}
	}
	if _, err := Messages("en", "kitchen"); err == nil {
		t.Error("a room that there is not has messages")
	}
	if _, err := Messages("xx", "desk"); err == nil {
		t.Error("a language that there is not has messages")
	}
}
