package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The sources of money: what was paid for.
const (
	ForTranslating = "engines"
	ForReviewing   = "reviewers"
)

// payment is what was paid for one thing, in one currency.
type payment struct {
	l10n.Scope
	what, currency string
}

// money says what an approved sentence cost. Engines are asked for a run, so what one was sent is shared out among the run's
// locales by the characters that it drafted there, and has the price that is set today. An engine without a price is left out.
func (s *Service) money(ctx context.Context, f l10n.MeasureFilter, by By) (Table, error) {
	t := Table{ID: "money", Columns: append(by.columns(), Column{"source", Source}, Column{"currency", Name}, Column{"amount", Amount},
		Column{"approved", Count}, Column{"amountPerSentence", Amount})}
	counts, err := s.Facts.CountApproved(ctx, f)
	if err != nil {
		return t, err
	}
	approved := map[l10n.Scope]int{}
	for _, c := range counts {
		if isWork(c) {
			approved[by.of(c.Scope)] += c.Segments
		}
	}
	var all sums[payment, float64]
	spent, err := s.Facts.Spendings(ctx, f)
	if err != nil {
		return t, err
	}
	shares, err := s.shares(ctx, f, spent)
	if err != nil {
		return t, err
	}
	for _, m := range spent {
		if m.Engine == "" {
			*all.at(payment{by.of(m.Scope), ForReviewing, m.Cost.Currency}) += m.Cost.Amount
			continue
		}
		price := s.Price(m.Engine) * float64(m.Characters) / 1e6
		if price == 0 {
			continue
		}
		for l, share := range shares[engineOfRun{m.Run, m.Engine}].of() {
			if f.Locale == "" || l == f.Locale {
				scope := m.Scope
				scope.Locale = l
				*all.at(payment{by.of(scope), ForTranslating, ""}) += price * share
			}
		}
	}
	slices.SortFunc(all.keys, func(a, b payment) int {
		return cmp.Or(compareScopes(a.Scope, b.Scope), cmp.Compare(a.what, b.what), cmp.Compare(a.currency, b.currency))
	})
	for _, k := range all.keys {
		amount, n := *all.of[k], approved[k.Scope]
		t.Rows = append(t.Rows, append(by.cells(k.Scope), Cell{Text: k.what}, Cell{Text: k.currency}, number(amount), number(n), ratio(amount, n)))
	}
	return t, nil
}

type engineOfRun struct {
	run    l10n.RunID
	engine l10n.ProviderName
}

// characters are how many an engine drafted in each locale of a run.
type characters map[l10n.Locale]int

// of returns the share of each locale. Where nothing is known of it, all is nobody's in particular.
func (c characters) of() map[l10n.Locale]float64 {
	sum := 0
	for _, n := range c {
		sum += n
	}
	if sum == 0 {
		return map[l10n.Locale]float64{"": 1}
	}
	shares := map[l10n.Locale]float64{}
	for l, n := range c {
		shares[l] = float64(n) / float64(sum)
	}
	return shares
}

// shares counts what engines drafted in each locale of the runs for which they were paid, whenever it was.
func (s *Service) shares(ctx context.Context, f l10n.MeasureFilter, spent []l10n.Spent) (map[engineOfRun]characters, error) {
	all := map[engineOfRun]characters{}
	if !slices.ContainsFunc(spent, func(m l10n.Spent) bool { return m.Engine != "" }) {
		return all, nil
	}
	counts, err := s.Facts.CountDrafted(ctx, l10n.MeasureFilter{Site: f.Site, Run: f.Run})
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		k := engineOfRun{c.Run, c.Engine}
		if c.Engine == "" {
			continue
		}
		if all[k] == nil {
			all[k] = characters{}
		}
		all[k][c.Locale] += c.Characters
	}
	return all, nil
}
