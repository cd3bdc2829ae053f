package its

import (
	"fmt"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// sheet evaluates CSS selectors over a page. A selector is evaluated from left to right, each step for all elements at
// once, so the work is the number of elements times the length of the selector. Cascadia evaluates from right to left,
// element by element: its work grows with a power of the depth, so it is asked for the names, classes and attributes of
// one element only.
type sheet struct {
	budget   *Budget
	elements []element // in document order
	at       map[*html.Node]int
	sets     map[string][]bool // by selector: which elements it matches
}

// element is an element among the others, whose numbers are -1 where there is none.
type element struct {
	node             *html.Node
	parent, previous int
	end              int // after its last descendant
	depth            int
	cost             int // of reading its attributes
	// The element's place among all children, and among those of its name, counted from 1 and from either end.
	place, placeFromEnd, ofType, ofTypeFromEnd int
}

func newSheet(root *html.Node, budget *Budget) *sheet {
	s := &sheet{budget: budget, at: map[*html.Node]int{}, sets: map[string][]bool{}}
	s.add(root, -1, 0)
	budget.Spend(len(s.elements))
	return s
}

// add adds the elements within a node, whose number is given.
func (s *sheet) add(n *html.Node, parent, depth int) {
	var children []int
	named := map[string]int{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		i := len(s.elements)
		s.at[c] = i
		named[c.Data]++
		e := element{node: c, parent: parent, previous: -1, depth: depth, cost: 1, place: len(children) + 1, ofType: named[c.Data]}
		if len(children) > 0 {
			e.previous = children[len(children)-1]
		}
		for _, a := range c.Attr {
			e.cost += 1 + (len(a.Key)+len(a.Val))/16
		}
		children = append(children, i)
		s.elements = append(s.elements, e)
		s.add(c, i, depth+1)
		s.elements[i].end = len(s.elements)
	}
	for k, i := range children {
		e := &s.elements[i]
		e.placeFromEnd = len(children) - k
		e.ofTypeFromEnd = named[e.node.Data] - e.ofType + 1
	}
}

// within returns the elements within a node that a selector matches.
func (s *sheet) within(n *html.Node, selector string) ([]*html.Node, error) {
	if len(selector) > maxExpression {
		return nil, fmt.Errorf("a CSS selector of %d characters is too long", len(selector))
	}
	set, err := s.group(selector)
	if err == nil {
		err = s.budget.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("the CSS selector %q can't be used: %w", selector, err)
	}
	from, to := 0, len(s.elements)
	if i, ok := s.at[n]; ok {
		from, to = i+1, s.elements[i].end
	}
	s.budget.Spend(to - from)
	var out []*html.Node
	for i := from; i < to; i++ {
		if set[i] {
			out = append(out, s.elements[i].node)
		}
	}
	return out, nil
}

// group evaluates selectors with commas between.
func (s *sheet) group(selectors string) ([]bool, error) {
	if set, ok := s.sets[selectors]; ok {
		return set, nil
	}
	set := make([]bool, len(s.elements))
	for start, i := 0, 0; ; i = skip(selectors, i) {
		if i < len(selectors) && selectors[i] != ',' {
			continue
		}
		one, err := s.complex(selectors[start:i])
		if err != nil {
			return nil, err
		}
		for k, is := range one {
			set[k] = set[k] || is
		}
		if start = i + 1; i >= len(selectors) {
			s.sets[selectors] = set
			return set, nil
		}
	}
}

// complex evaluates compound selectors with combinators between.
func (s *sheet) complex(selector string) ([]bool, error) {
	steps, err := stepsOf(selector)
	if err != nil {
		return nil, err
	}
	var set []bool
	for _, step := range steps {
		if !s.budget.Spend(2*len(s.elements) + len(selector)) {
			return nil, s.budget.Err()
		}
		own, err := s.compound(step.compound)
		if err != nil {
			return nil, err
		}
		if step.combinator != 0 {
			s.combine(own, set, step.combinator)
		}
		set = own
	}
	return set, nil
}

// combine leaves those of set in that stand in a relation to the elements of another set.
func (s *sheet) combine(set, to []bool, combinator byte) {
	reached := make([]bool, len(set)) // what stands in the relation
	for i := range s.elements {
		e := &s.elements[i]
		other := e.parent
		if combinator == '+' || combinator == '~' {
			other = e.previous
		}
		farther := combinator == ' ' || combinator == '~'
		reached[i] = other >= 0 && (to[other] || farther && reached[other])
		set[i] = set[i] && reached[i]
	}
}

// compound evaluates a selector of one element. Its parts that look at other elements are evaluated here.
func (s *sheet) compound(selector string) ([]bool, error) {
	set := make([]bool, len(s.elements))
	for i := range set {
		set[i] = true
	}
	var rest strings.Builder // of the selector
	for i := 0; i < len(selector); {
		name, argument, end := pseudoClass(selector, i)
		other, err := s.pseudo(name, argument)
		switch {
		case err != nil:
			return nil, err
		case other == nil:
			end = skip(selector, i)
			rest.WriteString(selector[i:end])
		default:
			for k, is := range other {
				set[k] = set[k] && is
			}
		}
		i = end
	}
	if rest.Len() == 0 {
		return set, nil
	}
	return set, s.alone(set, rest.String())
}

// alone leaves those of a set in that a selector matches which looks at the element alone.
func (s *sheet) alone(set []bool, selector string) error {
	sel, err := cascadia.Parse(selector)
	if err != nil {
		return err
	}
	if strings.Contains(selector, "#=") {
		return fmt.Errorf("%q is no selector of CSS", selector)
	}
	climbs := strings.Contains(ascii.ToLower(selector), ":lang")
	for i := range s.elements {
		if !set[i] {
			continue
		}
		e := &s.elements[i]
		cost := e.cost
		if climbs {
			cost += e.depth
		}
		if !s.budget.Spend(cost * (1 + len(selector)/16)) {
			return s.budget.Err()
		}
		set[i] = sel.Match(e.node)
	}
	return nil
}

// pseudo evaluates a pseudo-class that looks at other elements. It returns nil for any other.
func (s *sheet) pseudo(name, argument string) ([]bool, error) {
	switch name {
	case "":
		return nil, nil
	case "contains", "containsown", "matches", "matchesown", "enabled", "disabled":
		return nil, fmt.Errorf("the pseudo-class :%s is not for ITS rules", name)
	case "not", "has", "haschild":
		return s.relative(name, argument)
	}
	n, place, ok := counted(name, argument)
	if !ok {
		return nil, nil
	}
	s.budget.Spend(len(s.elements))
	set := make([]bool, len(s.elements))
	for i := range s.elements {
		set[i] = true
		for _, p := range place(&s.elements[i]) {
			set[i] = set[i] && n.has(p)
		}
	}
	return set, nil
}

func (s *sheet) relative(name, argument string) ([]bool, error) {
	inner, err := s.group(argument)
	if err != nil {
		return nil, err
	}
	s.budget.Spend(len(s.elements))
	set := make([]bool, len(s.elements))
	for i := range slices.Backward(s.elements) {
		p := s.elements[i].parent
		switch {
		case name == "not":
			set[i] = !inner[i]
		case p >= 0 && (inner[i] || name == "has" && set[i]):
			set[p] = true
		}
	}
	return set, nil
}
