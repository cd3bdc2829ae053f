package client

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/work"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// These are the types that programs outside of this module need to name; the glossary of docs/architecture.md explains them.

type (
	// RunID names a run.
	RunID          = l10n.RunID
	SiteName       = l10n.SiteName
	DocumentID     = l10n.DocumentID
	Locale         = l10n.Locale
	SegmentID      = l10n.SegmentID
	StepName       = l10n.StepName
	UserID         = l10n.UserID
	ProviderName   = l10n.ProviderName
	PublicationID  = l10n.PublicationID
	Ref            = l10n.Ref
	Hash           = l10n.Hash
	TranslationKey = l10n.TranslationKey

	// Request asks for a run.
	Request = l10n.Request
	// PlannedRun is a run that a worker has taken up: its plan's ref, its site and its locales.
	PlannedRun = work.PlannedRun
	// RunStatus is how a run stands: running, completed, failed or cancelled.
	RunStatus = l10n.RunStatus

	// Decision is a person's decision on a translation that waits.
	Decision     = l10n.Decision
	DecisionKind = l10n.DecisionKind
	// Resume has a translation go on that waits for engines.
	Resume = l10n.Resume

	Withdrawal     = l10n.Withdrawal
	UnpublishInput = workflows.UnpublishInput
	Withdrawn      = site.Withdrawn
	RollbackInput  = workflows.RollbackInput

	// WatchRequest asks for a watch.
	WatchRequest = l10n.WatchRequest
	Watch        = l10n.Watch
	WatchRules   = l10n.WatchRules
	WatchPolicy  = l10n.WatchPolicy
	WatchState   = l10n.WatchState
	Finding      = l10n.Finding
	// FindingDecision is a person's answer to a finding of a look.
	FindingDecision = l10n.FindingDecision
	FindingAnswer   = l10n.FindingAnswer
)

// The kinds of decisions.
const (
	Approve        = l10n.Approve
	RequestChanges = l10n.RequestChanges
	Reassign       = l10n.Reassign
	// SameMeaning declares that a change of the source is none of its meaning.
	SameMeaning = l10n.Declare
)

// The statuses of runs.
const (
	RunRunning   = l10n.RunRunning
	RunCompleted = l10n.RunCompleted
	RunFailed    = l10n.RunFailed
	RunCancelled = l10n.RunCancelled
)

// The answers to findings, and the policies of watches.
const (
	Accepted  = l10n.Accepted
	Dismissed = l10n.Dismissed

	WatchPublish   = l10n.WatchPublish
	WatchAsk       = l10n.WatchAsk
	WatchIgnore    = l10n.WatchIgnore
	WatchKeep      = l10n.WatchKeep
	WatchUnpublish = l10n.WatchUnpublish
)

// The errors that callers tell apart with errors.Is.
var (
	ErrRefused     = l10n.ErrRefused     // a rule refuses the act
	ErrConflict    = l10n.ErrConflict    // something has changed since it was seen
	ErrNotFound    = l10n.ErrNotFound    // nothing of that name is there, or it has ended
	ErrUnavailable = l10n.ErrUnavailable // a server did not answer in time; the same act may be asked for again
)
