package main

import (
	"context"
	"encoding/json"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type rollbackCmd struct {
	Document string `arg:"" help:"The document, as 'dragoman show' names it."`
	To       string `placeholder:"PUBLICATION" help:"Which publication; the one before the current by default."`
	List     bool   `help:"List the document's publications instead, as 'dragoman history' does."`
	Site     string `placeholder:"NAME" help:"Of which site, where several have published it."`
}

// Run switches a document back to an earlier publication.
func (c rollbackCmd) Run(ctx context.Context, s *session) error {
	if c.List {
		return historyCmd{Document: c.Document, Site: c.Site}.Run(ctx, s)
	}
	return s.withApp(ctx, func(a *app.App) error {
		doc := l10n.DocumentID(c.Document)
		plan, err := a.Site.PlanOf(ctx, doc, l10n.SiteName(c.Site))
		if err != nil {
			return usage(err)
		}
		pub, err := a.Site.Rollback(ctx, plan.Plan, doc, l10n.PublicationID(c.To))
		if err != nil {
			return err
		}
		if _, err := a.Site.MendLinks(ctx, plan.Plan); err != nil { // links and lists follow what visitors get
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(pub)
		}
		s.say("Visitors now get publication %s of %s, from %s: %s.", pub.ID, doc, pub.PublishedAt.Local().Format("2006-01-02 15:04:05"), account(pub))
		return nil
	})
}
