package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// estimate tells what a run would do and cost. It needs no server.
func (s *session) estimate(ctx context.Context, plan l10n.Plan) error {
	return s.with(ctx, openWith(app.EnginesOf(plan)), func(a *app.App) error {
		all, costs, left, err := a.Estimate(ctx, plan)
		if err != nil {
			return err
		}
		for _, l := range left {
			s.warn("left as it is: %s", terminal.Line(l))
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(map[string]any{"translations": all, "engines": costs})
		}
		return s.printEstimate(all, costs)
	})
}

func (s *session) printEstimate(all []work.Estimate, costs []app.EngineCost) error {
	w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(w, "SEGMENTS\tAPPROVED\tCONTEXT\tEXACT\tFUZZY\tSIMILAR\tCOPIED\tREPEATED\tNEW\tLOCALE\t  DOCUMENT")
	for _, e := range all {
		_, _ = fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t  %s\n", e.Segments, e.Approved, e.Context, e.Exact,
			e.Fuzzy, e.Similar,
			e.Copied, e.Repeated, e.New, e.Locale, e.Document)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(costs) == 0 {
		s.say("\nNo engine would be asked: what the memory does not have is left to people.")
		return nil
	}
	s.say("\nIf an engine answered all that is open:")
	w = tabwriter.NewWriter(s.text, 0, 4, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(w, "ENGINE\tTEXTS\tANSWERED BEFORE\tCHARACTERS\tCOST\t")
	for _, c := range costs {
		note := ""
		if c.Budget > 0 && c.Characters > c.Budget {
			note = fmt.Sprintf("  more than a run's budget of %d: it would stop and ask", c.Budget)
		}
		_, _ = fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.2f\t%s\n", c.Engine, c.Questions, c.Kept, c.Characters, c.Cost, note)
	}
	return w.Flush()
}
