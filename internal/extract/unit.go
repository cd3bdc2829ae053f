package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// item is a part of a unit on its way: a text or a code, and where it stands in the source.
type item struct {
	kind  l10n.PartKind
	place place
	// fixed says that the item has no place of its own in the order of the source, because the parser had to repair the
	// markup around it: its markup can't be moved.
	fixed      bool
	soft       bool // a line break that no sentence ends at
	start, end int32
	id         l10n.CodeID
	code       int32 // its number in the text
	seq        int32 // in the text
	mate       int32 // the seq of the item's other end, for Open and Close
	// text is the text as people see it, or what an empty code shows.
	text string
}

// fragment makes a fragment of items, joining texts that touch.
func (x *extractor) fragment(items []item) l10n.Fragment {
	n := 0
	for i := range items {
		if !joins(items, i) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	f := l10n.Fragment(x.fragments.take(n))[:0]
	for i := range items {
		switch it := &items[i]; {
		case it.kind != l10n.Text:
			f = append(f, l10n.Part{Kind: it.kind, ID: it.id})
		case !joins(items, i):
			f = append(f, l10n.Part{Kind: l10n.Text, Text: joined(items[i:])})
		}
	}
	return f
}

// joins reports whether an item is a text that goes on another.
func joins(items []item, i int) bool {
	return i > 0 && items[i].kind == l10n.Text && items[i-1].kind == l10n.Text
}

// joined returns the text of the text items that items begin with.
func joined(items []item) string {
	if len(items) == 1 || items[1].kind != l10n.Text {
		return items[0].text
	}
	var b strings.Builder
	for i := 0; i < len(items) && items[i].kind == l10n.Text; i++ {
		b.WriteString(items[i].text)
	}
	return b.String()
}

// number gives the codes their numbers, in the order of the source, and returns them.
func (x *extractor) number(items []item) []l10n.Code {
	n := 0
	for i := range items {
		if items[i].kind == l10n.Open || items[i].kind == l10n.Empty {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	codes := x.unitCode.take(n)[:0]
	for i := range items {
		it := &items[i]
		if it.kind == l10n.Text {
			continue
		}
		code := &x.codes[it.code]
		if it.kind != l10n.Close {
			code.ID = l10n.CodeID(len(codes) + 1)
			codes = append(codes, *code)
		}
		it.id = code.ID
	}
	return codes
}

// plain writes the items as the segmenter is to see them, with the place of every item in it.
func (x *extractor) plain(items []item) (text string, at []int) {
	at = x.at[:0]
	if len(items) == 1 && items[0].kind == l10n.Text {
		x.at = append(at, 0, len(items[0].text))
		return items[0].text, x.at
	}
	var b strings.Builder
	at = slices.Grow(at, len(items)+1)[:len(items)+1]
	x.at = at
	for i := range items {
		at[i] = b.Len()
		switch it := &items[i]; {
		case it.kind == l10n.Text || it.text != "":
			b.WriteString(it.text)
		case it.soft:
			b.WriteByte(' ')
		case it.kind == l10n.Empty && x.codes[it.code].Name == "br":
			b.WriteByte('\n')
		}
	}
	at[len(items)] = b.Len()
	return b.String(), at
}

// cut cuts items where the breaks are; a break inside a code is none.
func (x *extractor) cut(items []item, at, breaks []int) {
	x.cuts, x.parts = slices.Grow(x.cuts[:0], len(items)+len(breaks)), x.parts[:0]
	begin := 0 // of the part at hand
	end := func() {
		x.parts = append(x.parts, x.cuts[begin:])
		begin = len(x.cuts)
	}
	next := 0
	for i, it := range items {
		for next < len(breaks) && breaks[next] <= at[i] {
			if breaks[next] == at[i] && (it.kind == l10n.Close || it.kind == l10n.Empty && it.text == "" && at[i] == at[i+1]) {
				break // what closes here belongs to what it closes
			}
			if len(x.cuts) > begin && breaks[next] >= at[0] {
				end()
			}
			next++
		}
		for it.kind == l10n.Text && next < len(breaks) && breaks[next] > at[i] && breaks[next] < at[i+1] {
			var before item
			before, it = splitAt(it, breaks[next]-at[i], x.tree.Src)
			x.cuts = append(x.cuts, before)
			end()
			at[i] = breaks[next]
			next++
		}
		for it.kind != l10n.Text && next < len(breaks) && breaks[next] > at[i] && breaks[next] < at[i+1] {
			next++
		}
		x.cuts = append(x.cuts, it)
	}
	if len(x.cuts) > begin {
		end()
	}
}

// textUnit is what emit needs to know of a unit beside its items.
type textUnit struct {
	element, attribute string
	place              place
	quote              byte
	state              state
}

// emitText makes a unit of a text without markup.
func (x *extractor) emitText(n *html.Node, u textUnit, text item) {
	text.place = u.place
	x.items, x.codes = append(x.items[:0], text), x.codes[:0]
	if u.place != inAttr || u.quote != 0 {
		x.items = x.formulas(x.items)
	}
	x.emit(n, u, x.items)
}

// emit makes a unit of items, if there is anything in them to translate, and its places in the skeleton.
func (x *extractor) emit(n *html.Node, u textUnit, items []item) {
	if !worthwhile(items) {
		return
	}
	// A value without quotes gets them when it is written, so it can't be written in parts.
	whole := u.place == inAttr && u.quote == 0
	if !whole {
		_, items, _ = x.trim(items)
	}
	st := &u.state
	x.units = append(x.units, l10n.Unit{})
	unit := &x.units[len(x.units)-1]
	unit.Element, unit.Attribute, unit.Path = u.element, u.attribute, x.texts.add(x.trail.to(n))
	unit.Note, unit.Lang, unit.LocaleFilter = st.note, st.lang, st.filter
	unit.MaxBytes, unit.AllowedCharacters = st.size, st.chars
	unit.Name = x.nameOf(n, u.attribute)
	if u.attribute == "" {
		unit.Headings = x.titles
	}
	unit.Codes = x.number(items)
	first := x.identify(unit, items)
	if !whole && x.opt.Segmenter != nil {
		x.sentences(st.lang, items)
	} else {
		x.parts = append(x.parts[:0], items)
	}
	x.cutInto(unit, &u, first)
	if len(unit.Segments) == 0 {
		x.units = x.units[:len(x.units)-1]
		return
	}
	x.tellUnit(n, unit)
}

// sentences cuts a unit's items where the segmenter says.
func (x *extractor) sentences(lang l10n.Locale, items []item) {
	if lang == "" {
		lang = x.lang
	}
	text, at := x.plain(items)
	breaks, err := x.opt.Segmenter.BreaksContext(x.ctx, lang, text)
	if err != nil && x.ended == nil {
		x.ended = err
	}
	x.cut(items, at, x.afterNotes(items, at, breaks, text))
}

// afterNotes moves breaks before a superscript behind it: what is raised after a full stop refers to a note of the
// sentence that it ends, and begins no other.
func (x *extractor) afterNotes(items []item, at, breaks []int, text string) []int {
	k := 0
	dropped := -1 // what a break becomes that stands within a note
	for i, it := range items {
		for k < len(breaks) && breaks[k] < at[i] {
			k++
		}
		if k == len(breaks) {
			break
		}
		if it.kind != l10n.Open || x.codes[it.code].Name != "sup" || breaks[k] != at[i] {
			continue
		}
		end := at[i+int(it.mate-it.seq)]
		for end < len(text) && ascii.IsSpace(text[end]) {
			end++
		}
		breaks[k] = end
		for n := k + 1; n < len(breaks) && breaks[n] <= end; n++ {
			breaks[n], k = dropped, n
		}
	}
	breaks = slices.DeleteFunc(breaks, func(b int) bool { return b == dropped })
	if n := len(breaks); n > 0 && breaks[n-1] >= len(text) {
		breaks = breaks[:n-1]
	}
	return breaks
}

// cutInto makes segments of the parts; what is trimmed off one goes before the next, or to the unit's tail.
func (x *extractor) cutInto(unit *l10n.Unit, u *textUnit, first l10n.SegmentID) {
	unit.Segments = x.segments.take(len(x.parts))[:0]
	x.carry = x.carry[:0]
	for _, part := range x.parts {
		var lead, tail []item
		core := part
		if len(x.parts) > 1 {
			lead, core, tail = x.trim(part)
		}
		x.carry = append(x.carry, lead...)
		if len(core) > 0 {
			seg := l10n.Segment{ID: first, Lead: x.fragment(x.carry), Source: x.fragment(core)}
			if len(unit.Segments) > 0 {
				seg.ID = l10n.NewSegmentID(unit.ID, len(unit.Segments)+1)
			}
			unit.Segments = append(unit.Segments, seg)
			x.sk.segments = append(x.sk.segments, x.skSegment(unit, u, &seg, core))
			x.carry = x.carry[:0]
		}
		x.carry = append(x.carry, tail...)
	}
	unit.Tail = x.fragment(x.carry)
}
