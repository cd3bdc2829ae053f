package format

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var parallel = flag.String("parallel", "", "parallel sentences, tab-separated, whose first line names the languages")

// TestMeasureParallel finds the dates of sentences in several languages, and counts those that say in a translation
// what they say in English.
func TestMeasureParallel(t *testing.T) {
	if *parallel == "" {
		t.Skip("no -parallel was given")
	}
	b, err := os.ReadFile(*parallel)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	langs := strings.Split(lines[0], "\t")
	en := slices.Index(langs, "en")
	type count struct{ english, own, same int }
	counts := map[string]*count{}
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		english := onlyDates("en", cells[en])
		for i, l := range langs {
			if i == en || l == "id" { // the sentence's number
				continue
			}
			if counts[l] == nil {
				counts[l] = new(count)
			}
			c, own := counts[l], onlyDates(l10n.Locale(l), cells[i])
			c.english += len(english)
			c.own += len(own)
			for _, v := range english {
				if slices.ContainsFunc(own, v.Same) {
					c.same++
				}
			}
		}
	}
	for _, l := range slices.Sorted(maps.Keys(counts)) {
		c := counts[l]
		t.Logf("%s: %d dates in English, %d in the translation, %d the same", l, c.english, c.own, c.same)
	}
}

func onlyDates(lang l10n.Locale, text string) []Value {
	return slices.DeleteFunc(Find(lang, text), func(v Value) bool { return !v.IsDate() })
}
