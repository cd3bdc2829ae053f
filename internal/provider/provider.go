// Package provider holds the machine-translation drivers: one file each, and one table. A driver does I/O and nothing
// else; what drivers share is in the translate room.
package provider

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Driver is a kind of engine.
type Driver struct {
	Name l10n.ProviderName
	// About says in a few words what the engine is, for `dragoman providers` and the documentation.
	About string
	// Secret is the environment variable of the key; empty where none is needed. Keys come from nowhere else.
	Secret string
	// Local says that texts don't leave the machine and cost nothing: such an engine may be asked without being
	// configured.
	Local bool
	// Open makes a provider. An error says what is missing and how to get it. nil for a remote engine.
	Open func(Options) (translate.Provider, error)
	// OpenRemote describes an engine that is not called here, by the same rules. nil for one that is.
	OpenRemote func(Options) (translate.Remote, error)
	// Judges says that engines of this driver can judge translations too; see [OpenJudge].
	Judges bool
}

// Options are what dragoman.yaml and the environment say of a provider.
type Options struct {
	// Command is the program to run, where it isn't found by its usual name.
	Command string
	// URL is the engine's address, where it isn't the vendor's.
	URL string
	// Model is the model, in the engine's own words; for azure its category.
	Model string
	// Region and Project are azure's region, and google's location and project.
	Region, Project string
	// Formality is "more" or "less", for engines that heed it.
	Formality string
	// Glossary is the ID of a glossary that the engine keeps.
	Glossary string
	// Queue and Activity name the activity of an engine behind somebody else's worker.
	Queue, Activity string
	// Timeout bounds a request; 0 is two minutes.
	Timeout time.Duration
	// Dates says whether dates are hidden from the engine: mask, keep, or as its driver has it; see [WithDates].
	Dates string
	// Key is the environment variable of the key, where it isn't the driver's own.
	Key string
	// Env reads the environment; nil has no variables.
	Env func(string) string
}

// variable is the environment variable of the key.
func (o Options) variable(usual string) string {
	if o.Key != "" {
		return o.Key
	}
	return usual
}

// key is the key, or empty where the environment has none.
func (o Options) key(usual string) string {
	if o.Env == nil {
		return ""
	}
	return o.Env(o.variable(usual))
}

func (o Options) secret(usual string) (string, error) {
	if v := o.key(usual); v != "" {
		return v, nil
	}
	return "", fmt.Errorf("its key is missing: set the environment variable %s", o.variable(usual))
}

// version joins what an answer depends on.
func version(parts ...string) string { return strings.TrimRight(strings.Join(parts, "|"), "|") }

// Drivers is the table of all drivers. A new one is a file and a line here.
func Drivers() []Driver {
	return []Driver{
		{"apertium", "the local, offline Apertium command line", "", true, OpenApertium, nil, false},
		{"apertium-apy", "an Apertium server", "", false, OpenApertiumAPY, nil, false},
		{"libretranslate", "a LibreTranslate server", "LIBRETRANSLATE_API_KEY", false, OpenLibreTranslate, nil, false},
		{"deepl", "DeepL API v2, free or pro", "DEEPL_API_KEY", false, OpenDeepL, nil, false},
		{"google", "Google Cloud Translation v3", "GOOGLE_APPLICATION_CREDENTIALS", false, OpenGoogle, nil, false},
		{"azure", "Azure AI Translator 3.0", "AZURE_TRANSLATOR_KEY", false, OpenAzure, nil, false},
		{"openai", "any endpoint with OpenAI's chat completions: OpenAI, Ollama, vLLM, llama.cpp …",
			"OPENAI_API_KEY", false, OpenOpenAI, nil, true},
		{"anthropic", "Anthropic's Messages API", "ANTHROPIC_API_KEY", false, OpenAnthropic, nil, true},
		{"activity", "an activity on a task queue, by anyone's worker in any language", "", false, nil, OpenActivity, false},
		{translate.Pseudo, "pseudo-localization, to see what is translated and whether it fits", "", true, OpenPseudo, nil, false},
	}
}

// Known reports whether a driver of that name is in the table.
func Known(name l10n.ProviderName) bool {
	return slices.ContainsFunc(Drivers(), func(d Driver) bool { return d.Name == name })
}

// Names lists what a chain may hold, for messages.
func Names() string {
	names := []string{string(translate.Memory)}
	for _, d := range Drivers() {
		names = append(names, string(d.Name))
	}
	return strings.Join(append(names, string(translate.Source)), ", ")
}

// Open opens a driver by name. A remote engine has none to open.
func Open(name l10n.ProviderName, o Options) (translate.Provider, error) {
	for _, d := range Drivers() {
		switch {
		case d.Name != name:
		case d.Open == nil:
			return nil, fmt.Errorf("provider %q is an activity of somebody else's worker: it is not opened here", name)
		default:
			return d.Open(o)
		}
	}
	return nil, fmt.Errorf("unknown provider %q: there are %s", name, Names())
}

// WithDates is a provider that has dates hidden from it (mask) or not (keep), whatever its driver thinks of it; empty
// leaves that to the driver.
func WithDates(p translate.Provider, how string) translate.Provider {
	if how == "" || p.Traits().MaskDates == (how == "mask") {
		return p
	}
	return withDates{p, how == "mask"}
}

type withDates struct {
	translate.Provider
	mask bool
}

// Traits implements translate.Provider.
func (w withDates) Traits() translate.Traits {
	tr := w.Provider.Traits()
	tr.MaskDates = w.mask
	return tr
}

// Named is a provider under the name that a configuration has for it, so that there can be two of a kind.
func Named(p translate.Provider, name l10n.ProviderName) translate.Provider {
	if p.Traits().Name == name {
		return p
	}
	return named{p, name}
}

type named struct {
	translate.Provider
	name l10n.ProviderName
}

// Traits implements translate.Provider.
func (n named) Traits() translate.Traits {
	tr := n.Provider.Traits()
	tr.Name = n.name
	return tr
}
