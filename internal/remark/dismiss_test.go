package remark

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// overrule is the wish to overrule the first issue of a sentence.
func (h *house) overrule(a About, scope l10n.DismissalScope) Overruling {
	return Overruling{About: a, ID: h.id(), Issue: h.target(a).AllIssues()[0].Hash(), Scope: scope, Reason: l10n.ReasonMistaken,
		By: "ana"}
}

func TestDismissedIssueNeitherCountsNorBlocks(t *testing.T) {
	h := newHouse(t)
	a := h.about("one", "es", "u.1")
	before := h.translations[a.TranslationKey].Progress
	o := h.overrule(a, l10n.DismissText)
	d, err := h.Dismiss(t.Context(), o)
	h.must(err)
	_, err = h.Dismiss(t.Context(), o)
	h.must(err) // a double click
	if len(h.dismissals) != 1 || d.Check != "dates" || d.By != "ana" || d.Message != "May differs." || d.At.IsZero() {
		t.Fatalf("kept %+v", h.dismissals)
	}
	got := h.target(a)
	if len(got.Issues) != 1 || got.Issues[0].Check != "codes" || len(got.Dismissed) != 1 || got.Dismissed[0].Dismissed.By != "ana" {
		t.Errorf("issues %+v, dismissed %+v", got.Issues, got.Dismissed)
	}
	after := h.translations[a.TranslationKey].Progress
	if after.Issues != before.Issues-1 {
		t.Errorf("%d issues count, want one fewer than %d", after.Issues, before.Issues)
	}
	// The same sentence with another text, and that of another page, keep theirs.
	for _, other := range []About{h.about("two", "es", "u.2"), h.about("one", "fr", "u.1"), h.about("one", "es", "u.2")} {
		if n := len(h.target(other).Issues); n != 2 {
			t.Errorf("%s %s: %d issues", other.Document, other.Segment, n)
		}
	}
	h.must(h.Reopen(t.Context(), a, h.id(), d.ID, "ben"))
	if got := h.target(a); len(got.Issues) != 2 || len(got.Dismissed) != 0 || h.translations[a.TranslationKey].Progress != before {
		t.Errorf("after it was taken back: %+v", got)
	}
	if len(h.dismissals) != 2 || h.dismissals[1].Takes != d.ID || h.dismissals[1].By != "ben" {
		t.Errorf("kept %+v", h.dismissals)
	}
}

func TestSentenceIsDismissedEverywhereOnTheSite(t *testing.T) {
	h := newHouse(t)
	published := h.translations[l10n.TranslationKey{Document: "three", Locale: "es"}]
	published.Stage = l10n.StagePublished
	h.translations[published.TranslationKey] = published
	_, err := h.Dismiss(t.Context(), h.overrule(h.about("one", "es", "u.1"), l10n.DismissSentence))
	h.must(err)
	for _, c := range []struct {
		at   About
		open int
	}{
		{h.about("one", "es", "u.1"), 1}, {h.about("two", "es", "u.2"), 1}, // the sentence, with the same text
		{h.about("two", "fr", "u.2"), 2}, {h.about("two", "es", "u.1"), 2}, {h.about("three", "es", "u.1"), 2},
	} {
		if n := len(h.target(c.at).Issues); n != c.open {
			t.Errorf("%s %s %s: %d issues, want %d", c.at.Document, c.at.Locale, c.at.Segment, n, c.open)
		}
	}
	other := h.about("two", "es", "u.2")
	again := h.overrule(other, l10n.DismissText)
	again.Issue = h.target(other).Dismissed[0].Hash()
	if _, err := h.Dismiss(t.Context(), again); !errors.Is(err, l10n.ErrConflict) || !strings.Contains(err.Error(), "ana") {
		t.Errorf("overruling what is overruled: %v", err)
	}
	h.must(h.Reopen(t.Context(), other, h.id(), h.target(other).Dismissed[0].Dismissed.ID, "ben"))
	for _, at := range []About{h.about("one", "es", "u.1"), other} { // taken back on one page, it stands on all
		if n := len(h.target(at).Issues); n != 2 {
			t.Errorf("%s %s: %d issues", at.Document, at.Segment, n)
		}
	}
}

// TestARenamedPageKeepsItsWords holds that what was overruled under a page's old address stays so when something else is
// overruled, and can be taken back.
func TestARenamedPageKeepsItsWords(t *testing.T) {
	h := newHouse(t)
	a := h.about("one", "es", "u.1")
	g := &h.targets[a.TranslationKey][0]
	old := l10n.Dismissal{ID: "old", Site: "news", Document: "was", Locale: "es", Scope: l10n.DismissText, Check: "quotes",
		SourceHash: a.SourceHash, TargetHash: a.TargetHash, By: "eva"}
	issue := l10n.Issue{Check: "quotes", Severity: 60}
	old.Issue = issue.Hash()
	issue.Dismissed = &old
	h.dismissals = append(h.dismissals, old)
	g.Dismissed = append(g.Dismissed, issue)
	_, err := h.Dismiss(t.Context(), h.overrule(a, l10n.DismissSentence))
	h.must(err)
	if g := h.target(a); len(g.Dismissed) != 2 {
		t.Errorf("dismissed %+v", g.Dismissed)
	}
	h.must(h.Reopen(t.Context(), a, h.id(), "old", "ben"))
	if g := h.target(a); len(g.Dismissed) != 1 || g.Dismissed[0].Check != "dates" {
		t.Errorf("dismissed %+v", g.Dismissed)
	}
}

func TestDismissRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*house, *Overruling)
		err    error
		says   string
	}{
		"no reason":         {func(_ *house, o *Overruling) { o.Reason = "" }, l10n.ErrRefused, "why"},
		"an unknown reason": {func(_ *house, o *Overruling) { o.Reason = "bored" }, l10n.ErrRefused, "bored"},
		"other, no words":   {func(_ *house, o *Overruling) { o.Reason = l10n.ReasonOther }, l10n.ErrRefused, "in your own words"},
		"a novel":           {func(_ *house, o *Overruling) { o.Words = strings.Repeat("x", MaxWords+1) }, l10n.ErrRefused, "5001"},
		"a control":         {func(_ *house, o *Overruling) { o.Words = "a\x00b" }, l10n.ErrRefused, "control"},
		"no scope":          {func(_ *house, o *Overruling) { o.Scope = "" }, l10n.ErrRefused, "which texts"},
		"nobody":            {func(_ *house, o *Overruling) { o.By = "" }, l10n.ErrRefused, "person"},
		"another source":    {func(_ *house, o *Overruling) { o.SourceHash = "x" }, l10n.ErrConflict, "another text"},
		"another text":      {func(_ *house, o *Overruling) { o.TargetHash = "x" }, l10n.ErrConflict, "another text"},
		"no such issue":     {func(_ *house, o *Overruling) { o.Issue = "x" }, l10n.ErrConflict, "no such issue"},
		"no such sentence":  {func(_ *house, o *Overruling) { o.Segment = "u.9" }, l10n.ErrNotFound, "u.9"},
		"what breaks the page": {func(h *house, o *Overruling) { o.Issue = h.target(o.About).Issues[1].Hash() },
			l10n.ErrRefused, "break the page"},
		"it is published": {func(h *house, o *Overruling) {
			tr := h.translations[o.TranslationKey]
			tr.Stage = l10n.StagePublished
			h.translations[o.TranslationKey] = tr
		}, l10n.ErrRefused, "published"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			o := h.overrule(h.about("one", "es", "u.1"), l10n.DismissText)
			tt.change(h, &o)
			if _, err := h.Dismiss(t.Context(), o); !errors.Is(err, tt.err) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v, want %v that says %q", err, tt.err, tt.says)
			}
			if len(h.dismissals) > 0 {
				t.Errorf("kept %+v", h.dismissals)
			}
		})
	}
}

func TestThreeAlikeProposeToTurnTheCheckOff(t *testing.T) {
	h := newHouse(t)
	off := map[l10n.Locale][]l10n.CheckName{"": {"quotes"}, "es": {"quotes"}, "fr": {"length", "spacing"}}
	h.Disabled = func(_ l10n.SiteName, l l10n.Locale) []l10n.CheckName { return off[l] }
	dismiss := func(doc l10n.DocumentID, l l10n.Locale, id l10n.SegmentID, scope l10n.DismissalScope) l10n.Dismissal {
		d, err := h.Dismiss(t.Context(), h.overrule(h.about(doc, l, id), scope))
		h.must(err)
		return d
	}
	want := func(n int) []Proposal {
		t.Helper()
		ps, err := h.Proposals(t.Context(), "news")
		if err != nil || len(ps) != n {
			t.Fatalf("%d proposals, %v: want %d", len(ps), err, n)
		}
		return ps
	}
	dismiss("one", "es", "u.1", l10n.DismissText)
	dismiss("two", "es", "u.2", l10n.DismissText) // the same sentence with the same text
	dismiss("one", "es", "u.2", l10n.DismissText)
	want(0)
	third := dismiss("two", "es", "u.1", l10n.DismissText)
	p := want(1)[0]
	if yaml := "sites:\n  - name: news\n    checks:\n      locales:\n        es: {disabled: [quotes, dates]}\n"; p.YAML != yaml ||
		p.Check != "dates" || p.Texts != 3 || len(p.Dismissals) != 4 {
		t.Errorf("%+v", p)
	}
	h.must(h.Reopen(t.Context(), h.about("two", "es", "u.1"), h.id(), third.ID, "ben"))
	want(0) // what was taken back does not count
	dismiss("three", "fr", "u.1", l10n.DismissCheck)
	p = want(1)[0] // one person's proposal is enough
	if yaml := "sites:\n  - name: news\n    checks:\n      disabled: [quotes, dates]\n      locales:\n        fr: {disabled: [length, spacing, dates]}\n"; p.YAML != yaml ||
		len(p.Asked) != 1 {
		t.Errorf("%s\n%+v", p.YAML, p)
	}
	off["es"], off["fr"] = append(off["es"], "dates"), append(off["fr"], "dates")
	want(0) // it is turned off
}

func TestScalar(t *testing.T) {
	for in, want := range map[string]string{"news": "news", "no": "'no'", "ON": "'ON'", "zh-Hant": "zh-Hant", "7": "'7'", "": "''",
		"l'eau": "'l''eau'", "a: b": "'a: b'", "-x": "'-x'"} {
		if got := scalar(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
