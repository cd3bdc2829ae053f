package desk

import (
	"context"
	"net/http"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// shownRuns is how many runs the page shows.
const shownRuns = 60

// runView is a run: how it stands, why, and what to do.
type runView struct {
	l10n.Run
	Label    string // of its status
	URL      string // of its page
	Temporal string // of its workflow in Temporal's UI
	Started  *moment
	Over     *moment
	AskedBy  string
	Counts   string
	Waiting  string   // how many translations wait for people
	Parked   string   // how many wait for engines
	Kept     string   // how many are approved and wait for their hour or a release
	Release  string   // the command that publishes these at once
	Troubles []string // those that the comment does not name
	Again    string   // the command that asks for the same once more
	Resume   string   // the command that lets it go on
}

var runLabels = map[l10n.RunStatus]string{
	l10n.RunRunning: "desk.runs.running", l10n.RunCompleted: "desk.runs.completed", l10n.RunFailed: "desk.runs.failed",
	l10n.RunCancelled: "desk.runs.cancelled", l10n.RunSuperseded: "desk.runs.superseded",
}

func (d *desk) showRuns(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	runs, err := d.Records.Runs(r.Context(), shownRuns)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	views := make([]runView, 0, len(runs))
	for _, run := range runs {
		v, err := d.runView(r.Context(), p, run)
		if err != nil {
			d.showError(w, r, u, err)
			return
		}
		views = append(views, v)
	}
	p.Title = p.T("desk.runs.title")
	p.Body = views
	d.render(w, http.StatusOK, "runs", p)
}

func (d *desk) runView(ctx context.Context, p *page, run l10n.Run) (runView, error) {
	v := runView{
		Run: run, Label: label(p.localizer, runLabels, run.Status), URL: runPath(run.ID),
		Temporal: d.WorkflowOfRun(run.ID), Started: p.moment(run.StartedAt), Over: p.moment(run.EndedAt),
		Counts: p.T("desk.runs.counts", "Published", run.Published, "All", run.Documents*len(run.Locales), "Ended", run.Ended),
	}
	if run.RequestedBy != "" {
		v.AskedBy = p.T("desk.runs.by", "Name", run.RequestedBy)
	}
	for _, t := range run.Troubles {
		if !strings.Contains(run.Comment, t) {
			v.Troubles = append(v.Troubles, t)
		}
	}
	switch run.Status {
	case l10n.RunFailed, l10n.RunCancelled:
		v.Again = publishAgain(run)
	case l10n.RunRunning:
		return v, d.countWaiting(ctx, p, &v)
	}
	return v, nil
}

// countWaiting says how many translations of a run wait, and for whom.
func (d *desk) countWaiting(ctx context.Context, p *page, v *runView) error {
	ts, err := d.Records.Translations(ctx, l10n.TranslationFilter{Run: v.Run.ID, Limit: 10_000})
	people, engines, kept := 0, 0, 0
	for _, t := range ts {
		switch {
		case waits(t):
			people++
		case t.Stage == l10n.StageParked:
			engines++
		case t.Stage == l10n.StageApproved && t.Embargo != nil && !t.Embargo.Lifted:
			kept++
		}
	}
	if people > 0 {
		v.Waiting = p.N("desk.queue.waiting", people)
	}
	if kept > 0 {
		v.Kept, v.Release = p.N("desk.runs.kept", kept), "dragoman release "+shellWord(string(v.Run.ID))
	}
	if engines > 0 {
		v.Parked = p.N("desk.runs.parked", engines)
		v.Resume = "dragoman resume " + string(v.Run.ID)
	}
	return err
}

// publishAgain is the command that asks for the same as a run once more.
func publishAgain(run l10n.Run) string {
	var locales []string
	for _, l := range run.Locales {
		locales = append(locales, string(l))
	}
	command := "dragoman publish"
	if run.Site != "" && run.Site != l10n.AdHoc {
		command += " --site " + shellWord(string(run.Site))
	}
	for _, page := range run.Pages {
		command += " " + shellWord(page)
	}
	if run.Site == "" || run.Site == l10n.AdHoc && len(run.Pages) == 0 {
		command += " URL …"
	}
	if len(locales) > 0 {
		command += " --to " + strings.Join(locales, ",")
	}
	return command
}

// shellWord quotes a word for a shell where it needs that.
func shellWord(s string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:%@,+="
	if s != "" && strings.Trim(s, plain) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
