package app

import (
	"fmt"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/judge"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
)

// paces keep the questions of each engine that judges apart.
type paces struct {
	mu sync.Mutex
	of map[l10n.ProviderName]*judge.Pacer
}

// pace is that of an engine, the same each time.
func (p *paces) pace(name l10n.ProviderName, perSecond float64) *judge.Pacer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.of == nil {
		p.of = map[l10n.ProviderName]*judge.Pacer{}
	}
	if p.of[name] == nil {
		p.of[name] = judge.NewPacer(perSecond)
	}
	return p.of[name]
}

// judge is who looks at the texts at a step of the kind model. The error wraps [l10n.ErrRefused], and says what is missing.
func (a *App) judge(step l10n.ReviewStep) (assess.Assessor, error) {
	for _, e := range (Engines{Config: a.Config, Env: a.Env}).all() {
		if e.name != step.Use {
			continue
		}
		m, err := provider.OpenJudge(e.Name, e.options)
		if err != nil {
			return nil, fmt.Errorf("%w: step %q: provider %s: %w", l10n.ErrRefused, step.Name, e.name, err)
		}
		c := a.Config.Providers[e.name]
		return &judge.Judge{
			Model: m, Name: e.name, Pass: step.Pass, Passes: step.Passes,
			Prices: judge.Prices{Input: c.Tokens.Input, Output: c.Tokens.Output, Currency: c.Tokens.Currency},
			Kept:   a.Store, Purse: a.Translator.Purse(e.name), Pace: a.paces.pace(e.name, c.PerSecond),
		}, nil
	}
	return nil, fmt.Errorf("%w: step %q uses the engine %q, and there is none of that name", l10n.ErrRefused, step.Name, step.Use)
}
