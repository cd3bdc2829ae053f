package overview

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var noon = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

// records has everything in memory that the service reads.
type records struct {
	translations []l10n.Translation
	targets      map[l10n.TranslationKey][]l10n.Target
	runs         map[l10n.RunID]l10n.Run
	pages        []l10n.PublishedPage
	blobs        map[l10n.Ref][]byte
}

func newRecords() *records {
	return &records{targets: map[l10n.TranslationKey][]l10n.Target{}, runs: map[l10n.RunID]l10n.Run{}, blobs: map[l10n.Ref][]byte{}}
}

func (r *records) service() *Service {
	return &Service{Records: r, Pages: r, Blobs: r, Now: func() time.Time { return noon }}
}

func (r *records) selected(f l10n.TranslationFilter) []l10n.Translation {
	var out []l10n.Translation
	for _, t := range r.translations {
		people := t.Step != "" && (t.StepKind == "" || t.StepKind == l10n.StepPerson)
		if (f.Run == "" || f.Run == t.Run) && (f.Site == "" || f.Site == t.Site) && (f.Locale == "" || f.Locale == t.Locale) &&
			(!f.Waiting || people) && (!f.Unasked || !people) &&
			(len(f.Stages) == 0 || slices.Contains(f.Stages, t.Stage)) && (len(f.Documents) == 0 || slices.Contains(f.Documents, t.Document)) &&
			strings.Contains(strings.ToLower(t.Title), strings.ToLower(f.Query)) {
			out = append(out, t)
		}
	}
	return out
}

func (r *records) Translations(_ context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	out := r.selected(f)
	return out[:min(len(out), cmp.Or(f.Limit, 200))], nil
}

func (r *records) CountTranslations(_ context.Context, f l10n.TranslationFilter) ([]l10n.TranslationCount, error) {
	var out []l10n.TranslationCount
	for _, t := range r.selected(f) {
		people := t.Step != "" && (t.StepKind == "" || t.StepKind == l10n.StepPerson)
		out = append(out, l10n.TranslationCount{Locale: t.Locale, Stage: t.Stage, People: people, Count: 1})
	}
	return out, nil
}

func (r *records) TranslatedDocuments(_ context.Context, f l10n.TranslationFilter) ([]l10n.DocumentID, int, error) {
	var docs []l10n.DocumentID
	for _, t := range r.selected(f) {
		docs = append(docs, t.Document)
	}
	slices.Sort(docs)
	docs = slices.Compact(docs)
	from := min(f.Offset, len(docs))
	return docs[from:min(len(docs), from+cmp.Or(f.Limit, 200))], len(docs), nil
}

func (r *records) Targets(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return r.targets[k], nil
}

func (r *records) Run(_ context.Context, id l10n.RunID) (l10n.Run, error) {
	run, ok := r.runs[id]
	if !ok {
		return run, l10n.ErrNotFound
	}
	return run, nil
}

func (r *records) PublishedPages(_ context.Context, _ l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error) {
	return slices.DeleteFunc(slices.Clone(r.pages), func(p l10n.PublishedPage) bool { return p.Document != doc }), nil
}

func (r *records) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	r.blobs[ref] = b
	return ref, nil
}

func (r *records) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b, ok := r.blobs[ref]
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return b, nil
}

// put stores a value as JSON.
func (r *records) put(t *testing.T, v any) l10n.Ref {
	t.Helper()
	ref, err := blob.PutJSON(t.Context(), r, v)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

// waits adds a translation that waits for people.
func (r *records) waits(doc string, l l10n.Locale, change func(*l10n.Translation)) {
	t := l10n.Translation{TranslationKey: l10n.TranslationKey{Document: l10n.DocumentID(doc), Locale: l}, Run: "run-1", Site: "news",
		Title: doc, Stage: l10n.StageReview, Step: "review", WaitsSince: noon.Add(-time.Hour), UpdatedAt: noon}
	if change != nil {
		change(&t)
	}
	r.translations = append(r.translations, t)
}
