package memory

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// tmxTime is TMX's date format, ISO 8601 in UTC.
const tmxTime = "20060102T150405Z"

// Unit is a source and one of its targets, as a file has them.
type Unit struct {
	ID      string
	Quality int // 1–100
	l10n.MemoryEntry
}

// ReadTMX reads a TMX file as a stream and calls f with each pair of a source and a target. It needs no memory and no
// database. The problems name units that could not be read and were skipped, with their lines, in words for people. The
// error names the line.
func ReadTMX(r io.Reader, o ImportOptions, f func(Unit) error) (problems []string, err error) {
	t := newTMXReader(r, o)
	err = t.read(func(us []Unit) error {
		for _, u := range us {
			if err := f(u); err != nil {
				return err
			}
		}
		return nil
	})
	return t.listed(), err
}

type tmxReader struct {
	langCache
	o        ImportOptions
	d        *xml.Decoder
	header   tmxHeader
	units    int
	w        *watcher
	problems []string // the first maxProblems
	// unreadable is how many units were skipped, or targets of them, because they could not be read.
	unreadable int
	noted      int
}

func newTMXReader(r io.Reader, o ImportOptions) *tmxReader {
	in := transform.NewReader(bufio.NewReaderSize(r, 1<<16), unicode.BOMOverride(transform.Nop))
	w := &watcher{repair: newRepairer(in)}
	d := xml.NewDecoder(w.repair)
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if l := strings.ToLower(label); strings.HasPrefix(l, "utf-16") || strings.HasPrefix(l, "utf16") {
			return in, nil // the byte order mark has made it UTF-8 already
		}
		return charset.NewReaderLabel(label, in)
	}
	if o.Quality == 0 {
		o.Quality = 100
	}
	w.d = d
	return &tmxReader{o: o, d: xml.NewTokenDecoder(w), w: w}
}

// skip notes and counts what could not be read.
func (t *tmxReader) skip(format string, args ...any) {
	t.unreadable++
	t.note(format, args...)
}

func (t *tmxReader) note(format string, args ...any) {
	if t.noted++; len(t.problems) < maxProblems {
		t.problems = append(t.problems, fmt.Sprintf(format, args...))
	}
}

// listed are the problems, and how many there are besides.
func (t *tmxReader) listed() []string {
	if more := t.noted - len(t.problems); more > 0 {
		return append(t.problems, fmt.Sprintf("and %d more", more))
	}
	return t.problems
}

// read calls f once for each <tu> with its pairs. There may be none.
func (t *tmxReader) read(f func([]Unit) error) error {
	root := false
	for {
		tok, err := t.d.Token()
		if errors.Is(err, io.EOF) && root {
			return nil
		}
		switch start, ok := tok.(xml.StartElement); {
		case err == nil && ok:
			err = t.element(start, &root, f)
		case err == nil:
			t.outside()
		}
		if errors.Is(err, io.EOF) {
			return errors.New("this is no TMX file: it is empty")
		}
		if err != nil {
			line, _ := t.w.d.InputPos()
			return fmt.Errorf("TMX, line %d: %w", line, plainError(err))
		}
	}
}

func (t *tmxReader) element(start xml.StartElement, root *bool, f func([]Unit) error) error {
	switch start.Name.Local {
	case "tmx":
		*root = true
		return nil
	case "body":
		return nil
	case "header":
		err := t.d.DecodeElement(&t.header, &start)
		t.outside()
		return err
	case "tu":
		var tu tmxUnit
		line, _ := t.w.d.InputPos()
		if err := t.d.DecodeElement(&tu, &start); err != nil {
			return err
		}
		if faults := t.w.take(); len(faults) > 0 {
			t.skip("line %d: %s; the unit is skipped", faults[0].line, faults[0].what)
			return nil
		}
		return f(t.pairs(&tu, line))
	}
	if !*root {
		return fmt.Errorf("this is no TMX file: it begins with <%s>", start.Name.Local)
	}
	return t.d.Skip()
}

// outside notes faults that are in no unit.
func (t *tmxReader) outside() {
	for _, x := range t.w.take() {
		t.note("line %d: %s, outside the units", x.line, x.what)
	}
}

// pairs pairs the unit's source with each other variant whose language the options ask for.
func (t *tmxReader) pairs(tu *tmxUnit, line int) []Unit {
	t.units++
	source := t.sourceOf(tu)
	if source == nil {
		return nil
	}
	var out []Unit
	for i := range tu.Variants {
		v := &tu.Variants[i]
		if v == source {
			continue
		}
		u, err := t.pair(tu, source, v)
		switch {
		case err != nil:
			t.skip("line %d: unit %d %s: %v", line, t.units, tu.ID, err)
		case u != nil:
			out = append(out, *u)
		}
	}
	return out
}

// sourceOf returns the variant in the source language, or nil. The options, the unit or the header name that language,
// in this order; where none does, the first variant is the source.
func (t *tmxReader) sourceOf(tu *tmxUnit) *tmxVariant {
	want := string(t.o.SourceLang)
	if want == "" {
		want = tu.SourceLang
	}
	if want == "" {
		want = t.header.SourceLang
	}
	if want == "" || want == "*all*" {
		if len(tu.Variants) == 0 {
			return nil
		}
		return &tu.Variants[0]
	}
	for i := range tu.Variants {
		if strings.EqualFold(tu.Variants[i].lang(), want) {
			return &tu.Variants[i]
		}
	}
	for i := range tu.Variants {
		if t.sameLang(l10n.Locale(tu.Variants[i].lang()), l10n.Locale(want)) {
			return &tu.Variants[i]
		}
	}
	return nil
}

// pair makes a unit of two variants. It returns nil when the options do not ask for the target's language, or when one
// of them has no text.
func (t *tmxReader) pair(tu *tmxUnit, s, v *tmxVariant) (*Unit, error) {
	from, err := l10n.ParseLocale(s.lang())
	if err != nil {
		return nil, err
	}
	to, err := l10n.ParseLocale(v.lang())
	if err != nil {
		return nil, err
	}
	if !t.o.wanted(&t.langCache, to) || from == to {
		return nil, nil
	}
	codes := newCodeReader(strings.EqualFold(t.header.Tool, "OmegaT"))
	u := &Unit{ID: tu.ID, Quality: t.o.Quality}
	u.MemoryEntry = l10n.MemoryEntry{SourceLang: from, Locale: to, Site: t.o.Site, Author: t.o.Author,
		Document: t.o.Document}
	u.Source = codes.source(s.Seg)
	u.Target = codes.target(v.Seg)
	if u.Source.Text() == "" || u.Target.Text() == "" {
		return nil, nil
	}
	u.At = firstTime(v.Changed, tu.Changed, v.Created, tu.Created)
	if a := cmp.Or(v.ChangedBy, tu.ChangedBy, v.CreatedBy, tu.CreatedBy); a != "" {
		u.Author = l10n.UserID(a)
	}
	for _, p := range append(tu.Props, v.Props...) {
		p.apply(u)
	}
	return u, nil
}

// firstTime returns the first of the strings that is a time, or the zero time.
func firstTime(ss ...string) time.Time {
	for _, s := range ss {
		if t, err := time.Parse(tmxTime, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
