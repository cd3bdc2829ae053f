package xliff

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// align finds the targets of a unit's segments in what the file has of the unit. Places are counted in marks (see
// [marks]), which no tool changes, so that the segments may be cut otherwise there.
func align(own *l10n.Unit, x *unit) ([]l10n.Target, error) {
	name := named(string(own.ID), own.PlainText(own.Source()))
	number := identify(own, x)
	if number == nil {
		return nil, fmt.Errorf("%w: %s has another source in the file than on the page; extract the page again and translate that file, with the source as it is",
			l10n.ErrRefused, name)
	}
	parts, err := placed(x, number)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", l10n.ErrRefused, name, err)
	}
	slots := slotsOf(own)
	var out []l10n.Target
	for len(slots) > 0 {
		ns, np := common(slots, parts)
		ts, err := (&stretch{own, slots[:ns], parts[:np]}).targets()
		if err != nil {
			return out, fmt.Errorf("%s, %w", name, err)
		}
		out = append(out, ts...)
		slots, parts = slots[ns:], parts[np:]
	}
	return out, nil
}

// identify finds the numbers of the file's codes: their IDs, where these are still ours, or else their order. It
// returns nil where the file's source is not the unit's.
func identify(own *l10n.Unit, x *unit) numbers {
	want := marks(own.Source())
	for _, number := range [...]numbers{byID(own), counted()} {
		var have []string
		for i := range x.parts {
			have = append(have, marks(fragment(x.parts[i].source, number))...)
		}
		if strings.Join(have, "\x00") == strings.Join(want, "\x00") {
			return number
		}
	}
	return nil
}

// byID reads a code's number off its ID, or off that of the code that it is a copy of. Other IDs get numbers that no
// code of the unit has.
func byID(own *l10n.Unit) numbers {
	other := counted()
	return func(t token) l10n.CodeID {
		for _, id := range [...]string{t.id, t.copyOf} {
			if n, err := strconv.Atoi(id); err == nil && n >= 1 && n <= len(own.Codes) {
				return l10n.CodeID(n)
			}
		}
		return l10n.CodeID(len(own.Codes)) + other(t)
	}
}

// marks are the codes and characters of a fragment without white space, which tools change.
func marks(f l10n.Fragment) []string {
	var out []string
	for _, p := range f {
		if p.Kind != l10n.Text {
			out = append(out, l10n.Fragment{p}.String())
			continue
		}
		for _, r := range p.Text {
			if !strings.ContainsRune(spaces, r) {
				out = append(out, string(r))
			}
		}
	}
	return out
}

const spaces = " \t\n\r\f"

// slot is a stretch of the page's unit: a segment, or what stands between segments.
type slot struct {
	segment *l10n.Segment // nil between segments
	f       l10n.Fragment
	size    int // in marks
}

func slotsOf(u *l10n.Unit) []slot {
	var out []slot
	add := func(s *l10n.Segment, f l10n.Fragment) { out = append(out, slot{s, f, len(marks(f))}) }
	for i := range u.Segments {
		s := &u.Segments[i]
		if !s.Lead.IsEmpty() {
			add(nil, s.Lead)
		}
		add(s, s.Source)
	}
	if !u.Tail.IsEmpty() {
		add(nil, u.Tail)
	}
	return out
}

// piece is a part of the file's unit, with the target that stands in its place.
type piece struct {
	ignorable       bool
	state, subState string
	source, target  l10n.Fragment
	translated      bool
	size            int
}

// placed puts the targets into their order.
func placed(x *unit, number numbers) ([]piece, error) {
	out := make([]piece, len(x.parts))
	taken := make([]bool, len(x.parts))
	for i := range x.parts {
		p := &x.parts[i]
		out[i].ignorable, out[i].source = p.ignorable, fragment(p.source, number)
		out[i].size = len(marks(out[i].source))
	}
	for i := range x.parts {
		p := &x.parts[i]
		at := i
		if p.order > 0 {
			at = p.order - 1
		}
		if !p.translated {
			continue
		}
		if at >= len(out) || taken[at] {
			return nil, fmt.Errorf("two of its targets have the order %d, or there is no such place; correct the order attributes", at+1)
		}
		taken[at] = true
		out[at].target, out[at].translated = fragment(p.target, number), true
		out[at].state, out[at].subState = p.state, p.subState
	}
	return out, nil
}

// common returns how many slots and pieces it takes from the front until both end at the same place; it takes all empty
// pieces that follow.
func common(slots []slot, parts []piece) (ns, np int) {
	s, p := slots[0].size, 0
	ns = 1
	for s != p || s == 0 {
		switch {
		case p < s && np < len(parts):
			p += parts[np].size
			np++
		case ns < len(slots):
			s += slots[ns].size
			ns++
		default:
			return len(slots), len(parts)
		}
	}
	for np < len(parts) && parts[np].size == 0 {
		np++
	}
	return ns, np
}
