package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/correct"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type correctCmd struct {
	Document string `arg:"" optional:"" help:"The document whose segment it is, as 'dragoman show' names it."`
	Segment  string `arg:"" optional:"" help:"The segment, as the desk's API and manifests name it."`
	Source   string `placeholder:"TEXT" help:"The sentence, in the source."`
	Target   string `placeholder:"TEXT" help:"The sentence, as it is published."`
	Locale   string `placeholder:"LOCALE" help:"Only in this locale."`
	Site     string `placeholder:"NAME" help:"Only of this site."`
	To       string `placeholder:"TEXT" help:"The right text, which people still confirm; with --locale."`
	Note     bool   `help:"Put a dated note of correction on the pages."`
	Reason   string `short:"m" help:"What is wrong, for those who look at it again and for the record."`
	By       string `placeholder:"NAME" help:"Who says so; you by default."`
	DryRun   bool   `help:"List the pages and locales that carry the sentence; reopen nothing."`
}

// Help is the longer help.
func (correctCmd) Help() string {
	return `Something published is wrong. Examples:
  dragoman correct --source "The session opens on Monday." --dry-run
  dragoman correct --target "La sesión cierra el lunes." --locale es --to "La sesión abre el lunes." --note -m "closes, not opens"
  dragoman correct news-statement-0a1b2c3d p3.1 --locale fr -m "the figure is wrong"

Every page and locale that carries the sentence is found, and the sentence alone is reopened there: people look at it again
at the desk, while all else of the pages stands as it is published. Visitors have the wrong text until it is approved: to
take a page away at once, 'dragoman unpublish' it. The memory offers the wrong text no more.`
}

// Run finds the sentence, and reopens it.
func (c correctCmd) Run(ctx context.Context, s *session) error {
	q := l10n.SentenceQuery{
		Site: l10n.SiteName(c.Site), Source: c.Source, Target: c.Target, Document: l10n.DocumentID(c.Document), Segment: l10n.SegmentID(c.Segment),
	}
	if c.Locale != "" {
		l, err := l10n.ParseLocale(c.Locale)
		if err != nil {
			return usage(err)
		}
		q.Locale = l
	}
	switch {
	case c.Source == "" && c.Target == "" && (c.Document == "" || c.Segment == ""):
		return usage(errors.New("say which sentence: --source TEXT, --target TEXT, or a document and a segment"))
	case c.To != "" && c.Locale == "":
		return usage(errors.New("say in which locale the text of --to is: --locale"))
	case c.Reason == "" && !c.DryRun:
		return usage(errors.New("say what is wrong: -m \"…\""))
	}
	if c.DryRun {
		return s.withApp(ctx, func(a *app.App) error {
			found, err := c.find(ctx, a, q)
			if err != nil {
				return err
			}
			return s.carriers(found)
		})
	}
	return s.withPipeline(ctx, func(a *app.App, cl *client.Client) error {
		found, err := c.find(ctx, a, q)
		if err != nil {
			return err
		}
		return c.reopen(ctx, s, cl, found)
	})
}

func (c correctCmd) find(ctx context.Context, a *app.App, q l10n.SentenceQuery) ([]l10n.Carrier, error) {
	found, err := a.Correct.Find(ctx, q)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("no published page carries that sentence as a whole: %w", l10n.ErrNotFound)
	}
	if err == nil && c.To != "" {
		err = a.Correct.Propose(ctx, found, l10n.ParseFragment(c.To))
	}
	return found, err
}

// carriers lists where a sentence is published.
func (s *session) carriers(found []l10n.Carrier) error {
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(found)
	}
	pages := map[string]bool{}
	for _, c := range found {
		pages[c.URL] = true
		s.say("%s  %s  %s", c.Locale, terminal.Line(c.URL), c.Segment)
		s.say("    source  %s", terminal.Line(c.Source.String()))
		s.say("    target  %s", terminal.Line(c.Target.String()))
		if !c.Proposed.IsEmpty() {
			s.say("    new     %s", terminal.Line(c.Proposed.String()))
		}
		if c.Busy != "" {
			s.say("    run %s is at work on it: the sentence is to be mended there", c.Busy)
		}
	}
	s.say("%s on %s.", english.Count(len(found), "sentence"), english.Count(len(pages), "page"))
	return nil
}

// reopened is a run that reopens sentences, as --json writes it.
type reopened struct {
	Run       l10n.RunID       `json:"run"`
	Site      l10n.SiteName    `json:"site"`
	Locales   []l10n.Locale    `json:"locales"`
	Pages     []string         `json:"pages"`
	Sentences int              `json:"sentences"`
	Left      []l10n.Carrier   `json:"left,omitempty"`
	Reason    string           `json:"reason"`
	Note      bool             `json:"note"`
	Correct   *l10n.Correction `json:"correction"`
}

// reopen asks for the runs. What another run is at work on is told and left.
func (c correctCmd) reopen(ctx context.Context, s *session, cl *client.Client, found []l10n.Carrier) error {
	by := l10n.UserID(c.By)
	if by == "" {
		by = me()
	}
	var left []l10n.Carrier
	for _, f := range found {
		if f.Busy != "" {
			left = append(left, f)
			s.warn("%s in %s: run %s is at work on it; mend the sentence there", f.SourceURL, f.Locale, f.Busy)
		}
	}
	requests := correct.Requests(found, c.Note, by, c.Reason)
	if len(requests) == 0 {
		return fmt.Errorf("%w: runs are at work on all pages that carry it", l10n.ErrRefused)
	}
	var all []reopened
	var failed []error
	for _, r := range requests {
		run, _, err := cl.Publish(ctx, r)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", strings.Join(r.Pages, ", "), err))
			continue
		}
		all = append(all, reopened{Run: run, Site: r.Site, Locales: r.Locales, Pages: r.Pages, Sentences: len(r.Correction.Sentences),
			Reason: r.Reason, Note: c.Note, Correct: r.Correction, Left: left})
		if !s.cli.JSON {
			s.say("Run %s has people look again at %s on %s in %s.", run, english.Count(len(r.Correction.Sentences), "sentence"),
				english.Count(len(r.Pages), "page"), joinLocales(r.Locales))
		}
	}
	if s.cli.JSON && len(all) > 0 {
		failed = append(failed, json.NewEncoder(s.out).Encode(all))
	}
	return errors.Join(failed...)
}

func joinLocales(ls []l10n.Locale) string {
	texts := make([]string, len(ls))
	for i, l := range ls {
		texts[i] = string(l)
	}
	return strings.Join(texts, ", ")
}
