package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// MarkUntranslated marks the segments that keep their sources with the source's language and direction: on a paragraph
// or heading where all of its text is such, else by a span around the sentence, which HTML isolates from the text
// around it (https://html.spec.whatwg.org/#the-dir-attribute). A text in an attribute is marked on an element without
// text of its own, such as img or meta; elsewhere nothing could say it of the attribute alone.
func (e *Editor) MarkUntranslated(is func(l10n.SegmentID) bool, lang l10n.Locale) {
	m := &languageMarker{
		Editor: e, is: is, lang: string(lang), dir: string(lang.Direction()), whole: map[*html.Node]bool{},
		others:   e.segmentRanges(func(seg *skSegment) bool { return !is(seg.id) }),
		children: map[*html.Node]children{},
	}
	for i := range e.sk.segments {
		if seg := &e.sk.segments[i]; is(seg.id) && len(seg.items) > 0 && seg.place != inJSON {
			m.segment(seg)
		}
	}
	e.kept = newRanges(e.kept)
}

// Untranslated reports whether an element stands within a segment that MarkUntranslated has marked.
func (e *Editor) Untranslated(n *html.Node) bool {
	s, ok := e.span(n)
	return ok && e.kept.covers(s.Start, s.End)
}

// Translates reports whether an element has text for translation in it.
func (e *Editor) Translates(n *html.Node) bool {
	if e.inContent == nil {
		e.inContent = e.segmentRanges(func(seg *skSegment) bool { return seg.place != inAttr })
	}
	s, ok := e.span(n)
	return ok && e.inContent.anyWithin(s.End, max(s.CloseStart, s.End))
}

// Holds returns a function that reports whether an element has one of the segments that are wanted in its content.
func (e *Editor) Holds(wanted func(l10n.SegmentID) bool) func(*html.Node) bool {
	in := e.segmentRanges(func(seg *skSegment) bool { return seg.place != inAttr && wanted(seg.id) })
	return func(n *html.Node) bool {
		s, ok := e.span(n)
		return ok && in.anyWithin(s.End, max(s.CloseStart, s.End))
	}
}

// TranslatesAttr reports whether an attribute has text for translation in it.
func (e *Editor) TranslatesAttr(n *html.Node, key string) bool {
	if e.inAttrs == nil {
		e.inAttrs = e.segmentRanges(func(seg *skSegment) bool { return seg.place == inAttr })
	}
	s, ok := e.span(n)
	if !ok {
		return false
	}
	at, ok := e.tree.Attr(s, key)
	return ok && e.inAttrs.anyWithin(at.Value.Start, at.Value.End)
}

// CloseGaps takes the white space between sentences away where close says so, for languages that write none.
func (e *Editor) CloseGaps(closes func(before, after l10n.SegmentID) bool) {
	for i := 1; i < len(e.sk.segments); i++ {
		before, after := &e.sk.segments[i-1], &e.sk.segments[i]
		if len(before.items) == 0 || len(after.items) == 0 || before.place != inContent || after.place != inContent {
			continue
		}
		_, start := before.bounds()
		end, _ := after.bounds()
		if start >= end || !closes(before.id, after.id) {
			continue
		}
		gap := e.tree.Src[start:end]
		if text := strings.TrimLeft(gap, " \t\r\n\f"); text != gap && (text == "" || text[0] == '<') {
			e.list = append(e.list, splice{start: start, end: end - len(text), place: before.place})
		} else if markup := inlineEnd.FindString(gap); markup != "" {
			e.list = append(e.list,
				splice{start: end - len(gap) + len(strings.TrimRight(gap, " \t\r\n\f")), end: end, place: before.place})
		}
	}
}

// inlineEnd is the end of inline elements, and the white space after it.
var inlineEnd = regexp.MustCompile(`(?i)^(</(a|abbr|b|bdi|cite|code|em|i|mark|q|small|span|strong|sub|sup|u)>)+\s+$`)

type languageMarker struct {
	*Editor
	is        func(l10n.SegmentID) bool
	lang, dir string
	whole     map[*html.Node]bool // elements that are marked
	others    ranges              // of the segments that are translated
	children  map[*html.Node]children
}

func (m *languageMarker) segment(seg *skSegment) {
	start, end := seg.bounds()
	if seg.place == inAttr {
		if n := m.holds(start, end, false); n != nil && void(n) {
			m.SetAttr(n, "lang", m.lang)
		}
		return
	}
	m.kept = append(m.kept, dom.Range{Start: start, End: end})
	n := m.holds(start, end, true)
	switch {
	case n != nil && m.whole[n]:
	case n != nil && running[n.DataAtom] && m.alone(n):
		m.whole[n] = true
		if own, _ := langOf(n); own == "" || !own.SameLanguage(l10n.Locale(m.lang)) {
			m.SetAttr(n, "lang", m.lang)
		} else {
			m.SetAttr(n, "lang", string(own))
		}
		if n.DataAtom != atom.Title {
			m.SetAttr(n, "dir", m.dir)
		}
	case n != nil && (n.DataAtom == atom.Title || n.DataAtom == atom.Option || n.DataAtom == atom.Textarea):
		// they hold no markup
	case n != nil && n.Namespace != "": // nor do SVG's texts hold HTML's
		m.SetAttr(n, "lang", m.lang)
	default:
		m.wrap(seg)
	}
}

// running are the elements of running text, which may have a direction of their own, and those that hold no markup. The
// cells of a table and the items of a list stand in line with others.
var running = map[atom.Atom]bool{
	atom.P: true, atom.Blockquote: true, atom.Div: true,
	atom.Section: true, atom.Article: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Title: true, atom.Option: true,
}

// void reports whether an element has no text, so that its language is that of its attributes.
func void(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Img, atom.Meta, atom.Input, atom.Area, atom.Track, atom.Link:
		return true
	}
	return false
}

// alone reports whether all the text of an element is untranslated.
func (m *languageMarker) alone(n *html.Node) bool {
	s, _ := m.span(n)
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	return !m.others.anyWithin(s.Start, max(s.CloseStart, s.End))
}

// holds is the innermost element that has a range in its content, or in its tag.
func (m *languageMarker) holds(start, end int, content bool) *html.Node {
	var found *html.Node
	at := m.tree.Doc
	for at != nil {
		var next *html.Node
		for _, c := range m.childrenOf(at).around(start) {
			if start < c.span.Start || end > max(c.span.CloseStart, c.span.End) {
				continue
			}
			next = c.node
			if c.span.HasOpen() && (start >= c.span.End) == content {
				found = c.node
			}
		}
		at = next
	}
	return found
}

// wrap puts a span around a segment, or where its markup is cut by the segment's end, around each of its texts.
func (m *languageMarker) wrap(seg *skSegment) {
	open := `<span lang="` + escape(m.lang, inAttr, '"') + `" dir="` + m.dir + `">`
	around := func(start, end int) {
		m.list = append(m.list, splice{start: start, end: start, text: open, place: seg.place},
			splice{start: end, end: end, text: "</span>", place: seg.place})
	}
	if balanced(seg.source) {
		around(seg.bounds())
		return
	}
	for i := range seg.items {
		if it := &seg.items[i]; it.kind == l10n.Text && strings.TrimSpace(m.tree.Src[it.start:it.end]) != "" {
			around(int(it.start), int(it.end))
		}
	}
}

// balanced reports whether a fragment's markup begins and ends in it, in order.
func balanced(f l10n.Fragment) bool {
	var open []l10n.CodeID
	for _, p := range f {
		switch p.Kind {
		case l10n.Open:
			open = append(open, p.ID)
		case l10n.Close:
			if len(open) == 0 || open[len(open)-1] != p.ID {
				return false
			}
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}

func (s *skSegment) bounds() (start, end int) {
	if len(s.items) == 0 {
		return 0, 0
	}
	return int(s.items[0].start), int(s.items[len(s.items)-1].end)
}
