package langdata

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// required are the keys that every language has to have, if only as an empty list: who reads the file sees that nobody
// forgot them. A file that takes the sentences of another language needs none of that section.
var required = []string{
	"sentences.abbreviations", "sentences.final_abbreviations", "sentences.starters",
	"words.function_words", "words.doubled", "words.dangling", "numbers.words", "numbers.scales",
}

// TestRequired holds that every language says what it has of the required keys.
func TestRequired(t *testing.T) {
	for _, name := range names() {
		if name == root || strings.Contains(name, "-") {
			continue
		}
		has := keysOf(t, name)
		for _, key := range required {
			if !slices.Contains(has, key) && !borrows(name, key) {
				t.Errorf("data/%s.toml lacks %s; write %s = [] if there is nothing to say", name, key, key[strings.Index(key, ".")+1:])
			}
		}
	}
}

func borrows(name, key string) bool {
	x := new(Language)
	return strings.HasPrefix(key, "sentences.") && decode(name, x) == nil && x.Sentences.Like != ""
}

// TestCoveragePage holds data/COVERAGE.md to the files.
func TestCoveragePage(t *testing.T) { samePage(t, "COVERAGE.md", coveragePage(t)) }

// coveragePage says of each language which of the required keys have something to say.
func coveragePage(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What each language has\n\nMade by `go test ./internal/langdata -update`. A number counts the entries of a list; `=` is borrowed from\n" +
		"the language of `like`; `-` says that there is nothing yet.\n\n| |")
	for _, key := range required {
		fmt.Fprintf(&b, " %s |", key)
	}
	b.WriteString("\n|---|" + strings.Repeat("--:|", len(required)) + "\n")
	for _, name := range names() {
		if name == root || strings.Contains(name, "-") {
			continue
		}
		x := new(Language)
		if err := decode(name, x); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "| %s |", name)
		for _, key := range required {
			n := 0
			for _, f := range fields(x) {
				if f.key == key {
					n = len(texts(f.value))
				}
			}
			switch {
			case borrows(name, key):
				b.WriteString(" = |")
			case n == 0:
				b.WriteString(" - |")
			default:
				fmt.Fprintf(&b, " %d |", n)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
