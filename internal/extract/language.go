package extract

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// langOf returns the language that an element states for its text and its attributes, canonical. As in HTML, XML's lang
// comes before lang; an xml:lang that HTML does not heed is the author's word all the same. unknown says that the
// element states that the language is not known, or that there is none: lang="", und, zxx. What is no language tag
// states nothing.
func langOf(n *html.Node) (lang l10n.Locale, unknown bool) {
	value, rank := "", 0
	for i := range n.Attr {
		a := &n.Attr[i]
		r := 0
		switch {
		case a.Key == "lang" && a.Namespace == "xml":
			r = 3
		case a.Key == "lang" && a.Namespace == "":
			r = 2
		case a.Key == "xml:lang":
			r = 1
		}
		if r > rank {
			value, rank = ascii.ToLower(ascii.TrimSpace(a.Val)), r
		}
	}
	if rank == 0 {
		return "", false
	}
	switch value {
	case "", "und", "zxx", "mul", "mis":
		return "", true
	}
	l, err := l10n.ParseLocale(value)
	if err != nil {
		return "", false
	}
	return l, false
}

// inOwnLanguage adds to a state what an element's own attributes say of its language. On html and body, where templates
// often leave it empty, an unknown language is none stated.
func (x *extractor) inOwnLanguage(n *html.Node, st state) state {
	if n.DataAtom == atom.Html {
		return st
	}
	switch l, unknown := langOf(n); {
	case unknown && n.DataAtom != atom.Body:
		st.foreign = true
		if st.inRoot {
			x.leave(n, "")
		}
		x.tell(n, "(its language is not known)")
	case l != "":
		st.said = st.inLanguage(l, x.lang)
		if st.foreign = x.isForeign(l); st.foreign && st.inRoot {
			x.leave(n, l)
		}
		if st.foreign {
			x.tell(n, "(in another language: %s)", l)
		}
	}
	return st
}

// isForeign reports whether a text in a language stays as it is: it is neither the page's language nor one that is
// translated besides.
func (x *extractor) isForeign(l l10n.Locale) bool {
	return l != "" && x.lang != "" && !l.SameLanguage(x.lang) && !slices.ContainsFunc(x.opt.Also, l.SameLanguage)
}

// stays reports whether a text is not for translation.
func (st state) stays() bool { return st.protected || st.foreign }

// contentLanguage takes the language of the content for the page's, where the page says it further in than on its root:
// on the body, on what holds the content, or on all of the content's texts. Templates say on the root in which language
// the site's other pages are.
func (x *extractor) contentLanguage() {
	var agreed l10n.Locale
	for _, root := range x.contentRoots() {
		l := nearestLang(root)
		if l == "" || agreed != "" && !l.SameLanguage(agreed) {
			agreed = ""
			break
		}
		if agreed == "" {
			agreed = l
		}
	}
	if agreed == "" {
		agreed = x.onlyLanguage()
	}
	if agreed != "" && (x.lang == "" || !agreed.SameLanguage(x.lang)) {
		x.lang, x.stated = agreed, true
	}
}

// contentRoots are the outermost elements that hold the content.
func (x *extractor) contentRoots() []*html.Node {
	var roots []*html.Node
	for n := range x.tree.Doc.Descendants() {
		if x.roots == nil && n.DataAtom == atom.Body || x.roots[n] && n.DataAtom != atom.H1 {
			roots = append(roots, n)
		}
	}
	return roots
}

// nearestLang is the language that an element or the nearest around it states, besides the root.
func nearestLang(n *html.Node) l10n.Locale {
	for ; n != nil && n.DataAtom != atom.Html; n = n.Parent {
		if l, _ := langOf(n); l != "" {
			return l
		}
	}
	return ""
}

// onlyLanguage is the one language that all texts of the content are in, where it is not the page's.
func (x *extractor) onlyLanguage() l10n.Locale {
	var only l10n.Locale
	var agree func(n *html.Node, lang l10n.Locale) bool
	agree = func(n *html.Node, lang l10n.Locale) bool {
		if l, unknown := langOf(n); l != "" || unknown {
			lang = l
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && hasLetter(c.Data):
				if lang == "" || only != "" && !lang.SameLanguage(only) {
					return false
				}
				only = lang
			case c.Type == html.ElementNode && flowOf(c) != unspoken && !agree(c, lang):
				return false
			}
		}
		return true
	}
	for _, root := range x.contentRoots() {
		if !agree(root, nearestLang(root)) {
			return ""
		}
	}
	return only
}
