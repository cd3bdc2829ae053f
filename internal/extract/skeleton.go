package extract

import (
	"slices"
	"sort"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Skeleton is a page as it came, in UTF-8, with the places of its units. It is not changed by a merge and may be used
// by several goroutines.
type Skeleton struct {
	src     string
	charset string // that the page came in
	// transcoded says that src is not the page's own bytes.
	transcoded bool
	segments   []skSegment
	meta       metaPlaces
	// pages are the documents in srcdoc attributes and in strings of structured data, with the places of those values.
	pages []skPage
	// pointers are where translations go that don't take their source's place.
	pointers []skPointer
}

type skPage struct {
	start, end int
	quote      byte
	place      place
	skeleton   *Skeleton
}

type skSegment struct {
	id     l10n.SegmentID
	source l10n.Fragment
	items  []skItem
	place  place
	quote  byte
}

// skItem is a part of a segment and its place.
type skItem struct {
	kind       l10n.PartKind
	fixed      bool // can't be moved
	deletable  bool // may be left out
	id         l10n.CodeID
	start, end int32
}

func (it *skItem) part() l10n.Part { return l10n.Part{Kind: it.kind, ID: it.id} }

func (x *extractor) skSegment(unit *l10n.Unit, u *textUnit, seg *l10n.Segment, items []item) skSegment {
	s := skSegment{id: seg.ID, source: seg.Source, items: x.skItems.take(len(items)), place: u.place, quote: u.quote}
	for i := range items {
		it := &items[i]
		deletable := it.kind == l10n.Empty && unit.Codes[it.id-1].CanDelete
		s.items[i] = skItem{it.kind, it.fixed, deletable, it.id, it.start, it.end}
	}
	return s
}

func (s *skSegment) deletable(id l10n.CodeID) bool {
	return slices.ContainsFunc(s.items, func(it skItem) bool { return it.deletable && it.id == id })
}

// splice is a change to the source: what stands from start to end becomes text, or what write writes.
type splice struct {
	start, end int
	text       string
	// write, if set, writes the replacement; it may render parts of the source within, with the splices in them.
	write func(r *renderer)
	seq   int // insertions at one place stay in order
	rank  int // before their order
	place place
	// mark, if set, is noted where the splice stands; such a splice writes nothing.
	mark *Mark
	// within are the marks of text, by their places in it.
	within []Mark
}

// The ranks of what is put at one place: the end of what wraps something before it; then, in a page that leaves out tags,
// html's start tag, the declaration of the encoding, which browsers look for early, what goes into the head, and body's
// start tag; the beginning of an element's content; and the beginning of what wraps something after it.
const (
	endOfWrap   = -3
	beforeHead  = -2
	firstInHead = -1
	afterHead   = 1
	firstInside = 2
	startOfWrap = 3
)

// renderer writes the source with splices.
type renderer struct {
	src     string
	splices []splice
	out     []byte
	open    *splice // that is being written
	done    int     // where insertions have been made
	marks   []Mark
}

func newRenderer(src string, splices []splice) *renderer {
	for i := range splices {
		splices[i].seq = i
	}
	slices.SortFunc(splices, func(a, b splice) int {
		switch {
		case a.start != b.start:
			return a.start - b.start
		case (a.end == a.start) != (b.end == b.start): // insertions come before what they stand at
			if a.end == a.start {
				return -1
			}
			return 1
		case a.end != b.end:
			return b.end - a.end
		case a.rank != b.rank:
			return a.rank - b.rank
		}
		return a.seq - b.seq
	})
	return &renderer{src: src, splices: splices, done: -1}
}

// render writes the source from start to end with the splices within. An insertion at the very end is what follows' and
// not the range's, unless the range ends with the source.
func (r *renderer) render(start, end int) {
	i := sort.Search(len(r.splices), func(i int) bool { return r.splices[i].start >= start })
	pos := start
	for ; i < len(r.splices); i++ {
		s := &r.splices[i]
		if s.start > end || s.start == end && end < len(r.src) {
			break
		}
		if s.start < pos || s.end > end || s == r.open || s.start == s.end && s.start == r.done {
			continue
		}
		r.out = append(r.out, r.src[pos:s.start]...)
		pos = s.end
		if s.mark != nil {
			r.note(*s.mark)
			continue
		}
		r.seal(s.place)
		if s.write != nil {
			r.rebuild(s)
			continue
		}
		for _, m := range s.within {
			m.At += len(r.out)
			r.marks = append(r.marks, m)
		}
		r.out = append(r.out, s.text...)
	}
	r.out = append(r.out, r.src[pos:end]...)
}

// rebuild lets a splice write its range, in which insertions at the very beginning have been made already.
func (r *renderer) rebuild(s *splice) {
	open, done := r.open, r.done
	r.open, r.done = s, s.start
	s.write(r)
	r.open, r.done = open, done
}

// note remembers a mark at the end of what is written.
func (r *renderer) note(m Mark) {
	m.At = len(r.out)
	r.marks = append(r.marks, m)
}

// grown moves the marks behind a place that has become longer or shorter, up to the end of what is written.
func (r *renderer) grown(at, by int) {
	for i := len(r.marks) - 1; i >= 0 && r.marks[i].At > at; i-- {
		r.marks[i].At = min(max(r.marks[i].At+by, at), len(r.out))
	}
}

// seal makes the end of what stands mean the same whatever follows. A source may have "<" or "&" as a text's last
// character, as in "a <b"; with another text, or none, behind it that could become a tag or a reference.
func (r *renderer) seal(p place) {
	n := len(r.out)
	if p != inAttr {
		at := n - 1
		if at > 0 && r.out[at] == '/' {
			at--
		}
		if at >= 0 && r.out[at] == '<' {
			with := "&lt;"
			if p == inJSON {
				with = `\u003c`
			}
			r.out = slices.Replace(r.out, at, at+1, []byte(with)...)
			r.grown(at, len(with)-1)
			return
		}
	}
	if p == inJSON {
		return
	}
	for at := n - 1; at >= 0 && n-at <= maxReference; at-- {
		c := r.out[at]
		if c == '&' {
			text := reader{string(r.out[at:]), p}.text()
			r.out = append(r.out[:at], escape(text, p, 0)...)
			r.grown(at, len(r.out)-n)
			return
		}
		if c != '#' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return
		}
	}
}

// maxReference is more than the length of any character reference.
const maxReference = 40
