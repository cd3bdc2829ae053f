package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// Digest is a reader's daily digest: its hour, in minutes after midnight, by the clocks of a zone; "" is UTC.
type Digest struct {
	Reader  UserID
	Minutes int
	Zone    string
}

// SetDigests has these daily digests sent and no others: a Temporal Schedule for each. One that is paused stays so.
func (c *Client) SetDigests(ctx context.Context, all []Digest) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	wanted := map[string]bool{}
	var errs []error
	for _, d := range all {
		wanted[workflows.DigestID(c.queue, d.Reader)] = true
		errs = append(errs, c.setDigest(ctx, d))
	}
	list, err := c.temporal.ScheduleClient().List(ctx, sdk.ScheduleListOptions{PageSize: 100})
	if err != nil {
		return errors.Join(append(errs, mapError(err, "the digests"))...)
	}
	for list.HasNext() {
		s, err := list.Next()
		if err != nil {
			return errors.Join(append(errs, mapError(err, "the digests"))...)
		}
		if !strings.HasPrefix(s.ID, workflows.DigestID(c.queue, "")) || wanted[s.ID] {
			continue
		}
		err = c.temporal.ScheduleClient().GetHandle(ctx, s.ID).Delete(ctx)
		var gone *serviceerror.NotFound
		if err != nil && !errors.As(err, &gone) {
			errs = append(errs, mapError(err, s.ID))
		}
	}
	return errors.Join(errs...)
}

func (c *Client) setDigest(ctx context.Context, d Digest) error {
	id := workflows.DigestID(c.queue, d.Reader)
	spec := sdk.ScheduleSpec{
		Calendars: []sdk.ScheduleCalendarSpec{{
			Hour: []sdk.ScheduleRange{{Start: d.Minutes / 60}}, Minute: []sdk.ScheduleRange{{Start: d.Minutes % 60}},
		}},
		TimeZoneName: cmp.Or(d.Zone, "UTC"),
	}
	action := &sdk.ScheduleWorkflowAction{
		ID: id, Workflow: workflows.SendDigest, TaskQueue: c.queue, Args: []any{activities.DigestInput{Reader: d.Reader}},
		StaticSummary: workflows.Escape(fmt.Sprintf("send what waits for %s", d.Reader)),
	}
	// A digest that is half a day late is none: the next one says the same.
	const late = 6 * time.Hour
	_, err := c.temporal.ScheduleClient().Create(ctx, sdk.ScheduleOptions{ID: id, Spec: spec, Action: action,
		Overlap: enums.SCHEDULE_OVERLAP_POLICY_SKIP, CatchupWindow: late,
		Note: workflows.Escape(fmt.Sprintf("What waits for %s is sent every day at %02d:%02d.", d.Reader, d.Minutes/60, d.Minutes%60))})
	if !errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return mapError(err, "the digest of "+string(d.Reader))
	}
	h := c.temporal.ScheduleClient().GetHandle(ctx, id)
	err = h.Update(ctx, sdk.ScheduleUpdateOptions{DoUpdate: func(in sdk.ScheduleUpdateInput) (*sdk.ScheduleUpdate, error) {
		s := in.Description.Schedule
		s.Spec, s.Action = &spec, action
		s.Policy.CatchupWindow = late
		return &sdk.ScheduleUpdate{Schedule: &s}, nil
	}})
	return mapError(err, "the digest of "+string(d.Reader))
}

// SendDigest has a reader be sent what waits for them now, and returns how much that is. Of nothing, nothing is sent.
func (c *Client) SendDigest(ctx context.Context, reader UserID) (waiting int, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	id := workflows.DigestNowWorkflowID(reader, NewID())
	run, err := c.temporal.ExecuteWorkflow(ctx, sdk.StartWorkflowOptions{ID: id, TaskQueue: c.queue,
		StaticSummary: workflows.Escape(fmt.Sprintf("send what waits for %s", reader))}, workflows.SendDigest, activities.DigestInput{Reader: reader})
	if err != nil {
		return 0, mapError(err, "the digest of "+string(reader))
	}
	return waiting, mapError(run.Get(ctx, &waiting), "the digest of "+string(reader))
}

// SetAway says that somebody is away, or, without days, that they are back. Meanwhile their deputy is asked.
func (c *Client) SetAway(ctx context.Context, a Absence) error {
	a.ID = cmp.Or(a.ID, NewID())
	var err error
	if a.At, a.Seal, err = c.sign(a.At, func(at time.Time) *signing.Statement {
		a.At = at
		return signing.Absence(a)
	}); err != nil {
		return err
	}
	act := watchAct{id: workflows.AbsenceWorkflowID(a.User, a.ID), what: "the absence of " + string(a.User)}
	return c.actOnWatch(ctx, act, workflows.RecordAbsence, a, nil)
}
