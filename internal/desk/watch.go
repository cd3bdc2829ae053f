package desk

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Watches are the records of the sites whose sources are followed.
type Watches interface {
	Watches(context.Context) ([]l10n.Watch, error)
	// Looks returns the latest looks first.
	Looks(ctx context.Context, site l10n.SiteName, limit int) ([]l10n.Look, error)
	Findings(context.Context, l10n.SiteName) ([]l10n.Finding, error)
}

// Schedules start the looks at sources, and take the answers of people to findings.
type Schedules interface {
	// AnswerFinding takes a person's answer. The error wraps [l10n.ErrConflict] when the source has changed since they saw
	// the finding.
	AnswerFinding(ctx context.Context, d l10n.FindingDecision) (l10n.Finding, error)
	WatchState(context.Context, l10n.SiteName) (l10n.WatchState, error)
	PauseWatch(ctx context.Context, site l10n.SiteName, pause bool, by l10n.UserID) error
	LookNow(context.Context, l10n.SiteName) error
}

// shownLooks is how many looks of a site the page shows.
const shownLooks = 8

type watchView struct {
	Site     l10n.SiteName
	Every    string
	SetUp    string // by whom
	SetUpAt  *moment
	Paused   bool
	Note     string
	Next     *moment
	Last     *lookView
	Earlier  []lookView
	Findings []findingView
}

type lookView struct {
	l10n.Look
	Time *moment
	Text string
}

type findingView struct {
	l10n.Finding
	What    string
	Time    *moment
	Accept  string // the button that does what the look proposes
	Dismiss string
	Said    string // who has answered
	SaidAt  *moment
	Taken   string // says that a person or a rule took the page from visitors, and why
	TakenAt *moment
	Act     string // the ID of the act of answering
}

var findingLabels = map[l10n.FindingKind]string{
	l10n.FoundNew: "desk.watch.kindNew", l10n.FoundChanged: "desk.watch.kindChanged",
	l10n.FoundRemoved: "desk.watch.kindRemoved", l10n.FoundRenamed: "desk.watch.kindRenamed",
}

// Watching reports whether the desk has a page of watched sources.
func (p *page) Watching() bool { return p.watching }

func (d *desk) watches(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	d.showWatches(w, r, u, http.StatusOK, p)
}

func (d *desk) showWatches(w http.ResponseWriter, r *http.Request, u l10n.UserID, status int, p *page) {
	ws, err := d.Watches.Watches(r.Context())
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	views := make([]watchView, 0, len(ws))
	for _, watch := range ws {
		v, err := d.watchView(r.Context(), p, watch)
		if err != nil {
			d.showError(w, r, u, err)
			return
		}
		views = append(views, v)
	}
	p.Title = p.T("desk.watch.title")
	p.Body = views
	d.render(w, status, "watch", p)
}

func (d *desk) watchView(ctx context.Context, p *page, watch l10n.Watch) (watchView, error) {
	v := watchView{Site: watch.Site, Every: p.every(watch.Every),
		SetUpAt: p.moment(watch.At)}
	if watch.By != "" {
		v.SetUp = p.T("desk.watch.setUp", "Name", watch.By)
	}
	if s, err := d.Schedules.WatchState(ctx, watch.Site); err == nil {
		v.Paused, v.Note, v.Next = s.Paused, s.Note, p.moment(s.Next)
	} else { // the records can be read all the same
		d.Logger.Warn("a watch's schedule could not be asked", "site", watch.Site, "error", err)
	}
	looks, err := d.Watches.Looks(ctx, watch.Site, shownLooks)
	if err != nil {
		return v, err
	}
	for i, l := range looks {
		one := lookView{Look: l, Time: p.moment(l.At), Text: p.N("desk.watch.nothing", l.Looked)}
		if l.Found() {
			one.Text = p.T("desk.watch.found", "New", l.New, "Changed", l.Changed, "Removed", l.Removed)
		}
		if i == 0 {
			v.Last = &one
		} else {
			v.Earlier = append(v.Earlier, one)
		}
	}
	findings, err := d.Watches.Findings(ctx, watch.Site)
	for _, f := range findings {
		one := findingView{Finding: f, Act: rand.Text(), What: label(p.localizer, findingLabels, f.Kind),
			Time:   p.moment(f.FoundAt),
			Accept: p.T("desk.watch.publish"), Dismiss: p.T("desk.watch.ignore")}
		if f.Kind == l10n.FoundRemoved {
			one.Accept, one.Dismiss = p.T("desk.watch.unpublish"), p.T("desk.watch.keep")
		}
		if f.Answer != "" {
			one.Said, one.SaidAt = p.T("desk.watch.answered", "Name", f.By), p.moment(f.At)
		}
		if w := f.Withdrawn; w != nil {
			one.Taken, one.TakenAt = p.withdrawn(w), p.moment(w.At)
		}
		v.Findings = append(v.Findings, one)
	}
	return v, err
}

// withdrawn says by whom a page was taken from visitors, in which languages, and why.
func (p *page) withdrawn(w *l10n.Withdrawal) string {
	var names []string
	for _, l := range w.Locales {
		names = append(names, p.format.LanguageName(l))
	}
	languages := p.format.List(names)
	switch {
	case w.By == "":
		return p.T("desk.watch.taken", "Languages", languages)
	case w.Comment == "":
		return p.T("desk.watch.takenBy", "Name", w.By, "Languages", languages)
	}
	return p.T("desk.watch.takenWhy", "Name", w.By, "Languages", languages, "Reason", p.quote(w.Comment))
}

// actOnWatch does what the pressed button of a watched source says.
func (d *desk) actOnWatch(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	if err := r.ParseForm(); err != nil {
		d.showError(w, r, u, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	site, act := l10n.SiteName(r.PathValue("site")), r.PostForm.Get("act")
	if err := d.actOnSource(r.Context(), site, act, r.PostForm, u); err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		d.showWatches(w, r, u, statusOf(err), p)
		return
	}
	redirect(w, r, "/watch", act)
}

func (d *desk) actOnSource(ctx context.Context, site l10n.SiteName, act string, v url.Values, u l10n.UserID) error {
	switch act {
	case "look":
		return d.Schedules.LookNow(ctx, site)
	case "pause", "unpause":
		return d.Schedules.PauseWatch(ctx, site, act == "pause", u)
	case string(l10n.Accepted), string(l10n.Dismissed):
		id := v.Get("id")
		if !isID(id) {
			return fmt.Errorf("%w: the form has lost its act's id", errBadRequest)
		}
		_, err := d.Schedules.AnswerFinding(ctx, l10n.FindingDecision{
			ID: id, Site: site, Document: l10n.DocumentID(v.Get("document")), Seen: l10n.Hash(v.Get("seen")),
			Answer: l10n.FindingAnswer(act), By: u,
		})
		if err != nil {
			return err
		}
		return d.Schedules.LookNow(ctx, site)
	}
	return fmt.Errorf("%w: no button is called %q", errBadRequest, act)
}
