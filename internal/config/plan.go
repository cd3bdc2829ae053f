package config

import (
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// WholePage is the root that takes all of a page, navigation and footer included.
const WholePage = "whole-page"

// Site returns a configured site by name, and the site of pages published by address for [l10n.AdHoc].
func (c *Config) Site(name l10n.SiteName) (Site, error) {
	var names []string
	for _, s := range c.Sites {
		if s.Name == name {
			return s, nil
		}
		names = append(names, string(s.Name))
	}
	if name == l10n.AdHoc {
		s := Site{Name: l10n.AdHoc}
		s.complete(c.Destinations)
		return s, nil
	}
	if len(names) == 0 {
		return Site{}, fmt.Errorf("there is no site %q: no site is configured", name)
	}
	return Site{}, fmt.Errorf("there is no site %q: the configuration has %s", name, strings.Join(names, ", "))
}

// Destination returns a configured destination by name.
func (c *Config) Destination(name string) (Destination, error) {
	for _, d := range c.Destinations {
		if d.Name == name {
			return d, nil
		}
	}
	return Destination{}, fmt.Errorf("there is no destination %q", name)
}

// Plan makes the plan of a run of a site in its locales, or in those given.
func (c *Config) Plan(s Site, locales []l10n.Locale) l10n.Plan {
	if len(locales) == 0 {
		locales = s.Locales
	}
	p := l10n.Plan{
		Site: s.Name, Title: s.Title, SourceLang: s.SourceLang, Locales: locales, SiteLocales: s.Locales, Also: s.Also,
		Pages: s.Pages, Sitemap: s.Sitemap, Feed: s.Feed,
		Root: s.Root, Include: s.Include, Exclude: s.Exclude,
		Code: s.Code, NamedButtons: s.NamedButtons,
		Chains: map[l10n.Locale][]l10n.ProviderName{}, Pivots: map[l10n.Locale]l10n.Locale{},
		Patience: l10n.Patience{Attempts: c.Patience.Attempts, Longest: c.Patience.Longest.Std()},
		Together: s.Together, Pending: s.Pending.plan(locales),
		Destination: s.Destination, URLs: s.URLs.plan(locales), Assets: s.Assets.plan(), Without: s.Lists.without(),
		Switcher: s.Switcher, Stylesheets: s.Stylesheets, Attribution: s.Attribution,
		Desk: c.Desk.URL,
	}
	s.Review.plan(&p)
	if s.Root == WholePage {
		p.Root, p.WholePage = "", true
	}
	for _, l := range locales {
		p.Chains[l] = c.chainFor(s.SourceLang, l)
		if via := c.pivotFor(s.SourceLang, l); via != "" {
			p.Pivots[l] = via
		}
	}
	return p
}

// chainFor returns the providers of the first chain that fits the pair, or none: then the worker's default holds.
func (c *Config) chainFor(from, to l10n.Locale) []l10n.ProviderName {
	ch, _ := c.chain(from, to)
	return ch.Use
}

func (c *Config) chain(from, to l10n.Locale) (Chain, bool) {
	for _, ch := range c.Chains {
		if (ch.From == anyLanguage || ch.From == string(from)) && (ch.To == anyLanguage || ch.To == string(to)) {
			return ch, true
		}
	}
	return Chain{}, false
}
