package desk

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

// told are reports whose tables are given. It notes what it was asked for.
type told struct {
	tables []report.Table
	asked  l10n.MeasureFilter
	by     report.By
	since  time.Time
}

func (r *told) Tables(_ context.Context, f l10n.MeasureFilter, by report.By) ([]report.Table, error) {
	r.asked, r.by = f, by
	return r.tables, nil
}

func (r *told) Measured(context.Context) (l10n.Measured, error) {
	return l10n.Measured{Since: r.since, Sites: []l10n.SiteName{"news"}, Locales: []l10n.Locale{"ar", "es"}}, nil
}

func visitReports(t *testing.T, r *told) *visitor {
	t.Helper()
	o := options(t, fixture())
	o.Reports = r
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d)
}

func wordsTable() report.Table {
	text, n := func(s string) report.Cell { return report.Cell{Text: s} }, func(f float64) report.Cell { return report.Cell{Number: f} }
	return report.Table{ID: "words",
		Columns: []report.Column{{ID: "locale", Kind: report.Locale}, {ID: "month", Kind: report.Month}, {ID: "run", Kind: report.Name},
			{ID: "class", Kind: report.Class}, {ID: "weight", Kind: report.Share}, {ID: "words", Kind: report.Count}, {ID: "foundShare", Kind: report.Share}},
		Rows: [][]report.Cell{{text("ar"), text("2026-03"), text("=cmd|x"), text("engine"), n(0.75), n(1200), n(0.5)},
			{text("es"), text("2026-02"), text("<b>r2</b>"), text("repeated"), n(0.3), n(10), {None: true}}},
		Total: []report.Cell{{None: true}, {None: true}, {None: true}, {None: true}, {None: true}, n(1210), {None: true}}}
}

func TestReports(t *testing.T) {
	r := &told{tables: []report.Table{wordsTable()}, since: noon.AddDate(0, -1, 0)}
	f := visitReports(t, r)
	body := f.get("/reports").raw
	for _, want := range []string{"Reports", "Arabic", "March 2026", "1,200", "75%", "&lt;b&gt;r2&lt;/b&gt;", "repeated on the page", `href="/reports/words.csv?from=2026-01"`,
		`<option value="locale" selected>`, "Earlier work is not in these figures", "1,210"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if r.by != (report.By{Locale: true}) || !r.asked.Since.Equal(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) || !r.asked.Until.IsZero() {
		t.Errorf("%+v %+v", r.by, r.asked)
	}
	f.get("/reports?site=news&locale=es&run=r1&from=2026-02&to=2026-02&by=month")
	want := l10n.MeasureFilter{Site: "news", Locale: "es", Run: "r1", Since: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
	if r.asked != want || r.by != (report.By{Month: true}) {
		t.Errorf("%+v %+v", r.asked, r.by)
	}
	for _, bad := range []string{"/reports?from=May", "/reports?by=person", "/reports?locale=!!"} {
		if got := f.get(bad).status; got != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, got)
		}
	}
}

func TestReportFiles(t *testing.T) {
	r := &told{tables: []report.Table{wordsTable()}, since: noon}
	f := visitReports(t, r)
	body := f.get("/reports/words.csv?from=").raw
	if !strings.HasPrefix(body, "\ufefflocale,month,run,") || !strings.Contains(body, "'=cmd|x") || !strings.Contains(body, "ar,2026-03,") || r.by != report.ByAll ||
		!r.asked.Since.IsZero() || !strings.Contains(f.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%s %v", body, f.header)
	}
	for _, none := range []string{"/reports/words", "/reports/people.csv"} {
		if got := f.get(none).status; got != http.StatusNotFound {
			t.Errorf("%s: %d", none, got)
		}
	}
}

// TestReportLabels holds that each column, table and class has words.
func TestReportLabels(t *testing.T) {
	s := report.Service{Facts: nothing{}, Kept: nothing{}, Remarks: nothing{}, Dismissals: nothing{}}
	tables, err := s.Tables(t.Context(), l10n.MeasureFilter{}, report.ByAll)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range tables {
		if tableLabels[one.ID] == "" || tableLeads[one.ID] == "" {
			t.Errorf("the table %s has no words", one.ID)
		}
		for _, c := range one.Columns {
			if columnLabels[c.ID] == "" {
				t.Errorf("the column %s has no words", c.ID)
			}
		}
	}
	for _, c := range report.Classes {
		if reportClasses[string(c.Class)] == "" {
			t.Errorf("the class %s has no words", c.Class)
		}
	}
}

// nothing are records without a fact.
type nothing struct{}

func (nothing) CountDrafted(context.Context, l10n.MeasureFilter) ([]l10n.DraftCount, error) {
	return nil, nil
}
func (nothing) CountApproved(context.Context, l10n.MeasureFilter) ([]l10n.DraftCount, error) {
	return nil, nil
}
func (nothing) CountChecks(context.Context, l10n.MeasureFilter) ([]l10n.CheckCount, error) {
	return nil, nil
}
func (nothing) StepTimes(context.Context, l10n.MeasureFilter, func(l10n.StepTime)) error { return nil }
func (nothing) Touches(context.Context, l10n.MeasureFilter, func(l10n.Touch)) error      { return nil }
func (nothing) Spendings(context.Context, l10n.MeasureFilter) ([]l10n.Spent, error)      { return nil, nil }
func (nothing) Measured(context.Context) (l10n.Measured, error)                          { return l10n.Measured{}, nil }
func (nothing) EachFinding(context.Context, l10n.RemarkFilter, func(l10n.Annotation, bool)) error {
	return nil
}
func (nothing) AllDismissals(context.Context, l10n.SiteName) ([]l10n.Dismissal, error) {
	return nil, nil
}
