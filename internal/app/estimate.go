package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// EngineCost is what an engine would be sent for a whole run.
type EngineCost struct {
	Engine     l10n.ProviderName `json:"engine"`
	Questions  int               `json:"questions"`
	Kept       int               `json:"kept"` // answered before
	Characters int               `json:"characters"`
	Cost       float64           `json:"cost"`             // in the configuration's currency
	Budget     int               `json:"budget,omitempty"` // characters that a run may send; 0 is no limit
}

// Estimate tells what a run of a plan would do and cost. It writes nothing and asks no engine. Pages are fetched with
// the rights of whoever asks, so their own files and addresses are allowed.
func (a *App) Estimate(ctx context.Context, plan l10n.Plan) (all []work.Estimate, engines []EngineCost, left []string, err error) {
	local := *a.Config
	local.Fetch.AllowFiles, local.Fetch.AllowPrivate = true, true
	asking := *a.Work
	asking.Source = fetcher(&local, a.Version)
	pages, err := asking.Pages(ctx, plan)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, url := range pages {
		es, err := asking.Estimate(ctx, plan, url)
		if errors.Is(err, fetch.ErrType) && len(pages) > 1 {
			left = append(left, err.Error())
			continue
		}
		if err != nil {
			return nil, nil, nil, fmt.Errorf("%s: %w", url, err)
		}
		all = append(all, es...)
	}
	return all, costs(all, a.Config.Providers), left, nil
}

// costs adds up what each engine would be sent, and its price.
func costs(all []work.Estimate, providers map[l10n.ProviderName]config.Provider) []EngineCost {
	sums := []EngineCost{}
	at := map[l10n.ProviderName]int{}
	for _, e := range all {
		for _, g := range e.Engines {
			i, ok := at[g.Engine]
			if !ok {
				i = len(sums)
				at[g.Engine] = i
				sums = append(sums, EngineCost{Engine: g.Engine, Budget: providers[g.Engine].Budget.Run})
			}
			sums[i].Questions += g.Questions
			sums[i].Kept += g.Kept
			sums[i].Characters += g.Characters
			sums[i].Cost = float64(sums[i].Characters) / 1e6 * providers[g.Engine].Price
		}
	}
	return sums
}
