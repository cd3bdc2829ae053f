// Package provider holds the machine-translation drivers: one file each, and one table. A driver does I/O and nothing
// else; what drivers share is in the translate room.
package provider

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Driver is a kind of engine.
type Driver struct {
	Name l10n.ProviderName
	// About says in a few words what the engine is, for `dragoman providers` and the documentation.
	About string
	// Open makes a provider. An error says what is missing and how to get it.
	Open func(Options) (translate.Provider, error)
}

// Options are what dragoman.yaml and the environment say of a provider.
type Options struct {
	// Command is the program to run, where it isn't found by its usual name.
	Command string
}

// Drivers is the table of all drivers. A new one is a file and a line here.
func Drivers() []Driver {
	return []Driver{
		{"apertium", "the local, offline Apertium command line", OpenApertium},
		{translate.Pseudo, "pseudo-localization, to see what is translated and whether it fits", OpenPseudo},
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

// Open opens a driver by name.
func Open(name l10n.ProviderName, o Options) (translate.Provider, error) {
	for _, d := range Drivers() {
		if d.Name == name {
			return d.Open(o)
		}
	}
	return nil, fmt.Errorf("unknown provider %q: there are %s", name, Names())
}
