package app

import (
	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/check/hunspell"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// openSpeller finds hunspell where a site has spelling checked. Without it people miss hints, and no run fails.
func (a *App) openSpeller() {
	if !a.Config.Spells() {
		return
	}
	speller, err := hunspell.New()
	if err != nil {
		a.Logger.Warn("spelling is not checked", "reason", err)
		return
	}
	a.speller = speller
}

// checkOptions are the settings of a site's checks in a locale.
func (a *App) checkOptions(site l10n.SiteName, locale l10n.Locale) check.Options {
	c := a.Config.Checks(site, locale)
	o := check.Options{Disabled: c.Disabled, Severities: c.Severities}
	if a.speller != nil && c.Spelling != nil && *c.Spelling {
		o.Speller = a.speller
	}
	return o
}
