package memory

import (
	"bufio"
	"context"
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

// ImportOptions say how a file's units enter the memory.
type ImportOptions struct {
	// SourceLang is the language to translate from; empty means what the file's header or units say.
	SourceLang l10n.Locale
	// Locales are the languages to take; empty means all.
	Locales []l10n.Locale
	// Site, Author and Document are for units that don't state theirs.
	Site     l10n.SiteName
	Author   l10n.UserID
	Document l10n.DocumentID
	// Quality is how far the units are trusted, 1–100; 0 means 100, as for approved text.
	Quality int
}

// ImportResult counts what became of a file.
type ImportResult struct {
	Units   int `json:"units"`   // read
	Targets int `json:"targets"` // new in the memory
	Known   int `json:"known"`   // there already
	Skipped int `json:"skipped"` // without a source and target of the languages asked for
	// Problems names the first of the units that could not be read, in words for people.
	Problems []string `json:"problems,omitempty"`
}

// importBatch is how many targets a transaction takes.
const importBatch = 4000

// maxProblems is how many problems a result names.
const maxProblems = 20

// ImportTMX reads a TMX file, 1.1 to 1.4b, as a stream: a transaction every few thousand units, so what was read before
// an error stays. UTF-8, UTF-16 and what else the XML declaration names are read. The error names the line.
func (m *Memory) ImportTMX(ctx context.Context, r io.Reader, o ImportOptions) (ImportResult, error) {
	im := &importer{m: m, o: o, quality: o.Quality}
	if im.quality == 0 {
		im.quality = 100
	}
	d := xml.NewDecoder(transform.NewReader(bufio.NewReaderSize(r, 1<<16), unicode.BOMOverride(transform.Nop)))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if l := strings.ToLower(label); strings.HasPrefix(l, "utf-16") || strings.HasPrefix(l, "utf16") {
			return in, nil // the byte order mark has said so already
		}
		return charset.NewReaderLabel(label, in)
	}
	err := im.read(ctx, d)
	err = errors.Join(err, im.flush(ctx), m.index(ctx))
	if err != nil {
		line, _ := d.InputPos()
		return im.result, fmt.Errorf("memory: import TMX, line %d: %w", line, err)
	}
	return im.result, nil
}

type importer struct {
	m       *Memory
	o       ImportOptions
	quality int
	header  tmxHeader
	batch   []*entry
	result  ImportResult
}

func (im *importer) read(ctx context.Context, d *xml.Decoder) error {
	root := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && root {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "tmx":
			root = true
		case "header":
			if err := d.DecodeElement(&im.header, &start); err != nil {
				return err
			}
		case "tu":
			var tu tmxUnit
			if err := d.DecodeElement(&tu, &start); err != nil {
				return err
			}
			if err := im.unit(ctx, &tu); err != nil {
				return err
			}
		case "body":
		default:
			if !root {
				return fmt.Errorf("this is no TMX file: it begins with <%s>", start.Name.Local)
			}
			if err := d.Skip(); err != nil {
				return err
			}
		}
	}
}

func (im *importer) unit(ctx context.Context, tu *tmxUnit) error {
	im.result.Units++
	source := im.sourceOf(tu)
	taken := 0
	for i := range tu.Variants {
		v := &tu.Variants[i]
		if v == source || source == nil {
			continue
		}
		e, err := im.entry(tu, source, v)
		if err != nil {
			im.problem(tu, err)
			continue
		}
		if e != nil {
			im.batch = append(im.batch, e)
			taken++
		}
	}
	if taken == 0 {
		im.result.Skipped++
	}
	if len(im.batch) >= importBatch {
		return im.flush(ctx)
	}
	return nil
}

func (im *importer) problem(tu *tmxUnit, err error) {
	if len(im.result.Problems) < maxProblems {
		im.result.Problems = append(im.result.Problems, fmt.Sprintf("unit %d %s: %v", im.result.Units, tu.ID, err))
	}
}

// sourceOf finds the variant to translate from: of the language asked for, or of the one that the unit or the header
// names, or the first.
func (im *importer) sourceOf(tu *tmxUnit) *tmxVariant {
	want := string(im.o.SourceLang)
	if want == "" {
		want = tu.SourceLang
	}
	if want == "" {
		want = im.header.SourceLang
	}
	if want == "" || want == "*all*" {
		if len(tu.Variants) == 0 {
			return nil
		}
		return &tu.Variants[0]
	}
	key := im.m.lang(l10n.Locale(want))
	for i := range tu.Variants {
		if strings.EqualFold(tu.Variants[i].lang(), want) {
			return &tu.Variants[i]
		}
	}
	for i := range tu.Variants {
		if im.m.lang(l10n.Locale(tu.Variants[i].lang())).name == key.name {
			return &tu.Variants[i]
		}
	}
	return nil
}

// entry makes an entry of two variants, or nil when the target's language was not asked for.
func (im *importer) entry(tu *tmxUnit, s, t *tmxVariant) (*entry, error) {
	from, err := l10n.ParseLocale(s.lang())
	if err != nil {
		return nil, err
	}
	to, err := l10n.ParseLocale(t.lang())
	if err != nil {
		return nil, err
	}
	if !im.wanted(to) || im.m.lang(from).name == im.m.lang(to).name && from == to {
		return nil, nil
	}
	codes := newCodeReader(strings.EqualFold(im.header.Tool, "OmegaT"))
	e := l10n.MemoryEntry{Source: codes.source(s.Seg), SourceLang: from, Locale: to, Site: im.o.Site, Author: im.o.Author, Document: im.o.Document}
	e.Target = codes.target(t.Seg)
	if e.Source.Text() == "" || e.Target.Text() == "" {
		return nil, nil
	}
	e.At = firstTime(t.Changed, tu.Changed, t.Created, tu.Created)
	if a := firstOf(t.ChangedBy, tu.ChangedBy, t.CreatedBy, tu.CreatedBy); a != "" {
		e.Author = l10n.UserID(a)
	}
	quality := im.quality
	for _, p := range append(tu.Props, t.Props...) {
		p.apply(&e, &quality)
	}
	return im.m.prepare(e, tu.ID, quality)
}

func (im *importer) wanted(l l10n.Locale) bool {
	for _, w := range im.o.Locales {
		if im.m.lang(w).name == im.m.lang(l).name {
			return true
		}
	}
	return len(im.o.Locales) == 0
}

func (im *importer) flush(ctx context.Context) error {
	if len(im.batch) == 0 {
		return nil
	}
	added, err := im.m.put(ctx, im.batch)
	if err != nil {
		return err
	}
	im.result.Targets += added
	im.result.Known += len(im.batch) - added
	im.batch = im.batch[:0]
	return nil
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

func firstTime(ss ...string) time.Time {
	for _, s := range ss {
		if t, err := time.Parse(tmxTime, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
