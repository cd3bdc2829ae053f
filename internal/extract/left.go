package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// maxLeft is how many parts, and how many languages, are named; the words of more are counted with the last.
const maxLeft = 8

// leave notes that an element's text stays because of its language. What is in elements within that state a language of
// their own is theirs to note.
func (x *extractor) leave(n *html.Node, lang l10n.Locale) {
	if x.foreign == nil {
		x.foreign = map[*html.Node]bool{}
	}
	if x.foreign[n] {
		return // elements of a text are entered twice
	}
	x.foreign[n] = true
	if namesVersion(n, lang) {
		return
	}
	count := wordsIn(n, func(c *html.Node) bool {
		l, unknown := langOf(c)
		return l != "" || unknown
	})
	for i := range x.left {
		if x.left[i].Lang == lang && x.left[i].Part == "" || i == maxLeft-1 {
			x.left[i].Words += count
			return
		}
	}
	if count > 0 {
		x.left = append(x.left, l10n.Left{Lang: lang, Words: count})
	}
}

// namesVersion reports whether a text is the name of a language in a link to the page's version in it. Such a name stays
// in its own language, and nobody need be told.
func namesVersion(n *html.Node, lang l10n.Locale) bool {
	for _, e := range []*html.Node{n, n.Parent, n.FirstChild} {
		if e == nil || e.DataAtom != atom.A {
			continue
		}
		if value, ok := attr(e, "hreflang"); ok {
			to, err := l10n.ParseLocale(ascii.TrimSpace(value))
			return err == nil && lang != "" && to.SameLanguage(lang)
		}
	}
	return false
}

// leaveButton notes that the label of a submit button stays, because it is sent to the server.
func (x *extractor) leaveButton(n *html.Node, label string) {
	x.tell(n, "(value left: it is sent to the server)")
	x.addButton(ascii.CollapseSpace(label))
}

func (x *extractor) addButton(label string) {
	if hasLetter(label) && len(x.buttons) < maxLeft && !slices.Contains(x.buttons, label) {
		x.buttons = append(x.buttons, label)
	}
}

// leftButtons are the labels that stay.
func (x *extractor) leftButtons() []l10n.Left {
	var out []l10n.Left
	for _, label := range x.buttons {
		out = append(out, l10n.Left{Button: label, Words: countWords(label)})
	}
	return out
}

// outsideContent names the parts of the page beside its content, with the words that stay in the source's language
// there. What the options exclude is left by somebody's wish.
func (x *extractor) outsideContent() []l10n.Left {
	if x.roots == nil || x.depth > 0 {
		return nil
	}
	around := map[*html.Node]bool{}
	for root := range x.roots {
		for p := root.Parent; p != nil && !around[p]; p = p.Parent {
			around[p] = true
		}
	}
	var out []l10n.Left
	add := func(n *html.Node, words int) {
		if words == 0 {
			return
		}
		if len(out) == maxLeft {
			out[maxLeft-1].Words += words
			return
		}
		out = append(out, l10n.Left{Part: partName(n), Words: words})
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		loose := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				loose += countWords(c.Data)
			case c.Type != html.ElementNode, c.DataAtom == atom.Head, x.roots[c], x.excluded[c], translateAttr(c) < 0:
			case around[c]:
				walk(c)
			default:
				if l, unknown := langOf(c); !unknown && !x.isForeign(l) {
					add(c, wordsIn(c, func(n *html.Node) bool { return x.excluded[n] || translateAttr(n) < 0 }))
				}
			}
		}
		add(n, loose)
	}
	walk(x.tree.Doc)
	return out
}

// partName names an element for people, as a CSS selector that may match others too: nav, footer#imprint, div.menu.
func partName(n *html.Node) string {
	name := n.Data
	if id, _ := attr(n, "id"); id != "" && !strings.ContainsAny(id, ascii.Space) {
		return name + "#" + id
	}
	switch n.DataAtom {
	case atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Body:
		return name
	}
	class, _ := attr(n, "class")
	for c := range ascii.Fields(class) {
		return name + "." + c
	}
	return name
}

// wordsIn counts the words that an element shows, besides those of elements to skip.
func wordsIn(n *html.Node, skip func(*html.Node) bool) int {
	if flowOf(n) == unspoken || n.Namespace == "math" || isCode(n) || n.DataAtom == atom.Template {
		return 0
	}
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			count += countWords(c.Data)
		case c.Type == html.ElementNode && !skip(c):
			count += wordsIn(c, skip)
		}
	}
	return count
}

// countWords counts what stands between white space and has a letter.
func countWords(text string) int {
	count := 0
	for f := range ascii.Fields(text) {
		if hasLetter(f) {
			count++
		}
	}
	return count
}
