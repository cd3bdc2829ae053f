package translate

import (
	"context"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Assemble fills the draft from the kept answers. What has none gets its fuzzy match, or else what people approved for an
// earlier source; if there is nothing, it stays initial for a person.
func (t *Translator) Assemble(ctx context.Context, d Draft) ([]l10n.Target, error) {
	rs, err := t.routes(d)
	if err != nil {
		return nil, err
	}
	at := map[l10n.SegmentID]int{}
	for i, target := range d.Targets {
		at[target.Segment] = i
	}
	replies, err := t.replies(ctx, d, rs, d.Questions)
	if err != nil {
		return nil, err
	}
	for i, q := range d.Questions {
		first := slices.IndexFunc(replies[i], func(p reply) bool { return p.usable })
		for _, id := range q.Segments {
			target := &d.Targets[at[id]]
			if first >= 0 {
				answer(target, replies[i][first].answer, rs[first].via)
			} else if m, fuzzy := d.Fallback[id]; fuzzy {
				fill(target, m)
			} else if spare, ok := d.Spare[id]; ok {
				spare.Earlier = target.Earlier
				*target = spare
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
