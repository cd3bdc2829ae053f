package config

import (
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Watch says what becomes of the pages that a watch of the site finds new, changed or gone.
type Watch struct {
	Every   Duration         `yaml:"every"`
	New     l10n.WatchPolicy `yaml:"new"`
	Changed l10n.WatchPolicy `yaml:"changed"`
	Removed l10n.WatchPolicy `yaml:"removed"`
}

// ShortestWatch is the shortest time between two looks at a source.
const ShortestWatch = time.Minute

// Rules are the policies as the records keep them.
func (w Watch) Rules() l10n.WatchRules {
	return l10n.WatchRules{New: w.New, Changed: w.Changed, Removed: w.Removed}
}

var (
	appearing = []l10n.WatchPolicy{l10n.WatchPublish, l10n.WatchAsk, l10n.WatchIgnore}
	vanishing = []l10n.WatchPolicy{l10n.WatchKeep, l10n.WatchAsk, l10n.WatchUnpublish}
)

func (v *validator) watch(w Watch, site int) {
	at := func(key string) []any { return []any{"sites", site, "watch", key} }
	if w.Every.Std() < ShortestWatch {
		v.add(fmt.Sprintf("a source is looked at no more often than %s", english.Every(ShortestWatch)), at("every")...)
	}
	for _, p := range []struct {
		key     string
		policy  l10n.WatchPolicy
		allowed []l10n.WatchPolicy
	}{{"new", w.New, appearing}, {"changed", w.Changed, appearing}, {"removed", w.Removed, vanishing}} {
		if !slices.Contains(p.allowed, p.policy) {
			v.add(fmt.Sprintf("unknown policy %q for %s pages: there are %s, %s and %s", p.policy, p.key, p.allowed[0],
				p.allowed[1], p.allowed[2]), at(p.key)...)
		}
	}
}
