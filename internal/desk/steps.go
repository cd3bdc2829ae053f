package desk

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// steps returns the steps of the review with their states. Which have ended follows from the decisions after the last
// request for changes.
func (p *page) steps(w *loaded) []step {
	ended := map[l10n.StepName]l10n.Decision{}
	for _, d := range w.decisions {
		switch {
		case d.Ends():
			ended[d.Step] = d
		case d.Kind == l10n.RequestChanges:
			clear(ended)
		}
	}
	stage := w.Translation.Stage
	passed := stage == l10n.StageApproved || stage == l10n.StagePublished || stage == l10n.StageHeld
	reached := false
	var out []step
	for _, s := range w.board.Steps {
		one := step{Label: label(p.localizer, stepLabels, s.Name), State: "todo", Kind: p.kind(s.ReviewStep), Said: p.counts(s)}
		d, over := ended[s.Name]
		reached = reached || s.Name == w.Step
		switch {
		case passed:
			one.State, one.By = "done", d.By
		case s.Name == w.Step && stage == l10n.StageReview:
			one.State = "now"
		case !reached && (over || s.Shadow && one.Said != ""):
			one.State, one.By = "done", d.By
		}
		out = append(out, one)
	}
	return out
}

// kind says what kind of step it is, where no people do it.
func (p *page) kind(s l10n.ReviewStep) string {
	if s.IsPerson() {
		return ""
	}
	kind := label(p.localizer, kindLabels, s.Kind)
	if strings.EqualFold(kind, label(p.localizer, stepLabels, s.Name)) {
		kind = "" // a step named after its kind need not say it twice
	}
	if s.Shadow && kind == "" {
		return p.T("desk.kind.shadow")
	} else if s.Shadow {
		return kind + " · " + p.T("desk.kind.shadow")
	}
	return kind
}

// counts says what a machine's step has said of the texts as they stand.
func (p *page) counts(s review.StepCount) string {
	if s.IsPerson() {
		return ""
	}
	var all []string
	if s.Passed > 0 {
		all = append(all, p.N("desk.kind.passed", s.Passed))
	}
	if n := s.Changes + s.Abstained; n > 0 && s.Shadow {
		if s.Changes > 0 {
			all = append(all, p.N("desk.kind.flagged", s.Changes))
		}
		if s.Abstained > 0 {
			all = append(all, p.N("desk.kind.silent", s.Abstained))
		}
	} else if n > 0 {
		all = append(all, p.N("desk.kind.toPeople", n))
	}
	return strings.Join(all, " · ")
}

// stage says where a translation is on its way. A step that no person does is no waiting for one.
func (p *page) stage(t l10n.Translation) string {
	switch {
	case t.Stage == l10n.StageApproved && t.Embargo.Waits(p.now):
		return p.T("desk.stage.embargo")
	case t.Stage != l10n.StageReview || t.StepKind == "" || t.StepKind == l10n.StepPerson:
		return label(p.localizer, stageLabels, t.Stage)
	case t.StepKind == l10n.StepFile:
		return p.T("desk.stage.file")
	}
	return p.T("desk.stage.machine")
}

// atWork names the step of a machine that is at work; empty where none is.
func (p *page) atWork(t l10n.Translation) string {
	if t.Stage != l10n.StageReview || t.StepKind == "" || t.StepKind == l10n.StepPerson {
		return ""
	}
	return p.T("desk.steps.atWork", "Step", label(p.localizer, stepLabels, t.Step), "Kind", label(p.localizer, kindLabels, t.StepKind))
}

// obstacle is why a translation cannot be approved now, with the first segments that it is about.
type obstacle struct {
	Text  string
	Links []pageLink
	More  bool // there are more than those
}

// shownObstacles is how many segments are named.
const shownObstacles = 3

func (p *page) obstacles(w *loaded) []obstacle {
	var why []obstacle
	empty, blocking := w.obstacles()
	if empty > 0 {
		why = append(why, obstacle{Text: p.N("desk.obstacle.empty", empty)})
	}
	if blocking > 0 {
		why = append(why, obstacle{Text: p.N("desk.obstacle.blocking", blocking)})
	}
	if !w.board.Hold || len(w.board.Open) == 0 {
		return why
	}
	o := obstacle{Text: p.N("desk.obstacle.open", len(w.board.Open)), More: len(w.board.Open) > shownObstacles}
	number := map[l10n.SegmentID]int{}
	for i, at := range w.extraction.Places() {
		number[at.Segment.ID] = i + 1
	}
	for _, id := range w.board.Open[:min(shownObstacles, len(w.board.Open))] {
		o.Links = append(o.Links, pageLink{Number: number[id], URL: translationPath(w.TranslationKey) + "?show=" + showOpen + anchor(id)})
	}
	return append(why, o)
}
