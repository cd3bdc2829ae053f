package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// runPlan is the plan of a run that was requested: it is made by a worker, which may refuse the request.
type runPlan struct {
	made    *work.PlannedRun
	refused error
	asked   bool // somebody waits for the plan or has waited
}

// answer is the handler of UpdatePlan: it returns when the run's plan is made, or says why it is refused.
func (p *runPlan) answer(ctx workflow.Context) (work.PlannedRun, error) {
	p.asked = true
	if err := workflow.Await(ctx, func() bool { return p.made != nil || p.refused != nil }); err != nil {
		return work.PlannedRun{}, err
	}
	if p.refused != nil {
		return work.PlannedRun{}, p.refused
	}
	return *p.made, nil
}

// plan has a worker make the plan of a request. A run of a stored plan has one already.
func (s *site) plan(ctx workflow.Context) error {
	if s.in.Request == nil {
		s.planned.made = &work.PlannedRun{Plan: s.in.Plan, Site: s.state.Brief.Site, Locales: s.state.Brief.Locales}
		return nil
	}
	r := *s.in.Request
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("Requested by %s. %s", Escape(string(r.By)), Escape(r.Reason)))
	var out work.PlannedRun
	in := activities.PlanRunInput{Request: r, Busy: s.in.Busy}
	if err := execute(ctx, "make the run's plan", 2*time.Minute, a.PlanRun, in, &out); err != nil {
		s.planned.refused = err
		ctx, cancel := workflow.NewDisconnectedContext(ctx) // whoever waits hears of a cancelled run too
		defer cancel()
		_ = workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
		return err
	}
	s.in.Plan, s.planned.made = out.Plan, &out
	return nil
}
