package config

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestChecksBySiteAndLocale(t *testing.T) {
	c, err := loadSite(t, `    checks:
      disabled: [quotes, length]
      severities: {numbers: 90, dates: 40}
      spelling: true
      locales:
        zh-hant: {disabled: [], severities: {dates: 50}, spelling: false}
`)
	if err != nil {
		t.Fatal(err)
	}
	on, off := true, false
	for locale, want := range map[l10n.Locale]LocaleChecks{
		"es":      {Disabled: []l10n.CheckName{"quotes", "length"}, Severities: map[l10n.CheckName]int{"numbers": 90, "dates": 40}, Spelling: &on},
		"zh-Hant": {Disabled: []l10n.CheckName{}, Severities: map[l10n.CheckName]int{"numbers": 90, "dates": 50}, Spelling: &off},
	} {
		if diff := cmp.Diff(want, c.Checks("news", locale)); diff != "" {
			t.Errorf("%s (-want +got): %s", locale, diff)
		}
	}
	if diff := cmp.Diff(LocaleChecks{}, c.Checks("default", "es")); diff != "" {
		t.Errorf("a site that is not configured has settings: %s", diff)
	}
}

func TestSpells(t *testing.T) {
	for lines, want := range map[string]bool{
		"":                                true,
		"    checks: {spelling: false}\n": false,
		"    checks: {spelling: true}\n":  true,
		"    checks: {spelling: false, locales: {es: {spelling: true}}}\n": true,
		"    checks: {locales: {es: {spelling: false}}}\n":                 true,
	} {
		c, err := loadSite(t, lines)
		if err != nil || c.Spells() != want {
			t.Errorf("%q: %v, %v", lines, c.Spells(), err)
		}
	}
}

func TestWordFiles(t *testing.T) {
	c, err := loadSite(t, "    checks: {words: all.txt, locales: {es: {words: es.txt}}}\n")
	if err != nil {
		t.Fatal(err)
	}
	name := c.Sites[0].Name
	if got := c.WordFiles(name, "es"); !slices.Equal(got, []string{"all.txt", "es.txt"}) {
		t.Errorf("es: %q", got)
	}
	if got := c.WordFiles(name, "fr"); !slices.Equal(got, []string{"all.txt"}) {
		t.Errorf("fr: %q", got)
	}
	if got := c.WordFiles("unknown", "fr"); got != nil {
		t.Errorf("an unknown site: %q", got)
	}
}

func TestChecksThatCannotBe(t *testing.T) {
	for lines, want := range map[string][]string{
		"    checks:\n      disabled: [numbers, digits]\n":                   {`:6: there is no check "digits": there are empty, `},
		"    checks:\n      severities:\n        dates: 0\n        day: 5\n": {":7: a severity is a number from 1 to 100, not 0", `:8: there is no check "day"`},
		"    checks: {locales: {es: {disabled: [day]}}}\n":                   {`:5: there is no check "day"`},
		"    checks:\n      locales:\n        es-: {spelling: true}\n":       {":7: ", "not a language tag"},
		"    checks: {spelling: often}\n":                                    {":5: cannot unmarshal"},
	} {
		_, err := loadSite(t, lines)
		for _, w := range want {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v, want %q", lines, err, w)
			}
		}
	}
}

// TestSeveritiesAreOfAll holds that every check of the table can be named.
func TestEveryCheckCanBeNamed(t *testing.T) {
	for _, name := range drivers.Checks {
		if _, err := loadSite(t, "    checks: {severities: {"+string(name)+": 1}}\n"); err != nil {
			t.Error(err)
		}
	}
	if !slices.Contains(drivers.Checks, "numbers") {
		t.Error("the table of checks is not the one that is tested")
	}
}
