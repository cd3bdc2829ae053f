package config

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Provider holds an engine's settings. Its key is never one of them: keys come from the environment.
type Provider struct {
	// Driver is the kind of engine, where the entry's name is not one: so there can be two of a kind.
	Driver l10n.ProviderName `yaml:"driver"`
	// Key is the environment variable that has the key, where it is not the driver's own.
	Key       string   `yaml:"key"`
	Command   string   `yaml:"command"`
	URL       string   `yaml:"url"`
	Model     string   `yaml:"model"`
	Region    string   `yaml:"region"`
	Project   string   `yaml:"project"`
	Formality string   `yaml:"formality"`
	Glossary  string   `yaml:"glossary"`
	Queue     string   `yaml:"queue"`
	Activity  string   `yaml:"activity"`
	Timeout   Duration `yaml:"timeout"`
	// Dates are hidden from the engine (mask) or left to it (keep).
	Dates string `yaml:"dates"`
	// PerSecond limits the engine's batches across all workers; 0 is no limit.
	PerSecond float64 `yaml:"per_second"`
	// Price is that of a million characters, in whatever currency the project counts in.
	Price  float64    `yaml:"price"`
	Tokens TokenPrice `yaml:"tokens"`
	Budget Budget     `yaml:"budget"`
	// OnlyJudges keeps the engine out of the chain of those that have none.
	OnlyJudges bool `yaml:"only_judges"`
}

// TokenPrice is the price of a million tokens of a language model, for what it judges.
type TokenPrice struct {
	Input    float64 `yaml:"input"`
	Output   float64 `yaml:"output"`
	Currency string  `yaml:"currency"`
}

// Budget limits what an engine is sent, in characters; 0 is no limit.
type Budget struct {
	Run   int `yaml:"run"`
	Month int `yaml:"month"`
}

// Patience says how long a translation waits for engines that can't go on.
type Patience struct {
	Attempts int      `yaml:"attempts"`
	Longest  Duration `yaml:"longest"`
}

// driver is the kind of engine of an entry.
func (p Provider) driver(name l10n.ProviderName) l10n.ProviderName {
	if p.Driver != "" {
		return p.Driver
	}
	return name
}

// Driver is the kind of engine behind a name in a chain.
func (c *Config) Driver(name l10n.ProviderName) l10n.ProviderName {
	return c.Providers[name].driver(name)
}

var variableName = regexp.MustCompile(`^[A-Z_][A-Z0-9_]*$`)

func (v *validator) providers(c *Config) {
	for name, p := range c.Providers {
		at := func(key string) []any { return []any{"providers", string(name), key} }
		switch driver := p.driver(name); {
		case !v.known.Provider(driver) && p.Driver == "":
			v.add(fmt.Sprintf("unknown provider %q: there are %s; one of another name needs a driver", name,
				v.known.ProviderNames), "providers", string(name))
		case !v.known.Provider(driver) || (driver != name && v.known.Unique(driver)):
			v.add(fmt.Sprintf("no driver %q: there are %s", driver, v.known.ProviderNames), at("driver")...)
		case driver != name && v.known.Provider(name):
			v.add(fmt.Sprintf("%q is the name of a driver: give the entry another", name), "providers", string(name))
		}
		if p.Key != "" && !variableName.MatchString(p.Key) {
			v.add("key is the name of an environment variable, not the key itself", at("key")...)
		}
		v.address(p.URL, at("url")...)
		switch p.Formality {
		case "", "more", "less", "prefer_more", "prefer_less", "default":
		default:
			v.add("formality is more, less, prefer_more or prefer_less", at("formality")...)
		}
		if p.Dates != "" && p.Dates != "mask" && p.Dates != "keep" {
			v.add("dates is mask or keep", at("dates")...)
		}
		v.judging(name, p)
		if p.Timeout < 0 || p.PerSecond < 0 || p.Price < 0 || p.Budget.Run < 0 || p.Budget.Month < 0 {
			v.add("a time, rate, price or budget cannot be negative", "providers", string(name))
		}
	}
	if c.Patience.Longest < 0 {
		v.add("longest cannot be negative", "patience", "longest")
	}
}

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// judging are the settings of engines that judge.
func (v *validator) judging(name l10n.ProviderName, p Provider) {
	switch t := p.Tokens; {
	case t.Input < 0 || t.Output < 0:
		v.add("a price cannot be negative", "providers", string(name), "tokens")
	case (t.Input > 0 || t.Output > 0 || t.Currency != "") && !currency.MatchString(t.Currency):
		v.add("the price of tokens needs a currency of three letters, for instance EUR", "providers", string(name), "tokens")
	}
	if p.OnlyJudges && !slices.Contains(v.known.Judges, p.driver(name)) {
		v.add(fmt.Sprintf("provider %q can't judge: only_judges is for the drivers %s", name, join(v.known.Judges)),
			"providers", string(name), "only_judges")
	}
}

// pivotFor returns the pivot language of the chain that fits the pair; a pivot that is one of the two is none.
func (c *Config) pivotFor(from, to l10n.Locale) l10n.Locale {
	ch, ok := c.chain(from, to)
	if !ok || ch.Via == "" || ch.Via.Language() == from.Language() || ch.Via.Language() == to.Language() {
		return ""
	}
	return ch.Via
}
