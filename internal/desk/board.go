package desk

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// standRow is how a segment stands at the step that waits, for its row.
type standRow struct {
	State   review.SegmentState
	Label   string // the state in words, with who or why
	Time    *moment
	Changes bool   // a person wants changes
	Comment string // theirs
	Wanted  bool   // it is worth a look before others
	Said    []opinion
	Passes  string // the reviewers that passed it without a word
	Press   bool   // the person may confirm it
	Typed   string // what has to change, as it was typed and could not be kept
}

// opinion is what a reviewer said of a segment.
type opinion struct {
	Who      string
	Kind     string // of step, for people
	Outcome  l10n.Outcome
	Label    string // the outcome in words, with the score
	Comment  string
	Time     *moment
	Remarks  []remarkView
	Proposal []follow.Piece // what the proposed text changes
	Act      string         // the value of the button that puts it into the text field
}

type remarkView struct {
	Category, Grade string
	Level           string // for the style sheet: hint, warning, blocking
	Source, Target  string // what is quoted
	Message, Better string
}

var whyLabels = map[string]string{
	"none":                 "desk.why.none",
	"no-answer":            "desk.why.noAnswer",
	"issue":                "desk.why.issue",
	"sample":               "desk.why.sample",
	"changes-requested":    "desk.why.reopened",
	"edited":               "desk.why.edited",
	"earlier":              "desk.why.earlier",
	"correction":           "desk.why.correction",
	"unconfirmed":          "desk.why.unconfirmed",
	"condition":            "desk.why.condition",
	"changes":              "desk.why.changes",
	"abstain":              "desk.why.abstain",
	"no-verdict":           "desk.why.noVerdict",
	l10n.ClassPassed:       "desk.class.passed",
	string(l10n.MatchCopy): "desk.class.copy",
}

var classLabels = map[string]string{
	l10n.ClassAll:               "desk.class.all",
	l10n.ClassWithoutRemarks:    "desk.class.withoutRemarks",
	l10n.ClassPassed:            "desk.class.passed",
	l10n.ClassConfirmed:         "desk.class.confirmed",
	string(l10n.MatchApproved):  "desk.class.approvedBefore",
	string(l10n.MatchInContext): "desk.class.inContext",
	string(l10n.MatchExact):     "desk.class.exact",
	string(l10n.MatchFuzzy):     "desk.class.fuzzy",
	string(l10n.MatchEngine):    "desk.class.engine",
	string(l10n.MatchHuman):     "desk.class.human",
	string(l10n.MatchCopy):      "desk.class.copy",
}

var kindLabels = map[l10n.StepKind]string{
	l10n.StepChecks:   "desk.kind.checks",
	l10n.StepModel:    "desk.kind.model",
	l10n.StepActivity: "desk.kind.activity",
	l10n.StepFile:     "desk.kind.file",
}

var outcomeLabels = map[l10n.Outcome]string{
	l10n.Pass:    "desk.outcome.pass",
	l10n.Changes: "desk.outcome.changes",
	l10n.Abstain: "desk.outcome.abstain",
}

// why says in words why people are asked about a segment or not.
func (p *page) why(why string) string {
	word, step, named := strings.Cut(why, ":")
	id, ok := whyLabels[word]
	switch {
	case ok && named:
		return p.T(id, "Step", label(p.localizer, stepLabels, l10n.StepName(step)))
	case ok:
		return p.T(id)
	}
	return label(p.localizer, classLabels, word)
}

// standRow shows how a segment stands. press says that the person may confirm what is open.
func (p *page) standRow(w *loaded, id l10n.SegmentID, press bool) *standRow {
	g, r := w.board.Segments[id], p.stand(w, id)
	r.Press = press && g.State == review.SegmentOpen
	target := w.bySegment[id]
	var passes []string
	for n, v := range g.Said {
		o := p.opinion(w, target, v, n)
		if v.Outcome == l10n.Pass && o.Comment == "" && len(o.Remarks)+len(o.Proposal) == 0 {
			passes = append(passes, o.short(v))
			continue
		}
		r.Said = append(r.Said, o)
	}
	if len(passes) > 0 {
		r.Passes = p.T("desk.stand.passes", "Names", strings.Join(passes, " · "))
	}
	return r
}

// stand shows how a segment stands, without what reviewers said of it.
func (p *page) stand(w *loaded, id l10n.SegmentID) *standRow {
	g := w.board.Segments[id]
	r := &standRow{State: g.State, Wanted: g.Wanted}
	if v := g.Word; v != nil {
		r.Time = p.moment(v.At)
	}
	switch {
	case g.Word != nil && g.Word.Outcome == l10n.Changes:
		r.Changes, r.Comment = true, g.Word.Comment
		r.Label = p.T("desk.stand.changes", "Name", g.Word.By.ID)
	case g.Word != nil:
		r.Label = p.confirmed(*g.Word)
	case g.State == review.SegmentSkipped:
		r.Label = p.T("desk.stand.skipped", "Why", p.why(g.Why))
	case g.State == review.SegmentOpen && g.Why != "":
		r.Label = p.T("desk.stand.asked", "Why", p.why(g.Why))
	case g.State == review.SegmentOpen:
		r.Label = p.T("desk.stand.open")
	}
	return r
}

// confirmed says who has confirmed a segment, and as what.
func (p *page) confirmed(v l10n.Verdict) string {
	if v.Why == "wrote" {
		return p.T("desk.stand.wrote", "Name", v.By.ID)
	}
	if id, ok := classLabels[v.Why]; ok {
		return p.T("desk.stand.confirmedClass", "Name", v.By.ID, "Class", p.T(id))
	}
	return p.T("desk.stand.confirmed", "Name", v.By.ID)
}

func (p *page) opinion(w *loaded, t l10n.Target, v l10n.Verdict, n int) opinion {
	o := opinion{Who: cmp.Or(v.By.ID, label(p.localizer, stepLabels, v.Step)), Outcome: v.Outcome, Comment: v.Comment, Time: p.moment(v.At),
		Label: label(p.localizer, outcomeLabels, v.Outcome), Kind: label(p.localizer, kindLabels, l10n.StepKind(v.By.Kind))}
	if v.By.Kind == l10n.ReviewerKind(l10n.StepPerson) {
		o.Kind = label(p.localizer, stepLabels, v.Step)
		if v.Outcome == l10n.Pass {
			o.Label = p.T("desk.outcome.confirmed")
		}
	} else if v.By.Kind == l10n.ByRule {
		o.Who, o.Kind = label(p.localizer, stepLabels, v.Step), ""
	}
	if v.Score != nil {
		o.Label = p.T("desk.outcome.score", "Outcome", o.Label, "Score", *v.Score)
	}
	for _, m := range v.Remarks {
		o.Remarks = append(o.Remarks, remarkView{Category: label(p.localizer, categoryLabels, m.Category),
			Grade: label(p.localizer, remarkSeverityLabels, m.Severity), Level: levelOf(m.Severity), Source: m.SourceSpan, Target: m.TargetSpan,
			Message: m.Message, Better: m.Suggestion})
	}
	if v.Proposed != nil && v.Proposed.String() != t.Text.String() {
		o.Proposal = follow.Words(t.Text, *v.Proposed)
		if waits(w.Translation) {
			o.Act = "propose " + string(v.Segment) + " " + strconv.Itoa(n)
		}
	}
	return o
}

// short names who passed a segment, with the score.
func (o opinion) short(v l10n.Verdict) string {
	if v.Score != nil {
		return o.Who + " " + strconv.Itoa(*v.Score)
	}
	return o.Who
}

func levelOf(s l10n.RemarkSeverity) string {
	switch s {
	case l10n.Critical:
		return "blocking"
	case l10n.Major:
		return "warning"
	}
	return "hint"
}

// boardView is what stands above the rows: how much is confirmed, and what can be confirmed at once.
type boardView struct {
	Count   string // "3 of 12 confirmed"
	Filters []filter
	Classes []classView
	// Proposals are steps whose reviewers propose texts.
	Proposals []proposalsView
	Notice    string // says who is asked, where the person is not
}

type filter struct {
	Label string
	URL   string
	Here  bool
}

// proposalsView is a button that puts all texts that a step's reviewer proposed into the text fields.
type proposalsView struct{ Act, Label string }

type classView struct {
	Class, Label string
	Count        string
}

// Values of the query "show".
const (
	showAttention = "attention"
	showOpen      = string(review.SegmentOpen)
	showConfirmed = string(review.SegmentConfirmed)
	showSkipped   = string(review.SegmentSkipped)
)

// showBoard shows above the rows how much of them is confirmed.
func (v *translationView) showBoard(p *page, w *loaded, all int) {
	if !v.Waits {
		return
	}
	open, confirmed := len(w.board.Open), w.board.Confirmed
	b := &boardView{Count: p.N("desk.board.confirmed", open+confirmed, "Done", confirmed)}
	for _, f := range []struct {
		show, id string
		n        int
	}{{showOpen, "desk.board.open", open}, {showConfirmed, "desk.board.done", confirmed},
		{showSkipped, "desk.board.skipped", all - open - confirmed}} {
		b.Filters = append(b.Filters, filter{Label: p.T(f.id, "Number", f.n), URL: v.Base + "?show=" + f.show, Here: f.show == v.Show})
	}
	if b.Notice = p.notAsked(w); b.Notice == "" {
		for _, c := range w.board.Classes {
			b.Classes = append(b.Classes, classView{c.Class, label(p.localizer, classLabels, c.Class), p.Number(c.Count)})
		}
	}
	if v.Show == "" || v.Show == showOpen { // else they are not on the page
		b.Proposals = proposals(p, w)
	}
	v.Board = b
}

// notAsked says why the step that waits does not ask the person; empty where it does.
func (p *page) notAsked(w *loaded) string {
	switch {
	case w.board.SawEarlier(p.User):
		return p.T("desk.board.otherEyes")
	case !w.board.Asks(p.User):
		return p.T("desk.board.asksOthers", "Names", joinNames(w.board.Step.Who))
	}
	return ""
}

// proposals says how many texts the reviewers of each step propose, where there are several.
func proposals(p *page, w *loaded) []proposalsView {
	var list []proposalsView
	for i, step := range w.board.Steps {
		n, who := 0, ""
		for _, id := range w.board.Open {
			if w.proposed(id, i) == nil {
				continue
			}
			n++
			for _, v := range w.board.Segments[id].Said {
				if v.Step == step.Name {
					who = cmp.Or(v.By.ID, label(p.localizer, stepLabels, step.Name))
				}
			}
		}
		if n > 1 {
			list = append(list, proposalsView{"propose-all " + strconv.Itoa(i), p.N("desk.board.proposals", n, "Name", who)})
		}
	}
	return list
}

func joinNames(names []l10n.UserID) string {
	var all []string
	for _, n := range names {
		all = append(all, string(n))
	}
	return strings.Join(all, " · ")
}

// shows reports whether a view of the rows has one of them.
func shows(show string, r *row) bool {
	switch show {
	case "":
		return true
	case showAttention:
		return r.needsAttention()
	}
	return r.Stand != nil && string(r.Stand.State) == show || r.Unsaved || r.Problem != ""
}
