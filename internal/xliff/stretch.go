package xliff

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// stretch is a part of a unit that begins and ends at the same places on the page and in the file, and cannot be made
// smaller. Mostly it is one segment, or the text between two.
type stretch struct {
	unit  *l10n.Unit
	slots []slot
	parts []filePart
}

// targets returns the targets of the stretch's segments, or none where some part of it has no target yet. An error
// names the segment and the fault.
func (s *stretch) targets() ([]aligned, error) {
	s.slots = trimBlank(s.slots, func(x *slot) bool { return x.segment == nil && x.size == 0 })
	s.parts = trimBlank(s.parts, (*filePart).blank)
	target, result, ok := s.target()
	if !ok || len(s.slots) == 0 {
		return nil, nil
	}
	texts, err := s.divide(target)
	if err != nil {
		return nil, err
	}
	finished := true
	for i := range s.parts {
		finished = finished && (s.parts[i].finished || s.parts[i].ignorable)
	}
	var out []aligned
	for i := range s.slots {
		seg := s.slots[i].segment
		if seg == nil {
			continue
		}
		if err := texts[i].CheckCodes(seg.Source, s.unit.Deletable); err != nil {
			return nil, fmt.Errorf("segment %s: %w; put the codes of the source back with your tool and give the file out again",
				seg.ID, err)
		}
		if err := texts[i].CheckLength(seg.Source); err != nil {
			return nil, fmt.Errorf("segment %s: %w", seg.ID, err)
		}
		t := result
		t.Segment = seg.ID
		t.SourceHash = seg.Hash()
		t.Text = texts[i]
		out = append(out, aligned{t, finished})
	}
	return out, nil
}

// trimBlank cuts blank elements off both ends of a list.
func trimBlank[T any](list []T, blank func(*T) bool) []T {
	for len(list) > 0 && blank(&list[0]) {
		list = list[1:]
	}
	for len(list) > 0 && blank(&list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return list
}

// target joins the targets of the parts. result has the state and the origin of the whole. It reports false when some
// part is not translated.
func (s *stretch) target() (f l10n.Fragment, result l10n.Target, ok bool) {
	for i := range s.parts {
		p := &s.parts[i]
		finished := l10n.State(p.state).AtLeast(l10n.Translated)
		switch {
		case p.translated && (!p.target.IsEmpty() || p.ignorable || finished):
			f = append(f, p.target...)
		case p.ignorable:
			f = append(f, p.source...)
		default:
			return nil, result, false
		}
		if !p.ignorable {
			result = p.lowerState(result, ok)
			ok = true
		}
	}
	return f, result, ok
}

// blank reports whether the part is white space between segments.
func (p *filePart) blank() bool { return p.ignorable && p.size == 0 && len(marks(p.target)) == 0 }

// lowerState adds a part to the result of the parts before it, of which there are none when more is false. A target
// that is made of several parts has the lowest of their states, and the origin of the last.
func (p *filePart) lowerState(result l10n.Target, more bool) l10n.Target {
	state := l10n.State(p.state)
	if !state.AtLeast(l10n.Translated) {
		state = l10n.Translated // the part has a text, so the tool has left its state behind
	}
	if !more || result.State.AtLeast(state) {
		result.State = state
	}
	sub, ok := strings.CutPrefix(p.subState, ownPrefix)
	if !ok {
		sub = "" // another tool's
	}
	result.SubState = cmp.Or(l10n.SubState(sub), l10n.SubHuman)
	result.Origin.Kind = result.SubState
	return result
}

// divide divides a target among the slots by its codes: a code goes to the slot whose source has it. Text stays in the
// slot of the text before it until a code of a later slot follows. So where sentences without codes were joined, the
// first one gets the whole text.
func (s *stretch) divide(target l10n.Fragment) ([]l10n.Fragment, error) {
	texts := make([]l10n.Fragment, len(s.slots))
	if len(s.slots) == 1 {
		texts[0] = target
		if len(s.parts) != 1 || s.parts[0].source.String() != s.slots[0].source.String() {
			texts[0] = trimSpace(target) // the tool has changed the segments or the white space
		}
		return texts, nil
	}
	slotOf := map[l10n.Part]int{} // of each code
	for i := range s.slots {
		for _, p := range s.slots[i].source {
			if p.Kind != l10n.Text {
				slotOf[p] = i
			}
		}
	}
	at := 0
	missing := 0 // codes between segments that the target has not
	for _, p := range target {
		to, ok := slotOf[p]
		switch {
		case !ok: // a text, or a code that the source does not have
			at = s.textSlot(at, p)
		case to < at:
			return nil, s.errMixed()
		default:
			at = to
			if s.slots[at].segment == nil {
				missing--
			}
		}
		texts[at] = append(texts[at], p)
	}
	for i := range s.slots {
		if s.slots[i].segment == nil {
			missing += codesIn(s.slots[i].source)
			if len(marks(l10n.TextFragment(texts[i].Text()))) > 0 {
				return nil, s.errMixed()
			}
		} else {
			texts[i] = trimSpace(texts[i])
		}
	}
	if missing != 0 {
		return nil, s.errMixed()
	}
	return texts, nil
}

// textSlot returns the slot of a text that follows the text in slot at. It is the same slot, but after a slot between
// segments words belong to the next segment.
func (s *stretch) textSlot(at int, p l10n.Part) int {
	if s.slots[at].segment == nil && at+1 < len(s.slots) && len(marks(l10n.Fragment{p})) > 0 {
		return at + 1
	}
	return at
}

// errMixed names the stretch's first segment.
func (s *stretch) errMixed() error {
	var id l10n.SegmentID
	for i := range s.slots {
		if seg := s.slots[i].segment; seg != nil {
			id = seg.ID
			break
		}
	}
	return fmt.Errorf("segment %s: it was joined with others, and %w: those of one are among those of another; "+
		"undo the joining, or keep the codes in their order", id, l10n.ErrCodes)
}

func codesIn(f l10n.Fragment) int {
	n := 0
	for _, p := range f {
		if p.Kind != l10n.Text {
			n++
		}
	}
	return n
}

// trimSpace cuts the white space off both ends of a part of a longer target. The page has its own white space there.
func trimSpace(f l10n.Fragment) l10n.Fragment {
	if n := len(f); n > 0 && f[0].Kind == l10n.Text {
		f[0].Text = strings.TrimLeft(f[0].Text, spaces)
	}
	if n := len(f); n > 0 && f[n-1].Kind == l10n.Text {
		f[n-1].Text = strings.TrimRight(f[n-1].Text, spaces)
	}
	return f
}
