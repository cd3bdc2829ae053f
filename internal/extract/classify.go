package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// flow is how an element's content takes part in the text around it.
type flow uint8

const (
	block    flow = iota // a text of its own
	inline               // part of the text: a paired code
	atomic               // one thing in the text, whose content is not a part of it: an empty code
	unspoken             // an empty code without content for people: scripts and the like
)

// flowOf classes an element by its name, as the standard's rendering section has it. Unknown and custom elements are
// inline, as in browsers; those that hold blocks are found by the survey.
func flowOf(n *html.Node) flow {
	if n.Namespace == "math" {
		if n.Data == "script" || n.Data == "style" {
			return unspoken
		}
		return atomic
	}
	if n.Namespace == "svg" {
		return flowSVG(n)
	}
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Col,
		atom.Colgroup, atom.Datalist, atom.Dd, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Frameset, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li,
		atom.Listing, atom.Main, atom.Marquee, atom.Menu, atom.Nav, atom.Noframes, atom.Ol, atom.Optgroup, atom.Option,
		atom.P, atom.Plaintext, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td,
		atom.Tfoot, atom.Th, atom.Thead, atom.Title, atom.Tr, atom.Ul, atom.Xmp:
		return block
	case atom.Script, atom.Style, atom.Link, atom.Meta, atom.Base, atom.Noembed, atom.Param, atom.Source, atom.Track:
		return unspoken
	case atom.Applet, atom.Audio, atom.Br, atom.Canvas, atom.Embed, atom.Frame, atom.Iframe, atom.Img, atom.Input,
		atom.Keygen, atom.Meter, atom.Object, atom.Progress, atom.Rp, atom.Rt, atom.Rtc, atom.Select, atom.Template,
		atom.Textarea, atom.Video, atom.Wbr, atom.Area:
		return atomic
	}
	return inline
}

func flowSVG(n *html.Node) flow {
	switch n.Data {
	case "svg", "foreignObject":
		return atomic
	case "tspan", "textPath", "a":
		return inline
	case "style", "script":
		return unspoken
	}
	return block
}

// isCode reports whether an element's text is code, which people don't translate.
func isCode(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Code, atom.Kbd, atom.Pre, atom.Samp, atom.Var, atom.Listing, atom.Xmp, atom.Plaintext:
		return n.Namespace == ""
	}
	return false
}

// keepsSpace reports whether white space in an element counts.
func keepsSpace(n *html.Node, inherited bool) bool {
	switch n.DataAtom {
	case atom.Pre, atom.Listing, atom.Textarea, atom.Xmp, atom.Plaintext:
		return true
	}
	style, ok := attr(n, "style")
	if !ok {
		return inherited
	}
	switch property(style, "white-space") {
	case "pre", "pre-wrap", "pre-line", "break-spaces":
		return true
	case "normal", "nowrap":
		return false
	}
	return inherited
}

// property reads a property of a style attribute.
func property(style, name string) string {
	for decl := range strings.SplitSeq(style, ";") {
		if k, v, ok := strings.Cut(decl, ":"); ok && strings.EqualFold(ascii.TrimSpace(k), name) {
			return ascii.ToLower(ascii.TrimSpace(v))
		}
	}
	return ""
}

func isHeading(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	}
	return 0
}

func attr(n *html.Node, key string) (string, bool) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val, true
		}
	}
	return "", false
}

// translateAttr reads what an element says of its own translation: 1 yes, -1 no, 0 nothing. Google's class
// "notranslate" counts as translate="no", for pages use it so.
func translateAttr(n *html.Node) int {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "translate":
			switch ascii.ToLower(ascii.TrimSpace(a.Val)) {
			case "no":
				return -1
			case "yes", "":
				return 1
			}
		case "class":
			if strings.Contains(a.Val, "notranslate") {
				for f := range ascii.Fields(a.Val) {
					if f == "notranslate" {
						return -1
					}
				}
			}
		}
	}
	return 0
}
