package format

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Item is one thing to format, as a line of JSON has it. Options are those of ECMA-402.
type Item struct {
	Locale l10n.Locale `json:"locale"`
	Kind   string      `json:"kind"`
	// Input is a time (2024-07-25, 2024-07-25T14:30:00Z), a number, a text, or a list of these, by the kind.
	Input   json.RawMessage `json:"input"`
	Options Options         `json:"options"`
}

// Kinds are the kinds of items that [Item.Answer] knows.
func Kinds() []string {
	return []string{
		"date", "date-skeleton", "date-range", "time", "datetime",
		"decimal", "percent", "currency", "compact", "unit", "number-range", "ordinal", "plural-cardinal", "plural-ordinal",
		"relative", "list", "collation", "language-name", "region-name", "quotes", "quote", "direction",
	}
}

// Answer formats an item: a string, or a list for the kinds collation and quotes.
func (it Item) Answer() (any, error) {
	if _, err := language.Parse(string(it.Locale)); err != nil {
		return nil, fmt.Errorf("%q is not a language tag", it.Locale)
	}
	f, err := it.formatter()
	if err != nil {
		return nil, err
	}
	switch it.Kind {
	case "date", "date-skeleton", "time", "datetime", "date-range":
		return it.time(f)
	case "decimal", "percent", "currency", "compact", "unit", "ordinal":
		return it.number(f)
	case "number-range":
		var ends [2]float64
		if err := it.input(&ends, "a list of two numbers"); err != nil {
			return nil, err
		}
		if ends[1] < ends[0] {
			return nil, fmt.Errorf("the range ends before it begins: %v comes after %v", ends[0], ends[1])
		}
		return f.NumberRange(ends[0], ends[1], it.Options.digits(3)), nil
	case "list", "collation":
		return it.list(f)
	}
	return it.text(f)
}

func (it Item) formatter() (*Formatter, error) {
	f := New(it.Locale)
	if c := it.Options.Calendar; c != "" {
		if !slices.Contains(Calendars(), c) {
			return nil, fmt.Errorf("there is no calendar %q; there are %v", c, Calendars())
		}
		f = f.WithCalendar(c)
	}
	if n := it.Options.NumberingSystem; n != "" {
		g, ok := f.WithDigits(n)
		if !ok {
			return nil, fmt.Errorf("there are no digits %q: use CLDR's names, for instance latn, arab or deva", n)
		}
		f = g
	}
	return f, nil
}

// input reads the input, which must be what is said.
func (it Item) input(into any, what string) error {
	if err := json.Unmarshal(it.Input, into); err != nil {
		return fmt.Errorf("the input of the kind %s is %s, not %s", it.Kind, what, it.Input)
	}
	return nil
}

func (it Item) time(f *Formatter) (any, error) {
	var texts []string
	var err error
	if it.Kind == "date-range" {
		err = it.input(&texts, "a list of two times")
	} else {
		texts = []string{""}
		err = it.input(&texts[0], "a time, for instance 2024-07-25 or 2024-07-25T14:30:00Z")
	}
	if err == nil && it.Kind == "date-range" && len(texts) != 2 {
		err = errors.New("a range has two ends")
	}
	if err != nil {
		return nil, err
	}
	var times []time.Time
	for _, s := range texts {
		t, ok := parseDatetime(s)
		if !ok {
			return nil, fmt.Errorf("%q is not a time: write it as 2024-07-25, 14:30 or 2024-07-25T14:30:00Z", s)
		}
		if missing := it.missing(t); missing != "" {
			return nil, fmt.Errorf("%q has no %s, which the kind %s writes: name the fields with a skeleton, for instance yMMMM",
				s, missing, it.Kind)
		}
		times = append(times, t.Time)
	}
	if len(times) == 2 && times[1].Before(times[0]) {
		return nil, fmt.Errorf("the range ends before it begins: %s comes after %s", texts[0], texts[1])
	}
	return it.write(f, times)
}

// missing names what a style writes and a time does not say; skeletons write what they are asked for.
func (it Item) missing(t datetime) string {
	dated := it.Kind == "date" || it.Kind == "datetime" || it.Kind == "date-range"
	switch {
	case it.Options.Skeleton != "" || it.Options.skeleton() != "":
	case dated && !t.day:
		return "day"
	case dated && !t.year:
		return "year"
	case !t.clock && (it.Kind == "time" || it.Kind == "datetime"):
		return "time of day"
	}
	return ""
}

func (it Item) write(f *Formatter, times []time.Time) (any, error) {
	date, err := style(it.Options.DateStyle)
	if err != nil {
		return nil, err
	}
	clock, err := style(it.Options.TimeStyle)
	if err != nil {
		return nil, err
	}
	skeleton := cmp.Or(it.Options.Skeleton, it.Options.skeleton())
	if skeleton != "" && !skeleton.Known() {
		return nil, fmt.Errorf("there is no skeleton %q; for instance, there are yMMMMd, yMMMd, yMd, MMMMd, yMMMM, MMM, "+
			"EEEE, jm and ISO", skeleton)
	}
	switch {
	case it.Kind == "date-range":
		s := [...]Skeleton{FullDate, LongDate, MediumDate, NumberDate}[date]
		return f.Range(times[0], times[1], cmp.Or(skeleton, s)), nil
	case skeleton != "":
		return f.Format(times[0], skeleton), nil
	case it.Kind == "time":
		return f.Time(times[0], clock), nil
	case it.Kind == "datetime":
		return f.DateTime(times[0], date, clock), nil
	}
	return f.Date(times[0], date), nil
}

func style(name string) (Style, error) {
	i := slices.Index([]string{"full", "long", "medium", "short"}, cmp.Or(name, "full"))
	if i < 0 {
		return 0, fmt.Errorf("there is no style %q; there are full, long, medium and short", name)
	}
	return Style(i), nil
}

func (it Item) number(f *Formatter) (any, error) {
	var v float64
	if err := it.input(&v, "a number"); err != nil {
		return nil, err
	}
	switch it.Kind {
	case "percent":
		return f.Percent(v, it.Options.digits(0)), nil
	case "currency":
		if len(it.Options.Currency) != 3 {
			return nil, errors.New("an amount needs its currency, by its ISO 4217 code, for instance EUR")
		}
		code := strings.ToUpper(it.Options.Currency)
		return f.CurrencyWith(v, code, it.Options.currencyDigits(code)), nil
	case "compact":
		return f.Compact(v, it.Options.CompactDisplay == "long"), nil
	case "ordinal":
		if v != math.Trunc(v) || v < 0 || v > 1<<53 {
			return nil, fmt.Errorf("%v is no place in an order: ordinals are whole numbers", v)
		}
		return f.Ordinal(int(v)), nil
	case "unit":
		length := Length(cmp.Or(it.Options.UnitDisplay, string(ShortUnit)))
		s, ok := f.Unit(v, it.Options.digits(3), it.Options.Unit, length)
		if !ok {
			return nil, fmt.Errorf("there is no unit %q in the length %s: use CLDR's names, for instance kilometer, celsius or "+
				"kilometer-per-hour, and long, short or narrow", it.Options.Unit, length)
		}
		return s, nil
	}
	return f.Decimal(v, it.Options.digits(3)), nil
}

func (it Item) list(f *Formatter) (any, error) {
	var items []string
	if err := it.input(&items, "a list of texts"); err != nil {
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

func (it Item) text(f *Formatter) (any, error) {
	switch it.Kind {
	case "quotes":
		open, shut, innerOpen, innerShut := f.Quotes()
		return []string{open, shut, innerOpen, innerShut}, nil
	case "direction":
		return it.Locale.Direction(), nil
	case "relative":
		var n float64
		var unit string
		if err := it.input(&[]any{&n, &unit}, `a number and a unit, for instance [-3, "day"]`); err != nil {
			return nil, err
		}
		text := f.Relative(n, unit, it.Options.Numeric == "auto")
		if text == "" {
			return nil, fmt.Errorf("there is no unit of time %q in %s; there are year, quarter, month, week, day, hour, minute and "+
				"second, where CLDR has words for them", unit, it.Locale)
		}
		return text, nil
	}
	var s string
	if err := it.input(&s, "a text"); err != nil {
		return nil, err
	}
	switch it.Kind {
	case "plural-cardinal", "plural-ordinal":
		if _, err := strconv.ParseFloat(s, 64); err != nil {
			return nil, fmt.Errorf("%q is not a number as it is written, for instance 1.0", s)
		}
		if it.Kind == "plural-ordinal" {
			return Ordinal(it.Locale, s), nil
		}
		return Cardinal(it.Locale, s), nil
	case "language-name":
		return f.LanguageName(l10n.Locale(s)), nil
	case "region-name":
		return f.RegionName(s), nil
	case "quote":
		return f.Quote(s, it.Options.Type == "inner"), nil
	}
	return nil, fmt.Errorf("there is no kind %q; there are %s", it.Kind, strings.Join(Kinds(), ", "))
}
