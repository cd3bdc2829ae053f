package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// What of a form's controls people read, and what the server reads, is laid down where HTML constructs the entry list of
// a form (https://html.spec.whatwg.org/#constructing-the-form-data-set).

// inputType is the type of an input element in lower case; "" is a text field.
func inputType(n *html.Node) string {
	t, _ := attr(n, "type")
	return ascii.ToLower(ascii.TrimSpace(t))
}

// buttonInput reports whether an input's value is nothing but the label of a button. What a submit button with a name
// says is sent to the server, which may act upon it.
func buttonInput(n *html.Node) bool {
	switch inputType(n) {
	case "button", "reset":
		return true
	case "submit":
		return !isNamed(n)
	}
	return false
}

// namedSubmit reports whether an attribute is the label of a submit button that is sent to the server.
func namedSubmit(n *html.Node, key string) bool {
	return key == "value" && n.DataAtom == atom.Input && n.Namespace == "" && inputType(n) == "submit" && isNamed(n)
}

func isNamed(n *html.Node) bool {
	name, _ := attr(n, "name")
	return name != ""
}

// keepsData reports whether an element is a text field that nobody sees: it holds data for scripts and the server.
func keepsData(n *html.Node) bool { return n.DataAtom == atom.Textarea && isHidden(n) }

// isText reports whether an attribute is a text for people, by the options too.
func (x *extractor) isText(n *html.Node, a *html.Attribute) bool {
	return textAttr(n, a) || x.opt.NamedButtons && namedSubmit(n, a.Key)
}
