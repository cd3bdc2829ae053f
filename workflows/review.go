package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// ReviewInput starts a review. State and Seen are carried over when the review continues as new.
type ReviewInput struct {
	Run         l10n.RunID
	Key         l10n.TranslationKey
	Steps       []l10n.StepName
	Rules       []l10n.ReviewStep `json:",omitempty"` // the steps with their kinds
	FourEyes    bool
	RemindAfter time.Duration
	Desk        string
	Progress    l10n.Progress
	// Unanswered says why engines left texts to people.
	Unanswered []l10n.Unanswered `json:",omitempty"`

	State *review.Review            `json:",omitempty"`
	Seen  map[string]review.Decided `json:",omitempty"`
	// Taken are the decisions that Seen answers. A review that began before they were kept has none of the first ones.
	Taken map[string]l10n.Decision `json:",omitempty"`
	// Asking is how far a step of somebody else's worker has come.
	Asking *Asking `json:",omitempty"`
}

// Approved is what a review ends with: the snapshot that was signed, and who signed it.
type Approved struct {
	Targets                l10n.Ref
	SourceHash, TargetHash l10n.Hash
	Approvals              []l10n.Decision
	// Failed says why there is no approval, where whoever asked for the run can mend it.
	Failed string `json:",omitempty"`
	// Superseded is the run that has taken the document over before its approval.
	Superseded l10n.RunID `json:",omitempty"`
	// Unconfirmed counts the texts that no person wrote and that nobody is known to have looked at.
	Unconfirmed int `json:",omitempty"`
}

// reviewer is a running ReviewTranslation.
type reviewer struct {
	in      ReviewInput
	state   review.Review
	seen    map[string]review.Decided
	taken   map[string]l10n.Decision
	last    review.Decided
	changes int             // counts decisions, so that the main loop wakes
	moments *review.Moments // of the step that waits; nil in histories from before there were any
	told    string          // of which step, and who is asked
	lock    workflow.Mutex
}

// ReviewTranslation waits, for days if it must, until people have approved every step of a translation. It ends with
// the approved snapshot, or is cancelled.
func ReviewTranslation(ctx workflow.Context, in ReviewInput) (Approved, error) {
	r := &reviewer{in: in, seen: in.Seen, taken: in.Taken, lock: workflow.NewMutex(ctx)}
	if r.seen == nil {
		r.seen = map[string]review.Decided{}
	}
	if r.taken == nil {
		r.taken = map[string]l10n.Decision{}
	}
	if r.state = review.NewReview(in.Steps, in.FourEyes, in.Rules...); in.State != nil {
		r.state = *in.State
	}
	if err := r.setup(ctx); err != nil {
		return Approved{}, err
	}
	approved, err := r.run(ctx)
	if temporal.IsCanceledError(err) {
		workflow.SetCurrentDetails(ctx, "Nobody is asked any more: the translation was cancelled, or another run has taken it over.")
	}
	return approved, err
}

// setup registers the handlers, before anything blocks.
func (r *reviewer) setup(ctx workflow.Context) error {
	for _, h := range []struct {
		name, about string
		kind        l10n.DecisionKind
	}{
		{UpdateApprove, "A person approves the step that waits, for the text that they saw.", l10n.Approve},
		{UpdateRequestChanges, "A person sends the translation back to the first step, with a comment.", l10n.RequestChanges},
		{UpdateSameMeaning,
			"A person declares that changes of the source are none of its meaning: the approvals stand.", l10n.Declare},
		{UpdateReassign, "The step that waits is given to another person.", l10n.Reassign},
	} {
		err := workflow.SetUpdateHandlerWithOptions(ctx, h.name,
			func(ctx workflow.Context, d l10n.Decision) (review.Decided, error) {
				d.Kind = h.kind
				return r.decide(ctx, d)
			},
			workflow.UpdateHandlerOptions{
				Description: h.about,
				Validator: func(d l10n.Decision) error {
					d.Kind = h.kind
					return r.allows(d)
				},
			})
		if err != nil {
			return err
		}
	}
	return workflow.SetQueryHandlerWithOptions(ctx, QueryStatus, func() (review.Review, error) { return r.state, nil },
		workflow.QueryHandlerOptions{Description: "The steps, the one that waits, its assignee, and this round's approvals."})
}

// allows is the validator: a repeat is let through, to get the first one's answer, and another decision with its ID is
// not.
func (r *reviewer) allows(d l10n.Decision) error {
	if _, repeat := r.seen[d.ID]; repeat && d.ID != "" {
		if taken, ok := r.taken[d.ID]; ok && !d.Repeats(taken) {
			return activities.Refusal(l10n.ErrOtherDecision(d.ID))
		}
		return nil
	}
	return activities.Refusal(r.state.Allows(d))
}

// decide takes one decision after the other; each is in the records before it counts here.
func (r *reviewer) decide(ctx workflow.Context, d l10n.Decision) (review.Decided, error) {
	if err := r.lock.Lock(ctx); err != nil {
		return review.Decided{}, err
	}
	defer r.lock.Unlock()
	if err := r.allows(d); err != nil && !r.spelledBefore(ctx, d) { // another decision may have come first
		return review.Decided{}, err
	}
	if answer, repeat := r.seen[d.ID]; repeat {
		return answer, nil
	}
	if d.Seal == nil { // from before decisions were signed; else the time is the one that was signed
		d.At = workflow.Now(ctx).UTC()
	}
	var out review.Decided
	record := a.RecordDecision
	if d.Kind == l10n.Declare {
		record = a.DeclareSameMeaning
	}
	in := activities.DecisionInput{Key: r.in.Key, Decision: d, Last: r.state.Last(), Approvals: r.state.Approvals}
	if err := execute(ctx, fmt.Sprintf("%s: %s by %s", d.Kind, d.Step, d.By), short, record, in, &out); err != nil {
		return review.Decided{}, err
	}
	if d.SourceHash, d.TargetHash = out.SourceHash, out.TargetHash; out.Recorded != nil {
		d, out.Recorded = *out.Recorded, nil
	}
	r.state.Apply(d)
	r.seen[d.ID], r.taken[d.ID], r.last = out, d, out
	r.changes++
	return out, nil
}

// spelledBefore says of a refused decision that it was taken before names were compared by more than their spelling: a
// history in which "Ana" and "ana" approved two steps goes on as it went.
func (r *reviewer) spelledBefore(ctx workflow.Context, d l10n.Decision) bool {
	as := r.state
	as.FourEyes = false
	if !r.state.FourEyes || as.Allows(d) != nil {
		return false
	}
	for _, a := range r.state.Approvals {
		if a.By == d.By {
			return false
		}
	}
	return workflow.GetVersion(ctx, "names-folded", workflow.DefaultVersion, 1) == workflow.DefaultVersion
}

// run begins each step in turn, asks the machines, and waits for decisions of people.
func (r *reviewer) run(ctx workflow.Context) (Approved, error) {
	for !r.state.Done() && len(r.last.Carried) == 0 {
		if workflow.GetInfo(ctx).GetContinueAsNewSuggested() {
			return Approved{}, r.continueAsNew(ctx)
		}
		seen := r.changes
		if err := r.openStep(ctx); err != nil {
			return Approved{}, err
		}
		if rule := r.state.Rule(); r.changes == seen && !rule.IsPerson() {
			if err := r.ask(ctx, rule); err != nil {
				return Approved{}, err
			}
			continue
		}
		for r.changes == seen {
			if err := r.wait(ctx, seen); err != nil {
				return Approved{}, err
			}
		}
	}
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return Approved{}, err
	}
	approvals := r.state.Approvals
	if !r.state.Done() {
		approvals = r.last.Carried
	}
	return Approved{
		Targets: r.last.Targets, SourceHash: r.last.SourceHash, TargetHash: r.last.TargetHash, Approvals: approvals,
		Unconfirmed: r.last.Unconfirmed,
	}, nil
}

// openStep begins the step that waits: one of people stands on the desk then. A decision that comes while that is under way
// (the desk shows the step before this workflow is told that it does) is taken afterwards, so that the records see the two
// in this order. A step that asks people about nothing has ended with that.
func (r *reviewer) openStep(ctx workflow.Context) error {
	if err := r.lock.Lock(ctx); err != nil {
		return err
	}
	defer r.lock.Unlock()
	step := r.state.Step()
	if err := workflow.UpsertTypedSearchAttributes(ctx, AttributeStage.ValueSet(string(l10n.StageReview)),
		AttributeStep.ValueSet(string(step)), AttributeReviewer.ValueSet(string(r.state.Assignee))); err != nil {
		return err
	}
	r.moments = nil
	workflow.SetCurrentDetails(ctx, reviewDetails(r.in, &r.state))
	in := activities.StepInput{Key: r.in.Key, Step: step, Assignee: r.state.Assignee, Round: r.state.Round}
	summary := fmt.Sprintf("put step %s on the desk", step)
	if !r.state.Rule().IsPerson() {
		summary = fmt.Sprintf("begin step %s", step)
	}
	var out review.Opened
	if err := execute(ctx, summary, short, a.OpenStep, in, &out); err != nil {
		return err
	}
	r.conclude(out.Concluded)
	if out.Concluded == nil {
		return r.begin(ctx, out.Moments)
	}
	return nil
}

// conclude takes the end of a step that no person has decided.
func (r *reviewer) conclude(out *review.Decided) {
	if out == nil || out.Recorded == nil {
		return
	}
	d := *out.Recorded
	r.last = *out
	r.last.Recorded = nil
	r.state.Apply(d)
	r.changes++
}

// continueAsNew carries the state and the seen decisions over, after every handler has answered.
func (r *reviewer) continueAsNew(ctx workflow.Context) error {
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return err
	}
	next := r.in
	next.State, next.Seen, next.Taken = &r.state, r.seen, r.taken
	return workflow.NewContinueAsNewError(ctx, ReviewTranslation, next)
}
