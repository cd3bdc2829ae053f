package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// purge has caches told of changed addresses. It is tried five times and fails nothing: what caches have expires by
// itself, and what is published is published. Without addresses nothing is done, so histories from before are
// replayed.
func purge(ctx workflow.Context, plan l10n.Ref, addresses []string) []activities.Purged {
	if len(addresses) == 0 {
		return nil
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		Summary:             Escape("tell caches of " + english.Count(len(addresses), "address")),
		StartToCloseTimeout: 5 * time.Minute,
		HeartbeatTimeout:    HeartbeatTimeout,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumAttempts: 5},
	})
	var answers []activities.Purged
	changed := activities.PurgeInput{Plan: plan, Addresses: addresses}
	if err := workflow.ExecuteActivity(ctx, a.PurgeCaches, changed).Get(ctx, &answers); err != nil {
		for _, address := range addresses {
			answers = append(answers, activities.Purged{Address: address, Answer: reason(err)})
		}
	}
	return answers
}

// maxPurged is how many answers of caches the details show.
const maxPurged = 20

// purgeDetails say what caches answered.
func purgeDetails(answers []activities.Purged) string {
	if len(answers) == 0 {
		return ""
	}
	s := "\n\nCaches were told:"
	for i, p := range answers {
		if i == maxPurged {
			s += fmt.Sprintf("\n- and %d more", len(answers)-i)
			break
		}
		s += fmt.Sprintf("\n- %s: %s", link(p.Address, p.Address), Escape(p.Answer))
	}
	return s
}
