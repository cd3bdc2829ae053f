package memory

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ImportOptions say how to import a file.
type ImportOptions struct {
	// SourceLang is the source language. If it is empty, the file's header or units name it.
	SourceLang l10n.Locale
	// Locales are the target languages to import. None means all.
	Locales []l10n.Locale
	// Site, Author and Document are given to units that do not state their own.
	Site     l10n.SiteName
	Author   l10n.UserID
	Document l10n.DocumentID
	// Quality is how far the units are trusted, 1–100. 0 means 100, which is the trust in approved text.
	Quality int
}

// wanted reports whether the options ask for a target language.
func (o ImportOptions) wanted(c *langCache, l l10n.Locale) bool {
	for _, w := range o.Locales {
		if c.sameLang(w, l) {
			return true
		}
	}
	return len(o.Locales) == 0
}

// ImportResult counts what became of a file.
type ImportResult struct {
	Units   int `json:"units"`   // that were read
	Targets int `json:"targets"` // that are new in the memory
	Known   int `json:"known"`   // targets that the memory already had
	Skipped int `json:"skipped"` // units without a source and a target in the languages of the options
	// Unreadable counts units that were skipped, or targets of them, because the file has no XML or no language there.
	Unreadable int `json:"unreadable,omitempty"`
	// Problems names what could not be read, with its line, the first maxProblems of them, in words for people.
	Problems []string `json:"problems,omitempty"`
}

// importBatch is how many targets one transaction writes.
const importBatch = 4000

// maxProblems is how many problems an ImportResult names at most.
const maxProblems = 20

// ImportTMX imports a TMX file, 1.1 to 1.4b, as a stream. It writes a transaction every few thousand units, so the
// units before an error stay in the memory. It reads UTF-8, UTF-16 and the encoding that the XML declaration names. The
// error names the line. A unit with a reference that XML does not know, or with a character that it does not allow, is
// skipped, counted and named.
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
	im.result.Problems, im.result.Unreadable = tr.listed(), tr.unreadable
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

// finish writes the last batch, also when reading the file has failed, and indexes the new sources.
func (im *importer) finish(ctx context.Context, err error) (ImportResult, error) {
	if err = errors.Join(err, im.flush(ctx), im.m.index(ctx)); err != nil {
		err = fmt.Errorf("memory: import: %w; %s", err, english.Count(im.result.Units,
			"unit before it was read, and the memory has kept it", "units before it were read, and the memory has kept them"))
	}
	return im.result, err
}

func (im *importer) flush(ctx context.Context) error {
	if len(im.batch) == 0 {
		return nil
	}
	added, err := im.m.put(ctx, im.batch, true)
	if err != nil {
		return err
	}
	im.result.Targets += added
	im.result.Known += len(im.batch) - added
	im.batch = im.batch[:0]
	return nil
}
