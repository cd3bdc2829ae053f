package app

import (
	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/place"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Known are the names that a configuration may use, from the tables of the drivers.
func Known() config.Known {
	return config.Known{
		Provider: func(name l10n.ProviderName) bool {
			return name == translate.Memory || name == translate.Source || provider.Known(name)
		},
		ProviderNames: provider.Names(),
		Unique:        func(name l10n.ProviderName) bool { return !provider.Known(name) || name == translate.Pseudo },
		Destinations:  destination.Kinds(),
		Places:        place.Kinds(),
		FileFormats:   fileFormats(),
		Checks:        checkNames(),
		StepKinds:     stepKinds(),
		Judges:        provider.Judges(),
	}
}

func checkNames() []l10n.CheckName {
	var names []l10n.CheckName
	for _, c := range check.Checks() {
		names = append(names, c.Name)
	}
	return names
}

func stepKinds() []l10n.StepKind {
	var names []l10n.StepKind
	for _, k := range review.Kinds() {
		names = append(names, k.Name)
	}
	return names
}

func fileFormats() []string {
	var names []string
	for _, f := range handoff.Formats {
		names = append(names, string(f))
	}
	return names
}
