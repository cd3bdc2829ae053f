package app

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
)

// configured reads a configuration of these lines, with records and pages in a folder of their own.
func configured(t testing.TB, lines string) *config.Config {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, config.File)
	text := "data: " + dir + "\ndestinations:\n  - {name: public, kind: dir, path: " + filepath.Join(dir, "public") + ", url: http://public.test}\n" + lines
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(file, Known(), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func opened(t *testing.T, lines string) *App {
	t.Helper()
	a, err := Open(t.Context(), Options{Config: configured(t, lines), Version: "test", Env: noEnv, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// TestChecksAreConfigured holds that what the configuration says of checks reaches them, spelling included.
func TestChecksAreConfigured(t *testing.T) {
	words := filepath.Join(t.TempDir(), "words.txt")
	if err := os.WriteFile(words, []byte("# the site's own\ngatsu # a name for the ford\n\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := opened(t, `sites:
  - name: news
    pages: ["https://site.test/"]
    locales: [es, fr]
    checks:
      disabled: [numbers]
      severities: {length: 99}
      words: `+words+`
      locales: {fr: {disabled: [], spelling: false}}
`)
	find := func(site l10n.SiteName, l l10n.Locale, name l10n.CheckName) int {
		issues := check.New(a.checkOptions(site, l)).Segment(check.Pair{
			Source: l10n.TextFragment("There were 37 large ships on the river."), Target: l10n.TextFragment("Había 38 barcoss en el gatsu."), SourceLang: "en", Locale: l,
		})
		for _, i := range issues {
			if i.Check == name {
				return i.Severity
			}
		}
		return 0
	}
	for _, c := range []struct {
		site    l10n.SiteName
		locale  l10n.Locale
		numbers bool
	}{{"news", "es", false}, {"news", "fr", true}, {"default", "es", true}} {
		if got := find(c.site, c.locale, "numbers") > 0; got != c.numbers {
			t.Errorf("%s %s: numbers are checked: %v", c.site, c.locale, got)
		}
	}
	needs.Program(t, "hunspell", "Debian: hunspell")
	if !a.speller.Knows("es") {
		needs.Missing(t, "hunspell has no Spanish dictionary (Debian: hunspell-es)")
	}
	misspelled := func(site l10n.SiteName) (words []string) {
		for _, i := range check.New(a.checkOptions(site, "es")).Segment(check.Pair{
			Source: l10n.TextFragment("Ships at the ford."), Target: l10n.TextFragment("Hay barcoss en el gatsu."), SourceLang: "en", Locale: "es",
		}) {
			if i.Check == check.SpellingCheck {
				words = append(words, i.Args[check.MisspelledWord])
			}
		}
		return words
	}
	if got := misspelled("news"); !slices.Equal(got, []string{"barcoss"}) {
		t.Errorf("misspelled with the site's words: %q", got)
	}
	if got := misspelled("default"); !slices.Equal(got, []string{"barcoss", "gatsu"}) {
		t.Errorf("misspelled without them: %q", got)
	}
	if a.checkOptions("news", "fr").Speller != nil {
		t.Error("spelling is checked where it is turned off")
	}
}

// TestWordsThatAreNotThere holds that a list of words that can't be read is a mistake of the configuration.
func TestWordsThatAreNotThere(t *testing.T) {
	_, err := Open(t.Context(), Options{Config: configured(t, `sites:
  - name: news
    pages: ["https://site.test/"]
    locales: [es]
    checks: {words: /nowhere/words.txt}
`), Version: "test", Env: noEnv, Logger: slog.New(slog.DiscardHandler)})
	if !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "/nowhere/words.txt") {
		t.Errorf("%v", err)
	}
}
