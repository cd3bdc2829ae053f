package app

import (
	"fmt"
	"maps"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Engines are all engines that a configuration can use: the drivers in their table's order, each followed by those that
// the configuration gives names of their own.
type Engines struct {
	Config *config.Config
	Env    func(string) string
}

// engine is a driver under the name that chains have for it.
type engine struct {
	provider.Driver
	name    l10n.ProviderName
	options provider.Options
}

// openInto opens the engine and puts it among those that a translator has.
func (e engine) openInto(t *translate.Translator) error {
	if e.OpenRemote != nil {
		r, err := e.OpenRemote(e.options)
		if err == nil {
			r.Traits.Name = e.name
			t.Remotes[e.name] = r
		}
		return err
	}
	p, err := e.Open(e.options)
	if err == nil {
		t.Providers[e.name] = provider.Named(provider.WithDates(p, e.options.Dates), e.name)
	}
	return err
}

// noEngines is a translator without engines.
func noEngines() *translate.Translator {
	return &translate.Translator{
		Providers: map[l10n.ProviderName]translate.Provider{}, Remotes: map[l10n.ProviderName]translate.Remote{},
		Budgets: map[l10n.ProviderName]translate.Budget{}, Queues: map[l10n.ProviderName]string{},
		Default: []l10n.ProviderName{translate.Memory},
	}
}

func (es Engines) all() []engine {
	var all []engine
	for _, d := range provider.Drivers() {
		all = append(all, es.engine(d, d.Name))
		for _, name := range slices.Sorted(maps.Keys(es.Config.Providers)) {
			if name != d.Name && es.Config.Driver(name) == d.Name {
				all = append(all, es.engine(d, name))
			}
		}
	}
	return all
}

func (es Engines) engine(d provider.Driver, name l10n.ProviderName) engine {
	o := providerOptions(es.Config.Providers[name])
	o.Env = es.Env
	return engine{d, name, o}
}

// providerOptions are a configured provider's settings as its driver takes them.
func providerOptions(c config.Provider) provider.Options {
	return provider.Options{
		Command: c.Command, URL: c.URL, Model: c.Model, Region: c.Region, Project: c.Project, Formality: c.Formality,
		Glossary: c.Glossary, Queue: c.Queue, Activity: c.Activity, Timeout: c.Timeout.Std(), Key: c.Key, Dates: c.Dates,
	}
}

// named are the engines that the configuration names: these must open.
func (es Engines) named() map[l10n.ProviderName]bool {
	named := map[l10n.ProviderName]bool{}
	for name := range es.Config.Providers {
		named[name] = true
	}
	for _, c := range es.Config.Chains {
		for _, name := range c.Use {
			named[name] = true
		}
	}
	for _, s := range es.Config.Sites {
		for _, step := range s.Review.Steps {
			if step.Use != "" {
				named[step.Use] = true
			}
		}
	}
	return named
}

// EngineInfo says whether an engine is set up here, and whether it answers.
type EngineInfo struct {
	Name   l10n.ProviderName `json:"name"`
	About  string            `json:"about"`
	Usable bool              `json:"usable"`        // it is set up
	Why    string            `json:"why,omitempty"` // it is not, or does not answer
	// Answers is set where the engine was asked.
	Answers *bool `json:"answers,omitempty"`
	// Judges says that it can judge translations too.
	Judges bool `json:"judges,omitempty"`
	// Named says that the configuration names it.
	Named bool `json:"-"`
}

// List tells of each engine whether it is set up here. None is asked.
func (es Engines) List() []EngineInfo {
	var list []EngineInfo
	named := es.named()
	for _, e := range es.all() {
		info := EngineInfo{Name: e.name, About: e.About, Usable: true, Judges: e.Judges, Named: named[e.name]}
		if err := e.openInto(noEngines()); err != nil {
			info.Usable, info.Why = false, err.Error()
		}
		list = append(list, info)
	}
	return list
}

// Missing is the first reason for which an engine that the configuration names cannot be used here, or nil. Workers need
// them all.
func (es Engines) Missing() error {
	for _, e := range es.List() {
		if e.Named && !e.Usable {
			return mark(fmt.Errorf("provider %s: %s", e.Name, e.Why), ErrConfig)
		}
	}
	return nil
}

// Usable is for [Options.Needs], of who can do without an engine: the engines that are set up here.
func (es Engines) Usable() func(l10n.ProviderName) bool {
	usable := map[l10n.ProviderName]bool{}
	for _, e := range es.List() {
		usable[e.Name] = e.Usable
	}
	return func(name l10n.ProviderName) bool { return usable[name] }
}

// NoEngines is for [Options.Needs], of who asks no engine.
func NoEngines(l10n.ProviderName) bool { return false }

// EnginesOf is for [Options.Needs], of who works with a plan: the engines of its chains. Where a chain is left to the
// configuration, all of them are.
func EnginesOf(p l10n.Plan) func(l10n.ProviderName) bool {
	for _, l := range p.Locales {
		if len(p.Chains[l]) == 0 {
			return nil
		}
	}
	return func(name l10n.ProviderName) bool {
		for _, l := range p.Locales {
			if slices.Contains(p.Chains[l], name) {
				return true
			}
		}
		return false
	}
}

// translator opens every engine that may be used here: those that the configuration names, which must open, those whose
// key the environment has, and the local ones. The default chain is the memory, the configured engines, the local ones,
// and then people: a key in the environment alone sends nothing anywhere.
func (a *App) translator(terms translate.Glossary) (*translate.Translator, error) {
	t := noEngines()
	t.Memory, t.Answers, t.Glossary, t.Ledger = a.Memory, a.Store, terms, a.Store
	a.limited = map[l10n.ProviderName]float64{}
	engines := Engines{Config: a.Config, Env: a.Env}
	named := engines.named()
	var local []l10n.ProviderName
	for _, e := range engines.all() {
		if a.Needs != nil && !a.Needs(e.name) {
			continue
		}
		c, configured := a.Config.Providers[e.name]
		if !named[e.name] && !e.Local && (e.Secret == "" || a.Env(e.Secret) == "") {
			continue
		}
		err := e.openInto(t)
		switch {
		case err != nil && named[e.name]:
			return nil, mark(fmt.Errorf("provider %s: %w", e.name, err), ErrConfig)
		case err != nil:
			a.Logger.Info("this engine is not used", "provider", e.name, "reason", err)
			continue
		case configured && e.name != translate.Pseudo && !c.OnlyJudges:
			t.Default = append(t.Default, e.name)
		case e.Local && e.name != translate.Pseudo:
			local = append(local, e.name)
		}
		t.Budgets[e.name] = translate.Budget{Run: c.Budget.Run, Month: c.Budget.Month}
		if c.PerSecond > 0 && e.OpenRemote == nil {
			t.Queues[e.name], a.limited[e.name] = a.engineQueue(e.name), c.PerSecond
		}
	}
	t.Default = append(append(t.Default, local...), translate.Source)
	return t, nil
}

func (a *App) engineQueue(name l10n.ProviderName) string {
	return a.Config.Temporal.TaskQueue + ":" + string(name)
}
