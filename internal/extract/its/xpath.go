package its

import (
	"fmt"
	"regexp"
	"strings"

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
	budget    *Budget
}

// spent is what a step panics with that is beyond the budget: the library that asks for steps can't be told otherwise.
type spent struct{}

// step counts a step that an expression takes.
func (n *navigator) step(cost int) {
	if !n.budget.Spend(cost) {
		panic(spent{})
	}
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
		n.step(1 + len(n.cur.Attr[n.attr].Val)/8)
		return n.cur.Attr[n.attr].Val
	case n.cur.Type == html.TextNode, n.cur.Type == html.CommentNode:
		n.step(1 + len(n.cur.Data)/8)
		return n.cur.Data
	}
	var b strings.Builder
	n.text(n.cur, &b)
	return b.String()
}

// text collects the text of a node's content.
func (n *navigator) text(of *html.Node, b *strings.Builder) {
	for c := of.FirstChild; c != nil; c = c.NextSibling {
		n.step(1)
		if c.Type == html.TextNode {
			n.step(len(c.Data) / 8)
			b.WriteString(c.Data)
		}
		n.text(c, b)
	}
}

func (n *navigator) Copy() xpath.NodeNavigator {
	n.step(1)
	c := *n
	return &c
}

func (n *navigator) MoveToRoot() {
	n.step(1)
	n.cur, n.attr = n.root, -1
}

func (n *navigator) MoveToParent() bool {
	if n.attr >= 0 {
		n.step(1)
		n.attr = -1
		return true
	}
	return n.move(n.cur.Parent)
}

func (n *navigator) MoveToNextAttribute() bool {
	if n.cur.Type != html.ElementNode || n.attr+1 >= len(n.cur.Attr) {
		return false
	}
	n.step(1)
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
	n.step(1)
	if to == nil {
		return false
	}
	n.cur = to
	return true
}

func (n *navigator) MoveTo(other xpath.NodeNavigator) bool {
	n.step(1)
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

func (n Node) navigator(root *html.Node, budget *Budget) *navigator {
	nav := &navigator{root: root, cur: n.Element, attr: -1, budget: budget}
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
	// uncounted are functions of the library's that are not of XPath 1.0, and make long texts or search them at length.
	uncounted = regexp.MustCompile(`(?:matches|replace|string-join)[\s\pZ]*\(`)
)

// expression writes an expression's variables out, and its PREFIX:* as *, which the library has not.
func (a *Annotations) expression(expr string, params map[string]string) (string, error) {
	if len(expr) > maxExpression {
		return "", fmt.Errorf("an XPath expression of %d characters is too long", len(expr))
	}
	size := len(expr)
	expr = replaceOutsideLiterals(expr, variable, func(v string) string {
		value, ok := params[v[1:]]
		size += len(value)
		switch {
		case !ok || size > maxExpression:
			return v
		case strings.Contains(value, "'"):
			return `"` + value + `"`
		}
		return "'" + value + "'"
	})
	if size > maxExpression {
		return "", fmt.Errorf("an XPath expression of %d characters is too long", size)
	}
	expr = replaceOutsideLiterals(expr, anyNamespace, func(string) string { return "*" })
	if expr = langCall.ReplaceAllStringFunc(expr, langTest); len(expr) > 4*maxExpression {
		return "", fmt.Errorf("an XPath expression of %d characters is too long", len(expr))
	}
	return expr, nil
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

// xpathValue evaluates an expression of a rule at a node. Whatever the expression, it gives an error rather than a panic.
func (a *Annotations) xpathValue(at Node, r *rule, expr string) (v any, err error) {
	defer func() {
		switch p := recover(); p.(type) {
		case nil:
		case spent:
			v, err = nil, a.budget.Err()
		default:
			v, err = nil, fmt.Errorf("the XPath expression %q can't be evaluated: %v", expr, p)
		}
	}()
	if expr, err = a.expression(expr, r.params); err != nil {
		return nil, err
	}
	if ids, rest, ok := cutID(expr); ok {
		return a.identified(at, r, ids, rest)
	}
	if !a.budget.Spend(4 * len(expr)) {
		return nil, a.budget.Err()
	}
	if uncounted.MatchString(literals.ReplaceAllString(expr, "''")) {
		return nil, fmt.Errorf("the XPath expression %q can't be used: %w", expr, errUnknownFunction)
	}
	e, err := xpath.CompileWithNS(expr, r.ns)
	if err != nil {
		return nil, fmt.Errorf("the XPath expression %q can't be read: %w", expr, err)
	}
	if e == nil {
		return nil, fmt.Errorf("the XPath expression %q says nothing", expr)
	}
	switch v := e.Evaluate(at.navigator(a.root, a.budget)).(type) {
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
func (a *Annotations) selectNodes(r *rule) ([]Node, error) {
	return a.nodesAt(Node{a.root, ""}, r, r.selector)
}

// nodesAt returns the elements and attributes that an expression of a rule leads to from a node.
func (a *Annotations) nodesAt(at Node, r *rule, expr string) ([]Node, error) {
	var out []Node
	if r.css {
		found, err := a.css().within(at.Element, expr)
		for _, n := range found {
			out = append(out, Node{n, ""})
		}
		return out, err
	}
	v, err := a.xpathValue(at, r, expr)
	if err != nil {
		return nil, err
	}
	navs, _ := v.([]navigator)
	for i := range navs {
		if n, ok := navs[i].node(); ok {
			out = append(out, n)
		}
	}
	return out, nil
}

// pointerTexts returns the text that a pointer of a rule leads to from a node.
func (a *Annotations) pointerTexts(at Node, r *rule, expr string) (texts []string, err error) {
	defer func() {
		switch p := recover(); p.(type) {
		case nil:
		case spent:
			texts, err = nil, a.budget.Err()
		default:
			panic(p)
		}
	}()
	var navs []navigator
	if r.css {
		found, err := a.css().within(at.Element, expr)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			navs = append(navs, *Node{n, ""}.navigator(a.root, a.budget))
		}
	} else {
		v, err := a.xpathValue(at, r, expr)
		if err != nil {
			return nil, err
		}
		nodes, ok := v.([]navigator)
		if !ok {
			return []string{fmt.Sprint(v)}, nil
		}
		navs = nodes
	}
	for i := range navs {
		texts = append(texts, ascii.CollapseSpace(navs[i].Value()))
	}
	return texts, nil
}
