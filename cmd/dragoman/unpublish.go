package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
	"github.com/dragoman-l10n/dragoman/workflows"
)

type unpublishCmd struct {
	Document string   `arg:"" help:"The document, as 'dragoman show' names it."`
	Locale   []string `placeholder:"LOCALE" help:"Only these locales; all of the document by default."`
	By       string   `placeholder:"NAME" help:"Who withdraws it; you by default."`
	Comment  string   `short:"m" help:"Why."`
	Site     string   `placeholder:"NAME" help:"From which site, where several have published it."`
}

// Help is the longer help.
func (unpublishCmd) Help() string {
	return `Visitors no longer find the document, or its locales, and no page links to them any more. It stays in the
history: 'dragoman history' lists its publications and 'dragoman rollback' brings one back.`
}

// Run withdraws a document.
func (c unpublishCmd) Run(ctx context.Context, s *session) error {
	w := l10n.Withdrawal{ID: client.NewID(), By: l10n.UserID(c.By), At: time.Now().UTC(), Comment: c.Comment}
	if w.By == "" {
		w.By = me()
	}
	for _, name := range c.Locale {
		l, err := l10n.ParseLocale(name)
		if err != nil {
			return usage(err)
		}
		w.Locales = append(w.Locales, l)
	}
	doc := l10n.DocumentID(c.Document)
	return s.withPipeline(ctx, func(a *app.App, cl *client.Client) error {
		plan, err := a.Site.PlanOf(ctx, doc, l10n.SiteName(c.Site))
		if err != nil {
			return usage(err)
		}
		out, err := cl.Unpublish(ctx, workflows.UnpublishInput{Plan: plan.Ref, Site: plan.Site, Document: doc, Withdrawal: w})
		if err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(out)
		}
		s.say("Withdrawn by %s:", w.By)
		for _, l := range slices.Sorted(maps.Keys(out.URLs)) {
			s.say("  %-8s %s", l, out.URLs[l])
		}
		s.say("To bring it back: dragoman rollback %s", doc)
		return nil
	})
}

type historyCmd struct {
	Document string `arg:"" help:"The document, as 'dragoman show' names it."`
	Site     string `placeholder:"NAME" help:"Of which site, where several have published it."`
}

// Run lists a document's publications, the newest first, and marks the one that visitors get.
func (c historyCmd) Run(ctx context.Context, s *session) error {
	return s.withApp(ctx, func(a *app.App) error {
		doc := l10n.DocumentID(c.Document)
		plan, err := a.Site.PlanOf(ctx, doc, l10n.SiteName(c.Site))
		if err != nil {
			return usage(err)
		}
		h, err := a.Site.History(ctx, plan.Plan, doc)
		if err != nil {
			return err
		}
		return s.history(doc, h)
	})
}

func (s *session) history(doc l10n.DocumentID, h site.History) error {
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(historyJSON(h))
	}
	if len(h.Publications) == 0 {
		return usage(fmt.Errorf("%s was never published", doc))
	}
	for _, pub := range h.Publications {
		mark := " "
		if pub.ID == h.Current {
			mark = "*"
		}
		s.say("%s %s  %s  %s", mark, pub.ID, pub.PublishedAt.Local().Format(dateTime), account(pub))
		for _, r := range h.RollbacksTo(pub.ID) {
			s.say("    %s  back to it from %s, by %s", r.At.Local().Format(dateTime), r.From, terminal.Line(said(string(r.By), r.Comment)))
		}
	}
	return nil
}

// said is who did something, and why where they said it.
func said(by, why string) string {
	if why == "" {
		return by
	}
	return by + ": " + why
}

// dateTime is how people read a moment.
const dateTime = "2006-01-02 15:04:05"

// publicationJSON is a publication with the rollbacks to it, the oldest first.
type publicationJSON struct {
	*l10n.Publication
	Rollbacks []l10n.Rollback `json:"rollbacks,omitempty"`
}

func historyJSON(h site.History) []publicationJSON {
	all := []publicationJSON{}
	for _, pub := range h.Publications {
		all = append(all, publicationJSON{pub, h.RollbacksTo(pub.ID)})
	}
	return all
}

// account says in a line what a publication is.
func account(pub *l10n.Publication) string {
	locales := make([]string, 0, len(pub.Locales))
	for _, l := range pub.Locales {
		locales = append(locales, string(l.Locale))
	}
	text := fmt.Sprintf("run %s: %s", pub.Run, strings.Join(locales, ", "))
	if len(locales) == 0 {
		text = "nothing"
	}
	if w := pub.Withdrawn; w != nil {
		text += ", withdrawn by " + terminal.Line(string(w.By))
		if w.Comment != "" {
			text += ": " + terminal.Line(w.Comment)
		}
	}
	return text
}
