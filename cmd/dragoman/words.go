package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type wordsCmd struct {
	Site   string `placeholder:"SITE" help:"Only those of this site."`
	Locale string `placeholder:"LOCALE" help:"Only those of this locale's language."`
	Export bool   `help:"Write the words alone, one a line, as checks.words and hunspell read them."`
	All    bool   `help:"List every act, also words that were taken out again."`
}

// Help is the longer help.
func (wordsCmd) Help() string {
	return `When the dictionary of a language lacks a word that a site writes, people add it at the desk. From then on the check of
spelling knows it in all texts of the site in that language. --export writes a list that can be kept with the configuration
and named there as checks.words.`
}

// Run lists the words that people have added.
func (c wordsCmd) Run(ctx context.Context, s *session) error {
	language := ""
	if c.Locale != "" {
		l, err := l10n.ParseLocale(c.Locale)
		if err != nil {
			return usage(err)
		}
		language = l.Language()
	}
	return s.withRecords(ctx, func(a *app.App) error {
		words, err := c.words(ctx, a, language)
		if err != nil {
			return err
		}
		switch {
		case s.cli.JSON:
			return json.NewEncoder(s.out).Encode(append([]l10n.SiteWord{}, words...))
		case c.Export:
			return c.export(s, words)
		}
		s.say("%s.", english.Count(len(words), "word"))
		if len(words) == 0 {
			return nil
		}
		w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
		_, _ = fmt.Fprintln(w, "WORD\tLANGUAGE\tSITE\tBY\tWHEN\t")
		for _, x := range words {
			act := ""
			if x.Takes != "" {
				act = "taken out"
			}
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", terminal.Line(x.Word), x.Locale.Language(), x.Site, terminal.Line(string(x.By)),
				x.At.Local().Format(time.DateTime), act)
		}
		return w.Flush()
	})
}

// words are those in force, or all acts.
func (c wordsCmd) words(ctx context.Context, a *app.App, language string) ([]l10n.SiteWord, error) {
	if !c.All {
		return a.Store.SiteWords(ctx, l10n.SiteName(c.Site), language)
	}
	acts, err := a.Store.SiteWordActs(ctx, l10n.SiteName(c.Site))
	return slices.DeleteFunc(acts, func(w l10n.SiteWord) bool { return language != "" && w.Locale.Language() != language }), err
}

// export writes each word once, sorted.
func (wordsCmd) export(s *session, words []l10n.SiteWord) error {
	var lines []string
	for _, w := range words {
		if w.Takes == "" {
			lines = append(lines, terminal.Line(w.Word))
		}
	}
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		if _, err := fmt.Fprintln(s.text, line); err != nil {
			return err
		}
	}
	return nil
}
