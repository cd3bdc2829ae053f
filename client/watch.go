package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/common/v1"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// Watch has a site's source looked at every so often, the first time at once: by a Temporal Schedule that skips a
// look while another is under way, and makes up for one that was missed while the server was down. What is to be
// looked at, by which rules and by whose word goes into the records, where the looks find it. Watching a site again
// changes all that, and leaves a pause as it is.
//
// The worker makes the watch by its own configuration, and it is returned. ErrRefused says that this does not allow
// it. desk is the address of the desk, for links.
func (c *Client) Watch(ctx context.Context, r WatchRequest, desk string) (Watch, error) {
	var w Watch
	r.ID = cmp.Or(r.ID, NewID())
	var err error
	if r.At, r.Seal, err = c.sign(r.At, func(at time.Time) *signing.Statement {
		r.At = at
		return signing.Watch(r)
	}); err != nil {
		return w, err
	}
	act := watchAct{id: workflows.SetWatchWorkflowID(r.Site, r.ID), what: "the watch of " + string(r.Site),
		site: r.Site}
	if err := c.actOnWatch(ctx, act, workflows.SetWatch, r, &w); err != nil {
		return w, err
	}
	return w, c.schedule(ctx, w, desk)
}

// schedule has the looks at a watched site start, or changes how often.
func (c *Client) schedule(ctx context.Context, w Watch, desk string) error {
	input, takes := workflows.NewWatchInput(w.Site, desk, w.Every)
	overlap := enums.SCHEDULE_OVERLAP_POLICY_SKIP
	if input.Looks > 1 { // the next workflow begins when this one ends
		overlap = enums.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE
	}
	spec := sdk.ScheduleSpec{Intervals: []sdk.ScheduleIntervalSpec{{Every: takes}}, Jitter: min(w.Every/20, time.Minute)}
	action := &sdk.ScheduleWorkflowAction{
		ID: workflows.WatchID(w.Site), Workflow: workflows.WatchSite, TaskQueue: c.queue,
		Args:                  []any{input},
		StaticSummary:         workflows.Escape(fmt.Sprintf("look at the source of %s", w.Site)),
		TypedSearchAttributes: temporal.NewSearchAttributes(workflows.AttributeSite.ValueSet(string(w.Site))),
	}
	note := workflows.Escape(fmt.Sprintf("%s has the source of %s looked at %s.", w.By, w.Site, english.Every(w.Every)))
	_, err := c.temporal.ScheduleClient().Create(ctx, sdk.ScheduleOptions{
		ID: workflows.WatchID(w.Site), Spec: spec, Action: action, Note: note, TriggerImmediately: true,
		Overlap: overlap, CatchupWindow: catchUp(takes),
	})
	if !errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return mapError(err, "watch "+string(w.Site))
	}
	h := c.temporal.ScheduleClient().GetHandle(ctx, workflows.WatchID(w.Site))
	err = h.Update(ctx, sdk.ScheduleUpdateOptions{DoUpdate: func(in sdk.ScheduleUpdateInput) (*sdk.ScheduleUpdate, error) {
		s := in.Description.Schedule
		s.Spec, s.Action = &spec, action
		s.Policy.CatchupWindow, s.Policy.Overlap = catchUp(takes), overlap
		if !s.State.Paused {
			s.State.Note = note
		}
		return &sdk.ScheduleUpdate{Schedule: &s}, nil
	}})
	if err != nil {
		return mapError(err, "watch "+string(w.Site))
	}
	return c.startOver(ctx, w.Site)
}

// looking is a watch's schedule as it stands, and what its looks are given.
type looking struct {
	*sdk.ScheduleDescription
	input workflows.WatchInput
}

// many reports whether one workflow makes several looks.
func (l looking) many() bool { return l.input.Looks > 1 }

func (c *Client) looking(ctx context.Context, site SiteName) (l looking, err error) {
	if l.ScheduleDescription, err = c.temporal.ScheduleClient().GetHandle(ctx, workflows.WatchID(site)).Describe(ctx); err != nil {
		return l, mapError(err, "the watch of "+string(site))
	}
	action, ok := l.Schedule.Action.(*sdk.ScheduleWorkflowAction)
	if !ok || len(action.Args) == 0 {
		return l, nil
	}
	if p, ok := action.Args[0].(*common.Payload); ok {
		err = converter.GetDefaultDataConverter().FromPayload(p, &l.input)
	}
	return l, err
}

// signal sends a signal to the looks of a watch that are under way. One that has just ended is no error.
func (c *Client) signal(ctx context.Context, l looking, signal string) error {
	for _, w := range l.Info.RunningWorkflows {
		err := mapError(c.temporal.SignalWorkflow(ctx, w.WorkflowID, "", signal, nil), "a look of "+string(l.input.Site))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return nil
}

// startOver ends a workflow of several looks, whose rhythm is no longer that of the watch, and starts the next one.
func (c *Client) startOver(ctx context.Context, site SiteName) error {
	l, err := c.looking(ctx, site)
	if err == nil {
		err = c.signal(ctx, l, workflows.SignalStopLooking)
	}
	if err != nil || !l.many() || l.Schedule.State.Paused {
		return err
	}
	return c.trigger(ctx, site)
}

func (c *Client) trigger(ctx context.Context, site SiteName) error {
	h := c.temporal.ScheduleClient().GetHandle(ctx, workflows.WatchID(site))
	o := sdk.ScheduleTriggerOptions{Overlap: enums.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE}
	return mapError(h.Trigger(ctx, o), "the watch of "+string(site))
}

// catchUp is how late a look may be made up for: one that is as late as the next is not worth it.
func catchUp(every time.Duration) time.Duration { return max(every, time.Minute) }

// PauseWatch stops the looks at a site, or has them go on. The note says by whom.
func (c *Client) PauseWatch(ctx context.Context, site SiteName, pause bool, by UserID) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	h := c.temporal.ScheduleClient().GetHandle(ctx, workflows.WatchID(site))
	if pause {
		o := sdk.SchedulePauseOptions{Note: workflows.Escape(fmt.Sprintf("Paused by %s.", by))}
		if err := h.Pause(ctx, o); err != nil {
			return mapError(err, "the watch of "+string(site))
		}
		l, err := c.looking(ctx, site)
		if err != nil {
			return err
		}
		return c.signal(ctx, l, workflows.SignalStopLooking)
	}
	o := sdk.ScheduleUnpauseOptions{Note: workflows.Escape(fmt.Sprintf("Resumed by %s.", by))}
	if err := h.Unpause(ctx, o); err != nil {
		return mapError(err, "the watch of "+string(site))
	}
	return c.startOver(ctx, site)
}

// LookNow has a site looked at at once, or right after the look that is under way. A paused watch looks this once.
func (c *Client) LookNow(ctx context.Context, site SiteName) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	l, err := c.looking(ctx, site)
	switch {
	case err != nil:
		return err
	case !l.many():
		return c.trigger(ctx, site)
	case len(l.Info.RunningWorkflows) > 0:
		return c.signal(ctx, l, workflows.SignalLookNow)
	}
	_, err = c.temporal.ExecuteWorkflow(ctx, sdk.StartWorkflowOptions{
		ID: workflows.LookWorkflowID(site, NewID()), TaskQueue: c.queue,
		StaticSummary:         workflows.Escape(fmt.Sprintf("look at the source of %s, this once", site)),
		TypedSearchAttributes: temporal.NewSearchAttributes(workflows.AttributeSite.ValueSet(string(site))),
	}, workflows.WatchSite, workflows.WatchInput{Site: site, Desk: l.input.Desk})
	return mapError(err, "the watch of "+string(site))
}

// Unwatch ends a watch: its schedule, and what the records know of it. Nothing comes of a look that is under way.
// ErrNotFound says that neither was there.
func (c *Client) Unwatch(ctx context.Context, site SiteName, by UserID) error {
	end := l10n.WatchEnd{Site: site, By: by, ID: NewID()}
	var err error
	if end.At, end.Seal, err = c.sign(end.At, func(at time.Time) *signing.Statement {
		end.At = at
		return signing.WatchEnd(end)
	}); err != nil {
		return err
	}
	act := watchAct{workflows.EndWatchWorkflowID(site, end.ID), "the watch of " + string(site), site}
	deletion, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if l, err := c.looking(deletion, site); err == nil { // else there is no look to stop
		_ = c.signal(deletion, l, workflows.SignalStopLooking)
	}
	schedule := c.temporal.ScheduleClient().GetHandle(deletion, workflows.WatchID(site))
	deleted := mapError(schedule.Delete(deletion), act.what)
	if deleted != nil && !errors.Is(deleted, ErrNotFound) {
		return deleted
	}
	forgotten := c.actOnWatch(ctx, act, workflows.EndWatch, end, nil)
	if errors.Is(forgotten, ErrNotFound) {
		return deleted // nil when there was a schedule
	}
	return forgotten
}

// AnswerFinding takes a person's answer to a finding into the records and returns the finding; the next look acts upon
// it. The same act again is done once. The errors wrap l10n's: ErrNotFound when nothing of the document waits,
// ErrConflict when its source has changed since the person saw it, ErrRefused, and ErrUnavailable, after which the same
// act may be asked for again.
func (c *Client) AnswerFinding(ctx context.Context, d FindingDecision) (Finding, error) {
	var f Finding
	var err error
	if d.At, d.Seal, err = c.sign(d.At, func(at time.Time) *signing.Statement {
		d.At = at
		return signing.Answer(d)
	}); err != nil {
		return f, err
	}
	act := watchAct{workflows.AnswerWorkflowID(d), "the answer to the finding on " + string(d.Document), d.Site}
	err = c.actOnWatch(ctx, act, workflows.AnswerFinding, d, &f)
	return f, err
}

// watchAct is a person's act on a watch.
type watchAct struct {
	id   string // of its workflow
	what string
	site SiteName
}

// actOnWatch does a person's act by a workflow of its own, and waits for it.
func (c *Client) actOnWatch(ctx context.Context, act watchAct, workflow, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	run, err := c.temporal.ExecuteWorkflow(ctx, sdk.StartWorkflowOptions{
		ID: act.id, TaskQueue: c.queue, StaticSummary: workflows.Escape(act.what),
		// An act that is under way or has been done is not done again; one that failed may be.
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
		TypedSearchAttributes:    temporal.NewSearchAttributes(workflows.AttributeSite.ValueSet(string(act.site))),
	}, workflow, in)
	if err != nil {
		return mapError(err, act.what)
	}
	return mapError(run.Get(ctx, out), act.what)
}

// WatchState tells how the schedule of a watch stands.
func (c *Client) WatchState(ctx context.Context, site SiteName) (WatchState, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	d, err := c.looking(ctx, site)
	if err != nil {
		return WatchState{}, err
	}
	s := WatchState{Site: site, Paused: d.Schedule.State.Paused, Note: workflows.Unescape(d.Schedule.State.Note)}
	if next := d.Info.NextActionTimes; len(next) > 0 && !s.Paused {
		s.Next = next[0].UTC()
		if d.many() {
			s.Next = c.nextOfMany(ctx, d, s.Next)
		}
	}
	return s, nil
}

// nextOfMany is when a workflow of several looks looks next, or when the next one begins.
func (c *Client) nextOfMany(ctx context.Context, l looking, next time.Time) time.Time {
	for _, w := range l.Info.RunningWorkflows {
		d, err := c.temporal.DescribeWorkflow(ctx, w.WorkflowID, "")
		if err != nil {
			continue // it has just ended
		}
		now := time.Now()
		at := d.WorkflowStartTime.Add(now.Sub(d.WorkflowStartTime).Truncate(l.input.Every) + l.input.Every).UTC()
		if at.Before(next) {
			next = at
		}
	}
	return next
}

// Busy returns the run that is at work on a document, or nothing.
func (c *Client) Busy(ctx context.Context, doc DocumentID) (RunID, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	d, err := c.temporal.DescribeWorkflow(ctx, workflows.DocumentWorkflowID(doc), "")
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return "", nil
	}
	if err != nil {
		return "", mapError(err, "document "+string(doc))
	}
	if d.Status != enums.WORKFLOW_EXECUTION_STATUS_RUNNING {
		return "", nil
	}
	run, _ := d.TypedSearchAttributes.GetKeyword(workflows.AttributeRun)
	return RunID(run), nil
}
