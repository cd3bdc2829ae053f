package proofread_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/proofread"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
)

// speller knows Spanish and one misspelling.
type speller struct{}

func (speller) Knows(l l10n.Locale) bool { return l == "es" }

func (speller) Misspelled(_ l10n.Locale, words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w != "esclussa" })
}

func document() *l10n.Extraction {
	return &l10n.Extraction{Lang: "en", Units: []l10n.Unit{{ID: "u", Element: "p", Segments: []l10n.Segment{
		{ID: "u.1", Source: l10n.TextFragment("The lock cost 37 crowns.")}, {ID: "u.2", Source: l10n.TextFragment("The lock is open.")},
	}}}}
}

func names(issues []l10n.Issue) []string {
	var names []string
	for _, i := range issues {
		names = append(names, string(i.Check))
	}
	slices.Sort(names)
	return names
}

func TestSettingsAreBySiteAndLocale(t *testing.T) {
	asked := 0
	p := proofread.New(nil, func(site l10n.SiteName, locale l10n.Locale) check.Options {
		asked++
		switch {
		case site == "plain":
			return check.Options{Disabled: []l10n.CheckName{"numbers"}}
		case locale == "es":
			return check.Options{Severities: map[l10n.CheckName]int{"numbers": 99}, Speller: speller{}}
		}
		return check.Options{}
	})
	target := l10n.TextFragment("La esclussa costó 38 coronas.")
	for range 2 {
		for _, c := range []struct {
			site            l10n.SiteName
			locale          l10n.Locale
			number, speller bool
			severity        int
		}{{"plain", "es", false, false, 0}, {"news", "es", true, true, 99}, {"news", "fr", true, false, 0}} {
			issues, _ := p.Check(t.Context(), c.site, document(), c.locale, "u.1", target)
			got := names(issues)
			if slices.Contains(got, "numbers") != c.number || slices.Contains(got, "spelling") != c.speller {
				t.Errorf("%s %s: %v", c.site, c.locale, got)
			}
			for _, i := range issues {
				if i.Check == "numbers" && c.severity > 0 && i.Severity != c.severity {
					t.Errorf("%s %s: severity %d", c.site, c.locale, i.Severity)
				}
			}
		}
	}
	if asked != 3 {
		t.Errorf("the settings of three pairs were asked for %d times", asked)
	}
	if issues, _ := p.Check(t.Context(), "news", document(), "es", "u.9", target); issues != nil {
		t.Errorf("an unknown segment: %v", issues)
	}
}

func TestADocumentIsChecked(t *testing.T) {
	terms := termbase.New(termbase.Concept{ID: "lock", Terms: map[l10n.Locale]termbase.Words{
		"en": {Allowed: []string{"lock"}}, "es": {Allowed: []string{"esclusa"}},
	}})
	p := proofread.New(terms, nil)
	ts := []l10n.Target{
		{Text: l10n.TextFragment("La esclusa costó 38 coronas.")},
		{Text: l10n.TextFragment("La cerradura está abierta."), Issues: []l10n.Issue{{Check: "old"}}},
	}
	if err := p.CheckAll(t.Context(), "news", document(), "es", ts); err != nil {
		t.Fatal(err)
	}
	if first, second := names(ts[0].Issues), names(ts[1].Issues); !slices.Equal(first, []string{"numbers"}) || !slices.Equal(second, []string{"terms"}) {
		t.Errorf("%v %v", first, second)
	}
	if got := p.TermsIn("en", "es", "The lock is open."); len(got) != 1 || got[0].Targets[0] != "esclusa" {
		t.Errorf("%+v", got)
	}
	if got := proofread.New(nil, nil).TermsIn("en", "es", "The lock is open."); got != nil {
		t.Errorf("%+v", got)
	}
}

// dismissals are the same for all sites and locales.
type dismissals []l10n.Dismissal

func (d dismissals) Dismissals(context.Context, l10n.SiteName, l10n.Locale, ...l10n.DocumentID) ([]l10n.Dismissal, error) {
	return d, nil
}

// TestDismissedIssuesAreHeeded holds that a dismissed issue says so as long as source, target and issue are the same, for one
// text at the desk and for a whole page in the pipeline.
func TestDismissedIssuesAreHeeded(t *testing.T) {
	p := proofread.New(nil, nil)
	e, target := document(), l10n.TextFragment("La esclusa costó 38 coronas.")
	found, err := p.Check(t.Context(), "news", e, "es", "u.1", target)
	if err != nil || len(found) == 0 {
		t.Fatalf("found %v, %v", found, err)
	}
	issue := found[0]
	good := l10n.Dismissal{ID: "d", Check: issue.Check, Issue: issue.Hash(), SourceHash: e.Units[0].Segments[0].Hash(), TargetHash: target.Hash()}
	other, source, text, check := good, good, good, good
	other.Issue, source.SourceHash, text.TargetHash, check.Check = "x", "x", "x", "x"
	for name, tt := range map[string]struct {
		dismissals dismissals
		open       bool
	}{
		"none": {nil, true}, "of another issue": {dismissals{other}, true}, "of another source": {dismissals{source}, true},
		"of another text": {dismissals{text}, true}, "of another check": {dismissals{check}, true},
		"of it": {dismissals{text, good, source}, false},
	} {
		p.Dismissals = tt.dismissals
		again, err := p.Check(t.Context(), "news", e, "es", "u.1", target)
		if err != nil || len(again) != len(found) || (again[0].Dismissed == nil) != tt.open {
			t.Errorf("%s: %+v, %v", name, again, err)
		}
		ts := []l10n.Target{{Segment: "u.1", Text: target}, {Segment: "u.2", Text: l10n.TextFragment("La esclusa está abierta.")}}
		if err := p.CheckAll(t.Context(), "news", e, "es", ts); err != nil {
			t.Fatal(err)
		}
		open := slices.ContainsFunc(ts[0].Issues, func(i l10n.Issue) bool { return i.Hash() == issue.Hash() })
		if open != tt.open || len(ts[0].Dismissed) == 0 != tt.open {
			t.Errorf("%s: open %v, dismissed %v", name, ts[0].Issues, ts[0].Dismissed)
		}
	}
}

// TestTextsAreComparedWhenOneIsSaved holds that what only shows in comparison comes and goes with the texts, that other issues
// stay, and that a dismissed one stays dismissed as long as the texts are the same.
func TestTextsAreComparedWhenOneIsSaved(t *testing.T) {
	e := &l10n.Extraction{Lang: "en", Units: []l10n.Unit{{ID: "u", Element: "p"}}}
	for i, source := range []string{"The lock is open.", "The lock is open.", "The gate is shut."} {
		e.Units[0].Segments = append(e.Units[0].Segments, l10n.Segment{ID: l10n.NewSegmentID("u", i+1), Source: l10n.TextFragment(source)})
	}
	ts := make([]l10n.Target, 3)
	for i := range ts {
		ts[i].Segment = l10n.NewSegmentID("u", i+1)
	}
	p := proofread.New(nil, nil)
	look := func(texts ...string) (got []string) {
		t.Helper()
		for i, text := range texts {
			ts[i].Text = l10n.TextFragment(text)
		}
		compare, err := p.Consistency(t.Context(), "news", e, "es")
		if err != nil {
			t.Fatal(err)
		}
		compare(ts)
		for _, g := range ts {
			got = append(got, strings.Join(names(g.Issues), " "))
		}
		return got
	}
	ts[1].Issues = []l10n.Issue{{Check: "numbers", Severity: 99}}
	for _, c := range []struct{ texts, want []string }{
		{[]string{"La esclusa está abierta.", "La cerradura está abierta.", "El portón está cerrado."}, []string{"inconsistent-target", "inconsistent-target numbers", ""}},
		{[]string{"La esclusa está abierta.", "La esclusa está abierta.", "El portón está cerrado."}, []string{"", "numbers", ""}},
		{[]string{"La esclusa está abierta.", "La esclusa está abierta.", "La esclusa está abierta."}, []string{"inconsistent-source", "inconsistent-source numbers", "inconsistent-source"}},
		{[]string{"La esclusa está abierta.", "La esclusa está abierta.", ""}, []string{"", "numbers", ""}},
	} {
		if got := look(c.texts...); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.texts, got, c.want)
		}
	}
	look("La esclusa está abierta.", "La cerradura está abierta.", "El portón está cerrado.")
	is := ts[0].Issues[0]
	p.Dismissals = dismissals{{ID: "d", Check: is.Check, Issue: is.Hash(), SourceHash: e.Units[0].Segments[0].Hash(), TargetHash: ts[0].Text.Hash()}}
	if got := look(); got[0] != "" || len(ts[0].Dismissed) != 1 {
		t.Errorf("it was dismissed: %q, %+v", got, ts[0])
	}
	if got := look("La esclusa sigue abierta."); got[0] != "inconsistent-target" {
		t.Errorf("another text: %q", got)
	}
}
