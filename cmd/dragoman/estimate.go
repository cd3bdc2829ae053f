package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// engineCost is what an engine would be sent for a whole run, as --json writes it.
type engineCost struct {
	Engine     l10n.ProviderName `json:"engine"`
	Questions  int               `json:"questions"`
	Kept       int               `json:"kept"`
	Characters int               `json:"characters"`
	Cost       float64           `json:"cost"`
	Budget     int               `json:"budget,omitempty"` // characters a run may send
}

// estimate tells what a run would do and cost. It needs no server. Pages are fetched with the rights of whoever asks,
// so their own files and addresses are allowed.
func (s *session) estimate(ctx context.Context, plan l10n.Plan) error {
	return s.withApp(ctx, func(a *app.App) error {
		a.Config.Fetch.AllowFiles, a.Config.Fetch.AllowPrivate = true, true
		a.Work.Source = a.Fetcher()
		pages, err := a.Work.Pages(ctx, plan)
		if err != nil {
			return err
		}
		var all []work.Estimate
		for _, url := range pages {
			es, err := a.Work.Estimate(ctx, plan, url)
			if err != nil {
				return fmt.Errorf("%s: %w", url, err)
			}
			all = append(all, es...)
		}
		sums := costs(all, a.Config.Providers)
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(map[string]any{"translations": all, "engines": sums})
		}
		return s.printEstimate(all, sums)
	})
}

// costs adds up what each engine would be sent.
func costs(all []work.Estimate, providers map[l10n.ProviderName]config.Provider) []engineCost {
	sums := []engineCost{}
	at := map[l10n.ProviderName]int{}
	for _, e := range all {
		for _, g := range e.Engines {
			i, ok := at[g.Engine]
			if !ok {
				i = len(sums)
				at[g.Engine] = i
				sums = append(sums, engineCost{Engine: g.Engine, Budget: providers[g.Engine].Budget.Run})
			}
			sums[i].Questions += g.Questions
			sums[i].Kept += g.Kept
			sums[i].Characters += g.Characters
			sums[i].Cost = float64(sums[i].Characters) / 1e6 * providers[g.Engine].Price
		}
	}
	return sums
}

func (s *session) printEstimate(all []work.Estimate, costs []engineCost) error {
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', tabwriter.AlignRight)
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
	w = tabwriter.NewWriter(s.out, 0, 4, 2, ' ', tabwriter.AlignRight)
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
