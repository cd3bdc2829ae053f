// Command gen makes internal/format/cldr/tables.zip from CLDR's JSON packages:
//
//	npm install --no-save cldr-core@48.2.0 cldr-dates-full@48.2.0 cldr-numbers-full@48.2.0 \
//	    cldr-misc-full@48.2.0 cldr-localenames-full@48.2.0 cldr-units-full@48.2.0 cldr-rbnf@48.2.0
//	go run ./internal/format/gen -cldr node_modules -out internal/format/cldr/tables.zip
//
// The archive is the same for the same data, so a difference in it is a difference in CLDR or in this program. The
// Persian and Buddhist calendars come from the older packages cldr-cal-persian-full 46.1 and cldr-cal-buddhist-full 39.
package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// regional are the locales to keep besides the languages that CLDR covers well.
var regional = []string{"und", "ar-AE", "ar-DZ", "ar-EG", "ar-IQ", "ar-JO", "ar-LB", "ar-LY", "ar-MA",
	"ar-SA", "ar-SD", "ar-SY",
	"ar-TN", "bs-Cyrl", "ckb", "de-AT", "de-CH", "de-LI", "dz",
	"en-001", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-ZA",
	"es-419", "es-AR", "es-CL", "es-CO", "es-MX", "es-PE", "es-US", "fa-AF",
	"fr-BE", "fr-CA", "fr-CH", "it-CH", "ks", "ks-Deva", "ms-Arab", "ms-SG",
	"nb", "nl-BE", "pa-Arab", "pt-AO", "pt-MZ", "pt-PT", "ro-MD", "ru-UA", "sr-Latn", "sv-FI", "sw-KE", "tg", "ur-IN",
	"uz-Arab", "uz-Cyrl", "zh-Hans-HK", "zh-Hans-SG", "zh-Hant-HK"}

// regionTag matches a tag with a region.
var regionTag = regexp.MustCompile(`-([A-Z]{2}|[0-9]{3})$`)

func main() {
	dir := flag.String("cldr", "node_modules", "directory of the npm packages")
	out := flag.String("out", "internal/format/cldr/tables.zip", "file to write")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir, out string) error {
	src := source{dir: dir}
	locales, err := src.locales()
	if err != nil {
		return err
	}
	files := map[string]any{}
	if files[cldr.SharedName], err = src.shared(); err != nil {
		return err
	}
	for _, l := range locales {
		if files[l], err = src.table(l, locales); err != nil {
			return fmt.Errorf("%s: %w", l, err)
		}
	}
	b, err := pack(files)
	if err != nil {
		return err
	}
	fmt.Printf("%d locales, %d bytes\n", len(locales), len(b))
	return os.WriteFile(out, b, 0o644)
}

// pack writes the files in order and without times, so that the same data gives the same bytes.
func pack(files map[string]any) ([]byte, error) {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := zw.CreateHeader(&zip.FileHeader{Name: name + ".json", Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		b, err := json.Marshal(files[name])
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(b); err != nil {
			return nil, err
		}
	}
	err := zw.Close()
	return buf.Bytes(), err
}

// source reads CLDR's JSON.
type source struct{ dir string }

// locales are the languages of CLDR's coverage list, and the regional ones.
func (s source) locales() ([]string, error) {
	var levels struct {
		Levels map[string]string `json:"effectiveCoverageLevels"`
	}
	if err := s.read(&levels, "cldr-core", "coverageLevels.json"); err != nil {
		return nil, err
	}
	if len(levels.Levels) == 0 {
		return nil, fmt.Errorf("%s names no locales", filepath.Join(s.dir, "cldr-core", "coverageLevels.json"))
	}
	all := slices.Clone(regional)
	for l := range levels.Levels {
		if !regionTag.MatchString(l) {
			all = append(all, l)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.DeleteFunc(all, func(l string) bool {
		_, err := os.Stat(filepath.Join(s.dir, "cldr-dates-full", "main", l, "ca-gregorian.json"))
		return err != nil
	}), nil
}

func (s source) read(into any, elem ...string) error {
	b, err := os.ReadFile(filepath.Join(append([]string{s.dir}, elem...)...))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(elem...), err)
	}
	return nil
}

// node is a part of a JSON tree.
type node map[string]any

// main reads one file of a locale and returns the tree below main/LOCALE.
func (s source) main(pkg, locale, file string) (node, error) {
	var doc struct {
		Main map[string]node `json:"main"`
	}
	if err := s.read(&doc, pkg, "main", locale, file); err != nil {
		return nil, err
	}
	return doc.Main[locale], nil
}

func (n node) at(path ...string) node {
	for _, p := range path {
		next, _ := n[p].(map[string]any)
		n = next
	}
	return n
}

// str is a string, or the _value of a pattern that has attributes.
func (n node) str(key string) string {
	switch v := n[key].(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["_value"].(string)
		return s
	}
	return ""
}

// list takes the values of the keys in their order.
func (n node) list(keys ...string) []string {
	var out []string
	for _, k := range keys {
		out = append(out, n.str(k))
	}
	return out
}
