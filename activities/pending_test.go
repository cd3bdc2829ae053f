package activities

import (
	"context"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// targetsOnly are records that know targets and nothing else.
type targetsOnly struct {
	Records
	targets []l10n.Target
}

func (r targetsOnly) Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error) {
	return r.targets, nil
}

func TestInPart(t *testing.T) {
	e := l10n.Extraction{Units: []l10n.Unit{{ID: "u"}}}
	source := func(id l10n.SegmentID, text string) l10n.Hash {
		s := l10n.Segment{ID: id, Source: l10n.TextFragment(text)}
		e.Units[0].Segments = append(e.Units[0].Segments, s)
		return s.Hash()
	}
	text := l10n.TextFragment("texto")
	ts := []l10n.Target{
		{Segment: "u.1", SourceHash: source("u.1", "final"), State: l10n.Final, Text: text},
		{Segment: "u.2", SourceHash: source("u.2", "approved before"), State: l10n.Translated, SubState: l10n.SubApproved, Text: text},
		{Segment: "u.3", SourceHash: source("u.3", "1"), State: l10n.Translated, SubState: l10n.SubCopy, Text: text},
		{Segment: "u.4", SourceHash: source("u.4", "a machine's"), State: l10n.Translated, SubState: l10n.SubMT, Text: text},
		{Segment: "u.5", SourceHash: source("u.5", "half reviewed"), State: l10n.Reviewed, SubState: l10n.SubHuman, Text: text},
		{Segment: "u.6", SourceHash: "another", State: l10n.Final, Text: text},
		{Segment: "u.7", SourceHash: source("u.7", "empty"), State: l10n.Final},
	}
	source("u.6", "changed since")
	source("u.8", "new")
	a := &Activities{Blobs: blobMap{}, Records: targetsOnly{targets: ts}}
	ref, err := blob.PutJSON(t.Context(), a.Blobs, e)
	if err != nil {
		t.Fatal(err)
	}
	got, count, err := a.inPart(t.Context(), l10n.TranslationKey{}, ref)
	if err != nil || count != (InPart{Untranslated: 5, Segments: 8}) {
		t.Fatalf("%+v, %v", count, err)
	}
	page := l10n.PublishedPage{Locale: "es", Untranslated: count.Untranslated}
	if err := mayPublish(l10n.Plan{}, page, got); err != nil {
		t.Error(err)
	}
	m := manifestLocale(page, "es/a.html", got)
	for i, s := range m.Segments {
		translated := s.Segment == "u.1" || s.Segment == "u.2" || s.Segment == "u.3"
		if s.Fallback == translated || got[i].Text.IsEmpty() == translated || m.Untranslated != 5 {
			t.Errorf("%+v", s)
		}
	}
	page.Untranslated = 0
	if err := mayPublish(l10n.Plan{}, page, got); err == nil {
		t.Error("a page with holes was published as a whole one")
	}
	got[3].Text = text
	page.Untranslated = 5
	if err := mayPublish(l10n.Plan{}, page, got); err == nil {
		t.Error("an unapproved text was published")
	}
}
