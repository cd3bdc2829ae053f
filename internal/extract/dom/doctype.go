package dom

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// doctype keeps the document type's name. Of its mode only one thing matters to the tree: whether a table closes a
// paragraph, which it does unless the page is in quirks mode.
func (b *builder) doctype(t *token) {
	fields := strings.Fields(lowerASCII(t.data))
	name := ""
	if len(fields) > 0 {
		name = fields[0]
	}
	o := b.newNode(html.Node{Type: html.DoctypeNode, Data: name}, t.start, t.end)
	b.tree.Doc.AppendChild(o.Node)
	b.quirks = quirky(name, lowerASCII(t.data))
}

// quirky decides on quirks mode by the doctype's public and system identifiers.
func quirky(name, decl string) bool {
	if name != "html" {
		return true
	}
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(decl), "html"))
	if rest == "" {
		return false
	}
	public, system := identifiers(rest)
	if system != nil && *system == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd" {
		return true
	}
	if public == nil {
		return system == nil && !strings.HasPrefix(rest, "system")
	}
	switch *public {
	case "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html":
		return true
	}
	return slices.ContainsFunc(quirkyPublic[:], func(p string) bool { return strings.HasPrefix(*public, p) }) ||
		system == nil && (strings.HasPrefix(*public, "-//w3c//dtd html 4.01 frameset//") ||
			strings.HasPrefix(*public, "-//w3c//dtd html 4.01 transitional//"))
}

// identifiers reads the quoted public and system identifiers of a doctype.
func identifiers(rest string) (public, system *string) {
	keyword := ""
	for _, k := range [...]string{"public", "system"} {
		if r, ok := strings.CutPrefix(rest, k); ok {
			keyword, rest = k, r
		}
	}
	var quoted []string
	for len(quoted) < 2 {
		rest = strings.TrimSpace(rest)
		if rest == "" || (rest[0] != '"' && rest[0] != '\'') {
			break
		}
		s, after, _ := strings.Cut(rest[1:], rest[:1])
		quoted, rest = append(quoted, s), after
	}
	switch {
	case keyword == "public" && len(quoted) > 0:
		public = &quoted[0]
		if len(quoted) > 1 {
			system = &quoted[1]
		}
	case keyword == "system" && len(quoted) > 0:
		system = &quoted[0]
	}
	return public, system
}
