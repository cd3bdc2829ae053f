package dom

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// afterBody has the rules of "after body" and "after after body".
func (b *builder) afterBody(t *token) bool {
	switch t.kind {
	case text:
		if b.isSpace(t) && strings.IndexByte(b.z.src[t.start:t.end], 0) < 0 {
			return b.inBody(t)
		}
		b.mode = inBody
		return false
	case comment:
		if b.mode == afterBody {
			b.addComment(t, &b.stack[0].Node)
		} else {
			b.addComment(t, b.tree.Doc)
		}
		return true
	case doctype, endOfFile:
		if t.kind == endOfFile && len(b.template) > 0 {
			return b.inTemplate(t)
		}
		return true
	case startTag:
		if t.atom == atom.Html {
			return b.inBody(t)
		}
	case endTag:
		if t.atom == atom.Html && b.mode == afterBody {
			b.endTagOf(b.stack[0])
			b.mode = afterAfterBody
			return true
		}
	}
	b.mode = inBody
	return false
}

// framesets has the rules of the three modes of frameset pages.
func (b *builder) framesets(t *token) bool {
	switch t.kind {
	case text:
		b.spacesOnly(t)
		return true
	case comment:
		if b.mode == afterAfterFrameset {
			b.addComment(t, b.tree.Doc)
		} else {
			b.addComment(t, nil)
		}
		return true
	case startTag:
		b.framesetStart(t)
	case endTag:
		switch {
		case t.atom == atom.Frameset && b.mode == inFrameset && b.is(atom.Frameset):
			b.popTo(len(b.stack) - 1)
			if !b.is(atom.Frameset) {
				b.mode = afterFrameset
			}
		case t.atom == atom.Html && b.mode == afterFrameset:
			b.mode = afterAfterFrameset
		}
	}
	return true
}

func (b *builder) framesetStart(t *token) {
	switch t.atom {
	case atom.Html:
		b.inBody(t)
	case atom.Noframes:
		b.inHead(t)
	case atom.Frameset:
		if b.mode == inFrameset {
			b.element(t)
		}
	case atom.Frame:
		if b.mode == inFrameset {
			b.void(t)
		}
	}
}

// spacesOnly inserts the white space of a text and drops the rest of it.
func (b *builder) spacesOnly(t *token) {
	rest := *t
	for rest.start < t.end {
		space, more := b.splitSpace(&rest)
		if b.mode == afterAfterFrameset && space.start < space.end {
			b.reconstruct()
		}
		b.insertText(&space, dropNulls)
		for ; more && spaceLen(b.z.src[rest.start:t.end], t.raw) == 0; more = rest.start < t.end {
			rest.start++
		}
	}
}
