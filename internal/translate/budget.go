package translate

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Ledger counts the characters that providers are sent, by run and by calendar month, written as 2026-11.
type Ledger interface {
	Spend(ctx context.Context, p l10n.ProviderName, run l10n.RunID, month string, characters int) error
	Spent(ctx context.Context, p l10n.ProviderName, run l10n.RunID, month string) (inRun, inMonth int, err error)
}

// Budget limits what a provider is sent, in characters; 0 is no limit. Workers that ask at the same time may overdraw
// it by a batch each.
type Budget struct {
	Run, Month int
}

// month is the calendar month that spending counts for, in UTC.
func month(t time.Time) string { return t.UTC().Format("2006-01") }

// Purse holds one provider to its budget, whatever it is asked: to translate, or to judge.
type Purse struct {
	Ledger Ledger // nil counts nothing, and then no budget holds
	Name   l10n.ProviderName
	Budget Budget
	Now    func() time.Time
}

// Purse is that of a provider.
func (t *Translator) Purse(name l10n.ProviderName) Purse {
	return Purse{Ledger: t.Ledger, Name: name, Budget: t.Budgets[name], Now: t.now}
}

// Afford refuses a request that would overdraw the budget.
func (p Purse) Afford(ctx context.Context, run l10n.RunID, characters int) error {
	return p.afford(ctx, run, characters, 0)
}

// afford refuses a request that would overdraw the budget. Allowance is what an editor allowed beyond it.
func (p Purse) afford(ctx context.Context, of l10n.RunID, characters, allowance int) error {
	b := p.Budget
	if p.Ledger == nil || (b.Run == 0 && b.Month == 0) {
		return nil
	}
	run, inMonth, err := p.Ledger.Spent(ctx, p.Name, of, month(p.Now()))
	switch {
	case err != nil:
		return fmt.Errorf("the ledger is %w: %w", l10n.ErrUnavailable, err)
	case b.Run > 0 && run+characters > b.Run+allowance:
		return &Failure{Kind: ErrBudget, Code: "of this run"}
	case b.Month > 0 && inMonth+characters > b.Month+allowance:
		return &Failure{Kind: ErrBudget, Code: "of this month"}
	}
	return nil
}

// Spend counts what was sent.
func (p Purse) Spend(ctx context.Context, of l10n.RunID, characters int) error {
	if p.Ledger == nil || characters == 0 {
		return nil
	}
	return p.Ledger.Spend(ctx, p.Name, of, month(p.Now()), characters)
}
