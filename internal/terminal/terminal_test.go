package terminal

import (
	"strings"
	"testing"
)

var hostile = map[string]string{
	"plain\ttext\n": "plain\ttext\n", "\x1b[31mred\x1b[0m": "[31mred[0m", "\x1b]0;title\a": "]0;title", "\x1b]52;c;ZXZpbA==\x1b\\": "]52;c;ZXZpbA==\\",
	"over\rwritten": "overwritten", "back\b\bspace": "backspace", "\u009b31m": "31m", "a\x9bb": "a\uFFFDb", "nul\x00": "nul", "del\x7f": "del",
	"José \u202bعربي 中文 👩‍💻": "José \u202bعربي 中文 👩‍💻", "\x0e\x0f\v\f": "", "cut \xe2\x82": "cut \uFFFD",
}

func TestClean(t *testing.T) {
	for in, want := range hostile {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Line("a\n* b\x1b[A\tc "); got != "a * b[A c" {
		t.Errorf("%q", got)
	}
}

// TestWriter writes the same texts byte by byte, as no sequence may slip through in parts.
func TestWriter(t *testing.T) {
	for in, want := range hostile {
		var whole, parts strings.Builder
		w, p := Writer(&whole), Writer(&parts)
		if n, err := w.Write([]byte(in + "\n")); n != len(in)+1 || err != nil {
			t.Errorf("%q: %d, %v", in, n, err)
		}
		for i := range len(in) {
			if n, err := p.Write([]byte(in[i : i+1])); n != 1 || err != nil {
				t.Errorf("%q: %d, %v", in, n, err)
			}
		}
		_, _ = p.Write([]byte("\n"))
		if whole.String() != want+"\n" || parts.String() != want+"\n" {
			t.Errorf("%q: %q and in parts %q, want %q", in, whole.String(), parts.String(), want)
		}
	}
}
