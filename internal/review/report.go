package review

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Counts are sums over what reviewers said on a site. The records count, and no verdict is read for it.
type Counts interface {
	CountVerdicts(ctx context.Context, f l10n.ReportFilter) ([]l10n.VerdictCount, error)
	CountEdits(ctx context.Context, f l10n.ReportFilter) ([]l10n.EditCount, error)
	CountAnswers(ctx context.Context, f l10n.ReportFilter) ([]l10n.AnswerCount, error)
	// AssessedSites returns the sites on which reviewers said anything.
	AssessedSites(ctx context.Context) ([]l10n.SiteName, error)
}

// mostReasons is how many reasons of abstentions a report tells apart. The rarer ones are counted together.
const (
	mostReasons  = 12
	otherReasons = "other"
)

// Sites returns the sites of which there can be a report.
func (s *Accounts) Sites(ctx context.Context) ([]l10n.SiteName, error) {
	return s.Counts.AssessedSites(ctx)
}

// Report says what each step of machines did on a site, shadows included, and what people did with the same texts.
func (s *Accounts) Report(ctx context.Context, f l10n.ReportFilter) (l10n.ReviewReport, error) {
	r := l10n.ReviewReport{Site: f.Site, Since: f.Since, Until: time.Now().UTC()}
	verdicts, err := s.Counts.CountVerdicts(ctx, f)
	if err != nil {
		return r, err
	}
	edits, err := s.Counts.CountEdits(ctx, f)
	if err != nil {
		return r, err
	}
	answers, err := s.Counts.CountAnswers(ctx, f)
	if err != nil {
		return r, err
	}
	steps := reports{}
	for _, c := range verdicts {
		steps.of(c.Step, c.Shadow).count(c)
	}
	for _, c := range edits {
		if o := steps.of(c.Step, c.Shadow).outcome(c.Outcome); o != nil {
			o.Edits, o.Edited, o.EditedOf = o.Edits+c.Edits, o.Edited+c.Changed, o.EditedOf+c.Of
		}
	}
	for _, c := range answers {
		one := steps.of(c.Step, c.Shadow)
		one.Answers, one.Dropped, one.Malformed = one.Answers+c.Answers, one.Dropped+c.Dropped, one.Malformed+c.Malformed
		if c.Cost != (l10n.Cost{Currency: c.Cost.Currency}) {
			one.Costs = append(one.Costs, c.Cost)
		}
	}
	r.Steps = steps.sorted()
	return r, nil
}

type reportKey struct {
	step   l10n.StepName
	shadow bool
}

// reports are the reports of steps under way.
type reports map[reportKey]*stepReport

type stepReport struct{ l10n.StepReport }

func (r reports) of(step l10n.StepName, shadow bool) *stepReport {
	k := reportKey{step, shadow}
	if r[k] == nil {
		r[k] = &stepReport{l10n.StepReport{Step: step, Shadow: shadow, Reasons: map[string]int{}}}
	}
	return r[k]
}

func (r *stepReport) outcome(o l10n.Outcome) *l10n.OutcomeCount {
	switch o {
	case l10n.Pass:
		return &r.Passed
	case l10n.Changes:
		return &r.Changes
	case l10n.Abstain:
		return &r.Abstained
	}
	return nil
}

func (r *stepReport) count(c l10n.VerdictCount) {
	o := r.outcome(c.Outcome)
	if o == nil {
		return
	}
	r.Asked += c.Count
	o.All += c.Count
	if c.Kind != l10n.ByRule && !slices.Contains(r.Kinds, c.Kind) {
		r.Kinds = append(r.Kinds, c.Kind)
	}
	if c.Outcome == l10n.Abstain {
		r.Reasons[c.Why] += c.Count
	}
	if c.Asked {
		o.ToPeople += c.Count
	}
	if c.Found {
		o.Found += c.Count
	}
	switch c.After {
	case l10n.AfterLeft:
		o.Left += c.Count
	case l10n.AfterAtOnce:
		o.Left, o.AtOnce = o.Left+c.Count, o.AtOnce+c.Count
	case l10n.AfterChanged:
		o.Changed += c.Count
	case l10n.AfterSentBack:
		o.SentBack += c.Count
	}
}

func (r reports) sorted() []l10n.StepReport {
	all := make([]l10n.StepReport, 0, len(r))
	for _, one := range r {
		slices.Sort(one.Kinds)
		slices.SortFunc(one.Costs, func(a, b l10n.Cost) int { return cmp.Compare(a.Currency, b.Currency) })
		one.Reasons = mostFrequent(one.Reasons)
		all = append(all, one.StepReport)
	}
	slices.SortFunc(all, func(a, b l10n.StepReport) int {
		if c := cmp.Compare(a.Step, b.Step); c != 0 || a.Shadow == b.Shadow {
			return c
		}
		if a.Shadow {
			return 1
		}
		return -1
	})
	return all
}

// mostFrequent keeps the most frequent reasons and counts the others together.
func mostFrequent(reasons map[string]int) map[string]int {
	if len(reasons) <= mostReasons {
		return reasons
	}
	names := make([]string, 0, len(reasons))
	for name := range reasons {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(reasons[b], reasons[a]), cmp.Compare(a, b))
	})
	kept := map[string]int{}
	for i, name := range names {
		if i >= mostReasons {
			name = otherReasons
		}
		kept[name] += reasons[names[i]]
	}
	return kept
}
