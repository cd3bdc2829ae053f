package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/report"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type reportCmd struct {
	Table  string `enum:"all,words,engines,steps,minutes,money,checks,remarks" default:"all" help:"Only this table: ${enum}."`
	Site   string `placeholder:"SITE" help:"Only this site."`
	Locale string `placeholder:"LOCALE" help:"Only this locale."`
	OfRun  string `name:"run" placeholder:"RUN" help:"Only this run; latest for the latest one."`
	Since  string `placeholder:"DATE" help:"Only since this day (2026-11-01), or since so long ago (30d, 72h)."`
	Until  string `placeholder:"DATE" help:"Only before this day."`
	By     string `default:"locale" placeholder:"GROUPS" help:"Rows by locale, month, run, site, or several with commas; locale by default."`
	CSV    bool   `name:"csv" help:"Write one table as comma-separated values, with rows by all groups."`
}

// Help is the longer help.
func (reportCmd) Help() string {
	return `Words by where their translations come from, what people changed of engines' texts, the time in each step, minutes and
money per approved sentence, and what checks and reviewers found. It is counted from what was kept of each sentence on its
way; what happened before that was kept is not made up. There are no figures by person.

Examples:
  dragoman report --site news --since 2026-11-01
  dragoman report --table words --csv >words.csv`
}

// filter is what the flags ask for.
func (c reportCmd) filter(ctx context.Context, a *app.App) (f l10n.MeasureFilter, by report.By, err error) {
	f.Site = l10n.SiteName(c.Site)
	if by, err = report.ParseBy(c.By); err != nil {
		return f, by, usage(err)
	}
	if c.Locale != "" {
		if f.Locale, err = l10n.ParseLocale(c.Locale); err != nil {
			return f, by, usage(err)
		}
	}
	if c.OfRun != "" {
		r, err := findRun(ctx, a, c.OfRun)
		if err != nil {
			return f, by, err
		}
		f.Run = r.ID
	}
	if c.Until != "" {
		if f.Until, err = time.ParseInLocation(time.DateOnly, c.Until, time.Local); err != nil {
			return f, by, usage(fmt.Errorf("--until %q is no day (2026-11-01)", c.Until))
		}
	}
	f.Since, err = since(c.Since, time.Now())
	return f, by, err
}

// Run reports.
func (c reportCmd) Run(ctx context.Context, s *session) error {
	switch {
	case c.CSV && s.cli.JSON:
		return usage(errors.New("write JSON or CSV, not both"))
	case c.CSV && c.Table == "all":
		return usage(errors.New("a CSV file is of one table: say which, for instance --table words"))
	}
	return s.withRecords(ctx, func(a *app.App) error {
		f, by, err := c.filter(ctx, a)
		if err != nil {
			return err
		}
		if c.CSV {
			by = report.ByAll
		}
		tables, err := a.Report().Tables(ctx, f, by)
		if err != nil {
			return err
		}
		tables = slices.DeleteFunc(tables, func(t report.Table) bool { return c.Table != "all" && t.ID != c.Table })
		switch {
		case s.cli.JSON:
			return json.NewEncoder(s.out).Encode(tables)
		case c.CSV:
			return tables[0].WriteCSV(s.out)
		}
		return s.printReport(ctx, a, tables)
	})
}

func (s *session) printReport(ctx context.Context, a *app.App, tables []report.Table) error {
	m, err := a.Report().Measured(ctx)
	if err != nil {
		return err
	}
	if m.Since.IsZero() {
		s.say("Nothing has been translated since reports are kept.")
		return nil
	}
	s.say("Facts are kept since %s.", m.Since.Local().Format(time.DateTime))
	for _, t := range tables {
		if len(t.Rows) == 0 {
			continue
		}
		s.say("")
		w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
		heads := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			heads[i] = strings.ToUpper(c.ID)
		}
		_, _ = fmt.Fprintln(w, strings.Join(heads, "\t"))
		for _, r := range t.Rows {
			_, _ = fmt.Fprintln(w, strings.Join(plainCells(t, r), "\t"))
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// plainCells writes a row for a terminal.
func plainCells(t report.Table, row []report.Cell) []string {
	cells := make([]string, len(row))
	for i, c := range row {
		switch kind := t.Columns[i].Kind; {
		case c.None:
			cells[i] = "-"
		case kind == report.Share:
			cells[i] = strconv.FormatFloat(100*c.Number, 'f', 1, 64) + "%"
		case kind == report.Count:
			cells[i] = strconv.Itoa(int(c.Number))
		case kind.IsNumber():
			cells[i] = strconv.FormatFloat(c.Number, 'f', 2, 64)
		default:
			cells[i] = terminal.Line(c.Text)
		}
	}
	return cells
}
