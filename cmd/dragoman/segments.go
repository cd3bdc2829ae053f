package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// routings is what `show --segments --json` writes of a translation.
type routings struct {
	l10n.TranslationKey
	Counts   []l10n.RoutingCount   `json:"counts"`
	Segments []l10n.SegmentRouting `json:"segments"`
}

// sayRoutings says of each translation which segments people were asked about, and why: the counts by reason first.
func (s *session) sayRoutings(ctx context.Context, a *app.App, ts []l10n.Translation) error {
	all := []routings{}
	for _, t := range ts {
		counts, segments, err := a.Accounts().Routings(ctx, t.TranslationKey)
		if err != nil {
			return err
		}
		if !s.cli.JSON {
			s.printRoutings(t.TranslationKey, counts, segments)
			continue
		}
		all = append(all, routings{t.TranslationKey, counts, segments})
	}
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(all)
	}
	return nil
}

func (s *session) printRoutings(k l10n.TranslationKey, counts []l10n.RoutingCount, segments []l10n.SegmentRouting) {
	if len(counts) == 0 {
		s.say("\n%s into %s: no step of people has begun", k.Document, k.Locale)
		return
	}
	s.say("\n%s into %s", k.Document, k.Locale)
	w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "STEP\tPEOPLE\tSEGMENTS\tOF WHICH SEEN\tWHY")
	for _, c := range counts {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\n", c.Step, askedWord(c.Asked), c.Count, c.Seen, routingWord(c.Asked, c.Why))
	}
	_, _ = fmt.Fprintln(w, "\nNUMBER\tSEGMENT\tSTEP\tPEOPLE\tSAID\tWHY")
	for _, g := range segments {
		said := "-"
		if g.Seen != "" {
			said = outcomeWords[g.Seen] + " " + who(g.By)
		}
		_, _ = fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", g.Number, g.Segment, g.Step, askedWord(g.Asked), said, routingWord(g.Asked, g.Why))
	}
	_ = w.Flush()
}

func askedWord(asked bool) string {
	if asked {
		return "asked"
	}
	return "not asked"
}

// routingWord is why people were asked or not.
func routingWord(asked bool, why string) string {
	if !asked && why == "" {
		return "the step was not routed by rules"
	}
	return whyWord(why)
}
