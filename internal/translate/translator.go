package translate

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Answers keeps what providers answered.
type Answers interface {
	// Answers returns the answers to those of the questions that have one.
	Answers(ctx context.Context, questions []l10n.Hash) (map[l10n.Hash]l10n.Answer, error)
	// KeepAnswers keeps answers. The first answer to a question stays.
	KeepAnswers(ctx context.Context, answers map[l10n.Hash]l10n.Answer) error
}

// Translator fills drafts. It is safe for concurrent use.
type Translator struct {
	Memory    Matcher // nil: no memory
	Answers   Answers
	Glossary  Glossary // nil: no terms
	Providers map[l10n.ProviderName]Provider
	// Remotes are the engines that are not called here.
	Remotes map[l10n.ProviderName]Remote
	// Default is the chain of pairs that the plan has none for.
	Default []l10n.ProviderName
	// Ledger counts what providers are sent; nil counts nothing, and then no budget holds.
	Ledger  Ledger
	Budgets map[l10n.ProviderName]Budget
	// Queues are the task queues of providers whose rate is limited across all workers.
	Queues map[l10n.ProviderName]string
	// Now is the clock; nil is the machine's.
	Now func() time.Time

	circuits circuits
	inFlight inFlight
}

func (t *Translator) now() time.Time {
	if t.Now == nil {
		return time.Now()
	}
	return t.Now()
}

// MaxBatch is how many questions one activity asks at most: few enough that a retry repeats little, and many enough
// that a long page is a handful of activities.
const MaxBatch = 100

// Engine is one of a draft's engines, as a workflow knows it.
type Engine struct {
	Name  l10n.ProviderName
	Via   l10n.Locale `json:",omitempty"` // the pivot language, where the engine lacks the direct pair
	Batch int         // how many questions it is asked at once
	// Queue is the task queue that limits its rate; empty for the worker's own.
	Queue string `json:",omitempty"`
	// Activity is set where somebody else's worker answers.
	Activity *Activity `json:",omitempty"`
}

// route is an engine and how it gets from a draft's source language to its locale.
type route struct {
	provider Provider  // nil for a remote engine
	remote   *Activity // nil for one that is called here
	traits   Traits
	via      l10n.Locale
}

// engine returns the route of an engine that has the direct pair.
func (t *Translator) engine(name l10n.ProviderName) (route, bool) {
	if p, ok := t.Providers[name]; ok {
		return route{provider: p, traits: p.Traits()}, true
	}
	if e, ok := t.Remotes[name]; ok {
		return route{remote: &e.Activity, traits: e.Traits}, true
	}
	return route{}, false
}

// routes returns the chain's engines that have the pair, directly or by way of the pivot, in order.
func (t *Translator) routes(d Draft) ([]route, error) {
	var rs []route
	for _, name := range d.Chain {
		if name == Memory {
			continue
		}
		if name == Source {
			break
		}
		r, ok := t.engine(name)
		if !ok {
			return nil, fmt.Errorf("provider %q is in the chain of %s but this worker has no such provider", name, d.Locale)
		}
		has := func(a, b l10n.Locale) bool { return r.traits.Supports == nil || r.traits.Supports(a, b) }
		switch {
		case has(d.SourceLang, d.Locale):
			rs = append(rs, r)
		case d.Pivot != "" && r.remote == nil && has(d.SourceLang, d.Pivot) && has(d.Pivot, d.Locale):
			r.via = d.Pivot
			rs = append(rs, r)
		}
	}
	return rs, nil
}

// canAnswer reports whether an engine of a draft's chain has the pair of a question, whose source may be in another
// language than the page. Only the page's own goes by way of a pivot.
func (r route) canAnswer(d Draft, q Question) bool {
	return q.Lang == "" || r.via == "" && (r.traits.Supports == nil || r.traits.Supports(q.Lang, d.Locale))
}

// Engines lists the engines that can answer the draft's questions, in the order in which they are to be asked.
func (t *Translator) Engines(d Draft) ([]Engine, error) {
	rs, err := t.routes(d)
	var es []Engine
	for _, r := range rs {
		e := Engine{Name: r.traits.Name, Via: r.via, Queue: t.Queues[r.traits.Name], Activity: r.remote, Batch: MaxBatch}
		if n := r.traits.MaxTexts; n > 0 {
			e.Batch = min(MaxBatch, n)
		}
		es = append(es, e)
	}
	return es, err
}

// key names a question to an engine: everything that its answer depends on. What an engine was shown of a page is part of it,
// so that no page changes what another one gets.
func key(d Draft, tr Traits, q Question) l10n.Hash {
	parts := []string{string(tr.Name), tr.Version, string(d.SourceLang), string(d.Locale), q.Source.String()}
	if tr.Terms {
		for _, term := range q.Terms {
			parts = append(parts, fmt.Sprint(term.Source, term.Targets, term.Forbidden, term.DoNotTranslate))
		}
	}
	parts = append(parts, hideDates(q, d, tr).written()...)
	return l10n.NewHash(append(parts, tr.Sees.shown(d)...)...)
}
