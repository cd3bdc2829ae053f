package xliff

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// stretch is the smallest part of a unit that page and file have the same bounds for: mostly one segment, or what
// stands between two.
type stretch struct {
	unit  *l10n.Unit
	slots []slot
	parts []piece
}

// targets returns the targets of the stretch's segments; none where a part of it has no target yet. An error names the
// segment and the fault.
func (s *stretch) targets() ([]l10n.Target, error) {
	s.slots = inner(s.slots, func(x *slot) bool { return x.segment == nil && x.size == 0 })
	s.parts = inner(s.parts, (*piece).blank)
	target, how, ok := s.target()
	if !ok || len(s.slots) == 0 {
		return nil, nil
	}
	texts, err := s.divide(target)
	if err != nil {
		return nil, err
	}
	var out []l10n.Target
	for i := range s.slots {
		seg := s.slots[i].segment
		if seg == nil {
			continue
		}
		if err := texts[i].CheckCodes(seg.Source, s.unit.Deletable); err != nil {
			return nil, fmt.Errorf("segment %s: %w; put the codes of the source back with your tool and give the file out again",
				seg.ID, err)
		}
		t := how
		t.Segment, t.SourceHash, t.Text = seg.ID, seg.Hash(), texts[i]
		out = append(out, t)
	}
	return out, nil
}

// inner leaves out what is blank at both ends.
func inner[T any](list []T, blank func(*T) bool) []T {
	for len(list) > 0 && blank(&list[0]) {
		list = list[1:]
	}
	for len(list) > 0 && blank(&list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return list
}

// target joins the targets of the parts. It reports false when the stretch is not translated, or not wholly.
func (s *stretch) target() (f l10n.Fragment, how l10n.Target, ok bool) {
	for i := range s.parts {
		p := &s.parts[i]
		switch {
		case p.translated && (!p.target.IsEmpty() || p.ignorable || l10n.State(p.state).AtLeast(l10n.Translated)):
			f = append(f, p.target...)
		case p.ignorable:
			f = append(f, p.source...)
		default:
			return nil, how, false
		}
		if !p.ignorable {
			how, ok = p.told(how, ok), true
		}
	}
	return f, how, ok
}

// blank reports whether the part is white space that is not for translation.
func (p *piece) blank() bool { return p.ignorable && p.size == 0 && len(marks(p.target)) == 0 }

// told is the state of a target that is made of several: the lowest.
func (p *piece) told(how l10n.Target, more bool) l10n.Target {
	state := l10n.State(p.state)
	if !state.AtLeast(l10n.Translated) {
		state = l10n.Translated // a text is there, whatever the tool forgot to say
	}
	if !more || how.State.AtLeast(state) {
		how.State = state
	}
	sub, _ := strings.CutPrefix(p.subState, ours)
	if sub == p.subState {
		sub = ""
	}
	how.SubState = cmp.Or(l10n.SubState(sub), l10n.SubHuman)
	how.Origin.Kind = how.SubState
	return how
}

// divide gives each slot its part of a target, by its codes: a code belongs where the source has it. Text goes on in
// the segment that it began in until a code of a later slot comes, so joined sentences without codes all stand in the
// first.
func (s *stretch) divide(target l10n.Fragment) ([]l10n.Fragment, error) {
	texts := make([]l10n.Fragment, len(s.slots))
	if len(s.slots) == 1 {
		texts[0] = target
		if len(s.parts) != 1 || s.parts[0].source.String() != s.slots[0].f.String() {
			texts[0] = trimmed(target) // cut otherwise, or with other white space
		}
		return texts, nil
	}
	owner := map[l10n.Part]int{}
	for i := range s.slots {
		for _, p := range s.slots[i].f {
			if p.Kind != l10n.Text {
				owner[p] = i
			}
		}
	}
	at, passed := 0, 0
	for _, p := range target {
		to, owned := owner[p]
		switch {
		case !owned: // a text, or a code that was invented
			at = s.textSlot(at, p)
		case to < at:
			return nil, s.mixed()
		default:
			if at = to; s.slots[at].segment == nil {
				passed++
			}
		}
		texts[at] = append(texts[at], p)
	}
	for i := range s.slots {
		if s.slots[i].segment == nil {
			passed -= codesIn(s.slots[i].f)
			if len(marks(l10n.TextFragment(texts[i].Text()))) > 0 {
				return nil, s.mixed()
			}
		} else {
			texts[i] = trimmed(texts[i])
		}
	}
	if passed != 0 {
		return nil, s.mixed()
	}
	return texts, nil
}

// textSlot is where a text goes that follows what stands in slot at: behind what is between segments, words begin the
// next one.
func (s *stretch) textSlot(at int, p l10n.Part) int {
	if s.slots[at].segment == nil && at+1 < len(s.slots) && len(marks(l10n.Fragment{p})) > 0 {
		return at + 1
	}
	return at
}

func (s *stretch) mixed() error {
	id := l10n.SegmentID("")
	for i := len(s.slots) - 1; i >= 0; i-- {
		if seg := s.slots[i].segment; seg != nil {
			id = seg.ID
		}
	}
	return fmt.Errorf("segment %s: it was joined with others, and %w: those of one are among those of another; undo the joining, or keep the codes in their order", id, l10n.ErrCodes)
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

// trimmed takes the white space off the ends of what was cut from a longer target: the page has its own there.
func trimmed(f l10n.Fragment) l10n.Fragment {
	if n := len(f); n > 0 && f[0].Kind == l10n.Text {
		f[0].Text = strings.TrimLeft(f[0].Text, spaces)
	}
	if n := len(f); n > 0 && f[n-1].Kind == l10n.Text {
		f[n-1].Text = strings.TrimRight(f[n-1].Text, spaces)
	}
	return f
}
