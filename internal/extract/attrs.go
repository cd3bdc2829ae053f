package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract/its"
)

// textAttr reports whether an attribute's value is for people to read.
func textAttr(n *html.Node, a *html.Attribute) bool {
	switch {
	case a.Namespace == "xlink":
		return a.Key == "title" && n.Namespace == "svg" && n.Data == "a" // browsers show it like a title
	case a.Namespace != "":
		return false
	case n.Namespace == "math":
		return spokenFormula(a)
	}
	switch a.Key {
	case "title":
		switch n.DataAtom {
		case atom.Style, atom.Script, atom.Meta:
			return false
		case atom.Link:
			return shownLink(n)
		}
		return true
	case "aria-label", "aria-description", "aria-roledescription", "aria-placeholder", "aria-valuetext":
		return true
	}
	if n.Namespace != "" {
		return false
	}
	switch a.Key {
	case "alt":
		return n.DataAtom == atom.Img || n.DataAtom == atom.Area || n.DataAtom == atom.Input && inputType(n) == "image"
	case "placeholder":
		return n.DataAtom == atom.Input || n.DataAtom == atom.Textarea
	case "summary":
		return n.DataAtom == atom.Table
	case "abbr":
		return n.DataAtom == atom.Th
	case "label":
		return n.DataAtom == atom.Option || n.DataAtom == atom.Optgroup ||
			n.DataAtom == atom.Track || n.DataAtom == atom.Menuitem
	case "value":
		return n.DataAtom == atom.Input && buttonInput(n)
	case "content":
		return n.DataAtom == atom.Meta && textMeta(n) || spokenContent(n)
	}
	return false
}

// shownLink reports whether a link element is one that browsers or feed readers offer by its title: a feed, or a
// search. A style sheet's title is the name of a set, which scripts know too, and one that leads to another language is
// in that language; those of next, up and the like are shown by no browser of today.
func shownLink(n *html.Node) bool {
	if _, ok := attr(n, "hreflang"); ok {
		return false
	}
	shown := false
	rel, _ := attr(n, "rel")
	for r := range ascii.Fields(ascii.ToLower(rel)) {
		switch r {
		case "stylesheet":
			return false
		case "alternate", "search":
			shown = true
		}
	}
	return shown
}

// textMeta reports whether a meta element's content is a text that people see, in a search result or a shared link.
func textMeta(n *html.Node) bool {
	name, ok := attr(n, "name")
	if !ok {
		name, _ = attr(n, "property")
	}
	switch ascii.ToLower(ascii.TrimSpace(name)) {
	case "description", "keywords", "abstract", "subject", "news_keywords",
		"dc.title", "dc.description", "dc.subject", "dcterms.title",
		"dcterms.description", "dcterms.abstract", "dcterms.subject",
		"og:title", "og:description", "og:site_name", "og:image:alt", "og:video:alt",
		"twitter:title", "twitter:description", "twitter:image:alt",
		"twitter:label1", "twitter:label2", "twitter:data1", "twitter:data2":
		return true
	}
	return false
}

// attributes makes units of an element's attributes that people read.
func (x *extractor) attributes(n *html.Node, st state) {
	if n.DataAtom == atom.Meta {
		units := len(x.units)
		defer func() { x.noteSiteName(n, units) }()
	}
	if len(n.Attr) == 0 || st.stays() && x.its == nil {
		return // a rule may ask for an attribute of what stays
	}
	always := n.DataAtom == atom.Meta
	if !st.inRoot && !always {
		return
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		if n.DataAtom == atom.Iframe && a.Key == "srcdoc" && !st.stays() {
			x.srcdoc(n)
		}
		ast, is := st, !st.stays() && x.isText(n, a)
		if x.its != nil {
			var stated string
			if ast, stated = x.its.attrState(n, a.Key, st); stated != "" {
				is = stated == "yes" && fillable(n, a) && !(st.stays() && refusedAbove(n))
			}
		}
		if !is && !st.stays() && namedSubmit(n, a.Key) {
			x.leaveButton(n, a.Val)
		}
		if is && hasLetter(a.Val) && !isFormula(a.Val) && (x.its == nil || !x.its.away[its.Node{Element: n, Attr: a.Key}]) {
			key := a.Key
			if a.Namespace != "" {
				key = a.Namespace + ":" + key // as it stands in the source
			}
			x.attribute(n, key, ast)
		}
	}
}

func (x *extractor) attribute(n *html.Node, key string, st state) {
	s, _ := x.tree.Span(n)
	at, ok := x.tree.Attr(s, key)
	if !ok {
		return
	}
	text := x.texts.read(reader{x.tree.Src[at.Value.Start:at.Value.End], inAttr})
	u := textUnit{element: n.Data, attribute: key, place: inAttr, quote: at.Quote, state: st}
	x.emitText(n, u, item{start: int32(at.Value.Start), end: int32(at.Value.End), text: text})
}
