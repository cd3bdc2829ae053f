package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/overview"
)

// overviewOf is the real service on the fixture's records.
func overviewOf(h *pipeline) *overview.Service {
	return &overview.Service{Records: h, Pages: h, Blobs: h, Now: func() time.Time { return noon }}
}

func (h *pipeline) CountTranslations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.TranslationCount, error) {
	f.Limit = 100_000
	ts, err := h.Translations(ctx, f)
	var out []l10n.TranslationCount
	for _, t := range ts {
		out = append(out, l10n.TranslationCount{Locale: t.Locale, Stage: t.Stage, People: waits(t), Count: 1})
	}
	return out, err
}

func (h *pipeline) TranslatedDocuments(ctx context.Context, f l10n.TranslationFilter) ([]l10n.DocumentID, int, error) {
	limit, offset := f.Limit, f.Offset
	f.Limit, f.Offset = 100_000, 0
	ts, err := h.Translations(ctx, f)
	var docs []l10n.DocumentID
	for _, t := range ts {
		docs = append(docs, t.Document)
	}
	slices.Sort(docs)
	docs = slices.Compact(docs)
	from := min(offset, len(docs))
	return docs[from:min(from+limit, len(docs))], len(docs), err
}

func (h *pipeline) Run(_ context.Context, id l10n.RunID) (l10n.Run, error) {
	for _, r := range h.runs {
		if r.ID == id {
			return r, h.recordsErr
		}
	}
	return l10n.Run{}, l10n.ErrNotFound
}

func (h *pipeline) PublishedPages(_ context.Context, _ l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error) {
	var pages []l10n.PublishedPage
	for _, t := range h.translations {
		if t.Document == doc && t.PublicURL != "" {
			pages = append(pages, l10n.PublishedPage{Site: t.Site, Document: doc, Locale: t.Locale, URL: t.PublicURL, PublishedAt: t.UpdatedAt})
		}
	}
	return pages, nil
}

// Put and Get are blobs: the one extraction, whatever its name.
func (h *pipeline) Put(_ context.Context, b []byte) (l10n.Ref, error) { return l10n.NewRef(b), nil }
func (h *pipeline) Get(context.Context, l10n.Ref) ([]byte, error) {
	return encodeJSON(h.extraction), nil
}

// selects does what the records do with the rest of a filter.
func selects(f l10n.TranslationFilter, t l10n.Translation) bool {
	about := strings.ToLower(t.Title + " " + t.URL)
	for _, word := range strings.Fields(strings.ToLower(f.Query)) {
		if !strings.Contains(about, word) {
			return false
		}
	}
	return (f.Site == "" || f.Site == t.Site) && (!f.Unasked || !waits(t)) && (len(f.Stages) == 0 || slices.Contains(f.Stages, t.Stage)) &&
		(len(f.Documents) == 0 || slices.Contains(f.Documents, t.Document))
}
