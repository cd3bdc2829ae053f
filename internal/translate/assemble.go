package translate

import (
	"context"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Assemble fills the draft from the kept answers; what has none gets its fuzzy match, or stays initial for a person.
func (t *Translator) Assemble(ctx context.Context, d Draft) ([]l10n.Target, error) {
	rs, err := t.routes(d)
	if err != nil {
		return nil, err
	}
	at := map[l10n.SegmentID]int{}
	for i, target := range d.Targets {
		at[target.Segment] = i
	}
	for _, q := range d.Questions {
		a, via, ok, err := t.first(ctx, d, rs, q)
		if err != nil {
			return nil, err
		}
		for _, id := range q.Segments {
			target := &d.Targets[at[id]]
			if m, fuzzy := d.Fallback[id]; !ok && fuzzy {
				fill(target, m)
			} else if ok {
				answer(target, a, via)
			}
		}
	}
	return d.Targets, nil
}

// answer takes an engine's answer as the target.
func answer(t *l10n.Target, a l10n.Answer, via l10n.Locale) {
	kind := l10n.SubMT
	if a.Provider == Pseudo {
		kind = l10n.SubPseudo
	}
	t.Text, t.State, t.SubState = a.Text, l10n.Translated, kind
	t.Origin = l10n.Origin{Kind: kind, Provider: a.Provider}
	var details []string
	if via != "" {
		details = append(details, "by way of "+string(via))
	}
	if a.Mended != "" {
		details = append(details, a.Mended)
	}
	t.Origin.Detail = strings.Join(details, "; ")
}

// first returns the answer of the first engine of the chain that has one.
func (t *Translator) first(ctx context.Context, d Draft, rs []route, q Question) (a l10n.Answer, via l10n.Locale, ok bool, err error) {
	for _, r := range rs {
		a, ok, _, err := t.kept(ctx, d, r, q)
		if ok || err != nil {
			return a, r.via, ok, err
		}
	}
	return l10n.Answer{}, "", false, nil
}
