package workflows

import (
	"fmt"
	"strings"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

// WatchInput names the site to look at. What is to be looked at, and by which rules, is in the records, so that a
// look that starts after a change of them knows it.
type WatchInput struct {
	Site l10n.SiteName
	Desk string // its address, for links
	// Looks is how many looks one workflow makes, one every Every: so a source that is looked at every minute has one
	// workflow an hour in the list, and not sixty. 0 is one look; so it was in histories from before.
	Looks int           `json:",omitempty"`
	Every time.Duration `json:",omitempty"`
}

// longEnough is from how long a time between two looks on each has a workflow of its own.
const longEnough = 15 * time.Minute

// NewWatchInput is the input of the looks at a site that is looked at every so often, and how long one workflow of them
// takes: those that follow each other soon are made by one workflow an hour.
func NewWatchInput(site l10n.SiteName, desk string, every time.Duration) (in WatchInput, takes time.Duration) {
	in = WatchInput{Site: site, Desk: desk}
	if every <= 0 || every >= longEnough {
		return in, every
	}
	in.Every, in.Looks = every, int(time.Hour/every)
	return in, every * time.Duration(in.Looks)
}

// WatchSite looks at a site's source, and starts a run for what is new or has changed. It does not wait for that
// run, which may take days: the next look must not be skipped for it. Between two looks it listens to [SignalLookNow] and
// [SignalStopLooking]. It fails only when each of its looks did: a source that is away for a moment is found again.
func WatchSite(ctx workflow.Context, in WatchInput) (l10n.Look, error) {
	began, found := workflow.Now(ctx), false
	for {
		look, err := lookOnce(ctx, in)
		if found = found || err == nil; temporal.IsCanceledError(err) || in.Looks <= 1 {
			return look, err
		}
		next := workflow.Now(ctx).Sub(began).Truncate(in.Every) + in.Every
		if int(next/in.Every) >= in.Looks || !nextLook(ctx, began.Add(next)) {
			if found {
				err = nil
			}
			return look, err
		}
	}
}

// nextLook waits until it is time to look again. It returns false when there is to be no other look.
func nextLook(ctx workflow.Context, at time.Time) bool {
	now, stop := workflow.GetSignalChannel(ctx, SignalLookNow), workflow.GetSignalChannel(ctx, SignalStopLooking)
	o := workflow.AwaitOptions{
		Timeout:      max(time.Second, at.Sub(workflow.Now(ctx))),
		TimerOptions: workflow.TimerOptions{Summary: "until the next look at the source"},
	}
	_, err := workflow.AwaitWithOptions(ctx, o, func() bool { return now.Len() > 0 || stop.Len() > 0 })
	for now.ReceiveAsync(nil) { // one look answers all who asked
	}
	return err == nil && !stop.ReceiveAsync(nil)
}

// lookOnce looks once.
func lookOnce(ctx workflow.Context, in WatchInput) (l10n.Look, error) {
	now := workflow.Now(ctx).UTC()
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("Looking at the source of **%s**.", Escape(string(in.Site))))
	look := watch.LookInput{Site: in.Site, At: now, Run: watchRunID(ctx, in.Site, now)}
	var out watch.Looked
	if err := workflow.ExecuteActivity(lookOptions(ctx), a.LookAtSource, look).Get(ctx, &out); err != nil {
		failed := l10n.Look{Site: in.Site, At: now, Troubles: []string{reason(err)}}
		workflow.SetCurrentDetails(ctx, lookDetails(failed, in.Desk))
		if temporal.IsCanceledError(err) {
			return failed, err
		}
		note := watch.Note{Look: failed}
		_ = execute(ctx, "note that the look failed", short, a.NoteLook, note, nil)
		return failed, err
	}
	workflow.SetCurrentDetails(ctx, lookDetails(out.Look, in.Desk))
	if out.Plan != "" {
		if err := startRun(ctx, in.Site, out); err != nil {
			return out.Look, err
		}
	}
	gone := unpublishGone(ctx, &out)
	workflow.SetCurrentDetails(ctx, lookDetails(out.Look, in.Desk))
	note := watch.Note{Look: out.Look, Unpublished: gone, Answered: out.Answered}
	return out.Look, execute(ctx, "note what was found", short, a.NoteLook, note, nil)
}

// watchRunID names the run that a look starts: the site, the time, and digits of the look's own ID.
func watchRunID(ctx workflow.Context, site l10n.SiteName, at time.Time) l10n.RunID {
	id := workflow.GetInfo(ctx).WorkflowExecution.RunID
	return l10n.RunID(fmt.Sprintf("%s-%s-w%s", site, at.Format("20060102-150405"), l10n.NewShortName(id)[:3]))
}

// lookOptions give a look as long as ten thousand pages take a polite visitor. A source that fails is left to the
// next look after a few tries.
func lookOptions(ctx workflow.Context) workflow.Context {
	ctx = withActivity(ctx, "look at the source", 6*time.Hour)
	o := workflow.GetActivityOptions(ctx)
	o.RetryPolicy = &temporal.RetryPolicy{
		InitialInterval: 10 * time.Second, BackoffCoefficient: 3, MaximumInterval: 5 * time.Minute, MaximumAttempts: 4,
	}
	return workflow.WithActivityOptions(ctx, o)
}

// startRun starts the run of what was found and waits only until it has started.
func startRun(ctx workflow.Context, site l10n.SiteName, out watch.Looked) error {
	run := out.Look.Run
	child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:        RunWorkflowID(run),
		ParentClosePolicy: enums.PARENT_CLOSE_POLICY_ABANDON,
		StaticSummary:     Escape(fmt.Sprintf("publish what a look at %s found", site)),
		TypedSearchAttributes: temporal.NewSearchAttributes(
			AttributeRun.ValueSet(string(run)), AttributeSite.ValueSet(string(site)),
			AttributeStage.ValueSet(string(l10n.StageTranslate))),
	})
	future := workflow.ExecuteChildWorkflow(child, PublishSite, SiteInput{Run: run, Plan: out.Plan})
	return future.GetChildWorkflowExecution().Get(ctx, nil)
}

func lookDetails(l l10n.Look, desk string) string {
	s := fmt.Sprintf("%s listed, %d looked at, %d of them unmodified.\n\n", english.Count(l.Listed, "page"), l.Looked, l.Unmodified) +
		"| New | Changed | Removed | Waiting for an editor | Under way |\n|--|--|--|--|--|\n" +
		fmt.Sprintf("| %d | %d | %d | %d | %d |", l.New, l.Changed, l.Removed, l.Asked, l.UnderWay)
	if l.Run != "" {
		s += fmt.Sprintf("\n\nStarted run `%s` for %s.", l.Run, english.Count(l.Started, "document"))
	}
	if l.Unpublished > 0 {
		s += fmt.Sprintf("\n\nTook %s from visitors.", english.Count(l.Unpublished, "document"))
	}
	if l.Asked > 0 {
		s += "\n\n" + link("The desk", strings.TrimSuffix(desk, "/")+"/watch") + " has what waits."
	}
	for _, f := range l.Findings {
		s += fmt.Sprintf("\n- %s: %s", f.Kind, link(f.URL, f.URL))
		if note := f.TakenNote(); note != "" {
			s += "; it was " + Escape(note)
		}
	}
	for _, t := range l.Troubles {
		s += "\n- ⚠ " + Escape(t)
	}
	for _, t := range l.Failures {
		s += "\n- ⚠ Not published: " + Escape(t)
	}
	return s
}

// unpublishGone takes the documents whose pages are gone from visitors, and ends the work on them. What fails is
// found again by the next look. It returns those that went.
func unpublishGone(ctx workflow.Context, out *watch.Looked) []l10n.DocumentID {
	var gone []l10n.DocumentID
	for _, v := range out.Unpublish {
		// Mostly no workflow of the document runs, and then there is nothing to cancel.
		_ = workflow.RequestCancelExternalWorkflow(ctx, DocumentWorkflowID(v.Document), "").Get(ctx, nil)
		id := fmt.Sprintf("watch-%s", out.Look.At.Format("20060102T150405"))
		child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
			WorkflowID:    UnpublishWorkflowID(v.Document, id),
			StaticSummary: Escape(fmt.Sprintf("withdraw %s: its page is gone", v.Document)),
			TypedSearchAttributes: temporal.NewSearchAttributes(
				AttributeSite.ValueSet(string(out.Look.Site)), AttributeDocument.ValueSet(string(v.Document))),
		})
		err := workflow.ExecuteChildWorkflow(child, UnpublishDocument, UnpublishInput{
			Plan: out.WatchPlan, Document: v.Document,
			Withdrawal: v.Withdrawal(out.Look.At),
		}).Get(ctx, nil)
		if err != nil {
			out.Look.Troubles = append(out.Look.Troubles, fmt.Sprintf("%s could not be unpublished: %s", v.URL, reason(err)))
			continue
		}
		gone = append(gone, v.Document)
	}
	out.Look.Unpublished = len(gone)
	return gone
}
