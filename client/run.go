package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// ErrNotTaken says that a run is asked for, and that no worker has taken it up in time. It starts when one does.
var ErrNotTaken = errors.New("no worker has taken up the run")

// Publish asks for a run, and returns when a worker has made its plan by its own configuration. A request without a
// run's ID gets one, which the answer has in any case; a repeat with the same ID is the same run.
//
// The error wraps ErrRefused when the worker's configuration does not allow what is asked for, or when another run is
// at work on one of the pages and can't be taken over; then nothing has started. It wraps [ErrNotTaken] when no
// worker has answered yet.
func (c *Client) Publish(ctx context.Context, r Request) (RunID, PlannedRun, error) {
	if r.Run == "" {
		r.Run = NewRunID(r.Site, time.Now())
	}
	var err error
	if r.At, r.Seal, err = c.sign(r.At, func(at time.Time) *signing.Statement {
		r.At = at
		return signing.Request(r)
	}); err != nil {
		return r.Run, PlannedRun{}, err
	}
	busy, err := c.busyPages(ctx, r.Pages)
	if err != nil {
		return r.Run, PlannedRun{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	start := c.temporal.NewWithStartWorkflowOperation(c.runOptions(r.Run, r.Site), workflows.PublishSite,
		workflows.SiteInput{Run: r.Run, Request: &r, Busy: busy})
	h, err := c.temporal.UpdateWithStartWorkflow(ctx, sdk.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start,
		UpdateOptions: sdk.UpdateWorkflowOptions{
			UpdateID: string(r.Run), UpdateName: workflows.UpdatePlan, WaitForStage: sdk.WorkflowUpdateStageCompleted,
		},
	})
	var planned PlannedRun
	if err == nil {
		err = h.Get(ctx, &planned)
	}
	if err = mapError(err, "run "+string(r.Run)); errors.Is(err, ErrUnavailable) && c.waitsForWorker(ctx, r.Run) {
		err = fmt.Errorf("%w %s in %s: is one listening to the task queue %s?", ErrNotTaken, r.Run, english.Duration(patience), c.queue)
	}
	return r.Run, planned, err
}

// Start starts a run of a stored plan, for instance an earlier run's once more. Starting the same run twice is one run.
func (c *Client) Start(ctx context.Context, run RunID, site SiteName, plan Ref) error {
	_, err := c.temporal.ExecuteWorkflow(ctx, c.runOptions(run, site), workflows.PublishSite,
		workflows.SiteInput{Run: run, Plan: plan})
	return mapError(err, "start run "+string(run))
}

func (c *Client) runOptions(run RunID, site SiteName) sdk.StartWorkflowOptions {
	site = cmp.Or(site, l10n.AdHoc)
	return sdk.StartWorkflowOptions{
		ID: workflows.RunWorkflowID(run), TaskQueue: c.queue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		StaticSummary:            workflows.Escape(fmt.Sprintf("publish the site %s", site)),
		TypedSearchAttributes: temporal.NewSearchAttributes(workflows.AttributeRun.ValueSet(string(run)),
			workflows.AttributeSite.ValueSet(string(site)),
			workflows.AttributeStage.ValueSet(string(l10n.StageTranslate))),
	}
}

// busyPages are the pages that another run is at work on. Temporal is asked, since the records may still name a run
// that was terminated.
func (c *Client) busyPages(ctx context.Context, pages []string) ([]DocumentID, error) {
	var busy []DocumentID
	for _, page := range pages {
		// Which of the two is the page's is for the worker to say, who has the records.
		for _, doc := range []DocumentID{l10n.NewDocumentID(page), l10n.EarlierDocumentID(page)} {
			run, err := c.Busy(ctx, doc)
			if err != nil {
				return nil, err
			}
			if run != "" {
				busy = append(busy, doc)
			}
		}
	}
	return busy, nil
}

// waitsForWorker reports whether a run is there, though nobody has answered for it.
func (c *Client) waitsForWorker(ctx context.Context, run RunID) bool {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	d, err := c.temporal.DescribeWorkflow(ctx, workflows.RunWorkflowID(run), "")
	return err == nil && d.Status == enums.WORKFLOW_EXECUTION_STATUS_RUNNING
}

// RunState is how a run stands.
type RunState struct {
	Status RunStatus
	// Documents is how many the run has, Published how many pages visitors get, one a document and locale, and Ended how
	// many ended otherwise.
	Documents, Published, Ended int
	// Troubles are the first documents that had trouble, and why.
	Troubles []string
}

// Run tells how a run stands. It wraps ErrNotFound when there is no such run, or not any more.
func (c *Client) Run(ctx context.Context, run RunID) (RunState, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	id, what := workflows.RunWorkflowID(run), "run "+string(run)
	d, err := c.temporal.DescribeWorkflow(ctx, id, "")
	if err != nil {
		return RunState{}, mapError(err, what)
	}
	value, err := c.temporal.QueryWorkflow(ctx, id, "", workflows.QueryProgress)
	if err != nil {
		return RunState{}, mapError(err, what)
	}
	var at workflows.SiteResult
	if err := value.Get(&at); err != nil {
		return RunState{}, fmt.Errorf("%s: %w", what, err)
	}
	status := runStatus(d.Status)
	if status == RunCompleted && at.Superseded > 0 && at.Superseded == at.Documents {
		status = RunSuperseded
	}
	return RunState{
		Status: status, Documents: at.Documents, Published: at.Published, Ended: at.Ended, Troubles: at.Troubles,
	}, nil
}

func runStatus(s enums.WorkflowExecutionStatus) RunStatus {
	switch s {
	case enums.WORKFLOW_EXECUTION_STATUS_RUNNING, enums.WORKFLOW_EXECUTION_STATUS_PAUSED,
		enums.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW:
		return RunRunning
	case enums.WORKFLOW_EXECUTION_STATUS_COMPLETED:
		return RunCompleted
	case enums.WORKFLOW_EXECUTION_STATUS_CANCELED:
		return RunCancelled
	}
	return RunFailed
}

// Waiting is a translation that waits for a person's decision.
type Waiting struct {
	TranslationKey
	Step     StepName
	Assignee UserID // "" when anyone may take it
}

// Waiting lists the translations of a run that wait for people. Temporal's visibility is asked, which may be a moment
// behind.
func (c *Client) Waiting(ctx context.Context, run RunID) ([]Waiting, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var all []Waiting
	query := fmt.Sprintf("%s = %s AND WorkflowType = 'ReviewTranslation' AND ExecutionStatus = 'Running'",
		workflows.AttributeRun.GetName(), strconv.Quote(string(run)))
	in := &workflowservice.ListWorkflowExecutionsRequest{Query: query}
	for {
		page, err := c.temporal.ListWorkflow(ctx, in)
		if err != nil {
			return nil, mapError(err, "run "+string(run))
		}
		for _, e := range page.Executions {
			attribute := func(key temporal.SearchAttributeKeyKeyword) (text string) {
				if p, ok := e.GetSearchAttributes().GetIndexedFields()[key.GetName()]; ok {
					_ = converter.GetDefaultDataConverter().FromPayload(p, &text) // an attribute of another type is none of ours
				}
				return text
			}
			w := Waiting{
				TranslationKey: TranslationKey{
					Document: DocumentID(attribute(workflows.AttributeDocument)),
					Locale:   Locale(attribute(workflows.AttributeLocale)),
				},
				Step:     StepName(attribute(workflows.AttributeStep)),
				Assignee: UserID(attribute(workflows.AttributeReviewer)),
			}
			if w.Step != "" { // else its step is not open yet
				all = append(all, w)
			}
		}
		if in.NextPageToken = page.NextPageToken; len(in.NextPageToken) == 0 {
			return all, nil
		}
	}
}
