package dom

import (
	"strings"

	"golang.org/x/net/html/atom"
)

func (b *builder) inTable(t *token) bool {
	switch t.kind {
	case text:
		if b.is(atom.Table, atom.Tbody, atom.Template, atom.Tfoot, atom.Thead, atom.Tr) {
			b.pending = b.pending[:0]
			b.original, b.mode = b.mode, inTableText
			return false
		}
	case comment:
		b.addComment(t, nil)
		return true
	case doctype:
		return true
	case startTag:
		if done, again := b.tableStart(t); done {
			return !again
		}
	case endTag:
		switch t.atom {
		case atom.Table:
			if b.popInScope(tableScope, atom.Table) {
				b.resetMode()
			}
			return true
		case atom.Body, atom.Caption, atom.Col, atom.Colgroup, atom.Html, atom.Tbody, atom.Td, atom.Tfoot, atom.Th,
			atom.Thead, atom.Tr:
			return true
		case atom.Template:
			return b.inHead(t)
		}
	case endOfFile:
		return b.inBody(t)
	}
	return b.fostered(t)
}

func (b *builder) fostered(t *token) bool {
	b.foster = true
	done := b.inBody(t)
	b.foster = false
	return done
}

// tableStart reports whether the tag was one of a table's, and whether it is to be looked at again.
func (b *builder) tableStart(t *token) (done, again bool) {
	switch t.atom {
	case atom.Caption:
		b.clearTo(atom.Table)
		b.active.addMarker()
		b.element(t)
		b.mode = inCaption
	case atom.Colgroup:
		b.clearTo(atom.Table)
		b.element(t)
		b.mode = inColumnGroup
	case atom.Col:
		b.clearTo(atom.Table)
		b.implied(atom.Colgroup)
		b.mode = inColumnGroup
		return true, true
	case atom.Tbody, atom.Tfoot, atom.Thead:
		b.clearTo(atom.Table)
		b.element(t)
		b.mode = inTableBody
	case atom.Td, atom.Th, atom.Tr:
		b.clearTo(atom.Table)
		b.implied(atom.Tbody)
		b.mode = inTableBody
		return true, true
	case atom.Table:
		if !b.popInScope(tableScope, atom.Table) {
			return true, false
		}
		b.resetMode()
		return true, true
	case atom.Style, atom.Script, atom.Template:
		return true, !b.inHead(t)
	case atom.Input:
		if !b.hidden(t) {
			return false, false
		}
		b.void(t)
	case atom.Form:
		if len(b.template) == 0 && b.form == nil {
			b.form = b.element(t)
			b.pop()
		}
	default:
		return false, false
	}
	return true, false
}

// inTableText gathers the text between a table's parts: white space stays, anything else moves before the table.
func (b *builder) inTableText(t *token) bool {
	if t.kind == text {
		if strings.Trim(b.z.src[t.start:t.end], "\x00") != "" {
			b.pending = append(b.pending, *t)
		}
		return true
	}
	blank := true
	for i := range b.pending {
		blank = blank && b.isSpace(&b.pending[i])
	}
	now := b.tok
	for i := range b.pending {
		b.tok = &b.pending[i]
		if blank {
			b.insertText(&b.pending[i], dropNulls)
		} else {
			b.fostered(&b.pending[i])
		}
	}
	b.tok = now
	b.mode = b.original
	return false
}

func (b *builder) inCaption(t *token) bool {
	closes := t.kind == endTag && (t.atom == atom.Caption || t.atom == atom.Table)
	if t.kind == startTag {
		switch t.atom {
		case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
			closes = true
		}
	}
	if closes {
		if b.inScope(tableScope, atom.Caption) < 0 {
			return true
		}
		b.popImplied()
		b.popInScope(tableScope, atom.Caption)
		b.active.clearToMarker()
		b.mode = inTable
		return t.kind == endTag && t.atom == atom.Caption
	}
	if t.kind == endTag {
		switch t.atom {
		case atom.Body, atom.Col, atom.Colgroup, atom.Html, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
			return true
		}
	}
	return b.inBody(t)
}

func (b *builder) inColumnGroup(t *token) bool {
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
		case atom.Col:
			b.void(t)
			return true
		case atom.Template:
			return b.inHead(t)
		}
	case endTag:
		switch t.atom {
		case atom.Colgroup:
			if b.is(atom.Colgroup) {
				b.popTo(len(b.stack) - 1)
				b.mode = inTable
			}
			return true
		case atom.Col:
			return true
		case atom.Template:
			return b.inHead(t)
		}
	case endOfFile:
		return b.inBody(t)
	}
	if !b.is(atom.Colgroup) {
		return true
	}
	b.pop()
	b.mode = inTable
	return false
}
