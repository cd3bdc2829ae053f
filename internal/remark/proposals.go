package remark

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Alike is how many different texts of a site people overrule a check for until it is proposed to turn it off there.
const Alike = 3

// Proposal says that people overrule a check so often, or have said so, that it might be turned off for a site. Nothing turns
// it off by itself: somebody writes it into the configuration.
type Proposal struct {
	Site  l10n.SiteName  `json:"site"`
	Check l10n.CheckName `json:"check"`
	// Locales are those in which it was overruled.
	Locales []l10n.Locale `json:"locales"`
	// Texts counts the different texts for which it was overruled, People who did that, and Asked those who have proposed to
	// turn it off.
	Texts  int           `json:"texts"`
	People []l10n.UserID `json:"people"`
	Asked  []l10n.UserID `json:"asked,omitempty"`
	// Dismissals are the words themselves, the oldest first.
	Dismissals []l10n.Dismissal `json:"dismissals"`
	// YAML is what to write into dragoman.yaml.
	YAML string `json:"yaml"`
}

// Proposals returns the checks that might be turned off on a site, or on all sites when it is empty. A check that is turned
// off already is none of them.
func (s *Service) Proposals(ctx context.Context, site l10n.SiteName) ([]Proposal, error) {
	all, err := s.Dismissals.AllDismissals(ctx, site)
	if err != nil {
		return nil, err
	}
	type key struct {
		site  l10n.SiteName
		check l10n.CheckName
	}
	by := map[key][]l10n.Dismissal{}
	for _, d := range all {
		if !slices.Contains(s.disabled(d.Site, d.Locale), d.Check) {
			by[key{d.Site, d.Check}] = append(by[key{d.Site, d.Check}], d)
		}
	}
	var out []Proposal
	for k, ds := range by {
		if p := s.proposal(k.site, k.check, ds); p.Texts >= Alike || len(p.Asked) > 0 {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(a.Site, b.Site), b.Texts-a.Texts, cmp.Compare(a.Check, b.Check))
	})
	return out, nil
}

func (s *Service) proposal(site l10n.SiteName, check l10n.CheckName, ds []l10n.Dismissal) Proposal {
	locales, texts := map[l10n.Locale]bool{}, map[[2]l10n.Hash]bool{}
	people, asked := map[l10n.UserID]bool{}, map[l10n.UserID]bool{}
	for _, d := range ds {
		locales[d.Locale], people[d.By] = true, true
		texts[[2]l10n.Hash{d.SourceHash, d.TargetHash}] = true
		if d.Scope == l10n.DismissCheck {
			asked[d.By] = true
		}
	}
	p := Proposal{Site: site, Check: check, Locales: slices.Sorted(maps.Keys(locales)), Texts: len(texts),
		People: slices.Sorted(maps.Keys(people)), Asked: slices.Sorted(maps.Keys(asked)), Dismissals: ds}
	p.YAML = s.yaml(p)
	return p
}

func (s *Service) disabled(site l10n.SiteName, locale l10n.Locale) []l10n.CheckName {
	if s.Disabled == nil {
		return nil
	}
	return s.Disabled(site, locale)
}

// yaml is what to write to turn a check off: in the locale where it was overruled, or on the whole site when there are
// several. A locale's list stands in the place of the site's, so each list has what is turned off there already.
func (s *Service) yaml(p Proposal) string {
	list := func(l l10n.Locale) string {
		var names []string
		for _, c := range append(slices.Clip(s.disabled(p.Site, l)), p.Check) {
			names = append(names, scalar(string(c)))
		}
		return "[" + strings.Join(names, ", ") + "]"
	}
	var locales []l10n.Locale
	for _, l := range p.Locales {
		if len(p.Locales) == 1 || !slices.Equal(s.disabled(p.Site, l), s.disabled(p.Site, "")) {
			locales = append(locales, l)
		}
	}
	var b strings.Builder
	b.WriteString("sites:\n  - name: " + scalar(string(p.Site)) + "\n    checks:\n")
	if len(p.Locales) > 1 {
		b.WriteString("      disabled: " + list("") + "\n")
	}
	if len(locales) > 0 {
		b.WriteString("      locales:\n")
	}
	for _, l := range locales {
		b.WriteString("        " + scalar(string(l)) + ": {disabled: " + list(l) + "}\n")
	}
	return b.String()
}

// scalar quotes a name for YAML where it is not plain, or would be read as something else than a text.
func scalar(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_'
	}
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) && s[0] >= 'A' &&
		!slices.Contains([]string{"no", "yes", "on", "off", "true", "false", "null", "y", "n"}, strings.ToLower(s)) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
