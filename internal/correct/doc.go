// Package correct finds where a sentence is published, and takes a person's word that it is wrong: the sentence loses its
// approval at these places, and the memory offers it no more. The run that is asked for with that word has people look at
// it again; all else of the pages stands as it is published.
package correct

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Pages are the records of what visitors get.
type Pages interface {
	PublishedPages(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error)
	PublishedSite(ctx context.Context, site l10n.SiteName) ([]l10n.PublishedPage, error)
	PublishedSites(ctx context.Context, doc l10n.DocumentID) ([]l10n.SiteName, error)
}

// Records keeps documents and translations, and which published sentences people found wrong.
type Records interface {
	Document(ctx context.Context, id l10n.DocumentID) (l10n.Document, error)
	Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error)
	RecordCorrections(ctx context.Context, cs []l10n.CorrectedSentence) error
}

// Memory is the translation memory.
type Memory interface {
	// Retire has the memory offer these translations of these sources no more.
	Retire(ctx context.Context, es []l10n.MemoryEntry) (int, error)
}

// Service finds and takes corrections. It is safe for concurrent use.
type Service struct {
	Pages   Pages
	Records Records
	Blobs   blob.Blobs
	Memory  Memory
}

// page is what a published page was made of.
type page struct {
	extraction *l10n.Extraction
	targets    []l10n.Target
}

// pages loads what pages were made of, each extraction once.
type pages struct {
	*Service
	extractions map[l10n.Ref]*l10n.Extraction
}

func (s *Service) loader() *pages { return &pages{s, map[l10n.Ref]*l10n.Extraction{}} }

func (l *pages) load(ctx context.Context, p l10n.PublishedPage) (page, error) {
	e, ok := l.extractions[p.Extraction]
	if !ok {
		read, err := blob.GetJSON[l10n.Extraction](ctx, l.Blobs, p.Extraction)
		if err != nil {
			return page{}, err
		}
		e = &read
		l.extractions[p.Extraction] = e
	}
	ts, err := blob.GetJSON[[]l10n.Target](ctx, l.Blobs, p.Targets)
	return page{e, ts}, err
}

// target is a segment's published target.
func (p page) target(id l10n.SegmentID) (l10n.Target, bool) {
	for _, t := range p.targets {
		if t.Segment == id {
			return t, true
		}
	}
	return l10n.Target{}, false
}
