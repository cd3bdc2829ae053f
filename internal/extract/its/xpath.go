package its

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/antchfx/xpath"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// Node is an element, or one of its attributes if Attr is not "".
type Node struct {
	Element *html.Node
	Attr    string
}

const xhtml = "http://www.w3.org/1999/xhtml"

// navigator lets XPath expressions walk an HTML tree, whose elements are of the XHTML namespace.
type navigator struct {
	root, cur *html.Node
	attr      int // -1 on the node itself
}

var _ xpath.NodeNavigator = (*navigator)(nil)

func (n *navigator) NodeType() xpath.NodeType {
	switch {
	case n.attr >= 0:
		return xpath.AttributeNode
	case n.cur.Type == html.TextNode:
		return xpath.TextNode
	case n.cur.Type == html.CommentNode, n.cur.Type == html.DoctypeNode:
		return xpath.CommentNode
	case n.cur.Type == html.DocumentNode:
		return xpath.RootNode
	}
	return xpath.ElementNode
}

func (n *navigator) LocalName() string {
	switch {
	case n.attr >= 0:
		return n.cur.Attr[n.attr].Key
	case n.cur.Type == html.ElementNode:
		return n.cur.Data
	}
	return ""
}

func (n *navigator) Prefix() string { return "" }

func (n *navigator) NamespaceURL() string {
	switch {
	case n.attr >= 0 || n.cur.Type != html.ElementNode:
		return ""
	case n.cur.Namespace == "svg":
		return "http://www.w3.org/2000/svg"
	case n.cur.Namespace == "math":
		return "http://www.w3.org/1998/Math/MathML"
	}
	return xhtml
}

func (n *navigator) Value() string {
	switch {
	case n.attr >= 0:
		return n.cur.Attr[n.attr].Val
	case n.cur.Type == html.TextNode, n.cur.Type == html.CommentNode:
		return n.cur.Data
	}
	return text(n.cur)
}

// text is the text of a node's content.
func text(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			}
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func (n *navigator) Copy() xpath.NodeNavigator { c := *n; return &c }
func (n *navigator) MoveToRoot()               { n.cur, n.attr = n.root, -1 }

func (n *navigator) MoveToParent() bool {
	if n.attr >= 0 {
		n.attr = -1
		return true
	}
	return n.move(n.cur.Parent)
}

func (n *navigator) MoveToNextAttribute() bool {
	if n.cur.Type != html.ElementNode || n.attr+1 >= len(n.cur.Attr) {
		return false
	}
	n.attr++
	return true
}

func (n *navigator) MoveToChild() bool    { return n.attr < 0 && n.move(n.cur.FirstChild) }
func (n *navigator) MoveToNext() bool     { return n.attr < 0 && n.move(n.cur.NextSibling) }
func (n *navigator) MoveToPrevious() bool { return n.attr < 0 && n.move(n.cur.PrevSibling) }

func (n *navigator) MoveToFirst() bool {
	if n.attr >= 0 || n.cur.Parent == nil || n.cur.PrevSibling == nil {
		return false
	}
	return n.move(n.cur.Parent.FirstChild)
}

func (n *navigator) move(to *html.Node) bool {
	if to == nil {
		return false
	}
	n.cur = to
	return true
}

func (n *navigator) MoveTo(other xpath.NodeNavigator) bool {
	o, ok := other.(*navigator)
	if ok {
		*n = *o
	}
	return ok
}

func (n *navigator) node() (Node, bool) {
	if n.cur.Type != html.ElementNode {
		return Node{}, false
	}
	if n.attr >= 0 {
		return Node{n.cur, n.cur.Attr[n.attr].Key}, true
	}
	return Node{n.cur, ""}, true
}

func (n Node) navigator(root *html.Node) *navigator {
	nav := &navigator{root: root, cur: n.Element, attr: -1}
	for i, a := range n.Element.Attr {
		if n.Attr != "" && a.Key == n.Attr {
			nav.attr = i
		}
	}
	return nav
}

var (
	literals     = regexp.MustCompile(`'[^']*'|"[^"]*"`)
	variable     = regexp.MustCompile(`\$[\pL_][\pL\pN._-]*`)
	anyNamespace = regexp.MustCompile(`[\pL_][\pL\pN._-]*:\*`)
)

// substitute writes an expression's variables out, and its PREFIX:* as *, which the library has not.
func substitute(expr string, params map[string]string) string {
	return replaceOutsideLiterals(replaceOutsideLiterals(expr, variable, func(v string) string {
		value, ok := params[v[1:]]
		switch {
		case !ok:
			return v
		case strings.Contains(value, "'"):
			return `"` + value + `"`
		}
		return "'" + value + "'"
	}), anyNamespace, func(string) string { return "*" })
}

// replaceOutsideLiterals replaces what matches, but not in string literals.
func replaceOutsideLiterals(expr string, re *regexp.Regexp, repl func(string) string) string {
	var b strings.Builder
	last := 0
	for _, l := range literals.FindAllStringIndex(expr, -1) {
		b.WriteString(re.ReplaceAllStringFunc(expr[last:l[0]], repl))
		b.WriteString(expr[l[0]:l[1]])
		last = l[1]
	}
	b.WriteString(re.ReplaceAllStringFunc(expr[last:], repl))
	return b.String()
}

// xpathValue evaluates an expression at a node. Whatever the expression, it gives an error rather than a panic.
func xpathValue(root *html.Node, at Node, expr string, ns map[string]string) (v any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the XPath expression %q can't be evaluated: %v", expr, r)
		}
	}()
	if len(expr) > 4096 {
		return nil, fmt.Errorf("an XPath expression of %d characters is too long", len(expr))
	}
	e, err := xpath.CompileWithNS(expr, ns)
	if err != nil {
		return nil, fmt.Errorf("the XPath expression %q can't be read: %w", expr, err)
	}
	if e == nil {
		return nil, fmt.Errorf("the XPath expression %q says nothing", expr)
	}
	switch v := e.Evaluate(at.navigator(root)).(type) {
	case *xpath.NodeIterator:
		var nodes []navigator
		for v.MoveNext() {
			if n, ok := v.Current().(*navigator); ok {
				nodes = append(nodes, *n)
			}
		}
		return nodes, nil
	default:
		return v, nil
	}
}

// selectNodes returns the elements and attributes that a rule's selector matches.
func selectNodes(root *html.Node, r *rule) ([]Node, error) {
	return nodesAt(root, Node{root, ""}, r, r.selector)
}

// nodesAt returns the elements and attributes that an expression of a rule leads to from a node.
func nodesAt(root *html.Node, at Node, r *rule, expr string) ([]Node, error) {
	if r.css {
		sel, err := cascadia.ParseGroup(expr)
		if err != nil {
			return nil, fmt.Errorf("the CSS selector %q can't be read: %w", expr, err)
		}
		var out []Node
		for _, n := range cascadia.QueryAll(at.Element, sel) {
			out = append(out, Node{n, ""})
		}
		return out, nil
	}
	v, err := xpathValue(root, at, substitute(expr, r.params), r.ns)
	if err != nil {
		return nil, err
	}
	navs, _ := v.([]navigator)
	var out []Node
	for i := range navs {
		if n, ok := navs[i].node(); ok {
			out = append(out, n)
		}
	}
	return out, nil
}

// pointerTexts returns the text that a pointer of a rule leads to from a node.
func pointerTexts(root *html.Node, at Node, r *rule, expr string) ([]string, error) {
	if r.css {
		sel, err := cascadia.ParseGroup(expr)
		if err != nil {
			return nil, fmt.Errorf("the CSS selector %q can't be read: %w", expr, err)
		}
		var out []string
		for _, n := range cascadia.QueryAll(at.Element, sel) {
			out = append(out, ascii.CollapseSpace(text(n)))
		}
		return out, nil
	}
	v, err := xpathValue(root, at, substitute(expr, r.params), r.ns)
	if err != nil {
		return nil, err
	}
	if navs, ok := v.([]navigator); ok {
		var out []string
		for i := range navs {
			out = append(out, ascii.CollapseSpace(navs[i].Value()))
		}
		return out, nil
	}
	return []string{fmt.Sprint(v)}, nil
}
