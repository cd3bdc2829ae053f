package workflows

import (
	"fmt"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// People's acts on watches are short workflows, one an act: the history says who did what and when, and the same act
// asked for twice is done once. The time of an act is that at which it was signed, so that of two acts the later one
// wins, in whichever order they arrive.

// AnswerFinding takes a person's answer to a finding into the records. The next look acts upon it.
func AnswerFinding(ctx workflow.Context, d l10n.FindingDecision) (l10n.Finding, error) {
	if d.Seal == nil { // from before acts were signed; else the time is the one that was signed
		d.At = workflow.Now(ctx).UTC()
	}
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("The finding on **%s** is %s, by %s.",
		Escape(string(d.Document)), Escape(string(d.Answer)), Escape(string(d.By))))
	var f l10n.Finding
	err := execute(ctx, "write the answer", short, a.AnswerFinding, d, &f)
	return f, err
}

// SetWatch has a site watched, or changes how, in the records, and returns the watch as the worker's configuration
// has it. The schedule of the looks is the client's.
func SetWatch(ctx workflow.Context, r l10n.WatchRequest) (l10n.Watch, error) {
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("**%s** is to be watched, by %s.", Escape(string(r.Site)),
		Escape(string(r.By))))
	var w l10n.Watch
	if err := execute(ctx, "make the watch's plan", short, a.PlanWatch, r, &w); err != nil {
		return w, err
	}
	if w.At = r.At; r.Seal == nil {
		w.At = workflow.Now(ctx).UTC()
	}
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("**%s** is watched %s, by %s.", Escape(string(w.Site)),
		english.Every(w.Every), Escape(string(w.By))))
	return w, execute(ctx, "write the watch", short, a.SetWatch, activities.SetWatchInput{Watch: w, Request: r}, nil)
}

// EndWatch has the records forget a watch and its findings.
func EndWatch(ctx workflow.Context, in activities.EndWatchInput) error {
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("**%s** is watched no longer, by %s.",
		Escape(string(in.Site)), Escape(string(in.By))))
	return execute(ctx, "forget the watch", short, a.EndWatch, in, nil)
}
