package dom

import (
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// Span is where a node stands in the source, in bytes. For an element, Start and End bound its start tag, and
// CloseStart and CloseEnd its end tag. Where the source has no such tag, the two are equal and say where it would
// stand. For any other node, Start and End bound it whole.
type Span struct {
	Start, End           int
	CloseStart, CloseEnd int
}

// HasOpen reports whether the element has a start tag of its own in the source.
func (s Span) HasOpen() bool { return s.End > s.Start }

// HasClose reports whether the element has an end tag in the source.
func (s Span) HasClose() bool { return s.CloseEnd > s.CloseStart }

// Range is a part of the source, in bytes.
type Range struct{ Start, End int }

// span is a Span in half the memory. A page is much smaller than 2 GB.
type span struct{ start, end, closeStart, closeEnd int32 }

func (s span) wide() Span { return Span{int(s.start), int(s.end), int(s.closeStart), int(s.closeEnd)} }

// Span returns where a node of the tree stands. It reports false for nodes of other trees, and for the document.
func (t *Tree) Span(n *html.Node) (Span, bool) {
	m := t.nodes.find(n)
	if m == nil {
		return Span{}, false
	}
	return m.span.wide(), true
}

// Pieces returns the parts of the source that a text node's text was made of, in the order of the text. Most texts
// have one. A text has more where markup that the tree drops or moves stood in it.
func (t *Tree) Pieces(n *html.Node) (first Range, more []Range) {
	s, _ := t.Span(n)
	if len(t.more) > 0 {
		more = t.more[n]
	}
	return Range{s.Start, s.End}, more
}

// Uncut returns where markup for an element is to be put that would go to at. This is at itself, or the place before
// what the source's end breaks off within the element.
func (t *Tree) Uncut(s Span, at int) int {
	for _, c := range t.cuts {
		if c < at && (c > s.Start || !s.HasOpen()) {
			return c
		}
	}
	return at
}

// Attr is where an attribute stands in the source.
type Attr struct {
	Name  Range
	Value Range // without the quotes; empty where there is none
	End   int   // after the closing quote
	Quote byte  // 0 where the value has no quotes
}

// Attr finds an attribute in an element's start tag by the name that the parsed element has for it.
func (t *Tree) Attr(s Span, key string) (Attr, bool) {
	if !s.HasOpen() {
		return Attr{}, false
	}
	src := t.Src[:s.End]
	for i := t.TagNameEnd(s); i < len(src) && src[i] != '>'; {
		var a rawAttr
		a, i = scanAttr(src, i)
		if a.nameEnd > 0 && lowerASCII(src[a.nameStart:a.nameEnd]) == lowerASCII(key) {
			return Attr{Range{a.nameStart, a.nameEnd}, Range{a.valueStart, a.valueEnd}, a.end, a.quote}, true
		}
	}
	return Attr{}, false
}

// NamedAttr is an attribute with its name as the parsed element has it, which is in lower case.
type NamedAttr struct {
	Key string
	Attr
}

// Attrs returns the attributes of an element's start tag as they stand in the source, in order. Of two with the same name
// browsers heed the first.
func (t *Tree) Attrs(s Span) []NamedAttr {
	var all []NamedAttr
	if !s.HasOpen() {
		return all
	}
	src := t.Src[:s.End]
	for i := t.TagNameEnd(s); i < len(src) && src[i] != '>'; {
		var a rawAttr
		a, i = scanAttr(src, i)
		if a.nameEnd > 0 {
			all = append(all, NamedAttr{lowerASCII(src[a.nameStart:a.nameEnd]),
				Attr{Range{a.nameStart, a.nameEnd}, Range{a.valueStart, a.valueEnd}, a.end, a.quote}})
		}
	}
	return all
}

// TagNameEnd returns where the name of an element's start tag ends, and a new attribute may be put.
func (t *Tree) TagNameEnd(s Span) int {
	i := s.Start + 1
	for i < s.End && !ascii.IsSpace(t.Src[i]) && t.Src[i] != '/' && t.Src[i] != '>' {
		i++
	}
	return i
}
