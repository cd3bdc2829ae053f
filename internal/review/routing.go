package review

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Why people are asked about a segment or not, for machines; "changes:STEP", "abstain:STEP" and "no-verdict:STEP" name the
// machine that did not pass it, and a MatchClass the rule by which it is skipped.
const (
	whyCondition = "condition" // the step is about others
	whyPassed    = "passed"    // by every machine that looked
	whySample    = "sample"
	whyEarlier   = "earlier" // a person wrote or signed a text for an earlier form of the source
	whyReopened  = "changes-requested"
	whyIssue     = "issue"     // one that stops an approval, or that whoever wrote the text has not looked at
	whyNoAnswer  = "no-answer" // of a machine that had to say something
	whyWrote     = "wrote"     // who wrote the text has confirmed it
	whyNamed     = "named"     // an act names the segment
	// whyCorrection is of a published text that somebody found wrong.
	whyCorrection = "correction"
)

// Concerns reports whether a step is about a segment. lowest is the lowest score that an earlier step gave it, or -1.
func Concerns(step l10n.ReviewStep, at l10n.Place, t l10n.Target, lowest int) bool {
	return len(step.When) == 0 ||
		slices.ContainsFunc(step.When, func(c l10n.Condition) bool { return fits(c, at, t, lowest) })
}

func fits(c l10n.Condition, at l10n.Place, t l10n.Target, lowest int) bool {
	length := utf8.RuneCountInString(at.Segment.Source.Text())
	switch {
	case len(c.Match) > 0 && !slices.Contains(c.Match, t.MatchClass()),
		len(c.Engines) > 0 && !slices.Contains(c.Engines, t.Origin.Provider),
		c.Severity > 0 && worst(t.Issues) < c.Severity,
		c.Milder > 0 && worst(t.Issues) >= c.Milder,
		c.ScoreBelow > 0 && (lowest < 0 || lowest >= c.ScoreBelow),
		c.LongerThan > 0 && length <= c.LongerThan,
		c.ShorterThan > 0 && length >= c.ShorterThan,
		len(c.Sections) > 0 && !inSection(c.Sections, at.Unit):
		return false
	}
	return true
}

func worst(issues []l10n.Issue) int {
	most := 0
	for _, i := range issues {
		most = max(most, i.Severity)
	}
	return most
}

// inSection reports whether a unit is of a kind of element, or stands under a heading that begins so, letter case apart.
func inSection(sections []string, u *l10n.Unit) bool {
	for _, s := range sections {
		if strings.EqualFold(s, u.Element) {
			return true
		}
		for _, h := range u.Headings {
			if len(h) >= len(s) && strings.EqualFold(h[:len(s)], s) {
				return true
			}
		}
	}
	return false
}

// lowestScore is the lowest score that a step before this one gave a target, or -1.
func (st *standing) lowestScore(step l10n.StepName, t l10n.Target) int {
	lowest := -1
	for _, s := range st.steps {
		if s.Name == step {
			break
		}
		if v, ok := st.verdict(s.Name, t); ok && !s.Shadow && v.Score != nil && (lowest < 0 || *v.Score < lowest) {
			lowest = *v.Score
		}
	}
	return lowest
}

// route says whether a step of people asks about a segment, and why.
func (st *standing) route(step l10n.ReviewStep, at l10n.Place, t l10n.Target, doc l10n.DocumentID) (l10n.Outcome, string) {
	if t.Correction != "" { // a person found the published text wrong: no machine's word and no rule stands for people's
		return l10n.Asked, whyCorrection
	}
	if !Concerns(step, at, t, st.lowestScore(step.Name, t)) {
		return l10n.Skipped, whyCondition
	}
	class := t.MatchClass()
	switch {
	case class == l10n.MatchNone:
		return l10n.Asked, string(class)
	case class == l10n.MatchCopy:
		return l10n.Skipped, string(class)
	case worst(t.Issues) >= l10n.BlockingSeverity:
		return l10n.Asked, whyIssue
	case t.SubState == l10n.SubNeedsEdit || len(t.Earlier) > 0:
		return l10n.Asked, whyEarlier
	}
	passes, why := st.passed(step.Name, t)
	switch {
	case slices.Contains(st.plan.Skip.Where, class) && class == l10n.MatchApproved && signedAt(step.Name, t):
		return l10n.Skipped, string(class) // people have looked at it at this step, so that no sample needs it
	case passes:
		why = whyPassed
	case slices.Contains(st.plan.Skip.Where, class) && class != l10n.MatchApproved:
		why = string(class)
	default:
		return l10n.Asked, why
	}
	switch {
	case Sampled(st.plan.Skip, doc, at.Segment.Hash()):
		return l10n.Asked, whySample
	case st.plan.Unconfirmed == l10n.UnconfirmedHold && st.lastOfPeople(step.Name) && st.unconfirmed(t):
		return l10n.Asked, whyUnconfirmed // nobody else would confirm it before it goes out
	}
	return l10n.Skipped, why
}

// signedAt reports whether people approved a text at this very step before. A step that is new has seen none.
func signedAt(step l10n.StepName, t l10n.Target) bool {
	return slices.ContainsFunc(t.Signed, func(s l10n.Signature) bool { return s.Step == step })
}

// Sampled reports whether a segment that would pass people by is one of the sample. The choice hangs on the seed, the
// document and the source alone, so that a rerun chooses the same.
func Sampled(skip l10n.Skip, doc l10n.DocumentID, source l10n.Hash) bool {
	if skip.Sample <= 0 {
		return false
	}
	b, err := hex.DecodeString(string(l10n.NewHash("sample", skip.Seed, string(doc), string(source)))[:16])
	if err != nil {
		return true
	}
	return float64(binary.BigEndian.Uint64(b)) < skip.Sample*math.MaxUint64
}
