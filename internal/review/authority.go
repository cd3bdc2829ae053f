package review

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// How old an act may be when it is taken, and how far ahead the clock of the machine may be that signed it. Workers that
// were down for a night take what was asked of them meanwhile.
const (
	OldestAct = 24 * time.Hour
	AheadAct  = 10 * time.Minute
)

// Acts remembers which acts were done, so that each is done once.
type Acts interface {
	// ActDone returns the digest under which an act's ID is on record, and the execution that did it; an error that wraps
	// [l10n.ErrNotFound] when it isn't.
	ActDone(ctx context.Context, id string) (digest l10n.Hash, execution string, err error)
	// RecordAct writes down that an act is done. A repeat changes nothing.
	RecordAct(ctx context.Context, id string, digest l10n.Hash, execution string) error
}

// Authority says whose word counts. Whoever reaches Temporal can send a workflow anything in anybody's name; what they
// don't have is a key of this house. So an act of a person counts when it is signed by one of the keys, for the very
// place that it is to change, about now, and when it was not done before. The records are trusted: whoever can write
// them can change what is published without any decision.
//
// Without a key no act counts.
type Authority struct {
	// Keys are the public keys of the desks and command lines whose acts count.
	Keys signing.Keys
	Acts Acts
	// Now is the time; nil is the clock of this machine.
	Now func() time.Time
}

// Admit refuses an act that is not signed by a known key as it stands, or that is too old or of a time to come. The
// error wraps [l10n.ErrRefused] and says what to do.
func (a *Authority) Admit(s *signing.Statement, seal *l10n.Seal) error {
	if err := a.Signed(s, seal); err != nil {
		return err
	}
	if s.ID == "" || s.By == "" || s.At.IsZero() {
		return fmt.Errorf("%w: %q of %s needs an id, a person and a time", l10n.ErrRefused, s.Act, s.Place)
	}
	now := time.Now()
	if a.Now != nil {
		now = a.Now()
	}
	const form = "2 January 2006 15:04 MST"
	switch {
	case now.Sub(s.At) > OldestAct:
		return fmt.Errorf("%w: %q of %s was signed on %s and is too old to count: do it again", l10n.ErrRefused, s.Act, s.Place,
			s.At.UTC().Format(form))
	case s.At.Sub(now) > AheadAct:
		return fmt.Errorf("%w: %q of %s was signed on %s, which is yet to come: set the clocks of the desk and of the worker right",
			l10n.ErrRefused, s.Act, s.Place, s.At.UTC().Format(form))
	}
	return nil
}

// Signed refuses an act that is not signed by a known key as it stands, however old it is.
func (a *Authority) Signed(s *signing.Statement, seal *l10n.Seal) error {
	if a == nil || len(a.Keys) == 0 {
		return fmt.Errorf("%w: this worker knows no key by which %q of %s could be signed: give it the public key of the "+
			"desk (decisions.keys in dragoman.yaml)", l10n.ErrRefused, s.Act, s.Place)
	}
	return a.Keys.Check(s, seal)
}

// AdmitDecision refuses a decision that is not signed for the very translation to which it was sent.
func (a *Authority) AdmitDecision(k l10n.TranslationKey, d l10n.Decision) error {
	if d.Stated != nil {
		return fmt.Errorf("%w: only the house says which hashes it filled in", l10n.ErrRefused)
	}
	if d.Kind.OfHouse() || d.From != "" {
		return fmt.Errorf("%w: only the house ends a step by itself, escalates it, or has somebody stand in", l10n.ErrRefused)
	}
	if err := a.Admit(signing.Decision(d), d.Seal); err != nil {
		return err
	}
	if d.Document != k.Document || d.Locale != k.Locale {
		return fmt.Errorf("%w: the decision is signed for the translation of %s into %s, and was sent to that of %s into %s",
			l10n.ErrRefused, d.Document, d.Locale, k.Document, k.Locale)
	}
	if d.Run == "" {
		return fmt.Errorf("%w: the decision does not say of which run's review it is", l10n.ErrRefused)
	}
	return nil
}

// Fresh refuses an act that was done before by another execution, or whose ID is that of another act. The execution that
// did it may go on, since it may have ended before it heard that it had done it.
func (a *Authority) Fresh(ctx context.Context, s *signing.Statement, execution string) error {
	digest, by, err := a.Acts.ActDone(ctx, actID(s))
	switch {
	case l10n.IgnoreNotFound(err) != nil:
		return err
	case err != nil:
		return nil
	case digest != s.Digest():
		return l10n.ErrOtherDecision(s.ID)
	case by != execution:
		return fmt.Errorf("%w: %q of %s was done before by this very act: a new one needs a new id", l10n.ErrRefused, s.Act, s.Place)
	}
	return nil
}

// Done writes down that an act is done.
func (a *Authority) Done(ctx context.Context, s *signing.Statement, execution string) error {
	return a.Acts.RecordAct(ctx, actID(s), s.Digest(), execution)
}

// actID is the ID under which an act is remembered.
func actID(s *signing.Statement) string { return s.Act + " " + s.ID }

// Entrust notes the plan of a run that this house makes, because somebody asked for it or a look found something.
func (a *Authority) Entrust(ctx context.Context, run l10n.RunID, plan l10n.Ref) error {
	if err := a.Acts.RecordAct(ctx, runID(run), l10n.Hash(plan), ""); err != nil {
		return err
	}
	return a.Acts.RecordAct(ctx, "plan "+string(plan), l10n.Hash(run), "")
}

// PlanOf returns the run that was entrusted with a plan first, or an error that wraps [l10n.ErrNotFound].
func (a *Authority) PlanOf(ctx context.Context, plan l10n.Ref) (l10n.RunID, error) {
	run, _, err := a.Acts.ActDone(ctx, "plan "+string(plan))
	return l10n.RunID(run), err
}

// Entrusted refuses work on a run that was not entrusted with the plan. r is the run's record as far as there is one: a
// run from before plans were noted goes on with the plan that is there.
func (a *Authority) Entrusted(ctx context.Context, run l10n.RunID, plan l10n.Ref, r l10n.Run) error {
	digest, _, err := a.Acts.ActDone(ctx, runID(run))
	if l10n.IgnoreNotFound(err) != nil {
		return err
	}
	if err != nil {
		digest = l10n.Hash(r.Plan)
	}
	if digest == "" || digest != l10n.Hash(plan) {
		return fmt.Errorf("%w: nobody has asked this house for run %q of that plan", l10n.ErrRefused, run)
	}
	return nil
}

// Asked notes that somebody has asked for a run, which may be refused.
func (a *Authority) Asked(ctx context.Context, run l10n.RunID) error {
	return a.Acts.RecordAct(ctx, "asked for "+runID(run), "", "")
}

// KnowsRun refuses a run that nobody has asked for. known says that the records have it.
func (a *Authority) KnowsRun(ctx context.Context, run l10n.RunID, known bool) error {
	for _, id := range []string{runID(run), "asked for " + runID(run)} {
		if known {
			return nil
		}
		_, _, err := a.Acts.ActDone(ctx, id)
		if l10n.IgnoreNotFound(err) != nil {
			return err
		}
		known = err == nil
	}
	if !known {
		return fmt.Errorf("%w: nobody has asked this house for run %q", l10n.ErrRefused, run)
	}
	return nil
}

func runID(run l10n.RunID) string { return "run " + string(run) }

// Charge notes that the house itself will do an act, by a rule of its own: the withdrawal of a page that a look found
// gone. What is charged counts without a signature.
func (a *Authority) Charge(ctx context.Context, s *signing.Statement) error {
	return a.Acts.RecordAct(ctx, chargeID(s), s.Digest(), "")
}

// Charged refuses an act without a signature that the house has not charged itself with.
func (a *Authority) Charged(ctx context.Context, s *signing.Statement) error {
	if a == nil {
		return a.Admit(s, nil)
	}
	_, _, err := a.Acts.ActDone(ctx, chargeID(s))
	if l10n.IgnoreNotFound(err) != nil {
		return err
	}
	if err != nil {
		return a.Admit(s, nil)
	}
	return nil
}

func chargeID(s *signing.Statement) string { return "look " + string(s.Digest()) }
