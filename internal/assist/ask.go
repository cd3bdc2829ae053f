package assist

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// askTime is how long an engine has for one text. Whoever asked may have gone: what was sent is paid, so its answer is kept.
const askTime = 60 * time.Second

// Ask has one engine of the translation's chain answer one segment. What it has answered before is given again, and two who
// ask at the same time pay once, in whichever processes. Errors wrap [l10n.ErrRefused] or [l10n.ErrUnavailable]; the latter says
// that it is worth trying again.
func (s *Service) Ask(ctx context.Context, k l10n.TranslationKey, id l10n.SegmentID, engine l10n.ProviderName) (l10n.Answer, error) {
	if s.Engines == nil {
		return l10n.Answer{}, translate.ErrNotHere
	}
	g, err := s.open(ctx, k, id)
	if err != nil {
		return l10n.Answer{}, err
	}
	d, err := s.draft(ctx, g)
	if err != nil {
		return l10n.Answer{}, err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), askTime)
	defer cancel()
	var answer l10n.Answer
	name := fmt.Sprintf("ask %s %s %s", engine, k.Locale, g.Segment.Hash())
	err = s.Locks.Locked(ctx, name, func() (err error) {
		answer, err = s.Engines.AskAbout(ctx, d, g.Place, engine)
		return err
	})
	return answer, explained(engine, err)
}

// explained says whose fault it is that an engine gave no answer, and what can be done.
func explained(engine l10n.ProviderName, err error) error {
	switch {
	case err == nil, errors.Is(err, l10n.ErrRefused), errors.Is(err, l10n.ErrUnavailable):
		return err
	case errors.Is(err, translate.ErrBusy), errors.Is(err, translate.ErrDown), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s is %w: %w", engine, l10n.ErrUnavailable, err)
	}
	for _, kind := range []error{translate.ErrQuota, translate.ErrAuth, translate.ErrBudget, translate.ErrPair, translate.ErrRejected,
		translate.ErrBadAnswer, translate.ErrLeft, translate.ErrNoAnswer} {
		if errors.Is(err, kind) {
			return fmt.Errorf("%w: %s: %w", l10n.ErrRefused, engine, err)
		}
	}
	return err
}
