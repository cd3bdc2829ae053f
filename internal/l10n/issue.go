package l10n

// IssueType is one of ITS 2.0's localization quality issue types (https://www.w3.org/TR/its20/#lqissue-typevalues).
type IssueType string

// The issue types of ITS 2.0.
const (
	IssueTerminology          IssueType = "terminology"
	IssueMistranslation       IssueType = "mistranslation"
	IssueOmission             IssueType = "omission"
	IssueUntranslated         IssueType = "untranslated"
	IssueAddition             IssueType = "addition"
	IssueDuplication          IssueType = "duplication"
	IssueInconsistency        IssueType = "inconsistency"
	IssueGrammar              IssueType = "grammar"
	IssueLegal                IssueType = "legal"
	IssueRegister             IssueType = "register"
	IssueLocaleSpecific       IssueType = "locale-specific-content"
	IssueLocaleViolation      IssueType = "locale-violation"
	IssueStyle                IssueType = "style"
	IssueCharacters           IssueType = "characters"
	IssueMisspelling          IssueType = "misspelling"
	IssueTypographical        IssueType = "typographical"
	IssueFormatting           IssueType = "formatting"
	IssueInconsistentEntities IssueType = "inconsistent-entities"
	IssueNumbers              IssueType = "numbers"
	IssueMarkup               IssueType = "markup"
	IssuePatternProblem       IssueType = "pattern-problem"
	IssueWhitespace           IssueType = "whitespace"
	IssueInternationalization IssueType = "internationalization"
	IssueLength               IssueType = "length"
	IssueNonConformance       IssueType = "non-conformance"
	IssueUncategorized        IssueType = "uncategorized"
	IssueOther                IssueType = "other"
)

// BlockingSeverity is the severity from which an issue stops an approval.
const BlockingSeverity = 90

// CheckName names the check that found an issue, for instance "numbers".
type CheckName string

// Span is a part of a fragment's text without codes, in bytes; the zero Span is the whole.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Issue is one finding about a segment's target.
type Issue struct {
	Type     IssueType `json:"type"`
	Severity int       `json:"severity"` // 0–100
	Check    CheckName `json:"check"`
	// Comment is for people, in English. Message names it in locales/, under desk.check, where its values are Args; issues of
	// earlier versions have none. More counts others of the check that are left out.
	Comment string            `json:"comment"`
	Message string            `json:"message,omitempty"`
	Args    map[string]string `json:"args,omitempty"`
	More    int               `json:"more,omitempty"`
	Source  Span              `json:"source,omitzero"`
	Target  Span              `json:"target,omitzero"`
	// Fix is the whole target as the check would have it, where it offers one.
	Fix *Fragment `json:"fix,omitempty"`
	// Dismissed is the word of the person who overruled the check.
	Dismissed *Dismissal `json:"dismissed,omitempty"`
}

// Blocks reports whether any of the issues stops an approval. One that a person has dismissed doesn't.
func Blocks(issues []Issue) bool {
	for _, i := range issues {
		if i.Severity >= BlockingSeverity && i.Dismissed == nil {
			return true
		}
	}
	return false
}
