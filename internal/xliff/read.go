package xliff

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// maxFaults bounds how many faults are told at once.
const maxFaults = 20

// Answer is what a file has for an extraction.
type Answer struct {
	Targets []l10n.Target
	// Base is what the file was written with; empty if it had none.
	Base l10n.Ref
}

// Read reads the targets of an extraction's segments from an XLIFF 2.x document that [Write] made and a tool gave back.
// Segments without a target are left out. What tools do on the way is put up with: other prefixes and IDs of codes,
// pairs as sc and ec, markers, segments cut or joined, lost originalData and white space. What would put a target in a
// wrong place or lose markup is refused: every such error wraps [l10n.ErrRefused], or [l10n.ErrCodes] for codes, says
// which unit and what to do, and up to twenty are told together.
func Read(r io.Reader, e *l10n.Extraction) (Answer, error) {
	m := &merger{hash: string(l10n.SourceHash(e.Units)), units: make(map[string]*l10n.Unit, len(e.Units)),
		seen: map[string]bool{}}
	for i := range e.Units {
		m.units[string(e.Units[i].ID)] = &e.Units[i]
	}
	if err := parse(r, m.unit); err != nil {
		return Answer{}, err
	}
	switch {
	case len(m.faults) > 0:
		return Answer{}, errors.Join(m.faults...)
	case m.used == 0 && m.others > 0:
		return Answer{}, m.otherPage()
	}
	return m.Answer, nil
}

// merger collects the targets of one page.
type merger struct {
	Answer
	hash   string
	units  map[string]*l10n.Unit
	seen   map[string]bool
	faults []error
	used   int // units of this page's file
	// others counts the units of other files, and strangers those among them that the page doesn't have.
	others, strangers int
	original, first   string // of the others
}

func (m *merger) unit(f *file, u *unit) error {
	if !strings.HasPrefix(f.version, "2.") {
		return fmt.Errorf("it is XLIFF of version %q; give back the XLIFF 2.1 file that extract wrote", f.version)
	}
	own := m.units[u.id]
	hashes, known := strings.CutPrefix(f.skeleton, ours)
	hash, base, _ := strings.Cut(hashes, ":")
	if known && hash != m.hash {
		m.others++
		m.original = f.original
		if own == nil {
			if m.strangers++; m.first == "" {
				m.first = named(u.id, plainSource(u))
			}
		}
		return nil
	}
	m.used++
	m.Base = l10n.Ref(base)
	switch {
	case own == nil:
		m.fault(fmt.Errorf("%w: %s is not on this page; extract the page again with the same flags, and translate that file",
			l10n.ErrRefused, named(u.id, plainSource(u))))
		return nil
	case m.seen[u.id]:
		m.fault(fmt.Errorf("%w: %s is there twice; leave one of the two in the file", l10n.ErrRefused,
			named(u.id, plainSource(u))))
		return nil
	}
	m.seen[u.id] = true
	targets, err := align(own, u)
	if err != nil {
		m.fault(err)
	}
	m.Targets = append(m.Targets, targets...)
	return nil
}

func (m *merger) fault(err error) {
	if len(m.faults) < maxFaults {
		m.faults = append(m.faults, err)
	}
}

func (m *merger) otherPage() error {
	what := "its texts are in another order or cut otherwise"
	if m.strangers > 0 {
		what = fmt.Sprintf("%d of its %d units are not on this page, the first is %s", m.strangers, m.others, m.first)
	}
	return fmt.Errorf("%w: the file was made from another page or another version of this one (%s): %s; extract this page with the same flags, let your tool's memory fill the new file, and merge that",
		l10n.ErrRefused, m.original, what)
}

func plainSource(u *unit) string {
	var s string
	for i := range u.parts {
		s += plain(u.parts[i].source)
	}
	return s
}

// named is a unit as an error has it: its ID and the beginning of its text, on one line.
func named(id, text string) string {
	words := []rune(strings.Join(strings.Fields(printable(text)), " "))
	if len(words) > 40 {
		words = append(words[:39], '…')
	}
	return fmt.Sprintf("unit %s (“%s”)", printable(id), string(words))
}
