package fetch

import "testing"

// TestWhiteSpace checks that addresses may have HTML's white space around them, but not Unicode's.
func TestWhiteSpace(t *testing.T) {
	for white, ok := range map[string]bool{" ": true, "\t": true, "\u00a0": false, "\u0085": false, "\u3000": false} {
		if _, err := parseURL(white + "https://www.example/"); (err == nil) != ok {
			t.Errorf("an address after %q: %v", white, err)
		}
		if _, err := resolve("https://www.example/list", white+"https://www.example/a"); (err == nil) != ok {
			t.Errorf("a listed address after %q: %v", white, err)
		}
	}
}
