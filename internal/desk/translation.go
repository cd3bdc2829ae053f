package desk

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
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
	Editor    string // its address in the editor; empty for none
	Attention int    // how many of all rows need attention
	All       int
	Only      bool       // shows only some of the rows
	Show      string     // which rows: see shows
	Board     *boardView // nil where no person is waited for
	AtWork    string     // says which step of a machine is at work
	Pages     []pageLink
	RunURL    string
	Obstacles []obstacle // why it cannot be approved
	History   []decision
	WaitsTime *moment
	DueTime   *due
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
	Typed         string    // says how many texts the reader has typed in the editor and not confirmed
	HandedOver    *decision // with what who gave the step on says
	Unconfirmed   string    // says how many texts nobody is known to have looked at
	Embargo       *embargoView
	MaySame       bool // for some changes people may declare that the meaning is the same
}

type step struct {
	Label string
	State string // "done", "now", "todo"
	By    l10n.UserID
	Kind  string // empty for people
	Said  string // what a machine has said, in counts
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
		Translation: wk.Translation, Stage: p.stage(wk.Translation),
		Waits: waits(wk.Translation), Moving: moving(wk.Translation), Done: wk.Translation.Stage.Ended(),
		Direction: wk.Locale.Direction(), SourceDir: wk.SourceLang.Direction(),
		Steps: p.steps(wk), Form: f, Base: translationPath(wk.TranslationKey), Editor: p.editorPath(wk.Translation), RunURL: d.RunURL(wk.TranslationKey, wk.Run),
		Obstacles: p.obstacles(wk), History: p.history(wk), WaitsTime: p.moment(wk.WaitsSince), DueTime: p.due(wk.Translation),
		Published: d.Publications != nil, Target: p.Language(wk.Locale), Original: p.Language(wk.SourceLang),
	}
	v.selectRows(p.rows(wk, f), r.URL.Query())
	v.Form.Shown = nil
	for _, r := range v.Rows {
		// An approval confirms what is shown, where the site lets it; what a person wants changed is not confirmed by it.
		if r.needsAttention() && !wk.board.Hold && !r.Stand.Changes {
			v.Form.Shown = append(v.Form.Shown, r.ID)
		}
	}
	v.showBoard(p, wk, v.All)
	v.showChanges(p, wk)
	v.showLeft(p, wk)
	v.showKept(p, wk)
	v.showUnconfirmed(p, wk)
	v.showGoneComments(p, wk)
	v.showVisible(p, wk)
	v.Embargo = d.embargo(p, wk.Translation)
	v.HandedOver = p.handedOver(wk)
	if v.Editor != "" {
		v.Typed = d.typedNotice(r.Context(), p, wk)
	}
	switch {
	case wk.Translation.Stage == l10n.StageParked:
		v.Parked = p.moment(wk.Until)
		p.Refresh = 20 // seconds; a page with buttons should not reload while a person is about to press one
	case v.Moving:
		p.Refresh = 2
		if v.AtWork = p.atWork(wk.Translation); wk.StepKind == l10n.StepFile {
			p.Refresh = 20
		}
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
	for _, r := range rows {
		if r.needsAttention() {
			v.Attention++
		}
	}
	query := url.Values{}
	if show := q.Get("show"); slices.Contains([]string{showAttention, showOpen, showConfirmed, showSkipped}, show) {
		rows = pick(rows, show)
		v.Show, v.Only = show, true
		query.Set("show", show)
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

// handedOver is the act that gave the step to who has it now, where it says something; nil for none.
func (p *page) handedOver(w *loaded) *decision {
	d := review.HandOver(w.Translation, w.decisions)
	if d == nil || d.Comment == "" {
		return nil
	}
	return &decision{Decision: *d, What: p.T("desk.steps.handedOver", "Name", d.By), Time: p.moment(d.At)}
}

func (p *page) history(w *loaded) []decision {
	out := make([]decision, 0, len(w.decisions))
	for _, d := range w.decisions {
		what := label(p.localizer, decisionLabels, d.Kind)
		if d.Kind == l10n.Conclude && slices.ContainsFunc(w.board.Steps, func(s review.StepCount) bool { return s.Name == d.Step && !s.IsPerson() }) {
			what = p.T("desk.decision.machine")
		}
		out = append(out, decision{Decision: d, What: what,
			StepLabel: label(p.localizer, stepLabels, d.Step), Time: p.moment(d.At)})
	}
	return append(out, p.embargoActs(w.Translation)...)
}

// embargoActs are people's words on when the page goes to visitors.
func (p *page) embargoActs(t l10n.Translation) []decision {
	var out []decision
	for _, a := range t.EmbargoActs {
		what := p.T("desk.decision.released")
		switch {
		case a.Kind != l10n.Reschedule || a.Embargo == nil:
		case a.Embargo.Hold:
			what = p.T("desk.decision.held")
		default:
			what = p.T("desk.decision.rescheduled", "Hour", a.Embargo.Hour())
		}
		out = append(out, decision{Decision: l10n.Decision{By: a.By, At: a.At, Comment: a.Comment}, What: what, Time: p.moment(a.At)})
	}
	return out
}

// WebURL reports whether a browser can open the source's address.
func (v *translationView) WebURL() bool {
	return strings.HasPrefix(v.URL, "https://") || strings.HasPrefix(v.URL, "http://")
}
