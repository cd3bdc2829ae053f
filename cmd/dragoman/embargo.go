package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// embargoFlags say when approved pages go to visitors.
type embargoFlags struct {
	At       string `placeholder:"HOUR" help:"Keep what is approved from visitors until then: 2026-12-01T09:00, in the time zone of --zone."`
	Zone     string `placeholder:"ZONE" help:"The time zone of --at, for instance Europe/Paris; the site's by default."`
	NotReady string `placeholder:"WHAT" help:"What becomes at that hour of a document whose locales are not all approved: hold (none is published until all are), omit (the others follow when they are approved) or fallback (the others go live with the source's text); the site's by default."`
}

// embargo is what the flags say, or nil for nothing.
func (f embargoFlags) embargo(cfg *config.Config, site l10n.SiteName, hold bool) (*l10n.Embargo, error) {
	switch {
	case f.At == "" && f.Zone != "":
		return nil, errors.New("--zone is the time zone of an hour: say it with --at")
	case f.At == "" && f.NotReady != "":
		return nil, errors.New("--not-ready says what becomes of locales that are not ready at an hour: say it with --at")
	case f.At != "" && hold:
		return nil, errors.New("say either --at or --hold: a hold is until somebody releases it")
	case hold:
		return &l10n.Embargo{Hold: true}, nil
	case f.At == "":
		return nil, nil
	}
	e, err := app.Planner{Config: cfg}.Hour(f.At, f.Zone, site)
	if err != nil {
		return nil, err
	}
	e.NotReady = l10n.NotReady(f.NotReady)
	return e, nil
}

// embargoed is what acts on embargoes are told: which documents, and who acts.
type embargoed struct {
	What    string `arg:"" name:"run-or-document" help:"The run, or a document of it, as 'dragoman show' names them; latest for the latest run."`
	Locale  string `arg:"" optional:"" help:"Only this locale."`
	By      string `placeholder:"NAME" help:"Who says so; you by default."`
	Comment string `short:"m" help:"Why."`
}

// waiting are the locales that the act is about, by document. wanted says of which translations.
func (e embargoed) waiting(
	ctx context.Context, a *app.App, wanted func(l10n.Translation) bool,
) (map[l10n.DocumentID][]l10n.Translation, error) {
	filter := l10n.TranslationFilter{Document: l10n.DocumentID(e.What), Limit: 100_000}
	if run, err := findRun(ctx, a, e.What); err == nil {
		filter.Document, filter.Run = "", run.ID
	}
	if e.Locale != "" {
		l, err := l10n.ParseLocale(e.Locale)
		if err != nil {
			return nil, usage(err)
		}
		filter.Locale = l
	}
	ts, err := a.Store.Translations(ctx, filter)
	if err != nil {
		return nil, err
	}
	if len(ts) == 0 {
		return nil, usage(fmt.Errorf("there is no run and no document %q in that locale: `dragoman show latest` lists what there is", e.What))
	}
	docs := map[l10n.DocumentID][]l10n.Translation{}
	for _, t := range ts {
		if !t.Stage.Ended() && wanted(t) {
			docs[t.Document] = append(docs[t.Document], t)
		}
	}
	return docs, nil
}

// newHour makes the embargo that holds from now on, by what a site's configuration says.
type newHour func(*config.Config, l10n.SiteName) (*l10n.Embargo, error)

// act takes the word to each document's run. What one refuses holds back no other.
func (e embargoed) act(
	ctx context.Context, s *session, word l10n.EmbargoAct, hour newHour, wanted func(l10n.Translation) bool, nothing string,
) error {
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		docs, err := e.waiting(ctx, a, wanted)
		if err != nil {
			return err
		}
		if len(docs) == 0 {
			return fmt.Errorf("%w: %s", l10n.ErrRefused, nothing)
		}
		if word.By = l10n.UserID(e.By); word.By == "" {
			word.By = me()
		}
		word.Comment = e.Comment
		var failed []error
		for _, doc := range slices.Sorted(maps.Keys(docs)) {
			act := word
			act.ID, act.Document, act.Run = client.NewID(), doc, docs[doc][0].Run
			if hour != nil {
				if act.Embargo, err = hour(a.Config, docs[doc][0].Site); err != nil {
					return usage(err)
				}
			}
			if e.Locale != "" {
				act.Locales = []l10n.Locale{docs[doc][0].Locale}
			}
			if err := c.Embargo(ctx, act); err != nil {
				failed = append(failed, fmt.Errorf("%s: %w", doc, err))
				continue
			}
			for _, t := range docs[doc] {
				s.say("%s into %s: %s", doc, t.Locale, t.Embargo.After(act))
			}
		}
		return errors.Join(failed...)
	})
}

type releaseCmd struct{ embargoed }

// Help is the longer help.
func (releaseCmd) Help() string {
	return `What is approved goes to visitors at once, and the rest when it is approved, whatever was decided for the hour.`
}

// Run releases.
func (c releaseCmd) Run(ctx context.Context, s *session) error {
	return c.act(ctx, s, l10n.EmbargoAct{Kind: l10n.Release}, nil, func(t l10n.Translation) bool {
		return t.Embargo != nil && !t.Embargo.Lifted
	}, "nothing of it waits for an hour or a release")
}

type rescheduleCmd struct {
	embargoed
	embargoFlags
	Hold bool `help:"Wait for a release instead of an hour."`
}

// Run moves the hour. Pages that have none get one.
func (c rescheduleCmd) Run(ctx context.Context, s *session) error {
	if c.At == "" && !c.Hold || c.At == "now" {
		return usage(errors.New("say another hour, --at 2026-12-01T09:00, or --hold; to publish at once: dragoman release"))
	}
	hour := func(cfg *config.Config, site l10n.SiteName) (*l10n.Embargo, error) {
		e, err := c.embargo(cfg, site, c.Hold)
		if err != nil {
			return nil, err
		}
		return e, e.Check(time.Now())
	}
	if cfg, err := s.load(); err != nil { // what can't work is told before a server is asked
		return err
	} else if _, err := hour(cfg, ""); err != nil && c.Zone != "" {
		return usage(err)
	}
	return c.act(ctx, s, l10n.EmbargoAct{Kind: l10n.Reschedule}, hour, func(l10n.Translation) bool { return true },
		"nothing of it is under way")
}
