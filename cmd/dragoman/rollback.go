package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type rollbackCmd struct {
	Document string `arg:"" help:"The document, as 'dragoman show' names it."`
	To       string `placeholder:"PUBLICATION" help:"Which publication; the one before the current by default."`
	List     bool   `help:"List the document's publications instead."`
	Site     string `default:"default" help:"The document's site, which tells the destination."`
}

// Run switches a document back to an earlier publication.
func (c rollbackCmd) Run(ctx context.Context, s *session) error {
	return s.withApp(ctx, func(a *app) error {
		site, err := a.cfg.Site(l10n.SiteName(c.Site))
		if err != nil {
			return usage(err)
		}
		d, ok := a.activities.Destinations[site.Destination]
		if !ok {
			return usage(fmt.Errorf("there is no destination %q", site.Destination))
		}
		doc := l10n.DocumentID(c.Document)
		if c.List {
			return s.history(ctx, d.Publisher.History, doc)
		}
		pub, err := a.activities.Rollback(ctx, site.Destination, doc, l10n.PublicationID(c.To))
		if err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(pub)
		}
		s.say("Visitors now get publication %s of %s, from %s.", pub.ID, doc, pub.PublishedAt.Local().Format("2006-01-02 15:04:05"))
		return nil
	})
}

func (s *session) history(ctx context.Context, history func(context.Context, l10n.DocumentID) ([]*l10n.Publication, error), doc l10n.DocumentID) error {
	pubs, err := history(ctx, doc)
	if err != nil {
		return err
	}
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(pubs)
	}
	if len(pubs) == 0 {
		return usage(fmt.Errorf("%s was never published", doc))
	}
	for _, p := range pubs {
		s.say("%s  %s  run %s, %d locales", p.ID, p.PublishedAt.Local().Format("2006-01-02 15:04:05"), p.Run, len(p.Locales))
	}
	return nil
}
