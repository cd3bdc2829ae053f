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
	o := b.newNode(html.DoctypeNode, name, t.start, t.end)
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
	public, system, ok := identifiers(rest)
	switch {
	case !ok, system != nil && *system == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd":
		return true
	case public == nil:
		return false
	}
	switch *public {
	case "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html":
		return true
	}
	return slices.ContainsFunc(quirkyPublic[:], func(p string) bool { return strings.HasPrefix(*public, p) }) ||
		system == nil && (strings.HasPrefix(*public, "-//w3c//dtd html 4.01 frameset//") ||
			strings.HasPrefix(*public, "-//w3c//dtd html 4.01 transitional//"))
}

// identifiers reads the quoted public and system identifiers of a doctype, and reports whether it is well-formed up to the
// first of them.
func identifiers(rest string) (public, system *string, ok bool) {
	isPublic := strings.HasPrefix(rest, "public")
	if !isPublic && !strings.HasPrefix(rest, "system") {
		return nil, nil, false
	}
	rest = rest[len("public"):]
	var quoted []string
	for len(quoted) < 2 {
		rest = strings.TrimSpace(rest)
		if rest == "" || rest[0] != '"' && rest[0] != '\'' {
			break
		}
		s, after, closed := strings.Cut(rest[1:], rest[:1])
		if !closed {
			return nil, nil, false
		}
		quoted, rest = append(quoted, s), after
	}
	switch {
	case len(quoted) == 0:
		return nil, nil, false
	case !isPublic:
		return nil, &quoted[0], true
	case len(quoted) > 1:
		system = &quoted[1]
	}
	return &quoted[0], system, true
}
