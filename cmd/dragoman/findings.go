package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type findingsCmd struct {
	Site   string `placeholder:"SITE" help:"Only those of this site."`
	Locale string `placeholder:"LOCALE" help:"Only those in this locale."`
	OfRun  string `name:"run" placeholder:"RUN" help:"Only those of this run; latest for the latest one."`
	Since  string `placeholder:"DATE" help:"Only those since this day (2026-11-01), or since so long ago (30d, 72h)."`
	CSV    bool   `name:"csv" help:"Write comma-separated values."`
}

// Help is the longer help.
func (findingsCmd) Help() string {
	return `Errors that people marked at the desk, and those that models and other reviewers found, by MQM's categories and
severities. They are counts, with the words of the texts beside them: a page of 300 words is too little for a percentage.
A finding stays when its text changes.`
}

// filter is what the flags ask for.
func (c findingsCmd) filter(ctx context.Context, a *app.App, now time.Time) (f l10n.RemarkFilter, err error) {
	f = l10n.RemarkFilter{Site: l10n.SiteName(c.Site)}
	if c.Locale != "" {
		l, err := l10n.ParseLocale(c.Locale)
		if err != nil {
			return f, usage(err)
		}
		f.Locale = l
	}
	if c.OfRun != "" {
		r, err := findRun(ctx, a, c.OfRun)
		if err != nil {
			return f, err
		}
		f.Run = r.ID
	}
	f.Since, err = since(c.Since, now)
	return f, err
}

// Run counts.
func (c findingsCmd) Run(ctx context.Context, s *session) error {
	if c.CSV && s.cli.JSON {
		return usage(errors.New("write JSON or CSV, not both"))
	}
	return s.withRecords(ctx, func(a *app.App) error {
		f, err := c.filter(ctx, a, time.Now())
		if err != nil {
			return err
		}
		found, err := a.Remark().Findings(ctx, f)
		switch {
		case err != nil:
			return err
		case s.cli.JSON:
			return json.NewEncoder(s.out).Encode(found)
		case c.CSV:
			return s.findingsCSV(found)
		}
		s.printFindings(found)
		return nil
	})
}

func (s *session) findingsCSV(found remark.Findings) error {
	w := csv.NewWriter(s.out)
	rows := [][]string{{"site", "locale", "run", "category", "severity", "people", "machines", "words"}}
	for _, n := range found.Counts {
		rows = append(rows, []string{string(found.Site), string(found.Locale), string(found.Run), string(n.Category), string(n.Severity),
			strconv.Itoa(n.People), strconv.Itoa(n.Machines), strconv.Itoa(found.Words)})
	}
	return w.WriteAll(rows)
}

func (s *session) printFindings(found remark.Findings) {
	words := english.Count(found.Words, "word") + " of source in " + english.Count(found.Translations, "translation") + " of " +
		english.Count(found.Pages, "page")
	if found.Cut {
		words = "more than " + words
	}
	s.say("%s by people and %s by machines, in %s.", english.Count(found.People, "finding"), strconv.Itoa(found.Machines), words)
	if len(found.Counts) == 0 {
		return
	}
	w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "CATEGORY\tSEVERITY\tPEOPLE\tMACHINES")
	for _, n := range found.Counts {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%d\n", n.Category, n.Severity, n.People, n.Machines)
	}
	_ = w.Flush()
}

type overruledCmd struct {
	Site string `placeholder:"SITE" help:"Only those of this site."`
	All  bool   `help:"List each overruled issue too."`
}

// Help is the longer help.
func (overruledCmd) Help() string {
	return `An issue of a check that a person overruled at the desk neither counts nor blocks, until its text or its source changes.
When people overrule a check for three different texts of a site, or somebody proposes it, the check might be turned off
there. Nothing does that by itself: this command says what to write into dragoman.yaml.`
}

// overruledList is what --json writes.
type overruledList struct {
	Proposals []remark.Proposal `json:"proposals"`
	Overruled []l10n.Dismissal  `json:"overruled"`
}

// Run lists proposals and, where asked, what was overruled.
func (c overruledCmd) Run(ctx context.Context, s *session) error {
	return s.withRecords(ctx, func(a *app.App) error {
		var list overruledList
		var err error
		if list.Proposals, err = a.Remark().Proposals(ctx, l10n.SiteName(c.Site)); err != nil {
			return err
		}
		if list.Overruled, err = a.Store.AllDismissals(ctx, l10n.SiteName(c.Site)); err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(list)
		}
		s.say("%s overruled, and %s to turn a check off.", english.Count(len(list.Overruled), "issue was", "issues were"),
			english.Count(len(list.Proposals), "proposal"))
		for _, p := range list.Proposals {
			s.say("\nThe check %q was overruled for %s of site %s by %s. To turn it off, write into dragoman.yaml:\n\n%s", p.Check,
				english.Count(p.Texts, "text"), p.Site, names(p.People), indent(p.YAML))
		}
		if c.All {
			s.printOverruled(list.Overruled)
		}
		return nil
	})
}

func (s *session) printOverruled(ds []l10n.Dismissal) {
	for _, d := range ds {
		s.say("\n%s  %s into %s, segment %s: %s by %s, %s (%s)", d.At.Local().Format(time.DateTime), d.Document, d.Locale, d.Segment,
			d.Check, terminal.Line(string(d.By)), d.Reason, d.Scope)
		for _, text := range []string{d.Message, d.Words} {
			if text != "" {
				s.say("  %s", terminal.Line(text))
			}
		}
	}
}

// names are people in one line.
func names(users []l10n.UserID) string {
	all := make([]string, len(users))
	for i, u := range users {
		all[i] = terminal.Line(string(u))
	}
	return strings.Join(all, ", ")
}

// indent sets a text apart from the sentence before it.
func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ")
}
