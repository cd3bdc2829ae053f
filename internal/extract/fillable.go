package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// What a page's ITS rules may make translatable is on a list: a translation that came into a script, a style, an event
// handler or an address would be code, written by whoever wrote the translation.

// fillable reports whether a target may become the value of an attribute, if a rule of the page says that it is text.
func fillable(n *html.Node, a *html.Attribute) bool {
	if textAttr(n, a) || namedSubmit(n, a.Key) {
		return true
	}
	if a.Namespace != "" || !speaks(n) {
		return false
	}
	key := ascii.ToLower(a.Key)
	switch key {
	case "title", "alt", "label", "placeholder", "summary", "abbr", "caption", "standby", "prompt", "alttext":
		return true
	case "content":
		return n.DataAtom == atom.Meta && spokenMeta(n)
	}
	if name, ok := strings.CutPrefix(key, "data-"); ok {
		return spokenData(name)
	}
	return false
}

// speaks reports whether an element is one whose content and attributes may be text for people.
func speaks(n *html.Node) bool {
	switch ascii.ToLower(n.Data) {
	case "script", "style", "base", "iframe", "frame", "noembed", "noframes", "object", "embed", "applet", "param", "link":
		return false
	}
	return true
}

// spokenMeta reports whether a meta element is one that HTML or its users know to hold a text, beside those that
// are translated without a rule.
func spokenMeta(n *html.Node) bool {
	if _, ok := attr(n, "http-equiv"); ok {
		return false // refresh has an address
	}
	name, _ := attr(n, "name")
	switch ascii.ToLower(ascii.TrimSpace(name)) {
	case "author", "application-name", "apple-mobile-web-app-title", "copyright", "dc.creator", "dc.rights", "dcterms.creator", "dcterms.rights":
		return true
	}
	return false
}

// spokenData reports whether the name of a data attribute, without its data-, says that it holds a text. Others hold what
// the page's scripts run by: names of functions, expressions, addresses.
func spokenData(name string) bool {
	words := strings.Split(name, "-")
	switch words[0] {
	case "on", "hx", "x", "ng", "v", "bind", "turbo", "wp", "action":
		return false // frameworks evaluate these, whatever follows
	}
	switch words[len(words)-1] {
	case "title", "hint", "label", "text", "caption", "description", "tooltip", "tip", "placeholder", "alt", "message", "msg", "note",
		"confirm", "heading", "subtitle", "summary", "prompt", "question", "answer", "quote", "help", "alert":
		return true
	}
	return false
}

// filled reports whether a target may become the content of an element that a target pointer leads to.
func filled(n *html.Node) bool { return speaks(n) && flowOf(n) != unspoken }
