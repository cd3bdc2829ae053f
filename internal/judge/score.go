package judge

import (
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// weights are what errors of each severity count, as published for MQM and for models that judge by it (GEMBA-MQM). The
// sum for one segment is bounded by that of one critical error.
var weights = map[l10n.RemarkSeverity]int{l10n.Neutral: 0, l10n.Minor: 1, l10n.Major: 5, l10n.Critical: 25}

const mostWeight = 25

// Score is a number from 0 to 100 for the errors of a segment: 100 without any, 96 with a minor one, 80 with a major one,
// 0 with a critical one. So with the usual mark of 90 two minor errors pass and three don't, and a major one never does.
func Score(remarks []l10n.Remark) int {
	sum := 0
	for _, r := range remarks {
		sum += weights[r.Severity]
	}
	return 100 - min(sum, mostWeight)*100/mostWeight
}

// opinion is what one pass says of one segment.
type opinion struct {
	remarks []l10n.Remark
	score   int
	// doubt is the score that it would have with the remarks that quote what stands in neither text.
	doubt   int
	dropped int
}

// median returns the opinion with the median score, and the median of the doubts; of an even number the lower of the two
// in the middle. It must be given at least one.
//
// The remarks that count are those of this one opinion, not those that a majority shares. So the score is always the sum
// of the remarks that people see; and whether two passes mean the same error, when they quote it differently, need not
// be guessed.
func median(os []opinion) (opinion, int) {
	byScore := slices.Clone(os)
	slices.SortStableFunc(byScore, func(a, b opinion) int { return a.score - b.score })
	doubts := make([]int, len(os))
	for i, o := range os {
		doubts[i] = o.doubt
	}
	slices.Sort(doubts)
	return byScore[(len(os)-1)/2], doubts[(len(os)-1)/2]
}
