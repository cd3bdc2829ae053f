package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
)

// takeOverTries is how often a document's start is tried while the run that had it ends its work on it; the pauses
// double from half a second on, to two minutes in all.
const takeOverTries = 8

// takeOver has a document whose source has changed go on in this run: the one that was at work on it is asked to end, and
// what people wrote there is kept, in the records, for this one. Then it waits for the document's end. The error says why
// it was left with the other run.
func (s *site) takeOver(ctx workflow.Context, doc activities.ListedDocument) error {
	s.taken++ // this execution must not continue as new meanwhile
	started := false
	settle := func() {
		if !started {
			started = true
			s.taken--
			s.told++
		}
	}
	defer settle()
	var w activities.Work
	if err := workflow.ExecuteActivity(do(ctx, fmt.Sprintf("see whether %s can be taken over", doc.ID), 2*time.Minute), a.TakeOver,
		activities.TakeOverInput{Plan: s.in.Plan, Document: doc.ID, URL: doc.URL}).Get(ctx, &w); err != nil {
		return err
	}
	_ = workflow.RequestCancelExternalWorkflow(ctx, DocumentWorkflowID(doc.ID), "").Get(ctx, nil) // it may just have ended
	pause := 500 * time.Millisecond
	for range takeOverTries {
		future := s.child(ctx, doc, w.Run)
		err := future.GetChildWorkflowExecution().Get(ctx, nil)
		if err == nil {
			settle()
			return future.Get(ctx, nil)
		}
		if !temporal.IsWorkflowExecutionAlreadyStartedError(err) {
			return err
		}
		if err := workflow.NewTimerWithOptions(ctx, pause, workflow.TimerOptions{
			Summary: fmt.Sprintf("let run %s end its work on %s", w.Run, doc.ID),
		}).Get(ctx, nil); err != nil {
			return err
		}
		pause *= 2
	}
	who := "another run, which publishes it or reads it back,"
	if w.Run != "" {
		who = "run " + string(w.Run)
	}
	return temporal.NewNonRetryableApplicationError(who+" is at work on it and does not end; publish again later", activities.TypeConflict, nil)
}
