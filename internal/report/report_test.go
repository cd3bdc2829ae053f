package report

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// kept are facts in memory. They are of one filter: the records select.
type kept struct {
	drafted, approved []l10n.DraftCount
	checked           []l10n.CheckCount
	times             []l10n.StepTime
	touched           []l10n.Touch
	spent             []l10n.Spent
	found             []l10n.Annotation // those of "judge" are a machine's
	overruled         []l10n.Dismissal
}

func (k *kept) CountDrafted(context.Context, l10n.MeasureFilter) ([]l10n.DraftCount, error) {
	return k.drafted, nil
}
func (k *kept) CountApproved(context.Context, l10n.MeasureFilter) ([]l10n.DraftCount, error) {
	return k.approved, nil
}
func (k *kept) CountChecks(context.Context, l10n.MeasureFilter) ([]l10n.CheckCount, error) {
	return k.checked, nil
}
func (k *kept) StepTimes(_ context.Context, _ l10n.MeasureFilter, each func(l10n.StepTime)) error {
	for _, t := range k.times {
		each(t)
	}
	return nil
}
func (k *kept) Touches(_ context.Context, _ l10n.MeasureFilter, each func(l10n.Touch)) error {
	for _, t := range k.touched {
		each(t)
	}
	return nil
}
func (k *kept) Spendings(context.Context, l10n.MeasureFilter) ([]l10n.Spent, error) {
	return k.spent, nil
}
func (k *kept) EachFinding(_ context.Context, _ l10n.RemarkFilter, each func(l10n.Annotation, bool)) error {
	for _, a := range k.found {
		each(a, a.By != "judge")
	}
	return nil
}
func (k *kept) AllDismissals(context.Context, l10n.SiteName) ([]l10n.Dismissal, error) {
	return k.overruled, nil
}

// monday is at ten in the morning.
var monday = time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC)

func newService(t *testing.T, k *kept) *Service {
	office, mistakes := calendar.New(calendar.Spec{Days: []string{"mon", "tue", "wed", "thu", "fri"}, Hours: "09:00-17:00"})
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return &Service{Facts: k, Remarks: k, Dismissals: k,
		CalendarOf: func(l10n.Locale) *calendar.Calendar { return office },
		Price: func(p l10n.ProviderName) float64 {
			if p == "deepl" {
				return 20
			}
			return 0
		}}
}

// lines writes the rows of a table, one a line.
func lines(t *testing.T, s *Service, id string, by string) string {
	t.Helper()
	groups, err := ParseBy(by)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := s.Tables(t.Context(), l10n.MeasureFilter{Since: monday.AddDate(0, -1, 0), Until: monday.AddDate(0, 1, 0)}, groups)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range tables {
		if one.ID != id {
			continue
		}
		var rows []string
		for _, r := range one.Rows {
			var cells []string
			for i, c := range r {
				cells = append(cells, cmp.Or(c.plain(one.Columns[i].Kind), "·"))
			}
			rows = append(rows, strings.Join(cells, " "))
		}
		return strings.Join(rows, "\n")
	}
	t.Fatalf("there is no table %s", id)
	return ""
}

func holds(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.ReplaceAll(strings.TrimSpace(want), "\t", ""); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func in(l l10n.Locale, month string) l10n.Scope {
	return l10n.Scope{Site: "news", Locale: l, Month: month, Run: "r1"}
}

func TestWords(t *testing.T) {
	s := newService(t, &kept{drafted: []l10n.DraftCount{
		{Scope: in("es", "2026-11"), Class: l10n.MatchEngine, Engine: "deepl", Segments: 4, Words: 100},
		{Scope: in("es", "2026-11"), Class: l10n.MatchEngine, Engine: "echo", Segments: 1, Words: 20},
		{Scope: in("es", "2026-11"), Class: l10n.MatchEngine, Engine: "deepl", Repeated: true, Segments: 1, Words: 10},
		{Scope: in("es", "2026-10"), Class: l10n.MatchApproved, Repeated: true, Segments: 2, Words: 30},
		{Scope: in("ar", "2026-10"), Class: l10n.MatchFuzzy, Score: 85, Segments: 1, Words: 10},
		{Scope: in("ar", "2026-10"), Class: l10n.MatchFuzzy, Segments: 1, Words: 7},
	}})
	holds(t, lines(t, s, "words", "locale"), `
		ar fuzzy-85 0.6 1 10 6
		ar fuzzy 1 1 7 7
		es approved-before 0 2 30 0
		es repeated 0.3 1 10 3
		es engine 0.75 5 120 90`)
	holds(t, lines(t, s, "words", "month"), `
		2026-11 repeated 0.3 1 10 3
		2026-11 engine 0.75 5 120 90
		2026-10 approved-before 0 2 30 0
		2026-10 fuzzy-85 0.6 1 10 6
		2026-10 fuzzy 1 1 7 7`)
}

func TestEngines(t *testing.T) {
	s := newService(t, &kept{approved: []l10n.DraftCount{
		{Scope: in("es", "2026-11"), Class: l10n.MatchEngine, Engine: "deepl", Segments: 3, Untouched: 2, Changed: 5, Length: 100},
		{Scope: in("es", "2026-11"), Class: l10n.MatchEngine, Engine: "deepl", Repeated: true, Segments: 1, Untouched: 1, Length: 100},
		{Scope: in("es", "2026-11"), Class: l10n.MatchExact, Segments: 9, Untouched: 9, Length: 900},
	}})
	holds(t, lines(t, s, "engines", "locale"), "es deepl 4 0.75 0.025 200")
}

func TestSteps(t *testing.T) {
	friday := monday.AddDate(0, 0, 4).Add(6 * time.Hour) // an hour before the week ends
	one := func(opened time.Time, began, ended time.Duration, end l10n.StepEnd) l10n.StepTime {
		st := l10n.StepTime{Scope: in("es", "2026-11"), Step: "review", Kind: l10n.StepPerson, Opened: opened, Ended: opened.Add(ended), End: end}
		if began > 0 {
			st.Began = opened.Add(began)
		}
		return st
	}
	judge := one(monday, 0, 90*time.Second, l10n.StepDone)
	judge.Step, judge.Kind = "judge", l10n.StepModel
	s := newService(t, &kept{times: []l10n.StepTime{
		one(monday, 2*time.Hour, 3*time.Hour, l10n.StepDone),
		one(friday, 65*time.Hour, 66*time.Hour, l10n.StepSentBack), // begun on Monday at nine
		one(monday, 0, 4*time.Hour, l10n.StepDone),                 // nobody touched a text
		one(monday, 0, 400*time.Hour, l10n.StepBroken),
		judge,
	}})
	holds(t, lines(t, s, "steps", ""), `
		judge model 1 0 0 · · 0.025 0.025
		review person 3 1 1 2 2 1 1`)
}

func TestMinutes(t *testing.T) {
	touch := func(by l10n.UserID, l l10n.Locale, after time.Duration) l10n.Touch {
		return l10n.Touch{Scope: in(l, "2026-11"), By: by, At: monday.Add(after)}
	}
	s := newService(t, &kept{
		approved: []l10n.DraftCount{{Scope: in("es", "2026-11"), Class: l10n.MatchEngine, Segments: 4},
			{Scope: in("es", "2026-11"), Class: l10n.MatchApproved, Segments: 90}},
		touched: []l10n.Touch{touch("ana", "es", 0), touch("bo", "ar", time.Minute), touch("ana", "es", 3*time.Minute), touch("ana", "es", 9*time.Minute),
			touch("ana", "es", 40*time.Minute), touch("bo", "ar", 90*time.Minute)}})
	holds(t, lines(t, s, "minutes", "locale"), "ar 0 0 ·\nes 4 9 2.25")
}

func TestMoney(t *testing.T) {
	es, ar := in("es", "2026-11"), in("ar", "2026-11")
	k := &kept{
		drafted: []l10n.DraftCount{{Scope: es, Class: l10n.MatchEngine, Engine: "deepl", Characters: 300},
			{Scope: ar, Class: l10n.MatchEngine, Engine: "deepl", Characters: 100}},
		approved: []l10n.DraftCount{{Scope: es, Class: l10n.MatchEngine, Segments: 3}},
		spent: []l10n.Spent{{Scope: l10n.Scope{Site: "news", Month: "2026-11", Run: "r1"}, Engine: "deepl", Characters: 400_000},
			{Scope: l10n.Scope{Site: "news", Month: "2026-11", Run: "r1"}, Engine: "apertium", Characters: 400_000},
			{Scope: es, Cost: l10n.Cost{Amount: 1.5, Currency: "EUR"}}},
	}
	s := newService(t, k)
	holds(t, lines(t, s, "money", "locale"), "ar engines · 2 0 ·\nes engines · 6 3 2\nes reviewers EUR 1.5 3 0.5")
	k.drafted = nil
	holds(t, lines(t, s, "money", "locale"), "· engines · 8 0 ·\nes reviewers EUR 1.5 3 0.5")
}

func TestChecksAndRemarks(t *testing.T) {
	error := func(by l10n.UserID, severity l10n.RemarkSeverity) l10n.Annotation {
		return l10n.Annotation{Site: "news", Locale: "es", By: by, At: monday, Remark: l10n.Remark{Category: l10n.CategoryAccuracy, Severity: severity}}
	}
	late := error("ana", l10n.Major)
	late.At = monday.AddDate(0, 2, 0)
	s := newService(t, &kept{
		drafted:   []l10n.DraftCount{{Scope: in("es", "2026-11"), Segments: 8}},
		checked:   []l10n.CheckCount{{Scope: in("es", "2026-11"), Check: "numbers", Segments: 2}},
		overruled: []l10n.Dismissal{{Site: "news", Locale: "es", Check: "numbers", At: monday}, {Site: "news", Locale: "es", Check: "case", At: monday.AddDate(1, 0, 0)}},
		found:     []l10n.Annotation{error("ana", l10n.Minor), error("judge", l10n.Major), error("ana", l10n.Major), late},
	})
	holds(t, lines(t, s, "checks", "locale"), "es numbers 2 0.25 1")
	holds(t, lines(t, s, "checks", "run"), "r1 numbers 2 0.25 ·")
	holds(t, lines(t, s, "remarks", "locale"), "es accuracy major 1 1\nes accuracy minor 1 0")
}

// TestCSV holds that a spreadsheet program reads names as they are, and takes none for a formula.
func TestCSV(t *testing.T) {
	table := Table{ID: "words", Columns: []Column{{"run", Name}, {"words", Count}, {"share", Share}}}
	for _, name := range []string{`=HYPERLINK("http://evil.example")`, "+1", "-2", "@SUM(A1)", "\tx", "＝1", "الخبر", `a "b", c`} {
		table.Rows = append(table.Rows, []Cell{{Text: name}, number(3), ratio(1, 0)})
	}
	var b bytes.Buffer
	if err := table.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffrun,words,share\n" +
		`"'=HYPERLINK(""http://evil.example"")",3,` + "\n'+1,3,\n'-2,3,\n'@SUM(A1),3,\n'\tx,3,\n'＝1,3,\nالخبر,3,\n" + `"a ""b"", c",3,` + "\n"
	if got := strings.ReplaceAll(b.String(), "\r\n", "\n"); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	out, err := json.Marshal(table)
	if err != nil || !strings.Contains(string(out), `{"run":"الخبر","share":null,"words":3}`) {
		t.Errorf("%s, %v", out, err)
	}
}

func TestParseBy(t *testing.T) {
	if by, err := ParseBy("month, locale"); err != nil || fmt.Sprint(by.columns()) != "[{locale locale} {month month}]" {
		t.Errorf("%v, %v", by, err)
	}
	if _, err := ParseBy("person"); err == nil {
		t.Error("there are figures by person")
	}
}
