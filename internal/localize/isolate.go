package localize

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// isolate gives what runs from left to right its direction on a page that runs from right to left: code, formulas,
// fields for addresses and numbers, telephone numbers, paths, signed figures. Without it Unicode's bidirectional
// algorithm moves signs and groups of figures to the other side. Drawings keep the direction that their labels were
// placed for.
func (l *localizer) isolate() {
	if l.Locale.Direction() == l.SourceLang.Direction() {
		return
	}
	rtl := l.Locale.Direction() == l10n.RTL
	within := map[*html.Node]extract.Isolation{}
	if rtl {
		l.edit.Isolate(func(text string) [][2]int { return ltrRuns(l.Locale, text) },
			func(parent *html.Node) extract.Isolation { return within[parent] })
	}
	for _, root := range l.doc.Find("html").Nodes {
		l.isolateIn(root, l.Locale.Direction(), rtl, within)
	}
}

// isolateIn goes through an element's content. dir is the direction that holds in it on this page.
func (l *localizer) isolateIn(n *html.Node, dir l10n.Direction, rtl bool, within map[*html.Node]extract.Isolation) {
	if l.edit.Untranslated(n) {
		return // its sentence has the source's direction
	}
	if own, ok := l.edit.Attr(n, "dir"); ok {
		switch own = ascii.ToLower(own); own {
		case "ltr", "rtl":
			dir = l10n.Direction(own)
		}
	}
	switch {
	case n.Namespace == "svg" && n.Data == "svg":
		l.keepDrawing(n)
	case n.Namespace == "svg" && n.Data == "foreignObject":
		l.setStyle(n, "direction", string(l.Locale.Direction()))
	case rtl && dir == l10n.RTL && l.runsLeftToRight(n):
		l.edit.SetAttr(n, "dir", string(l10n.LTR))
		dir = l10n.LTR
	}
	if rtl {
		within[n] = isolationIn(n, dir)
	}
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.ElementNode && l.rewritten[c]:
		case c.Type == html.ElementNode && !isRaw(c):
			l.isolateIn(c, dir, rtl, within)
		case c.Type == html.TextNode && within[n] == extract.ByMarkup && !l.edit.Translated(c) && !l.kept[c]:
			l.isolateText(c)
		}
	}
}

// isRaw reports whether an element holds no text that is shown.
func isRaw(n *html.Node) bool {
	return n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Template
}

// isolationIn is the way in which parts of an element's own texts are isolated.
func isolationIn(n *html.Node, dir l10n.Direction) extract.Isolation {
	switch {
	case n.Namespace == "svg":
		return extract.InSVG
	case n.Namespace == "math", dir == l10n.LTR:
		return extract.NotIsolated
	}
	switch n.DataAtom {
	case atom.Title, atom.Option, atom.Textarea:
		return extract.ByCharacters
	}
	return extract.ByMarkup
}

// isolateText isolates a text that is not for translation, such as a cell's figure, where it would be out of order.
func (l *localizer) isolateText(n *html.Node) {
	text := strings.TrimSpace(n.Data)
	if now, ok := l.figuresNow[n]; ok {
		text = now
	}
	switch {
	case strings.ContainsFunc(text, isRTL):
		if len(ltrRuns(l.Locale, text)) > 0 { // a figure with the locale's name of its unit
			l.edit.IsolateText(n, strings.Replace(n.Data, strings.TrimSpace(n.Data), text, 1))
		}
	case needsIsolation(text):
		l.edit.Wrap(n, `<bdi dir="ltr">`, "</bdi>")
	}
}

// leftToRight are the elements whose text runs from left to right in every language.
var leftToRight = map[atom.Atom]bool{
	atom.Code: true, atom.Kbd: true, atom.Samp: true, atom.Var: true, atom.Pre: true, atom.Tt: true, atom.Listing: true,
	atom.Xmp: true, atom.Plaintext: true,
}

// leftToRightTypes are the types of fields whose values run from left to right in every language, and leftToRightFields
// the words of autocomplete and inputmode that say so of a field for text (HTML, "autofill" and "input modalities").
var (
	leftToRightTypes  = map[string]bool{"url": true, "email": true, "tel": true, "number": true, "password": true, "color": true, "range": false}
	leftToRightFields = map[string]bool{
		"username": true, "new-password": true, "current-password": true, "one-time-code": true, "url": true, "email": true,
		"impp": true, "photo": true, "tel": true, "tel-country-code": true, "tel-national": true, "tel-area-code": true,
		"tel-local": true, "tel-local-prefix": true, "tel-local-suffix": true, "tel-extension": true, "cc-number": true,
		"cc-csc": true, "cc-exp": true, "cc-exp-month": true, "cc-exp-year": true, "postal-code": true,
		"numeric": true, "decimal": true,
	}
	leftToRightSchemes = []string{"tel:", "sms:", "fax:", "callto:", "whatsapp:", "sip:", "sips:", "xmpp:", "mailto:", "geo:", "http:", "https:", "ftp:", "//"}
)

// runsLeftToRight reports whether an element without a direction of its own runs from left to right.
func (l *localizer) runsLeftToRight(n *html.Node) bool {
	if _, ok := l.edit.Attr(n, "dir"); ok {
		return false
	}
	switch {
	case n.Namespace == "math":
		return n.Data == "math"
	case n.Namespace != "":
		return false
	case leftToRight[n.DataAtom]:
		return true
	case n.DataAtom == atom.Input:
		return isLeftToRightField(n)
	case n.DataAtom == atom.A:
		return isAddressOrNumber(n)
	}
	// A name that a sentence keeps, such as C++ or Yahoo!
	return untranslated(n) && !extract.IsBlock(n) && needsIsolation(strings.TrimSpace(textOf(n))) && !strings.ContainsFunc(textOf(n), isRTL)
}

func isLeftToRightField(n *html.Node) bool {
	kind := "text"
	for _, a := range n.Attr {
		if a.Key == "type" {
			kind = ascii.ToLower(ascii.TrimSpace(a.Val))
		}
	}
	if kind != "text" && kind != "search" {
		return leftToRightTypes[kind]
	}
	for _, a := range n.Attr {
		if a.Key != "autocomplete" && a.Key != "inputmode" {
			continue
		}
		for word := range ascii.Fields(ascii.ToLower(a.Val)) {
			if leftToRightFields[word] {
				return true
			}
		}
	}
	return false
}

// isAddressOrNumber reports whether a link shows the number, the address or the file that it leads to, and no words.
func isAddressOrNumber(n *html.Node) bool {
	href := ""
	for _, a := range n.Attr {
		if a.Key == "href" && a.Namespace == "" {
			href = ascii.ToLower(ascii.TrimSpace(a.Val))
		}
	}
	text := strings.TrimSpace(textOf(n))
	if text == "" || strings.ContainsFunc(text, isRTL) {
		return false
	}
	if !strings.ContainsFunc(text, isLTRLetter) {
		return needsIsolation(text) && hasScheme(href)
	}
	return !strings.ContainsAny(text, " \t\n\u00a0") && strings.ContainsAny(text, "@/:") && needsIsolation(text)
}

func hasScheme(href string) bool {
	for _, s := range leftToRightSchemes {
		if strings.HasPrefix(href, s) {
			return true
		}
	}
	return false
}

// keepDrawing gives an outermost drawing the source's direction: the start of a label is its left end there, and would be
// its right end here.
func (l *localizer) keepDrawing(n *html.Node) {
	for p := n.Parent; p != nil && p.Namespace == "svg"; p = p.Parent {
		if p.Data == "foreignObject" {
			break
		}
		if p.Data == "svg" {
			return
		}
	}
	for _, a := range n.Attr {
		if a.Key == "direction" || a.Key == "style" && styleDirection.MatchString(a.Val) {
			return
		}
	}
	l.setStyle(n, "direction", string(l.SourceLang.Direction()))
}

// setStyle adds a property to an element's style, or leaves the one that it has.
func (l *localizer) setStyle(n *html.Node, property, value string) {
	style, _ := l.edit.Attr(n, "style")
	if styleDirection.MatchString(style) {
		return
	}
	declaration := property + ": " + value
	if rest := strings.TrimRight(style, ascii.Space+";"); rest != "" {
		declaration = rest + "; " + declaration
	}
	l.edit.SetAttr(n, "style", declaration)
}
