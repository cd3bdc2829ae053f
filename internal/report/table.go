package report

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"
)

// Kind says how the cells of a column are written.
type Kind string

// The kinds of columns. Those from Count on are numbers.
const (
	Name     Kind = "name"     // as it is
	Locale   Kind = "locale"   // a locale's code
	Month    Kind = "month"    // 2026-11
	Class    Kind = "class"    // where a translation comes from: see [Classes]
	Step     Kind = "step"     // a step of a review
	StepKind Kind = "stepKind" // who or what does it
	Check    Kind = "check"
	Category Kind = "category" // of an error, by MQM
	Severity Kind = "severity"
	Source   Kind = "source" // of money: what was paid for

	Count  Kind = "count"
	Share  Kind = "share"  // of 1
	Amount Kind = "amount" // with fractions
	Hours  Kind = "hours"
)

// IsNumber reports whether the cells are numbers.
func (k Kind) IsNumber() bool { return k == Count || k == Share || k == Amount || k == Hours }

// Column is a column of a table.
type Column struct {
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
}

// Cell is a text or a number. None says that there is no figure: nothing was measured.
type Cell struct {
	Text   string
	Number float64
	None   bool
}

// Table is a part of a report.
type Table struct {
	ID      string
	Columns []Column
	Rows    [][]Cell
	// Total is the sum of the rows, where there is one.
	Total []Cell
}

func number[N int | float64](n N) Cell { return Cell{Number: float64(n)} }

// ratio is a number of something for each of many; none, where there are none.
func ratio[N int | float64](n N, of int) Cell {
	if of == 0 {
		return Cell{None: true}
	}
	return Cell{Number: float64(n) / float64(of)}
}

// WriteCSV writes a table as comma-separated values in UTF-8 with a byte order mark, by which spreadsheet programs know the
// encoding: without it Excel reads Arabic and accents in the machine's own. Numbers are written with a point, and are not
// rounded for reading. There is no total: whoever calculates makes their own.
func (t Table) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	line := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		line[i] = c.ID
	}
	if err := out.Write(line); err != nil {
		return err
	}
	for _, r := range t.Rows {
		for i, c := range r {
			line[i] = c.plain(t.Columns[i].Kind)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// plain writes a cell for programs.
func (c Cell) plain(k Kind) string {
	switch {
	case c.None:
		return ""
	case k.IsNumber():
		return strconv.FormatFloat(rounded(c.Number), 'f', -1, 64)
	}
	return Harmless(c.Text)
}

// rounded leaves out what is no more than an error of the calculation.
func rounded(n float64) float64 { return math.Round(n*1e6) / 1e6 }

// Harmless makes a text for a cell that no spreadsheet program takes for a formula: names come from outside.
func Harmless(s string) string {
	if s != "" && (strings.ContainsAny(s[:1], "=+-@\t\r\n") || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") ||
		strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠")) {
		return "'" + s
	}
	return s
}

// MarshalJSON writes a table as a list of objects, one a row.
func (t Table) MarshalJSON() ([]byte, error) {
	rows := make([]map[string]any, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = map[string]any{}
		for n, c := range r {
			switch {
			case c.None:
				rows[i][t.Columns[n].ID] = nil
			case t.Columns[n].Kind.IsNumber():
				rows[i][t.Columns[n].ID] = rounded(c.Number)
			default:
				rows[i][t.Columns[n].ID] = c.Text
			}
		}
	}
	return json.Marshal(struct {
		ID   string           `json:"id"`
		Rows []map[string]any `json:"rows"`
	}{t.ID, rows})
}
