package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type formatCmd struct {
	Kind     string   `arg:"" optional:"" help:"What to write: date, time, datetime, range, number, percent, currency, compact, unit, ordinal, plural, relative, list, sort, language, region, quote or direction. Without it, JSON lines are read from standard input."`
	Values   []string `arg:"" optional:"" hidden:"" help:"What is to be written."`
	Locale   string   `short:"l" default:"en" placeholder:"LOCALE" help:"The locale to write in; it may name digits and a calendar, for instance fa-u-nu-latn-ca-gregory. ${default} by default."`
	Style    string   `placeholder:"STYLE" help:"full, long, medium or short for dates and times; long, short or narrow for units; long or short for compact; or for lists; inner for quotes; ordinal for plurals."`
	Skeleton string   `placeholder:"FIELDS" help:"The fields of a date or range in CLDR's letters, for instance yMMMM."`
	Digits   string   `placeholder:"N" help:"Digits after the decimal separator: 2, or 0-3 for at least and at most."`
	Calendar string   `placeholder:"NAME" help:"gregory, persian or buddhist instead of the locale's."`
	Numbers  string   `placeholder:"NAME" help:"A numbering system instead of the locale's: latn, arab, deva, native …"`
}

// Help is the longer help.
func (formatCmd) Help() string {
	return `Writes dates, numbers and words as a locale has them, by CLDR 48. A negative number may be written with the minus sign, −3; with a hyphen
it comes after --, and flags before that.

Examples:
  dragoman format date 2024-07-25 --locale ru
  dragoman format date 2024-07-25 --locale es --skeleton MMMMd
  dragoman format datetime 2024-07-25T14:30 --locale fr --style long
  dragoman format range 2024-05-03 2024-05-05 --locale de
  dragoman format range 3 5 --locale ja
  dragoman format number 1234567.5 --locale hi
  dragoman format percent 0.453 --locale fr --digits 1
  dragoman format currency 1300 EUR --locale de
  dragoman format compact 3500000 --locale es --style long
  dragoman format unit 12 kilometer-per-hour --locale ru
  dragoman format ordinal 3 --locale en
  dragoman format plural 5 --locale ru
  dragoman format relative --locale pl -- -3 day
  dragoman format list Ana Luis Isabel --locale es
  dragoman format sort zebra ähre apfel --locale de
  dragoman format language pt-BR --locale ru
  dragoman format region CH --locale fr
  dragoman format quote "so it is" --locale fr
  dragoman format direction --locale ar
  dragoman format < items.jsonl > answers.jsonl

As JSON lines, {"id","locale","kind","input","options"} comes in and {"id","output"} goes out. The kinds are
` + strings.Join(format.Kinds(), ", ") + `;
the options are those of ECMA-402 (dateStyle, minimumFractionDigits, currency, unit …).`
}

// Run writes one thing for people, or answers standard input.
func (c formatCmd) Run(s *session) error {
	if c.Kind == "" {
		w := bufio.NewWriter(s.out)
		return errors.Join(format.AnswerJSONL(os.Stdin, w), w.Flush())
	}
	it, err := c.item()
	if err != nil {
		return usage(err)
	}
	answer, err := it.Answer()
	if err != nil {
		return usage(err)
	}
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{"output": answer})
	}
	if lines, ok := answer.([]string); ok {
		answer = strings.Join(lines, "\n")
	}
	s.say("%v", answer)
	return nil
}

// formatKind is how a kind's values on the command line become an item.
type formatKind struct {
	name, kind string
	values     string // what it wants, for the error
	input      func(c formatCmd, it *format.Item) (any, error)
}

func formatKinds() []formatKind {
	one := func(c formatCmd, _ *format.Item) (any, error) { return c.Values[0], nil }
	all := func(c formatCmd, _ *format.Item) (any, error) { return c.Values, nil }
	return []formatKind{
		{"date", "date", "DATE", one}, {"time", "time", "TIME", one}, {"datetime", "datetime", "TIME", one},
		{"range", "date-range", "FROM TO", formatCmd.ends},
		{"number", "decimal", "NUMBER", formatCmd.amount}, {"percent", "percent", "RATIO", formatCmd.amount},
		{"currency", "currency", "NUMBER CODE", formatCmd.amount}, {"compact", "compact", "NUMBER", formatCmd.amount},
		{"unit", "unit", "NUMBER UNIT", formatCmd.amount}, {"ordinal", "ordinal", "NUMBER", formatCmd.amount},
		{"plural", "plural-cardinal", "NUMBER", one},
		{"relative", "relative", "NUMBER UNIT", func(c formatCmd, _ *format.Item) (any, error) {
			v, err := amount(c.Values[0])
			return []any{v, c.Values[1]}, err
		}},
		{"list", "list", "ITEM …", all}, {"sort", "collation", "ITEM …", all},
		{"language", "language-name", "TAG", one}, {"region", "region-name", "CODE", one}, {"quote", "quote", "TEXT", one},
		{"direction", "direction", "", func(formatCmd, *format.Item) (any, error) { return "", nil }},
	}
}

func (c formatCmd) item() (format.Item, error) {
	locale, err := l10n.ParseLocale(c.Locale)
	if err != nil {
		return format.Item{}, err
	}
	it := format.Item{Locale: locale, Options: format.Options{
		Skeleton: format.Skeleton(c.Skeleton), Calendar: format.Calendar(c.Calendar), NumberingSystem: c.Numbers,
	}}
	if err := c.digits(&it.Options); err != nil {
		return it, err
	}
	var names []string
	for _, k := range formatKinds() {
		names = append(names, k.name)
		if k.name != c.Kind {
			continue
		}
		wanted := len(strings.Fields(strings.TrimSuffix(k.values, " …")))
		if len(c.Values) < wanted || len(c.Values) > wanted && !strings.HasSuffix(k.values, "…") {
			return it, fmt.Errorf("write it as: dragoman format %s", strings.TrimSpace(k.name+" "+k.values))
		}
		it.Kind = k.kind
		c.style(&it)
		input, err := k.input(c, &it)
		if err != nil {
			return it, err
		}
		it.Input, err = json.Marshal(input)
		return it, err
	}
	return it, fmt.Errorf("there is nothing called %q to format; there are %s", c.Kind, strings.Join(names, ", "))
}

// style puts the one style to where the kind wants it.
func (c formatCmd) style(it *format.Item) {
	o := &it.Options
	switch it.Kind {
	case "compact":
		o.CompactDisplay = c.Style
	case "unit":
		o.UnitDisplay = c.Style
	case "quote":
		o.Type = c.Style
	case "list":
		if c.Style == "or" {
			o.Type = "disjunction"
		}
	case "plural-cardinal":
		if c.Style == "ordinal" {
			it.Kind = "plural-ordinal"
		}
	case "relative":
		o.Numeric = "auto"
	default:
		o.DateStyle, o.TimeStyle = "long", "short"
		if c.Style != "" {
			o.DateStyle, o.TimeStyle = c.Style, c.Style
		}
		if it.Kind == "datetime" && (c.Style == "full" || c.Style == "long") {
			o.TimeStyle = "short" // seconds and zones are for times alone
		}
	}
}

func (c formatCmd) digits(o *format.Options) error {
	if c.Digits == "" {
		return nil
	}
	low, high, isSpan := strings.Cut(c.Digits, "-")
	if !isSpan {
		high = low
	}
	least, err := strconv.Atoi(low)
	most, wrong := strconv.Atoi(high)
	if err != nil || wrong != nil || least < 0 || most < least || most > 20 {
		return fmt.Errorf("--digits %s: write a number of digits, or the least and the most of them as 0-3", c.Digits)
	}
	o.MinimumFractionDigits, o.MaximumFractionDigits = &least, &most
	return nil
}

// amount reads the number, and what it is an amount of.
func (c formatCmd) amount(it *format.Item) (any, error) {
	if len(c.Values) > 1 {
		it.Options.Currency, it.Options.Unit = c.Values[1], c.Values[1]
	}
	return amount(c.Values[0])
}

func amount(s string) (any, error) {
	v, err := strconv.ParseFloat(strings.Replace(s, "\u2212", "-", 1), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, fmt.Errorf("%q is not a number: write it with digits and a point, for instance 1234.5", s)
	}
	return json.Number(strconv.FormatFloat(v, 'f', -1, 64)), nil
}

// ends are two numbers or two times.
func (c formatCmd) ends(it *format.Item) (any, error) {
	from, err := amount(c.Values[0])
	to, wrong := amount(c.Values[1])
	if err != nil || wrong != nil {
		return c.Values, nil
	}
	it.Kind = "number-range"
	return []any{from, to}, nil
}
