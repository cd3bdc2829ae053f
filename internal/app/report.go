package app

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

// Report is the service of what was done and what it took. It needs the records alone.
func (a *App) Report() *report.Service {
	return &report.Service{Facts: a.Store, Kept: a.Store, Remarks: a.Remark(), Dismissals: a.Store, CalendarOf: calendars(a.Config),
		Price: func(p l10n.ProviderName) float64 { return a.Config.Providers[p].Price }}
}
