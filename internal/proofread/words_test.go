package proofread_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/proofread"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
)

// added are the words of the site "news"; nil can't be asked.
type added []string

func (a added) SiteWords(_ context.Context, site l10n.SiteName, language string) ([]l10n.SiteWord, error) {
	if a == nil {
		return nil, errors.New("the records are away")
	}
	if site != "news" || language != "es" {
		return nil, nil
	}
	var out []l10n.SiteWord
	for _, w := range a {
		out = append(out, l10n.SiteWord{Word: w})
	}
	return out, nil
}

// TestWordsOfTheSiteAndTheGlossaryAreKnown holds it for one text at the desk and for a whole page in the pipeline.
func TestWordsOfTheSiteAndTheGlossaryAreKnown(t *testing.T) {
	p := proofread.New(nil, func(l10n.SiteName, l10n.Locale) check.Options { return check.Options{Speller: speller{}} })
	target := l10n.TextFragment("La esclussa está abierta.")
	misspelled := func(p *proofread.Proofreader, site l10n.SiteName) bool {
		t.Helper()
		issues, err := p.Check(t.Context(), site, document(), "es", "u.2", target)
		if err != nil {
			t.Fatal(err)
		}
		ts := []l10n.Target{{Text: l10n.TextFragment("La puerta costó 37 coronas.")}, {Text: target}}
		if err := p.CheckAll(t.Context(), site, document(), "es", ts); err != nil {
			t.Fatal(err)
		}
		one, all := slices.Contains(names(issues), "spelling"), slices.Contains(names(ts[1].Issues), "spelling")
		if one != all {
			t.Errorf("by itself %v, in its page %v", one, all)
		}
		return one
	}
	if !misspelled(p, "news") {
		t.Error("the misspelled word is not found")
	}
	p.Words = added{"esclussa"}
	if misspelled(p, "news") || !misspelled(p, "other") {
		t.Error("a word holds on its site alone")
	}
	terms := termbase.New(termbase.Concept{ID: "c", Terms: map[l10n.Locale]termbase.Words{
		"en": {Allowed: []string{"sluice"}}, "es": {Allowed: []string{"esclussa vieja"}}}})
	glossed := proofread.New(terms, func(l10n.SiteName, l10n.Locale) check.Options { return check.Options{Speller: speller{}} })
	if misspelled(glossed, "other") {
		t.Error("a word of the glossary is a misspelling")
	}
	p.Words = added(nil)
	if _, err := p.Check(t.Context(), "news", document(), "es", "u.2", target); err == nil {
		t.Error("records that are away are no error")
	}
}
