package extract

import (
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// maxScope bounds how far above a property the thing that it belongs to is looked for.
const maxScope = 64

// spokenContent reports whether the content attribute of an element is a text by the property that it states, in
// microdata or in RDFa, for the thing that the element is in.
func spokenContent(n *html.Node) bool {
	return hasTextProperty(n, "itemprop", "itemscope", "itemtype") || hasTextProperty(n, "property", "typeof", "typeof")
}

// hasTextProperty reports whether an element states a property that is a text. Where the page has no thing around it, the
// property is the page's.
func hasTextProperty(n *html.Node, propertyKey, scopeKey, typeKey string) bool {
	v, ok := attr(n, propertyKey)
	if !ok {
		return false
	}
	content, _ := attr(n, "content")
	if isMachineValue(content) {
		return false
	}
	s := enclosing(n, propertyKey, scopeKey, typeKey)
	for p := range ascii.Fields(v) {
		if s.hasText(schemaTerm(p)) {
			return true
		}
	}
	return false
}

// enclosing is the thing that a property belongs to.
func enclosing(n *html.Node, propertyKey, scopeKey, typeKey string) *scope {
	s := &scope{}
	depth := 0
	for p := n.Parent; p != nil && depth < maxScope; p = p.Parent {
		depth++
		if _, ok := attr(p, scopeKey); !ok {
			continue
		}
		types, _ := attr(p, typeKey)
		for t := range ascii.Fields(types) {
			s.types = append(s.types, schemaTerm(t))
		}
		under, _ := attr(p, propertyKey)
		for u := range ascii.Fields(under) {
			if s.under = schemaTerm(u); namedValues[s.under] || foreignWorks[s.under] {
				break
			}
		}
		break
	}
	return s
}
