package extract

import (
	"golang.org/x/net/html"
)

// path is the way to an element, for people.
type path struct {
	up   *path
	node *html.Node
	nth  int // among its parent's elements
	text string
}

// unknown is the number of an element that nobody has counted yet.
const unknown = 0

// String writes the path as a CSS selector from the body on, or from the head.
func (p *path) String() string {
	if p == nil {
		return ""
	}
	if p.text == "" {
		switch up, name := p.up.String(), p.node.Data; {
		case up == "html" && (name == "body" || name == "head"), up == "":
			p.text = name
		default:
			if p.nth == unknown {
				p.nth = position(p.node)
			}
			p.text = up + " > " + name + ":nth-child(" + itoa(p.nth) + ")"
		}
	}
	return p.text
}
