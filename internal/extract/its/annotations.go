package its

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/beevik/etree"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// Values are a node's values of one data category, by name.
type Values map[string]string

// Annotations are what a page says in ITS.
type Annotations struct {
	root   *html.Node
	load   Loader
	rules  []rule
	docs   map[string]*annotationFile // with standoff annotations; the page itself is ""
	budget *Budget
	ids    map[string]*html.Node // once a rule asks for elements by them
	sheet  *sheet                // once a rule has a CSS selector
	// Errors are the faults of the page's rules. The rules that could be read are applied nevertheless.
	Errors []error
}

// New reads a page's rules. load may be nil. Then rules and annotations in other files are ignored. Once the budget is
// spent, what the values are is not known any more: ask it before the values are used.
func New(doc *html.Node, load Loader, budget *Budget) *Annotations {
	c := &collector{load: load, seen: map[string]bool{}, scopes: map[*etree.Element]map[string]string{}, budget: budget}
	c.page(doc)
	return &Annotations{
		root: doc, load: load, rules: c.rules, Errors: c.errs, budget: budget, docs: map[string]*annotationFile{},
	}
}

// fault notes a fault of the page's rules; err may be nil.
func (a *Annotations) fault(err error) {
	if err != nil && len(a.Errors) < maxFaults {
		a.Errors = append(a.Errors, err)
	}
}

// css returns the page for CSS selectors.
func (a *Annotations) css() *sheet {
	if a.sheet == nil {
		a.sheet = newSheet(a.root, a.budget)
	}
	return a.sheet
}

// Result has the values of one category on a page. Asking it fills caches, so only one goroutine may use it.
type Result struct {
	def      category
	cat      Category
	own      map[Node]Values // by global rules
	a        *Annotations
	resolved map[*html.Node]Values // a cache of elements' values
	tools    map[*html.Node]string // a cache of annotators
	pointers []Pointer
	lists    map[string][]Values // of standoff annotations, by the references to them
}

// Pointer leads from a node to the one that its translation goes to.
type Pointer struct{ From, To Node }

// Pointers returns where the target pointers of a page lead, in the order of the rules. A pointer to several nodes
// means the first of them.
func (r *Result) Pointers() []Pointer { return r.pointers }

// Evaluate applies a category's rules and local markup.
func (a *Annotations) Evaluate(cat Category) (*Result, bool) {
	def, ok := categories[cat]
	if !ok {
		return nil, false
	}
	r := &Result{
		def: def, cat: cat, a: a,
		own: map[Node]Values{}, resolved: map[*html.Node]Values{}, tools: map[*html.Node]string{},
		lists: map[string][]Values{},
	}
	for i := range a.rules {
		if def.rule != "" && a.rules[i].name == def.rule {
			r.global(&a.rules[i])
		}
	}
	return r, true
}

// global applies one rule.
func (r *Result) global(rl *rule) {
	budget := r.a.budget
	budget.at, budget.by = fmt.Sprintf("the rule %s with the selector %.100q", rl.name, rl.selector), rl.from
	nodes, err := r.a.selectNodes(rl)
	r.a.fault(err)
	for _, n := range nodes {
		if !budget.Spend(4) {
			return
		}
		if v := r.ruleValues(rl, n); len(v) > 0 {
			r.own[n] = r.withCompanions(v)
		}
		if r.cat == TargetPointer {
			r.follow(rl, n)
		}
	}
}

// follow notes where a target pointer leads.
func (r *Result) follow(rl *rule, from Node) {
	targets, err := r.a.nodesAt(from, rl, rl.attrs["targetPointer"])
	r.a.fault(err)
	if len(targets) > 0 {
		r.pointers = append(r.pointers, Pointer{from, targets[0]})
	}
}

// Values returns a node's values. The first of these that there is counts: its own markup, a rule, what it inherits,
// the default.
func (r *Result) Values(n Node) Values {
	var v Values
	if n.Attr == "" {
		v = maps.Clone(r.element(n.Element))
	} else {
		v = maps.Clone(r.attribute(n))
	}
	if r.def.tool != "" {
		if t := r.annotators(n.Element); t != "" {
			if v == nil {
				v = Values{}
			}
			v["annotatorsRef"] = t
		}
	}
	return v
}

// Stated returns what a rule or the node's own markup says of it, without inheritance and defaults.
func (r *Result) Stated(n Node) Values {
	if n.Attr != "" {
		return r.own[n]
	}
	return r.stated(n.Element)
}

// element returns an element's values.
func (r *Result) element(n *html.Node) Values {
	if v, ok := r.resolved[n]; ok {
		return v
	}
	v := r.stated(n)
	if v == nil && r.def.reach != alone && n.Parent != nil && n.Parent.Type == html.ElementNode {
		v = r.element(n.Parent)
	}
	if v == nil && r.cat == WithinText {
		v = Values{"withinText": withinText(n)}
	}
	if v == nil {
		v = r.def.defaults
	}
	r.resolved[n] = v
	return v
}

// stated returns what is said of an element itself.
func (r *Result) stated(n *html.Node) Values {
	if v := r.local(n); len(v) > 0 {
		return r.withCompanions(v)
	}
	return r.own[Node{n, ""}]
}

// local reads the values in an element's own attributes.
func (r *Result) local(n *html.Node) Values {
	v := Values{}
	for _, a := range n.Attr {
		name := r.def.local[a.Key]
		if rest, ok := strings.CutPrefix(a.Key, "its-"); ok {
			if name = camel(rest); !slices.Contains(r.def.names, name) {
				name = ""
			}
		}
		if name == "" || r.cat == Translate && !isTranslate(a.Val) {
			continue
		}
		v[name] = a.Val
		if caseInsensitive[name] {
			v[name] = ascii.ToLower(ascii.TrimSpace(a.Val))
		}
	}
	if t, ok := v["translate"]; ok && t == "" {
		v["translate"] = "yes"
	}
	incomplete := r.cat == LocalizationNote && v["locNote"] == "" && v["locNoteRef"] == "" ||
		r.cat == StorageSize && v["storageSize"] == "" ||
		r.cat == Directionality && v["dir"] == "auto"
	if incomplete {
		return nil
	}
	return v
}

// isTranslate reports whether an attribute translate has one of the values that HTML knows. With another one it says nothing; the
// empty one means yes.
func isTranslate(value string) bool {
	switch ascii.ToLower(ascii.TrimSpace(value)) {
	case "", "yes", "no":
		return true
	}
	return false
}

// camel turns the name of an HTML attribute into that of the value.
func camel(s string) string {
	parts := strings.Split(s, "-")
	for i, p := range parts {
		if i > 0 && p != "" {
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "")
}

// attribute returns an attribute's values.
func (r *Result) attribute(n Node) Values {
	if v, ok := r.own[n]; ok {
		return v
	}
	switch {
	case r.cat == Translate:
		if translatable(n.Element, n.Attr) {
			return r.element(n.Element)
		}
		return Values{"translate": "no"}
	case r.def.reach == withAttrs:
		return r.element(n.Element)
	case r.def.attrDefaults:
		return r.def.defaults
	}
	return nil
}

// annotators returns the tools that made the annotations of an element, one a category, the nearest first.
func (r *Result) annotators(n *html.Node) string {
	if t, ok := r.tools[n]; ok {
		return t
	}
	inherited, own := "", attr(n, "its-annotators-ref")
	if n.Parent != nil && n.Parent.Type == html.ElementNode {
		inherited = r.annotators(n.Parent)
	}
	if own == "" {
		r.tools[n] = inherited
		return inherited
	}
	r.a.budget.SpendAt("the annotatorsRef of an element "+n.Data, n, len(inherited))
	byCategory := map[string]string{}
	for ref := range ascii.Fields(inherited) {
		c, _, _ := strings.Cut(ref, "|")
		byCategory[c] = ref
	}
	for ref := range ascii.Fields(own) {
		c, _, _ := strings.Cut(ref, "|")
		byCategory[c] = ref
	}
	t := strings.Join(slices.Sorted(maps.Values(byCategory)), " ")
	r.tools[n] = t
	return t
}
