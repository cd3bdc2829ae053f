package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// takeOverTries is how often a document's start is tried while the run that had it ends its work on it; the pauses
// double from half a second on, to two minutes in all.
const takeOverTries = 8

// takeOver moves a document whose source has changed to this run. The run that is at work on it is asked to end; what
// people wrote there stays in the records, where this run finds it. Then takeOver waits for the document's end. The
// error says why the document stays with the other run.
func (s *site) takeOver(ctx workflow.Context, doc activities.ListedDocument) error {
	s.taken++ // this execution must not continue as new meanwhile
	started := false
	settle := func() {
		if !started {
			started = true
			s.taken--
			s.news++
		}
	}
	defer settle()
	var w work.Holder
	summary := fmt.Sprintf("see whether %s can be taken over", doc.ID)
	wanted := activities.TakeOverInput{Plan: s.in.Plan, Document: doc.ID, URL: doc.URL}
	if err := execute(ctx, summary, 2*time.Minute, a.TakeOver, wanted, &w); err != nil {
		return err
	}
	if len(w.Add) > 0 && s.addTo(ctx, doc, w.Run, w.Add) {
		settle()
		return nil
	}
	if workflow.GetVersion(ctx, "takeover-told", workflow.DefaultVersion, 1) == 1 {
		// It is told before it is cancelled, so that it says which run has it, and does not look cancelled by a person.
		_ = workflow.SignalExternalWorkflow(ctx, DocumentWorkflowID(doc.ID), "", signalSuperseded, s.in.Run).Get(ctx, nil)
	}
	_ = workflow.RequestCancelExternalWorkflow(ctx, DocumentWorkflowID(doc.ID), "").Get(ctx, nil) // it may just have ended
	pause := 500 * time.Millisecond
	for range takeOverTries {
		future := s.child(ctx, doc, w)
		err := future.GetChildWorkflowExecution().Get(ctx, nil)
		if err == nil {
			settle()
			return future.Get(ctx, nil)
		}
		if !temporal.IsWorkflowExecutionAlreadyStartedError(err) {
			return err
		}
		if err := workflow.NewTimerWithOptions(ctx, pause, workflow.TimerOptions{
			Summary: Escape(fmt.Sprintf("let run %s end its work on %s", w.Run, doc.ID)),
		}).Get(ctx, nil); err != nil {
			return err
		}
		pause *= 2
	}
	who := "another run, which publishes it or reads it back,"
	if w.Run != "" {
		who = "run " + string(w.Run)
	}
	message := who + " is at work on it and does not end; publish again later"
	return temporal.NewNonRetryableApplicationError(message, activities.TypeConflict, nil)
}
