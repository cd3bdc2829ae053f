package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// hasValue reports whether an element's markup may say what its text says to machines.
func hasValue(n *html.Node) bool {
	if n.DataAtom == atom.Time || n.DataAtom == atom.Data {
		return true
	}
	_, ok := attr(n, "itemprop")
	return ok
}

// valueOf returns the value of an element whose text is nothing but that date, time or number, and "" of any other: of
// time its datetime, of data its value, of a property of microdata its content.
func (x *extractor) valueOf(n *html.Node, text string, st state) string {
	key := "content"
	switch n.DataAtom {
	case atom.Time:
		key = "datetime"
	case atom.Data:
		key = "value"
	}
	value, ok := attr(n, key)
	if !ok && n.DataAtom == atom.Time {
		value = text
	}
	value = ascii.TrimSpace(value)
	lang := st.lang
	if lang == "" {
		lang = x.lang
	}
	if text == "" || value == "" || x.opt.IsValue == nil || !x.opt.IsValue(lang, text, value) {
		return ""
	}
	return value
}
