package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract/its"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// annotations are what a page says by ITS beyond HTML's own attributes; nil on the many pages that use none.
type annotations struct {
	translate, within, note, filter, size, chars, lang, id *its.Result
	// away are the nodes that target pointers lead to: what stands there is no source.
	away   map[its.Node]bool
	budget *its.Budget
}

// annotate evaluates the categories that change what is extracted.
func (x *extractor) annotate() {
	if !x.usesITS {
		return
	}
	a := its.New(x.tree.Doc, x.opt.Load, x.budget)
	get := func(c its.Category) *its.Result {
		r, _ := a.Evaluate(c)
		return r
	}
	x.its = &annotations{
		translate: get(its.Translate), within: get(its.WithinText), note: get(its.LocalizationNote),
		filter: get(its.LocaleFilter), size: get(its.StorageSize),
		chars: get(its.AllowedCharacters), lang: get(its.LanguageInfo),
		id: get(its.IDValue), away: map[its.Node]bool{}, budget: x.budget,
	}
	x.terms(get(its.Terminology))
	x.domains(get(its.Domain))
	x.point(get(its.TargetPointer))
}

// usesITS reports whether an element has markup of ITS's own, or brings rules.
func usesITS(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; {
		case strings.HasPrefix(a.Key, "its-"):
			return true
		case a.Key == "type" && n.DataAtom == atom.Script &&
			strings.HasPrefix(ascii.ToLower(ascii.TrimSpace(a.Val)), "application/its+xml"):
			return true
		case a.Key == "rel" && n.DataAtom == atom.Link && strings.Contains(ascii.ToLower(a.Val), "its-rules"):
			return true
		}
	}
	return false
}

// terms collects the terms that the page marks.
func (x *extractor) terms(r *its.Result) {
	x.elements(x.tree.Doc, func(n *html.Node) {
		v := r.Values(its.Node{Element: n})
		if v["term"] != "yes" {
			return
		}
		if s, ok := x.tree.Span(n); ok && !x.budget.SpendAt("a term in an element "+n.Data, n, s.CloseEnd-s.Start) {
			return
		}
		note := v["termInfo"]
		if note == "" {
			note = v["termInfoRef"]
		}
		if t := visible(n); hasLetter(t) {
			x.marked = append(x.marked, l10n.Term{Source: t, Note: note})
		}
	})
}

func (x *extractor) domains(r *its.Result) {
	seen := map[string]bool{}
	x.elements(x.tree.Doc, func(n *html.Node) {
		for d := range strings.SplitSeq(r.Stated(its.Node{Element: n})["domains"], ", ") {
			if d != "" && !seen[d] {
				seen[d] = true
				x.fields = append(x.fields, d)
			}
		}
	})
}

func (x *extractor) elements(n *html.Node, visit func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			visit(c)
			x.elements(c, visit)
		}
	}
}

// nameOf is the name that the page gives a text: ITS's ID value, which is the id attribute where no rule says
// otherwise. An attribute's text has the element's name with its own behind it.
func (x *extractor) nameOf(n *html.Node, attribute string) string {
	var name string
	if x.its != nil {
		if attribute != "" {
			if v := x.its.id.Stated(its.Node{Element: n, Attr: attribute}); v != nil {
				return v["idValue"]
			}
		}
		name = x.its.id.Values(its.Node{Element: n})["idValue"]
	} else {
		name, _ = attr(n, "id")
	}
	if name != "" && attribute != "" {
		name += "@" + attribute
	}
	return name
}

// annotated adds to an element's state what ITS says of it.
func (a *annotations) annotated(n *html.Node, st state) state {
	at := its.Node{Element: n}
	switch v := a.translate.Values(at)["translate"]; {
	case v == "no":
		st.protected = true
	case v == "yes" && a.translate.Stated(at) != nil:
		st.protected, st.foreign = false, false
	}
	if a.away[at] {
		st.protected = true
	}
	said := said{note: note(a.note.Values(at)), lang: st.lang, filter: st.filter}
	if f := a.filter.Values(at); f != nil {
		said.filter = f["localeFilterList"]
		if f["localeFilterType"] == "exclude" {
			said.filter = "!" + said.filter
		}
		if said.filter == "*" {
			said.filter = ""
		}
	}
	said.size, _ = strconv.Atoi(a.size.Values(at)["storageSize"])
	said.chars = a.chars.Values(at)["allowedCharacters"]
	if l, err := l10n.ParseLocale(a.lang.Values(at)["lang"]); err == nil {
		said.lang = l
	}
	// Each unit within has these texts for itself once it is stored.
	a.budget.SpendAt("the notes and filters of an element "+n.Data, n, len(said.note)+len(said.filter)+len(said.chars))
	st.said = &said
	return st
}

// asks reports whether an element is stated to be for translation.
func (a *annotations) asks(n *html.Node) bool {
	return a.translate.Stated(its.Node{Element: n})["translate"] == "yes"
}

func note(v its.Values) string {
	s := v["locNote"]
	if s == "" {
		s = v["locNoteRef"]
	}
	if s != "" && v["locNoteType"] == "alert" {
		return "! " + s
	}
	return s
}

// attrState is the state of an attribute's text, and whether a rule says that it is for translation, or isn't.
func (a *annotations) attrState(n *html.Node, key string, st state) (state, string) {
	at := its.Node{Element: n, Attr: key}
	said := *st.said
	if v := a.note.Stated(at); v != nil {
		said.note = note(v)
	}
	if v := a.size.Stated(at); v != nil {
		said.size, _ = strconv.Atoi(v["storageSize"])
	}
	if v := a.chars.Stated(at); v != nil {
		said.chars = v["allowedCharacters"]
	}
	st.said = &said
	return st, a.translate.Stated(at)["translate"]
}

// flow classes an element, by ITS's elements within text where the page states it.
func (x *extractor) flow(n *html.Node) flow {
	f := flowOf(n)
	if x.its == nil || f == unspoken {
		return f
	}
	switch x.its.within.Stated(its.Node{Element: n})["withinText"] {
	case "yes":
		if f == block {
			return inline
		}
	case "no":
		return block
	case "nested":
		return atomic
	}
	return f
}
