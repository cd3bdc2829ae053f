package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/overview"
)

// matrixRows is how many documents a page of a matrix has.
const matrixRows = 50

// matrixView is documents by locales.
type matrixView struct {
	Base    string // the page's address
	Self    string // the same with what is selected
	Heads   []matrixHead
	Rows    []matrixRow
	Filters []filter // by state
	Query   string
	State   string
	Locale  string
	Count   string
	Bar     []bar
	Next    string
	Prev    string
}

type matrixHead struct {
	Locale    l10n.Locale
	Name      string
	Bar       []bar
	Published string // "12 of 40"
}

type matrixRow struct {
	overview.Row
	Cells []*matrixCell // one a locale; nil where there is no translation
	Late  string
}

// matrixCell is a page in one locale: how it stands, since when, who is asked or what holds it up.
type matrixCell struct {
	overview.Cell
	Base   string // the translation's page
	URL    string // where a person goes
	Label  string // the state in words
	Sign   string // the state as a shape
	Step   string
	Who    string
	Since  *moment
	Due    *due
	Why    string // what holds it up, as the house says it, in English
	Word   string // what a person said, in their words
	Hour   string // until when it is kept from visitors
	Page   string // what visitors get: its address
	PageAt *moment
	// May* are the ways out.
	MayResume, MayRetry, MayCancel, MayRelease, MayHold, MayWithdraw bool
}

var stateNames = map[overview.State]string{
	overview.WithPeople: "publishing.state.people", overview.WithMachines: "publishing.state.machines", overview.WithEngines: "publishing.state.engines",
	overview.Ready: "publishing.state.ready", overview.Published: "publishing.state.published", overview.Held: "publishing.state.held",
	overview.Withdrawn: "publishing.state.withdrawn", overview.Failed: "publishing.state.failed", overview.Cancelled: "publishing.state.cancelled",
	overview.TakenOver: "publishing.state.superseded",
}

// stateSigns are shapes, so that nobody has to tell colours apart.
var stateSigns = map[overview.State]string{
	overview.WithPeople: "◐", overview.WithMachines: "…", overview.WithEngines: "⏸", overview.Ready: "◷", overview.Published: "●",
	overview.Held: "⊘", overview.Withdrawn: "○", overview.Failed: "✕", overview.Cancelled: "–", overview.TakenOver: "»",
}

// matrixFilter reads the address of a matrix.
func matrixFilter(q url.Values) overview.MatrixFilter {
	f := overview.MatrixFilter{State: overview.State(q.Get("state")), Locale: l10n.Locale(q.Get("locale")), Query: q.Get("q"), Limit: matrixRows}
	if n, err := strconv.Atoi(q.Get("offset")); err == nil && n > 0 {
		f.Offset = n
	}
	return f
}

// matrixAddress is the address of a matrix by a filter.
func matrixAddress(base string, f overview.MatrixFilter, offset int) string {
	v := url.Values{}
	for name, value := range map[string]string{"state": string(f.State), "locale": string(f.Locale), "q": f.Query} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if offset > 0 {
		v.Set("offset", strconv.Itoa(offset))
	}
	if len(v) == 0 {
		return base
	}
	return base + "?" + v.Encode()
}

// matrix shows a matrix at its address.
func (p *page) matrix(base string, m overview.Matrix, f overview.MatrixFilter) matrixView {
	v := matrixView{Base: base, Self: matrixAddress(base, f, f.Offset), Query: f.Query, State: string(f.State), Locale: string(f.Locale),
		Count: p.N("publishing.matrix.documents", m.All), Bar: stateBar(m.Totals)}
	all := f
	all.State = ""
	v.Filters = append(v.Filters, filter{Label: p.T("publishing.matrix.all", "Number", m.Sum()), URL: matrixAddress(base, all, 0), Here: f.State == ""})
	for _, s := range overview.States {
		if m.Totals[s] == 0 && s != f.State {
			continue
		}
		one := f
		one.State = s
		v.Filters = append(v.Filters, filter{Label: stateSigns[s] + " " + p.T("publishing.matrix.count", "State", p.T(stateNames[s]), "Number", m.Totals[s]),
			URL: matrixAddress(base, one, 0), Here: s == f.State})
	}
	for _, l := range m.Locales {
		n := 0
		for _, c := range m.Counts[l] {
			n += c
		}
		v.Heads = append(v.Heads, matrixHead{l, p.Language(l), stateBar(m.Counts[l]),
			p.T("publishing.matrix.published", "Done", m.Counts[l][overview.Published], "All", n)})
	}
	for _, row := range m.Rows {
		one := matrixRow{Row: row}
		for _, l := range m.Locales {
			var cell *matrixCell
			if c, ok := row.Cells[l]; ok {
				cell = p.matrixCell(c)
			}
			one.Cells = append(one.Cells, cell)
		}
		v.Rows = append(v.Rows, one)
	}
	if f.Offset+len(m.Rows) < m.All {
		v.Next = matrixAddress(base, f, f.Offset+matrixRows)
	}
	if f.Offset > 0 {
		v.Prev = matrixAddress(base, f, max(0, f.Offset-matrixRows))
	}
	return v
}

// stateBar is a bar of counts by state, those that are done first.
func stateBar(counts map[overview.State]int) []bar {
	sum, at := 0, 0.0
	for _, n := range counts {
		sum += n
	}
	var all []bar
	for _, s := range []overview.State{overview.Published, overview.Ready, overview.WithPeople, overview.WithMachines, overview.WithEngines,
		overview.Held, overview.Failed, overview.Withdrawn, overview.Cancelled, overview.TakenOver} {
		if n := counts[s]; n > 0 {
			width := 100 * float64(n) / float64(sum)
			all = append(all, bar{string(s), at, width})
			at += width
		}
	}
	return all
}

// matrixCell shows a page in one locale.
func (p *page) matrixCell(c overview.Cell) *matrixCell {
	v := &matrixCell{Cell: c, Base: translationPath(c.TranslationKey), URL: translationPath(c.TranslationKey), Label: p.T(stateNames[c.State]),
		Sign: stateSigns[c.State], Since: p.moment(c.Since), Due: p.due(c.Translation)}
	ended := c.Stage.Ended()
	switch c.State {
	case overview.WithPeople:
		v.Step = label(p.localizer, stepLabels, c.Step)
		v.Who = p.T("publishing.estimate.anyone")
		if len(c.Who) > 0 {
			v.Who = p.names(c.Who)
		}
		if to := p.editorPath(c.Translation); to != "" {
			v.URL = to
		}
		v.Word = c.Comment // why it was sent back
	case overview.WithMachines:
		if c.Step != "" {
			v.Step = label(p.localizer, stepLabels, c.Step)
		}
	default:
		v.Why = c.Comment
	}
	if x := c.Cancelled; x != nil {
		v.Word, v.Why = p.T("publishing.matrix.cancelledBy", "Name", x.By, "Why", p.quote(x.Comment)), ""
	}
	if x := c.Translation.Withdrawn; x != nil && c.State == overview.Withdrawn {
		v.Word, v.Why = p.withdrawn(x), ""
	}
	if e := c.Embargo; e != nil && !e.Lifted && !ended {
		v.Hour = p.T("publishing.matrix.untilReleased")
		if !e.Hold {
			v.Hour = p.T("publishing.matrix.untilHour", "Time", e.Hour())
		}
		v.MayRelease = true
		if n := len(c.EmbargoActs); n > 0 && c.EmbargoActs[n-1].Comment != "" {
			v.Word = p.T("publishing.matrix.said", "Name", c.EmbargoActs[n-1].By, "Why", p.quote(c.EmbargoActs[n-1].Comment))
		}
	}
	if c.Page != nil {
		v.Page, v.PageAt = c.Page.URL, p.moment(c.Page.PublishedAt)
	}
	v.MayResume = c.State == overview.WithEngines
	v.MayRetry = c.State == overview.Failed || c.State == overview.Cancelled || c.State == overview.Held
	v.MayCancel, v.MayHold = !ended, !ended
	v.MayWithdraw = c.Page != nil
	return v
}

func runPath(id l10n.RunID) string { return "/runs/" + url.PathEscape(string(id)) }

type runPageView struct {
	runView
	matrixView
	Act       string // the ID of an act
	NotBegun  string
	MayCancel bool
	Retry     string   // says how many may be tried again
	Resumes   string   // says how many wait for engines
	Others    []option // locales that may be added
	CanAdd    bool
	Said      string // who ended it, and why
	Comment   string // that was typed and not taken
	Working   bool
}

func (d *desk) showRun(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	if d.begins(w, r, p) {
		return
	}
	p.takeFlash(w, r)
	d.renderRun(w, r, http.StatusOK, p, "")
}

// begins shows a run that was asked for and that no worker has taken up yet: its record comes in a moment.
func (d *desk) begins(w http.ResponseWriter, r *http.Request, p *page) bool {
	c, err := r.Cookie(flashCookie)
	if err != nil || c.Value != "started" {
		return false
	}
	_, _, err = d.Overview.Run(r.Context(), l10n.RunID(r.PathValue("run")), overview.MatrixFilter{Limit: 1})
	if !errors.Is(err, l10n.ErrNotFound) {
		return false
	}
	p.Title, p.Body, p.Refresh = p.T("publishing.run.beginning"), p.T("publishing.run.beginningWait"), 2
	d.render(w, http.StatusOK, "fail", p)
	return true
}

func (d *desk) renderRun(w http.ResponseWriter, r *http.Request, status int, p *page, comment string) {
	v, err := d.runPage(r.Context(), p, l10n.RunID(r.PathValue("run")), matrixFilter(r.URL.Query()))
	if err != nil {
		d.showError(w, r, p.User, err)
		return
	}
	v.Comment = comment
	p.Title = p.T("publishing.run.title", "Run", v.Run.ID)
	p.Body = v
	d.render(w, status, "run", p)
}

func (d *desk) runPage(ctx context.Context, p *page, id l10n.RunID, f overview.MatrixFilter) (*runPageView, error) {
	run, m, err := d.Overview.Run(ctx, id, f)
	if err != nil {
		return nil, err
	}
	rv, err := d.runView(ctx, p, run)
	if err != nil {
		return nil, err
	}
	v := &runPageView{runView: rv, matrixView: p.matrix(runPath(id), m, f), Act: rand.Text(), CanAdd: d.Publisher != nil}
	v.Working = run.Status == l10n.RunRunning
	v.MayCancel = v.Working && d.Publisher != nil && run.Cancelled == nil
	if m.NotBegun > 0 && v.Working {
		v.NotBegun = p.N("publishing.run.notBegun", m.NotBegun)
	} else if m.NotBegun > 0 {
		v.NotBegun = p.N("publishing.run.elsewhere", m.NotBegun)
	}
	if n := m.Totals[overview.Failed] + m.Totals[overview.Cancelled] + m.Totals[overview.Held]; n > 0 && d.Publisher != nil {
		v.Retry = p.N("publishing.run.retry", n)
	}
	if n := m.Totals[overview.WithEngines]; n > 0 {
		v.Resumes = p.N("publishing.run.resume", n)
	}
	if c := run.Cancelled; c != nil {
		v.Said = p.T("publishing.matrix.cancelledBy", "Name", c.By, "Why", p.quote(c.Comment))
	}
	if d.Publisher != nil {
		v.Others = d.others(p, run.Site, m.Locales)
	}
	return v, nil
}

// others are the locales that the site has besides some.
func (d *desk) others(p *page, site l10n.SiteName, but []l10n.Locale) []option {
	var list []option
	for _, s := range d.Publisher.Sites() {
		for _, l := range s.Locales {
			there := slices.ContainsFunc(list, func(o option) bool { return o.Value == string(l) })
			if !slices.Contains(but, l) && !there && (s.Name == site || site == l10n.AdHoc) {
				list = append(list, option{string(l), p.Language(l), false})
			}
		}
	}
	return p.byLabel(list)
}
