package workflows

import (
	"fmt"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// SendDigest sends a reader what waits for them, once for each occasion: the execution, where none is named. It returns how much
// waits; of nothing, nothing is sent.
func SendDigest(ctx workflow.Context, in activities.DigestInput) (int, error) {
	if in.Occasion == "" { // the schedule writes the time into the ID
		in.Occasion = workflow.GetInfo(ctx).WorkflowExecution.ID
	}
	n := 0
	if err := execute(ctx, fmt.Sprintf("send what waits for %s", in.Reader), tellTime, a.SendDigest, in, &n); err != nil {
		return 0, err
	}
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("What waits for **%s**: %d.", Escape(string(in.Reader)), n))
	return n, nil
}

// RecordAbsence takes a person's word that somebody is away, or back, into the records. Steps that open from then on, and those
// that wait at their next moment, are their deputy's.
func RecordAbsence(ctx workflow.Context, in l10n.Absence) error {
	what := "is back"
	if in.Days != "" {
		what = "is away: " + in.Days
	}
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("**%s** %s, by %s.", Escape(string(in.User)), Escape(what), Escape(string(in.By))))
	return execute(ctx, "write the absence", short, a.RecordAbsence, in, nil)
}
