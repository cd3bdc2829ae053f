package desk

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestDeadlines holds that people see until when a step has time, when that has passed, and to whom the house gave it.
func TestDeadlines(t *testing.T) {
	h := fixture()
	tr := h.translations[keyFor("ar")]
	v := visit(t, newDesk(t, h))
	v.get(arPage).wantNone(".due")
	tr.Due = time.Now().Add(48 * time.Hour)
	v.get(arPage).want(200, ".translation-head .due:not(.late)", "Due ").want(200, ".translation-head .due", "UTC")
	v.get("/").want(200, ".item .due", "Due ")
	tr.Due, tr.Late, tr.Assignee = time.Now().Add(-time.Hour), true, "ben"
	h.decisions[keyFor("ar")] = append(h.decisions[keyFor("ar")], l10n.Decision{ID: "e1", Kind: l10n.Escalate, Step: tr.Step, From: "ana", To: "ben", At: noon},
		l10n.Decision{ID: "s1", Kind: l10n.StandIn, Step: tr.Step, From: "chief", To: "dora", At: noon})
	v.get("/").want(200, ".item .due.late", "Deadline passed: ")
	v.get(arPage).want(200, ".due.late", "Deadline passed: ").want(200, ".history .d-escalate", "ana").want(200, ".history .d-escalate", "ben").
		want(200, ".history .d-stand-in", "Stands in for who is away")
	tr.Step, tr.Stage = "", l10n.StageApproved
	v.get(arPage).wantNone(".due")
}
