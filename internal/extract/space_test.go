package extract

import (
	"strings"
	"testing"
)

// TestWhiteSpace holds that lists and names in attributes are cut at HTML's white space. Each page has a place for a
// character: where it is white space, the first texts are those found, and otherwise the second.
func TestWhiteSpace(t *testing.T) {
	for _, c := range []struct{ page, white, other string }{
		{`<p class="a§notranslate">One</p>`, "", "One"},
		{`<p translate="no§">One</p>`, "", "One"},
		{`<meta name="§description" content=One>`, "One", ""},
		{`<link rel="alternate§x" title=One>`, "One", ""},
		{`<link rel="search alternate§stylesheet" title=One>`, "", "One"},
		{`<input type="submit§" value=One>`, "One", ""},
		{`<script type="application/ld+json§">{"headline":"One"}</script>`, "One", ""},
		{`<script type="§application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml"
			version="2.0"><its:translateRule selector="//h:p" translate="no"/></its:rules></script><p>One`, "", "One"},
	} {
		for white, characters := range map[bool]string{true: "\t\n\f\r ", false: "\v\u0085\u00a0\u2003\u3000"} {
			want := c.other
			if white {
				want = c.white
			}
			for _, r := range characters {
				page := strings.ReplaceAll(c.page, "§", string(r))
				e, _ := mustExtract(t, page, Options{WholePage: true})
				if got := sources(e); got != want {
					t.Errorf("%q: got %q, want %q", page, got, want)
				}
			}
		}
	}
}

// TestTitleSpace holds that a page's title keeps its no-break spaces, as document.title does.
func TestTitleSpace(t *testing.T) {
	e, _ := mustExtract(t, "<title> Two\n words and 5\u00a0km </title><p>x", Options{WholePage: true})
	if want := "Two words and 5\u00a0km"; e.Title != want {
		t.Errorf("got %q, want %q", e.Title, want)
	}
}

// TestLongerInLowerCase holds that a declaration is found where letters before it are longer in lower case.
func TestLongerInLowerCase(t *testing.T) {
	page := `<meta http-equiv=content-type content="` + strings.Repeat("Ⱥ", 20) + ` CharSet = koi8-r">`
	_, sk := mustExtract(t, page, Options{WholePage: true, ContentType: "text/html; charset=utf-8"})
	got, err := sk.Merge(nil, nil)
	if want := strings.Replace(page, "CharSet = koi8-r", "charset=utf-8", 1); err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
