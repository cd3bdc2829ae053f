package main

import (
	"context"
	"encoding/json"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

type rollbackCmd struct {
	Document string `arg:"" help:"The document, as 'dragoman show' names it."`
	To       string `placeholder:"PUBLICATION" help:"Which publication; the one before the current by default."`
	By       string `placeholder:"NAME" help:"Who goes back to it; you by default."`
	Comment  string `short:"m" help:"Why."`
	List     bool   `help:"List the document's publications instead, as 'dragoman history' does."`
	Site     string `placeholder:"NAME" help:"Of which site, where several have published it."`
}

// Run has visitors get an earlier publication of a document. Which one is found out before the server is asked, so
// that a document that nobody knows is told without one.
func (c rollbackCmd) Run(ctx context.Context, s *session) error {
	if c.List {
		return historyCmd{Document: c.Document, Site: c.Site}.Run(ctx, s)
	}
	by := l10n.UserID(c.By)
	if by == "" {
		by = me()
	}
	return s.withApp(ctx, func(a *app.App) error {
		doc := l10n.DocumentID(c.Document)
		plan, err := a.Site.PlanOf(ctx, doc, l10n.SiteName(c.Site))
		if err != nil {
			return usage(err)
		}
		pub, err := a.Site.Earlier(ctx, plan.Plan, doc, l10n.PublicationID(c.To))
		if err != nil {
			return err
		}
		t, err := app.Dial(ctx, a.Options)
		if err != nil {
			return err
		}
		defer t.Close()
		in := workflows.RollbackInput{Plan: plan.Ref, Site: plan.Site, Document: doc, Publication: pub.ID, By: by, Comment: c.Comment}
		cl, err := a.NewClient(t)
		if err != nil {
			return err
		}
		if err := cl.Rollback(ctx, client.NewID(), in); err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(pub)
		}
		s.say("Visitors now get publication %s of %s, from %s: %s.", pub.ID, doc, pub.PublishedAt.Local().Format(dateTime),
			account(pub))
		return nil
	})
}
