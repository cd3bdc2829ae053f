package placeable

import (
	"strings"
	"testing"
	"unicode/utf8"
)

var kinds = map[Kind]string{Number: "n", URL: "u", Email: "e", Variable: "v"}

func TestScan(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"It has 12 members.":                  "n:12",
		"1,234.50 and 1.234,50":               "n:1,234.50=1234.5 n:1.234,50=1234.5",
		"1,234 or 1.234":                      "n:1,234=1234|1.234 n:1.234=1234|1.234",
		"3.5 and 0,5":                         "n:3.5 n:0,5=0.5",
		"12 345 678":                          "n:12 345 678=12345678",
		"In 2015 100 people came":             "n:2015 n:100",
		"١٢٣٫٥ و ٤":                           "n:١٢٣٫٥=123.5 n:٤=4",
		"٦٠،٠٠٠ و 1،250،000":                  "n:٦٠،٠٠٠=60000|60 n:1،250،000=1250000",
		"1،2، 345":                            "n:1 n:2 n:345",
		"१२":                                  "n:१२=12",
		"version 1.2.10":                      "n:1.2.10|1210",
		"12,34,567 rupees":                    "n:12,34,567=12.34.567|1234567",
		"at 11:30":                            "n:11 n:30",
		"It&#39;s &#x2019; &5":                "n:5",
		"007":                                 "n:007=7",
		"See https://example.org/a?b=1#c.":    "u:https://example.org/a?b=1#c",
		"(http://example.org/a_(b))":          "u:http://example.org/a_(b)",
		"参见https://example.org/a。":            "u:https://example.org/a",
		"www.example.org, then":               "u:www.example.org",
		"Write to ana.p@example.org.":         "e:ana.p@example.org",
		"Hello {name}, {{n}} and ${x}":        "v:{name} v:{{n}} v:${x}",
		"%s %1$d %(who)s %% 100% sure 5 %":    "v:%s v:%1$d v:%(who)s n:100 n:5",
		"[[date]] __TITLE__ [1] _em_ {}":      "v:[[date]] v:__TITLE__ n:1",
		"{n, plural, one {# file} other {#}}": "v:{n, plural, one {# file} other {#}}",
	} {
		var got []string
		for _, tok := range Scan(nil, text) {
			s := kinds[tok.Kind] + ":" + tok.Text(text)
			if v := tok.Num.Value; tok.Kind == Number && v != tok.Text(text) {
				s += "=" + v
			}
			if tok.Num.Alt != "" {
				s += "|" + tok.Num.Alt
			}
			got = append(got, s)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: got %q, want %q", text, g, want)
		}
	}
}

func TestSame(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"1,234", "1.234"}: true, {"20,000", "20.00"}: false, {"1,5", "1.50"}: true, {"12", "١٢"}: true, {"3,000", "3,00"}: false, {"1.2.3", "1.2.3"}: true,
	} {
		a, b := Scan(nil, pair[0]), Scan(nil, pair[1])
		if got := a[0].Num.Same(b[0].Num); got != want {
			t.Errorf("%v: same %v, want %v", pair, got, want)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add("1.234,5 https://a.b/c {x} a@b.org ١٢")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, tok := range Scan(nil, s) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) {
				t.Fatalf("token %+v after %d in %q", tok, end, s)
			}
			if utf8.ValidString(s) && !utf8.ValidString(tok.Text(s)) {
				t.Fatalf("token %q cuts a character of %q", tok.Text(s), s)
			}
			end = tok.End
		}
	})
}
