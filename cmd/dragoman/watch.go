package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
	"github.com/dragoman-l10n/dragoman/workflows"
)

type watchCmd struct {
	Site    string        `arg:"" optional:"" help:"A configured site with a sitemap, a feed or pages."`
	Every   time.Duration `placeholder:"TIME" help:"How often to look; by default what the site's configuration says, or 15m."`
	List    bool          `xor:"act" help:"List the watched sites, what was found last and when the next look is."`
	Now     bool          `xor:"act" help:"Look at once."`
	Pause   bool          `xor:"act" help:"Stop looking until --resume."`
	Resume  bool          `xor:"act" help:"Go on looking."`
	Remove  bool          `xor:"act" help:"Watch the site no longer."`
	Accept  []string      `xor:"act" placeholder:"DOCUMENT" help:"Publish a page that the rules ask about, or unpublish it when it is gone."`
	Dismiss []string      `xor:"act" placeholder:"DOCUMENT" help:"Leave it as it is."`
	By      string        `placeholder:"NAME" help:"Who does so; you by default."`

	AllowPseudo bool `help:"Let pseudo-localized text be published."`
}

// Help is the longer help.
func (watchCmd) Help() string {
	return `Examples:
  dragoman watch news                 look at the site's source every 15 minutes
  dragoman watch news --every 1h
  dragoman watch --list
  dragoman watch news --accept statement-1f3a9c02

Pages whose text, links or pictures are new, or others than were taken up last, start a run. The site's rules under
watch: in dragoman.yaml say what is published, what is asked about and what becomes of pages that are gone. What a run
could not publish is told at every look, and tried again after a day. Run the command again after a change of the
configuration.`
}

// Run sets up a watch or changes it.
func (w watchCmd) Run(ctx context.Context, s *session) error {
	if w.By == "" {
		w.By = string(me())
	}
	if w.Site == "" && (w.Now || w.Pause || w.Resume || w.Remove || len(w.Accept) > 0 || len(w.Dismiss) > 0) {
		return usage(errors.New("say which site: dragoman watch SITE …; dragoman watch --list tells which are watched"))
	}
	switch {
	case w.List || w.Site == "":
		return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
			return s.listWatches(ctx, a, c)
		})
	case len(w.Accept) > 0:
		return w.answer(ctx, s, w.Accept, l10n.Accepted)
	case len(w.Dismiss) > 0:
		return w.answer(ctx, s, w.Dismiss, l10n.Dismissed)
	}
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		site, by := l10n.SiteName(w.Site), l10n.UserID(w.By)
		switch {
		case w.Now:
			return s.report(c.LookNow(ctx, site), "Looking at the source of %s.", site)
		case w.Pause, w.Resume:
			return s.report(c.PauseWatch(ctx, site, w.Pause, by), "The watch of %s is %s.", site,
				map[bool]string{true: "paused", false: "resumed"}[w.Pause])
		case w.Remove:
			return s.report(c.Unwatch(ctx, site, by), "%s is watched no longer. What is published stays.", site)
		}
		return w.start(ctx, s, a, c)
	})
}

func (s *session) report(err error, format string, args ...any) error {
	if err == nil {
		s.say(format, args...)
	}
	return err
}

// start sets up the watch, or changes it to what the worker's configuration says now. What can't work by the
// configuration here is refused before anything is asked.
func (w watchCmd) start(ctx context.Context, s *session, a *app.App, c *client.Client) error {
	request := l10n.WatchRequest{Site: l10n.SiteName(w.Site), Every: w.Every, AllowPseudo: w.AllowPseudo,
		By: l10n.UserID(w.By)}
	if _, _, err := (app.Planner{Config: a.Config}).Watch(request); err != nil {
		return usage(err)
	}
	watch, err := c.Watch(ctx, request, a.Config.Desk.URL)
	if err != nil {
		return err
	}
	s.say("The source of %s is looked at %s: new pages %s, changed ones %s, removed ones %s.",
		watch.Site, english.Every(watch.Every), watch.Rules.New, watch.Rules.Changed, watch.Rules.Removed)
	s.say("  what it finds  dragoman watch --list\n  at the desk    %s/watch", a.Config.Desk.URL)
	if ui := a.ScheduleURL(workflows.WatchID(watch.Site)); ui != "" {
		s.say("  Temporal UI    %s", ui)
	}
	return nil
}

// answer answers findings, and has a look act on it.
func (w watchCmd) answer(ctx context.Context, s *session, docs []string, answer l10n.FindingAnswer) error {
	return s.withPipeline(ctx, func(_ *app.App, c *client.Client) error {
		for _, doc := range docs {
			f, err := c.AnswerFinding(ctx, l10n.FindingDecision{
				ID: client.NewID(), Site: l10n.SiteName(w.Site), Document: l10n.DocumentID(doc), Answer: answer,
				By: l10n.UserID(w.By),
			})
			if errors.Is(err, l10n.ErrNotFound) {
				err = usage(fmt.Errorf("nothing of %s waits for an answer at %s: 'dragoman watch --list' tells what does", doc,
					w.Site))
			}
			if err != nil {
				return err
			}
			s.say("%s (%s): %s by %s.", f.URL, f.Kind, answer, f.By)
		}
		return c.LookNow(ctx, l10n.SiteName(w.Site))
	})
}

// watched is a watch as --json writes it.
type watched struct {
	l10n.WatchState
	By       l10n.UserID     `json:"by"` // who set it up, or changed it last, and when
	At       time.Time       `json:"at,omitzero"`
	Every    time.Duration   `json:"every"`
	Rules    l10n.WatchRules `json:"rules"`
	Last     *l10n.Look      `json:"last,omitempty"`
	Findings []l10n.Finding  `json:"waiting,omitempty"`
}

func (s *session) listWatches(ctx context.Context, a *app.App, c *client.Client) error {
	ws, err := a.Store.Watches(ctx)
	if err != nil {
		return err
	}
	all := make([]watched, 0, len(ws))
	for _, w := range ws {
		v := watched{By: w.By, At: w.At, Every: w.Every, Rules: w.Rules}
		if v.WatchState, err = c.WatchState(ctx, w.Site); err != nil {
			return err
		}
		looks, err := a.Store.Looks(ctx, w.Site, 1)
		if err != nil {
			return err
		}
		if len(looks) > 0 {
			v.Last = &looks[0]
		}
		if v.Findings, err = a.Store.Findings(ctx, w.Site); err != nil {
			return err
		}
		all = append(all, v)
	}
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(all)
	}
	if len(all) == 0 {
		s.say("No site is watched. Watch a configured one with: dragoman watch SITE")
		return nil
	}
	return s.printWatches(all)
}

func (s *session) printWatches(all []watched) error {
	w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "SITE\tEVERY\tBY\tLAST LOOK\tFOUND\tRUN\tNEXT LOOK")
	for _, v := range all {
		last, found, run, next := "never", "", "", "paused"
		if l := v.Last; l != nil {
			last, found, run = l.At.Local().Format(time.DateTime), summary(*l), string(l.Run)
		}
		if !v.Paused {
			next = v.Next.Local().Format(time.DateTime)
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", v.Site, english.Duration(v.Every), v.By, last, found, run, next)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, v := range all {
		for _, f := range v.Findings {
			if f.Answer == "" {
				s.say("%s waits for an answer: %s %s (%s)", v.Site, f.Kind, f.Document, f.URL)
				if note := f.TakenNote(); note != "" {
					s.say("  it was %s", terminal.Line(note))
				}
				continue
			}
			s.say("%s: %s %s (%s) was %s by %s on %s; the next look acts on it", v.Site, f.Kind, f.Document, f.URL,
				f.Answer, f.By, f.At.Local().Format(time.DateTime))
		}
		if v.Last != nil {
			for _, t := range v.Last.Troubles {
				s.say("%s: %s", v.Site, t)
			}
			for _, t := range v.Last.Failures {
				s.say("%s could not publish %s", v.Site, t)
			}
		}
	}
	return nil
}

// summary says in a few words what a look found.
func summary(l l10n.Look) string {
	if !l.Found() {
		return "nothing in " + english.Count(l.Looked, "page")
	}
	return fmt.Sprintf("%d new, %d changed, %d removed", l.New, l.Changed, l.Removed)
}
