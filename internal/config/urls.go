package config

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// URLs say what addresses a site's localized pages have.
type URLs struct {
	// Scheme is path, suffix or host.
	Scheme l10n.URLScheme `yaml:"scheme"`
	// Host is the address of each locale's host, with {locale} in it, and Hosts are those of locales that have another.
	Host  string                 `yaml:"host"`
	Hosts map[l10n.Locale]string `yaml:"hosts"`
	// Slugs is keep, ascii, translate or translate-ascii.
	Slugs l10n.Slugs `yaml:"slugs"`
}

const localePlace = "{locale}"

// plan gives each locale its host.
func (u URLs) plan(locales []l10n.Locale) l10n.URLs {
	p := l10n.URLs{Scheme: u.Scheme, Slugs: u.Slugs}
	if u.Scheme != l10n.HostScheme {
		return p
	}
	p.Hosts = map[l10n.Locale]string{}
	for _, l := range locales {
		if host := u.host(l); host != "" {
			p.Hosts[l] = host
		}
	}
	return p
}

// host is a locale's host; names of hosts are in lower case.
func (u URLs) host(l l10n.Locale) string {
	if h, ok := u.Hosts[l]; ok {
		return h
	}
	return strings.ReplaceAll(u.Host, localePlace, strings.ToLower(string(l)))
}

// Hosts are the hosts of the destination's sites, each with the locale whose folder it serves.
func (c *Config) Hosts(destination string) map[string]l10n.Locale {
	hosts := map[string]l10n.Locale{}
	for _, s := range c.Sites {
		if s.Destination != destination {
			continue
		}
		for l, address := range s.URLs.plan(s.Locales).Hosts {
			if u, err := url.Parse(address); err == nil {
				hosts[u.Host] = l
			}
		}
	}
	return hosts
}

var (
	urlSchemes = []l10n.URLScheme{l10n.PathScheme, l10n.SuffixScheme, l10n.HostScheme}
	slugs      = []l10n.Slugs{l10n.KeepSlugs, l10n.ASCIISlugs, l10n.TranslateSlugs, l10n.TranslateASCIISlugs}
)

func (v *validator) urls(s *Site, i int) {
	u := &s.URLs
	if u.Scheme != "" && !slices.Contains(urlSchemes, u.Scheme) {
		v.add(fmt.Sprintf("unknown scheme %q: there are path, suffix and host", u.Scheme), "sites", i, "urls", "scheme")
	}
	if u.Slugs != "" && !slices.Contains(slugs, u.Slugs) {
		v.add(fmt.Sprintf("unknown slugs %q: there are keep, ascii, translate and translate-ascii", u.Slugs), "sites", i,
			"urls", "slugs")
	}
	if u.Scheme != l10n.HostScheme {
		if u.Host != "" || len(u.Hosts) > 0 {
			v.add("host and hosts are for scheme: host", "sites", i, "urls")
		}
		return
	}
	if u.Host != "" && !strings.Contains(u.Host, localePlace) {
		v.add("host needs {locale}, for instance https://{locale}.example.org; hosts names one a locale", "sites", i, "urls",
			"host")
	}
	for l := range u.Hosts {
		v.locale(l, "sites", i, "urls", "hosts", string(l))
	}
	v.hosts(s, i)
}

// hosts holds that each locale has a host, and no two the same.
func (v *validator) hosts(s *Site, i int) {
	of := map[string]l10n.Locale{}
	for _, l := range s.Locales {
		address := s.URLs.host(l)
		u, err := url.Parse(address)
		switch {
		case address == "":
			v.add(fmt.Sprintf("scheme: host needs a host for %s: write it under hosts, or one with {locale} under host", l),
				"sites", i, "urls")
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
			v.add(fmt.Sprintf("%q is not the http or https address of a host", address), "sites", i, "urls")
		case of[address] != "":
			v.add(fmt.Sprintf("%s and %s have the same host %s", of[address], l, address), "sites", i, "urls")
		}
		of[address] = l
	}
}
