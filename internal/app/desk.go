package app

import (
	"net/http"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/desk"
	"github.com/dragoman-l10n/dragoman/internal/hosts"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// DeskHandler makes the desk's web pages. Where nobody signs in, the default user is who a visitor is at first.
func (a *App) DeskHandler(c *client.Client, defaultUser l10n.UserID) (http.Handler, error) {
	o := desk.Options{
		Records: a.Store, Documents: a.Work, Previews: a.Site, Showings: a.Site, Runs: c, Watches: a.Store, Schedules: c, Reviews: a.Review, Editor: a.Review, Typings: a.Review, Overview: a.Overview(),
		Publisher: deskPublisher{a, c},
		Bundle:    a.Bundle, Listen: a.Config.Desk.Listen, Proxies: a.Config.Desk.TrustedProxies(), DefaultUser: defaultUser, Logger: a.Logger, Publications: deskPublications{a.Site, c}, Embargoes: c, Corrections: deskCorrections{a.Correct, c},
		Accounts: a.Accounts(), Remarks: a.Remark(), Words: a.Remark(), Questions: a.Remark(), Findings: a.Remark(), Reports: a.Report(), Offline: a.Offline(),
		WorkflowOfRun: func(run l10n.RunID) string { return a.WorkflowURL(workflows.RunWorkflowID(run)) },
		RunURL:        func(k l10n.TranslationKey, _ l10n.RunID) string { return a.WorkflowURL(workflows.ReviewWorkflowID(k)) },
	}
	switch a.Config.Desk.Auth {
	case "basic":
		users := desk.Basic{}
		for name, password := range a.Config.Users {
			users[l10n.UserID(name)] = password
		}
		o.Identity = users
	case "header":
		o.Identity = desk.Header{Name: a.Config.Desk.Header, Proxies: o.Proxies}
	}
	if a.Config.Desk.Auth != "none" {
		o.Hosts = append(hosts.Loopback(), hosts.OfURL(a.Config.Desk.URL))
	}
	o.Assist = a.Assist()
	o.Lens = a.Lens()
	o.Glossary, o.FileChanges = a.Glossary(), a.Store
	if a.Memory != nil {
		o.Memory = a.Memory
	}
	o.Settings, o.WritesSettings = a.Settings(), a.Config.Desk.Settings == "write"
	return desk.New(o)
}
