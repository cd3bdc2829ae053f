package locales

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// categories has CLDR's plural categories for cardinal numbers, for every language with a catalogue.
var categories = map[l10n.Locale][]string{
	"en": {"one", "other"}, "es": {"one", "many", "other"}, "fr": {"one", "many", "other"},
	"ru": {"one", "few", "many", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"},
	"de": {"one", "other"}, "zh": {"other"}, "fa": {"one", "other"}, "hi": {"one", "other"}, "kk": {"one", "other"},
	"hy": {"one", "other"}, "pt": {"one", "many", "other"},
}

// exact has the categories that mean one number alone. A form of such a category may leave out {{.Count}}.
var exact = map[l10n.Locale][]string{"en": {"one"}, "es": {"one"}, "ar": {"zero", "one", "two"}, "de": {"one"},
	"kk": {"one"}}

// forms has the forms of a message by category. A message without plural has "other" alone.
type forms map[string]string

func (f forms) plural() bool { return len(f) > 1 || strings.Contains(f["other"], "{{.Count}}") }

func load(t *testing.T, kind string, l l10n.Locale) map[string]forms {
	t.Helper()
	b, err := files.ReadFile(kind + "." + string(l) + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := toml.Unmarshal(b, &raw); err != nil {
		t.Fatalf("%s.%s: %v", kind, l, err)
	}
	out := map[string]forms{}
	flatten("", raw, out)
	return out
}

func flatten(prefix string, v map[string]any, out map[string]forms) {
	for k, x := range v {
		id := strings.TrimPrefix(prefix+"."+k, ".")
		switch x := x.(type) {
		case string:
			out[id] = forms{"other": x}
		case map[string]any:
			if _, message := x["other"].(string); !message {
				flatten(id, x, out)
				continue
			}
			out[id] = forms{}
			for c, s := range x {
				out[id][c] = s.(string)
			}
		}
	}
}

var variable = regexp.MustCompile(`{{\s*\.(\w+)\s*}}`)

func variables(s string) []string {
	names := map[string]bool{}
	for _, m := range variable.FindAllStringSubmatch(s, -1) {
		names[m[1]] = true
	}
	return slices.Sorted(maps.Keys(names))
}

func TestEveryCatalogueIsComplete(t *testing.T) {
	kinds := map[string][]l10n.Locale{"page": Page()}
	for _, room := range rooms {
		kinds[room] = Desk()
	}
	for kind, langs := range kinds {
		english := load(t, kind, "en")
		for _, l := range langs {
			own := load(t, kind, l)
			for id, want := range english {
				got, ok := own[id]
				if !ok {
					t.Errorf("%s.%s lacks %s", kind, l, id)
					continue
				}
				compare(t, fmt.Sprintf("%s.%s: %s", kind, l, id), l, want, got)
			}
			for id := range own {
				if _, ok := english[id]; !ok {
					t.Errorf("%s.%s has %s, which English does not know", kind, l, id)
				}
			}
		}
	}
}

func compare(t *testing.T, name string, l l10n.Locale, want, got forms) {
	t.Helper()
	wanted := []string{"other"}
	if want.plural() {
		wanted = categories[l]
	}
	if have := slices.Sorted(maps.Keys(got)); !slices.Equal(have, slices.Sorted(slices.Values(wanted))) {
		t.Errorf("%s has the categories %v, want %v", name, have, wanted)
	}
	vars := variables(want["other"])
	for c, s := range got {
		have := variables(s)
		if slices.Contains(exact[l], c) && !slices.Contains(have, "Count") && slices.Contains(vars, "Count") {
			have = slices.Sorted(slices.Values(append(have, "Count")))
		}
		if !slices.Equal(have, vars) {
			t.Errorf("%s (%s) has the variables %v, want %v", name, c, have, vars)
		}
		if strings.TrimSpace(s) == "" || s != strings.TrimSpace(s) {
			t.Errorf("%s (%s) is empty or has spaces at its edges: %q", name, c, s)
		}
	}
}

// TestFilesAreThoseListed checks that the lists of languages and the files agree.
func TestFilesAreThoseListed(t *testing.T) {
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, room := range rooms {
		for _, l := range Desk() {
			want = append(want, room+"."+string(l)+".toml")
		}
	}
	for _, l := range Page() {
		want = append(want, "page."+string(l)+".toml")
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("files %v, listed %v", names, want)
	}
}

// TestCodeAndCataloguesAgree finds the message IDs in sources and templates. The catalogue must have each of them, and
// the desk's catalogues must have no others.
func TestCodeAndCataloguesAgree(t *testing.T) {
	for _, kind := range append(slices.Clone(rooms), "page") {
		dirs := []string{"../internal/desk", "../internal/remind"}
		if kind == "page" {
			dirs = []string{"../internal/localize", "../internal/desk"}
		}
		used := idsIn(t, kind, dirs)
		if kind == "desk" {
			for name := range check.Messages() { // the desk makes these IDs of what an issue says
				used["desk.check."+name] = "../internal/check/messages.go"
			}
		}
		have := load(t, kind, "en")
		for id, file := range used {
			if _, ok := have[id]; !ok {
				t.Errorf("%s asks for %s, which %s.en.toml lacks", file, id, kind)
			}
		}
		for id := range have {
			if _, ok := used[id]; !ok && kind != "page" {
				t.Errorf("no code asks for %s", id)
			}
		}
	}
}

// idsIn returns the message IDs of a kind in the files of some folders, each with a file that has it.
func idsIn(t *testing.T, kind string, dirs []string) map[string]string {
	t.Helper()
	id := regexp.MustCompile("[\"'`](" + kind + `\.[a-zA-Z]+(?:\.[a-zA-Z]+)*)["'` + "`]")
	used := map[string]string{}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if d != nil && d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist") {
				return filepath.SkipDir
			}
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".test.ts") ||
				!slices.Contains([]string{".go", ".html", ".ts"}, filepath.Ext(path)) {
				return err
			}
			b, err := os.ReadFile(path)
			for _, m := range id.FindAllSubmatch(b, -1) {
				used[string(m[1])] = path
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	return used
}

func TestPluralForms(t *testing.T) {
	b, err := Bundle()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		locale l10n.Locale
		n      int
		want   string
	}{
		{"en", 1, "1 segment"}, {"en", 0, "0 segments"}, {"en", 21, "21 segments"},
		{"es", 1, "1 segmento"}, {"es", 2, "2 segmentos"}, {"es", 1_000_000, "1000000 de segmentos"},
		{"fr", 0, "0 segment"}, {"fr", 2, "2 segments"}, {"fr", 1_000_000, "1000000 de segments"},
		{"ru", 1, "1 сегмент"}, {"ru", 21, "21 сегмент"}, {"ru", 3, "3 сегмента"}, {"ru", 11, "11 сегментов"},
		{"ru", 25, "25 сегментов"},
		{"ar", 0, "لا مقاطع"}, {"ar", 1, "مقطع واحد"}, {"ar", 2, "مقطعان"}, {"ar", 3, "3 مقاطع"}, {"ar", 11, "11 مقطعًا"},
		{"ar", 100, "100 مقطع"},
		{"zh", 1, "1 个句段"}, {"zh", 2, "2 个句段"},
		{"de", 1, "1 Segment"}, {"de", 0, "0 Segmente"}, {"de", 2, "2 Segmente"},
		{"pt", 0, "0 segmento"}, {"pt", 2, "2 segmentos"}, {"pt", 1_000_000, "1000000 de segmentos"},
		{"kk", 1, "1 сегмент"}, {"kk", 2, "2 сегмент"},
		{"hy", 0, "0 հատված"}, {"hy", 1, "1 հատված"}, {"hy", 2, "2 հատված"},
	} {
		got, err := Localizer(b, tt.locale).Localize(&i18n.LocalizeConfig{MessageID: "desk.view.segments",
			PluralCount: tt.n, TemplateData: map[string]int{"Count": tt.n}})
		if err != nil || got != tt.want {
			t.Errorf("%s %d = %q, %v; want %q", tt.locale, tt.n, got, err, tt.want)
		}
	}
}

// TestTheChecksSayTheSame holds that the catalogue's English is that of the checks, which the command line shows.
func TestTheChecksSayTheSame(t *testing.T) {
	have := load(t, "desk", "en")
	for name, text := range check.Messages() {
		if m := have["desk.check."+name]; m["other"] != text {
			t.Errorf("%s is %q in the catalogue, want %q", name, m, text)
		}
	}
}
