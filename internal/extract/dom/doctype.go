package dom

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// documentType is what a doctype says. An identifier is nil where the doctype has none, which is not the same as an
// empty one.
type documentType struct {
	name           string
	public, system *string
	forceQuirks    bool // the declaration is malformed
}

// addDoctype puts the doctype's node into the tree, with its identifiers as the attributes "public" and "system", as
// html.Parse does. It sets quirks mode, of which the tree shows one thing: whether a table closes a paragraph.
func (b *builder) addDoctype(t *token) {
	d := readDoctype(t.data, b.z.src[t.end-1] == '>')
	o := b.newNode(html.DoctypeNode, d.name, t.start, t.end)
	if d.public != nil {
		o.Attr = append(o.Attr, html.Attribute{Key: "public", Val: *d.public})
	}
	if d.system != nil {
		o.Attr = append(o.Attr, html.Attribute{Key: "system", Val: *d.system})
	}
	b.tree.Doc.AppendChild(&o.Node)
	b.quirks = d.quirks()
}

// readDoctype reads what stands between "<!doctype" and the first ">". It is the standard's doctype states. closed
// tells that there is a ">", and not the end of the source.
func readDoctype(s string, closed bool) (d documentType) {
	s = noNull(strings.TrimLeft(s, ascii.Space))
	name := strings.IndexAny(s, ascii.Space)
	if name < 0 {
		name = len(s)
	}
	d.name = lowerASCII(s[:name])
	s = strings.TrimLeft(s[name:], ascii.Space)
	if s == "" {
		d.forceQuirks = d.name == "" || !closed
		return d
	}
	d.forceQuirks = true
	keyword := lowerASCII(s[:min(len(s), len("public"))])
	if keyword != "public" && keyword != "system" {
		return d
	}
	s = s[len(keyword):]
	var complete bool
	if keyword == "public" {
		d.public, s, complete = quoted(s)
		if !complete {
			return d
		}
		d.forceQuirks = !closed
		if s == "" {
			return d
		}
		d.forceQuirks = true
	}
	d.system, s, complete = quoted(s)
	// What follows a system identifier is ignored.
	d.forceQuirks = !complete || s == "" && !closed
	return d
}

// quoted reads an identifier in quotes, with the white space around it. The identifier is nil where there are no
// quotes, and not complete where the closing quote is missing.
func quoted(s string) (id *string, rest string, complete bool) {
	s = strings.TrimLeft(s, ascii.Space)
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return nil, s, false
	}
	text, rest, complete := strings.Cut(s[1:], s[:1])
	return &text, strings.TrimLeft(rest, ascii.Space), complete
}

// quirks reports whether the doctype puts the page into quirks mode. Identifiers are compared in lower case.
func (d documentType) quirks() bool {
	if d.forceQuirks || d.name != "html" {
		return true
	}
	if d.system != nil && lowerASCII(*d.system) == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd" {
		return true
	}
	if d.public == nil {
		return false
	}
	public := lowerASCII(*d.public)
	begins := func(prefix string) bool { return strings.HasPrefix(public, prefix) }
	return slices.Contains(quirkyPublic[:], public) ||
		slices.ContainsFunc(quirkyPrefixes[:], begins) ||
		d.system == nil && slices.ContainsFunc(quirkyWithoutSystem[:], begins)
}

// quirkyPublic are public identifiers that put a page into quirks mode.
var quirkyPublic = [...]string{
	"-//w3o//dtd w3 html strict 3.0//en//",
	"-/w3c/dtd html 4.0 transitional/en",
	"html",
}

// quirkyWithoutSystem are beginnings of public identifiers that do so where there is no system identifier.
var quirkyWithoutSystem = [...]string{
	"-//w3c//dtd html 4.01 frameset//",
	"-//w3c//dtd html 4.01 transitional//",
}

// quirkyPrefixes are beginnings of public identifiers that always do so.
var quirkyPrefixes = [...]string{
	"+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//",
	"-//advasoft ltd//dtd html 3.0 aswedit + extensions//", "-//ietf//dtd html 2.0 level 1//",
	"-//ietf//dtd html 2.0 level 2//", "-//ietf//dtd html 2.0 strict level 1//",
	"-//ietf//dtd html 2.0 strict level 2//", "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//",
	"-//ietf//dtd html 2.1e//", "-//ietf//dtd html 3.0//", "-//ietf//dtd html 3.2 final//", "-//ietf//dtd html 3.2//",
	"-//ietf//dtd html 3//", "-//ietf//dtd html level 0//", "-//ietf//dtd html level 1//", "-//ietf//dtd html level 2//",
	"-//ietf//dtd html level 3//", "-//ietf//dtd html strict level 0//", "-//ietf//dtd html strict level 1//",
	"-//ietf//dtd html strict level 2//", "-//ietf//dtd html strict level 3//", "-//ietf//dtd html strict//",
	"-//ietf//dtd html//", "-//metrius//dtd metrius presentational//",
	"-//microsoft//dtd internet explorer 2.0 html strict//",
	"-//microsoft//dtd internet explorer 2.0 html//", "-//microsoft//dtd internet explorer 2.0 tables//",
	"-//microsoft//dtd internet explorer 3.0 html strict//", "-//microsoft//dtd internet explorer 3.0 html//",
	"-//microsoft//dtd internet explorer 3.0 tables//", "-//netscape comm. corp.//dtd html//",
	"-//netscape comm. corp.//dtd strict html//", "-//o'reilly and associates//dtd html 2.0//",
	"-//o'reilly and associates//dtd html extended 1.0//", "-//o'reilly and associates//dtd html extended relaxed 1.0//",
	"-//sq//dtd html 2.0 hotmetal + extensions//",
	"-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
	"-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//", "-//spyglass//dtd html 2.0 extended//",
	"-//sun microsystems corp.//dtd hotjava html//", "-//sun microsystems corp.//dtd hotjava strict html//",
	"-//w3c//dtd html 3 1995-03-24//", "-//w3c//dtd html 3.2 draft//", "-//w3c//dtd html 3.2 final//",
	"-//w3c//dtd html 3.2//", "-//w3c//dtd html 3.2s draft//", "-//w3c//dtd html 4.0 frameset//",
	"-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental 19960712//",
	"-//w3c//dtd html experimental 970421//", "-//w3c//dtd w3 html//", "-//w3o//dtd w3 html 3.0//",
	"-//webtechs//dtd mozilla html 2.0//", "-//webtechs//dtd mozilla html//",
}
