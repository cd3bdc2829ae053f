package l10n

import (
	"strconv"
	"time"
)

// KeptAct is how a text came to be kept.
type KeptAct string

// The acts.
const (
	KeptWritten  KeptAct = "wrote"    // a person wrote it; an empty text is one that a person took back
	KeptApproved KeptAct = "approved" // a person approved it at a step that is not the last
	KeptFinal    KeptAct = "final"    // it was approved at the last step
	// KeptCarried says that a run laid an earlier text of a person beside a new source, where it waits for a person.
	KeptCarried KeptAct = "carried"
	// KeptWrong is of a published text that somebody found wrong. It stands beside the segment while people look at it again.
	KeptWrong KeptAct = "wrong"
	// KeptReplaced is of a machine's text in whose place another text of the same sentence was put. It stands in the history of
	// the sentence and is nobody's work.
	KeptReplaced KeptAct = "replaced"
)

// KeptText is a text that a person wrote or signed for one segment. It is kept for good: no run deletes it.
type KeptText struct {
	// ID is the same for a repeat of the same act.
	ID      string    `json:"id"`
	Act     KeptAct   `json:"act"`
	Run     RunID     `json:"run,omitempty"`
	Segment SegmentID `json:"segment"`
	// SourceHash is that of the source that it translates, and Extraction is where that source stands.
	SourceHash Hash `json:"sourceHash"`
	Extraction Ref  `json:"extraction,omitempty"`
	// Source is the source itself, where it has been looked up.
	Source Fragment `json:"source,omitempty"`
	Text   Fragment `json:"text,omitempty"`
	Origin Origin   `json:"origin"`
	// By is who wrote or approved it, and Step where; both are empty where no record says so.
	By   UserID    `json:"by,omitempty"`
	Step StepName  `json:"step,omitempty"`
	At   time.Time `json:"at,omitzero"`
	// Answers are the IDs of the texts that stood beside it when it was written or finally approved: who did that saw them.
	Answers []string `json:"answers,omitempty"`
	// EditedAt is when a person wrote the text, where one did.
	EditedAt time.Time `json:"editedAt,omitzero"`
}

// KeptOf returns what is to be kept of a target as it stands, and false for one that is a machine's alone. d is the
// decision by which it came to stand so, or nil.
func KeptOf(t Target, d *Decision) (KeptText, bool) {
	k := KeptText{Segment: t.Segment, SourceHash: t.SourceHash, Text: t.Text, Origin: t.Origin, By: t.Origin.By, At: t.EditedAt,
		EditedAt: t.EditedAt}
	switch settled := t.SubState == SubApproved || t.SubState == SubCopy; {
	case t.State == Final && (!settled || len(t.Earlier) > 0):
		k.Act = KeptFinal
	case t.State == Reviewed && !settled:
		k.Act = KeptApproved
	case t.SubState == SubHuman:
		k.Act = KeptWritten
	case t.SubState == SubNeedsEdit || len(t.Earlier) > 0:
		k.Act = KeptCarried
	default:
		return KeptText{}, false
	}
	if k.Act == KeptWritten || k.Act == KeptFinal {
		for _, e := range t.Earlier {
			k.Answers = append(k.Answers, e.ID)
		}
	}
	if d != nil && d.Kind == Approve && (k.Act == KeptFinal || k.Act == KeptApproved) {
		k.By, k.Step, k.At = d.By, d.Step, d.At
	}
	return k, true
}

// ReplacedOf returns what is to be kept of a target in whose place another one is put, and false where nothing is: what a
// person wrote or signed is kept when it is written.
func ReplacedOf(old, now Target, at time.Time) (KeptText, bool) {
	if _, kept := KeptOf(old, nil); kept || old.Text.IsEmpty() || old.SourceHash != now.SourceHash || old.Text.Hash() == now.Text.Hash() {
		return KeptText{}, false
	}
	return KeptText{Act: KeptReplaced, Segment: old.Segment, SourceHash: old.SourceHash, Text: old.Text, Origin: old.Origin,
		By: old.Origin.By, At: at, EditedAt: old.EditedAt}, true
}

// Of returns the kept text as one of a translation whose segments are those of its extraction. version is the target's.
func (k KeptText) Of(t Translation, version int) KeptText {
	k.Run, k.Extraction = t.Run, t.Extraction
	k.ID = string(NewShortName(string(k.Act), string(k.Run), string(k.Extraction), string(k.Segment), strconv.Itoa(version),
		k.Text.String(), string(k.Step), string(k.By)))
	return k
}
