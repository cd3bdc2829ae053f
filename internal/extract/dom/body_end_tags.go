package dom

import (
	"golang.org/x/net/html/atom"
)

func (b *builder) bodyEndTag(t *token) bool {
	switch t.atom {
	case atom.Template:
		return b.inHead(t)
	case atom.Body, atom.Html:
		i := b.inScope(defaultScope, atom.Body)
		if i < 0 {
			return true
		}
		if t.atom == atom.Body {
			b.endTagOf(b.stack[i])
		}
		b.mode = afterBody
		return t.atom == atom.Body
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Button, atom.Center, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup,
		atom.Listing, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Pre, atom.Search, atom.Section, atom.Select,
		atom.Summary, atom.Ul:
		if b.inScope(defaultScope, t.atom) >= 0 {
			b.popImplied()
			b.popInScope(defaultScope, t.atom)
		}
	case atom.Form:
		b.endForm()
	case atom.P:
		if b.inScope(buttonScope, atom.P) < 0 {
			b.implied(atom.P)
		}
		b.popImplied(atom.P)
		b.popInScope(buttonScope, atom.P)
	case atom.Li:
		if b.inScope(listScope, atom.Li) >= 0 {
			b.popImplied(atom.Li)
			b.popInScope(listScope, atom.Li)
		}
	case atom.Dd, atom.Dt:
		if b.inScope(defaultScope, t.atom) >= 0 {
			b.popImplied(t.atom)
			b.popInScope(defaultScope, t.atom)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if b.inScope(defaultScope, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) >= 0 {
			b.popImplied()
			b.popInScope(defaultScope, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
		}
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
		atom.Strong, atom.Tt, atom.U:
		b.adopt(t)
	case atom.Applet, atom.Marquee, atom.Object:
		if b.inScope(defaultScope, t.atom) >= 0 {
			b.popImplied()
			b.popInScope(defaultScope, t.atom)
			b.active.clearToMarker()
		}
	case atom.Br:
		b.reconstruct()
		br := *t
		br.attrs = 0
		b.void(&br)
		b.framesetOK = false
	default:
		b.otherEndTag(t)
	}
	return true
}

func (b *builder) endForm() {
	if len(b.template) > 0 {
		if b.inScope(defaultScope, atom.Form) >= 0 {
			b.popImplied()
			b.popInScope(defaultScope, atom.Form)
		}
		return
	}
	form := b.form
	b.form = nil
	if form == nil || !b.counts.mayHave(atom.Form) {
		return
	}
	i := b.depthOf(form)
	if i < 0 || !b.reachable(i) {
		return
	}
	b.popImplied()
	b.endTagOf(b.stack[i])
	b.removeOpen(i)
}

// otherEndTag closes the innermost element of the tag's name, unless a special one lies above it.
func (b *builder) otherEndTag(t *token) {
	if b.counts.html[slot(t.atom, t.name)] == 0 {
		return
	}
	for i := len(b.stack) - 1; i >= 0; i-- {
		b.work++
		n := b.stack[i]
		if n.Namespace == "" && n.Data == t.name {
			b.popImplied(n.DataAtom)
			b.popTo(i)
			return
		}
		if special(n) {
			return
		}
	}
}
