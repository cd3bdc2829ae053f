package review

import (
	"context"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/recent"
)

// Records keeps translations, their targets, and what people decided about them. A function that is passed in changes
// what it is given in one transaction, refuses by an error, and may be called again or not at all.
type Records interface {
	Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error)
	UpdateTranslation(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation) error) (l10n.Translation, error)
	// Targets and UpdateTargets have the targets in document order. When a change is refused, UpdateTargets returns
	// the record and the targets as they stand, with the error.
	Targets(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error)
	UpdateTargets(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) (l10n.Translation, []l10n.Target, error)
	Decisions
	Assessments
}

// Decisions keeps the acts of people.
type Decisions interface {
	// Decisions returns what people decided about a translation, the oldest first.
	Decisions(ctx context.Context, k l10n.TranslationKey) ([]l10n.Decision, error)
	// RecordDecision writes a decision, what it changes in place, and the approved targets that the function returns.
	// A decision whose ID is recorded changes nothing, and the function is not called.
	RecordDecision(ctx context.Context, k l10n.TranslationKey, d l10n.Decision,
		apply func(*l10n.Translation, []l10n.Target) (approved []l10n.Target, err error)) error
	// DeclareSame keeps declarations. The first of two about the same sources stays.
	DeclareSame(ctx context.Context, ms []l10n.SameMeaning) error
}

// Assessments keeps what reviewers of all kinds said of segments. Nothing of it is ever changed.
type Assessments interface {
	// RecordAssessment writes an assessment with the verdicts that the function makes of the record and the targets as they
	// stand. One whose ID is recorded changes nothing, and the function is not called.
	RecordAssessment(ctx context.Context, k l10n.TranslationKey, a l10n.Assessment,
		verdicts func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error)) error
	// Verdicts returns the latest verdict of each step on each segment, of a run.
	Verdicts(ctx context.Context, k l10n.TranslationKey, run l10n.RunID) ([]l10n.Verdict, error)
}

// Memory is the translation memory, which approvals feed.
type Memory interface {
	Add(ctx context.Context, es []l10n.MemoryEntry) error
	// Pend keeps what people have confirmed and nobody has approved yet, and Settle ends that for a whole translation.
	Pend(ctx context.Context, es []l10n.MemoryEntry) error
	Settle(ctx context.Context, k l10n.TranslationKey) error
}

// Checker finds the issues of one segment's target, by the rules of a site.
type Checker interface {
	Check(ctx context.Context, site l10n.SiteName, e *l10n.Extraction, locale l10n.Locale, seg l10n.SegmentID,
		target l10n.Fragment) ([]l10n.Issue, error)
	// Consistency returns a function that writes into all targets of a document what only shows when they are compared. It
	// does no I/O.
	Consistency(ctx context.Context, site l10n.SiteName, e *l10n.Extraction, locale l10n.Locale) (func([]l10n.Target), error)
}

// Service applies the law of approval to the records. It is safe for concurrent use.
type Service struct {
	Records Records
	Blobs   blob.Blobs
	// Checker looks at people's edits.
	Checker Checker
	// Memory is nil where approvals are not remembered.
	Memory Memory
	// Typings keeps what people have typed and not saved. Nil keeps none.
	Typings Typings
	// Terms is nil where there is no termbase.
	Terms Terms
	// Places are those of steps that are done by file, by name.
	Places map[string]Place
	// Judge opens the engine that a step of the kind model uses. It is nil where no engine is asked.
	Judge func(step l10n.ReviewStep) (assess.Assessor, error)
	// Duty is nil where nobody knows people and their hours.
	Duty Duty

	extractions recent.Cache[*l10n.Extraction]
}

// extraction reads an extraction, or returns it as it was read before. Nobody changes it.
func (s *Service) extraction(ctx context.Context, ref l10n.Ref) (*l10n.Extraction, error) {
	return s.extractions.Get(string(ref), func() (*l10n.Extraction, error) {
		e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, ref)
		return &e, err
	})
}

// Opened is a step that has begun. Its JSON is in histories.
type Opened struct {
	// Asked counts the segments that a step of people waits for.
	Asked int `json:",omitempty"`
	// Concluded is set when the step asks people about nothing, and has ended with that.
	Concluded *Decided `json:",omitempty"`
	// Moments are those of a step of people that waits.
	Moments *Moments `json:",omitempty"`
}

// OpenStep begins a step. One of people goes into the queue of the desk, where it waits for its assignee, or for anyone
// when that is empty; when it asks them about nothing, it is concluded at once. A repeat changes nothing. A step before
// which another one has not ended, and a translation that is not in review, are refused: the workflow is a stranger's.
func (s *Service) OpenStep(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, assignee l10n.UserID,
	round int) (Opened, error) {
	all, err := s.Records.Decisions(ctx, k)
	if err != nil {
		return Opened{}, err
	}
	before, err := s.Records.Translation(ctx, k)
	if err != nil {
		return Opened{}, err
	}
	p, err := s.plan(ctx, before)
	if err != nil {
		return Opened{}, err
	}
	if err := s.inherit(ctx, before, p); err != nil {
		return Opened{}, err
	}
	step := newStanding(p, before, nil).step(name)
	tr, err := s.Records.UpdateTranslation(ctx, k, func(t *l10n.Translation) error {
		if t.Step == name && t.Stage == l10n.StageReview {
			return nil
		}
		if err := opens(*t, step, approvalsOfRound(all, t.Run, "")); err != nil {
			return err
		}
		t.Stage, t.Step, t.Assignee, t.Round = l10n.StageReview, name, assignee, round
		t.WaitsSince, t.Reminders = time.Now().UTC(), 0
		s.resetMoments(t, step)
		if t.StepKind = ""; !step.IsPerson() {
			t.StepKind = step.Kind
		}
		return nil
	})
	if err != nil || !step.IsPerson() {
		return Opened{}, err
	}
	out, err := s.openForPeople(ctx, tr, name, reopenedBy(all, tr))
	if err != nil || out.Concluded != nil || s.Duty == nil {
		return out, err
	}
	out.Moments, err = s.moments(ctx, k, step)
	return out, err
}

func (s *Service) openForPeople(ctx context.Context, tr l10n.Translation, step l10n.StepName,
	reopened func(l10n.Verdict) bool) (Opened, error) {
	st, err := s.route(ctx, tr, step, reopened)
	if err != nil {
		return Opened{}, err
	}
	ts, err := s.Records.Targets(ctx, tr.TranslationKey)
	if err != nil {
		return Opened{}, err
	}
	out := Opened{Asked: len(st.openAt(step, ts))}
	if out.Asked > 0 || tr.Plan == "" || st.leaves(step, ts) > 0 {
		return out, nil
	}
	decided, err := s.conclude(ctx, tr.TranslationKey, step)
	out.Concluded = &decided
	return out, err
}
