package yamledit

import (
	"errors"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const file = `# The house's sites.
sites:
  # News, by the press office.
  - name: news
    source_lang: en # always
    locales: [es, ar] # in the order of the switcher

    pages:
      - https://www.example.org/
      # the press office's own
      - https://www.example.org/news.html # daily
    review:
      steps: [translate, review]
      four_eyes: true # by the rules of the house
    title: "News: 2026"
    switcher: |
      <ul>
        {{range .}}x{{end}}
      </ul>
  - {name: flow, locales: [fr]}

# What comes after stays.
desk:
  listen: 127.0.0.1:8080
`

// edited has a change made to the file, and gives the lines that differ.
func edited(t *testing.T, change func(*File) error) (removed, added string) {
	t.Helper()
	f, err := Parse([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	now := string(f.Bytes())
	var v any
	if err := yaml.Unmarshal([]byte(now), &v); err != nil {
		t.Fatalf("%v:\n%s", err, now)
	}
	for _, h := range Diff(file, now, 0) {
		for _, l := range h.Lines {
			switch l.Kind {
			case '-':
				removed += l.Text + "\n"
			case '+':
				added += l.Text + "\n"
			}
		}
	}
	return removed, added
}

func site(keys ...any) Path { return append(Path{"sites", 0}, keys...) }

func TestChanges(t *testing.T) {
	for title, c := range map[string]struct {
		change         func(*File) error
		removed, added string
	}{
		"a plain value keeps its comment": {func(f *File) error { return f.SetText(site("source_lang"), "fr") },
			"    source_lang: en # always\n", "    source_lang: fr # always\n"},
		"a quoted value": {func(f *File) error { return f.SetText(site("title"), Quote("News: \"2027\"")) },
			"    title: \"News: 2026\"\n", "    title: \"News: \\\"2027\\\"\"\n"},
		"a truth": {func(f *File) error { return f.SetText(site("review", "four_eyes"), "false") },
			"      four_eyes: true # by the rules of the house\n", "      four_eyes: false # by the rules of the house\n"},
		"a list between brackets": {func(f *File) error { return f.SetList(site("locales"), []string{"es", "fr", "ar"}) },
			"    locales: [es, ar] # in the order of the switcher\n", "    locales: [es, fr, ar] # in the order of the switcher\n"},
		"a list with an item a line loses and gains some": {func(f *File) error {
			return f.SetList(site("pages"), []string{"https://www.example.org/news.html", "https://www.example.org/a: b"})
		}, "      - https://www.example.org/\n", "      - \"https://www.example.org/a: b\"\n"},
		"a new key":                  {func(f *File) error { return f.SetText(site("together"), "true") }, "", "    together: true\n"},
		"a new key of a new mapping": {func(f *File) error { return f.SetText(site("watch", "every"), "36h") }, "", "    watch:\n      every: 36h\n"},
		"a new list":                 {func(f *File) error { return f.SetList(site("exclude"), []string{"nav", "#side, .ads"}) }, "", "    exclude: [nav, \"#side, .ads\"]\n"},
		"a new key of a mapping":     {func(f *File) error { return f.SetText(site("review", "remind_after"), "36h") }, "", "      remind_after: 36h\n"},
		"a list is taken away": {func(f *File) error { return f.SetList(site("pages"), nil) },
			"    pages:\n      - https://www.example.org/\n      # the press office's own\n      - https://www.example.org/news.html # daily\n", ""},
		"the last key of a mapping goes with it": {func(f *File) error {
			if err := f.SetText(site("watch", "every"), "36h"); err != nil {
				return err
			}
			return f.Remove(site("watch", "every"))
		}, "", ""},
		"nothing": {func(f *File) error { return f.SetList(site("locales"), []string{"es", "ar"}) }, "", ""},
	} {
		if removed, added := edited(t, c.change); removed != c.removed || added != c.added {
			t.Errorf("%s:\n−%s\n+%s\nwant\n−%s\n+%s", title, removed, added, c.removed, c.added)
		}
	}
}

// TestRefusals holds that nothing is written where the file is not as the package knows it.
func TestRefusals(t *testing.T) {
	for title, change := range map[string]func(*File) error{
		"a value in a mapping between braces": func(f *File) error { return f.SetText(Path{"sites", 1, "title"}, "x") },
		"a list in the place of a text":       func(f *File) error { return f.SetText(site("locales"), "es") },
		"a block of text":                     func(f *File) error { return f.SetText(site("switcher"), "default") },
		"the first key of an item":            func(f *File) error { return f.Remove(site("name")) },
	} {
		f, err := Parse([]byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if err := change(f); !errors.Is(err, ErrShape) || string(f.Bytes()) != file {
			t.Errorf("%s: %v", title, err)
		}
	}
}

func TestReading(t *testing.T) {
	f, err := Parse([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if title, ok := f.Text(site("title")); !ok || title != "News: 2026" || f.Len(Path{"sites"}) != 2 {
		t.Error(title, ok)
	}
	if _, ok := f.Text(site("nothing")); ok {
		t.Error("what is not there has a text")
	}
	if l, ok := f.List(site("pages")); !ok || len(l) != 2 {
		t.Error(l, ok)
	}
	if _, ok := f.List(site("review")); ok {
		t.Error("a mapping is read as a list")
	}
}

func TestDiff(t *testing.T) {
	hunks := Diff("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nB\nc\nd\ne\nf\ng\nh\ni\n", 1)
	if got := Unified("x.yaml", hunks); got != "--- a/x.yaml\n+++ b/x.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n@@ -8,1 +8,2 @@\n h\n+i\n" {
		t.Error(got)
	}
	if len(Diff("a\n", "a\n", 3)) != 0 {
		t.Error("what is the same differs")
	}
	if got := Unified("x", Diff("a\n", "", 3)); !strings.Contains(got, "-a\n") {
		t.Error(got)
	}
}
