package app

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

// Remark is the service of what is said about texts. It needs the records alone.
func (a *App) Remark() *remark.Service {
	return &remark.Service{
		Translations: a.Store, Dismissals: a.Store, Comments: a.Store, Questions: a.Store, Annotations: a.Store, Dictionary: a.Store,
		Blobs: a.Store,
		Disabled: func(site l10n.SiteName, locale l10n.Locale) []l10n.CheckName {
			return a.Config.Checks(site, locale).Disabled
		},
	}
}
