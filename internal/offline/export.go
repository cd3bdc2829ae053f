package offline

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/bilingual"
	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// Request says what goes out.
type Request struct {
	Keys   []l10n.TranslationKey
	Format Format
	Choice Choice
	// With narrows the choice to sentences whose source or target has this text, in whichever case.
	With string
	// Words are the words of tables, and Status says in words how a target stands.
	Words  bilingual.Words
	Status func(l10n.Target) string
}

// File is what goes out.
type File struct {
	Name, Kind string
	Bytes      []byte
	Sentences  int
}

// MostFiles is how many translations go out at once.
const MostFiles = 200

// Export makes the file of a translation, or of several one file that they are packed into. Translations without a sentence of
// the choice are left out; without any, the error wraps [l10n.ErrRefused].
func (s *Service) Export(ctx context.Context, r Request) (File, error) {
	switch {
	case !slices.Contains(Formats, r.Format) || !slices.Contains(Choices, r.Choice):
		return File{}, fmt.Errorf("%w: there is no format %q or no choice %q", l10n.ErrRefused, r.Format, r.Choice)
	case len(r.Keys) > MostFiles:
		return File{}, fmt.Errorf("%w: at most %d translations go out at once", l10n.ErrRefused, MostFiles)
	}
	var files []File
	for _, k := range r.Keys {
		f, err := s.exportOne(ctx, k, r)
		if err != nil {
			return File{}, fmt.Errorf("%s into %s: %w", k.Document, k.Locale, err)
		}
		if f.Sentences > 0 {
			files = append(files, f)
		}
	}
	switch len(files) {
	case 0:
		return File{}, fmt.Errorf("%w: no sentence is as was chosen", l10n.ErrRefused)
	case 1:
		return files[0], nil
	}
	return pack(files)
}

// pack packs files into one.
func pack(files []File) (File, error) {
	var b bytes.Buffer
	out := File{Name: "translations.zip", Kind: "application/zip"}
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.Name)
		if err != nil {
			return File{}, err
		}
		if _, err := w.Write(f.Bytes); err != nil {
			return File{}, err
		}
		out.Sentences += f.Sentences
	}
	err := z.Close()
	out.Bytes = b.Bytes()
	return out, err
}

func (s *Service) exportOne(ctx context.Context, k l10n.TranslationKey, r Request) (File, error) {
	w, err := s.load(ctx, k)
	if err != nil {
		return File{}, err
	}
	asked, err := s.chosen(ctx, w, r)
	if err != nil || len(asked) == 0 {
		return File{}, err
	}
	base, err := blob.PutJSON(ctx, s.Blobs, w.targets)
	if err != nil {
		return File{}, err
	}
	var b bytes.Buffer
	switch r.Format {
	case XLIFF12, XLIFF21:
		opt := xliff.Options{Format: xliff.Format(r.Format), Locale: k.Locale, Targets: w.targets, Base: base}
		if len(asked) < len(w.targets) {
			opt.Asked = asked
		}
		err = xliff.Write(&b, w.extraction, opt)
	case DOCX:
		err = bilingual.WriteDOCX(&b, w.table(base, asked, r))
	default:
		err = bilingual.WriteHTML(&b, w.table(base, asked, r))
	}
	return File{Name: nameOf(k) + r.Format.ending(), Kind: r.Format.kind(), Bytes: b.Bytes(), Sentences: len(asked)}, err
}

// table makes the table of the chosen sentences.
func (w *loaded) table(base l10n.Ref, asked map[l10n.SegmentID]bool, r Request) bilingual.Table {
	t := bilingual.Table{Mark: bilingual.Mark{Key: w.TranslationKey, Base: base}, Title: w.Title, SourceLang: w.extraction.Lang, Words: r.Words}
	for i, at := range w.extraction.Places() {
		if !asked[at.Segment.ID] {
			continue
		}
		target := w.bySegment[at.Segment.ID]
		row := bilingual.Row{ID: at.Segment.ID, Number: i + 1, Source: at.Segment.Source, Target: target.Text,
			Heading: len(at.Unit.Element) == 2 && at.Unit.Element[0] == 'h' && at.Unit.Element != "hr"}
		if r.Status != nil {
			row.Status = r.Status(target)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// chosen are the segments that go out.
func (s *Service) chosen(ctx context.Context, w *loaded, r Request) (map[l10n.SegmentID]bool, error) {
	open := map[l10n.SegmentID]bool{}
	if r.Choice == Open {
		ids, err := s.Reviews.Open(ctx, w.Translation, w.targets)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			open[id] = true
		}
	}
	chosen, with := map[l10n.SegmentID]bool{}, strings.ToLower(strings.TrimSpace(r.With))
	for _, at := range w.extraction.Places() {
		t := w.bySegment[at.Segment.ID]
		fits := false
		switch r.Choice {
		case All:
			fits = true
		case Open:
			fits = open[at.Segment.ID]
		case Unconfirmed:
			fits = t.IsUnconfirmed()
		case Remarked:
			fits = len(t.Issues) > 0
		case Empty:
			fits = t.Text.IsEmpty() && !at.Segment.Source.IsEmpty()
		}
		if fits && (with == "" || has(at.Segment.Source, with) || has(t.Text, with)) {
			chosen[at.Segment.ID] = true
		}
	}
	return chosen, nil
}

func has(f l10n.Fragment, with string) bool { return strings.Contains(strings.ToLower(f.Text()), with) }

// nameOf is what a translation's file is called, without its ending.
func nameOf(k l10n.TranslationKey) string {
	return string(k.Document) + "." + string(k.Locale)
}
