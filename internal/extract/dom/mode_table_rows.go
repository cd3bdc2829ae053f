package dom

import (
	"golang.org/x/net/html/atom"
)

func (b *builder) inTableBody(t *token) bool {
	switch t.kind {
	case startTag:
		switch t.atom {
		case atom.Tr:
			b.clearTo(atom.Tbody, atom.Tfoot, atom.Thead)
			b.element(t)
			b.mode = inRow
			return true
		case atom.Th, atom.Td:
			b.clearTo(atom.Tbody, atom.Tfoot, atom.Thead)
			b.implied(atom.Tr)
			b.mode = inRow
			return false
		case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Tfoot, atom.Thead:
			return b.leaveBody()
		}
	case endTag:
		switch t.atom {
		case atom.Tbody, atom.Tfoot, atom.Thead:
			if b.inScope(tableScope, t.atom) >= 0 {
				b.clearTo(atom.Tbody, atom.Tfoot, atom.Thead)
				b.popTo(len(b.stack) - 1)
				b.mode = inTable
			}
			return true
		case atom.Table:
			return b.leaveBody()
		case atom.Body, atom.Caption, atom.Col, atom.Colgroup, atom.Html, atom.Td, atom.Th, atom.Tr:
			return true
		}
	}
	return b.inTable(t)
}

func (b *builder) leaveBody() bool {
	if b.inScope(tableScope, atom.Tbody, atom.Thead, atom.Tfoot) < 0 {
		return true
	}
	b.clearTo(atom.Tbody, atom.Tfoot, atom.Thead)
	b.pop()
	b.mode = inTable
	return false
}

func (b *builder) inRow(t *token) bool {
	switch t.kind {
	case startTag:
		switch t.atom {
		case atom.Th, atom.Td:
			b.clearTo(atom.Tr)
			b.element(t)
			b.mode = inCell
			b.active.addMarker()
			return true
		case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
			return !b.leaveRow()
		}
	case endTag:
		switch t.atom {
		case atom.Tr:
			b.leaveRow()
			return true
		case atom.Table:
			return !b.leaveRow()
		case atom.Tbody, atom.Tfoot, atom.Thead:
			return b.inScope(tableScope, t.atom) < 0 || !b.leaveRow()
		case atom.Body, atom.Caption, atom.Col, atom.Colgroup, atom.Html, atom.Td, atom.Th:
			return true
		}
	}
	return b.inTable(t)
}

// leaveRow closes the current row and reports whether there was one.
func (b *builder) leaveRow() bool {
	if b.inScope(tableScope, atom.Tr) < 0 {
		return false
	}
	b.clearTo(atom.Tr)
	b.popTo(len(b.stack) - 1)
	b.mode = inTableBody
	return true
}

func (b *builder) inCell(t *token) bool {
	switch t.kind {
	case endTag:
		switch t.atom {
		case atom.Td, atom.Th:
			if b.inScope(tableScope, t.atom) >= 0 {
				b.popImplied()
				b.popInScope(tableScope, t.atom)
				b.active.clearToMarker()
				b.mode = inRow
			}
			return true
		case atom.Body, atom.Caption, atom.Col, atom.Colgroup, atom.Html:
			return true
		case atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
			if b.inScope(tableScope, t.atom) < 0 {
				return true
			}
			b.leaveCell()
			return false
		}
	case startTag:
		switch t.atom {
		case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
			if b.inScope(tableScope, atom.Td, atom.Th) < 0 {
				return true
			}
			b.leaveCell()
			return false
		}
	}
	return b.inBody(t)
}

func (b *builder) leaveCell() {
	b.popImplied()
	b.popInScope(tableScope, atom.Td, atom.Th)
	b.active.clearToMarker()
	b.mode = inRow
}
