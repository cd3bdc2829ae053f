package desk

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var stageLabels = map[l10n.Stage]string{
	l10n.StageTranslate: "desk.stage.translate",
	l10n.StageParked:    "desk.stage.parked",
	l10n.StageCheck:     "desk.stage.check",
	l10n.StageReview:    "desk.stage.review",
	l10n.StageApproved:  "desk.stage.approved",
	l10n.StagePublished: "desk.stage.published",
	l10n.StageHeld:      "desk.stage.held",
	l10n.StageWithdrawn: "desk.stage.withdrawn",
	l10n.StageFailed:    "desk.stage.failed",
	l10n.StageCancelled: "desk.stage.cancelled",

	l10n.StageSuperseded: "desk.stage.superseded",
}

// stateLabels leave out translated, because it is the usual state and the origin says more.
var stateLabels = map[l10n.State]string{
	l10n.Initial:  "desk.state.initial",
	l10n.Reviewed: "desk.state.reviewed",
	l10n.Final:    "desk.state.final",
}

// stepLabels has the usual steps. A site may have others, which are shown by their own names.
var stepLabels = map[l10n.StepName]string{
	"translate": "desk.step.translate",
	"review":    "desk.step.review",
	"sign-off":  "desk.step.signOff",
}

var decisionLabels = map[l10n.DecisionKind]string{
	l10n.Approve:        "desk.decision.approve",
	l10n.RequestChanges: "desk.decision.requestChanges",
	l10n.Reassign:       "desk.decision.reassign",
	l10n.Declare:        "desk.decision.sameMeaning",
	l10n.Conclude:       "desk.decision.conclude",
	l10n.Escalate:       "desk.decision.escalate",
	l10n.StandIn:        "desk.decision.standIn",
}

var issueLabels = map[l10n.IssueType]string{
	l10n.IssueTerminology:          "desk.issue.terminology",
	l10n.IssueMistranslation:       "desk.issue.mistranslation",
	l10n.IssueOmission:             "desk.issue.omission",
	l10n.IssueUntranslated:         "desk.issue.untranslated",
	l10n.IssueAddition:             "desk.issue.addition",
	l10n.IssueDuplication:          "desk.issue.duplication",
	l10n.IssueInconsistency:        "desk.issue.inconsistency",
	l10n.IssueGrammar:              "desk.issue.grammar",
	l10n.IssueLegal:                "desk.issue.legal",
	l10n.IssueRegister:             "desk.issue.register",
	l10n.IssueLocaleSpecific:       "desk.issue.localeSpecific",
	l10n.IssueLocaleViolation:      "desk.issue.localeViolation",
	l10n.IssueStyle:                "desk.issue.style",
	l10n.IssueCharacters:           "desk.issue.characters",
	l10n.IssueMisspelling:          "desk.issue.misspelling",
	l10n.IssueTypographical:        "desk.issue.typographical",
	l10n.IssueFormatting:           "desk.issue.formatting",
	l10n.IssueInconsistentEntities: "desk.issue.inconsistentEntities",
	l10n.IssueNumbers:              "desk.issue.numbers",
	l10n.IssueMarkup:               "desk.issue.markup",
	l10n.IssuePatternProblem:       "desk.issue.patternProblem",
	l10n.IssueWhitespace:           "desk.issue.whitespace",
	l10n.IssueInternationalization: "desk.issue.internationalization",
	l10n.IssueLength:               "desk.issue.length",
	l10n.IssueNonConformance:       "desk.issue.nonConformance",
	l10n.IssueUncategorized:        "desk.issue.uncategorized",
	l10n.IssueOther:                "desk.issue.unspecified",
}

var elementLabels = map[string]string{
	"title": "desk.element.title", "meta": "desk.element.meta", "p": "desk.element.p", "li": "desk.element.li",
	"dt": "desk.element.dt", "dd": "desk.element.dd", "th": "desk.element.th", "td": "desk.element.td",
	"caption": "desk.element.caption", "figcaption": "desk.element.figcaption", "blockquote": "desk.element.blockquote",
	"label": "desk.element.label", "button": "desk.element.button", "option": "desk.element.option",
	"legend": "desk.element.legend", "summary": "desk.element.summary",
}

var attributeLabels = map[string]string{
	"alt": "desk.attribute.alt", "title": "desk.attribute.title", "aria-label": "desk.attribute.ariaLabel",
	"placeholder": "desk.attribute.placeholder", "content": "desk.element.meta",
}

// label returns the message for a value, or the value itself where it has no message.
func label[K ~string](t *localizer, table map[K]string, k K) string {
	if id, ok := table[k]; ok {
		return t.T(id)
	}
	return string(k)
}

// headingLevel is 1 to 6 for h1 to h6, and 0 for other elements.
func headingLevel(u *l10n.Unit) int {
	if u.Attribute == "" && len(u.Element) == 2 && u.Element[0] == 'h' && u.Element[1] >= '1' && u.Element[1] <= '6' {
		return int(u.Element[1] - '0')
	}
	return 0
}

// role says what a unit is on the page, for instance "Heading 2" or "Picture description".
func role(t *localizer, u *l10n.Unit) string {
	if u.Attribute != "" {
		return label(t, attributeLabels, strings.ToLower(u.Attribute))
	}
	if n := headingLevel(u); n > 0 {
		return t.T("desk.element.heading", "Level", n)
	}
	if id, ok := elementLabels[strings.ToLower(u.Element)]; ok {
		return t.T(id)
	}
	return t.T("desk.element.text")
}

// origin says in a few words where a target comes from.
func origin(t *localizer, g l10n.Target) string {
	o := g.Origin
	kind := g.SubState
	if kind == l10n.SubNone || kind == l10n.SubNeedsEdit {
		kind = o.Kind
	}
	switch kind {
	case l10n.SubApproved:
		return t.T("desk.origin.approved")
	case l10n.SubTMContext:
		return t.T("desk.origin.context")
	case l10n.SubTMExact:
		return t.T("desk.origin.exact")
	case l10n.SubTMFuzzy:
		if o.Unapproved {
			return t.T("desk.origin.unapproved", "Score", o.Score)
		}
		return t.T("desk.origin.fuzzy", "Score", o.Score)
	case l10n.SubMT:
		return t.T("desk.origin.machine", "Provider", o.Provider)
	case l10n.SubPseudo:
		return t.T("desk.origin.pseudo")
	case l10n.SubCopy:
		return t.T("desk.origin.copy")
	case l10n.SubHuman:
		if o.By == "" {
			return t.T("desk.origin.person")
		}
		return string(o.By)
	case l10n.SubNoEngine:
		return t.T("desk.origin.noEngine")
	}
	return ""
}
