package dom

import (
	"strings"

	"golang.org/x/net/html/atom"
)

func (b *builder) inBody(t *token) bool {
	switch t.kind {
	case text:
		if !t.raw && strings.Trim(b.z.src[t.start:t.end], "\x00") == "" {
			return true
		}
		b.reconstruct()
		if b.framesetOK && !b.isSpace(t) {
			b.framesetOK = false
		}
		if t.raw { // of a plaintext element
			b.insertText(t, replaceNulls)
		} else {
			b.insertText(t, dropNulls)
		}
	case comment:
		b.addComment(t, nil)
	case startTag:
		return b.bodyStartTag(t)
	case endTag:
		return b.bodyEndTag(t)
	case endOfFile:
		if len(b.template) > 0 {
			return b.inTemplate(t)
		}
	}
	return true
}

func (b *builder) bodyStartTag(t *token) bool {
	switch t.atom {
	case atom.Html:
		if len(b.template) == 0 {
			b.mergeAttrs(b.stack[0], t)
		}
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta, atom.Noframes, atom.Script, atom.Style,
		atom.Template, atom.Title:
		return b.inHead(t)
	case atom.Body:
		if len(b.stack) > 1 && b.stack[1].DataAtom == atom.Body && len(b.template) == 0 {
			b.framesetOK = false
			b.mergeAttrs(b.stack[1], t)
		}
	case atom.Frameset:
		b.lateFrameset(t)
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Search, atom.Section, atom.Summary, atom.Ul:
		b.closeP()
		b.element(t)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.closeP()
		if b.is(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) {
			b.pop()
		}
		b.element(t)
	case atom.Pre, atom.Listing:
		b.closeP()
		b.element(t)
		b.skipLF, b.framesetOK = true, false
	case atom.Form:
		b.startForm(t)
	case atom.Li:
		b.listItem(t, atom.Li)
	case atom.Dd, atom.Dt:
		b.listItem(t, atom.Dd, atom.Dt)
	case atom.Plaintext:
		b.closeP()
		b.element(t)
		b.z.mode = plaintext
	case atom.Button:
		if i := b.inScope(defaultScope, atom.Button); i >= 0 {
			b.popImplied()
			b.popInScope(defaultScope, atom.Button)
		}
		b.reconstruct()
		b.element(t)
		b.framesetOK = false
	default:
		return b.inlineStartTag(t)
	}
	return true
}

func (b *builder) inlineStartTag(t *token) bool {
	switch t.atom {
	case atom.A:
		b.startAnchor(t)
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong,
		atom.Tt, atom.U:
		b.reconstruct()
		b.startFormatting(t)
	case atom.Nobr:
		b.reconstruct()
		if b.inScope(defaultScope, atom.Nobr) >= 0 {
			b.adopt(t)
			b.reconstruct()
		}
		b.startFormatting(t)
	case atom.Applet, atom.Marquee, atom.Object:
		b.reconstruct()
		b.element(t)
		b.active.addMarker()
		b.framesetOK = false
	case atom.Table:
		if !b.quirks {
			b.closeP()
		}
		b.element(t)
		b.framesetOK = false
		b.mode = inTable
	case atom.Area, atom.Br, atom.Embed, atom.Img, atom.Keygen, atom.Wbr:
		b.reconstruct()
		b.void(t)
		b.framesetOK = false
	case atom.Input:
		b.popInScope(defaultScope, atom.Select)
		b.reconstruct()
		b.void(t)
		if !b.hidden(t) {
			b.framesetOK = false
		}
	case atom.Param, atom.Source, atom.Track:
		b.void(t)
	case atom.Hr:
		b.closeP()
		if b.inScope(defaultScope, atom.Select) >= 0 {
			b.popImplied()
		}
		b.void(t)
		b.framesetOK = false
	case atom.Image:
		t.name, t.atom = "img", atom.Img
		return false
	default:
		return b.otherStartTag(t)
	}
	return true
}

func (b *builder) otherStartTag(t *token) bool {
	switch t.atom {
	case atom.Textarea:
		b.setRaw(t, rcdata)
		b.skipLF, b.framesetOK = true, false
	case atom.Xmp:
		b.closeP()
		b.reconstruct()
		b.framesetOK = false
		b.setRaw(t, rawtext)
	case atom.Iframe:
		b.framesetOK = false
		b.setRaw(t, rawtext)
	case atom.Noembed:
		b.setRaw(t, rawtext)
	case atom.Select:
		if b.popInScope(defaultScope, atom.Select) {
			return true
		}
		b.reconstruct()
		b.element(t)
		b.framesetOK = false
	case atom.Option, atom.Optgroup:
		b.startOption(t)
	case atom.Rb, atom.Rtc:
		if b.inScope(defaultScope, atom.Ruby) >= 0 {
			b.popImplied()
		}
		b.element(t)
	case atom.Rp, atom.Rt:
		if b.inScope(defaultScope, atom.Ruby) >= 0 {
			b.popImplied(atom.Rtc)
		}
		b.element(t)
	case atom.Math, atom.Svg:
		b.reconstruct()
		b.elementNS(t, t.name)
		if t.selfClose {
			b.pop()
		}
	case atom.Caption, atom.Col, atom.Colgroup, atom.Frame, atom.Head, atom.Tbody, atom.Td, atom.Tfoot, atom.Th,
		atom.Thead, atom.Tr:
	default:
		b.reconstruct()
		b.element(t)
	}
	return true
}
