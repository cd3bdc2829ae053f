package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// translator opens every engine that may be used here: those that the configuration names, which must open, those whose
// key the environment has, and the local ones. The default chain is the memory, the configured engines, the local ones,
// and then people: a key in the environment alone sends nothing anywhere.
func (a *app) translator(terms translate.Glossary) (*translate.Translator, error) {
	t := &translate.Translator{
		Memory: a.memory, Answers: a.store, Glossary: terms, Ledger: a.store,
		Providers: map[l10n.ProviderName]translate.Provider{}, Budgets: map[l10n.ProviderName]translate.Budget{},
		Queues: map[l10n.ProviderName]string{}, Default: []l10n.ProviderName{translate.Memory},
	}
	a.limited = map[l10n.ProviderName]float64{}
	named := a.namedEngines()
	var local []l10n.ProviderName
	for _, e := range a.engines() {
		c, configured := a.cfg.Providers[e.name]
		if !named[e.name] && !e.Local && (e.Secret == "" || os.Getenv(e.Secret) == "") {
			continue
		}
		p, err := e.open()
		switch {
		case err != nil && named[e.name]:
			return nil, &coded{exitConfig, fmt.Errorf("provider %s: %w", e.name, err)}
		case err != nil:
			a.logger.Info("this engine is not used", "provider", e.name, "reason", err)
			continue
		case configured && e.name != translate.Pseudo:
			t.Default = append(t.Default, e.name)
		case e.Local && e.name != translate.Pseudo:
			local = append(local, e.name)
		}
		t.Providers[e.name] = p
		t.Budgets[e.name] = translate.Budget{Run: c.Budget.Run, Month: c.Budget.Month}
		if c.PerSecond > 0 && p.Traits().Activity == nil {
			t.Queues[e.name], a.limited[e.name] = a.engineQueue(e.name), c.PerSecond
		}
	}
	t.Default = append(append(t.Default, local...), translate.Source)
	return t, nil
}

// engine is a driver under the name that chains have for it.
type engine struct {
	provider.Driver
	name    l10n.ProviderName
	options provider.Options
}

func (e engine) open() (translate.Provider, error) {
	p, err := e.Open(e.options)
	if err != nil {
		return nil, err
	}
	return provider.Named(provider.WithDates(p, e.options.Dates), e.name), nil
}

// engines are all drivers in the table's order, each followed by those that the configuration gives names of their own.
func (a *app) engines() []engine {
	var es []engine
	for _, d := range provider.Drivers() {
		es = append(es, engine{d, d.Name, a.engineOptions(d.Name)})
		for _, name := range slices.Sorted(maps.Keys(a.cfg.Providers)) {
			if name != d.Name && a.cfg.Driver(name) == d.Name {
				es = append(es, engine{d, name, a.engineOptions(name)})
			}
		}
	}
	return es
}

// namedEngines are those that the configuration names.
func (a *app) namedEngines() map[l10n.ProviderName]bool {
	named := map[l10n.ProviderName]bool{}
	for name := range a.cfg.Providers {
		named[name] = true
	}
	for _, c := range a.cfg.Chains {
		for _, name := range c.Use {
			named[name] = true
		}
	}
	return named
}

func (a *app) engineOptions(name l10n.ProviderName) provider.Options {
	c := a.cfg.Providers[name]
	return provider.Options{
		Command: c.Command, URL: c.URL, Model: c.Model, Region: c.Region, Project: c.Project, Formality: c.Formality, Glossary: c.Glossary,
		Queue: c.Queue, Activity: c.Activity, Timeout: c.Timeout.Std(), Key: c.Key, Dates: c.Dates, Env: os.Getenv,
	}
}

func (a *app) engineQueue(name l10n.ProviderName) string {
	return a.cfg.Temporal.TaskQueue + ":" + string(name)
}

// workers are the worker of a process, and one more for each engine whose rate is limited.
type workers []worker.Worker

// Start starts all of them, or none.
func (ws workers) Start() error {
	for i, w := range ws {
		if err := w.Start(); err != nil {
			ws[:i].Stop()
			return err
		}
	}
	return nil
}

// Stop stops all of them.
func (ws workers) Stop() {
	for _, w := range ws {
		w.Stop()
	}
}

// limitedWorkers listen on the task queues of engines with a rate limit, which the server holds across all workers.
func (a *app) limitedWorkers(c sdk.Client) workers {
	var ws workers
	for name, perSecond := range a.limited {
		w := worker.New(c, a.engineQueue(name), worker.Options{
			DisableWorkflowWorker: true, TaskQueueActivitiesPerSecond: perSecond, WorkerStopTimeout: 30 * time.Second,
			Interceptors: []interceptor.WorkerInterceptor{&activities.Heartbeats{}},
		})
		w.RegisterActivity(a.activities)
		ws = append(ws, w)
	}
	return ws
}

// wake has parked translations try again: a worker that starts may have the new key that they wait for.
func (a *app) wake(ctx context.Context, c *client.Client) {
	parked, err := a.store.Translations(ctx, l10n.TranslationFilter{Stage: l10n.StageParked, Limit: 100_000})
	for _, t := range parked {
		err = errors.Join(err, c.Resume(ctx, t.TranslationKey, l10n.Resume{By: "a worker that started"}))
	}
	if err != nil {
		a.logger.Warn("parked translations could not all be woken; they try again by themselves", "error", err)
	}
}

type resumeCmd struct {
	RunID string `arg:"" name:"run" help:"The run; latest for the latest one."`
	Allow int    `placeholder:"CHARACTERS" help:"Let the engines be sent so many characters beyond their budget, for each translation."`
	Skip  bool   `help:"Ask the engines no more and leave the open texts to people."`
}

// Help is the longer help.
func (resumeCmd) Help() string {
	return `A translation whose engines are out of quota, over their budget, refuse the key or don't answer is parked: it asks
them again by itself, less and less often. This has it ask at once.`
}

// Run resumes a run's parked translations.
func (r resumeCmd) Run(ctx context.Context, s *session) error {
	if r.Allow < 0 {
		return usage(errors.New("--allow takes a number of characters"))
	}
	return s.withPipeline(ctx, func(a *app, t sdk.Client) error {
		run, err := a.findRun(ctx, r.RunID)
		if err != nil {
			return err
		}
		parked, err := a.store.Translations(ctx, l10n.TranslationFilter{Run: run.ID, Stage: l10n.StageParked, Limit: 100_000})
		if err != nil {
			return err
		}
		if len(parked) == 0 {
			return fmt.Errorf("%w: nothing of run %s is parked", l10n.ErrRefused, run.ID)
		}
		c := client.New(t, a.cfg.Temporal.TaskQueue)
		for _, p := range parked {
			if err := c.Resume(ctx, p.TranslationKey, l10n.Resume{By: me(), Allow: r.Allow, Skip: r.Skip}); err != nil {
				return err
			}
			s.say("%s into %s goes on.", p.Document, p.Locale)
		}
		return nil
	})
}

// engineInfos tells of each engine whether it is set up here; none is asked.
func (a *app) engineInfos() []engineInfo {
	var list []engineInfo
	for _, e := range a.engines() {
		info := engineInfo{Name: e.name, About: e.About, Usable: true}
		if _, err := e.open(); err != nil {
			info.Usable, info.Why = false, err.Error()
		}
		list = append(list, info)
	}
	return list
}

type providersCmd struct{}

// engineInfo is an engine, as --json writes it.
type engineInfo struct {
	Name   l10n.ProviderName `json:"name"`
	About  string            `json:"about"`
	Usable bool              `json:"usable"`
	Why    string            `json:"why,omitempty"`
}

// Run lists the engines.
func (providersCmd) Run(_ context.Context, s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	a := &app{cfg: cfg, logger: s.logger}
	list := a.engineInfos()
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(list)
	}
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "ENGINE\tWHAT IT IS\tHERE")
	for _, e := range list {
		here := "is set up"
		if !e.Usable {
			here = e.Why
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", e.Name, e.About, here)
	}
	return w.Flush()
}
