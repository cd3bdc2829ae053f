package config

import (
	"fmt"
	"maps"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Checks say how a site's translations are checked.
type Checks struct {
	// Disabled are the checks that don't run.
	Disabled []l10n.CheckName `yaml:"disabled"`
	// Severities replace those of the table of checks, from 1 to 100.
	Severities map[l10n.CheckName]int `yaml:"severities"`
	// Spelling has spelling checked where hunspell has a dictionary.
	Spelling *bool `yaml:"spelling"`
	// Locales have settings of their own: each key replaces the site's.
	Locales map[l10n.Locale]LocaleChecks `yaml:"locales"`
}

// LocaleChecks are the settings that differ in a locale. What is nil is as the site has it.
type LocaleChecks struct {
	Disabled   []l10n.CheckName       `yaml:"disabled"`
	Severities map[l10n.CheckName]int `yaml:"severities"`
	Spelling   *bool                  `yaml:"spelling"`
}

// For returns the settings of a locale.
func (c Checks) For(locale l10n.Locale) LocaleChecks {
	set := LocaleChecks{Disabled: c.Disabled, Severities: map[l10n.CheckName]int{}, Spelling: c.Spelling}
	own := c.Locales[locale]
	if own.Disabled != nil {
		set.Disabled = own.Disabled
	}
	maps.Copy(set.Severities, c.Severities)
	maps.Copy(set.Severities, own.Severities)
	if own.Spelling != nil {
		set.Spelling = own.Spelling
	}
	return set
}

// Checks returns the settings of a site's checks in a locale; none for a site that is not configured.
func (c *Config) Checks(site l10n.SiteName, locale l10n.Locale) LocaleChecks {
	for _, s := range c.Sites {
		if s.Name == site {
			return s.Checks.For(locale)
		}
	}
	return LocaleChecks{}
}

// Spells reports whether any site has spelling checked.
func (c *Config) Spells() bool {
	on := func(b *bool) bool { return b != nil && *b }
	return slices.ContainsFunc(c.Sites, func(s Site) bool {
		if on(s.Checks.Spelling) {
			return true
		}
		for _, own := range s.Checks.Locales {
			if on(own.Spelling) {
				return true
			}
		}
		return false
	})
}

func (v *validator) checks(s *Site, i int) {
	at := []any{"sites", i, "checks"}
	v.checkNames(s.Checks.Disabled, s.Checks.Severities, at)
	for l, own := range s.Checks.Locales {
		in := append(slices.Clone(at), "locales", string(l))
		v.locale(l, in...)
		v.checkNames(own.Disabled, own.Severities, in)
	}
}

// checkNames holds that there are such checks, and that severities are in their range.
func (v *validator) checkNames(disabled []l10n.CheckName, severities map[l10n.CheckName]int, at []any) {
	known := func(name l10n.CheckName, path ...any) {
		if !slices.Contains(v.known.Checks, name) {
			v.add(fmt.Sprintf("there is no check %q: there are %s", name, join(v.known.Checks)),
				append(slices.Clone(at), path...)...)
		}
	}
	for i, name := range disabled {
		known(name, "disabled", i)
	}
	for name, severity := range severities {
		known(name, "severities", string(name))
		if severity < 1 || severity > 100 {
			v.add(fmt.Sprintf("a severity is a number from 1 to 100, not %d; a check that shall not run is disabled", severity),
				append(slices.Clone(at), "severities", string(name))...)
		}
	}
}
