package extract

import (
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// chooseRoots finds the parts of the page that are for translation. Without any, everything is.
func (x *extractor) chooseRoots() error {
	x.excluded = nil
	if len(x.opt.Exclude) > 0 {
		found, err := x.find(x.opt.Exclude)
		if err != nil {
			return err
		}
		x.excluded = found
	}
	if x.opt.WholePage || x.depth > 0 {
		return nil
	}
	if x.opt.Root != "" {
		found, err := x.find([]string{x.opt.Root})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fmt.Errorf("the content root %q matches nothing on the page; correct the selector, or take the whole page",
				x.opt.Root)
		}
		x.roots = found
	} else if n := x.mainContent(); n != nil {
		x.roots = map[*html.Node]bool{n: true}
		if h := x.onlyHeading(); h != nil {
			x.roots[h] = true
		}
	}
	if x.roots == nil || len(x.opt.Include) == 0 {
		return nil
	}
	more, err := x.find(x.opt.Include)
	for n := range more {
		x.roots[n] = true
	}
	return err
}

// mainContent returns what landmarks, or else readability, say is the page's main content; nil for all of it.
func (x *extractor) mainContent() *html.Node {
	if n := x.landmark(); n != nil {
		return n
	}
	return readable(x.tree.Doc)
}

// onlyHeading returns the page's h1 if there is one only: it belongs to the content even where it stands before it.
func (x *extractor) onlyHeading() *html.Node {
	found := cascadia.QueryAll(x.tree.Doc, h1)
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

var h1 = cascadia.MustCompile("h1")

// find returns the elements that any of the selectors matches.
func (x *extractor) find(selectors []string) (map[*html.Node]bool, error) {
	found := map[*html.Node]bool{}
	for _, s := range selectors {
		m, err := cascadia.ParseGroup(s)
		if err != nil {
			return nil, fmt.Errorf("the CSS selector %q can't be read: %w", s, err)
		}
		for _, n := range cascadia.QueryAll(x.tree.Doc, m) {
			found[n] = true
		}
	}
	return found, nil
}

// landmark returns the page's main content as the page itself marks it: its one main element, or else its one article.
func (x *extractor) landmark() *html.Node {
	var mains, articles []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			role, _ := attr(c, "role")
			switch {
			case c.DataAtom == atom.Main || strings.EqualFold(role, "main"):
				if _, hidden := attr(c, "hidden"); !hidden {
					mains = append(mains, c)
				}
				continue
			case c.DataAtom == atom.Article:
				articles = append(articles, c)
				continue
			}
			walk(c)
		}
	}
	walk(x.tree.Doc)
	switch {
	case len(mains) > 0 && hasLetter(visibleDeep(mains[0])):
		return mains[0]
	case len(mains) == 0 && len(articles) == 1 && hasLetter(visibleDeep(articles[0])):
		return articles[0]
	}
	return nil
}

// visibleDeep returns some text of an element, to see whether it has any.
func visibleDeep(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && hasLetter(c.Data) {
			return c.Data
		}
		if c.Type == html.ElementNode && flowOf(c) != unspoken {
			if s := visibleDeep(c); s != "" {
				return s
			}
		}
	}
	return ""
}
