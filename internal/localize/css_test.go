package localize

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestStyleURLs(t *testing.T) {
	for in, want := range map[string]string{
		`a{background:url(x.png)}`:                       `a{background:url("X.PNG")}`,
		`a{background:URL( 'x.png' )}`:                   `a{background:url("X.PNG")}`,
		"a{background:url(\n\"x (1).png\"\t)}":           `a{background:url("X (1).PNG")}`,
		`@import "m.css" screen;`:                        `@import "M.CSS!" screen;`,
		`@IMPORT 'm.css';`:                               `@IMPORT "M.CSS!";`,
		`@import/**/url(m.css);`:                         `@import/**/url("M.CSS!");`,
		`@import "m.css";a{content:"x.png"}`:             `@import "M.CSS!";a{content:"x.png"}`,
		`a{content:"url(x.png)"} /* url(x.png) */`:       `a{content:"url(x.png)"} /* url(x.png) */`,
		`a{background:url(x\29.png)} b{src:url()}`:       `a{background:url(x\29.png)} b{src:url()}`,
		`a{background:url(x.png`:                         `a{background:url(x.png`,
		`@import "m.css`:                                 `@import "m.css`,
		`a{background:url(x y.png)} b{src:url('z)}`:      `a{background:url(x y.png)} b{src:url('z)}`,
		`a{background:url(same)}`:                        `a{background:url(same)}`,
		`a{background:url(bad)}`:                         `a{background:url(bad)}`,
		`background:url(x.png),url("y.png") no-repeat;é`: `background:url("X.PNG"),url("Y.PNG") no-repeat;é`,
		`@font-face{src:url(f.woff2)format("woff2")}`:    `@font-face{src:url("F.WOFF2")format("woff2")}`,
	} {
		got := StyleURLs(in, func(address string, imported bool) string {
			switch {
			case address == "same":
				return address
			case address == "bad":
				return `"</style>`
			case imported:
				return strings.ToUpper(address) + "!"
			}
			return strings.ToUpper(address)
		})
		if got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", in, got, want)
		}
	}
}

// FuzzStyleURLs holds that a style sheet stays as it is but for its addresses, and that these are found again.
func FuzzStyleURLs(f *testing.F) {
	for _, seed := range []string{`a{b:url("x")}@import 'y';`, "a{}\x00 url(z)", "url(", `@import "`, "/*", `\`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, style string) {
		var old []string
		same := StyleURLs(style, func(address string, imported bool) string {
			old = append(old, fmt.Sprintf("%s %v", address, imported))
			return address
		})
		if same != style {
			t.Fatalf("%q became %q", style, same)
		}
		n := 0
		numbered := StyleURLs(style, func(_ string, imported bool) string {
			n++
			return fmt.Sprintf("u%d-%v", n, imported)
		})
		var again, want []string
		StyleURLs(numbered, func(address string, imported bool) string {
			again = append(again, fmt.Sprintf("%s %v", address, imported))
			return address
		})
		for i := range old {
			imported := strings.HasSuffix(old[i], " true")
			want = append(want, fmt.Sprintf("u%d-%v %v", i+1, imported, imported))
		}
		if !slices.Equal(again, want) {
			t.Errorf("%q became %q, of which %q are read, want %q", style, numbered, again, want)
		}
	})
}
