package activities

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// TypeNotBack says that a file has not come back, or not all of it. The activity is tried again until it has.
const TypeNotBack = "NotBack"

// FileInput names a step that is done by file.
type FileInput struct {
	Key  l10n.TranslationKey
	Step l10n.StepName
}

// SendFile puts the texts that a step is about into its place.
func (a *Activities) SendFile(ctx context.Context, in FileInput) (review.SentFile, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return review.SentFile{}, err
	}
	out, err := a.Review.SendFile(ctx, in.Key, in.Step)
	if err == nil && out.Segments > 0 {
		a.Logger.InfoContext(ctx, "a file went out", "document", in.Key.Document, "locale", in.Key.Locale, "step", in.Step, "file", out.Name)
	}
	return out, toAppError(err)
}

// AwaitFileInput names the file that is waited for.
type AwaitFileInput struct {
	Key  l10n.TranslationKey
	Step l10n.StepName
	Sent review.SentFile
	Last bool // it is the last look, and what has not come back is not waited for
}

// AwaitFile looks once whether a file has come back, and keeps what it says. As long as texts have no answer it fails with
// an error that has it tried again: so a look costs no event of the history, however long it takes.
func (a *Activities) AwaitFile(ctx context.Context, in AwaitFileInput) (review.TakenFiles, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return review.TakenFiles{}, err
	}
	out, err := a.Review.TakeFiles(ctx, in.Key, in.Step, in.Sent)
	if err != nil {
		return review.TakenFiles{}, toAppError(err)
	}
	for _, why := range out.Refused {
		a.Logger.WarnContext(ctx, "a file that came back was refused, or a part of it", "document", in.Key.Document, "locale", in.Key.Locale,
			"step", in.Step, "why", why)
	}
	out.Refused = shortList(out.Refused)
	if out.Left == 0 || in.Last {
		if err := a.Review.ClearFiles(ctx, in.Key, in.Step, in.Sent); err != nil { // what was said is kept
			a.Logger.WarnContext(ctx, "the files of a step that has ended are still in its place", "file", in.Sent.Name, "why", err)
		}
		return out, nil
	}
	return review.TakenFiles{}, temporal.NewApplicationErrorWithOptions(out.Standing(in.Sent), TypeNotBack, temporal.ApplicationErrorOptions{
		NextRetryDelay: max(in.Sent.Every, time.Second), Category: temporal.ApplicationErrorCategoryBenign,
	})
}

// shortList is the beginning of a list of reasons: what a history may hold.
func shortList(list []string) []string {
	const most, long = 10, 500
	var out []string
	for i, s := range list {
		if i == most {
			return append(out, fmt.Sprintf("and %d more", len(list)-most))
		}
		if r := []rune(s); len(r) > long {
			s = string(r[:long]) + "…"
		}
		out = append(out, s)
	}
	return out
}
