package termbase

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ReadCSV reads a termbase from a table with a header. The header has a column for each language, the source language's
// first, and may have the columns id, note and flags:
//
//	en,es,fr,note,flags
//	election,elección|comicios|!sufragio,élection,,
//	Dragoman,,,the product,dnt case
//
// A cell holds the allowed words, with | between them and the preferred one first. A word after ! is forbidden. The
// flag dnt (do not translate) says that every language keeps the source's word. The flag case says that upper and lower
// case must be as they are written. Lines that begin with # are comments. The error names the line.
func ReadCSV(r io.Reader) ([]Concept, error) {
	in := bufio.NewReader(r)
	if bom, err := in.Peek(3); err == nil && string(bom) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	c := csv.NewReader(in)
	c.Comment = '#'
	c.TrimLeadingSpace = true
	c.FieldsPerRecord = -1
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("termbase: %w", err)
	}
	cols, err := columns(header)
	if err != nil {
		return nil, err
	}
	var out []Concept
	for {
		rec, err := c.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("termbase: %w", err) // it names the line
		}
		line, _ := c.FieldPos(0)
		concept, err := cols.concept(rec)
		if err != nil {
			return nil, fmt.Errorf("termbase: line %d: %w", line, err)
		}
		if len(concept.Terms) > 0 {
			out = append(out, concept)
		}
	}
}

// table says what each column of a CSV file holds.
type table struct {
	locale          map[int]l10n.Locale
	source          l10n.Locale
	id, note, flags int // -1 where the file has no such column
}

func columns(header []string) (table, error) {
	t := table{locale: map[int]l10n.Locale{}, id: -1, note: -1, flags: -1}
	for i, name := range header {
		switch name = strings.TrimSpace(name); strings.ToLower(name) {
		case "id":
			t.id = i
		case "note":
			t.note = i
		case "flags":
			t.flags = i
		default:
			l, err := l10n.ParseLocale(name)
			if err != nil {
				return t, fmt.Errorf("termbase: the header's column %d: %w; other columns are id, note and flags", i+1, err)
			}
			t.locale[i] = l
			if t.source == "" {
				t.source = l
			}
		}
	}
	if t.source == "" {
		return t, errors.New("termbase: the header names no language: begin the file with a line such as en,es,fr,note,flags")
	}
	return t, nil
}

// concept makes a concept of a line.
func (t table) concept(rec []string) (Concept, error) {
	c := Concept{Terms: map[l10n.Locale]Words{}}
	for i, cell := range rec {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case i == t.id:
			c.ID = cell
		case i == t.note:
			c.Note = cell
		case i == t.flags:
			if err := c.setFlags(cell); err != nil {
				return c, err
			}
		case t.locale[i] == "":
			return c, fmt.Errorf("column %d has no name in the header; quote a cell that holds commas", i+1)
		default:
			c.Terms[t.locale[i]] = readCell(cell)
		}
	}
	if _, ok := c.Terms[t.source]; !ok && len(c.Terms) > 0 {
		return c, fmt.Errorf("there is no term in the column %s", t.source)
	}
	return c, nil
}

func (c *Concept) setFlags(cell string) error {
	for _, f := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" ;,|", r) }) {
		switch f {
		case "dnt":
			c.DoNotTranslate = true
		case "case":
			c.CaseSensitive = true
		default:
			return fmt.Errorf("there is no flag %q: use dnt or case", f)
		}
	}
	return nil
}

// flags are the flags of a concept as files hold them, with spaces between them.
func (c *Concept) flags() string {
	var flags []string
	if c.DoNotTranslate {
		flags = append(flags, "dnt")
	}
	if c.CaseSensitive {
		flags = append(flags, "case")
	}
	return strings.Join(flags, " ")
}

func readCell(cell string) Words {
	var w Words
	for _, s := range strings.Split(cell, "|") {
		s = strings.TrimSpace(s)
		if f, ok := strings.CutPrefix(s, "!"); ok {
			w.Forbidden = append(w.Forbidden, strings.TrimSpace(f))
		} else if s != "" {
			w.Allowed = append(w.Allowed, s)
		}
	}
	return w
}

// WriteCSV writes concepts in the form that [ReadCSV] reads, with the source language in the first column.
func WriteCSV(w io.Writer, source l10n.Locale, cs []Concept) error {
	locales := slices.DeleteFunc(New(cs...).Locales(), func(l l10n.Locale) bool { return l == source })
	locales = append([]l10n.Locale{source}, locales...)
	header := []string{"id"}
	for _, l := range locales {
		header = append(header, string(l))
	}
	out := csv.NewWriter(w)
	_ = out.Write(append(header, "note", "flags")) // out.Error returns the first error of all writes
	for _, c := range cs {
		rec := []string{c.ID}
		for _, l := range locales {
			words := slices.Clone(c.Terms[l].Allowed)
			for _, f := range c.Terms[l].Forbidden {
				words = append(words, "!"+f)
			}
			rec = append(rec, strings.Join(words, "|"))
		}
		_ = out.Write(append(rec, c.Note, c.flags()))
	}
	out.Flush()
	return out.Error()
}
