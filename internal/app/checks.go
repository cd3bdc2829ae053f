package app

import (
	"fmt"
	"os"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/check/hunspell"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// openSpeller finds hunspell where a site has spelling checked. Without it people miss hints, and no run fails.
func (a *App) openSpeller() {
	if !a.Config.Spells() {
		return
	}
	speller, err := hunspell.New()
	if err != nil {
		a.Logger.Debug("spelling is not checked", "reason", err)
		return
	}
	a.speller = speller
}

// openWords reads the files of words that sites have.
func (a *App) openWords() error {
	a.words = map[string][]string{}
	for _, s := range a.Config.Sites {
		files := s.Checks.WordFiles("")
		for l := range s.Checks.Locales {
			files = append(files, s.Checks.WordFiles(l)...)
		}
		for _, file := range files {
			words, err := ReadWords(file)
			if err != nil {
				return mark(fmt.Errorf("site %s: %w", s.Name, err), ErrConfig)
			}
			a.words[file] = words
		}
	}
	return nil
}

// ReadWords reads a file of words, one a line. Empty lines, and what follows a #, are left out.
func ReadWords(file string) ([]string, error) {
	b, err := os.ReadFile(file) //nolint:gosec // the file that the configuration names
	if err != nil {
		return nil, fmt.Errorf("the list of words: %w", err)
	}
	var words []string
	for line := range strings.Lines(strings.TrimPrefix(string(b), "\uFEFF")) {
		word, _, _ := strings.Cut(line, "#")
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words, nil
}

// checkOptions are the settings of a site's checks in a locale.
func (a *App) checkOptions(site l10n.SiteName, locale l10n.Locale) check.Options {
	c := a.Config.Checks(site, locale)
	o := check.Options{Disabled: c.Disabled, Severities: c.Severities}
	if a.speller != nil && c.Spells() {
		o.Speller = a.speller
		var words []string
		for _, file := range a.Config.WordFiles(site, locale) {
			words = append(words, a.words[file]...)
		}
		o.Words = check.NewWordList(words...)
	}
	return o
}
