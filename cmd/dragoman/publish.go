package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/store"
	"github.com/dragoman-l10n/dragoman/internal/translate"
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
	DryRun      bool     `help:"Tell what a run would ask of memory, engines and people, and what it would cost; start nothing."`
	Wait        bool     `short:"w" help:"Show progress until the run has ended; Ctrl-C leaves it running."`
}

// Help is the longer help.
func (publishCmd) Help() string {
	return `Examples:
  dragoman publish https://example.org/news/statement.html --to es,fr,ar --wait
  dragoman publish page.html --to es --use pseudo --allow-pseudo
  dragoman publish --site news

The pages wait at the desk until people have approved them.`
}

// Run starts a run.
func (p publishCmd) Run(ctx context.Context, s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	plan, err := p.plan(cfg)
	if err != nil {
		return err
	}
	if p.DryRun {
		return s.estimate(ctx, plan)
	}
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		if err := refuseBusy(ctx, a, c, plan); err != nil {
			return err
		}
		run, err := start(ctx, a, c, plan)
		if err != nil {
			return err
		}
		warnOfOthers(ctx, a, run, s)
		if !p.Wait {
			return s.started(a, run, plan)
		}
		return s.follow(ctx, a, run)
	})
}

// plan makes the run's plan of the flags and the configuration, and refuses what can't work before anything starts.
func (p publishCmd) plan(cfg *config.Config) (l10n.Plan, error) {
	name := l10n.SiteName(p.Site)
	if name == "" {
		name = config.AdHoc
	}
	site, err := cfg.Site(name)
	if err != nil {
		return l10n.Plan{}, usage(err)
	}
	if len(p.Pages) == 0 && p.Site == "" {
		return l10n.Plan{}, usage(fmt.Errorf("name pages to publish, or a site with --site"))
	}
	if len(p.Pages) > 0 {
		site.Sitemap, site.Feed, site.Pages = "", "", nil
		for _, page := range p.Pages {
			u, err := pageURL(page)
			if err != nil {
				return l10n.Plan{}, usage(err)
			}
			site.Pages = append(site.Pages, u)
		}
	}
	if p.Root != "" {
		site.Root = p.Root
	}
	if p.From != "" {
		if site.SourceLang, err = l10n.ParseLocale(p.From); err != nil {
			return l10n.Plan{}, usage(err)
		}
	}
	targets, err := parseLocales(p.To, site)
	if err != nil {
		return l10n.Plan{}, usage(err)
	}
	plan := cfg.Plan(site, targets)
	plan.RequestedBy, plan.AllowPseudo, plan.Together = me(), p.AllowPseudo, plan.Together || p.Together
	return plan, p.chain(&plan, cfg)
}

func (p publishCmd) chain(plan *l10n.Plan, cfg *config.Config) error {
	if err := p.use(plan, cfg); err != nil {
		return err
	}
	if p.DryRun {
		return nil
	}
	return refusePseudo(plan)
}

// refusePseudo refuses a plan whose pages could not be published in the end.
func refusePseudo(plan *l10n.Plan) error {
	for _, l := range plan.Locales {
		if slices.Contains(plan.Chains[l], translate.Pseudo) && !plan.AllowPseudo {
			return usage(fmt.Errorf("the chain for %s has the provider pseudo, whose text is published only with --allow-pseudo", l))
		}
	}
	return nil
}

// use replaces the configured chains by the flag's.
func (p publishCmd) use(plan *l10n.Plan, cfg *config.Config) error {
	if len(p.Use) == 0 {
		return nil
	}
	var chain []l10n.ProviderName
	for _, name := range p.Use {
		chain = append(chain, l10n.ProviderName(name))
	}
	known := func(name l10n.ProviderName) bool { return provider.Known(cfg.Driver(name)) }
	if err := translate.CheckChain(chain, known); err != nil {
		return usage(fmt.Errorf("%w: there are %s", err, provider.Names()))
	}
	for _, l := range plan.Locales {
		plan.Chains[l] = chain
	}
	return nil
}

func parseLocales(to []string, site config.Site) ([]l10n.Locale, error) {
	var targets []l10n.Locale
	seen := map[l10n.Locale]bool{}
	for _, t := range to {
		l, err := l10n.ParseLocale(strings.TrimSpace(t))
		if err != nil {
			return nil, err
		}
		if l == site.SourceLang {
			return nil, fmt.Errorf("%s is the language of the source", l)
		}
		if !seen[l] {
			targets = append(targets, l)
		}
		seen[l] = true
	}
	if len(targets) == 0 && len(site.Locales) == 0 {
		return nil, fmt.Errorf("say in which locales to publish: --to es,fr,…")
	}
	return targets, nil
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

// start stores a plan and starts its run.
func start(ctx context.Context, a *app.App, c *client.Client, plan l10n.Plan) (l10n.RunID, error) {
	b, err := json.Marshal(plan)
	if err != nil {
		return "", err
	}
	ref, err := a.Store.Put(ctx, b)
	if err != nil {
		return "", err
	}
	run := client.NewRunID(plan.Site, time.Now())
	return run, c.Start(ctx, run, plan.Site, ref)
}

// refuseBusy refuses at once pages that another run is at work on and that this one could not take over. The pages of
// sitemaps and feeds are for the run itself to look at.
func refuseBusy(ctx context.Context, a *app.App, c *client.Client, plan l10n.Plan) error {
	var refused []error
	for _, page := range plan.Pages {
		doc := l10n.NewDocumentID(page)
		run, err := c.Busy(ctx, doc)
		if err != nil {
			return err
		}
		if run == "" {
			continue
		}
		if _, err := a.Work.TakeOver(ctx, plan, doc, page); errors.Is(err, l10n.ErrRefused) {
			refused = append(refused, fmt.Errorf("%s: %w", page, err))
		} else if err != nil {
			return err
		}
	}
	return errors.Join(refused...)
}

// warnOfOthers looks for the run in the records, where a worker writes it first of all. A server with another house's
// worker, or with none, would take the run and never show it here.
func warnOfOthers(ctx context.Context, a *app.App, run l10n.RunID, s *session) {
	for range 50 {
		if _, err := a.Store.Run(ctx, run); err == nil || ctx.Err() != nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	_, _ = fmt.Fprintf(s.err, "dragoman: no worker has taken up the run in five seconds: is one running at %s that keeps its records in %s?\n",
		a.Config.Temporal.Address, store.Redact(a.Config.Store))
}

// started says where a run can be seen.
func (s *session) started(a *app.App, run l10n.RunID, plan l10n.Plan) error {
	ui := a.WorkflowURL(workflows.RunWorkflowID(run))
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{"run": run, "site": plan.Site, "locales": plan.Locales, "temporalUi": ui, "desk": a.Config.Desk.URL})
	}
	s.say("Run %s has started.\n  follow it    dragoman show %s\n  approve at   %s\n  Temporal UI  %s", run, run, a.Config.Desk.URL, ui)
	return nil
}
