package activities

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The lengths of a workflow's ID: of the longest that the server takes, and of what is kept of one that is longer or has to be
// written otherwise.
const (
	longestID  = 1000
	longestOwn = 400
)

// WorkflowID joins the parts of a workflow's ID. The SDK writes it into a header of gRPC, which holds visible ASCII alone: a
// workflow with another ID starts, and no worker can ever answer for it. What is visible ASCII stays as it is. Of anything
// else the bytes are written as %D0%BF, and a hash of the whole follows, so that no other ID is the same.
func WorkflowID(kind string, parts ...string) string {
	id := strings.Join(append([]string{kind}, parts...), ":")
	var b strings.Builder
	for i := range len(id) {
		if c := id[i]; ' ' <= c && c <= '~' {
			b.WriteByte(c)
		} else {
			b.WriteString(fmt.Sprintf("%%%02X", c))
		}
	}
	if b.Len() == len(id) && len(id) <= longestID {
		return id
	}
	own := b.String()
	return own[:min(len(own), longestOwn)] + "~" + string(l10n.NewHash(id))[:32]
}

// RunWorkflowID is the ID of a run's PublishSite.
func RunWorkflowID(run l10n.RunID) string { return WorkflowID("run", string(run)) }

// DocumentWorkflowID is the ID of a document's PublishDocument.
func DocumentWorkflowID(doc l10n.DocumentID) string { return WorkflowID("document", string(doc)) }

// LocaleWorkflowID is the ID of a document's LocalizeDocument for a locale.
func LocaleWorkflowID(k l10n.TranslationKey) string {
	return WorkflowID("locale", string(k.Document), string(k.Locale))
}

// ReviewWorkflowID is the ID of a translation's ReviewTranslation.
func ReviewWorkflowID(k l10n.TranslationKey) string {
	return WorkflowID("review", string(k.Document), string(k.Locale))
}

// of refuses an activity that is asked for by another workflow than the one whose work it is. While that one is at work,
// nobody can start another with its ID; so nobody can have a second one spoil what it does. The error has the type
// [TypeStranger], by which the workflow knows that it has nothing to note or to tell.
func (a *Activities) of(ctx context.Context, ids ...string) error {
	if !activity.IsActivity(ctx) {
		return nil
	}
	id := activity.GetInfo(ctx).WorkflowExecution.ID
	if slices.Contains(ids, id) {
		return nil
	}
	err := fmt.Errorf("%w: this is the work of the workflow %s, and not of %s", l10n.ErrRefused, strings.Join(ids, " or "), id)
	_ = a.logRefusal(ctx, err)
	return stranger(err)
}

// stranger maps an error that is no business of the workflow's that asked.
func stranger(err error) error {
	return temporal.NewNonRetryableApplicationError(err.Error(), TypeStranger, nil)
}
