package client

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/work"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// The types that programs outside of this module need to name. The glossary of docs/architecture.md says more.

type (
	// RunID names one request to publish documents in locales.
	RunID = l10n.RunID
	// SiteName names a configured site.
	SiteName = l10n.SiteName
	// DocumentID names one source page of a site.
	DocumentID = l10n.DocumentID
	// Locale is a BCP 47 language tag, for instance "pt-BR".
	Locale = l10n.Locale
	// SegmentID names one sentence within its document.
	SegmentID = l10n.SegmentID
	// StepName names a step of the review.
	StepName = l10n.StepName
	// UserID names a person.
	UserID = l10n.UserID
	// ProviderName names a translation engine.
	ProviderName = l10n.ProviderName
	// PublicationID names one publication of a document.
	PublicationID = l10n.PublicationID
	// Ref is the content address of stored bytes.
	Ref = l10n.Ref
	// Hash is the hash of a text, by which approvals are bound.
	Hash = l10n.Hash
	// TranslationKey names a document's translation into one locale.
	TranslationKey = l10n.TranslationKey

	// Request asks for a run.
	Request = l10n.Request
	// PlannedRun is a run that a worker has taken up: its plan's ref, its site and its locales.
	PlannedRun = work.PlannedRun
	// RunStatus says how a run stands: running, completed, failed, cancelled or superseded.
	RunStatus = l10n.RunStatus

	// Decision is a person's decision on a translation that waits.
	Decision = l10n.Decision
	// Seen are the hashes of the texts that a person saw. The house sets [Decision.Stated].
	Seen = l10n.Seen
	// Seal is the signature of an act. A client that has a key makes it.
	Seal = l10n.Seal
	// DecisionKind says what the person decided.
	DecisionKind = l10n.DecisionKind
	// Absence says that somebody is away, or back.
	Absence = l10n.Absence
	// Resume has a translation go on that waits for engines.
	Resume = l10n.Resume

	// Embargo keeps approved pages from visitors until an hour, or until a person releases them. [NewHour] makes one.
	Embargo = l10n.Embargo
	// NotReady says what becomes, at the hour, of a document whose locales are not all approved.
	NotReady = l10n.NotReady
	// EmbargoAct is a person's word on when a document goes to visitors.
	EmbargoAct = l10n.EmbargoAct
	// EmbargoKind is Release or Reschedule.
	EmbargoKind = l10n.EmbargoKind

	// Upload is the content of a page that was handed in.
	Upload = l10n.Upload
	// Correction is the part of a request that reopens published sentences.
	Correction = l10n.Correction
	// WrongSentence is one of them.
	WrongSentence = l10n.WrongSentence
	// Fragment is text with inline codes. [ParseFragment] makes one.
	Fragment = l10n.Fragment
	// Part is a run of text or one inline code of a fragment.
	Part = l10n.Part
	// PartKind is what a part is.
	PartKind = l10n.PartKind
	// CodeID numbers a code within its unit.
	CodeID = l10n.CodeID

	// Withdrawal says what visitors shall no longer get, whose word that is, and why.
	Withdrawal = l10n.Withdrawal
	// UnpublishInput is a withdrawal with its document and the plan of its site.
	UnpublishInput = workflows.UnpublishInput
	// Withdrawn says what visitors no longer get.
	Withdrawn = site.Withdrawn
	// RollbackInput names the publication to go back to, and whose word that is.
	RollbackInput = workflows.RollbackInput

	// WatchRequest asks for a watch.
	WatchRequest = l10n.WatchRequest
	// Watch is a site whose source is looked at every so often.
	Watch = l10n.Watch
	// WatchRules say what becomes of pages that are new, changed or gone.
	WatchRules = l10n.WatchRules
	// WatchPolicy is one of these rules.
	WatchPolicy = l10n.WatchPolicy
	// WatchState says how a watch's schedule stands.
	WatchState = l10n.WatchState
	// Finding is a page that a look found new, changed, gone or renamed.
	Finding = l10n.Finding
	// FindingDecision is a person's answer to a finding of a look.
	FindingDecision = l10n.FindingDecision
	// FindingAnswer is what the person answered.
	FindingAnswer = l10n.FindingAnswer
)

// The kinds of decisions.
const (
	Approve        = l10n.Approve
	RequestChanges = l10n.RequestChanges
	Reassign       = l10n.Reassign
	// SameMeaning declares that a change of the source is none of its meaning.
	SameMeaning = l10n.Declare
)

// What a person may say of an embargo, and what may become of locales that are not ready at the hour.
const (
	Release          = l10n.Release
	Reschedule       = l10n.Reschedule
	NotReadyHold     = l10n.NotReadyHold
	NotReadyOmit     = l10n.NotReadyOmit
	NotReadyFallback = l10n.NotReadyFallback
)

// ParseFragment reads a text with inline codes as it is written: a <1>b</1> c<2/>.
func ParseFragment(s string) Fragment { return l10n.ParseFragment(s) }

// NewHour makes an embargo of an hour, 2026-12-01T09:00, and a time zone, Europe/Paris. It refuses hours that clocks skip
// and those that they show twice.
func NewHour(text, zone string) (Embargo, error) { return l10n.NewHour(text, zone) }

// The statuses of runs.
const (
	RunRunning   = l10n.RunRunning
	RunCompleted = l10n.RunCompleted
	RunFailed    = l10n.RunFailed
	RunCancelled = l10n.RunCancelled
	// RunSuperseded says that another run has taken over all of its documents.
	RunSuperseded = l10n.RunSuperseded
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
