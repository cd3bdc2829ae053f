package memory

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ImportTSV imports a table of plain texts. Tabs part the fields, which have no quotes. The header names the columns:
// id, which may be missing, and a locale for each language. The first language is the source unless the options name
// another:
//
//	id	en	es	fr
//	t1	Read more	Leer más	Lire la suite
func (m *Memory) ImportTSV(ctx context.Context, r io.Reader, o ImportOptions) (ImportResult, error) {
	im := &importer{m: m}
	if o.Quality == 0 {
		o.Quality = 100
	}
	in := bufio.NewReaderSize(r, 1<<16)
	header, err := readLine(in)
	if err != nil {
		return im.result, fmt.Errorf("memory: import: the file has no header line: %w", err)
	}
	t, err := newTable(header, o)
	if err != nil {
		return im.result, fmt.Errorf("memory: import: %w", err)
	}
	for {
		fields, err := readLine(in)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = t.row(ctx, im, fields)
		}
		if err != nil {
			return im.finish(ctx, fmt.Errorf("row %d: %w", im.result.Units, err))
		}
	}
	return im.finish(ctx, nil)
}

func readLine(in *bufio.Reader) ([]string, error) {
	line, err := in.ReadString('\n')
	if line == "" && err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n"), "\t"), nil
}

// table says which column holds what.
type table struct {
	o       ImportOptions
	id      int           // column of the units' ids, or -1
	source  int           // column of the source texts
	locales []l10n.Locale // by column; "" for the ids
}

func newTable(header []string, o ImportOptions) (table, error) {
	t := table{o: o, id: -1, source: -1, locales: make([]l10n.Locale, len(header))}
	for i, name := range header {
		if name == "id" {
			t.id = i
			continue
		}
		l, err := l10n.ParseLocale(name)
		if err != nil {
			return t, fmt.Errorf("column %d: %w", i+1, err)
		}
		t.locales[i] = l
		if t.source < 0 && (o.SourceLang == "" || o.SourceLang == l) {
			t.source = i
		}
	}
	if t.source < 0 {
		return t, fmt.Errorf("the header has no column for the source language %s", o.SourceLang)
	}
	return t, nil
}

func (t table) row(ctx context.Context, im *importer, fields []string) error {
	im.result.Units++
	name := ""
	if t.id >= 0 && t.id < len(fields) {
		name = fields[t.id]
	}
	if t.source >= len(fields) || fields[t.source] == "" {
		im.result.Skipped++
		return nil
	}
	imported := false
	for i, text := range fields[:min(len(fields), len(t.locales))] {
		locale := t.locales[i]
		if i == t.source || locale == "" || text == "" || !t.o.wanted(&im.m.langCache, locale) {
			continue
		}
		u := Unit{ID: name, Quality: t.o.Quality, MemoryEntry: l10n.MemoryEntry{
			Source: l10n.TextFragment(fields[t.source]), Target: l10n.TextFragment(text),
			SourceLang: t.locales[t.source], Locale: locale,
			Site: t.o.Site, Author: t.o.Author, Document: t.o.Document,
		}}
		if err := im.add(ctx, u); err != nil {
			return err
		}
		imported = true
	}
	if !imported {
		im.result.Skipped++
	}
	return nil
}
