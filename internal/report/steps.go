package report

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// spans are the times of the steps of a name and kind that have ended.
type spans struct {
	ended, sentBack, broken int
	waiting, working        []time.Duration
}

// kindOfStep is a step with who or what does it.
type kindOfStep struct {
	l10n.Scope
	step l10n.StepName
	kind l10n.StepKind
}

// steps says how long each step waited until a person began, and how long they were at it, in the working hours of the
// locale's calendar. A machine's step has no calendar, and all of its time is work. Those that were broken off are counted,
// and not measured.
func (s *Service) steps(ctx context.Context, f l10n.MeasureFilter, by By) (Table, error) {
	t := Table{ID: "steps", Columns: append(by.columns(), Column{"step", Step}, Column{"kind", StepKind}, Column{"ended", Count},
		Column{"sentBack", Count}, Column{"brokenOff", Count}, Column{"waiting", Hours}, Column{"waitingMost", Hours}, Column{"working", Hours},
		Column{"workingMost", Hours})}
	var all sums[kindOfStep, spans]
	err := s.Facts.StepTimes(ctx, f, func(st l10n.StepTime) {
		n := all.at(kindOfStep{by.of(st.Scope), st.Step, st.Kind})
		switch st.End {
		case l10n.StepBroken:
			n.broken++
			return
		case l10n.StepSentBack:
			n.sentBack++
		}
		n.ended++
		if st.Kind != l10n.StepPerson {
			n.working = append(n.working, max(st.Ended.Sub(st.Opened), 0))
			return
		}
		began := st.Began
		if began.IsZero() {
			began = st.Ended
		}
		c := s.CalendarOf(st.Locale)
		n.waiting, n.working = append(n.waiting, c.Between(st.Opened, began)), append(n.working, c.Between(began, st.Ended))
	})
	if err != nil {
		return t, err
	}
	slices.SortFunc(all.keys, func(a, b kindOfStep) int {
		return cmp.Or(compareScopes(a.Scope, b.Scope), cmp.Compare(a.step, b.step), cmp.Compare(a.kind, b.kind))
	})
	for _, k := range all.keys {
		n := all.of[k]
		t.Rows = append(t.Rows, append(by.cells(k.Scope), Cell{Text: string(k.step)}, Cell{Text: string(k.kind)}, number(n.ended), number(n.sentBack),
			number(n.broken), hours(n.waiting, 50), hours(n.waiting, 90), hours(n.working, 50), hours(n.working, 90)))
	}
	return t, nil
}

// hours is the time that so many percent of the steps took no longer than: 50 is the median.
func hours(ds []time.Duration, percent int) Cell {
	if len(ds) == 0 {
		return Cell{None: true}
	}
	slices.Sort(ds)
	return number(ds[(len(ds)-1)*percent/100].Hours())
}

// Pause is the longest time between two acts of a person that counts as work.
const Pause = 10 * time.Minute

// minutes estimates the time of people by the pauses between what they did: from one act to the next of the same person, when
// that is no longer than Pause. What comes before the first act, reading above all, is not seen.
func (s *Service) minutes(ctx context.Context, f l10n.MeasureFilter, by By) (Table, error) {
	t := Table{ID: "minutes", Columns: append(by.columns(), Column{"approved", Count}, Column{"minutes", Amount}, Column{"minutesPerSentence", Amount})}
	type effort struct {
		approved int
		time     time.Duration
	}
	var all sums[l10n.Scope, effort]
	counts, err := s.Facts.CountApproved(ctx, f)
	if err != nil {
		return t, err
	}
	for _, c := range counts {
		if isWork(c) {
			all.at(by.of(c.Scope)).approved += c.Segments
		}
	}
	last := map[l10n.UserID]time.Time{}
	err = s.Facts.Touches(ctx, f, func(a l10n.Touch) {
		n := all.at(by.of(a.Scope))
		if before, ok := last[a.By]; ok && a.At.Sub(before) <= Pause {
			n.time += a.At.Sub(before)
		}
		last[a.By] = a.At
	})
	if err != nil {
		return t, err
	}
	slices.SortFunc(all.keys, compareScopes)
	for _, k := range all.keys {
		n := all.of[k]
		per := ratio(n.time.Minutes(), n.approved)
		per.None = per.None || n.time == 0
		t.Rows = append(t.Rows, append(by.cells(k), number(n.approved), number(n.time.Minutes()), per))
	}
	return t, nil
}

// isWork reports whether an approved segment was work of the run: not one that had its approval already.
func isWork(c l10n.DraftCount) bool {
	return c.Class != l10n.MatchApproved && c.Class != l10n.MatchCopy
}
