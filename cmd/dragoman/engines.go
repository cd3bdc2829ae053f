package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type resumeCmd struct {
	RunID string `arg:"" name:"run" help:"The run; latest for the latest one."`
	Allow int    `placeholder:"CHARACTERS" help:"Let the engines be sent so many characters beyond their budget, for each translation."`
	Skip  bool   `help:"Ask the engines no more and leave the open texts to people."`
}

// Help is the longer help.
func (resumeCmd) Help() string {
	return `A translation whose engines are out of quota, over their budget, refuse the key or don't answer is parked: it asks
them again by itself, less and less often. This has it ask at once.`
}

// Run resumes a run's parked translations.
func (r resumeCmd) Run(ctx context.Context, s *session) error {
	if r.Allow < 0 {
		return usage(errors.New("--allow takes a number of characters"))
	}
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		run, err := findRun(ctx, a, r.RunID)
		if err != nil {
			return err
		}
		parked, err := a.Store.Translations(ctx, l10n.TranslationFilter{Run: run.ID, Stage: l10n.StageParked, Limit: 100_000})
		if err != nil {
			return err
		}
		if len(parked) == 0 {
			return fmt.Errorf("%w: nothing of run %s is parked", l10n.ErrRefused, run.ID)
		}
		for _, p := range parked {
			if err := c.Resume(ctx, p.TranslationKey, l10n.Resume{By: me(), Allow: r.Allow, Skip: r.Skip}); err != nil {
				return err
			}
			s.say("%s into %s goes on.", p.Document, p.Locale)
		}
		return nil
	})
}

type providersCmd struct{}

// Help is the longer help.
func (providersCmd) Help() string {
	return `Every engine that is set up is asked whether it answers, with its key. None is sent a text, and that costs nothing.
Engines that judge can be used by a review's steps of the kind model.`
}

// Run lists the engines, and asks those that are set up.
func (providersCmd) Run(ctx context.Context, s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	listens, hangUp := app.Listeners(s.options(cfg))
	defer hangUp()
	list := app.Engines{Config: cfg, Env: s.env}.Ask(ctx, listens)
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(list)
	}
	w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "ENGINE\tWHAT IT IS\tJUDGES\tHERE")
	for _, e := range list {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", e.Name, e.About, judges(e), terminal.Line(here(e)))
	}
	return w.Flush()
}

// judges says of an engine whether a review can have it judge.
func judges(e app.EngineInfo) string {
	if e.Judges {
		return "yes"
	}
	return "no"
}

// here says of an engine whether it can be used here.
func here(e app.EngineInfo) string {
	switch {
	case !e.Usable:
		return "is not set up: " + e.Why
	case e.Answers == nil:
		return "is set up"
	case *e.Answers:
		return "answers"
	}
	return "does not answer: " + e.Why
}
