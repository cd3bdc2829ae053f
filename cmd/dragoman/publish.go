package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
	"github.com/dragoman-l10n/dragoman/workflows"
)

type publishCmd struct {
	Pages       []string `arg:"" optional:"" name:"url-or-file" help:"Pages to publish: http and https URLs, or HTML files."`
	Site        string   `placeholder:"NAME" help:"Publish a configured site, or these pages by its rules."`
	To          []string `placeholder:"LOCALE" help:"Locales; a site's own by default."`
	From        string   `placeholder:"LANG" help:"Language of the source, where the site and the page don't say; en by default."`
	Use         []string `placeholder:"PROVIDER" help:"Providers to ask, in order, instead of the configured chain."`
	Root        string   `placeholder:"SELECTOR" help:"CSS selector of the content, or whole-page."`
	AllowPseudo bool     `help:"Let pseudo-localized text be published."`
	Together    bool     `help:"Publish a document's locales all together or not at all."`
	embargoFlags
	Hold   bool `help:"Keep what is approved from visitors until somebody releases it: dragoman release."`
	DryRun bool `help:"Tell what a run would ask of memory, engines and people, and what it would cost; start nothing."`
	Wait   bool `short:"w" help:"Show progress until the run has ended; Ctrl-C leaves it running."`
}

// Help is the longer help.
func (publishCmd) Help() string {
	return `Examples:
  dragoman publish https://example.org/news/statement.html --to es,fr,ar --wait
  dragoman publish page.html --to es --use pseudo --allow-pseudo
  dragoman publish --site news
  dragoman publish --site news --at 2026-12-01T09:00 --zone Europe/Paris --not-ready omit

The pages wait at the desk until people have approved them. With --at, what is approved waits for its hour too; 'dragoman
reschedule' moves it and 'dragoman release' ends it. A run that takes a page over because its source has changed keeps the
hour, unless it is told another one; --at now lifts it.`
}

// Run starts a run. What can't work is refused before a server is asked.
func (p publishCmd) Run(ctx context.Context, s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	request, err := p.request()
	if err != nil {
		return usage(err)
	}
	if request.Embargo, err = p.embargo(cfg, request.Site, p.Hold); err != nil {
		return usage(err)
	}
	plan, err := app.Planner{Config: cfg}.Plan(request)
	if err != nil {
		return usage(err)
	}
	if p.DryRun {
		return s.estimate(ctx, plan)
	}
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		run, planned, err := c.Publish(ctx, request)
		switch {
		case errors.Is(err, client.ErrNotTaken):
			s.warn("%v", err)
			planned.Site, planned.Locales = plan.Site, plan.Locales
		case err != nil:
			return err
		default:
			s.warnOfOthers(ctx, a, run)
		}
		if !p.Wait {
			return s.started(a, run, planned)
		}
		return s.follow(ctx, a, run)
	})
}

// request is what the flags ask for.
func (p publishCmd) request() (l10n.Request, error) {
	r := l10n.Request{
		Site: l10n.SiteName(p.Site), SourceLang: l10n.Locale(p.From), Root: p.Root, Together: p.Together,
		AllowPseudo: p.AllowPseudo || p.DryRun, By: me(),
	}
	for _, page := range p.Pages {
		u, err := pageURL(page)
		if err != nil {
			return r, err
		}
		r.Pages = append(r.Pages, u)
	}
	for _, l := range p.To {
		r.Locales = append(r.Locales, l10n.Locale(l))
	}
	for _, name := range p.Use {
		r.Chain = append(r.Chain, l10n.ProviderName(name))
	}
	return r, nil
}

// pageURL makes a URL of an argument: http and https as they are, anything else is a file that must be there.
func pageURL(arg string) (string, error) {
	u, err := url.Parse(arg)
	if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return u.String(), nil
	}
	if err == nil && u.Scheme == "file" {
		return u.String(), nil
	}
	path, err := filepath.Abs(arg)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return "", fmt.Errorf("%q is neither an http or https URL nor a file that is there", arg)
	}
	return (&url.URL{Scheme: "file", Path: path}).String(), nil
}

// warnOfOthers looks for the run in the records, where a worker writes it first of all. A worker with other records
// would take the run and never show it here.
func (s *session) warnOfOthers(ctx context.Context, a *app.App, run l10n.RunID) {
	for range 50 {
		if _, err := a.Store.Run(ctx, run); err == nil || ctx.Err() != nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.warn("the run is not in the records after five seconds: does the worker at %s keep them in %s?",
		a.Config.Temporal.Address, store.Redact(a.Config.Store))
}

// started says where a run can be seen.
func (s *session) started(a *app.App, run l10n.RunID, planned client.PlannedRun) error {
	ui := a.WorkflowURL(workflows.RunWorkflowID(run))
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{
			"run": run, "site": planned.Site, "locales": planned.Locales, "temporalUi": ui, "desk": a.Config.Desk.URL,
		})
	}
	s.say("Run %s has started.\n  follow it    dragoman show %s\n  approve at   %s", run, run, a.Config.Desk.URL)
	if ui != "" {
		s.say("  Temporal UI  %s", ui)
	}
	return nil
}
