package main

import (
	"errors"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

func (s source) table(locale string, locales []string) (*cldr.Table, error) {
	t := new(cldr.Table)
	for _, part := range []func(*cldr.Table, string) error{s.dates, s.numbers, s.lists, s.quotes, s.units, s.ordinals} {
		if err := part(t, locale); err != nil {
			return nil, err
		}
	}
	s.otherCalendars(t, locale)
	return t, s.displayNames(t, locale, locales)
}

func (s source) numbers(t *cldr.Table, locale string) error {
	root, err := s.main("cldr-numbers-full", locale, "numbers.json")
	if err != nil {
		return err
	}
	n := root.at("numbers")
	minGrouping, err := strconv.Atoi(n.str("minimumGroupingDigits"))
	if err != nil {
		return err
	}
	t.Number = numberSystem(n, n.str("defaultNumberingSystem"), minGrouping)
	t.Native = n.at("otherNumberingSystems").str("native")
	for key := range n {
		system, ok := strings.CutPrefix(key, "symbols-numberSystem-")
		if !ok || system == t.Number.System {
			continue
		}
		if t.Systems == nil {
			t.Systems = map[string]cldr.Number{}
		}
		other := numberSystem(n, system, minGrouping)
		if maps.Equal(other.CompactLong, t.Number.CompactLong) && maps.Equal(other.CompactShort, t.Number.CompactShort) {
			other.CompactLong, other.CompactShort = nil, nil
		}
		t.Systems[system] = other
	}
	return s.currencies(t, locale)
}

func numberSystem(n node, system string, minGrouping int) cldr.Number {
	suffix := "-numberSystem-" + system
	symbols, decimal := n.at("symbols"+suffix), n.at("decimalFormats"+suffix)
	return cldr.Number{
		System: system, MinGrouping: minGrouping,
		Decimal: symbols.str("decimal"), Group: symbols.str("group"),
		CurrencyDecimal: symbols.str("currencyDecimal"), CurrencyGroup: symbols.str("currencyGroup"),
		Minus: symbols.str("minusSign"), Percent: symbols.str("percentSign"),
		DecimalPattern:  decimal.str("standard"),
		PercentPattern:  n.at("percentFormats" + suffix).str("standard"),
		CurrencyPattern: n.at("currencyFormats" + suffix).str("standard"),
		CurrencyAlpha:   n.at("currencyFormats" + suffix).str("standard-alphaNextToNumber"),
		CompactShort:    compact(decimal.at("short", "decimalFormat")),
		CompactLong:     compact(decimal.at("long", "decimalFormat")),
		Range:           n.at("miscPatterns" + suffix).str("range"),
	}
}

func (s source) currencies(t *cldr.Table, locale string) error {
	root, err := s.main("cldr-numbers-full", locale, "currencies.json")
	if err != nil {
		return err
	}
	t.Currencies = map[string]string{}
	all := root.at("numbers", "currencies")
	for code := range all {
		if symbol := all.at(code).str("symbol"); symbol != "" && symbol != code {
			t.Currencies[code] = symbol
		}
	}
	return nil
}

func compact(patterns node) map[string]string {
	out := map[string]string{}
	for k := range patterns {
		if power, category, ok := strings.Cut(k, "-count-"); ok && !strings.Contains(category, "-") {
			out[power+"-"+category] = patterns.str(k)
		}
	}
	return out
}

func (s source) lists(t *cldr.Table, locale string) error {
	root, err := s.main("cldr-misc-full", locale, "listPatterns.json")
	if err != nil {
		return err
	}
	t.Lists = map[string][4]string{}
	for name, key := range map[string]string{"and": "listPattern-type-standard", "or": "listPattern-type-or"} {
		var p [4]string
		copy(p[:], root.at("listPatterns", key).list("start", "middle", "end", "2"))
		t.Lists[name] = p
	}
	return nil
}

func (s source) quotes(t *cldr.Table, locale string) error {
	root, err := s.main("cldr-misc-full", locale, "delimiters.json")
	if err != nil {
		return err
	}
	copy(t.Quotes[:], root.at("delimiters").list(
		"quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd"))
	return nil
}

// displayNames keeps the names of the locales' languages, of scripts and of regions.
func (s source) displayNames(t *cldr.Table, locale string, locales []string) error {
	names := map[string]node{}
	for _, kind := range []string{"languages", "scripts", "territories", "localeDisplayNames"} {
		root, err := s.main("cldr-localenames-full", locale, kind+".json")
		if errors.Is(err, fs.ErrNotExist) {
			return nil // format then asks English
		}
		if err != nil {
			return err
		}
		names[kind] = root.at("localeDisplayNames", kind)
		if kind == "localeDisplayNames" {
			names[kind] = root.at("localeDisplayNames", "localeDisplayPattern")
		}
	}
	keep := func(all node, wanted func(string) bool) map[string]string {
		out := map[string]string{}
		for code := range all {
			if wanted(code) && all.str(code) != code {
				out[code] = all.str(code)
			}
		}
		return out
	}
	t.Languages = keep(names["languages"], func(tag string) bool {
		base, _, _ := strings.Cut(tag, "-")
		return tag != "und" && !strings.Contains(tag, "-alt-") && slices.Contains(locales, base)
	})
	used := regexp.MustCompile(`^(Adlm|Arab|Beng|Cyrl|Deva|Guru|Hans|Hant|Latn|Mtei|Mong|Olck|Orya|Telu|Tfng)$`)
	t.Scripts = keep(names["scripts"], used.MatchString)
	t.Regions = keep(names["territories"], regexp.MustCompile(`^([A-Z]{2}|419|001|150)$`).MatchString)
	t.NamePattern = names["localeDisplayNames"].str("localePattern")
	t.NameSeparator = names["localeDisplayNames"].str("localeSeparator")
	return nil
}

func (s source) shared() (*cldr.Shared, error) {
	out := &cldr.Shared{Digits: map[string]string{}, Calendars: map[string]string{}}
	systems, err := s.supplemental("numberingSystems.json", "numberingSystems")
	if err != nil {
		return nil, err
	}
	for name := range systems {
		if digits := systems.at(name).str("_digits"); digits != "" {
			out.Digits[name] = digits
		}
	}
	calendars, err := s.supplemental("calendarPreferenceData.json", "calendarPreferenceData")
	if err != nil {
		return nil, err
	}
	for region, v := range calendars {
		if list, ok := v.([]any); ok && len(list) > 0 && list[0] != "gregorian" {
			out.Calendars[region], _ = list[0].(string)
		}
	}
	if out.CurrencyDigits, err = s.currencyDigits(); err != nil {
		return nil, err
	}
	if out.Cardinal, err = s.plurals("plurals.json", "plurals-type-cardinal"); err != nil {
		return nil, err
	}
	out.Ordinal, err = s.plurals("ordinals.json", "plurals-type-ordinal")
	return out, err
}

func (s source) currencyDigits() (map[string]int, error) {
	data, err := s.supplemental("currencyData.json", "currencyData")
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	fractions := data.at("fractions")
	for code := range fractions {
		n, err := strconv.Atoi(fractions.at(code).str("_digits"))
		if err != nil {
			return nil, err
		}
		if n != 2 {
			out[code] = n
		}
	}
	return out, nil
}

func (s source) supplemental(file, key string) (node, error) {
	var doc struct {
		Supplemental node `json:"supplemental"`
	}
	err := s.read(&doc, "cldr-core", "supplemental", file)
	return doc.Supplemental.at(key), err
}

func (s source) plurals(file, key string) (map[string]map[string]string, error) {
	rules, err := s.supplemental(file, key)
	if err != nil {
		return nil, err
	}
	out := map[string]map[string]string{}
	for language := range rules {
		out[language] = map[string]string{}
		for k := range rules.at(language) {
			category := strings.TrimPrefix(k, "pluralRule-count-")
			rule, _, _ := strings.Cut(rules.at(language).str(k), "@")
			if rule = strings.TrimSpace(rule); rule != "" {
				out[language][category] = rule
			}
		}
	}
	return out, nil
}
