package memory

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

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

// wanted reports whether a target language was asked for.
func (o ImportOptions) wanted(c *langs, l l10n.Locale) bool {
	for _, w := range o.Locales {
		if c.lang(w).name == c.lang(l).name {
			return true
		}
	}
	return len(o.Locales) == 0
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
	im := &importer{m: m}
	tr := newTMXReader(r, o)
	err := tr.read(func(us []Unit) error {
		im.result.Units++
		if len(us) == 0 {
			im.result.Skipped++
		}
		for _, u := range us {
			if err := im.add(ctx, u); err != nil {
				return err
			}
		}
		return nil
	})
	im.result.Problems = tr.problems
	return im.finish(ctx, err)
}

// importer gathers units into batches.
type importer struct {
	m      *Memory
	batch  []*entry
	result ImportResult
}

func (im *importer) add(ctx context.Context, u Unit) error {
	e, err := im.m.prepare(u.MemoryEntry, u.ID, u.Quality)
	if err != nil {
		return err
	}
	im.batch = append(im.batch, e)
	if len(im.batch) >= importBatch {
		return im.flush(ctx)
	}
	return nil
}

// finish writes what is left, also after an error of the file's.
func (im *importer) finish(ctx context.Context, err error) (ImportResult, error) {
	if err = errors.Join(err, im.flush(ctx), im.m.index(ctx)); err != nil {
		err = fmt.Errorf("memory: import: %w", err)
	}
	return im.result, err
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
