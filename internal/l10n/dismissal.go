package l10n

import (
	"slices"
	"strconv"
	"time"
)

// DismissalScope says for which texts a person overrules a check.
type DismissalScope string

// The scopes. All of them are about one source with one target: when either changes, the issue is open again.
const (
	DismissText     DismissalScope = "text"     // on this page
	DismissSentence DismissalScope = "sentence" // wherever the site has the sentence, with this translation
	// DismissCheck is DismissText, with the proposal that the check be turned off. Nothing turns it off by itself.
	DismissCheck DismissalScope = "check"
)

// DismissalScopes are all scopes, the narrowest first.
var DismissalScopes = []DismissalScope{DismissText, DismissSentence, DismissCheck}

// DismissalReason is why a person overrules a check.
type DismissalReason string

// The reasons.
const (
	ReasonMistaken DismissalReason = "mistaken"    // the check is wrong: the text has no such fault
	ReasonIntended DismissalReason = "intended"    // the translator means it to be so
	ReasonSource   DismissalReason = "source"      // the source has it so
	ReasonStyle    DismissalReason = "house-style" // this site writes it so
	ReasonOther    DismissalReason = "other"       // the person's own words say it
)

// DismissalReasons are all reasons, in the order in which they are offered.
var DismissalReasons = []DismissalReason{ReasonMistaken, ReasonIntended, ReasonSource, ReasonStyle, ReasonOther}

// Dismissal is a person's word that an issue of a check is none. It is never changed; another one may take it back.
type Dismissal struct {
	// ID makes a repeat of the same act harmless.
	ID string `json:"id"`
	// Takes is the ID of an earlier dismissal of the same text that this one takes back; its other fields are that one's.
	Takes    string         `json:"takes,omitempty"`
	Site     SiteName       `json:"site"`
	Document DocumentID     `json:"document"`
	Locale   Locale         `json:"locale"`
	Segment  SegmentID      `json:"segment"` // where the person saw it
	Run      RunID          `json:"run,omitempty"`
	Scope    DismissalScope `json:"scope"`

	// Issue is the hash of the issue itself: a check may have more than one against a text.
	Issue    Hash      `json:"issue"`
	Check    CheckName `json:"check"`
	Type     IssueType `json:"type,omitempty"`
	Severity int       `json:"severity"`
	Message  string    `json:"message,omitempty"` // the check's, in English
	// SourceHash and TargetHash are those of the texts that it is about.
	SourceHash Hash `json:"sourceHash"`
	TargetHash Hash `json:"targetHash"`

	Reason DismissalReason `json:"reason"`
	Words  string          `json:"words,omitempty"`
	By     UserID          `json:"by"`
	At     time.Time       `json:"at"`
}

// Hash is the hash of what an issue says of a text.
func (i Issue) Hash() Hash {
	n := strconv.Itoa
	return NewHash(string(i.Check), string(i.Type), i.Comment, n(i.Source.Start), n(i.Source.End), n(i.Target.Start), n(i.Target.End))
}

// Covers reports whether the dismissal is about an issue of a source with a target.
func (d Dismissal) Covers(i Issue, source, target Hash) bool {
	return d.SourceHash == source && d.TargetHash == target && d.Check == i.Check && d.Issue == i.Hash()
}

// MarkDismissed notes in issues of a text which of them people have dismissed. ds are the dismissals that may be about it,
// those in force alone; the latest counts.
func MarkDismissed(issues []Issue, ds []Dismissal, source, target Hash) []Issue {
	marked := slices.Clone(issues)
	for n := range marked {
		marked[n].Dismissed = nil
		for i := range ds {
			if ds[i].Covers(marked[n], source, target) {
				marked[n].Dismissed = &ds[i]
			}
		}
	}
	return marked
}

// SetIssues gives a target the issues that checks have found in its text. Those that a person has dismissed stand apart:
// they neither count nor stop anything.
func (t *Target) SetIssues(issues []Issue) {
	t.Issues, t.Dismissed = nil, nil
	for _, i := range issues {
		if i.Dismissed != nil {
			t.Dismissed = append(t.Dismissed, i)
		} else {
			t.Issues = append(t.Issues, i)
		}
	}
}

// AllIssues are the issues of a target, those that people have dismissed too.
func (t Target) AllIssues() []Issue { return append(slices.Clip(t.Issues), t.Dismissed...) }
