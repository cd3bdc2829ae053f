package main

import (
	"errors"
	"io/fs"
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// unitKeys are the units to keep: those of ECMA-402, and what statistics and the weather are told in.
var unitKeys = regexp.MustCompile(`^[a-z]+-(` + strings.Join(strings.Fields(`
	acre hectare square-(?:kilometer|meter|centimeter|mile|foot)
	bit byte kilo(?:bit|byte) mega(?:bit|byte|watt|hertz) giga(?:bit|byte|watt|hertz) tera(?:bit|byte) petabyte
	celsius fahrenheit kelvin degree percent permille part-per-1e6
	(?:kilo|centi|milli|micro|nano)?meter mile yard foot inch mile-scandinavian nautical-mile light-year
	(?:kilo|milli|micro)?gram tonne ton pound ounce stone carat
	(?:hecto|milli|centi)?liter gallon fluid-ounce barrel cubic-(?:kilometer|meter|centimeter|foot)
	century decade year quarter month week day hour minute second millisecond microsecond nanosecond night
	kilometer-per-hour meter-per-second mile-per-hour knot liter-per-kilometer liter-per-100-kilometer mile-per-gallon
	(?:kilo|milli)?watt kilowatt-hour horsepower joule kilojoule calorie kilocalorie volt ampere (?:kilo)?hertz hectopascal bar`), "|") + `)$`)

func (s source) units(t *cldr.Table, locale string) error {
	root, err := s.main("cldr-units-full", locale, "units.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil // format then asks the root
	}
	if err != nil {
		return err
	}
	t.Units = map[string]map[string]cldr.Forms{}
	for _, length := range []string{"long", "short", "narrow"} {
		all := root.at("units", length)
		out := map[string]cldr.Forms{"per": {"per": all.at("per").str("compoundUnitPattern")}}
		for key := range all {
			_, name, _ := strings.Cut(key, "-")
			if f := unitForms(all.at(key)); unitKeys.MatchString(key) && len(f) > 0 {
				out[name] = f
			}
		}
		t.Units[length] = out
	}
	return nil
}

// unitForms are a unit's patterns by plural category, those left out that are the other's, and "per" for what it
// divides.
func unitForms(unit node) cldr.Forms {
	out := cldr.Forms{}
	other := unit.str("unitPattern-count-other")
	for k := range unit {
		if c, ok := strings.CutPrefix(k, "unitPattern-count-"); ok && (c == "other" || unit.str(k) != other) {
			out[c] = unit.str(k)
		}
	}
	if p := unit.str("perUnitPattern"); p != "" {
		out["per"] = p
	}
	return out
}

// ordinalRule finds what a rule puts around the number: before, after, and then by ordinal category or by another rule.
var (
	ordinalRule  = regexp.MustCompile(`^([^=]*)=#[#,]*0=([^=$]*)(?:\$\(ordinal,(.*)\)\$|=(%%[^=]+)=)?;$`)
	ordinalForms = regexp.MustCompile(`(\w+)\{([^}]*)\}`)
)

// ordinals keeps how a locale writes ordinal numbers in figures (CLDR's rules named digits-ordinal) where one pattern
// for each category says it. A plain rule that writes the number alone, as Russian's, gives way to the masculine.
func (s source) ordinals(t *cldr.Table, locale string) error {
	for tag := language.Make(locale); ; tag = tag.Parent() {
		var doc struct {
			RBNF struct {
				RBNF struct {
					OrdinalRules map[string]any
				} `json:"rbnf"`
			} `json:"rbnf"`
		}
		err := s.read(&doc, "cldr-rbnf", "rbnf", tag.String()+".json")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		rules := doc.RBNF.RBNF.OrdinalRules
		if rules == nil && tag != language.Und {
			continue
		}
		t.Ordinals = ordinalPatterns(rules, "%digits-ordinal")
		if t.Ordinals == nil || t.Ordinals["other"] == "{0}" {
			if f := ordinalPatterns(rules, "%digits-ordinal-masculine"); f != nil {
				t.Ordinals = f
			}
		}
		return nil
	}
}

func ordinalPatterns(rules map[string]any, name string) cldr.Forms {
	text := rule(rules, name)
	if other, ok := strings.CutPrefix(text, "=%"); ok {
		return ordinalPatterns(rules, "%"+strings.TrimSuffix(other, "=;"))
	}
	m := ordinalRule.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	before, after := m[1]+"{0}"+m[2], ""
	if m[4] != "" {
		if all, _ := rules[m[4]].([]any); len(all) != 1 {
			return nil
		}
		// A first apostrophe says that what follows is literal.
		after = strings.TrimPrefix(strings.TrimSuffix(rule(rules, m[4]), ";"), "'")
	}
	if m[3] == "" {
		return cldr.Forms{"other": before + after}
	}
	out := cldr.Forms{}
	for _, f := range ordinalForms.FindAllStringSubmatch(m[3], -1) {
		out[f[1]] = before + f[2]
	}
	return out
}

// rule is the text of a set's rule for 0, where that is for most numbers too.
func rule(rules map[string]any, name string) string {
	all, _ := rules[name].([]any)
	for _, r := range all {
		if pair, ok := r.([]any); ok && len(pair) == 2 && pair[0] == "0" {
			s, _ := pair[1].(string)
			return s
		}
	}
	return ""
}
