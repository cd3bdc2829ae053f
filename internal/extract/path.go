package extract

import (
	"slices"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// trail is the way to the element last asked for. Units come in the order of the tree, so the way to the next has most
// of it in common, and an element's number is counted on from a sibling's.
type trail struct {
	steps []step // from the root on
	text  []byte
	way   []*html.Node // the elements to the one at hand, itself first
}

type step struct {
	node *html.Node
	nth  int // among its parent's elements
	end  int // of its text
}

// to returns the way to an element as a CSS selector from the body on, or from the head, for people. It is good until
// the next call.
func (t *trail) to(n *html.Node) []byte {
	t.way = t.way[:0]
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		t.way = append(t.way, n)
	}
	slices.Reverse(t.way)
	for i, n := range t.way {
		if i == len(t.steps) {
			t.steps = append(t.steps, step{})
		} else if t.steps[i].node == n {
			continue
		}
		t.step(i, n)
	}
	if len(t.way) == 0 {
		return nil
	}
	start := 0
	if len(t.way) > 1 && underRoot(t.way[1]) {
		start = t.steps[0].end
	}
	return t.text[start:t.steps[len(t.way)-1].end]
}

// underRoot reports whether an element of the root is one that paths begin with.
func underRoot(n *html.Node) bool { return n.DataAtom == atom.Body || n.DataAtom == atom.Head }

// step makes n the i-th on the way. What came after the old one is not on it.
func (t *trail) step(i int, n *html.Node) {
	nth := 0
	for s := n; s != nil; s = s.PrevSibling {
		if s == t.steps[i].node {
			nth += t.steps[i].nth
			break
		}
		if s.Type == html.ElementNode {
			nth++
		}
	}
	t.steps = t.steps[:i+1]
	if i == 0 {
		t.text = append(t.text[:0], n.Data...)
	} else if t.text = t.text[:t.steps[i-1].end]; i == 1 && underRoot(n) {
		t.text = append(t.text, n.Data...)
	} else {
		t.text = append(append(append(t.text, " > "...), n.Data...), ":nth-child("...)
		t.text = append(strconv.AppendInt(t.text, int64(nth), 10), ')')
	}
	t.steps[i] = step{n, nth, len(t.text)}
}
