package desk

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// pageRows is how many segments a page shows. A form with more would reach the limits of servers.
const pageRows = 400

type translationView struct {
	l10n.Translation
	Stage     string
	Waits     bool
	Moving    bool
	Done      bool    // it has ended: it is published, or will not be
	Parked    *moment // the next attempt, where the engines cannot answer now
	Direction l10n.Direction
	SourceDir l10n.Direction
	Steps     []step
	Rows      []row
	Form      form
	Self      string // this view's address
	Base      string // the translation's address
	Attention int    // how many of all rows need attention
	All       int
	Only      bool // shows only the rows that need attention
	Pages     []pageLink
	RunURL    string
	Obstacles []string // why it cannot be approved
	History   []decision
	WaitsTime *moment
	Target    string // the name of the locale
	Published bool   // the desk has a page of publications
	Original  string // the name of the source language

	Changes       string     // how many segments have changed since the approved version, in words
	Savings       string     // what was sent to engines, and what was saved
	Superseded    string     // says that the source has changed during the review
	Removed       []string   // sentences that were removed
	Kept          []string   // says that texts of people want another look
	Gone          []keptText // texts of people whose sentence is gone
	GoneComments  []commentView
	LeftParts     []string // the parts of the page beside its content, as CSS selectors
	LeftButtons   []string // the labels of buttons that are sent to the server
	LeftLanguages []string // the languages of texts that stay because of them, by their names
	Visible       string   // says what visitors have, where that is not what the page shows
	VisibleAt     *moment
	Unconfirmed   string // says how many texts nobody is known to have looked at
	Embargo       *embargoView
	MaySame       bool // for some changes people may declare that the meaning is the same
}

type step struct {
	Label string
	State string // "done", "now", "todo"
	By    l10n.UserID
}

type pageLink struct {
	Number int
	URL    string
	Here   bool
}

type decision struct {
	l10n.Decision
	What, StepLabel string
	Time            *moment
}

func (d *desk) showTranslation(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	wk, err := d.load(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	d.renderTranslation(w, r, http.StatusOK, p, wk, form{})
}

func (d *desk) renderTranslation(w http.ResponseWriter, r *http.Request, status int, p *page, wk *loaded, f form) {
	if f.Decision == "" {
		f.Decision = rand.Text()
	}
	f.Step = wk.Step
	f.SourceHash = l10n.SourceHash(wk.extraction.Units)
	f.TargetHash = l10n.TargetsHash(wk.targets)
	f.VersionsHash = l10n.VersionsHash(wk.targets)
	v := &translationView{
		Translation: wk.Translation, Stage: label(p.localizer, stageLabels, wk.Translation.Stage),
		Waits: waits(wk.Translation), Moving: moving(wk.Translation), Done: wk.Translation.Stage.Ended(),
		Direction: wk.Locale.Direction(), SourceDir: wk.SourceLang.Direction(),
		Steps: p.steps(wk), Form: f, Base: translationPath(wk.TranslationKey), RunURL: d.RunURL(wk.TranslationKey, wk.Run),
		Obstacles: p.obstacles(wk), History: p.history(wk), WaitsTime: p.moment(wk.WaitsSince),
		Published: d.Publications != nil, Target: p.Language(wk.Locale), Original: p.Language(wk.SourceLang),
	}
	v.selectRows(p.rows(wk, f), r.URL.Query())
	v.Form.Shown = nil
	for _, r := range v.Rows {
		if r.needsAttention() {
			v.Form.Shown = append(v.Form.Shown, r.ID)
		}
	}
	v.showChanges(p, wk)
	v.showLeft(p, wk)
	v.showKept(p, wk)
	v.showUnconfirmed(p, wk)
	v.showGoneComments(p, wk)
	v.showVisible(p, wk)
	v.Embargo = d.embargo(p, wk.Translation)
	switch {
	case wk.Translation.Stage == l10n.StageParked:
		v.Parked = p.moment(wk.Until)
		p.Refresh = 20 // seconds; a page with buttons should not reload while a person is about to press one
	case v.Moving:
		p.Refresh = 2
	}
	if !v.Waits && len(f.entries) > 0 {
		p.Refresh = 0 // the page shows text that a person typed and that could not be stored
	}
	p.Title = wk.Title
	p.Body = v
	d.render(w, status, "translation", p)
}

// showLeft tells which texts of the page stay as they are, though nobody has asked for it.
func (v *translationView) showLeft(p *page, w *loaded) {
	for _, l := range w.Left {
		switch {
		case l.Button != "":
			v.LeftButtons = append(v.LeftButtons, l.Button)
		case l.Part != "":
			v.LeftParts = append(v.LeftParts, l.Part)
		case l.Lang != "":
			v.LeftLanguages = append(v.LeftLanguages, p.Language(l.Lang))
		default:
			v.LeftLanguages = append(v.LeftLanguages, p.T("desk.left.unknown"))
		}
	}
}

// selectRows keeps the rows that the query asks for: all, or those that need attention, and one page of them.
func (v *translationView) selectRows(rows []row, q url.Values) {
	v.All = len(rows)
	var attention []row
	for _, r := range rows {
		if r.needsAttention() {
			attention = append(attention, r)
		}
	}
	v.Attention = len(attention)
	query := url.Values{}
	if q.Get("show") == "attention" {
		rows, v.Only = attention, true
		query.Set("show", "attention")
	}
	count := max(1, (len(rows)+pageRows-1)/pageRows)
	here, err := strconv.Atoi(q.Get("page"))
	if err != nil || here < 1 || here > count {
		here = 1
	}
	for n := 1; n <= count && count > 1; n++ {
		query.Set("page", strconv.Itoa(n))
		v.Pages = append(v.Pages, pageLink{Number: n, URL: v.Base + "?" + query.Encode(), Here: n == here})
	}
	if count > 1 {
		query.Set("page", strconv.Itoa(here))
	}
	v.Self = v.Base
	if len(query) > 0 {
		v.Self += "?" + query.Encode()
	}
	v.Rows = rows[min(len(rows), (here-1)*pageRows):min(len(rows), here*pageRows)]
}

// steps returns the steps of the review with their states. Who approved a step follows from the decisions after the
// last request for changes.
func (p *page) steps(w *loaded) []step {
	by := map[l10n.StepName]l10n.UserID{}
	for _, d := range w.decisions {
		switch d.Kind {
		case l10n.Approve:
			by[d.Step] = d.By
		case l10n.RequestChanges:
			clear(by)
		}
	}
	stage := w.Translation.Stage
	passed := stage == l10n.StageApproved || stage == l10n.StagePublished || stage == l10n.StageHeld
	reached := false
	var out []step
	for _, s := range w.Translation.Steps {
		one := step{Label: label(p.localizer, stepLabels, s), State: "todo", By: by[s]}
		reached = reached || s == w.Step
		switch {
		case passed:
			one.State = "done"
		case s == w.Step && waits(w.Translation):
			one.State, one.By = "now", ""
		case !reached && by[s] != "":
			one.State = "done"
		default:
			one.By = ""
		}
		out = append(out, one)
	}
	return out
}

func (p *page) obstacles(w *loaded) []string {
	var why []string
	empty, blocking := w.obstacles()
	if empty > 0 {
		why = append(why, p.N("desk.obstacle.empty", empty))
	}
	if blocking > 0 {
		why = append(why, p.N("desk.obstacle.blocking", blocking))
	}
	return why
}

func (p *page) history(w *loaded) []decision {
	out := make([]decision, 0, len(w.decisions))
	for _, d := range w.decisions {
		out = append(out, decision{Decision: d, What: label(p.localizer, decisionLabels, d.Kind),
			StepLabel: label(p.localizer, stepLabels, d.Step), Time: p.moment(d.At)})
	}
	return out
}

// WebURL reports whether a browser can open the source's address.
func (v *translationView) WebURL() bool {
	return strings.HasPrefix(v.URL, "https://") || strings.HasPrefix(v.URL, "http://")
}
