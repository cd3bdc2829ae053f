package client

import (
	"cmp"
	"context"
	"fmt"
	"time"

	sdk "go.temporal.io/sdk/client"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// Embargo takes a person's word on when a document goes to visitors to the run that publishes it: [Release] or
// [Reschedule]. It returns when the word is in the records. An act without a run is about the one that is at work; the
// act's ID makes a repeat harmless. The errors are those of [Client.Decide].
func (c *Client) Embargo(ctx context.Context, act EmbargoAct) error {
	name, ok := map[l10n.EmbargoKind]string{Release: workflows.UpdateRelease, Reschedule: workflows.UpdateReschedule}[act.Kind]
	if !ok {
		return fmt.Errorf("%w: unknown act %q", ErrRefused, act.Kind)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	id, what := workflows.DocumentWorkflowID(act.Document), "the publication of "+string(act.Document)
	if act.Run == "" {
		run, err := c.runOf(ctx, id)
		if err != nil {
			return mapError(err, what)
		}
		act.Run = run
	}
	act.ID = cmp.Or(act.ID, NewID())
	var err error
	if act.At, act.Seal, err = c.sign(act.At, func(at time.Time) *signing.Statement {
		act.At = at
		return signing.Embargo(act)
	}); err != nil {
		return err
	}
	h, err := c.temporal.UpdateWorkflow(ctx, sdk.UpdateWorkflowOptions{
		WorkflowID: id, UpdateName: name, Args: []any{act}, WaitForStage: sdk.WorkflowUpdateStageCompleted,
		UpdateID: act.ID + "-" + string(l10n.NewShortName(string(act.Kind), fmt.Sprint(act.Locales), act.Embargo.String(), string(act.By))),
	})
	if err != nil {
		return mapError(err, what)
	}
	return mapError(h.Get(ctx, nil), what)
}
