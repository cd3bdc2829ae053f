package review

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestHandOver(t *testing.T) {
	waits := l10n.Translation{Run: "r2", Stage: l10n.StageReview, Step: "review", Assignee: "Luis"}
	give := l10n.Decision{Kind: l10n.Reassign, Run: "r2", Step: "review", To: "Luis", Comment: "The names are checked."}
	back := l10n.Decision{Kind: l10n.Reassign, Run: "r2", Step: "review"}
	translated := l10n.Decision{Kind: l10n.Approve, Run: "r2", Step: "translate"}
	for name, tt := range map[string]struct {
		tr   l10n.Translation
		all  []l10n.Decision
		want string
	}{
		"it was given":             {waits, []l10n.Decision{translated, give}, give.Comment},
		"and nobody gave it":       {waits, []l10n.Decision{translated}, ""},
		"at an earlier step":       {waits, []l10n.Decision{give, translated}, ""},
		"in an earlier round":      {waits, []l10n.Decision{give, {Kind: l10n.RequestChanges, Run: "r2", Step: "review"}}, ""},
		"in another run":           {waits, []l10n.Decision{{Kind: l10n.Reassign, Run: "r1", Step: "review", To: "Luis", Comment: "x"}}, ""},
		"the last counts":          {waits, []l10n.Decision{give, {Kind: l10n.Reassign, Run: "r2", Step: "review", To: "Luis", Comment: "Again."}}, "Again."},
		"somebody stands in since": {waits, []l10n.Decision{give, {Kind: l10n.StandIn, Run: "r2", Step: "review", To: "Luis"}}, ""},
		"a declaration between":    {waits, []l10n.Decision{give, {Kind: l10n.Declare, Run: "r2", Step: "review"}}, give.Comment},
		"it is another's now":      {waits, []l10n.Decision{give, back}, ""},
		"nothing waits":            {l10n.Translation{Run: "r2", Stage: l10n.StagePublished}, []l10n.Decision{give}, ""},
	} {
		got := ""
		if d := HandOver(tt.tr, tt.all); d != nil {
			got = d.Comment
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	free := waits
	free.Assignee = ""
	back.Comment = "I can't finish it today."
	if d := HandOver(free, []l10n.Decision{give, back}); d == nil || d.Comment != back.Comment {
		t.Errorf("what was handed back says nothing: %+v", d)
	}
}
