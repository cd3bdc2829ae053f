package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestBounds holds that a file which would keep the parser busy is refused with what to do about it, and that aliases and
// brackets as people write them are read.
func TestBounds(t *testing.T) {
	doubled := func(first, format string) string {
		var b strings.Builder
		b.WriteString(first)
		for i := range 60 {
			fmt.Fprintf(&b, format, i+1, i)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ file, want string }{
		"brackets":            {"data: " + strings.Repeat("[", 100_000), "open within each other"},
		"closed brackets":     {"data: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "open within each other"},
		"braces by lines":     {"data: " + strings.Repeat("{a:\n ", 500), "open within each other"},
		"lists in lists":      {strings.Repeat("- ", 100_000), "open within each other"},
		"keys that are lists": {strings.Repeat("? ", 100_000), "open within each other"},
		"keys":                {strings.Repeat("a: b\n", 100_000), "lines are no items"},
		"bytes":               {"data: |\n" + strings.Repeat("  w w w w w w w w\n", 200_000), "more than 2 MB"},
		"aliases in lists":    {doubled("a0: &a0 [x, x]\n", "a%[1]d: &a%[1]d [*a%[2]d, *a%[2]d]\n"), "aliases"},
		"aliases in maps":     {doubled("a0: &a0 {x: y}\n", "a%[1]d: &a%[1]d {b: *a%[2]d, c: *a%[2]d}\n"), "aliases"},
		"merged aliases":      {doubled("a0: &a0 {x: y}\n", "a%[1]d: &a%[1]d {b: {<<: *a%[2]d}, c: {<<: *a%[2]d}}\n"), "aliases"},
		"merged lists":        {doubled("a0: &a0 {x: y}\n", "a%[1]d: &a%[1]d\n  <<: [*a%[2]d, *a%[2]d]\n"), "aliases"},
		"aliases as keys":     {doubled("a0: &a0 {x: y}\n", "a%[1]d: &a%[1]d\n  ? *a%[2]d\n  : *a%[2]d\n"), "aliases"},
		"one alias, often":    {"memory: &a [" + strings.Repeat("x, ", 1000) + "x]\ndata: [" + strings.Repeat("*a, ", 1000) + "x]\n", "aliases"},
		"an alias":            {"memory: &m [a.tmx]\nglossary: g.csv\n", ""},
		"nested lists":        {"# [[[[" + strings.Repeat("[", 200) + "\nmemory: [a.tmx, \"b[1].tmx\"]\n", ""},
		"many pages": {"sites:\n- name: s\n  source_lang: en\n  locales: [fr]\n  destination: d\n  pages:\n" + strings.Repeat("  - https://www.example/a\n", 10_000) +
			"destinations:\n- {name: d, kind: dir, dir: out}\n", ""},
	} {
		file := filepath.Join(t.TempDir(), File)
		if err := os.WriteFile(file, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		known := Known{Provider: func(l10n.ProviderName) bool { return true }, Destinations: []string{"dir"}}
		_, err := Load(file, known, func(string) string { return "" })
		if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %.200v, want %q", name, err, c.want)
		}
		if c.want == "" && err != nil && (strings.Contains(err.Error(), "aliases") || strings.Contains(err.Error(), "open within") || strings.Contains(err.Error(), "no items")) {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}
