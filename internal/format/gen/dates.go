package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

var (
	monthKeys = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}
	dayKeys   = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	fourStyle = []string{"full", "long", "medium", "short"}
	// skeletons that format offers; E is taken apart from the names.
	skeletonKeys = []string{"MMMMd", "yMMMM", "MMMd", "yMMM", "yMMMd", "yMMMMd", "yMd", "Md", "MMM", "MMMM", "yM",
		"y", "yMMMEd", "yMMMMEd",
		"MMMMEd", "MEd", "GyMMMM", "GyMMMMd", "GyMMM", "GyMMMd", "Gy", "MMMEd", "E", "hm", "Hm"}
	// intervalKeys are the skeletons whose ranges format writes; clocks and dates.
	intervalKeys = []string{"d", "y", "MMM", "MMMM", "MMMd", "MMMMd", "Md", "yM", "yMMM",
		"yMMMM", "yMMMd", "yMMMMd", "yMd", "hm", "Hm"}
	relativeKeys = []string{"year", "quarter", "month", "week", "day", "hour", "minute", "second"}
)

func (s source) dates(t *cldr.Table, locale string) error {
	root, err := s.main("cldr-dates-full", locale, "ca-gregorian.json")
	if err != nil {
		return err
	}
	g := root.at("dates", "calendars", "gregorian")
	t.Months = names(g.at("months"), monthKeys)
	t.Days = names(g.at("days"), dayKeys)
	periods := g.at("dayPeriods", "format", "abbreviated")
	t.Periods = map[string]string{"am": periods.str("am"), "pm": periods.str("pm")}
	if strings.Contains(strings.Join(g.at("timeFormats").list(fourStyle...), " "), "B") {
		if t.DayPeriods, err = s.dayPeriods(locale, periods); err != nil {
			return err
		}
	}
	t.Eras = map[string]string{"gregory": g.at("eras", "eraAbbr").str("1")}
	copy(t.Date[:], g.at("dateFormats").list(fourStyle...))
	copy(t.Time[:], g.at("timeFormats").list(fourStyle...))
	copy(t.DateTime[:], g.at("dateTimeFormats-atTime", "standard").list(fourStyle...))
	t.Skeletons = skeletons(g)
	t.Intervals = intervals(g)
	t.IntervalFallback = g.at("dateTimeFormats", "intervalFormats").str("intervalFormatFallback")
	return s.relative(t, locale)
}

// dayPeriods are a language's parts of the day. Moments, as midnight, are no parts.
func (s source) dayPeriods(locale string, names node) ([]cldr.DayPeriod, error) {
	all, err := s.supplemental("dayPeriods.json", "dayPeriodRuleSet")
	if err != nil {
		return nil, err
	}
	language, _, _ := strings.Cut(locale, "-")
	rules := all.at(language)
	var out []cldr.DayPeriod
	for key := range rules {
		rule, name := rules.at(key), names.str(key)
		if name != "" && rule.str("_at") == "" {
			out = append(out, cldr.DayPeriod{Name: name, From: minutes(rule.str("_from")), Before: minutes(rule.str("_before"))})
		}
	}
	slices.SortFunc(out, func(a, b cldr.DayPeriod) int { return cmp.Compare(a.From, b.From) })
	return out, nil
}

// minutes reads a time of day, "13:30", as minutes of the day.
func minutes(clock string) int {
	t := strings.Split(clock, ":")
	hour, _ := strconv.Atoi(t[0])
	minute, _ := strconv.Atoi(t[len(t)-1])
	return 60*hour + minute
}

func skeletons(calendar node) map[string]string {
	out := map[string]string{}
	available := calendar.at("dateTimeFormats", "availableFormats")
	for _, k := range skeletonKeys {
		if p := available.str(k); p != "" {
			out[k] = p
		}
	}
	return out
}

// intervals are patterns by skeleton and by the greatest field in which the two ends differ.
func intervals(calendar node) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, k := range intervalKeys {
		patterns := calendar.at("dateTimeFormats", "intervalFormats", k)
		for field := range patterns {
			if len(field) == 1 {
				if out[k] == nil {
					out[k] = map[string]string{}
				}
				out[k][field] = patterns.str(field)
			}
		}
	}
	return out
}

func names(n node, keys []string) cldr.Names {
	out := cldr.Names{
		Wide: n.at("format", "wide").list(keys...), Abbr: n.at("format", "abbreviated").list(keys...),
		AloneWide: n.at("stand-alone", "wide").list(keys...), AloneAbbr: n.at("stand-alone", "abbreviated").list(keys...),
	}
	if slices.Equal(out.Wide, out.AloneWide) {
		out.AloneWide = nil
	}
	if slices.Equal(out.Abbr, out.AloneAbbr) {
		out.AloneAbbr = nil
	}
	return out
}

func (s source) relative(t *cldr.Table, locale string) error {
	root, err := s.main("cldr-dates-full", locale, "dateFields.json")
	if err != nil {
		return err
	}
	t.Relative = map[string]map[string]string{}
	for _, unit := range relativeKeys {
		field := root.at("dates", "fields", unit)
		words := map[string]string{}
		for n := -2; n <= 2; n++ {
			key := strconv.Itoa(n)
			if w := field.str("relative-type-" + key); w != "" {
				words[key] = w
			}
		}
		for _, tense := range []string{"future", "past"} {
			for k := range field.at("relativeTime-type-" + tense) {
				category := strings.TrimPrefix(k, "relativeTimePattern-count-")
				words[tense+"-"+category] = field.at("relativeTime-type-" + tense).str(k)
			}
		}
		t.Relative[unit] = words
	}
	return nil
}

// otherCalendars adds the calendars that readers prefer or may choose, where their packages are installed.
func (s source) otherCalendars(t *cldr.Table, locale string) {
	for _, c := range [...]struct{ pkg, name string }{
		{"cldr-cal-persian-full", "persian"}, {"cldr-cal-buddhist-full", "buddhist"}} {
		root, err := s.main(c.pkg, locale, "ca-"+c.name+".json")
		if err != nil {
			continue
		}
		cal := root.at("dates", "calendars", c.name)
		var out cldr.Calendar
		copy(out.Date[:], cal.at("dateFormats").list(fourStyle...))
		out.Skeletons = skeletons(cal)
		if t.Calendars == nil {
			t.Calendars = map[string]cldr.Calendar{}
		}
		t.Calendars[c.name] = out
		t.Eras[c.name] = cal.at("eras", "eraAbbr").str("0")
		if c.name == "persian" {
			t.Persian = cal.at("months", "format", "wide").list(monthKeys...)
		}
	}
}
