package dom

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func mathTextPoint(n *node) bool {
	switch n.Data {
	case "mi", "mo", "mn", "ms", "mtext":
		return n.Namespace == "math"
	}
	return false
}

func svgTextPoint(n *node) bool {
	switch n.Data {
	case "foreignObject", "desc", "title":
		return n.Namespace == "svg"
	}
	return false
}

// htmlPoint reports whether HTML may stand in a foreign element.
func htmlPoint(n *node) bool {
	if n.Namespace == "math" && n.Data == "annotation-xml" {
		for _, a := range n.Attr {
			if a.Key == "encoding" {
				return strings.EqualFold(a.Val, "text/html") || strings.EqualFold(a.Val, "application/xhtml+xml")
			}
		}
		return false
	}
	return svgTextPoint(n)
}

// inForeign reports whether a token follows the rules for SVG and MathML rather than HTML's.
func (b *builder) inForeign(t *token) bool {
	n := b.current()
	if n == nil || n.Namespace == "" || t.kind == endOfFile {
		return false
	}
	if mathTextPoint(n) {
		if t.kind == text || t.kind == startTag && t.name != "mglyph" && t.name != "malignmark" {
			return false
		}
	}
	if n.Namespace == "math" && n.Data == "annotation-xml" && t.kind == startTag && t.atom == atom.Svg {
		return false
	}
	return !htmlPoint(n) || t.kind != text && t.kind != startTag
}

func (b *builder) foreignContent(t *token) bool {
	switch t.kind {
	case text:
		if b.framesetOK && !b.isSpace(t) {
			b.framesetOK = false
		}
		b.insertText(t, replaceNulls)
	case comment:
		b.addComment(t, nil)
	case startTag:
		if breaksOut(t, b.z.src) {
			b.leaveForeign()
			return b.apply(b.mode, t)
		}
		ns := b.current().Namespace
		if ns == "svg" {
			if name, ok := svgNames[t.name]; ok {
				t.name = name
			}
		}
		b.elementNS(t, ns)
		if t.selfClose {
			b.pop()
		}
	case endTag:
		return b.foreignEnd(t)
	}
	return true
}

// leaveForeign closes elements up to the HTML around the foreign content.
func (b *builder) leaveForeign() {
	for len(b.stack) > 1 {
		n := b.current()
		if n.Namespace == "" || mathTextPoint(n) || htmlPoint(n) {
			return
		}
		b.pop()
	}
}

func (b *builder) foreignEnd(t *token) bool {
	if t.atom == atom.Br || t.atom == atom.P {
		b.leaveForeign()
		return b.apply(b.mode, t)
	}
	if b.counts.foreign[slot(t.atom, t.name)] == 0 {
		return b.apply(b.mode, t)
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		b.work++
		n := b.stack[i]
		if n.Namespace == "" {
			return b.apply(b.mode, t)
		}
		if lowerASCII(n.Data) == t.name {
			b.popTo(i)
			return true
		}
	}
	return true
}

// breaksOut reports whether a start tag is one of HTML's that end foreign content.
func breaksOut(t *token, src string) bool {
	switch t.atom {
	case atom.B, atom.Big, atom.Blockquote, atom.Body, atom.Br, atom.Center, atom.Code, atom.Dd, atom.Div, atom.Dl,
		atom.Dt, atom.Em, atom.Embed, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Hr, atom.I,
		atom.Img, atom.Li, atom.Listing, atom.Menu, atom.Meta, atom.Nobr, atom.Ol, atom.P, atom.Pre, atom.Ruby, atom.S,
		atom.Small, atom.Span, atom.Strong, atom.Strike, atom.Sub, atom.Sup, atom.Table, atom.Tt, atom.U, atom.Ul,
		atom.Var:
		return true
	case atom.Font:
		for _, a := range attributes(src[:t.end], t.attrs) {
			if a.Key == "color" || a.Key == "face" || a.Key == "size" {
				return true
			}
		}
	}
	return false
}

// adjustForeign gives the attributes of a foreign element the case and the namespaces that the standard lists.
func adjustForeign(n *html.Node) {
	for i := range n.Attr {
		a := &n.Attr[i]
		if n.Namespace == "svg" {
			if name, ok := svgAttrs[a.Key]; ok {
				a.Key = name
			}
		} else if a.Key == "definitionurl" {
			a.Key = "definitionURL"
		}
		prefix, local, ok := strings.Cut(a.Key, ":")
		if !ok {
			continue
		}
		switch {
		case prefix == "xlink" && xlinkAttrs[local], prefix == "xml" && (local == "lang" || local == "space"),
			prefix == "xmlns" && local == "xlink":
			a.Namespace, a.Key = prefix, local
		}
	}
}
