package review

import "github.com/dragoman-l10n/dragoman/internal/l10n"

// HandOver returns the act by which the step that waits was given to whom it waits for now, or back to everybody; nil where
// nobody gave it. all are the decisions, the oldest first.
func HandOver(tr l10n.Translation, all []l10n.Decision) *l10n.Decision {
	if tr.Stage != l10n.StageReview || tr.Step == "" {
		return nil
	}
	for i := len(all) - 1; i >= 0; i-- {
		switch d := all[i]; {
		case d.Run != "" && d.Run != tr.Run, d.Ends(), d.Kind == l10n.RequestChanges:
			return nil
		case d.Kind == l10n.Escalate || d.Kind == l10n.StandIn || d.Kind == l10n.Reassign:
			if d.Kind != l10n.Reassign || d.Step != tr.Step || !d.To.Same(tr.Assignee) {
				return nil
			}
			return &d
		}
	}
	return nil
}
