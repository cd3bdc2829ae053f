package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Merge writes targets into the page and returns it as UTF-8. A segment without an entry keeps its source; a target
// whose codes are not its source's is refused with an error that wraps [l10n.ErrCodes] and names the segment. edit may
// be nil; it records further changes to the page's elements, which are spliced too.
func (sk *Skeleton) Merge(targets map[l10n.SegmentID]l10n.Fragment, edit func(*Editor) error) ([]byte, error) {
	return sk.MergeContext(context.Background(), targets, edit)
}

// MergeContext is [Skeleton.Merge], which ends with the context's error soon after the context does.
func (sk *Skeleton) MergeContext(ctx context.Context, targets map[l10n.SegmentID]l10n.Fragment,
	edit func(*Editor) error) ([]byte, error) {
	if edit == nil {
		m, err := sk.merge(ctx, targets, nil)
		return m.page, err
	}
	e, err := newEditor(ctx, sk)
	if err != nil {
		return nil, err
	}
	if err := edit(e); err != nil {
		return nil, err
	}
	m, err := sk.merge(ctx, targets, e)
	return m.page, err
}

// merged is a page and, where they are wanted, its marks.
type merged struct {
	page  []byte
	marks []Mark
}

// merge writes targets and an editor's changes; e may be nil.
func (sk *Skeleton) merge(ctx context.Context, targets map[l10n.SegmentID]l10n.Fragment, e *Editor) (merged, error) {
	splices, err := sk.targets(ctx, targets, e)
	if err != nil {
		return merged{}, err
	}
	var edits []splice
	if e != nil {
		edits = e.finish()
	}
	if len(sk.pointers) > 0 {
		splices = sk.moved(splices, edits)
	}
	splices = append(splices, edits...)
	changed := sk.transcoded || slices.ContainsFunc(splices, func(s splice) bool { return s.mark == nil })
	splices = append(splices, sk.meta.mended()...)
	out := sk.render(splices)
	if changed && sk.meta.missing() && !isASCII(out.page) {
		out = sk.render(append(splices, sk.meta.added()))
	}
	return out, nil
}

func (sk *Skeleton) render(splices []splice) merged {
	if len(splices) == 0 {
		return merged{page: []byte(sk.src)}
	}
	r := newRenderer(sk.src, splices)
	r.out = make([]byte, 0, len(sk.src)+len(sk.src)/8)
	r.render(0, len(sk.src))
	return merged{r.out, r.marks}
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func (sk *Skeleton) targets(ctx context.Context, targets map[l10n.SegmentID]l10n.Fragment, e *Editor) ([]splice, error) {
	var splices []splice
	for i := range sk.segments {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		seg := &sk.segments[i]
		target, ok := targets[seg.id]
		iso := e.isolationOf(seg)
		write := func(splices []splice) []splice { return splices }
		if ok && (!slices.Equal(target, seg.source) || iso.needs(target)) {
			if err := target.CheckCodes(seg.source, seg.deletable); err != nil {
				return nil, fmt.Errorf("segment %s: %w", seg.id, err)
			}
			write = func(splices []splice) []splice { return seg.splice(splices, iso.fragment(target), iso) }
		}
		splices = e.placer().around(splices, seg, sk.pointers, write)
	}
	for i, p := range sk.pages {
		var frame *Editor
		if e != nil {
			frame = e.frames[i]
		}
		splices = e.placer().inPage(splices, &p)
		s, err := p.splice(ctx, targets, frame)
		if err != nil {
			return nil, err
		}
		splices = append(splices, s...)
	}
	return splices, nil
}

// splice merges the page within a value and writes it back, if anything in it changed.
func (p *skPage) splice(ctx context.Context, targets map[l10n.SegmentID]l10n.Fragment, e *Editor) ([]splice, error) {
	m, err := p.skeleton.merge(ctx, targets, e)
	page := string(m.page)
	if err != nil || page == p.skeleton.src {
		return nil, err
	}
	text := escape(page, p.place, p.quote)
	if p.place == inAttr {
		text = quoted(page, p.quote)
	}
	return []splice{{start: p.start, end: p.end, text: text, place: p.place}}, nil
}

// quoted writes an attribute's value, with quotes where the source has none.
func quoted(s string, quote byte) string {
	if quote == 0 {
		return `"` + escape(s, inAttr, '"') + `"`
	}
	return escape(s, inAttr, quote)
}

// splice adds what turns a segment's source into its target.
func (s *skSegment) splice(splices []splice, target l10n.Fragment, iso *isolation) []splice {
	if s.place == inAttr && s.quote == 0 {
		return append(splices, s.unquoted(target))
	}
	sameOrder := target.SameCodes(s.source)
	if !sameOrder && s.movable() {
		return append(splices, s.rebuild(target, iso))
	}
	return s.inPlace(splices, target, sameOrder, iso)
}

func (s *skSegment) movable() bool {
	return !slices.ContainsFunc(s.items, func(it skItem) bool { return it.fixed })
}

// unquoted replaces the value of an attribute without quotes; such a value is one segment.
func (s *skSegment) unquoted(target l10n.Fragment) splice {
	first, last := s.items[0], s.items[len(s.items)-1]
	return splice{start: int(first.start), end: int(last.end), text: quoted(target.Text(), 0), place: inAttr}
}

// rebuild writes a segment anew, with the source's own markup in the target's order. Comments go along with what they
// follow.
func (s *skSegment) rebuild(target l10n.Fragment, iso *isolation) splice {
	first, last := s.items[0], s.items[len(s.items)-1]
	ends := make([]int, len(s.items))
	for i := range s.items {
		ends[i] = int(s.items[i].end)
		if i+1 < len(s.items) {
			ends[i] = int(s.items[i+1].start)
		}
	}
	at := make(map[l10n.Part]int, len(s.items))
	for i, it := range s.items {
		if it.kind != l10n.Text {
			at[it.part()] = i
		}
	}
	write := func(r *renderer) {
		for _, p := range target {
			if p.Kind == l10n.Text {
				r.out = append(r.out, s.write(p.Text, iso, iso.wayOf())...)
				continue
			}
			i := at[p]
			r.render(int(s.items[i].start), ends[i])
		}
	}
	return splice{start: int(first.start), end: int(last.end), write: write, place: s.place}
}

// inPlace keeps all markup where it stands and changes the texts between. A target whose codes stand in another order
// than the source's, where the markup can't be moved, keeps all its words in its own order.
func (s *skSegment) inPlace(splices []splice, target l10n.Fragment, sameOrder bool, iso *isolation) []splice {
	if sameOrder {
		return s.gapSplices(splices, gaps(target, func(_ l10n.Part, before int) int { return before + 1 }), iso)
	}
	places := map[l10n.Part]int{}
	for _, it := range s.items {
		if it.kind != l10n.Text {
			places[it.part()] = len(places) + 1
		}
	}
	texts := gaps(target, func(code l10n.Part, before int) int { return max(before, places[code]) })
	for len(texts) <= len(places) {
		texts = append(texts, "")
	}
	return s.gapSplices(splices, texts, iso)
}

// gaps returns a fragment's texts by the gap that they go to. next returns the gap behind a code, given the one before
// it.
func gaps(f l10n.Fragment, next func(code l10n.Part, before int) int) []string {
	texts := make([]string, 1, len(f)/2+2)
	at := 0
	var more []string // where a gap has several texts
	flush := func() {
		if len(more) > 0 {
			texts[at], more = strings.Join(more, ""), more[:0]
		}
	}
	for _, p := range f {
		switch {
		case p.Kind == l10n.Text && len(more) > 0:
			more = append(more, p.Text)
		case p.Kind == l10n.Text && texts[at] != "":
			more = append(more, texts[at], p.Text)
		case p.Kind == l10n.Text:
			texts[at] = p.Text
		default:
			if to := next(p, at); to > at {
				flush()
				for at = to; len(texts) <= at; {
					texts = append(texts, "")
				}
			}
		}
	}
	flush()
	return texts
}

// gapSplices writes the texts into the gaps between a segment's codes. A gap's text goes where its first text stood, or
// else after the code before it.
func (s *skSegment) gapSplices(out []splice, texts []string, iso *isolation) []splice {
	i, from := 0, 0 // in the items, and in the source
	for _, want := range texts {
		first := i
		for i < len(s.items) && s.items[i].kind == l10n.Text {
			i++
		}
		have := ""
		for from < len(s.source) && s.source[from].Kind == l10n.Text {
			have, from = s.source[from].Text, from+1
		}
		from++ // the code after the gap
		if have != want || iso != nil && len(iso.runs(want)) > 0 {
			at, way := s.items[0].start, iso.wayOf()
			if first > 0 {
				at = s.items[first-1].end
			}
			if i > first {
				at = s.items[first].start
				way = iso.wayAt(int(at))
			}
			end := at
			if i > first {
				end = s.items[first].end
			}
			out = append(out, splice{start: int(at), end: int(end), text: s.write(want, iso, way), place: s.place})
			for _, it := range s.items[min(first+1, i):i] {
				out = append(out, splice{start: int(it.start), end: int(it.end), place: s.place})
			}
		}
		i++
	}
	return out
}
