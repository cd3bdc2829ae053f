package l10n

import (
	"errors"
	"fmt"
	"strings"
)

// Code is one piece of inline markup of a unit, with XLIFF 2.1's semantics.
type Code struct {
	ID CodeID `json:"id"`
	// Name is the element's name, for instance "a" or "br"; it is what the desk shows.
	Name string `json:"name"`
	// Paired says that the code has an Open and a Close end around text; otherwise it is Empty.
	Paired bool `json:"paired,omitempty"`
	// Open and Close are the source's own markup, for display only: the merge takes markup from the skeleton.
	Open  string `json:"open,omitempty"`
	Close string `json:"close,omitempty"`
	// Equiv is the plain text that an empty code stands for, for instance a protected word or the text of a date that
	// localize writes anew; empty when the code shows no text.
	Equiv string `json:"equiv,omitempty"`
	// CanDelete says that a target may leave the code out.
	CanDelete bool `json:"canDelete,omitempty"`
	// Date is the ISO 8601 value when the code is a date or time that localize formats.
	Date string `json:"date,omitempty"`
}

// ErrCodes is what every refusal of a target for its codes wraps.
var ErrCodes = errors.New("the inline codes differ from the source's")

// CheckCodes compares a target's codes with its source segment's: each of the source's codes must be there exactly once
// (codes in deletable may be missing), none invented, pairs opened before they are closed, and no two crossing. Order
// is free. The error wraps [ErrCodes] and names each fault in words for people.
func (f Fragment) CheckCodes(source Fragment, deletable func(CodeID) bool) error {
	if f.SameCodes(source) && f.nested() {
		return nil
	}
	var faults []string
	want, got := countCodes(source), countCodes(f)
	for _, p := range source {
		if p.Kind == Text {
			continue
		}
		p.Text = ""
		n, ok := got[p]
		delete(got, p)
		switch {
		case n > want[p]:
			faults = append(faults, name(p)+" is there more than once")
		case !ok && want[p] > 0 && (deletable == nil || !deletable(p.ID)):
			faults = append(faults, name(p)+" is missing")
		}
		delete(want, p)
	}
	for _, p := range f {
		p.Text = ""
		if got[p] > 0 {
			faults = append(faults, name(p)+" is not in the source")
			delete(got, p)
		}
	}
	faults = append(faults, f.nesting(source)...)
	if len(faults) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrCodes, strings.Join(faults, ", "))
}

// SameCodes reports whether two fragments have the same codes in the same order.
func (f Fragment) SameCodes(o Fragment) bool {
	i := 0
	for _, p := range f {
		if p.Kind == Text {
			continue
		}
		for i < len(o) && o[i].Kind == Text {
			i++
		}
		if i == len(o) || o[i].Kind != p.Kind || o[i].ID != p.ID {
			return false
		}
		i++
	}
	return !o[i:].HasCodes()
}

// nested reports whether each pair is in the fragment with both its ends, and none crosses another. Where it says no,
// [Fragment.nesting] has to look closer.
func (f Fragment) nested() bool {
	var room [16]CodeID
	open := room[:0]
	for _, p := range f {
		switch p.Kind {
		case Open:
			open = append(open, p.ID)
		case Close:
			if len(open) == 0 || open[len(open)-1] != p.ID {
				return false
			}
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}

func countCodes(f Fragment) map[Part]int {
	m := map[Part]int{}
	for _, p := range f {
		if p.Kind != Text {
			p.Text = ""
			m[p]++
		}
	}
	return m
}

// nesting reports closes before their opens and crossing pairs. An end whose other end is in another segment of the
// unit is known by the source having it alone too.
func (f Fragment) nesting(source Fragment) []string {
	var faults []string
	var stack []CodeID
	has := countCodes(source)
	paired := func(id CodeID) bool { return has[Part{Kind: Open, ID: id}] > 0 && has[Part{Kind: Close, ID: id}] > 0 }
	for _, p := range f {
		switch {
		case p.Kind == Open && paired(p.ID):
			stack = append(stack, p.ID)
		case p.Kind == Close && paired(p.ID):
			at := len(stack) - 1
			for at >= 0 && stack[at] != p.ID {
				at--
			}
			switch {
			case at < 0:
				faults = append(faults, name(p)+" closes before it opens")
			case at < len(stack)-1:
				faults = append(faults, fmt.Sprintf("%s crosses <%d>", name(p), stack[len(stack)-1]))
				stack = append(stack[:at], stack[at+1:]...)
			default:
				stack = stack[:at]
			}
		}
	}
	return faults
}

func name(p Part) string { return Fragment{p}.String() }

// ErrTooLong is what every refusal of a target for its length wraps. It wraps [ErrRefused].
var ErrTooLong = fmt.Errorf("%w: the target is much longer than its source", ErrRefused)

// CheckLength compares a target's length with its source segment's. What is refused here is no translation into any
// language: twenty bytes for each of the source's, where a wordy language in a script of three bytes a letter takes six,
// and some more for sources of a word or two. The error wraps [ErrTooLong].
func (f Fragment) CheckLength(source Fragment) error {
	has, most := f.length(), 20*source.length()+4000
	if has <= most {
		return nil
	}
	return fmt.Errorf("%w: it has %d bytes, and may have %d; shorten it, or put the rest where its own source stands", ErrTooLong, has, most)
}

// length returns the length of the fragment's text in bytes.
func (f Fragment) length() int {
	n := 0
	for i := range f {
		n += len(f[i].Text)
	}
	return n
}
