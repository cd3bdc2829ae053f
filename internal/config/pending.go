package config

import (
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Pending says what is done with pages that are not approved yet.
type Pending struct {
	// Policy is hold, omit or fallback, and Locales has the policies of locales that have another one.
	Policy  l10n.Pending                 `yaml:"policy"`
	Locales map[l10n.Locale]l10n.Pending `yaml:"locales"`
}

var pendingPolicies = []l10n.Pending{l10n.HoldPending, l10n.OmitPending, l10n.FallbackPending}

// plan names the locales that are not simply held.
func (p Pending) plan(locales []l10n.Locale) map[l10n.Locale]l10n.Pending {
	var of map[l10n.Locale]l10n.Pending
	for _, l := range locales {
		policy, ok := p.Locales[l]
		if !ok {
			policy = p.Policy
		}
		if policy == "" || policy == l10n.HoldPending {
			continue
		}
		if of == nil {
			of = map[l10n.Locale]l10n.Pending{}
		}
		of[l] = policy
	}
	return of
}

func (v *validator) pending(s *Site, i int) {
	check := func(p l10n.Pending, path ...any) {
		if p != "" && !slices.Contains(pendingPolicies, p) {
			v.add(fmt.Sprintf("unknown policy %q: there are hold, omit and fallback", p),
				append([]any{"sites", i, "pending"}, path...)...)
		}
	}
	check(s.Pending.Policy, "policy")
	for l, p := range s.Pending.Locales {
		check(p, "locales", string(l))
		v.locale(l, "sites", i, "pending", "locales", string(l))
	}
}
