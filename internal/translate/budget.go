package translate

import (
	"context"
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

// afford refuses a request that would overdraw the provider's budget. Allowance is what an editor allowed beyond it.
func (t *Translator) afford(ctx context.Context, d Draft, tr Traits, characters, allowance int) error {
	b := t.Budgets[tr.Name]
	if t.Ledger == nil || (b.Run == 0 && b.Month == 0) {
		return nil
	}
	run, inMonth, err := t.Ledger.Spent(ctx, tr.Name, d.Run, month(t.now()))
	if err != nil {
		return err
	}
	switch {
	case b.Run > 0 && run+characters > b.Run+allowance:
		return &Failure{Kind: ErrBudget, Code: "of this run"}
	case b.Month > 0 && inMonth+characters > b.Month+allowance:
		return &Failure{Kind: ErrBudget, Code: "of this month"}
	}
	return nil
}

func (t *Translator) spend(ctx context.Context, d Draft, tr Traits, characters int) error {
	if t.Ledger == nil || characters == 0 {
		return nil
	}
	return t.Ledger.Spend(ctx, tr.Name, d.Run, month(t.now()), characters)
}
