package app

import (
	"cmp"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// embargo is the embargo of a requested run, with what the site's configuration says where the request doesn't. An hour is
// past or not by when it was asked for: a worker that was down over it publishes as soon as it is back.
func embargo(r l10n.Request, site config.Site, plan l10n.Plan) (*l10n.Embargo, error) {
	if r.Embargo == nil {
		return nil, nil
	}
	e := *r.Embargo
	now := r.At
	if now.IsZero() {
		now = time.Now()
	}
	if err := e.Check(now); err != nil {
		return nil, err
	}
	if e.Hold || e.Lifted {
		return &e, nil
	}
	e.NotReady = cmp.Or(e.NotReady, site.Embargo.NotReady, l10n.NotReadyHold)
	if plan.Together && e.NotReady != l10n.NotReadyHold {
		return nil, fmt.Errorf("the locales are published together, so at an hour that is not ready for all they can only be held")
	}
	return &e, nil
}

// Hour reads an hour as a person writes it, in a time zone or in that of the site. "now" lifts what an earlier run was told.
func (p Planner) Hour(text, zone string, name l10n.SiteName) (*l10n.Embargo, error) {
	if text == "now" {
		return &l10n.Embargo{Lifted: true}, nil
	}
	if site, err := p.Config.Site(cmp.Or(name, l10n.AdHoc)); err == nil {
		zone = cmp.Or(zone, site.Embargo.Zone)
	}
	e, err := l10n.NewHour(text, zone)
	return &e, err
}
