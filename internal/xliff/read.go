package xliff

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// maxFaults is how many faults an error names at most.
const maxFaults = 20

// Answer is what a file has for an extraction.
type Answer struct {
	Targets []l10n.Target
	// Finished are the segments whose state says that a translator or reviewer is done with them: reviewed or final; in
	// XLIFF 1.2 also translated and approved="yes".
	Finished map[l10n.SegmentID]bool
	// Base is the [Options.Base] that the file was written with, or empty.
	Base l10n.Ref
}

// Read reads the targets of an extraction's segments from an XLIFF document of either format that [Write] made and a
// tool gave back. Segments without a target are left out, and so are those of XLIFF 1.2 that still have their source as a
// target and are not translated by its state.
//
// Read accepts what tools do to a file: other prefixes, other IDs of codes, pairs written as sc and ec, markers,
// segments that were split or joined, lost originalData and lost white space. It refuses what would put a target in a
// wrong place or lose markup. Each such error names the unit, says what to do, and wraps [l10n.ErrCodes] for a fault of
// codes and [l10n.ErrRefused] for any other. Up to maxFaults errors are joined.
func Read(r io.Reader, e *l10n.Extraction) (Answer, error) {
	got, faults, err := ReadParts(r, e)
	if err == nil {
		err = errors.Join(faults...)
	}
	if err != nil {
		return Answer{}, err
	}
	return got, nil
}

// ReadParts reads like [Read], but what is wrong with a part of a file does not refuse the whole of it: the faults, up to
// maxFaults, say what was left out, and the answer has the rest. An error is one of the file as a whole.
func ReadParts(r io.Reader, e *l10n.Extraction) (got Answer, faults []error, err error) {
	m := &merger{
		pageHash: l10n.SourceHash(e.Units),
		units:    make(map[string]*l10n.Unit, len(e.Units)),
		seen:     map[string]bool{},
		segments: make(map[string]place, len(e.Units)),
	}
	m.Finished = map[l10n.SegmentID]bool{}
	for i := range e.Units {
		u := &e.Units[i]
		m.units[string(u.ID)] = u
		for k := range u.Segments {
			m.segments[string(u.Segments[k].ID)] = place{u, k}
		}
	}
	if err := parse(r, m.unit); err != nil {
		return Answer{}, nil, err
	}
	if len(m.faults) == 0 && m.used == 0 && m.others > 0 {
		return Answer{}, nil, m.errOtherPage()
	}
	return m.Answer, m.faults, nil
}

// merger collects the targets of one page.
type merger struct {
	Answer
	pageHash l10n.Hash
	units    map[string]*l10n.Unit
	segments map[string]place
	seen     map[string]bool // IDs of units that were read
	faults   []error
	used     int // units that were made from this page

	// Of the units that were made from other pages:
	others       int
	unknown      int    // those of them whose ID the page does not have
	firstUnknown string // described
	original     string // the page that they were made from
}

// place is where a segment stands.
type place struct {
	unit *l10n.Unit
	at   int
}

// own returns the page's version of a unit of a file, or nil. That of a trans-unit of XLIFF 1.2 is a unit of one segment.
func (m *merger) own(f *file, u *unit) *l10n.Unit {
	if strings.HasPrefix(f.version, "2.") {
		return m.units[u.id]
	}
	p, ok := m.segments[u.id]
	if !ok {
		return nil
	}
	s := p.unit.Segments[p.at]
	s.Lead = nil
	return &l10n.Unit{ID: l10n.UnitID(s.ID), Codes: p.unit.Codes, Segments: []l10n.Segment{s}}
}

func (m *merger) unit(f *file, u *unit) error {
	if !strings.HasPrefix(f.version, "2.") && f.version != "1.2" {
		return fmt.Errorf("it is XLIFF of version %q; give back the XLIFF 2.1 or 1.2 that Dragoman wrote", f.version)
	}
	own := m.own(f, u)
	hashAndBase, hasHash := strings.CutPrefix(f.skeleton, ownPrefix)
	hash, base, _ := strings.Cut(hashAndBase, ":")
	if hasHash && !l10n.Hash(hash).Holds(m.pageHash) {
		m.others++
		m.original = f.original
		if own == nil {
			m.unknown++
			m.firstUnknown = cmp.Or(m.firstUnknown, describe(u.id, plainSource(u)))
		}
		return nil
	}
	m.used++
	m.Base = l10n.Ref(base)
	switch {
	case own == nil:
		m.addFault(fmt.Errorf(
			"%w: %s is not on this page; extract the page again with the same flags, and translate that file",
			l10n.ErrRefused, describe(u.id, plainSource(u))))
		return nil
	case m.seen[u.id]:
		m.addFault(fmt.Errorf("%w: %s is there twice; leave one of the two in the file", l10n.ErrRefused,
			describe(u.id, plainSource(u))))
		return nil
	}
	m.seen[u.id] = true
	targets, err := align(own, u)
	if err != nil {
		m.addFault(err)
	}
	for _, t := range targets {
		m.Targets = append(m.Targets, t.Target)
		if t.finished {
			m.Finished[t.Segment] = true
		}
	}
	return nil
}

func (m *merger) addFault(err error) {
	if len(m.faults) < maxFaults {
		m.faults = append(m.faults, err)
	}
}

func (m *merger) errOtherPage() error {
	what := "its texts are in another order or cut otherwise"
	if m.unknown > 0 {
		what = fmt.Sprintf("%s not on this page, the first is %s", english.Count(m.unknown,
			fmt.Sprintf("of its %d units is", m.others), fmt.Sprintf("of its %d units are", m.others)), m.firstUnknown)
	}
	return fmt.Errorf("%w: the file was made from another page or another version of this one (%s): %s; "+
		"extract this page with the same flags, let your tool's memory fill the new file, and merge that",
		l10n.ErrRefused, m.original, what)
}

func plainSource(u *unit) string {
	var b strings.Builder
	for i := range u.parts {
		b.WriteString(plain(u.parts[i].source))
	}
	return b.String()
}

// describe names a unit for an error: its ID and the beginning of its text, on one line.
func describe(id, text string) string {
	words := []rune(strings.Join(strings.Fields(printable(text)), " "))
	if len(words) > 40 {
		words = append(words[:39], '…')
	}
	return fmt.Sprintf("unit %s (“%s”)", printable(id), string(words))
}
