package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type reviewCmd struct {
	Report reviewReportCmd `cmd:"" help:"What each step of machines passed on a site, and what people changed of it."`
}

type reviewReportCmd struct {
	Site  string `required:"" placeholder:"SITE" help:"The site."`
	Since string `default:"30d" placeholder:"WHEN" help:"Only what was said since this day (2026-11-01), or since so long ago (30d, 72h); 'all' for everything."`
	Step  string `placeholder:"NAME" help:"Only this step."`
	CSV   bool   `name:"csv" help:"Write comma-separated values."`
}

// Help is the longer help.
func (reviewReportCmd) Help() string {
	return `Steps of machines are those of the kinds checks, model, activity and file, shadows included. A text counts as often as it was
judged. What people did is the last thing that they did with the very same text afterwards. A share of fewer than 20 is no
percentage.`
}

// Run reports.
func (c reviewReportCmd) Run(ctx context.Context, s *session) error {
	if c.CSV && s.cli.JSON {
		return usage(errors.New("write JSON or CSV, not both"))
	}
	f := l10n.ReportFilter{Site: l10n.SiteName(c.Site), Step: l10n.StepName(c.Step)}
	if c.Since != "all" {
		var err error
		if f.Since, err = since(c.Since, time.Now()); err != nil {
			return err
		}
	}
	return s.withRecords(ctx, func(a *app.App) error {
		r, err := a.Accounts().Report(ctx, f)
		switch {
		case err != nil:
			return err
		case s.cli.JSON:
			return json.NewEncoder(s.out).Encode(r)
		case c.CSV:
			return s.reportCSV(r)
		}
		if len(r.Steps) == 0 {
			return s.noReport(ctx, a, r)
		}
		s.sayReport(r)
		return nil
	})
}

// since reads a day, or how long ago something was; an empty text is since ever.
func since(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if at, err := time.ParseInLocation(time.DateOnly, text, time.Local); err == nil {
		return at, nil
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n < 100_000 {
			return now.AddDate(0, 0, -n), nil
		}
	}
	ago, err := time.ParseDuration(text)
	if err != nil || ago <= 0 {
		return time.Time{}, usage(fmt.Errorf("--since %q is neither a day (2026-11-01) nor a time span (30d, 72h)", text))
	}
	return now.Add(-ago), nil
}

// noReport says that there is nothing to report, and of which sites there is.
func (s *session) noReport(ctx context.Context, a *app.App, r l10n.ReviewReport) error {
	sites, err := a.Accounts().Sites(ctx)
	if err != nil {
		return err
	}
	if slices.Contains(sites, r.Site) || len(sites) == 0 {
		s.say("No step of machines has said anything on the site %s in this time.", r.Site)
		return nil
	}
	return usage(fmt.Errorf("nobody has reviewed anything of a site %q: there are %s", r.Site, english.List(sites)))
}

func (s *session) sayReport(r l10n.ReviewReport) {
	from := "from the beginning"
	if !r.Since.IsZero() {
		from = "since " + r.Since.Local().Format("2006-01-02 15:04")
	}
	s.say("Steps of machines on the site %s, %s", r.Site, from)
	for _, step := range r.Steps {
		s.sayStep(step)
	}
}

func (s *session) sayStep(r l10n.StepReport) {
	kind := english.List(r.Kinds)
	if r.Shadow {
		kind = strings.TrimPrefix(kind+", a shadow: it decides nothing", ", ")
	}
	would := ""
	if r.Shadow {
		would = "would have "
	}
	s.say("\n%s (%s)", r.Step, kind)
	s.say("  asked about         %s", english.Count(r.Asked, "text"))
	s.say("  %-18s  %s", would+"passed", share(r.Passed.All, r.Asked))
	s.say("  %-18s  %s", "wanted changes", share(r.Changes.All, r.Asked))
	s.say("  %-18s  %s%s", "abstained", share(r.Abstained.All, r.Asked), reasons(r.Reasons))
	s.say("  people were asked   about %s of them afterwards", english.Count(r.Passed.ToPeople+r.Changes.ToPeople+r.Abstained.ToPeople, "text"))
	s.say("  false passes        people changed or sent back %s that it passed and they looked at%s", share(r.Passed.Refused(), r.Passed.Seen()),
		done(r.Passed))
	s.say("  false alarms        people left as they were %s that it flagged and they looked at%s", share(r.Changes.Left, r.Changes.Seen()),
		done(r.Changes))
	for _, o := range []struct {
		name string
		l10n.OutcomeCount
	}{{"it passed", r.Passed}, {"it flagged", r.Changes}} {
		if o.Edits > 0 {
			s.say("  %s of what %s: %s of %s characters differ, %.1f an edit", english.Count(o.Edits, "edit"), o.name,
				strconv.Itoa(o.Edited), strconv.Itoa(o.EditedOf), float64(o.Edited)/float64(o.Edits))
		}
	}
	same, of := r.AgreesWithChecks()
	s.say("  like the checks     %s", share(same, of))
	cost := english.Count(r.Answers, "answer")
	for _, c := range r.Costs {
		cost += "; " + costWords(c)
	}
	s.say("  cost                %s", cost)
	if r.Dropped+r.Malformed > 0 {
		s.say("  faults              %s that quoted nothing in the texts, %s that had to be asked anew",
			english.Count(r.Dropped, "remark"), english.Count(r.Malformed, "answer"))
	}
}

// done says what people did with texts, in brackets.
func done(c l10n.OutcomeCount) string {
	if c.Seen() == 0 {
		return ""
	}
	atOnce := ""
	if c.AtOnce > 0 {
		atOnce = fmt.Sprintf(", %d of these at once with others", c.AtOnce)
	}
	return fmt.Sprintf(" (%d changed, %d sent back, %d left%s)", c.Changed, c.SentBack, c.Left, atOnce)
}

func reasons(counts map[string]int) string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var parts []string
	for _, name := range names {
		said := terminal.Line(name)
		if said == "" {
			said = "no reason given"
		}
		parts = append(parts, fmt.Sprintf("%s: %d", said, counts[name]))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func (s *session) reportCSV(r l10n.ReviewReport) error {
	w := csv.NewWriter(s.out)
	rows := [][]string{{"site", "since", "until", "step", "shadow", "kinds", "outcome", "texts", "to_people", "checks_found", "left", "at_once",
		"changed", "sent_back", "edits", "edited_characters", "edited_of_characters"}}
	for _, step := range r.Steps {
		kinds := make([]string, len(step.Kinds))
		for i, k := range step.Kinds {
			kinds[i] = string(k)
		}
		for _, o := range []struct {
			name l10n.Outcome
			l10n.OutcomeCount
		}{{l10n.Pass, step.Passed}, {l10n.Changes, step.Changes}, {l10n.Abstain, step.Abstained}} {
			row := []string{string(r.Site), r.Since.UTC().Format(time.RFC3339), r.Until.UTC().Format(time.RFC3339), string(step.Step),
				strconv.FormatBool(step.Shadow), strings.Join(kinds, " "), string(o.name)}
			for _, n := range []int{o.All, o.ToPeople, o.Found, o.Left, o.AtOnce, o.Changed, o.SentBack, o.Edits, o.Edited, o.EditedOf} {
				row = append(row, strconv.Itoa(n))
			}
			rows = append(rows, row)
		}
	}
	return w.WriteAll(rows)
}
