package format

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/needs"
)

// differs are the answers in which the tables differ from ICU's, by kind and language or locale, each with the reason.
var differs = map[string]string{
	"time ko":                  "CLDR 48.2 has 오전 and 오후 where 48.0 has AM and PM",
	"datetime ko":              "as time ko",
	"* fr-CH":                  "CLDR 48.2 groups by an apostrophe, 48.0 by a narrow space",
	"* ms-Arab":                "ICU falls back to Malay in Latin letters",
	"compact ast":              "ICU falls back to Spanish",
	"compact ps":               "ICU falls back to the short form",
	"compact wo":               "ICU falls back to the short form",
	"language-name el-polyton": "ICU knows no variant",
	"currency dz":              "CLDR groups a currency's letters otherwise than its signs",
	"currency sa":              "as currency dz",
	"currency uz-Arab":         "CLDR has another pattern for a currency's letters",
	"collation br":             "x/text has no alphabet of the language",
	"collation bs-Cyrl":        "as collation br",
	"collation dsb":            "as collation br",
	"collation hsb":            "as collation br",
	"collation kk-Arab":        "as collation br",
	"collation ky":             "as collation br",
	"collation tk":             "as collation br",
	"collation uz":             "as collation br",
	"collation lv":             "x/text's tables are older",
}

// TestLikeICU compares every kind of answer with Node's Intl, which is ICU, in all locales that both have.
func TestLikeICU(t *testing.T) {
	node := needs.Program(t, "node", "Debian: nodejs")
	cmd := exec.Command(node, append([]string{"testdata/intl.js"}, cldr.Locales()...)...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	var version struct{ CLDR string }
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &version) != nil {
		t.Fatalf("node printed %q", lines.Text())
	}
	if !strings.HasPrefix(version.CLDR, "48") {
		t.Skipf("this Node has CLDR %s, and the tables have 48", version.CLDR)
	}
	seen, wrong := map[string]int{}, map[string]int{}
	for lines.Scan() {
		var it Item
		var gold struct{ Expected any }
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			t.Fatal(err)
		}
		got, err := it.Answer()
		seen[it.Kind]++
		if err == nil && reflect.DeepEqual(plainSpaces(got), plainSpaces(gold.Expected)) || known(it) {
			continue
		}
		if wrong[it.Kind]++; wrong[it.Kind] <= 20 {
			t.Errorf("%s %s %s %v: %v (%v), and ICU has %v", it.Kind, it.Locale, it.Input, it.Options, got, err, gold.Expected)
		}
	}
	t.Logf("compared %v", seen)
	if len(seen) < 12 {
		t.Errorf("only %d kinds were compared", len(seen))
	}
}

// known reports whether an answer is known to differ.
func known(it Item) bool {
	locale, table := string(it.Locale), New(it.Locale).table
	switch it.Kind {
	case "plural-cardinal", "plural-ordinal":
		if len(cldr.LoadShared().Cardinal[it.Locale.Language()]) == 0 {
			return true // CLDR has no rules, and ICU answers in English
		}
	case "list":
		if table.Lists["and"] == New("und").table.Lists["and"] {
			return true // CLDR has no words, and ICU answers in English
		}
	case "language-name":
		if answer, _ := it.Answer(); strings.Contains(string(it.Input), answer.(string)) {
			return true // CLDR has no name, and ICU writes the tag by a pattern
		}
	}
	for _, kind := range []string{it.Kind, "*"} {
		for _, l := range []string{locale, it.Locale.Language()} {
			if _, ok := differs[kind+" "+l]; ok {
				return true
			}
		}
	}
	return false
}

// spaces are the kinds of space and the marks of direction, which ICU as browsers have it writes otherwise.
var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u200e", "", "\u200f", "", "\u061c", "")

// plainSpaces makes the spaces of an answer plain.
func plainSpaces(answer any) any {
	switch a := answer.(type) {
	case string:
		return spaces.Replace(a)
	case []string:
		out := make([]any, len(a))
		for i := range a {
			out[i] = a[i]
		}
		return out
	}
	return answer
}
