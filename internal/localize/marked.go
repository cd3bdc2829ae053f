package localize

import (
	"bytes"
	"context"
	"html"
	"strings"

	"github.com/PuerkitoBio/goquery"
	tokens "golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Marked is a localized page, and where in it the segments stand.
type Marked struct {
	Page  []byte // as visitors would get it, without marks
	marks []extract.Mark
}

// RenderMarked is [Render], which also finds the places of the page's segments.
func RenderMarked(ctx context.Context, p Page) (*Marked, error) {
	l, err := newLocalizer(p)
	if err != nil {
		return nil, err
	}
	page, marks, err := p.Skeleton.MergeMarked(ctx, p.Targets, func(e *extract.Editor) error {
		if err := l.localize(ctx, e); err != nil {
			return err
		}
		l.doc.Find("meta[http-equiv]").Each(func(_ int, s *goquery.Selection) {
			if kind, _ := attr(s, "http-equiv"); !aboutItself[ascii.ToLower(kind)] {
				e.MarkTag(s.Get(0))
			}
		})
		e.MarkHead()
		return nil
	})
	if err != nil {
		return nil, err
	}
	page, marks = l.dropDoubledStop(page, marks)
	return &Marked{page, marks}, nil
}

// aboutItself are the meta elements by which a page says how it is to be read. All others ask the browser to do something,
// such as to open another page or to refuse what the page's server does not expect.
var aboutItself = map[string]bool{
	"content-type": true, "content-language": true, "default-style": true, "x-ua-compatible": true,
}

// Write returns the page with its marks: before a segment a comment of the name, "+" and the segment's ID, after it one
// with "-". A tag with segments in its attributes has an attribute "data-" and the name, whose words are a segment's ID,
// "=" and the attribute's name; it is empty where the segment is all the text of the element, and {} in structured data.
// Meta elements that ask the browser to do something, such as to open another page, get another word for it that means nothing. head is put at the beginning of the head; it is trusted.
func (m *Marked) Write(name l10n.MarkName, head string) []byte {
	out := make([]byte, 0, len(m.Page)+len(head)+80*len(m.marks))
	return m.write(out, 0, len(m.Page), m.marks, name, head)
}

// write adds a part of the page with the marks that stand in it.
func (m *Marked) write(out []byte, from, to int, marks []extract.Mark, name l10n.MarkName, head string) []byte {
	for i, mark := range marks {
		out = append(out, m.Page[from:mark.At]...)
		from = mark.At
		switch mark.Kind {
		case extract.SegmentStart:
			out = append(out, "<!--"+string(name)+"+"+string(mark.Segment)+"-->"...)
		case extract.SegmentEnd:
			out = append(out, "<!--"+string(name)+"-"+string(mark.Segment)+"-->"...)
		case extract.InTag:
			if !sameTag(marks, i-1, mark) {
				out = append(out, " data-"+string(name)+`="`...)
			} else {
				out = append(out, ' ')
			}
			out = append(out, string(mark.Segment)+"="+html.EscapeString(mark.Attribute)...)
			if !sameTag(marks, i+1, mark) {
				out = append(out, '"')
			}
		case extract.TagName: // of two attributes with one name browsers heed the first
			out = append(out, ` http-equiv="`+string(name)+`"`...)
		case extract.HeadStart:
			out = append(out, head...)
		}
	}
	return append(out, m.Page[from:to]...)
}

// sameTag reports whether a mark is one of an attribute in the same tag as another.
func sameTag(marks []extract.Mark, i int, as extract.Mark) bool {
	return i >= 0 && i < len(marks) && marks[i].Kind == extract.InTag && marks[i].At == as.At
}

// Unit returns how the unit with these segments, in their order, looks on the page. It reports false for one that the page
// has not.
func (m *Marked) Unit(segments []l10n.SegmentID, name l10n.MarkName) (l10n.ShownUnit, bool) {
	marks := m.of(segments)
	if marks == nil {
		return l10n.ShownUnit{}, false
	}
	u := l10n.ShownUnit{First: segments[0], Last: segments[len(segments)-1]}
	if first := marks[0]; first.Kind == extract.InTag {
		u.InTag, u.Attribute, u.Text = true, first.Attribute, m.textOf(first)
	} else {
		u.HTML = string(m.write(nil, first.At, marks[len(marks)-1].At, marks, name, ""))
	}
	return u, true
}

// of are the marks from the first of a unit's to its last, or the one in the tag that has the unit.
func (m *Marked) of(segments []l10n.SegmentID) []extract.Mark {
	if len(segments) == 0 {
		return nil
	}
	start := -1
	for i, mark := range m.marks {
		switch {
		case mark.Kind == extract.InTag && mark.Segment == segments[0]:
			return m.marks[i : i+1]
		case mark.Kind == extract.SegmentStart && mark.Segment == segments[0]:
			start = i
		case mark.Kind == extract.SegmentEnd && mark.Segment == segments[len(segments)-1] && start >= 0:
			return m.marks[start : i+1]
		}
	}
	return nil
}

// textOf is the value of the attribute, or the text of the element, that a mark in a tag speaks of. Pages in attributes and
// scripts are no texts.
func (m *Marked) textOf(mark extract.Mark) string {
	start := bytes.LastIndexByte(m.Page[:mark.At], '<')
	if start < 0 || mark.Attribute == extract.InStructuredData || mark.Attribute == "srcdoc" {
		return ""
	}
	z := tokens.NewTokenizer(bytes.NewReader(m.Page[start:]))
	if kind := z.Next(); kind != tokens.StartTagToken && kind != tokens.SelfClosingTagToken {
		return ""
	}
	if mark.Attribute == extract.WholeText {
		if z.Next() == tokens.TextToken {
			return string(z.Text())
		}
		return ""
	}
	for {
		key, value, more := z.TagAttr()
		if strings.EqualFold(string(key), mark.Attribute) {
			return string(value)
		}
		if !more {
			return ""
		}
	}
}
