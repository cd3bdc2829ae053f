package translate

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Answers keeps what providers answered.
type Answers interface {
	Answer(ctx context.Context, question l10n.Hash) (l10n.Answer, bool, error)
	KeepAnswers(ctx context.Context, answers map[l10n.Hash]l10n.Answer) error
}

// Translator fills drafts. It is safe for concurrent use.
type Translator struct {
	Memory    Matcher // nil: no memory
	Answers   Answers
	Glossary  Glossary // nil: no terms
	Providers map[l10n.ProviderName]Provider
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
	flights  flights
}

func (t *Translator) now() time.Time {
	if t.Now == nil {
		return time.Now()
	}
	return t.Now()
}

// MaxBatch is how many questions one activity asks at most: few enough that a retry repeats little, and many enough that
// a long page is a handful of activities.
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
	Provider
	traits Traits
	via    l10n.Locale
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
		p, ok := t.Providers[name]
		if !ok {
			return nil, fmt.Errorf("provider %q is in the chain of %s but this worker has no such provider", name, d.Locale)
		}
		tr := p.Traits()
		has := func(a, b l10n.Locale) bool { return tr.Supports == nil || tr.Supports(a, b) }
		switch {
		case has(d.SourceLang, d.Locale):
			rs = append(rs, route{p, tr, ""})
		case d.Pivot != "" && tr.Activity == nil && has(d.SourceLang, d.Pivot) && has(d.Pivot, d.Locale):
			rs = append(rs, route{p, tr, d.Pivot})
		}
	}
	return rs, nil
}

// Engines lists the engines that can answer the draft's questions, in the order in which they are to be asked.
func (t *Translator) Engines(d Draft) ([]Engine, error) {
	rs, err := t.routes(d)
	var es []Engine
	for _, r := range rs {
		e := Engine{Name: r.traits.Name, Via: r.via, Queue: t.Queues[r.traits.Name], Activity: r.traits.Activity, Batch: MaxBatch}
		if n := r.traits.MaxTexts; n > 0 {
			e.Batch = min(MaxBatch, n)
		}
		es = append(es, e)
	}
	return es, err
}

// key names a question to an engine: everything that its answer depends on.
func key(d Draft, tr Traits, q Question) l10n.Hash {
	parts := []string{string(tr.Name), tr.Version, string(d.SourceLang), string(d.Locale), q.Source.String()}
	if tr.Terms {
		for _, term := range q.Terms {
			parts = append(parts, fmt.Sprint(term.Source, term.Targets, term.Forbidden, term.DoNotTranslate))
		}
	}
	parts = append(parts, veil(q, d, tr).written()...)
	return l10n.NewHash(parts...)
}

// kept returns an engine's kept answer to a question, and whether it was asked already, for good or ill.
func (t *Translator) kept(ctx context.Context, d Draft, r route, q Question) (a l10n.Answer, usable, asked bool, err error) {
	if r.via == "" {
		a, asked, err = t.Answers.Answer(ctx, key(d, r.traits, q))
		return a, asked && a.Refused == "", asked, err
	}
	first, second := legs(d, r.via)
	a, usable, asked, err = t.kept(ctx, first, direct(r), q)
	if !usable || err != nil {
		return a, false, asked, err
	}
	a, usable, asked, err = t.kept(ctx, second, direct(r), onward(q, a))
	return a, usable && a.Text.CheckCodes(q.Source, q.deletable) == nil, asked, err
}

// legs are the two halves of a way by a pivot language. The first is an ordinary translation into that language, so that
// its answers serve the publication in it too.
func legs(d Draft, via l10n.Locale) (first, second Draft) {
	first, second = d, d
	first.Locale, second.SourceLang = via, via
	return first, second
}

func direct(r route) route {
	r.via = ""
	return r
}

// onward is the question of the second leg. Its terms would be those of another pair.
func onward(q Question, a l10n.Answer) Question {
	q.Source, q.Terms = a.Text, nil
	return q
}
