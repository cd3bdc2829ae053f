package review_test

import (
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

func TestInPart(t *testing.T) {
	e := &l10n.Extraction{Units: []l10n.Unit{{ID: "u"}}}
	source := func(id l10n.SegmentID, text string) l10n.Hash {
		s := l10n.Segment{ID: id, Source: l10n.TextFragment(text)}
		e.Units[0].Segments = append(e.Units[0].Segments, s)
		return s.Hash()
	}
	text := l10n.TextFragment("texto")
	grave := []l10n.Issue{{Severity: l10n.BlockingSeverity}}
	ts := []l10n.Target{
		{Segment: "u.1", SourceHash: source("u.1", "final"), State: l10n.Final, Text: text},
		{Segment: "u.2", SourceHash: source("u.2", "approved before"), State: l10n.Translated, SubState: l10n.SubApproved, Text: text},
		{Segment: "u.3", SourceHash: source("u.3", "1"), State: l10n.Translated, SubState: l10n.SubCopy, Text: text},
		{Segment: "u.4", SourceHash: source("u.4", "a machine's"), State: l10n.Translated, SubState: l10n.SubMT, Text: text},
		{Segment: "u.5", SourceHash: source("u.5", "half reviewed"), State: l10n.Reviewed, SubState: l10n.SubHuman, Text: text},
		{Segment: "u.6", SourceHash: "another", State: l10n.Final, Text: text},
		{Segment: "u.7", SourceHash: source("u.7", "empty"), State: l10n.Final},
		{Segment: "u.9", SourceHash: source("u.9", "a grave issue"), State: l10n.Final, Text: text, Issues: grave},
	}
	source("u.6", "changed since")
	source("u.8", "new")
	got, untranslated := review.FallbackTargets(e, ts)
	if untranslated != 6 || len(got) != 9 {
		t.Fatalf("%d of %d untranslated", untranslated, len(got))
	}
	for i, at := range e.Places() {
		translated := map[l10n.SegmentID]bool{"u.1": true, "u.2": true, "u.3": true}[at.Segment.ID]
		g := got[i]
		if g.Segment != at.Segment.ID || g.SourceHash != at.Segment.Hash() || g.Text.IsEmpty() == translated || (g.State == l10n.Final) != translated {
			t.Errorf("%+v", g)
		}
	}
	page := l10n.PublishedPage{Locale: "es", Untranslated: untranslated}
	if err := review.Publishable(l10n.Plan{}, page, got); err != nil {
		t.Error(err)
	}
	page.Untranslated = 0
	if err := review.Publishable(l10n.Plan{}, page, got); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a page with holes was published as a whole one: %v", err)
	}
	got[3].Text = text
	page.Untranslated = 5
	if err := review.Publishable(l10n.Plan{}, page, got); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("an unapproved text was published: %v", err)
	}
}

func TestNothingUnsignedIsPublished(t *testing.T) {
	good := l10n.Target{Segment: "u.1", Text: l10n.TextFragment("texto"), State: l10n.Final}
	for name, change := range map[string]func(*l10n.Target){
		"not final": func(t *l10n.Target) { t.State = l10n.Reviewed },
		"empty":     func(t *l10n.Target) { t.Text = nil },
		"pseudo":    func(t *l10n.Target) { t.Origin.Kind = l10n.SubPseudo },
		"no target": func(t *l10n.Target) { t.Text, t.State = nil, l10n.Initial },
	} {
		bad := good
		change(&bad)
		err := review.Publishable(l10n.Plan{}, l10n.PublishedPage{Locale: "es"}, []l10n.Target{good, bad})
		if !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	pseudo := good
	pseudo.Origin.Kind = l10n.SubPseudo
	allowed := l10n.Plan{AllowPseudo: true}
	if err := review.Publishable(allowed, l10n.PublishedPage{Locale: "es"}, []l10n.Target{good, pseudo}); err != nil {
		t.Error(err)
	}
}
