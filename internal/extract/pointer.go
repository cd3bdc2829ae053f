package extract

import (
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/extract/its"
)

// skPointer is an ITS target pointer: the translation of what stands from start to end, which stays, replaces what
// stands from toStart to toEnd. Both are an element's content, or both an attribute's value.
type skPointer struct {
	start, end     int
	toStart, toEnd int
	attr           bool
	quote, toQuote byte // of the attributes
}

// point takes up the page's target pointers. A pointer to where no target may stand, within itself, to a place that another has taken, or from an
// attribute to an element is left aside: then the translation takes the source's place, as everywhere.
func (x *extractor) point(r *its.Result) {
	for _, p := range r.Pointers() {
		if !receives(p.To) {
			continue
		}
		from, ok := x.pointed(p.From)
		to, too := x.pointed(p.To)
		if !ok || !too || from.attr != to.attr || from.start < to.end && to.start < from.end ||
			x.its.away[p.To] || x.its.away[p.From] {
			continue
		}
		from.toStart, from.toEnd, from.toQuote = to.start, to.end, to.quote
		x.its.away[p.To] = true
		x.sk.pointers = append(x.sk.pointers, from)
	}
}

// receives reports whether a target may stand at a node.
func receives(n its.Node) bool {
	if n.Attr == "" {
		return filled(n.Element)
	}
	for i := range n.Element.Attr {
		if a := &n.Element.Attr[i]; a.Key == n.Attr && fillable(n.Element, a) {
			return true
		}
	}
	return false
}

// pointed finds a node's content in the source.
func (x *extractor) pointed(n its.Node) (p skPointer, ok bool) {
	s, ok := x.tree.Span(n.Element)
	if !ok || !s.HasOpen() || s.CloseStart < s.End {
		return p, false
	}
	if n.Attr == "" {
		return skPointer{start: s.End, end: s.CloseStart}, true
	}
	at, ok := x.tree.Attr(s, n.Attr)
	if !ok || at.Value == (dom.Range{}) || at.Value.Start == at.Name.End {
		return p, false
	}
	return skPointer{start: at.Value.Start, end: at.Value.End, attr: true, quote: at.Quote}, true
}

// moved takes the splices of translations that have a pointer, and puts what they would make of the source where it
// points. The editor's changes count in both places.
func (sk *Skeleton) moved(units, edits []splice) []splice {
	for _, p := range sk.pointers {
		var in, rest []splice
		for _, s := range units {
			if s.start >= p.start && s.end <= p.end {
				in = append(in, s)
			} else {
				rest = append(rest, s)
			}
		}
		if slices.ContainsFunc(in, func(s splice) bool { return s.mark == nil }) {
			text, within := sk.translated(&p, in, edits)
			units = append(rest, splice{start: p.toStart, end: p.toEnd, text: text, within: within})
		}
	}
	return units
}

// translated is the source of a pointer with its splices, as it is to stand at the target.
func (sk *Skeleton) translated(p *skPointer, in, edits []splice) (string, []Mark) {
	r := newRenderer(sk.src, slices.Concat(in, edits))
	r.render(p.start, p.end)
	for _, s := range in {
		if s.start == p.end && s.end == p.end && p.end < len(sk.src) { // render leaves it to what follows
			r.out = append(r.out, s.text...)
			if s.mark != nil {
				r.note(*s.mark)
			}
		}
	}
	text := string(r.out)
	if !p.attr {
		return text, r.marks
	}
	if p.quote == 0 {
		text = strings.Trim(text, `"`) // a value without quotes has got them
	}
	return quoted(reader{text, inAttr}.text(), p.toQuote), nil
}
