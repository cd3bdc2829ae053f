package xliff

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// align finds the targets of a unit's segments in the file's version of the unit, x. A tool may have split or joined
// segments. So positions are counted in marks (see [marks]), which no tool changes.
func align(own *l10n.Unit, x *unit) ([]aligned, error) {
	name := describe(string(own.ID), own.PlainText(own.Source()))
	number := numberingFor(own, x)
	if number == nil {
		return nil, fmt.Errorf("%w: %s has another source in the file than on the page; "+
			"extract the page again and translate that file, with the source as it is", l10n.ErrRefused, name)
	}
	parts, err := orderTargets(x, number)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", l10n.ErrRefused, name, err)
	}
	slots := slotsOf(own)
	var out []aligned
	for len(slots) > 0 {
		ns, np := commonEnd(slots, parts)
		ts, err := (&stretch{own, slots[:ns], parts[:np]}).targets()
		if err != nil {
			return out, fmt.Errorf("%s, %w", name, err)
		}
		out = append(out, ts...)
		slots = slots[ns:]
		parts = parts[np:]
	}
	return out, nil
}

// aligned is a target, and whether the file says that its translator or reviewer is done with it.
type aligned struct {
	l10n.Target
	finished bool
}

// numberingFor finds out how to number the file's codes: by their IDs, where the tool has kept these, or else by their
// order. It returns nil where the file's source is not the source of the unit.
func numberingFor(own *l10n.Unit, x *unit) numbering {
	want := marks(own.Source())
	for _, number := range [...]numbering{byID(own), byPlace(own)} {
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

// byID numbers a code by its ID, or by the ID of the code that it is a copy of. Codes with other IDs get numbers that
// no code of the unit has.
func byID(own *l10n.Unit) numbering {
	other := inOrder()
	return func(t token) l10n.CodeID {
		for _, id := range [...]string{t.id, t.copyOf} {
			if n, err := strconv.Atoi(id); err == nil && n >= 1 && n <= len(own.Codes) {
				return l10n.CodeID(n)
			}
		}
		return l10n.CodeID(len(own.Codes)) + other(t)
	}
}

// byPlace numbers the codes of a unit's source in their order: the first code is the unit's first one. Others get numbers
// that no code of the unit has.
func byPlace(own *l10n.Unit) numbering {
	var ids []l10n.CodeID
	seen := map[l10n.CodeID]bool{}
	for _, p := range own.Source() {
		if p.Kind != l10n.Text && !seen[p.ID] {
			seen[p.ID] = true
			ids = append(ids, p.ID)
		}
	}
	place := inOrder()
	return func(t token) l10n.CodeID {
		n := int(place(t))
		if n <= len(ids) {
			return ids[n-1]
		}
		return l10n.CodeID(len(own.Codes) + n)
	}
}

// marks returns the codes and characters of a fragment without white space, which tools change.
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

// slot is a part of the page's unit: a segment, or the text between two segments.
type slot struct {
	segment *l10n.Segment // nil for a text between segments
	source  l10n.Fragment
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

// filePart is a part of the file's unit, with the target in its place.
type filePart struct {
	ignorable       bool
	state, subState string
	finished        bool
	source, target  l10n.Fragment
	translated      bool // it has a target, which may be empty
	size            int  // of the source, in marks
}

// orderTargets puts each target in the place that its order attribute names.
func orderTargets(x *unit, number numbering) ([]filePart, error) {
	out := make([]filePart, len(x.parts))
	taken := make([]bool, len(x.parts))
	for i := range x.parts {
		p := &x.parts[i]
		out[i].ignorable = p.ignorable
		out[i].source = fragment(p.source, number)
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
			return nil, fmt.Errorf(
				"two of its targets have the order %d, or there is no such place; correct the order attributes", at+1)
		}
		taken[at] = true
		out[at].target = fragment(p.target, number)
		out[at].translated = true
		out[at].state = p.state
		out[at].subState = p.subState
		out[at].finished = p.finished
	}
	return out, nil
}

// commonEnd returns how many slots and parts, counted from the first, end at the same place. The parts include all
// empty ones that follow. Where they have no common end, it returns all of both.
func commonEnd(slots []slot, parts []filePart) (ns, np int) {
	slotsEnd, partsEnd := slots[0].size, 0
	ns = 1
	for slotsEnd != partsEnd || slotsEnd == 0 {
		switch {
		case partsEnd < slotsEnd && np < len(parts):
			partsEnd += parts[np].size
			np++
		case ns < len(slots):
			slotsEnd += slots[ns].size
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
