package translate

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Estimate is what a draft would ask of an engine, if the engine answered all that is open.
type Estimate struct {
	Engine     l10n.ProviderName `json:"engine"`
	Via        l10n.Locale       `json:"via,omitempty"`
	Questions  int               `json:"questions"`  // that it was not asked before
	Kept       int               `json:"kept"`       // answered before, and not paid again
	Characters int               `json:"characters"` // about so many would be sent, by the length of the sources
}

// Estimate counts, for each engine of the draft's chain, what it would be asked. An engine after the first one is asked
// only for what those before it leave open.
func (t *Translator) Estimate(ctx context.Context, d Draft) ([]Estimate, error) {
	rs, err := t.routes(d)
	if err != nil {
		return nil, err
	}
	replies, err := t.replies(ctx, d, rs, d.Questions)
	if err != nil {
		return nil, err
	}
	out := []Estimate{}
	for j, r := range rs {
		e := Estimate{Engine: r.traits.Name, Via: r.via}
		for i, q := range d.Questions {
			switch p := replies[i][j]; {
			case p.usable:
				e.Kept++
			case !r.canAnswer(d, q):
			case !p.asked || r.via != "":
				e.Questions++
				e.Characters += q.Characters()
				if r.via != "" {
					e.Characters += q.Characters() // the second leg is about as long
				}
			}
		}
		out = append(out, e)
	}
	return out, nil
}
