package review

import (
	"context"
	"errors"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Board is how a review stands, for those who look at it: what the step that waits asks of people about each segment, what
// was said of its texts, and which classes of segments can be confirmed at once.
type Board struct {
	// Step is the step that waits. It has no name where none does.
	Step l10n.ReviewStep
	// Hold says that the step is approved only when nothing is open.
	Hold  bool
	Steps []StepCount // all steps of the locale, in order
	// Segments has what stands of each segment.
	Segments map[l10n.SegmentID]SegmentBoard
	// Open are the segments that wait for a person's word, in document order, and Confirmed counts those that have one.
	Open      []l10n.SegmentID
	Confirmed int
	// Unconfirmed counts the texts that would go to visitors as machine output if the step were approved now.
	Unconfirmed int
	// Classes are those that have open segments which a person may confirm at once; "all" comes last.
	Classes []ClassCount
	// Refusal says why nobody may approve the step as it stands; nil where somebody may.
	Refusal error

	sawEarlier []l10n.UserID // who may not approve the step, since it wants other eyes than theirs
}

// SegmentState says whether people are asked about a segment at the step that waits.
type SegmentState string

// The states.
const (
	SegmentOpen      SegmentState = "open"      // it waits for a person's word
	SegmentConfirmed SegmentState = "confirmed" // a person confirmed it
	SegmentSkipped   SegmentState = "skipped"   // nobody is asked about it
)

// SegmentBoard is what stands of a segment.
type SegmentBoard struct {
	State SegmentState `json:"state,omitempty"` // at the step that waits; empty where none does
	// Why says in a word why people are asked or not; "changes:STEP", "abstain:STEP" and "no-verdict:STEP" name a machine, and
	// else it is a MatchClass, a class that was confirmed at once, or one of: condition, passed, sample, issue, none,
	// changes-requested, earlier, edited, unconfirmed, wrote, named.
	Why string `json:"why,omitempty"`
	// Word is a person's word on it: that of the step that waits, or else the first one that confirms it.
	Word *l10n.Verdict `json:"word,omitempty"`
	// Said is what reviewers said of the texts as they stand, in the order of the steps. What shadows say is not shown to those
	// whom it is to be compared with.
	Said []l10n.Verdict `json:"said,omitempty"`
	// Wanted says that the segment is worth a look before others: a reviewer wants changes or has no opinion, or it is one of the
	// sample.
	Wanted bool `json:"wanted,omitempty"`
}

// StepCount is a step with what it has said, in counts.
type StepCount struct {
	l10n.ReviewStep
	Passed    int
	Changes   int
	Abstained int
}

// ClassCount is a class of segments with the number of those that can be confirmed.
type ClassCount struct {
	Class string `json:"class"`
	Count int    `json:"count"`
	// Segments are those, in document order.
	Segments []l10n.SegmentID `json:"-"`
}

// whyEdited is why a segment is open that had been asked about or confirmed with another text, and whyUnconfirmed why one is
// that people would not be asked about if its text did not go to visitors.
const (
	whyEdited      = "edited"
	whyUnconfirmed = "unconfirmed"
)

// Asks reports whether the step that waits asks a person.
func (b Board) Asks(by l10n.UserID) bool { return mayJudge(b.Step, by) == nil && !b.SawEarlier(by) }

// SawEarlier reports whether a person has approved an earlier step, and the one that waits wants other eyes.
func (b Board) SawEarlier(by l10n.UserID) bool { return slices.ContainsFunc(b.sawEarlier, by.Same) }

// ToChange are the segments of which a person has said at the step that waits that something has to change.
func (b Board) ToChange(ts []l10n.Target) []l10n.SegmentID {
	var ids []l10n.SegmentID
	for _, t := range ts {
		if w := b.Segments[t.Segment].Word; w != nil && w.Outcome == l10n.Changes {
			ids = append(ids, t.Segment)
		}
	}
	return ids
}

// Board returns how the review of a translation stands, for targets in document order.
func (s *Service) Board(ctx context.Context, tr l10n.Translation, ts []l10n.Target) (Board, error) {
	p, err := s.plan(ctx, tr)
	if err != nil && (!errors.Is(err, l10n.ErrNotFound) || !tr.Stage.Ended()) { // what has ended is shown without its rules too
		return Board{}, err
	}
	vs, err := s.Records.Verdicts(ctx, tr.TranslationKey, tr.Run)
	if err != nil {
		return Board{}, err
	}
	b := BoardOf(p, tr, vs, ts)
	if !p.FourEyes && !b.Step.FourEyes {
		return b, nil
	}
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	for _, d := range approvalsOfRound(all, tr.Run, "") {
		if d.Kind == l10n.Approve && d.Step != b.Step.Name {
			b.sawEarlier = append(b.sawEarlier, d.By)
		}
	}
	return b, err
}

// BoardOf is the same from a plan and the verdicts of the run.
func BoardOf(p l10n.Plan, tr l10n.Translation, vs []l10n.Verdict, ts []l10n.Target) Board {
	return newStanding(p, tr, vs).board(tr, ts)
}

func (st *standing) board(tr l10n.Translation, ts []l10n.Target) Board {
	b := Board{Hold: st.plan.Unconfirmed == l10n.UnconfirmedHold, Segments: map[l10n.SegmentID]SegmentBoard{}}
	for _, s := range st.steps {
		b.Steps = append(b.Steps, st.count(s, ts))
	}
	if tr.Stage == l10n.StageReview && tr.Step != "" {
		b.Step = st.step(tr.Step)
	}
	waits := b.Step.Name != "" && b.Step.IsPerson()
	for _, t := range ts {
		g := SegmentBoard{Said: st.said(b.Step, t)}
		if waits {
			st.fillState(&g, b.Step.Name, t)
		} else if v, ok := st.confirmation(t); ok {
			g.Word = &v
		}
		switch g.State {
		case SegmentOpen:
			b.Open = append(b.Open, t.Segment)
		case SegmentConfirmed:
			b.Confirmed++
		}
		if st.unconfirmed(t) {
			b.Unconfirmed++
		}
		b.Segments[t.Segment] = g
	}
	if waits {
		b.Classes = st.classes(b.Step.Name, ts)
		if b.Refusal = approvable(ts); b.Refusal == nil {
			b.Refusal = st.allConfirmed(b.Step.Name, ts)
		}
	}
	return b
}

// fillState says what a step of people asks about a segment.
func (st *standing) fillState(g *SegmentBoard, step l10n.StepName, t l10n.Target) {
	v, said := st.verdict(step, t)
	if said && v.By.Kind == l10n.ReviewerKind(l10n.StepPerson) && v.Outcome != l10n.Asked {
		g.Word = &v
	}
	g.Why = v.Why
	_, before := st.verdicts[step][t.Segment]
	switch {
	case t.SubState == l10n.SubCopy:
		g.State, g.Why = SegmentSkipped, string(l10n.MatchCopy)
	case said && v.Outcome == l10n.Pass:
		g.State = SegmentConfirmed
	case said && v.Outcome == l10n.Skipped && st.leaves(step, []l10n.Target{t}) > 0:
		g.State, g.Why = SegmentOpen, whyUnconfirmed
	case said && v.Outcome == l10n.Skipped:
		g.State = SegmentSkipped
	default:
		if g.State = SegmentOpen; !said && before {
			g.Why = whyEdited
		}
	}
	if g.State == SegmentOpen && g.Word == nil {
		passed, why := st.passed(step, t)
		g.Wanted = !passed && why != "" || g.Why == whySample || g.Why == whyReopened || g.Why == whyEarlier || g.Why == whyIssue
	}
}

// said is what reviewers said of a target, but for shadows and the person's word at the step that waits.
func (st *standing) said(waiting l10n.ReviewStep, t l10n.Target) []l10n.Verdict {
	var all []l10n.Verdict
	for _, s := range st.steps {
		v, ok := st.verdict(s.Name, t)
		people := v.By.Kind == l10n.ReviewerKind(l10n.StepPerson)
		if !ok || s.Shadow || v.By.Kind == l10n.ByRule && v.Outcome != l10n.Abstain || people && (s.Name == waiting.Name || v.Outcome == l10n.Asked) {
			continue
		}
		all = append(all, v)
	}
	return all
}

// count counts what a step has said of the targets as they stand.
func (st *standing) count(s l10n.ReviewStep, ts []l10n.Target) StepCount {
	c := StepCount{ReviewStep: s}
	for _, t := range ts {
		v, _ := st.verdict(s.Name, t)
		switch v.Outcome {
		case l10n.Pass:
			c.Passed++
		case l10n.Changes:
			c.Changes++
		case l10n.Abstain:
			c.Abstained++
		}
	}
	return c
}

// classes counts the segments of each class that a person may confirm at once.
func (st *standing) classes(step l10n.StepName, ts []l10n.Target) []ClassCount {
	all, err := st.ofClass(step, l10n.ClassAll, ts)
	if err != nil || len(all) == 0 {
		return nil
	}
	var counts []ClassCount
	for _, class := range l10n.Classes() {
		var of []l10n.SegmentID
		for _, t := range all {
			if st.isOf(step, class, t) {
				of = append(of, t.Segment)
			}
		}
		if len(of) > 0 && class != l10n.ClassAll {
			counts = append(counts, ClassCount{class, len(of), of})
		}
	}
	every := make([]l10n.SegmentID, len(all))
	for i, t := range all {
		every[i] = t.Segment
	}
	return append(counts, ClassCount{l10n.ClassAll, len(all), every})
}
