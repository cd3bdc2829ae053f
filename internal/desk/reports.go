package desk

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

// Reports tell what was done and what it took.
type Reports interface {
	Tables(ctx context.Context, f l10n.MeasureFilter, by report.By) ([]report.Table, error)
	Measured(context.Context) (l10n.Measured, error)
}

const (
	// reportMonths is how many months a report is of by itself, with the present one.
	reportMonths = 3
	// mostReportRows is how many rows of a table the page shows. The file has all.
	mostReportRows = 200
)

type reportsView struct {
	Site, Locale, Run, From, To, By string // as they were typed
	Sites, Locales, Groups          []option
	Since                           *moment // of the oldest fact; nil where there is none
	Older                           bool    // the report begins before it
	Tables                          []tableView
	Machines                        bool // there is a page of the reviews by machines
}

type tableView struct {
	ID, Title, Lead, File string
	Columns               []headingView
	Rows                  [][]cellView
	Total                 []cellView
	More                  string // how many rows are left out, in words
}

type headingView struct {
	Text   string
	Number bool
}

type cellView struct {
	Text   string
	Number bool
	As     string // the direction of a name; empty is that of the page
	Bar    string // a share in percent, as the width of a bar
}

func (d *desk) reportRoutes(mux *http.ServeMux) {
	if d.Reports != nil {
		mux.HandleFunc("GET /reports", d.signedIn(d.showReports))
		mux.HandleFunc("GET /reports/{file}", d.signedIn(d.reportFile))
	}
}

func (d *desk) showReports(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	v := newReportsView(r.URL.Query(), d.Now())
	f, by, err := v.filter()
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	measured, err := d.Reports.Measured(r.Context())
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	tables, err := d.Reports.Tables(r.Context(), f, by)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	v.Since, v.Older, v.Machines = p.moment(measured.Since), f.Since.Before(measured.Since), d.Accounts != nil
	for _, s := range measured.Sites {
		v.Sites = append(v.Sites, option{string(s), string(s), string(s) == v.Site})
	}
	for _, l := range measured.Locales {
		v.Locales = append(v.Locales, option{string(l), p.Language(l), string(l) == v.Locale})
	}
	v.Locales = p.byLabel(v.Locales)
	for _, name := range report.Groupings {
		v.Groups = append(v.Groups, option{name, p.T(columnLabels[name]), name == v.By})
	}
	for _, t := range tables {
		v.Tables = append(v.Tables, p.table(t, v.address(t.ID)))
	}
	p.Title = p.T("reports.title")
	p.Body = v
	d.render(w, http.StatusOK, "reports", p)
}

// reportFile sends one table as comma-separated values, with a row for each site, locale, month and run.
func (d *desk) reportFile(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	name, ok := strings.CutSuffix(r.PathValue("file"), ".csv")
	if !ok {
		d.showError(w, r, u, l10n.ErrNotFound)
		return
	}
	f, _, err := newReportsView(r.URL.Query(), d.Now()).filter()
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	tables, err := d.Reports.Tables(r.Context(), f, report.ByAll)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	i := slices.IndexFunc(tables, func(t report.Table) bool { return t.ID == name })
	if i < 0 {
		d.showError(w, r, u, l10n.ErrNotFound)
		return
	}
	var b bytes.Buffer
	if err := tables[i].WriteCSV(&b); err != nil {
		d.showError(w, r, u, err)
		return
	}
	sendFile(w, name+".csv", "text/csv; charset=utf-8", b.Bytes())
}

// sendFile sends a file to be kept. Nothing in it is shown as a page of the desk.
func sendFile(w http.ResponseWriter, name, kind string, b []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Content-Length", fmt.Sprint(len(b)))
	_, _ = w.Write(b)
}

func newReportsView(q url.Values, now time.Time) *reportsView {
	v := &reportsView{Site: q.Get("site"), Locale: q.Get("locale"), Run: q.Get("run"), From: q.Get("from"), To: q.Get("to"), By: q.Get("by")}
	if !q.Has("from") {
		first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
		v.From = first.AddDate(0, 1-reportMonths, 0).Format(monthLayout)
	}
	if !q.Has("by") {
		v.By = "locale"
	}
	return v
}

const monthLayout = "2006-01"

// filter is what the page's form asks for.
func (v *reportsView) filter() (f l10n.MeasureFilter, by report.By, err error) {
	f = l10n.MeasureFilter{Site: l10n.SiteName(v.Site), Run: l10n.RunID(strings.TrimSpace(v.Run))}
	if v.Locale != "" {
		f.Locale, err = l10n.ParseLocale(v.Locale)
	}
	if v.From != "" && err == nil {
		f.Since, err = time.Parse(monthLayout, v.From)
	}
	if v.To != "" && err == nil {
		f.Until, err = time.Parse(monthLayout, v.To)
		f.Until = f.Until.AddDate(0, 1, 0)
	}
	if err == nil {
		by, err = report.ParseBy(v.By)
	}
	if err != nil {
		err = fmt.Errorf("%w: %w", errBadRequest, err)
	}
	return f, by, err
}

// address is that of a table's file.
func (v *reportsView) address(id string) string {
	q := url.Values{}
	for name, value := range map[string]string{"site": v.Site, "locale": v.Locale, "run": v.Run, "from": v.From, "to": v.To} {
		if value != "" || name == "from" {
			q.Set(name, value)
		}
	}
	return "/reports/" + id + ".csv?" + q.Encode()
}

func (p *page) table(t report.Table, file string) tableView {
	v := tableView{ID: t.ID, Title: label(p.localizer, tableLabels, t.ID), Lead: label(p.localizer, tableLeads, t.ID), File: file}
	for _, c := range t.Columns {
		v.Columns = append(v.Columns, headingView{label(p.localizer, columnLabels, c.ID), c.Kind.IsNumber()})
	}
	rows := t.Rows
	if len(rows) > mostReportRows {
		v.More, rows = p.N("reports.more", len(rows)-mostReportRows), rows[:mostReportRows]
	}
	for _, r := range rows {
		v.Rows = append(v.Rows, p.cells(t, r))
	}
	if len(rows) > 1 {
		v.Total = p.cells(t, t.Total)
	}
	return v
}

func (p *page) cells(t report.Table, row []report.Cell) (cells []cellView) {
	for i, c := range row {
		cells = append(cells, p.cell(t.Columns[i], c))
	}
	return cells
}

// cell writes a cell as the reader's language does.
func (p *page) cell(of report.Column, c report.Cell) cellView {
	v := cellView{Text: c.Text, Number: of.Kind.IsNumber()}
	switch {
	case c.None:
		v.Text = ""
		return v
	case of.Kind == report.Count:
		v.Text = p.Number(int(c.Number))
	case of.Kind == report.Share:
		v.Text = p.format.Percent(c.Number, format.Digits{Max: 1})
		if of.ID != "weight" {
			v.Bar = fmt.Sprintf("%.1f", 100*min(max(c.Number, 0), 1))
		}
	case of.Kind == report.Hours:
		v.Text = p.format.Decimal(c.Number, digitsFor(c.Number))
	case of.Kind == report.Amount:
		digits := digitsFor(c.Number)
		if of.ID == "amount" || of.ID == "amountPerSentence" {
			digits = format.Digits{Min: 2, Max: 4}
		}
		v.Text = p.format.Decimal(c.Number, digits)
	case c.Text == "":
		v.Text = p.T("reports.nobody")
	default:
		v.Text, v.As = p.word(of.Kind, c.Text)
	}
	return v
}

// digitsFor leaves of small figures more than a zero.
func digitsFor(n float64) format.Digits {
	if n < 1 {
		return format.Digits{Max: 2}
	}
	return format.Digits{Max: 1}
}

// word writes a name in a table, and says its direction where that is not the page's.
func (p *page) word(kind report.Kind, s string) (text, dir string) {
	switch kind {
	case report.Locale:
		return p.Language(l10n.Locale(s)), ""
	case report.Month:
		if t, err := time.Parse(monthLayout, s); err == nil {
			return p.format.Format(t, format.MonthYear), ""
		}
	case report.Class:
		return label(p.localizer, reportClasses, s), ""
	case report.Step:
		return p.stepName(l10n.StepName(s)), "auto"
	case report.StepKind:
		return p.kindName(l10n.StepKind(s)), ""
	case report.Category:
		return label(p.localizer, categoryLabels, l10n.Category(s)), ""
	case report.Severity:
		return label(p.localizer, remarkSeverityLabels, l10n.RemarkSeverity(s)), ""
	case report.Source:
		return label(p.localizer, moneyLabels, s), ""
	case report.Check:
		return s, "ltr"
	}
	return s, "auto"
}

// HasReports reports whether the desk has the page of reports.
func (p *page) HasReports() bool { return p.hasReports }
