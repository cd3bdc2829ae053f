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

// ReadCSV reads a termbase from a table with a header: a column for each language, the source language's first, and the
// optional columns id, note and flags.
//
//	en,es,fr,note,flags
//	election,elección|comicios|!sufragio,élection,,
//	Dragoman,,,the product,dnt case
//
// A cell holds the allowed words, the preferred first, with | between them; a word after ! is forbidden. The flag dnt
// says that the source's form stands in every language, case that it counts only as it is written. Lines beginning with
// # are left out. The error names the line.
func ReadCSV(r io.Reader) ([]Concept, error) {
	in := bufio.NewReader(r)
	if bom, err := in.Peek(3); err == nil && string(bom) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	c := csv.NewReader(in)
	c.Comment, c.TrimLeadingSpace, c.FieldsPerRecord = '#', true, -1
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

// table says what a CSV's columns are.
type table struct {
	locale          map[int]l10n.Locale
	source          l10n.Locale
	id, note, flags int // −1 where there is none
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
			for _, f := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" ;,|", r) }) {
				switch f {
				case "dnt":
					c.DoNotTranslate = true
				case "case":
					c.CaseSensitive = true
				default:
					return c, fmt.Errorf("there is no flag %q: use dnt or case", f)
				}
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

// WriteCSV writes concepts as ReadCSV reads them, the source language first.
func WriteCSV(w io.Writer, source l10n.Locale, cs []Concept) error {
	locales := slices.DeleteFunc(New(cs...).Locales(), func(l l10n.Locale) bool { return l == source })
	locales = append([]l10n.Locale{source}, locales...)
	header := []string{"id"}
	for _, l := range locales {
		header = append(header, string(l))
	}
	out := csv.NewWriter(w)
	_ = out.Write(append(header, "note", "flags")) // Flush reports it
	for _, c := range cs {
		rec := []string{c.ID}
		for _, l := range locales {
			words := slices.Clone(c.Terms[l].Allowed)
			for _, f := range c.Terms[l].Forbidden {
				words = append(words, "!"+f)
			}
			rec = append(rec, strings.Join(words, "|"))
		}
		var flags []string
		if c.DoNotTranslate {
			flags = append(flags, "dnt")
		}
		if c.CaseSensitive {
			flags = append(flags, "case")
		}
		_ = out.Write(append(rec, c.Note, strings.Join(flags, " ")))
	}
	out.Flush()
	return out.Error()
}
