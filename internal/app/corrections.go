package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/correct"
	"github.com/dragoman-l10n/dragoman/internal/desk"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// deskCorrections finds sentences for the desk, and takes people's words that they are wrong to runs.
type deskCorrections struct {
	*correct.Service
	client *client.Client
}

var _ desk.Corrections = deskCorrections{}

// Correct has people look again at a sentence, wherever it is. The runs' IDs are made of the act's, so a repeat is the same
// runs.
func (c deskCorrections) Correct(ctx context.Context, q l10n.SentenceQuery, o desk.CorrectionOrder) error {
	found, err := c.Find(ctx, q)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("no published page carries that sentence as a whole: %w", l10n.ErrNotFound)
	}
	if !o.Proposed.IsEmpty() {
		if err := c.Propose(ctx, found, o.Proposed); err != nil {
			return err
		}
	}
	requests := correct.Requests(found, o.Note, o.By, o.Reason)
	if len(requests) == 0 {
		for _, f := range found {
			if strings.HasPrefix(string(f.Busy), correctionRun(f.Site, o.ID, "")) {
				return nil // a repeat
			}
		}
		return fmt.Errorf("%w: runs are at work on all pages that carry it: mend the sentence there", l10n.ErrRefused)
	}
	for i, r := range requests {
		r.Run = l10n.RunID(correctionRun(r.Site, o.ID, fmt.Sprint(i+1)))
		if _, _, err := c.client.Publish(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// correctionRun is the ID of a run of a correction.
func correctionRun(site l10n.SiteName, act, number string) string {
	return fmt.Sprintf("%s-correct-%s-%s", site, act, number)
}
