package app

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Planner makes plans of runs by a configuration.
type Planner struct{ Config *config.Config }

// Plan makes the plan of a requested run, and refuses what can't work before anything starts. The error says what to
// do.
func (p Planner) Plan(r l10n.Request) (l10n.Plan, error) {
	site, err := p.site(r)
	if err != nil {
		return l10n.Plan{}, err
	}
	locales, err := targets(r.Locales, site)
	if err != nil {
		return l10n.Plan{}, err
	}
	plan := p.Config.Plan(site, locales)
	plan.RequestedBy, plan.Reason, plan.AllowPseudo = r.By, r.Reason, r.AllowPseudo
	plan.Together = plan.Together || r.Together
	plan.AsPublished, plan.Uploads = r.Correction != nil, r.Uploads
	if plan.Embargo, err = embargo(r, site, plan); err != nil {
		return l10n.Plan{}, err
	}
	if len(r.Chain) > 0 {
		if err := p.checkChain(r.Chain); err != nil {
			return l10n.Plan{}, err
		}
		for _, l := range plan.Locales {
			plan.Chains[l] = r.Chain
		}
	}
	return plan, refusePseudo(plan)
}

// Watch makes a watch of a configured site, and the plan by which what it finds is published.
func (p Planner) Watch(r l10n.WatchRequest) (l10n.Watch, l10n.Plan, error) {
	site, err := p.Config.Site(r.Site)
	switch {
	case err != nil:
		return l10n.Watch{}, l10n.Plan{}, err
	case len(site.Locales) == 0:
		return l10n.Watch{}, l10n.Plan{}, fmt.Errorf("site %s has no locales to publish in", site.Name)
	case r.Every != 0 && r.Every < config.ShortestWatch:
		return l10n.Watch{}, l10n.Plan{}, fmt.Errorf("a source is looked at no more often than %s",
			english.Every(config.ShortestWatch))
	}
	plan := p.Config.Plan(site, nil)
	plan.AllowPseudo = r.AllowPseudo
	watch := l10n.Watch{Site: site.Name, Rules: site.Watch.Rules(), Every: cmp.Or(r.Every, site.Watch.Every.Std()),
		By: r.By}
	return watch, plan, refusePseudo(plan)
}

// site is the configured site with what the request has instead.
func (p Planner) site(r l10n.Request) (config.Site, error) {
	name := r.Site
	if name == "" {
		name = l10n.AdHoc
	}
	site, err := p.Config.Site(name)
	if err != nil {
		return site, fmt.Errorf("%w (a worker reads dragoman.yaml when it starts: after a change start it again)", err)
	}
	if len(r.Pages) == 0 && r.Site == "" {
		return site, errors.New("name pages to publish, or a site with --site")
	}
	if len(r.Pages) > 0 {
		site.Sitemap, site.Feed, site.Pages = "", "", r.Pages
	}
	if r.Root != "" {
		site.Root = r.Root
	}
	if r.SourceLang != "" {
		site.SourceLang, err = l10n.ParseLocale(string(r.SourceLang))
	}
	return site, err
}

// targets are the locales of a request, each once, or none for the site's own.
func targets(wanted []l10n.Locale, site config.Site) ([]l10n.Locale, error) {
	var locales []l10n.Locale
	for _, w := range wanted {
		l, err := l10n.ParseLocale(strings.TrimSpace(string(w)))
		switch {
		case err != nil:
			return nil, err
		case l == site.SourceLang:
			return nil, fmt.Errorf("%s is the language of the source", l)
		case !slices.Contains(locales, l):
			locales = append(locales, l)
		}
	}
	if len(locales) == 0 && len(site.Locales) == 0 {
		return nil, errors.New("say in which locales to publish: --to es,fr,…")
	}
	return locales, nil
}

func (p Planner) checkChain(chain []l10n.ProviderName) error {
	known := func(name l10n.ProviderName) bool { return provider.Known(p.Config.Driver(name)) }
	if err := translate.CheckChain(chain, known); err != nil {
		return fmt.Errorf("%w: there are %s", err, provider.Names())
	}
	return nil
}

// refusePseudo refuses a plan whose pages could not be published in the end.
func refusePseudo(plan l10n.Plan) error {
	for _, l := range plan.Locales {
		if slices.Contains(plan.Chains[l], translate.Pseudo) && !plan.AllowPseudo {
			return fmt.Errorf("the chain for %s has the provider pseudo, whose text is published only with --allow-pseudo", l)
		}
	}
	return nil
}
