package activities

import (
	"context"

	"go.temporal.io/sdk/activity"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// signed does an act of a person when it is signed, and once.
func signed[T any](
	ctx context.Context, a *Activities, s *signing.Statement, seal *l10n.Seal, act func() (T, error),
) (T, error) {
	var none T
	if err := a.logAct(ctx, a.Authority.Admit(s, seal), s); err != nil {
		return none, err
	}
	return once(ctx, a, s, act)
}

// once does an act that counts, unless another execution has done it.
func once[T any](ctx context.Context, a *Activities, s *signing.Statement, act func() (T, error)) (T, error) {
	var none T
	if err := a.logAct(ctx, a.Authority.Fresh(ctx, s, execution(ctx)), s); err != nil {
		return none, err
	}
	out, err := act()
	if err != nil {
		return none, toAppError(err)
	}
	return out, toAppError(a.Authority.Done(ctx, s, execution(ctx)))
}

// execution names the execution of a workflow that an activity is of.
func execution(ctx context.Context) string {
	if !activity.IsActivity(ctx) {
		return ""
	}
	e := activity.GetInfo(ctx).WorkflowExecution
	return e.ID + " " + e.RunID
}

func (a *Activities) logAct(ctx context.Context, err error, s *signing.Statement) error {
	return a.logRefusal(ctx, err, "act", s.Act, "by", s.By, "place", s.Place)
}

// logRefusal maps the error of an act that does not count, and logs it: somebody may have tried to act in another's
// name.
func (a *Activities) logRefusal(ctx context.Context, err error, about ...any) error {
	if err == nil {
		return nil
	}
	if a.Logger != nil {
		about = append(about, "workflow", execution(ctx), "error", err)
		a.Logger.WarnContext(ctx, "an act was refused", about...)
	}
	return toAppError(err)
}
