package l10n

import (
	"strconv"
	"time"
)

// Origin says where a target came from: a person, the memory, or a provider.
type Origin struct {
	// Kind is the substate that the origin gave the segment when it came.
	Kind SubState `json:"kind,omitempty"`
	// Provider is the engine that answered, for instance "apertium"; "memory" for the memory.
	Provider ProviderName `json:"provider,omitempty"`
	// Score is the match's similarity, 0–101, for the memory's answers.
	Score int `json:"score,omitempty"`
	// By is the person, for human text, and the author that the memory knows.
	By UserID `json:"by,omitempty"`
	// Detail is for people: the fuzzy match's own source, the pivot language …
	Detail string `json:"detail,omitempty"`
	// Unapproved says that the memory has it of a page that is not approved yet: a person has confirmed it there.
	Unapproved bool `json:"unapproved,omitempty"`
}

// Target is a segment's translation into one locale.
type Target struct {
	Segment    SegmentID `json:"segment"`
	SourceHash Hash      `json:"sourceHash"` // of the source that it translates
	Text       Fragment  `json:"text"`
	State      State     `json:"state"`
	SubState   SubState  `json:"subState,omitempty"`
	Origin     Origin    `json:"origin"`
	Issues     []Issue   `json:"issues,omitempty"`
	// Dismissed are issues that people have overruled: see [Target.SetIssues].
	Dismissed []Issue `json:"dismissed,omitempty"`
	// Signed are the approvals, one a step, that made it final. They stay with the sentence as long as nobody changes it.
	Signed []Signature `json:"signed,omitempty"`
	// Confirmed is the approval by which a person confirmed a text that no person wrote: the segment was listed as needing
	// attention, and shown. Unconfirmed says that the text was approved with the page, and that nobody is known to have
	// looked at it.
	Confirmed   *Signature `json:"confirmed,omitempty"`
	Unconfirmed bool       `json:"unconfirmed,omitempty"`
	// PassedBy is the machine that approved a text which nobody confirmed, where the site lets it.
	PassedBy *Reviewer `json:"passedBy,omitempty"`
	// SameAs says that it translates an earlier source, of which the present one was declared to mean the same.
	SameAs *SameMeaning `json:"sameAs,omitempty"`
	// Correction is the run by which people look at it again, because somebody found the published text wrong.
	Correction RunID `json:"correction,omitempty"`
	// Earlier are the texts that people wrote or signed for earlier forms of its source, the latest first.
	Earlier []KeptText `json:"earlier,omitempty"`
	// Version counts the edits; an edit states the version that it saw, and a later one wins nothing silently.
	Version  int       `json:"version"`
	EditedAt time.Time `json:"editedAt,omitzero"`
}

// MachineAuthor is the author of a memory's entry whose text was approved with its page, and which nobody is known to have
// looked at. Translation tools know it as that of machine translation.
const MachineAuthor UserID = "MT!"

// IsUnconfirmed reports whether no person wrote the text for this source, and none is known to have looked at it: an
// engine made it, or it was fitted from the text of another source.
func (t Target) IsUnconfirmed() bool {
	if t.Text.IsEmpty() || t.Confirmed != nil {
		return false
	}
	if t.Unconfirmed || t.SubState == SubNeedsEdit {
		return true
	}
	switch t.Origin.Kind {
	case SubMT, SubPseudo, SubTMFuzzy:
		return true
	case SubTMExact, SubTMContext:
		return t.Origin.By == MachineAuthor
	case SubApproved: // by a version that did not note what was confirmed
		return t.Origin.Provider != "" && t.Origin.Provider != "memory"
	}
	return false
}

// MatchClass says in one word where the text comes from.
func (t Target) MatchClass() MatchClass {
	switch {
	case t.Text.IsEmpty():
		return MatchNone
	case t.SubState == SubApproved && !t.IsUnconfirmed():
		return MatchApproved
	}
	switch t.SubState {
	case SubCopy:
		return MatchCopy
	case SubHuman:
		return MatchHuman
	case SubTMContext:
		return MatchInContext
	case SubTMExact:
		return MatchExact
	case SubTMFuzzy, SubNeedsEdit:
		return MatchFuzzy
	}
	return MatchEngine
}

// Signature is a person's approval of one segment at a step.
type Signature struct {
	Decision string    `json:"decision"` // its ID
	Step     StepName  `json:"step"`
	By       UserID    `json:"by"`
	At       time.Time `json:"at"`
	// ChangedSince says that a later step has changed the text: the approval was of the text before.
	ChangedSince bool `json:"changedSince,omitempty"`
}

// SameMeaning is an editor's word that a change of a document's source, a mended typo, is no change of its meaning. It
// is bound to the hashes of both sources.
type SameMeaning struct {
	ID       string     `json:"id"` // of the act: a repeat is harmless
	Document DocumentID `json:"document"`
	Old      Hash       `json:"old"`
	New      Hash       `json:"new"`
	By       UserID     `json:"by"`
	At       time.Time  `json:"at"`
	// Decision is the act itself with its signature; words from before decisions were signed have none.
	Decision *Decision `json:"decision,omitempty"`
}

// TargetsHash is the hash of a document's targets in their order: what an approval is bound to.
func TargetsHash(ts []Target) Hash {
	parts := make([]string, 0, 2*len(ts))
	for _, t := range ts {
		parts = append(parts, string(t.Segment), t.Text.String())
	}
	return NewHash(parts...)
}

// VersionsHash is the hash of the versions of a document's targets: which edits a person had before their eyes.
func VersionsHash(ts []Target) Hash {
	parts := make([]string, 0, 2*len(ts))
	for _, t := range ts {
		parts = append(parts, string(t.Segment), strconv.Itoa(t.Version))
	}
	return NewHash(parts...)
}

// SourceHash is the hash of a document's sources in their order.
func SourceHash(us []Unit) Hash {
	var parts []string
	for i := range us {
		for _, s := range us[i].Segments {
			parts = append(parts, string(s.ID), s.Source.String())
		}
	}
	return NewHash(parts...)
}

// Match is a candidate target for a segment.
type Match struct {
	// ID names the memory's entry.
	ID     string   `json:"id,omitempty"`
	Source Fragment `json:"source"`
	Target Fragment `json:"target"`
	// Score is the similarity, 0–100; 101 says that the neighbours are the same too.
	Score int `json:"score"`
	// Quality is how far the entry itself is trusted, 0–100: approved text 100.
	Quality int    `json:"quality"`
	Origin  Origin `json:"origin"`
	// Adapted says that numbers or codes were fitted to the new source.
	Adapted bool `json:"adapted,omitempty"`
	// Kept is the target as the memory has it, where it was fitted, and Notes say what was done and what is left: "12 → 15".
	Kept  Fragment `json:"-"`
	Notes []string `json:"-"`
	// Ambiguous says that the memory has different targets of the same rank; such a match never wins by itself.
	Ambiguous bool     `json:"ambiguous,omitempty"`
	Site      SiteName `json:"site,omitempty"`
	// Document is the page that the entry was learned from; empty where no record says so.
	Document  DocumentID `json:"document,omitempty"`
	ChangedAt time.Time  `json:"changedAt,omitzero"`
}

// Term is an entry of the termbase.
type Term struct {
	ID     string `json:"id,omitempty"`
	Source string `json:"source"`
	// Targets are the allowed ones, the preferred first.
	Targets   []string `json:"targets,omitempty"`
	Forbidden []string `json:"forbidden,omitempty"`
	// DoNotTranslate says that the source's form stands in the target.
	DoNotTranslate bool   `json:"doNotTranslate,omitempty"`
	CaseSensitive  bool   `json:"caseSensitive,omitempty"`
	Note           string `json:"note,omitempty"`
}

// CountProgress counts targets by what they are; Characters is for the translate stage to add.
func CountProgress(ts []Target) Progress {
	p := Progress{Segments: len(ts)}
	for _, t := range ts {
		p.Issues += len(t.Issues)
		if Blocks(t.Issues) {
			p.Blocking++
		}
		if t.Text.IsEmpty() {
			p.Empty++
			continue
		}
		if t.IsUnconfirmed() {
			p.Unconfirmed++
			if t.PassedBy != nil {
				p.Passed++
			}
		}
		switch t.Origin.Kind {
		case SubApproved:
			p.Approved++
		case SubTMContext, SubTMExact:
			p.Memory++
		case SubTMFuzzy:
			p.Fuzzy++
		case SubHuman:
			p.Human++
		default:
			p.Machine++
		}
	}
	return p
}
