// Package offline takes texts out of the house as files that people translate with tools of their own, and back: it says which
// sentences go out, what a file that came back would change and what of it can't be used, and takes what a person then chooses.
// Nothing is taken before it was shown, and nothing that somebody wrote at the desk meanwhile is overwritten unless the person
// says so of the very sentence.
package offline

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/bilingual"
	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// Records are the translations and their targets.
type Records interface {
	Translation(context.Context, l10n.TranslationKey) (l10n.Translation, error)
	Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error)
}

// Sources are what is translated.
type Sources interface {
	Extraction(context.Context, l10n.Ref) (*l10n.Extraction, error)
}

// Reviews know which sentences wait for a person's word.
type Reviews interface {
	Open(ctx context.Context, t l10n.Translation, ts []l10n.Target) ([]l10n.SegmentID, error)
}

// Editor stores people's edits of a translation at once. Those that it refuses are told, by their segments: the error wraps
// [l10n.ErrConflict] where the text was changed since.
type Editor interface {
	EditAll(ctx context.Context, t l10n.Translation, e *l10n.Extraction, edits []l10n.Edit) (n int, refused map[l10n.SegmentID]error, err error)
}

// Service takes texts out and back.
type Service struct {
	Records Records
	Sources Sources
	Reviews Reviews
	Editor  Editor
	Blobs   blob.Blobs
}

// Format is a kind of file.
type Format string

// The formats, in the order in which they are offered.
const (
	XLIFF21 Format = Format(xliff.V21)
	XLIFF12 Format = Format(xliff.V12)
	DOCX    Format = Format(bilingual.DOCX)
	HTML    Format = Format(bilingual.HTML)
)

// Formats are all formats.
var Formats = []Format{XLIFF21, XLIFF12, DOCX, HTML}

// ending is that of a file's name, and kind its media type.
func (f Format) ending() string {
	switch f {
	case DOCX:
		return ".docx"
	case HTML:
		return ".html"
	}
	return ".xlf"
}

func (f Format) kind() string {
	switch f {
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case HTML:
		return "text/html; charset=utf-8"
	}
	return "application/xliff+xml"
}

// Choice says which sentences of a translation go out.
type Choice string

// The choices, in the order in which they are offered.
const (
	All         Choice = "all"
	Open        Choice = "open"        // that wait for a person's word
	Unconfirmed Choice = "unconfirmed" // of a machine, and nobody is known to have looked at them
	Remarked    Choice = "remarked"    // in which the checks found something
	Empty       Choice = "empty"
)

// Choices are all choices.
var Choices = []Choice{All, Open, Unconfirmed, Remarked, Empty}

// loaded is a translation with all that is needed of it.
type loaded struct {
	l10n.Translation
	extraction *l10n.Extraction
	targets    []l10n.Target
	bySegment  map[l10n.SegmentID]l10n.Target
}

func (s *Service) load(ctx context.Context, k l10n.TranslationKey) (*loaded, error) {
	t, err := s.Records.Translation(ctx, k)
	if err != nil {
		return nil, err
	}
	if t.Extraction == "" {
		return nil, l10n.ErrNotFound
	}
	w := &loaded{Translation: t}
	if w.extraction, err = s.Sources.Extraction(ctx, t.Extraction); err != nil {
		return nil, err
	}
	w.targets, err = s.Records.Targets(ctx, k)
	w.bySegment = byID(w.targets)
	return w, err
}

func byID(ts []l10n.Target) map[l10n.SegmentID]l10n.Target {
	m := make(map[l10n.SegmentID]l10n.Target, len(ts))
	for _, t := range ts {
		m[t.Segment] = t
	}
	return m
}
