package its

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/beevik/etree"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

const itsNamespace = "http://www.w3.org/2005/11/its"

// rule is one global rule.
type rule struct {
	name     string // of its element, for instance "translateRule"
	selector string
	css      bool
	attrs    map[string]string
	note     *string // the text of a locNote element
	params   map[string]string
	ns       map[string]string
	from     *html.Node // the script or link that brings it
}

// Loader reads a resource that a page links to, by the link as it stands in the page.
type Loader func(href string) ([]byte, error)

// collector gathers a page's rules in the order of precedence: the last that matches counts.
type collector struct {
	load   Loader
	seen   map[string]bool
	rules  []rule
	errs   []error
	scopes map[*etree.Element]map[string]string // see namespaces
	budget *Budget
}

func (c *collector) page(doc *html.Node) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for m := n.FirstChild; m != nil; m = m.NextSibling {
			switch {
			case m.DataAtom == atom.Script && isRules(attr(m, "type")) && m.FirstChild != nil:
				c.xml([]byte(m.FirstChild.Data), "the page", m)
			case m.DataAtom == atom.Link && hasWord(attr(m, "rel"), "its-rules"):
				c.file(attr(m, "href"), m)
			}
			walk(m)
		}
	}
	walk(doc)
}

func isRules(t string) bool {
	t, _, _ = strings.Cut(t, ";")
	return strings.EqualFold(ascii.TrimSpace(t), "application/its+xml")
}

func hasWord(list, word string) bool {
	for w := range ascii.Fields(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func (c *collector) file(href string, from *html.Node) {
	if href == "" || c.seen[href] || c.load == nil || !c.budget.File() {
		return
	}
	c.seen[href] = true
	b, err := c.load(href)
	if err != nil {
		c.errs = append(c.errs, fmt.Errorf("the ITS rules %s can't be loaded: %w", href, err))
		return
	}
	c.xml(b, href, from)
}

// xml reads rules. from is the element of the page that brings them.
func (c *collector) xml(b []byte, where string, from *html.Node) {
	if !c.budget.SpendAt("the ITS rules in "+where, from, len(b)) {
		return
	}
	first := len(c.rules)
	defer func() {
		for i := first; i < len(c.rules); i++ {
			if c.rules[i].from == nil {
				c.rules[i].from = from
			}
		}
	}()
	doc, err := parseXML(b)
	if err != nil {
		c.errs = append(c.errs, fmt.Errorf("the ITS rules in %s can't be read: %w", where, err))
		return
	}
	for _, e := range elementsNamed(doc.Root(), "rules") {
		c.rulesElement(e)
	}
}

// parseXML reads XML. The parser knows no external entities, expands none of its own, and refuses elements that nest
// deep.
func parseXML(b []byte) (*etree.Document, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(b); err != nil {
		return nil, err
	}
	if doc.Root() == nil {
		return nil, errors.New("it holds no element")
	}
	return doc, nil
}

// elementsNamed returns the elements of ITS's namespace with the name, in document order.
func elementsNamed(root *etree.Element, name string) (named []*etree.Element) {
	var walk func(e *etree.Element)
	walk = func(e *etree.Element) {
		if e.Tag == name && e.NamespaceURI() == itsNamespace {
			named = append(named, e)
		}
		for _, c := range e.ChildElements() {
			walk(c)
		}
	}
	walk(root)
	return named
}

func (c *collector) rulesElement(e *etree.Element) {
	for _, a := range e.Attr {
		if a.Key == "href" && c.namespaces(e)[a.Space] == "http://www.w3.org/1999/xlink" {
			c.file(a.Value, nil) // linked rules come before those that link to them
		}
	}
	css := strings.EqualFold(e.SelectAttrValue("queryLanguage", ""), "css")
	params := map[string]string{}
	for _, child := range e.ChildElements() {
		prefix := child.Space
		if prefix == "" {
			prefix = "xmlns"
		}
		if c.namespaces(child)[prefix] != itsNamespace {
			continue
		}
		if child.Tag == "param" {
			params[child.SelectAttrValue("name", "")] = child.Text()
			continue
		}
		c.rules = append(c.rules, newRule(child, css, params, c.namespaces(child)))
	}
}

// namespaces returns the prefixes that count at an element, with their namespaces. The default one has the prefix xmlns,
// which no other can have. Elements that declare none share those of the element around them.
func (c *collector) namespaces(e *etree.Element) map[string]string {
	if e == nil {
		return map[string]string{}
	}
	if scope, ok := c.scopes[e]; ok {
		return scope
	}
	scope, own := c.namespaces(e.Parent()), false
	for _, a := range e.Attr {
		if a.Space != "xmlns" && (a.Space != "" || a.Key != "xmlns") {
			continue
		}
		if !own {
			own = true
			c.budget.Spend(len(scope))
			scope = maps.Clone(scope)
		}
		scope[a.Key] = a.Value
	}
	c.scopes[e] = scope
	return scope
}

func newRule(e *etree.Element, css bool, params, ns map[string]string) rule {
	r := rule{name: e.Tag, css: css, params: params, attrs: map[string]string{}, ns: ns}
	for _, a := range e.Attr {
		if a.Space == "" && a.Key != "xmlns" {
			r.attrs[a.Key] = a.Value
		}
	}
	r.selector = r.attrs["selector"]
	for _, c := range e.ChildElements() {
		if c.Tag == "locNote" {
			s := ascii.CollapseSpace(textContent(c))
			r.note = &s
		}
	}
	return r
}

// textContent returns the text of an element and of those within it.
func textContent(e *etree.Element) string {
	var b strings.Builder
	var walk func(e *etree.Element)
	walk = func(e *etree.Element) {
		for _, t := range e.Child {
			switch t := t.(type) {
			case *etree.CharData:
				b.WriteString(t.Data)
			case *etree.Element:
				walk(t)
			}
		}
	}
	walk(e)
	return b.String()
}
