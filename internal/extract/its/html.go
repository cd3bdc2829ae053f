package its

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// translatable reports whether HTML counts an attribute among those that are translated with their element (HTML
// standard, "The translate attribute").
func translatable(n *html.Node, key string) bool {
	switch key {
	case "title", "lang", "style":
		return true
	case "abbr":
		return n.DataAtom == atom.Th
	case "alt":
		return n.DataAtom == atom.Area || n.DataAtom == atom.Img || n.DataAtom == atom.Input
	case "content":
		return n.DataAtom == atom.Meta && spokenMeta(attr(n, "name"))
	case "download":
		return n.DataAtom == atom.A || n.DataAtom == atom.Area
	case "label":
		switch n.DataAtom {
		case atom.Optgroup, atom.Option, atom.Track, atom.Menuitem:
			return true
		}
		return false
	case "placeholder":
		return n.DataAtom == atom.Input || n.DataAtom == atom.Textarea
	case "srcdoc":
		return n.DataAtom == atom.Iframe
	case "value":
		t := ascii.ToLower(attr(n, "type"))
		return n.DataAtom == atom.Input && (t == "button" || t == "reset" || t == "submit")
	}
	return false
}

func spokenMeta(name string) bool {
	switch ascii.ToLower(name) {
	case "description", "keywords", "application-name", "author":
		return true
	}
	return false
}

// withinText is what HTML's elements are by default: phrasing content is part of the text around it.
func withinText(n *html.Node) string {
	switch n.DataAtom {
	case atom.Iframe, atom.Noscript, atom.Script, atom.Textarea:
		return "nested"
	case atom.A, atom.Abbr, atom.Area, atom.Audio, atom.B, atom.Bdi, atom.Bdo, atom.Br, atom.Button, atom.Canvas,
		atom.Cite,
		atom.Code, atom.Command, atom.Data, atom.Datalist, atom.Del, atom.Dfn, atom.Em, atom.Embed, atom.I, atom.Img, atom.Input, atom.Ins,
		atom.Kbd, atom.Keygen, atom.Label, atom.Map, atom.Mark, atom.Math, atom.Meter, atom.Object, atom.Output,
		atom.Progress, atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Select, atom.Small, atom.Span, atom.Strong, atom.Sub,
		atom.Sup, atom.Svg, atom.Time, atom.U, atom.Var, atom.Video, atom.Wbr:
		return "yes"
	}
	return "no"
}
