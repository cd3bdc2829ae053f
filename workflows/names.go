package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// RunWorkflowID is the ID of a run's PublishSite.
func RunWorkflowID(run l10n.RunID) string { return activities.RunWorkflowID(run) }

// DocumentWorkflowID is the ID of a document's PublishDocument. It does not name the run: two runs never work on one
// document at the same time.
func DocumentWorkflowID(doc l10n.DocumentID) string { return activities.DocumentWorkflowID(doc) }

// LocaleWorkflowID is the ID of a document's LocalizeDocument for a locale.
func LocaleWorkflowID(k l10n.TranslationKey) string {
	return activities.LocaleWorkflowID(k)
}

// ReviewWorkflowID is the ID of a translation's ReviewTranslation, to which people's decisions go.
func ReviewWorkflowID(k l10n.TranslationKey) string {
	return activities.ReviewWorkflowID(k)
}

// UnpublishWorkflowID is the ID of an UnpublishDocument: one an act.
func UnpublishWorkflowID(doc l10n.DocumentID, act string) string {
	return activities.WorkflowID("unpublish", string(doc), act)
}

// WatchID is the ID of a site's watch: of its schedule, and the beginning of the IDs of its looks.
func WatchID(site l10n.SiteName) string { return activities.WorkflowID("watch", string(site)) }

// LookWorkflowID is the ID of one look that a person asked for beside a watch's schedule.
func LookWorkflowID(site l10n.SiteName, act string) string {
	return activities.WorkflowID("watch", string(site), "now", act)
}

// AnswerWorkflowID is the ID of an AnswerFinding: one an act.
func AnswerWorkflowID(d l10n.FindingDecision) string {
	return activities.WorkflowID("answer", string(d.Site), string(d.Document), d.ID)
}

// SetWatchWorkflowID is the ID of a SetWatch: one an act.
func SetWatchWorkflowID(site l10n.SiteName, act string) string {
	return activities.WorkflowID("set-watch", string(site), act)
}

// EndWatchWorkflowID is the ID of an EndWatch: one an act.
func EndWatchWorkflowID(site l10n.SiteName, act string) string {
	return activities.WorkflowID("end-watch", string(site), act)
}

// DigestID is the ID of a reader's daily digest, by the workers of a task queue: of its schedule, and the beginning of the IDs of
// its SendDigest.
func DigestID(queue string, reader l10n.UserID) string {
	return activities.WorkflowID("digest", queue, string(reader))
}

// DigestNowWorkflowID is the ID of a SendDigest that somebody asked for beside the schedule.
func DigestNowWorkflowID(reader l10n.UserID, act string) string {
	return activities.WorkflowID("digest", string(reader), "now", act)
}

// AbsenceWorkflowID is the ID of a RecordAbsence: one an act.
func AbsenceWorkflowID(user l10n.UserID, act string) string {
	return activities.WorkflowID("away", string(user), act)
}

// RollbackWorkflowID is the ID of a RollbackDocument: one an act.
func RollbackWorkflowID(doc l10n.DocumentID, act string) string {
	return activities.WorkflowID("rollback", string(doc), act)
}

// DecisionUpdateID is the ID of the Update that takes a decision to its review. The server answers a repeated ID by
// itself, so it names the whole decision: another one with the same ID comes to the review, which refuses it.
func DecisionUpdateID(d l10n.Decision) string {
	return d.ID + "-" + string(l10n.NewShortName(string(d.Kind), string(d.Step), string(d.By), string(d.To), d.Comment,
		fmt.Sprint(d.Segments)+confirmed(d.Confirm), string(d.SourceHash), string(d.TargetHash), string(d.VersionsHash)))
}

// confirmed names the classes that a decision confirms, and nothing where it confirms none.
func confirmed(classes []string) string {
	if len(classes) == 0 {
		return ""
	}
	return " confirm " + fmt.Sprint(classes)
}

// The names of updates, signals and queries.
const (
	UpdateApprove        = "approve"
	UpdateRequestChanges = "request-changes"
	UpdateReassign       = "reassign"
	UpdateSameMeaning    = "same-meaning"
	// UpdateRelease and UpdateReschedule are of documents: their argument is a [l10n.EmbargoAct].
	UpdateRelease    = "release"
	UpdateReschedule = "reschedule"
	QueryStatus      = "status"
	// QueryProgress is of runs: how many pages are published. It answers with a [SiteResult].
	QueryProgress = "progress"
	// UpdatePlan is of requested runs. It answers when the run's plan is made, or with the reason for which it is refused.
	UpdatePlan     = "plan"
	signalProgress = "document-progress"
	signalWaiting  = "locale-waiting"
	signalParked   = "locale-parked"
	// signalSuperseded tells a document, and it its locales, which run takes the document over.
	signalSuperseded = "superseded"
	// SignalLookNow has a watch look at once that waits for its next look; SignalStopLooking ends it after the look that is
	// under way.
	SignalLookNow     = "look-now"
	SignalStopLooking = "stop-looking"
	// signalAdd tells a document which locales another run wants of it besides its own: an [AddedLocales].
	signalAdd = "add-locales"
	// SignalResume has a parked translation go on at once; its argument is a [l10n.Resume].
	SignalResume = "resume"
)

// The search attributes, all of them keywords, by which operators find runs.
var (
	AttributeRun      = temporal.NewSearchAttributeKeyKeyword("DragomanRun")
	AttributeSite     = temporal.NewSearchAttributeKeyKeyword("DragomanSite")
	AttributeDocument = temporal.NewSearchAttributeKeyKeyword("DragomanDocument")
	AttributeLocale   = temporal.NewSearchAttributeKeyKeyword("DragomanLocale")
	AttributeStage    = temporal.NewSearchAttributeKeyKeyword("DragomanStage")
	AttributeStep     = temporal.NewSearchAttributeKeyKeyword("DragomanStep")
	AttributeReviewer = temporal.NewSearchAttributeKeyKeyword("DragomanReviewer")
)

// AttributeNames lists the search attributes for whoever registers them with a server.
func AttributeNames() []string {
	var names []string
	for _, k := range []temporal.SearchAttributeKeyKeyword{
		AttributeRun, AttributeSite, AttributeDocument, AttributeLocale, AttributeStage, AttributeStep, AttributeReviewer,
	} {
		names = append(names, k.GetName())
	}
	return names
}

// HeartbeatTimeout is how soon the server notices that a worker died in the middle of an activity and lets another one
// try, however long the activity itself may take. Workers tell the server four times as often that they are alive.
const HeartbeatTimeout = 10 * time.Second

// withActivity gives the next activity its options: summary is what an operator reads in the history, limit how long
// one try may take. It is tried again for a day.
func withActivity(ctx workflow.Context, summary string, limit time.Duration) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		Summary:                Escape(summary),
		StartToCloseTimeout:    limit,
		ScheduleToCloseTimeout: 24 * time.Hour,
		HeartbeatTimeout:       HeartbeatTimeout,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 5 * time.Minute,
		},
	})
}

// execute runs an activity by the options of [withActivity] and waits for it. out receives its result; nil for none.
func execute(ctx workflow.Context, summary string, limit time.Duration, activity, in, out any) error {
	return workflow.ExecuteActivity(withActivity(ctx, summary, limit), activity, in).Get(ctx, out)
}

// short is the limit of activities that only read and write records.
const short = time.Minute

var a *activities.Activities // never set: it names the activities

// Register tells a worker of every workflow.
func Register(r interface{ RegisterWorkflow(w interface{}) }) {
	r.RegisterWorkflow(PublishSite)
	r.RegisterWorkflow(PublishDocument)
	r.RegisterWorkflow(LocalizeDocument)
	r.RegisterWorkflow(ReviewTranslation)
	r.RegisterWorkflow(WatchSite)
	r.RegisterWorkflow(AnswerFinding)
	r.RegisterWorkflow(SetWatch)
	r.RegisterWorkflow(EndWatch)
	r.RegisterWorkflow(UnpublishDocument)
	r.RegisterWorkflow(RollbackDocument)
	r.RegisterWorkflow(SendDigest)
	r.RegisterWorkflow(RecordAbsence)
}
