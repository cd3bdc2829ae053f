package glossary

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Row is a line of a glossary: a term in all languages, as the file has it.
type Row struct {
	Line  int // of the file, from 1: a row's name in this version of the file
	Cells []string
	last  int
}

// sheet is a glossary file as a table. Each row knows its lines, so that a change leaves all others as they are written.
type sheet struct {
	lines  []string
	header []string
	head   int // the line of the header
	rows   []Row
}

const mark = "\ufeff" // of the order of bytes, with which some programs begin a file

func readSheet(b []byte) (*sheet, error) {
	text := strings.ReplaceAll(strings.TrimPrefix(string(b), mark), "\r\n", "\n")
	s := &sheet{lines: strings.Split(text, "\n")}
	r := csv.NewReader(strings.NewReader(text))
	r.Comment, r.TrimLeadingSpace, r.FieldsPerRecord = '#', true, -1
	ended, at := 0, int64(0) // lines that are read, and bytes
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
		}
		first, _ := r.FieldPos(0)
		ended += strings.Count(text[at:r.InputOffset()], "\n")
		at = r.InputOffset()
		last := ended
		if at == int64(len(text)) && !strings.HasSuffix(text, "\n") {
			last++
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if s.header == nil {
			s.header, s.head = cells, first
			continue
		}
		s.rows = append(s.rows, Row{first, cells, last})
	}
}

// at is the row that begins at a line, or -1.
func (s *sheet) at(line int) int {
	return slices.IndexFunc(s.rows, func(r Row) bool { return r.Line == line })
}

// written is a row as a line of the file, without empty cells at its end that it did not have.
func written(cells []string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(cells)
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// with returns the file with the lines of a row replaced by others.
func (s *sheet) with(first, last int, lines ...string) string {
	return strings.Join(slices.Replace(slices.Clone(s.lines), first-1, last, lines...), "\n")
}

// set returns the file with other cells in a row.
func (s *sheet) set(i int, cells []string) string {
	r := s.rows[i]
	if slices.Equal(fit(r.Cells, len(s.header)), fit(cells, len(s.header))) {
		return strings.Join(s.lines, "\n")
	}
	return s.with(r.Line, r.last, written(fit(cells, len(s.header))))
}

// add returns the file with a row at its end.
func (s *sheet) add(cells []string) string {
	return strings.Join(slices.Insert(slices.Clone(s.lines), s.end(), written(fit(cells, len(s.header)))), "\n")
}

// end is after the last line that has something.
func (s *sheet) end() int {
	end := len(s.lines)
	for end > 0 && strings.TrimSpace(s.lines[end-1]) == "" {
		end--
	}
	return end
}

// fit has as many cells as there are columns.
func fit(cells []string, n int) []string {
	out := make([]string, n)
	copy(out, cells)
	return out
}

// column is the place of a column, or -1.
func (s *sheet) column(name string) int {
	return slices.IndexFunc(s.header, func(h string) bool { return strings.EqualFold(h, name) })
}

// source is the column of the source language: the first that is a language.
func (s *sheet) source() int {
	return slices.IndexFunc(s.header, func(h string) bool { return !slices.Contains([]string{"id", "note", "flags"}, strings.ToLower(h)) })
}
