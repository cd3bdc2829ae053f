package client

import (
	"context"
	"time"

	enums "go.temporal.io/api/enums/v1"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// publishing is how long a withdrawal or a rollback is waited for.
const publishing = time.Minute

// Unpublish takes a site's document or some of its locales from visitors and returns when they are gone. The plan is one
// of the site. The withdrawal's ID makes a repeat harmless. After ErrUnavailable it goes on by itself, and the same act may be asked for again.
func (c *Client) Unpublish(ctx context.Context, in UnpublishInput) (Withdrawn, error) {
	var out Withdrawn
	id := workflows.UnpublishWorkflowID(in.Document, in.Withdrawal.ID)
	what := "the withdrawal of " + string(in.Document)
	w := &in.Withdrawal
	var err error
	if w.At, w.Seal, err = c.sign(w.At, func(at time.Time) *signing.Statement {
		w.At = at
		return signing.Withdrawal(in.Site, in.Document, *w)
	}); err != nil {
		return out, err
	}
	return out, c.act(ctx, id, what, onDocument(in.Site, in.Document), &out, workflows.UnpublishDocument, in)
}

// Rollback has visitors get an earlier publication of a site's document, and returns when they do. The plan is
// one of the site. A repeat with the same ID is the same act.
func (c *Client) Rollback(ctx context.Context, act string, in RollbackInput) error {
	in.ID = act
	var err error
	if in.At, in.Seal, err = c.sign(in.At, func(at time.Time) *signing.Statement {
		in.At = at
		return signing.Rollback(in.Rollback())
	}); err != nil {
		return err
	}
	id, what := workflows.RollbackWorkflowID(in.Document, act), "the rollback of "+string(in.Document)
	return c.act(ctx, id, what, onDocument(in.Site, in.Document), nil, workflows.RollbackDocument, in)
}

// onDocument are the search attributes of an act on a site's document.
func onDocument(site SiteName, doc DocumentID) temporal.SearchAttributes {
	attributes := []temporal.SearchAttributeUpdate{workflows.AttributeDocument.ValueSet(string(doc))}
	if site != "" {
		attributes = append(attributes, workflows.AttributeSite.ValueSet(string(site)))
	}
	return temporal.NewSearchAttributes(attributes...)
}

func (c *Client) act(
	ctx context.Context, id, what string, attributes temporal.SearchAttributes, out, workflow, in any,
) error {
	ctx, cancel := context.WithTimeout(ctx, publishing)
	defer cancel()
	run, err := c.temporal.ExecuteWorkflow(ctx, sdk.StartWorkflowOptions{
		ID: id, TaskQueue: c.queue,
		// An act that is under way or has been done is not done again; one that failed may be.
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
		StaticSummary:            workflows.Escape(what),
		TypedSearchAttributes:    attributes,
	}, workflow, in)
	if err != nil {
		return mapError(err, what)
	}
	return mapError(run.Get(ctx, out), what)
}
