// Package glossary lets people look after the file of terms: search it, change, add and take out entries, and take in others from
// CSV or TBX. The file stays the truth: its comments and all other lines stay as they are written, and a change is shown before
// anything is written.
package glossary

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/yamledit"
)

// File is the glossary file.
type File interface {
	// Read returns the file and what it is called. Without a file the error wraps [l10n.ErrNotFound].
	Read() (name string, b []byte, err error)
	// Write replaces the file, when it still is what was read; else the error wraps [l10n.ErrConflict].
	Write(was, now []byte) error
}

// Changes keeps who changed files at the desk.
type Changes interface {
	AddFileChange(context.Context, l10n.FileChange) error
}

// Service looks after a glossary.
type Service struct {
	File    File
	Changes Changes
	// Writes says that the operator lets the desk write the file.
	Writes bool
}

// Glossary is the file as a table.
type Glossary struct {
	File   string
	Hash   l10n.Hash
	Header []string
	Rows   []Row
	All    int // rows that there are
	// Hand says that the file has to be edited by hand: it is no CSV.
	Hand bool
}

// Search returns the rows that have a text in any column, in whichever case; no text is all. At most so many are returned.
func (s *Service) Search(text string, most int) (Glossary, error) {
	name, b, err := s.File.Read()
	if err != nil {
		return Glossary{}, err
	}
	g := Glossary{File: name, Hash: l10n.NewHash(string(b))}
	if !isCSV(name) {
		g.Hand = true
		if b, err = asCSV(name, b, ""); err != nil {
			return g, err
		}
	}
	sh, err := readSheet(b)
	if err != nil {
		return g, err
	}
	g.Header, g.All = sh.header, len(sh.rows)
	text = strings.ToLower(strings.TrimSpace(text))
	for _, r := range sh.rows {
		if len(g.Rows) < most && (text == "" || slices.ContainsFunc(r.Cells, func(c string) bool { return strings.Contains(strings.ToLower(c), text) })) {
			r.Cells = fit(r.Cells, len(sh.header))
			g.Rows = append(g.Rows, r)
		}
	}
	return g, nil
}

func isCSV(name string) bool {
	return !slices.Contains([]string{".tbx", ".xml"}, strings.ToLower(path.Ext(name)))
}

// asCSV returns a file as CSV. source is the language of the first column of TBX; empty is the first of its first concept.
func asCSV(name string, b []byte, source l10n.Locale) ([]byte, error) {
	if isCSV(name) {
		return b, nil
	}
	concepts, err := termbase.ReadTBX(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	if source == "" {
		for _, c := range concepts {
			for l := range c.Terms {
				if source == "" || l < source {
					source = l
				}
			}
		}
	}
	var out bytes.Buffer
	err = termbase.WriteCSV(&out, source, concepts)
	return out.Bytes(), err
}

// Edit is what a person wants to change. One of the four is meant: cells for a row, cells without a row for a new one, a row that
// goes, or a file to take in.
type Edit struct {
	Line   int // of the row, in the version of the file that was seen
	Cells  []string
	Remove bool
	Name   string // of a file
	Bytes  []byte
}

// Change is what an edit would change in the file.
type Change struct {
	File     string
	Hunks    []yamledit.Hunk
	Patch    string
	Problems []string
	was, now []byte
}

const around = 2

// Propose says what an edit would change. seen is the hash of the version that the edit is of; a row of another is [l10n.ErrConflict].
func (s *Service) Propose(e Edit, seen l10n.Hash) (Change, error) {
	name, b, err := s.File.Read()
	if err != nil {
		return Change{}, err
	}
	if !isCSV(name) {
		return Change{}, fmt.Errorf("%w: %s is no CSV and has to be edited by hand", l10n.ErrRefused, name)
	}
	if l10n.NewHash(string(b)) != seen {
		return Change{}, fmt.Errorf("the file was changed since it was shown: %w", l10n.ErrConflict)
	}
	sh, err := readSheet(b)
	if err != nil {
		return Change{}, err
	}
	text, err := sh.edited(e)
	if err != nil {
		return Change{}, err
	}
	if strings.HasPrefix(string(b), mark) {
		text = mark + text
	}
	c := Change{File: name, was: b, now: []byte(text)}
	c.Hunks = yamledit.Diff(strings.ReplaceAll(string(b), "\r\n", "\n"), text, around)
	c.Patch = yamledit.Unified(name, c.Hunks)
	if _, err := termbase.ReadCSV(strings.NewReader(text)); err != nil {
		c.Problems = append(c.Problems, err.Error())
	}
	return c, nil
}

// edited is the text of the file after an edit.
func (s *sheet) edited(e Edit) (string, error) {
	switch i := s.at(e.Line); {
	case e.Bytes != nil:
		return s.takeIn(e)
	case e.Line == 0 && strings.Trim(strings.Join(e.Cells, ""), " ") == "":
		return "", fmt.Errorf("%w: an entry needs a term", l10n.ErrRefused)
	case e.Line == 0:
		return s.add(clean(e.Cells)), nil
	case i < 0:
		return "", fmt.Errorf("the row of line %d: %w", e.Line, l10n.ErrNotFound)
	case e.Remove:
		return s.with(s.rows[i].Line, s.rows[i].last), nil
	default:
		return s.set(i, clean(e.Cells)), nil
	}
}

// clean leaves out of cells what nobody can see.
func clean(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(c, ""), func(r rune) bool { return r < ' ' || r == ' ' || r == 0x7f }), " ")
	}
	return out
}

// takeIn merges a file into the sheet: an entry with the same id, or else with the same term of the source, gets its cells; others
// are added. Nothing is taken out.
func (s *sheet) takeIn(e Edit) (string, error) {
	source := s.source()
	if source < 0 {
		return "", fmt.Errorf("%w: the glossary names no language", l10n.ErrRefused)
	}
	b, err := asCSV(e.Name, e.Bytes, l10n.Locale(s.header[source]))
	if err != nil {
		return "", err
	}
	if _, err := termbase.ReadCSV(bytes.NewReader(b)); err != nil {
		return "", fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	other, err := readSheet(b)
	if err != nil {
		return "", err
	}
	if other.column(s.header[source]) < 0 {
		return "", fmt.Errorf("%w: the file has no column for %s", l10n.ErrRefused, s.header[source])
	}
	now := s
	for _, h := range other.header {
		if now.column(h) < 0 { // a new language, or the first notes
			if now, err = readSheet([]byte(now.with(now.head, now.head, written(append(slices.Clone(now.header), h))))); err != nil {
				return "", err
			}
		}
	}
	return now.merged(other, source), nil
}

// merged is the text of the file with the rows of another one.
func (s *sheet) merged(other *sheet, source int) string {
	id, at := s.column("id"), map[string]int{}
	rows := make([][]string, len(s.rows), len(s.rows)+len(other.rows))
	for i, r := range s.rows {
		rows[i] = fit(r.Cells, len(s.header))
		for _, k := range keys(rows[i], id, source) {
			if _, taken := at[k]; !taken {
				at[k] = i
			}
		}
	}
	for _, r := range other.rows {
		cells := make([]string, len(s.header))
		for i, c := range r.Cells {
			if n := s.column(other.header[i]); n >= 0 {
				cells[n] = c
			}
		}
		ks := keys(cells, id, source)
		i := slices.IndexFunc(ks, func(k string) bool { _, ok := at[k]; return ok })
		if i < 0 {
			rows = append(rows, cells)
			for _, k := range ks {
				at[k] = len(rows) - 1
			}
			continue
		}
		for n, c := range cells {
			if c != "" && n != id {
				rows[at[ks[i]]][n] = c
			}
		}
	}
	lines := slices.Clone(s.lines)
	for i, r := range slices.Backward(s.rows) {
		if !slices.Equal(fit(r.Cells, len(s.header)), rows[i]) {
			lines = slices.Replace(lines, r.Line-1, r.last, written(rows[i]))
		}
	}
	grown := &sheet{lines: lines}
	end := grown.end()
	var added []string
	for _, cells := range rows[len(s.rows):] {
		added = append(added, written(cells))
	}
	return strings.Join(slices.Insert(lines, end, added...), "\n")
}

// keys are by what an entry is known: its id, and the first of its terms in the source language.
func keys(cells []string, id, source int) (ks []string) {
	if id >= 0 && cells[id] != "" {
		ks = append(ks, "id:"+cells[id])
	}
	word, _, _ := strings.Cut(cells[source], "|")
	return append(ks, "term:"+strings.TrimSpace(word))
}

// Apply writes an edit, where the operator lets the desk write, and keeps who did.
func (s *Service) Apply(ctx context.Context, e Edit, seen l10n.Hash, by l10n.UserID) (Change, error) {
	if !s.Writes {
		return Change{}, fmt.Errorf("%w: the glossary is not written by the desk here; commit the change that is shown", l10n.ErrRefused)
	}
	c, err := s.Propose(e, seen)
	switch {
	case err != nil:
		return c, err
	case len(c.Problems) > 0:
		return c, fmt.Errorf("%w: %s", l10n.ErrRefused, strings.Join(c.Problems, "; "))
	case len(c.Hunks) == 0:
		return c, nil
	}
	if err := s.File.Write(c.was, c.now); err != nil {
		return c, err
	}
	return c, s.Changes.AddFileChange(ctx, l10n.NewFileChange(c.File, by, c.Patch))
}
