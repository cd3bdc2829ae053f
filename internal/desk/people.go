package desk

import (
	"cmp"
	"maps"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// peopleOf lists who is known of a translation by name: who is asked, who decided, wrote or commented.
func peopleOf(w *loaded) []l10n.UserID {
	names := map[string]l10n.UserID{}
	add := func(all ...l10n.UserID) {
		for _, u := range all {
			if u != "" && u != l10n.MachineAuthor {
				names[string(u)] = u
			}
		}
	}
	add(w.Assignee)
	for _, s := range w.board.Steps {
		add(s.Who...)
	}
	for _, d := range w.decisions {
		add(d.By, d.To)
	}
	for _, g := range w.targets {
		if g.Origin.Kind == l10n.SubHuman {
			add(g.Origin.By)
		}
	}
	if w.threads != nil {
		for _, t := range w.threads.BySegment {
			for _, c := range t.Comments {
				add(c.By)
			}
		}
	}
	return slices.SortedFunc(maps.Values(names), func(a, b l10n.UserID) int { return cmp.Compare(a, b) })
}
