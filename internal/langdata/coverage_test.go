package langdata

import (
	"fmt"
	"reflect"
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

// shown are further keys of the page. A file leaves them out where they are not known, or where root's value is right.
var shown = []string{"length.percent", "dates.on", "times.at", "numbers.reference_words"}

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
	_, err := decode(name, x)
	return err == nil && strings.HasPrefix(key, "sentences.") && x.Sentences.Like != ""
}

// TestCoveragePage holds data/COVERAGE.md to the files.
func TestCoveragePage(t *testing.T) { samePage(t, "COVERAGE.md", coveragePage(t)) }

// coveragePage says of each language which of the required keys have something to say.
func coveragePage(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What each language has\n\nMade by `go test ./internal/langdata -update`. A number counts the entries of a list, and is 1 for\n" +
		"a single value; `=` is borrowed from the language of `like`; `-` says that there is nothing yet.\n\n| |")
	keys := slices.Concat(required, shown)
	for _, key := range keys {
		fmt.Fprintf(&b, " %s |", key)
	}
	b.WriteString("\n|---|" + strings.Repeat("--:|", len(keys)) + "\n")
	for _, name := range names() {
		if name == root || strings.Contains(name, "-") {
			continue
		}
		x := new(Language)
		if _, err := decode(name, x); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "| %s |", name)
		has := keysOf(t, name)
		for _, key := range keys {
			switch n := count(x, key); {
			case borrows(name, key):
				b.WriteString(" = |")
			case !slices.Contains(has, key), n == 0:
				b.WriteString(" - |")
			default:
				fmt.Fprintf(&b, " %d |", n)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// count returns how many entries a key has.
func count(x *Language, key string) int {
	for _, f := range fields(x) {
		switch {
		case f.key != key:
		case f.value.Kind() == reflect.Float64, f.value.Kind() == reflect.Pointer:
			return 1
		default:
			return len(texts(f.value))
		}
	}
	return 0
}
