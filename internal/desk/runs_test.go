package desk

import (
	"errors"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestRuns holds that people see how each run stands, why, and what they can do.
func TestRuns(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h))
	v.get("/runs").want(200, "main", "No runs yet").wantNone(".run")
	v.get("/").want(200, `nav a[href="/runs"]`, "Runs")
	at := noon.Add(-time.Hour)
	two := []l10n.Locale{"es", "ar"}
	h.runs = []l10n.Run{
		{ID: "run-7", Site: "news", Locales: two, Status: l10n.RunRunning, Documents: 3, Published: 1, StartedAt: at, RequestedBy: "Maria"},
		{ID: "run-6", Site: "news", Locales: two, Status: l10n.RunFailed, Documents: 2, Published: 2, Ended: 2, StartedAt: at, EndedAt: noon,
			Comment:  "2 of 2 documents had trouble: a: 404 Not Found",
			Troubles: []string{"a: 404 Not Found", "b: <b>its text</b> is empty"}},
		{ID: "run-5", Site: l10n.AdHoc, Locales: two, Pages: []string{"https://x.test/a?b=1&c='d'", "file:///tmp/a b.html"}, Status: l10n.RunFailed, Comment: "why"},
		{ID: "run-4", Status: l10n.RunFailed, Comment: "the plan is refused"},
		{ID: "run-3", Site: "news", Locales: two, Status: l10n.RunSuperseded, Comment: "1 document was taken over by run run-6"},
		{ID: "run-2", Site: "news", Locales: two, Status: l10n.RunCancelled},
		{ID: "run-1", Site: "news", Locales: two, Status: l10n.RunCompleted, Documents: 1, Published: 2},
	}
	parked := h.translations[keyFor("kk")]
	parked.Stage = l10n.StageParked
	v.get("/runs")
	const run = ".run:nth-child"
	v.want(200, run+"(1) .badge", "Under way").want(200, run+"(1)", "Published: 1 of 6 · ended otherwise: 0").
		want(200, run+"(1)", "2 translations wait for a person").want(200, run+"(1)", "1 translation waits for the engines").
		want(200, run+"(1) .hint code", "dragoman resume run-7").want(200, run+`(1) h2 a[href="/runs/run-7"]`, "run-7").want(200, run+"(1)", "Asked for by Maria").
		wantNone(run + "(1) .notice").wantNone(run + "(1) .again")
	v.want(200, run+"(2) .badge.r-failed", "Failed").want(200, run+"(2) .notice.bad", "a: 404 Not Found").want(200, run+"(2) .notice li", "b: <b>its text</b> is empty").
		want(200, run+"(2) .again code", "dragoman publish --site news --to es,ar").wantNone(run + "(2) li:nth-child(2)")
	v.want(200, run+"(3) .again code", `dragoman publish 'https://x.test/a?b=1&c='\''d'\''' 'file:///tmp/a b.html' --to es,ar`)
	v.want(200, run+"(4) .again code", "dragoman publish URL …")
	v.want(200, run+"(5) .badge", "Taken over by a newer run").want(200, run+"(5) .notice.note", "taken over by run run-6").wantNone(run + "(5) .again")
	v.want(200, run+"(6) .badge", "Cancelled").want(200, run+"(6) .again code", "dragoman publish --site news")
	v.want(200, run+"(7) .badge", "Done").wantNone(run + "(7) .again").wantNone(run + "(7) .notice")
	parked.Stage, parked.Embargo = l10n.StageApproved, &l10n.Embargo{Hold: true}
	v.get("/runs").want(200, run+"(1)", "1 translation is approved and waits for its hour").want(200, run+"(1) .hint code", "dragoman release run-7")
	parked.Embargo.Lifted = true
	v.get("/runs").wantNone(run + "(1) .hint")
	h.recordsErr = errors.New("disk on fire")
	v.get("/runs").want(500, "main", "log")
}
