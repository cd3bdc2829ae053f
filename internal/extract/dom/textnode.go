package dom

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// nulls says what becomes of U+0000 in a text.
type nulls uint8

const (
	dropNulls nulls = iota
	replaceNulls
)

func noNull(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}

func (b *builder) decode(t *token, n nulls) string {
	s := Newlines(b.z.src[t.start:t.end])
	if !t.raw {
		s = Unescape(s, false) // first, for U+0000 ends a reference
	}
	switch {
	case strings.IndexByte(s, 0) < 0:
		return s
	case n == dropNulls:
		return strings.ReplaceAll(s, "\x00", "")
	}
	return noNull(s)
}

// insertText adds a text at the current place, to the text node before it if there is one.
func (b *builder) insertText(t *token, n nulls) {
	s := b.decode(t, n)
	if s == "" {
		return
	}
	parent, before := b.place()
	if parent.Type == html.DocumentNode {
		return
	}
	prev := parent.LastChild
	if before != nil {
		prev = before.PrevSibling
	}
	if prev != nil && prev.Type == html.TextNode {
		b.joinText(prev, t, s)
		return
	}
	o := b.newNode(html.TextNode, s, t.start, t.end)
	parent.InsertBefore(&o.Node, before)
}

// joinText adds to a text node. The text is gathered in a buffer, so that many pieces cost no more than their length.
func (b *builder) joinText(prev *html.Node, t *token, s string) {
	text, ok := b.joined[prev]
	if !ok {
		text = []byte(prev.Data)
		if b.joined == nil {
			b.joined = map[*html.Node][]byte{}
		}
	}
	b.joined[prev] = append(text, s...)
	more := b.tree.more[prev]
	first := &b.tree.nodes.find(prev).span
	switch {
	case len(more) > 0 && more[len(more)-1].End == t.start:
		more[len(more)-1].End = t.end
	case len(more) == 0 && int(first.end) == t.start:
		first.end, first.closeStart, first.closeEnd = int32(t.end), int32(t.end), int32(t.end)
	default:
		b.tree.more[prev] = append(more, Range{t.start, t.end})
	}
}

// splitSpace cuts the white space that a text token begins with off it.
func (b *builder) splitSpace(t *token) (space token, rest bool) {
	i := t.start
	for i < t.end {
		n := spaceLen(b.z.src[i:t.end], t.raw)
		if n == 0 {
			break
		}
		i += n
	}
	space = *t
	space.end = i
	t.start = i
	return space, i < t.end
}

// spaceLen returns the length of the white space character, or of a reference to one, that s begins with.
func spaceLen(s string, raw bool) int {
	if ascii.IsSpace(s[0]) {
		return 1
	}
	if s[0] == '&' && !raw {
		if c, n := CharRef(s, false); len(c) == 1 && ascii.IsSpace(c[0]) {
			return n
		}
	}
	return 0
}

// isSpace reports whether a text is white space alone; U+0000, which is dropped, doesn't count.
func (b *builder) isSpace(t *token) bool {
	for i := t.start; i < t.end; {
		n := spaceLen(b.z.src[i:t.end], t.raw)
		if n == 0 && b.z.src[i] == 0 {
			n = 1
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}
