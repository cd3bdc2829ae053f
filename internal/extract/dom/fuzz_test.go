package dom

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// known are the ways in which html.Parse is known to differ from the standard. TestHTML5Lib holds the parser to the
// standard there.
var known = []struct {
	reason string
	source *regexp.Regexp
}{
	{"the white space before a text moves out of a noscript in the head", regexp.MustCompile(`(?i)<noscript`)},
	{"a CDATA section has its references decoded", regexp.MustCompile(`(?s)<!\[CDATA\[.*&`)},
	{"a script's comment at the end of the source loses an end tag", regexp.MustCompile(
		`(?is)<script.*<!--.*<script.*</script`)},
	{"a doctype after the body opens it again", regexp.MustCompile(`(?is)</(body|html).*<!doctype`)},
	{"a template before the body does not forbid frames", regexp.MustCompile(`(?is)<template.*<frameset`)},
	{"a header cell does not close a caption", regexp.MustCompile(`(?is)<caption.*<th`)},
	{"the fourth formatting element within one that ends stays open", regexp.MustCompile(strings.ReplaceAll(
		`(?is)<F.*<F.*(<[a-z].*){3}</?F`, "F", `(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b`))},
	{"implied end tags close foreign elements too", regexp.MustCompile(
		`(?is)<(math|svg).*<(dd|dt|li|optgroup|option|p|rb|rp|rt|rtc)\b`)},
	{"the white space before </ at the end stays in a table", regexp.MustCompile(`(?is)<table.*</$`)},
	{"white space in a template of rows is a text of the body", regexp.MustCompile(
		`(?is)<template.*<(caption|col|t[dhr]|tbody|tfoot|thead)`)},
	{"a template within foreign content is dropped", regexp.MustCompile(`(?is)<(math|svg).*<template`)},
	{"a start tag that is dropped makes raw text of what follows", regexp.MustCompile(
		`(?is)<(frameset|select|col).*<(iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp)`)},
}

// plainDoctype is a doctype that html.Parse reads as the standard does. Of others it decodes references and keeps
// U+0000, compares the name with its capitals, and has other ideas of quirks mode.
var plainDoctype = regexp.MustCompile(
	strings.ReplaceAll(`<!(?i:doctype)\s+[a-z]+(\s+(?i:public\s*QUOTED\s*(QUOTED)?|system\s*QUOTED))?\s*>`,
		"QUOTED", `("[^"'>&\x00]+"|'[^"'>&\x00]+')`))

func knownDifference(src string) (reason string) {
	if strings.Contains(strings.ToLower(plainDoctype.ReplaceAllString(src, "")), "<!doctype") {
		return "it reads some doctypes in its own way"
	}
	for _, k := range known {
		if k.source.MatchString(src) {
			return k.reason
		}
	}
	return ""
}

// FuzzSame holds the parser to html.Parse, but for sources that html.Parse is known to read in its own way.
func FuzzSame(f *testing.F) {
	for _, s := range traps {
		f.Add(s)
	}
	for _, c := range treeCases(f) {
		if !c.fragment && !c.scripts && unmet[c.src] == "" {
			f.Add(c.src)
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) {
			t.Skip("sources are UTF-8")
		}
		if reason := knownDifference(src); reason != "" {
			t.Skip("html.Parse: " + reason)
		}
		got, want, err := both(src)
		if errors.Is(err, ErrTooComplex) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Fatalf("%q\ngot\n%s\nwant\n%s", src, got, want)
		}
	})
}

// FuzzSpans holds that the places of all nodes lie in the source.
func FuzzSpans(f *testing.F) {
	f.Add("<p>a<b>b<p>c</x>d<table>e<td>f")
	f.Fuzz(func(t *testing.T, src string) {
		tree, err := Parse(src)
		if errors.Is(err, ErrTooComplex) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		var walk func(n *html.Node)
		walk = func(n *html.Node) {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				s, ok := tree.Span(c)
				if !ok || s.Start < 0 || s.Start > s.End || s.CloseStart > s.CloseEnd || max(s.End, s.CloseEnd) > len(src) {
					t.Fatalf("%q: <%s> stands at %+v", src, c.Data, s)
				}
				if c.Type == html.ElementNode && s.HasOpen() && src[s.Start] != '<' {
					t.Fatalf("%q: <%s> begins with %q", src, c.Data, src[s.Start])
				}
				walk(c)
			}
		}
		walk(tree.Doc)
	})
}
