package l10n

import (
	"fmt"
	"slices"
	"time"
)

// Stage is where a document's translation into one locale is on its way.
type Stage string

// The stages in their order. From published on they end it.
const (
	StageTranslate Stage = "translate"
	StageParked    Stage = "parked" // the engines can't go on; it waits for them, or for a person who mends the cause
	StageCheck     Stage = "check"
	StageReview    Stage = "review"
	StageApproved  Stage = "approved" // every step is approved; publishing is under way or waits for the other locales
	StagePublished Stage = "published"
	// StageEmbargo is shown of documents and runs whose approved locales wait for their hour or for a person's release. The
	// locales themselves are StageApproved.
	StageEmbargo   Stage = "embargo"
	StageHeld      Stage = "held"      // approved; unpublished, because another locale of a "together" site was not approved
	StageWithdrawn Stage = "withdrawn" // it was published, and a person or a rule took it away
	StageFailed    Stage = "failed"
	StageCancelled Stage = "cancelled"
	// StageSuperseded says that another run has taken the document over, because its source has changed.
	StageSuperseded Stage = "superseded"
)

// Ended reports whether nothing more will happen by itself.
func (s Stage) Ended() bool {
	return s == StagePublished || s == StageFailed || s == StageCancelled || s == StageHeld || s == StageWithdrawn ||
		s == StageSuperseded
}

// DecisionKind is what a person decided at a review step.
type DecisionKind string

// The decisions.
const (
	Approve        DecisionKind = "approve"
	RequestChanges DecisionKind = "request-changes"
	Reassign       DecisionKind = "reassign"
	// Declare says that changes of the source are none of its meaning: see [SameMeaning].
	Declare DecisionKind = "same-meaning"
	// Conclude ends a step that asks people about nothing. It is the house's own and has neither a person nor a signature.
	Conclude DecisionKind = "conclude"
	// Escalate gives a step to another person after its deadline, and StandIn to the deputy of one who is away. They are the
	// house's own too.
	Escalate DecisionKind = "escalate"
	StandIn  DecisionKind = "stand-in"
)

// OfHouse reports whether a decision of the kind is the house's own: it has neither a person nor a signature.
func (k DecisionKind) OfHouse() bool { return k == Conclude || k == Escalate || k == StandIn }

// Ends reports whether a decision ends its step: an approval, or the end of a step that asks people about nothing.
func (d Decision) Ends() bool { return d.Kind == Approve || d.Kind == Conclude }

// Decision is one act of a person at a review step. It is bound to the hashes of what the person saw.
type Decision struct {
	// ID makes a repeat of the same act harmless; the desk makes one a form, the command line one a call.
	ID      string       `json:"id"`
	Kind    DecisionKind `json:"kind"`
	Step    StepName     `json:"step"`
	By      UserID       `json:"by"`
	To      UserID       `json:"to,omitempty"`   // for Reassign, Escalate and StandIn
	From    UserID       `json:"from,omitempty"` // in whose place somebody is asked, for Escalate and StandIn
	Comment string       `json:"comment,omitempty"`
	// Segments are those that Declare is about; none means all that changed. An approval confirms those that it names;
	// the others it approves unseen, where the site publishes what nobody has confirmed.
	// A request for changes names those that have to change; none means all.
	Segments []SegmentID `json:"segments,omitempty"`
	// Confirm names classes of segments that an approval confirms at once, all that are open and of the class: a MatchClass
	// or one of [Classes].
	Confirm []string `json:"confirm,omitempty"`
	// SourceHash and TargetHash are those of the texts that the person saw, and VersionsHash is that of their versions.
	// TargetHash may be empty on the command line, where it then means what stands now. Whoever states it states
	// VersionsHash too.
	SourceHash   Hash      `json:"sourceHash,omitempty"`
	TargetHash   Hash      `json:"targetHash,omitempty"`
	VersionsHash Hash      `json:"versionsHash,omitempty"`
	At           time.Time `json:"at,omitzero"`

	// Document, Locale and Run say which translation the decision is about. Decisions from before they were signed have
	// none of them.
	Document DocumentID `json:"document,omitempty"`
	Locale   Locale     `json:"locale,omitempty"`
	Run      RunID      `json:"run,omitempty"`
	// Stated are the hashes as the person stated them, where the house filled others in. No caller sets it.
	Stated *Seen `json:"stated,omitempty"`
	// Seal is the signature of all this but Stated. Decisions from before have none.
	Seal *Seal `json:"seal,omitempty"`
}

// Seen are the hashes of what a person had before their eyes.
type Seen struct {
	SourceHash   Hash `json:"sourceHash,omitempty"`
	TargetHash   Hash `json:"targetHash,omitempty"`
	VersionsHash Hash `json:"versionsHash,omitempty"`
}

// AsStated returns the hashes as the person stated them.
func (d Decision) AsStated() Seen {
	if d.Stated != nil {
		return *d.Stated
	}
	return Seen{d.SourceHash, d.TargetHash, d.VersionsHash}
}

// Repeats reports whether a decision is the same act as one on record that has its ID. A hash that it leaves out is
// whatever the record has.
func (d Decision) Repeats(stored Decision) bool {
	same := func(now, then Hash) bool { return now == "" || then == "" || SameContent(now, then) }
	other := func(now, then string) bool { return now != "" && then != "" && now != then } // a decision from before has no place
	if other(string(d.Document), string(stored.Document)) || other(string(d.Locale), string(stored.Locale)) ||
		other(string(d.Run), string(stored.Run)) {
		return false
	}
	return d.Kind == stored.Kind && d.Step == stored.Step && d.By == stored.By && d.To == stored.To && d.Comment == stored.Comment &&
		slices.Equal(d.Segments, stored.Segments) && slices.Equal(d.Confirm, stored.Confirm) &&
		(d.Kind != Approve || same(d.SourceHash, stored.SourceHash) && same(d.TargetHash, stored.TargetHash) && same(d.VersionsHash, stored.VersionsHash))
}

// ErrOtherDecision refuses a decision that has the ID of another one.
func ErrOtherDecision(id string) error {
	return fmt.Errorf("the id %q is that of another decision; a new decision needs a new id: %w", id, ErrConflict)
}

// TranslationKey names a document's translation into one locale.
type TranslationKey struct {
	Document DocumentID `json:"document"`
	Locale   Locale     `json:"locale"`
}

// Progress counts a translation's segments.
type Progress struct {
	Segments int `json:"segments"`
	Approved int `json:"approved"` // from an earlier approval of the very segment
	Memory   int `json:"memory"`   // from the memory, exact or better
	Fuzzy    int `json:"fuzzy"`    // from the memory, to be looked at
	Machine  int `json:"machine"`  // from an engine
	Human    int `json:"human"`    // written by a person in this run
	// Unconfirmed counts the texts that no person wrote and that nobody is known to have looked at.
	Unconfirmed int `json:"unconfirmed,omitempty"`
	// Passed counts those of the unconfirmed that a machine approved, where the site lets it.
	Passed     int `json:"passed,omitempty"`
	Empty      int `json:"empty"`      // with no target
	Issues     int `json:"issues"`     // findings of the checks
	Blocking   int `json:"blocking"`   // those that stop an approval
	Characters int `json:"characters"` // sent to engines
	// Sent counts the texts that engines were sent, and Saved the characters of the source for which nobody was asked.
	Sent  int `json:"sent,omitempty"`
	Saved int `json:"saved,omitempty"`
}

// Unanswered says why texts are left to people though an engine was asked for them.
type Unanswered struct {
	Engine ProviderName `json:"engine"`
	Why    string       `json:"why"`             // in English, without anything of the document
	Texts  int          `json:"texts,omitempty"` // 0 is all that were open
}

// String says it in a line.
func (u Unanswered) String() string {
	switch u.Texts {
	case 0:
		return fmt.Sprintf("%s: %s", u.Engine, u.Why)
	case 1:
		return fmt.Sprintf("%s: %s (1 text)", u.Engine, u.Why)
	}
	return fmt.Sprintf("%s: %s (%d texts)", u.Engine, u.Why, u.Texts)
}

// Translation is a document's translation into one locale, as the desk's queue and the command line show it.
type Translation struct {
	TranslationKey
	Run        RunID      `json:"run"`
	Site       SiteName   `json:"site"`
	Title      string     `json:"title"`
	URL        string     `json:"url"` // of the source page
	SourceLang Locale     `json:"sourceLang"`
	Stage      Stage      `json:"stage"`
	Step       StepName   `json:"step,omitempty"`     // that waits for a person
	StepKind   StepKind   `json:"stepKind,omitempty"` // of the step that waits, where no person does it
	Steps      []StepName `json:"steps,omitempty"`    // those that decide, in order
	Assignee   UserID     `json:"assignee,omitempty"` // who is asked, or nobody in particular
	Round      int        `json:"round"`              // 1, and one more each time changes were requested
	Comment    string     `json:"comment,omitempty"`  // of the last request for changes, or why it failed
	Reminders  int        `json:"reminders,omitempty"`
	Plan       Ref        `json:"plan"`
	Extraction Ref        `json:"extraction"`
	Skeleton   Ref        `json:"skeleton"`
	Targets    Ref        `json:"targets,omitempty"` // the approved snapshot
	Progress   Progress   `json:"progress"`
	PublicURL  string     `json:"publicUrl,omitempty"`
	// Pending is what the plan does with the page until it is approved. Untranslated counts the segments that visitors get
	// in the source's language, when the page is live by FallbackPending.
	Pending      Pending `json:"pending,omitempty"`
	Untranslated int     `json:"untranslated,omitempty"`
	// Base is the last version that was approved, which this one is compared with.
	Base *Base `json:"base,omitempty"`
	// Earlier is the extraction that the targets are of until those of this one take their place.
	Earlier Ref `json:"earlier,omitempty"`
	// TargetsOf is the extraction that the targets on the desk are of; empty in records of earlier versions.
	TargetsOf Ref `json:"targetsOf,omitempty"`
	// Gone has the texts of people whose sentence the source has no more ([]KeptText), and GoneCount counts them.
	Gone      Ref `json:"gone,omitempty"`
	GoneCount int `json:"goneCount,omitempty"`
	// RolledBack is the rollback by which visitors have an earlier text than this one, and Withdrawn the withdrawal by which
	// they have none. Both end when it is published again.
	RolledBack *Rollback   `json:"rolledBack,omitempty"`
	Withdrawn  *Withdrawal `json:"withdrawn,omitempty"`
	// Supersedes is the run whose review of an older source this one has taken over.
	Supersedes RunID     `json:"supersedes,omitempty"`
	UpdatedAt  time.Time `json:"updatedAt"`
	WaitsSince time.Time `json:"waitsSince,omitzero"`
	// Due is the deadline of the step that waits, and Late says that it has passed, and that the record was told.
	Due  time.Time `json:"due,omitzero"`
	Late bool      `json:"late,omitempty"`
	// Escalated is who was asked when the deadline had passed, and AskedBefore who was asked until then. Deputies are those
	// whom the house asks in the place of others.
	Escalated   UserID   `json:"escalated,omitempty"`
	AskedBefore UserID   `json:"askedBefore,omitempty"`
	Deputies    []UserID `json:"deputies,omitempty"`
	// Unanswered says why engines left texts to people, where they did.
	Unanswered []Unanswered `json:"unanswered,omitempty"`
	// Assets is a list of the files that were copied for the page, where they were before its publication.
	Assets Ref `json:"assets,omitempty"`
	// FileNotes say in English which files that the page uses or links to visitors won't find.
	FileNotes []string `json:"fileNotes,omitempty"`
	// Left are the texts of the page that stay as they are although nobody has asked for it.
	Left []Left `json:"left,omitempty"`
	// Embargo says until when the page is kept from visitors though it is approved, and EmbargoActs who has moved or ended
	// that.
	Embargo     *Embargo     `json:"embargo,omitempty"`
	EmbargoActs []EmbargoAct `json:"embargoActs,omitempty"`
	// Cancelled is the word of the person who ended it.
	Cancelled *Cancellation `json:"cancelled,omitempty"`
	// Until is when a parked translation tries again by itself.
	Until time.Time `json:"until,omitzero"`
}

// Base is an approved version of a document in a locale: what was translated, and the approved targets.
type Base struct {
	Document   DocumentID `json:"document,omitempty"` // another one, whose page was renamed to this
	Run        RunID      `json:"run"`
	Extraction Ref        `json:"extraction"`
	Targets    Ref        `json:"targets"`
}

// TranslationFilter selects translations for a list; zero fields select all.
type TranslationFilter struct {
	Run      RunID
	Site     SiteName
	Document DocumentID
	Locale   Locale
	Stage    Stage
	Waiting  bool // only those that wait for a person
	Unasked  bool // only those that wait for no person
	Limit    int  // 0 means 200
	Offset   int
	// Stages are several stages, any of which will do, and Documents several documents.
	Stages    []Stage
	Documents []DocumentID
	// Query has words that all stand in the title or the address, as people type them.
	Query string
}

// TranslationCount counts translations that are alike.
type TranslationCount struct {
	Locale Locale
	Stage  Stage
	People bool // they wait for a person
	Count  int
}

// Edit is a person's change of one target.
type Edit struct {
	Segment SegmentID
	Text    Fragment
	Version int // of the target that the person saw
	By      UserID
}
