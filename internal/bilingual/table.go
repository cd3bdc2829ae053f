// Package bilingual writes the texts of a translation as a table of sources and targets, as an HTML page or as a Word document
// (DOCX), for translators who work without a translation tool, and reads what they give back.
//
// Codes are written as people see them at the desk: <1>bold</1>. A file says in a line of text which translation it is of, because
// word processors lose what stands anywhere else.
package bilingual

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	HTML Format = "html"
	DOCX Format = "docx"
)

// Mark says which translation a file is of, and which targets went out in it.
type Mark struct {
	Key  l10n.TranslationKey
	Base l10n.Ref
}

// String writes the mark as it stands in a file.
func (m Mark) String() string {
	return fmt.Sprintf("dragoman:1:%s:%s:%s", m.Key.Document, m.Key.Locale, m.Base)
}

var mark = regexp.MustCompile(`dragoman:1:([^\s:]{1,300}):([A-Za-z0-9-]{2,40}):(sha256-[0-9a-f]{64})`)

// parseMark finds a mark in a text. It reports false where there is none.
func parseMark(s string) (m Mark, ok bool) {
	found := mark.FindStringSubmatch(s)
	if found == nil {
		return m, false
	}
	l, err := l10n.ParseLocale(found[2])
	return Mark{l10n.TranslationKey{Document: l10n.DocumentID(found[1]), Locale: l}, l10n.Ref(found[3])}, err == nil
}

// Table is what is written.
type Table struct {
	Mark
	Title      string
	SourceLang l10n.Locale
	Words      Words
	Rows       []Row
}

// Words are the words of a table in the language of who takes it out.
type Words struct {
	Lang                           l10n.Locale
	Number, Source, Target, Status string // the heads of the columns
	// HowTo says what to write where, and Keep that the last line has to stay.
	HowTo, Keep string
}

// Row is a sentence.
type Row struct {
	ID      l10n.SegmentID
	Number  int // in the document, from 1
	Source  l10n.Fragment
	Target  l10n.Fragment
	Status  string // in words
	Heading bool
}

// Back is a row that came back, as its cells are. Targets have the codes as they were typed.
type Back struct {
	ID             l10n.SegmentID
	Source, Target string
}

// Answer is what a file has.
type Answer struct {
	Mark Mark
	Rows []Back
}

// name is what the first cell of a row says: the number for people, and the segment.
func (r Row) name() string { return fmt.Sprintf("%d · %s", r.Number, r.ID) }

var segmentName = regexp.MustCompile(`·\s*([^\s·]{1,100})\s*$`)

// Plain writes a text as one line: white space that people can't see is one space, because programs that write documents
// wrap lines where they like. Spaces that don't break stay.
func Plain(s string) string {
	return strings.Trim(blank.ReplaceAllString(s, " "), " ")
}

var blank = regexp.MustCompile(`[ \t\r\n\f\v]+`)

// part is a stretch of a text, or a code.
type part struct {
	text string
	code bool
}

var codes = regexp.MustCompile(`<(/?[0-9]+|[0-9]+/)>`)

// parts cuts a text as people edit it into codes and what stands between them.
func parts(f l10n.Fragment, dir l10n.Direction) (ps []part) {
	s := f.Editable(dir)
	at := 0
	for _, m := range codes.FindAllStringIndex(s, -1) {
		if m[0] > at {
			ps = append(ps, part{text: s[at:m[0]]})
		}
		ps = append(ps, part{s[m[0]:m[1]], true})
		at = m[1]
	}
	if at < len(s) {
		ps = append(ps, part{text: s[at:]})
	}
	return ps
}

// answer makes an answer of the rows of cells and the text of a file.
func answer(rows [][]string, text string) (a Answer, faults []error, err error) {
	m, ok := parseMark(text)
	if !ok {
		return a, nil, fmt.Errorf("%w: the line that says which translation the file is of (dragoman:1:…) is not there any more; "+
			"take the file out again and put your texts into that one", l10n.ErrRefused)
	}
	a.Mark = m
	seen := map[l10n.SegmentID]bool{}
	for n, cells := range rows {
		if len(cells) < 3 {
			continue
		}
		found := segmentName.FindStringSubmatch(Plain(cells[0]))
		if found == nil {
			if n > 0 && Plain(strings.Join(cells, "")) != "" {
				faults = append(faults, fmt.Errorf("%w: row %d doesn't say in its first cell which sentence it is of", l10n.ErrRefused, n+1))
			}
			continue
		}
		id := l10n.SegmentID(found[1])
		if seen[id] {
			faults = append(faults, fmt.Errorf("%w: the sentence %s is there twice; its first row counts", l10n.ErrRefused, id))
			continue
		}
		seen[id] = true
		a.Rows = append(a.Rows, Back{id, Plain(cells[1]), Plain(cells[2])})
	}
	if len(a.Rows) == 0 {
		return a, nil, fmt.Errorf("%w: the file has no table of sentences", cmp.Or(faultOf(faults), l10n.ErrRefused))
	}
	return a, faults, nil
}

func faultOf(faults []error) error {
	if len(faults) == 0 {
		return nil
	}
	return faults[0]
}
