package dom

import (
	"golang.org/x/net/html/atom"
)

func (b *builder) initial(t *token) bool {
	switch t.kind {
	case text:
		if _, rest := b.splitSpace(t); !rest {
			return true
		}
	case comment:
		b.addComment(t, b.tree.Doc)
		return true
	case doctype:
		b.addDoctype(t)
		b.mode = beforeHTML
		return true
	}
	b.quirks = true
	b.mode = beforeHTML
	return false
}

func (b *builder) beforeHTML(t *token) bool {
	switch t.kind {
	case text:
		if _, rest := b.splitSpace(t); !rest {
			return true
		}
	case comment:
		b.addComment(t, b.tree.Doc)
		return true
	case doctype:
		return true
	case startTag:
		if t.atom == atom.Html {
			b.element(t)
			b.mode = beforeHead
			return true
		}
	case endTag:
		switch t.atom {
		case atom.Head, atom.Body, atom.Html, atom.Br:
		default:
			return true
		}
	}
	b.implied(atom.Html)
	b.mode = beforeHead
	return false
}

func (b *builder) beforeHead(t *token) bool {
	switch t.kind {
	case text:
		if _, rest := b.splitSpace(t); !rest {
			return true
		}
	case comment:
		b.addComment(t, nil)
		return true
	case doctype:
		return true
	case startTag:
		switch t.atom {
		case atom.Html:
			return b.inBody(t)
		case atom.Head:
			b.head = b.element(t)
			b.mode = inHead
			return true
		}
	case endTag:
		switch t.atom {
		case atom.Head, atom.Body, atom.Html, atom.Br:
		default:
			return true
		}
	}
	b.head = b.implied(atom.Head)
	b.mode = inHead
	return false
}

func (b *builder) inHead(t *token) bool {
	switch t.kind {
	case text:
		space, rest := b.splitSpace(t)
		b.insertText(&space, dropNulls)
		if !rest {
			return true
		}
	case comment:
		b.addComment(t, nil)
		return true
	case doctype:
		return true
	case startTag:
		if b.headStart(t) {
			return true
		}
	case endTag:
		switch t.atom {
		case atom.Head:
			b.popTo(len(b.stack) - 1)
			b.mode = afterHead
			return true
		case atom.Template:
			b.endTemplate()
			return true
		case atom.Body, atom.Html, atom.Br:
		default:
			return true
		}
	}
	b.pop()
	b.mode = afterHead
	return false
}

func (b *builder) headStart(t *token) bool {
	switch t.atom {
	case atom.Html:
		b.inBody(t)
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta:
		b.void(t)
	case atom.Title:
		b.setRaw(t, rcdata)
	case atom.Noscript:
		b.element(t)
		b.mode = inHeadNoscript
	case atom.Noframes, atom.Style:
		b.setRaw(t, rawtext)
	case atom.Script:
		b.setRaw(t, script)
	case atom.Template:
		b.element(t)
		b.active.addMarker()
		b.framesetOK = false
		b.mode = inTemplate
		b.template = append(b.template, inTemplate)
	case atom.Head:
	default:
		return false
	}
	return true
}

func (b *builder) endTemplate() {
	i := b.openTemplate()
	if i < 0 {
		return
	}
	b.popImpliedThoroughly()
	b.popTo(i)
	b.active.clearToMarker()
	b.template = b.template[:len(b.template)-1]
	b.resetMode()
}

func (b *builder) inHeadNoscript(t *token) bool {
	switch t.kind {
	case doctype:
		return true
	case text:
		space, rest := b.splitSpace(t)
		b.insertText(&space, dropNulls)
		if !rest {
			return true
		}
	case comment:
		return b.inHead(t)
	case startTag:
		switch t.atom {
		case atom.Html:
			return b.inBody(t)
		case atom.Basefont, atom.Bgsound, atom.Link, atom.Meta, atom.Noframes, atom.Style:
			return b.inHead(t)
		case atom.Head, atom.Noscript:
			return true
		}
	case endTag:
		switch t.atom {
		case atom.Noscript:
			b.popTo(len(b.stack) - 1)
			b.mode = inHead
			return true
		case atom.Br:
		default:
			return true
		}
	}
	b.pop()
	b.mode = inHead
	return false
}

func (b *builder) afterHead(t *token) bool {
	switch t.kind {
	case text:
		space, rest := b.splitSpace(t)
		b.insertText(&space, dropNulls)
		if !rest {
			return true
		}
	case comment:
		b.addComment(t, nil)
		return true
	case doctype:
		return true
	case startTag:
		switch t.atom {
		case atom.Html:
			return b.inBody(t)
		case atom.Body:
			b.element(t)
			b.framesetOK = false
			b.mode = inBody
			return true
		case atom.Frameset:
			b.element(t)
			b.mode = inFrameset
			return true
		case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta, atom.Noframes, atom.Script, atom.Style,
			atom.Template, atom.Title:
			return b.lateHead(t)
		case atom.Head:
			return true
		}
	case endTag:
		switch t.atom {
		case atom.Template:
			return b.inHead(t)
		case atom.Body, atom.Html, atom.Br:
		default:
			return true
		}
	}
	b.implied(atom.Body)
	b.mode = inBody
	return false
}

// lateHead puts what belongs to the head there although the head is closed.
func (b *builder) lateHead(t *token) bool {
	b.push(b.head)
	b.inHead(t)
	b.removeOpen(b.depthOf(b.head))
	return true
}
