package dom

import (
	"golang.org/x/net/html/atom"
)

// mode is the standard's insertion mode.
type mode uint8

const (
	initial mode = iota
	beforeHTML
	beforeHead
	inHead
	inHeadNoscript
	afterHead
	inBody
	inText
	inTable
	inTableText
	inCaption
	inColumnGroup
	inTableBody
	inRow
	inCell
	inTemplate
	afterBody
	inFrameset
	afterFrameset
	afterAfterBody
	afterAfterFrameset
)

// feed gives a token to the tree and reports whether there are more to come.
func (b *builder) feed(t *token) bool {
	b.tok = t
	b.work++
	if b.skipLF {
		b.skipLF = false
		b.skipNewline(t)
	}
	for !b.step(t) {
		b.work++
	}
	return t.kind != endOfFile
}

func (b *builder) skipNewline(t *token) {
	if t.kind != text {
		return
	}
	if !t.raw && b.z.src[t.start] == '&' {
		if s, n := CharRef(b.z.src[t.start:t.end], false); s == "\n" {
			t.start += n
		}
		return
	}
	if src := b.z.src; t.start < t.end && src[t.start] == '\r' {
		t.start++
	}
	if src := b.z.src; t.start < t.end && src[t.start] == '\n' {
		t.start++
	}
}

// step applies the rules of the current mode to a token. It reports false when the token is to be looked at again, in
// the mode that is current then.
func (b *builder) step(t *token) bool {
	if t.kind == text && t.start == t.end {
		return true
	}
	if b.inForeign(t) {
		return b.foreignContent(t)
	}
	return b.apply(b.mode, t)
}

// apply uses the rules of a mode.
func (b *builder) apply(m mode, t *token) bool {
	switch m {
	case initial:
		return b.initial(t)
	case beforeHTML:
		return b.beforeHTML(t)
	case beforeHead:
		return b.beforeHead(t)
	case inHead:
		return b.inHead(t)
	case inHeadNoscript:
		return b.inHeadNoscript(t)
	case afterHead:
		return b.afterHead(t)
	case inBody:
		return b.inBody(t)
	case inText:
		return b.inText(t)
	case inTable:
		return b.inTable(t)
	case inTableText:
		return b.inTableText(t)
	case inCaption:
		return b.inCaption(t)
	case inColumnGroup:
		return b.inColumnGroup(t)
	case inTableBody:
		return b.inTableBody(t)
	case inRow:
		return b.inRow(t)
	case inCell:
		return b.inCell(t)
	case inTemplate:
		return b.inTemplate(t)
	case afterBody, afterAfterBody:
		return b.afterBody(t)
	default:
		return b.framesets(t)
	}
}

// setRaw reads the content of the element just inserted as raw text.
func (b *builder) setRaw(t *token, kind rawKind) {
	b.element(t)
	b.z.mode, b.z.last = kind, t.name
	b.original, b.mode = b.mode, inText
}

func (b *builder) inText(t *token) bool {
	switch t.kind {
	case text:
		b.insertText(t, replaceNulls)
		return true
	case endTag:
		b.popTo(len(b.stack) - 1)
		b.mode = b.original
		return true
	case endOfFile:
		b.pop()
		b.mode = b.original
		return false
	}
	return true
}

func (b *builder) inTemplate(t *token) bool {
	switch t.kind {
	case text, comment, doctype:
		return b.inBody(t)
	case startTag:
		switch t.atom {
		case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta, atom.Noframes, atom.Script, atom.Style,
			atom.Template, atom.Title:
			return b.inHead(t)
		}
		m := inBody
		switch t.atom {
		case atom.Caption, atom.Colgroup, atom.Tbody, atom.Tfoot, atom.Thead:
			m = inTable
		case atom.Col:
			m = inColumnGroup
		case atom.Tr:
			m = inTableBody
		case atom.Td, atom.Th:
			m = inRow
		}
		b.template[len(b.template)-1] = m
		b.mode = m
		return false
	case endTag:
		if t.atom == atom.Template {
			return b.inHead(t)
		}
		return true
	}
	return b.endOfTemplate()
}

// endOfTemplate closes a template that the source's end left open.
func (b *builder) endOfTemplate() bool {
	i := b.openTemplate()
	if i < 0 {
		return true
	}
	b.popTo(i)
	b.active.clearToMarker()
	b.template = b.template[:len(b.template)-1]
	b.resetMode()
	return false
}

func (b *builder) openTemplate() int {
	if len(b.template) == 0 {
		return -1
	}
	for i := len(b.stack) - 1; i >= 0; i-- {
		b.work++
		if n := b.stack[i]; n.DataAtom == atom.Template && n.Namespace == "" {
			return i
		}
	}
	return -1
}

// resetMode finds the mode that fits the stack of open elements.
func (b *builder) resetMode() {
	for i := len(b.stack) - 1; i >= 0; i-- {
		b.work++
		n := b.stack[i]
		if n.Namespace != "" {
			continue
		}
		if m, ok := b.modeFor(n, i == 0); ok {
			b.mode = m
			return
		}
	}
	b.mode = inBody
}

func (b *builder) modeFor(n *node, last bool) (mode, bool) {
	switch n.DataAtom {
	case atom.Td, atom.Th:
		return inCell, !last
	case atom.Tr:
		return inRow, true
	case atom.Tbody, atom.Thead, atom.Tfoot:
		return inTableBody, true
	case atom.Caption:
		return inCaption, true
	case atom.Colgroup:
		return inColumnGroup, true
	case atom.Table:
		return inTable, true
	case atom.Template:
		return b.template[len(b.template)-1], true
	case atom.Head:
		return inHead, !last
	case atom.Body:
		return inBody, true
	case atom.Frameset:
		return inFrameset, true
	case atom.Html:
		if b.head == nil {
			return beforeHead, true
		}
		return afterHead, true
	}
	return inBody, false
}
