package format

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// item is one line of a list of things to format. Options are those of ECMA-402.
type item struct {
	ID      string          `json:"id"`
	Locale  l10n.Locale     `json:"locale"`
	Kind    string          `json:"kind"`
	Input   json.RawMessage `json:"input"`
	Options options         `json:"options"`
}

type options struct {
	DateStyle, TimeStyle string
	Calendar             Calendar
	Weekday, Year        string
	Month, Day           string
	MinimumFractionDigits,
	MaximumFractionDigits *int
	Currency, CompactDisplay string
	Type, Numeric            string
}

// AnswerJSONL reads items, one JSON object a line with id, locale, kind, input and options, and writes {id, output} for
// each. The kinds are date, date-skeleton, time, datetime, decimal, percent, currency, compact, list, relative,
// plural-cardinal, plural-ordinal, collation, language-name, quotes and direction. An item that cannot be answered is an
// error that names its line.
func AnswerJSONL(r io.Reader, w io.Writer) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for n := 1; lines.Scan(); n++ {
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		answer, err := it.answer()
		if err != nil {
			return fmt.Errorf("line %d (%s): %w", n, it.ID, err)
		}
		if err := out.Encode(map[string]any{"id": it.ID, "output": answer}); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (it item) answer() (any, error) {
	f := New(it.Locale)
	if it.Options.Calendar != "" {
		f = f.WithCalendar(it.Options.Calendar)
	}
	switch it.Kind {
	case "date", "date-skeleton", "time", "datetime":
		return it.time(f)
	case "decimal", "percent", "currency", "compact":
		return it.number(f)
	case "list", "collation":
		return it.list(f)
	}
	return it.text(f)
}

func (it item) time(f *Formatter) (any, error) {
	var t time.Time
	if err := json.Unmarshal(it.Input, &t); err != nil {
		return nil, err
	}
	date, clock := style(it.Options.DateStyle), style(it.Options.TimeStyle)
	switch it.Kind {
	case "date":
		return f.Date(t, date), nil
	case "time":
		return f.Time(t, clock), nil
	case "datetime":
		return f.DateTime(t, date, clock), nil
	}
	return f.Format(t, it.Options.skeleton()), nil
}

func style(name string) Style {
	return map[string]Style{"full": Full, "long": Long, "medium": Medium, "short": Short}[name]
}

// skeleton puts the fields into CLDR's order.
func (o options) skeleton() Skeleton {
	var s strings.Builder
	if o.Year != "" {
		s.WriteString("y")
	}
	s.WriteString(map[string]string{"numeric": "M", "2-digit": "MM", "short": "MMM", "long": "MMMM"}[o.Month])
	s.WriteString(map[string]string{"short": "E", "long": "EEEE"}[o.Weekday])
	if o.Day != "" {
		s.WriteString("d")
	}
	return Skeleton(s.String())
}

func (it item) number(f *Formatter) (any, error) {
	var v float64
	if err := json.Unmarshal(it.Input, &v); err != nil {
		return nil, err
	}
	digits := Digits{Max: 3}
	if it.Kind == "percent" {
		digits.Max = 0
	}
	if m := it.Options.MinimumFractionDigits; m != nil {
		digits.Min, digits.Max = *m, max(digits.Max, *m)
	}
	if m := it.Options.MaximumFractionDigits; m != nil {
		digits.Max = *m
	}
	switch it.Kind {
	case "percent":
		return f.Percent(v, digits), nil
	case "currency":
		return f.Currency(v, it.Options.Currency), nil
	case "compact":
		return f.Compact(v, it.Options.CompactDisplay == "long"), nil
	}
	return f.Decimal(v, digits), nil
}

func (it item) list(f *Formatter) (any, error) {
	var items []string
	if err := json.Unmarshal(it.Input, &items); err != nil {
		return nil, err
	}
	switch {
	case it.Kind == "collation":
		return f.Sort(items), nil
	case it.Options.Type == "disjunction":
		return f.ListOr(items), nil
	}
	return f.List(items), nil
}

func (it item) text(f *Formatter) (any, error) {
	switch it.Kind {
	case "quotes":
		open, shut, innerOpen, innerShut := f.Quotes()
		return []string{open, shut, innerOpen, innerShut}, nil
	case "direction":
		return it.Locale.Direction(), nil
	case "relative":
		var n float64
		var unit string
		if err := json.Unmarshal(it.Input, &[]any{&n, &unit}); err != nil {
			return nil, err
		}
		return f.Relative(n, unit, it.Options.Numeric == "auto"), nil
	}
	var s string
	if err := json.Unmarshal(it.Input, &s); err != nil {
		return nil, err
	}
	switch it.Kind {
	case "plural-cardinal":
		return Cardinal(it.Locale, s), nil
	case "plural-ordinal":
		return Ordinal(it.Locale, s), nil
	case "language-name":
		return f.LanguageName(l10n.Locale(s)), nil
	}
	return nil, fmt.Errorf("there is no kind %q", it.Kind)
}
