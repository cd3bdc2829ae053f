package extract

import (
	"context"
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Mark is a place in a merged page that says where a segment stands, or what an editor wanted to know the place of. The
// page's own bytes have no marks; who shows the page to people at work puts something there.
type Mark struct {
	At      int // in the merged page
	Kind    MarkKind
	Segment l10n.SegmentID // of all kinds but HeadStart and TagName
	// Attribute is the attribute that a segment of the kind InTag stands in, [WholeText] or [InStructuredData].
	Attribute string
}

// MarkKind is what stands at a mark.
type MarkKind uint8

// The kinds of marks. Text may be put at all of them but InTag and TagName, which stand behind the name in a start tag,
// where an attribute may be put.
const (
	SegmentStart MarkKind = iota
	SegmentEnd
	InTag
	TagName
	HeadStart
)

// What a mark of the kind InTag has in place of an attribute's name. No attribute has these names.
const (
	WholeText        = ""   // the text of an element that holds no markup, such as title
	InStructuredData = "{}" // a string in a script
)

// MergeMarked is [Skeleton.MergeContext], which also says where in the page the segments stand, in the order of the page. A
// segment that the page has not, such as one in a code that its target leaves out, has no marks.
func (sk *Skeleton) MergeMarked(ctx context.Context, targets map[l10n.SegmentID]l10n.Fragment,
	edit func(*Editor) error) ([]byte, []Mark, error) {
	e, err := newEditor(ctx, sk)
	if err != nil {
		return nil, nil, err
	}
	e.marks = newPlacer(e)
	if err := edit(e); err != nil {
		return nil, nil, err
	}
	m, err := sk.merge(ctx, targets, e)
	return m.page, m.marks, err
}

// MarkTag has a merge with marks say where an element's start tag is. Other merges do nothing about it.
func (e *Editor) MarkTag(n *html.Node) {
	if s, ok := e.span(n); ok && s.HasOpen() && e.marks != nil {
		e.list = append(e.list, markSplice(e.tree.TagNameEnd(s), Mark{Kind: TagName}))
	}
}

// MarkHead has a merge with marks say where the head's content begins.
func (e *Editor) MarkHead() {
	if s, ok := e.span(e.doc.Find("head").Get(0)); ok && e.marks != nil {
		at := markSplice(s.End, Mark{Kind: HeadStart})
		at.rank = firstInHead
		e.list = append(e.list, at)
	}
}

func markSplice(at int, m Mark) splice { return splice{start: at, end: at, mark: &m} }

// placer knows where in the source the marks of segments go.
type placer struct {
	tree *dom.Tree
	tags []tag // in the order of the source
	// plain are the elements that hold text and no markup, and sections the CDATA sections of drawings and formulas.
	plain    []tag
	sections []dom.Range
}

// tag is an element and where its start tag or its content stands.
type tag struct {
	node  *html.Node
	span  dom.Span
	attrs []dom.NamedAttr // once they have been asked for
}

func newPlacer(e *Editor) *placer {
	m := &placer{tree: e.tree, sections: sectionsOf(e.tree.Src)}
	for n := range e.tree.Doc.Descendants() {
		s, ok := e.span(n)
		if !ok || !s.HasOpen() {
			continue
		}
		m.tags = append(m.tags, tag{node: n, span: s})
		if holdsNoMarkup(n) {
			m.plain = append(m.plain, tag{node: n, span: s})
		}
	}
	byStart := func(a, b tag) int { return a.span.Start - b.span.Start }
	slices.SortFunc(m.tags, byStart)
	slices.SortFunc(m.plain, byStart)
	return m
}

// holdsNoMarkup reports whether browsers read all that an element has as text, or as the text of a fallback.
func holdsNoMarkup(n *html.Node) bool {
	if n.Namespace != "" {
		return false
	}
	switch n.DataAtom {
	case atom.Title, atom.Textarea, atom.Xmp, atom.Plaintext, atom.Noembed, atom.Noframes, atom.Iframe:
		return true
	}
	return false
}

// sectionsOf finds what may be a CDATA section.
func sectionsOf(src string) []dom.Range {
	const begin, end = "<![CDATA[", "]]>"
	var out []dom.Range
	for at := 0; ; {
		i := strings.Index(src[at:], begin)
		if i < 0 {
			return out
		}
		i += at
		n := strings.Index(src[i:], end)
		if n < 0 {
			return append(out, dom.Range{Start: i, End: len(src)})
		}
		at = i + n + len(end)
		out = append(out, dom.Range{Start: i, End: at})
	}
}

// around adds a segment's splices with marks around them.
func (m *placer) around(splices []splice, seg *skSegment, pointers []skPointer, add func([]splice) []splice) []splice {
	if m == nil || len(seg.items) == 0 {
		return add(splices)
	}
	if seg.place == inJSON {
		return add(m.inData(splices, seg))
	}
	start, end := seg.bounds()
	if seg.place == inAttr {
		for i := range pointers {
			if p := &pointers[i]; p.attr && start >= p.start && end <= p.end {
				start = p.toStart
			}
		}
		return add(m.inTag(splices, seg.id, start))
	}
	if t := last(m.plain, start); t != nil && start >= t.span.End && start <= max(t.span.CloseStart, t.span.End) {
		return add(append(splices, markSplice(m.tree.TagNameEnd(t.span), Mark{Kind: InTag, Segment: seg.id, Attribute: WholeText})))
	}
	splices = append(splices, markSplice(m.outOfSection(start, false), Mark{Kind: SegmentStart, Segment: seg.id}))
	return append(add(splices), markSplice(m.outOfSection(end, true), Mark{Kind: SegmentEnd, Segment: seg.id}))
}

// last returns the last of some elements whose start tag begins at a place of the source or before it.
func last(tags []tag, at int) *tag {
	i := sort.Search(len(tags), func(i int) bool { return tags[i].span.Start > at })
	if i == 0 {
		return nil
	}
	return &tags[i-1]
}

// inTag marks the start tag with the attribute that has a place of the source in its value.
func (m *placer) inTag(splices []splice, id l10n.SegmentID, at int) []splice {
	t := last(m.tags, at)
	if t == nil || at > t.span.End {
		return splices
	}
	if t.attrs == nil {
		t.attrs = m.tree.Attrs(t.span)
	}
	i := sort.Search(len(t.attrs), func(i int) bool { return t.attrs[i].Value.Start > at })
	if i == 0 || at > t.attrs[i-1].Value.End {
		return splices
	}
	return append(splices, markSplice(m.tree.TagNameEnd(t.span), Mark{Kind: InTag, Segment: id, Attribute: t.attrs[i-1].Key}))
}

// inPage marks the element whose attribute or script holds a page of its own with all segments of that page.
func (m *placer) inPage(splices []splice, p *skPage) []splice {
	if m == nil {
		return splices
	}
	name, t := InStructuredData, last(m.tags, p.start)
	if t == nil {
		return splices
	}
	if p.place == inAttr {
		name = "srcdoc"
	}
	at := m.tree.TagNameEnd(t.span)
	p.skeleton.each(func(seg *skSegment) {
		splices = append(splices, markSplice(at, Mark{Kind: InTag, Segment: seg.id, Attribute: name}))
	})
	return splices
}

// inData marks the scripts of structured data with the segments in them.
func (m *placer) inData(splices []splice, seg *skSegment) []splice {
	if t := last(m.tags, int(seg.items[0].start)); t != nil {
		return append(splices, markSplice(m.tree.TagNameEnd(t.span), Mark{Kind: InTag, Segment: seg.id, Attribute: InStructuredData}))
	}
	return splices
}

// each calls f for the segments of a page and of the pages within it.
func (sk *Skeleton) each(f func(*skSegment)) {
	for i := range sk.segments {
		f(&sk.segments[i])
	}
	for i := range sk.pages {
		sk.pages[i].skeleton.each(f)
	}
}

// Within returns the segments that stand between the first and the last of some, these included: those of one unit and of
// what it has within, such as the description of a picture in a sentence.
func (sk *Skeleton) Within(first, last l10n.SegmentID) []l10n.SegmentID {
	from, to := -1, -1
	for i := range sk.segments {
		seg := &sk.segments[i]
		start, end := seg.bounds()
		if seg.id == first {
			from = start
		}
		if seg.id == last {
			to = end
		}
	}
	var ids []l10n.SegmentID
	for i := range sk.segments {
		if start, end := sk.segments[i].bounds(); from >= 0 && start >= from && end <= to {
			ids = append(ids, sk.segments[i].id)
		}
	}
	for i := range sk.pages {
		if p := &sk.pages[i]; from >= 0 && p.start >= from && p.end <= to {
			p.skeleton.each(func(seg *skSegment) { ids = append(ids, seg.id) })
		}
	}
	return ids
}

// outOfSection moves a place within a CDATA section, where a comment would be text, to its start or its end.
func (m *placer) outOfSection(at int, end bool) int {
	i := sort.Search(len(m.sections), func(i int) bool { return m.sections[i].End >= at })
	if i == len(m.sections) || m.sections[i].Start >= at || m.sections[i].End == at && end {
		return at
	}
	if end {
		return m.sections[i].End
	}
	return m.sections[i].Start
}
