package l10n

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"
)

func TestFragmentNotation(t *testing.T) {
	for _, c := range []struct{ in, text, out string }{
		{"", "", ""},
		{"plain", "plain", "plain"},
		{"a <1>b</1> c<2/>", "a b c", "a <1>b</1> c<2/>"},
		{"5 &lt; 7 &amp; 8", "5 < 7 & 8", "5 &lt; 7 &amp; 8"},
		{"5 < 7 & 8", "5 < 7 & 8", "5 &lt; 7 &amp; 8"},
		{"<b>no code</b>", "<b>no code</b>", "&lt;b&gt;no code&lt;/b&gt;"},
		{"<0> <01> <1.> <-1> < 1>", "<0> <01> <1.> <-1> < 1>", "&lt;0&gt; &lt;01&gt; &lt;1.&gt; &lt;-1&gt; &lt; 1&gt;"},
		{"<4294967297/>", "<4294967297/>", "&lt;4294967297/&gt;"},
		{"<99999999999999/>", "<99999999999999/>", "&lt;99999999999999/&gt;"},
	} {
		f := ParseFragment(c.in)
		if f.Text() != c.text || f.String() != c.out {
			t.Errorf("%q: text %q, notation %q", c.in, f.Text(), f.String())
		}
	}
}

func FuzzFragment(f *testing.F) {
	for _, s := range []string{"a <1>b</1>", "<", "&lt;1&gt;", "<1/><1/>", "&amp;lt;", "</3>\x00é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		frag := ParseFragment(s)
		if again := ParseFragment(frag.String()); again.String() != frag.String() || again.Text() != frag.Text() {
			t.Errorf("%q: the notation %q is read as %q", s, frag, again)
		}
		b, err := json.Marshal(frag)
		if err != nil {
			t.Fatal(err)
		}
		var back Fragment
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
	})
}

func TestCheckCodes(t *testing.T) {
	for _, c := range []struct{ source, target, fault string }{
		{"a <1>b</1> <2/>", "<2/> x <1>y</1>", ""},
		{"a <1>b</1>", "x y", "<1> is missing, </1> is missing"},
		{"a <2/>", "x <2/><2/>", "<2/> is there more than once"},
		{"a", "x <1/>", "<1/> is not in the source"},
		{"a <1>b</1>", "x </1>y<1>", "</1> closes before it opens"},
		{"<1>a</1> <2>b</2>", "<1>x <2>y</1> z</2>", "</1> crosses <2>"},
		{"<1>a", "x <1>y", ""},
		{"a</1>", "x", "</1> is missing"},
		{"a <3/>", "x", ""}, // 3 may be deleted
	} {
		err := ParseFragment(c.target).CheckCodes(ParseFragment(c.source), func(id CodeID) bool { return id == 3 })
		if c.fault == "" {
			if err != nil {
				t.Errorf("%s → %s: %v", c.source, c.target, err)
			}
			continue
		}
		if !errors.Is(err, ErrCodes) || !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%s → %s: %v, want %s", c.source, c.target, err, c.fault)
		}
	}
}

// FuzzCheckCodes holds that a target that passes has each of the source's codes and no other, with the pairs that the
// source has within each other, and that every refusal says that it is one for codes.
func FuzzCheckCodes(f *testing.F) {
	for _, s := range []string{"a <1>b</1> <2/>", "<1><2>a</2></1><3/>", "</1>a<2>", "a"} {
		for _, t := range []string{"<2/><1>x</1>", "<2><1>a</2></1><3/>", "</1>", "<1/>a<2147483647/>", ""} {
			f.Add(s, t)
		}
	}
	f.Fuzz(func(t *testing.T, s, u string) {
		source, target := ParseFragment(s), ParseFragment(u)
		for _, n := range countCodes(source) {
			if n > 1 {
				t.Skip("no unit has a code twice")
			}
		}
		if err := target.CheckCodes(source, nil); err != nil {
			if !errors.Is(err, ErrCodes) {
				t.Fatal(err)
			}
			return
		}
		if want, got := countCodes(source), countCodes(target); !maps.Equal(got, want) {
			t.Fatalf("%q → %q: %v, want %v", s, u, got, want)
		}
		var open []CodeID
		for _, p := range target {
			switch has := countCodes(source); {
			case has[Part{Kind: Open, ID: p.ID}] != 1 || has[Part{Kind: Close, ID: p.ID}] != 1:
			case p.Kind == Open:
				open = append(open, p.ID)
			case p.Kind == Close:
				if len(open) == 0 || open[len(open)-1] != p.ID {
					t.Fatalf("%q → %q: %d closes, open are %v", s, u, p.ID, open)
				}
				open = open[:len(open)-1]
			}
		}
	})
}

func TestStates(t *testing.T) {
	if !Final.AtLeast(Reviewed) || Initial.AtLeast(Translated) || State("fuzzy").Valid() {
		t.Error("the order of states")
	}
}

func TestIDs(t *testing.T) {
	for _, c := range []struct{ url, prefix string }{
		{"https://site.test/News/Statement of the Chair.html", "news-statement-of-the-chair-"},
		{"https://site.test/", "home-"},
		{"https://site.test/новости/речь", "novosti-rech-"},
	} {
		if id := string(NewDocumentID(c.url)); !strings.HasPrefix(id, c.prefix) || strings.ContainsAny(id, "/: ") {
			t.Errorf("%s → %s", c.url, id)
		}
	}
	if NewDocumentID("https://site.test/a#x") != NewDocumentID("https://site.test/a") {
		t.Error("a fragment is not another page")
	}
	if NewDocumentID("https://site.test/a?x=1") == NewDocumentID("https://site.test/a?x=2") {
		t.Error("a query is another page")
	}
	long := strings.Repeat("a long part ", 1000)
	for _, parts := range [][]string{nil, {""}, {"a", "b"}, {long}, {long, "a", long}} {
		sum := sha256.New()
		for _, p := range parts {
			sum.Write([]byte(p + "\x00"))
		}
		if got, want := NewHash(parts...), Hash(hex.EncodeToString(sum.Sum(nil))); got != want {
			t.Errorf("%d parts: %s, want %s", len(parts), got, want)
		}
	}
	if NewHash("a", "bc") == NewHash("ab", "c") {
		t.Error("a boundary must change the hash")
	}
	for _, r := range []Ref{"", "sha256-", "../../etc/passwd", Ref("sha256-" + strings.Repeat("z", 64))} {
		if r.Valid() {
			t.Errorf("%q is valid", r)
		}
	}
	if !NewRef(nil).Valid() {
		t.Error("the ref of nothing is a ref")
	}
}

func TestLocales(t *testing.T) {
	for in, want := range map[string]Locale{"es": "es", "PT-br": "pt-BR", "zh-hant": "zh-Hant", "iw": "he"} {
		if l, err := ParseLocale(in); err != nil || l != want {
			t.Errorf("%s → %s, %v", in, l, err)
		}
	}
	for _, bad := range []string{"", "xx-yy-zz-1", "español", "e"} {
		if l, err := ParseLocale(bad); err == nil {
			t.Errorf("%q is read as %s", bad, l)
		}
	}
	for l, want := range map[Locale]Direction{"ar": RTL, "fa": RTL, "he": RTL, "ur": RTL, "es": LTR, "az-Arab": RTL, "ru": LTR,
		"arc": RTL, "sam": RTL, "syr": RTL, "aii": RTL, "dv": RTL, "yi": RTL, "nqo": RTL, "pnb": RTL, "ks-Deva": LTR, "arc-Latn": LTR, "acm": RTL,
		"grc": LTR, "doi": LTR, "doi-Arab": RTL, "ff-Adlm": RTL, "hu-Hung": RTL, "hu": LTR, "tr": LTR, "pa": LTR, "pa-PK": RTL} {
		if l.Direction() != want {
			t.Errorf("%s is %s", l, l.Direction())
		}
	}
}

func TestCheckLength(t *testing.T) {
	for _, c := range []struct {
		source, target int
		refused        bool
	}{{0, 4000, false}, {0, 4001, true}, {1, 4020, false}, {10, 200, false}, {1000, 24_000, false}, {1000, 24_001, true}, {20, 200_000, true}} {
		source := Fragment{{Kind: Open, ID: 1}, {Text: strings.Repeat("a", c.source)}, {Kind: Close, ID: 1}}
		err := TextFragment(strings.Repeat("b", c.target)).CheckLength(source)
		if (err != nil) != c.refused || err != nil && (!errors.Is(err, ErrTooLong) || !errors.Is(err, ErrRefused)) {
			t.Errorf("%d for %d: %v", c.target, c.source, err)
		}
	}
}
