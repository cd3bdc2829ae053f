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
	// Spelling false has no spelling checked; without it, it is wherever hunspell has a dictionary.
	Spelling *bool `yaml:"spelling"`
	// Words is a file of words that are right although no dictionary has them, one a line.
	Words string `yaml:"words"`
	// Locales have settings of their own: each key replaces the site's.
	Locales map[l10n.Locale]LocaleChecks `yaml:"locales"`
}

// LocaleChecks are the settings that differ in a locale. What is nil is as the site has it.
type LocaleChecks struct {
	Disabled   []l10n.CheckName       `yaml:"disabled"`
	Severities map[l10n.CheckName]int `yaml:"severities"`
	Spelling   *bool                  `yaml:"spelling"`
	Words      string                 `yaml:"words"`
}

// Spells reports whether spelling is to be checked.
func (c LocaleChecks) Spells() bool { return c.Spelling == nil || *c.Spelling }

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
	set.Words = own.Words
	return set
}

// WordFiles returns the files of words that hold in a locale: the site's, and the locale's own.
func (c Checks) WordFiles(locale l10n.Locale) []string {
	return slices.DeleteFunc([]string{c.Words, c.Locales[locale].Words}, func(f string) bool { return f == "" })
}

// WordFiles returns the files of words of a site in a locale.
func (c *Config) WordFiles(site l10n.SiteName, locale l10n.Locale) []string {
	for _, s := range c.Sites {
		if s.Name == site {
			return s.Checks.WordFiles(locale)
		}
	}
	return nil
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

// Spells reports whether any site has spelling checked where hunspell is; a site that is not configured has.
func (c *Config) Spells() bool {
	if len(c.Sites) == 0 {
		return true
	}
	return slices.ContainsFunc(c.Sites, func(s Site) bool {
		if s.Checks.For("").Spells() {
			return true
		}
		for l := range s.Checks.Locales {
			if s.Checks.For(l).Spells() {
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
