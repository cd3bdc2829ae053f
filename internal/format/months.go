package format

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// MonthNames are the names of a language's months in lower case, long and short, in a date and alone, with their numbers.
func MonthNames(lang l10n.Locale) map[string]int {
	table, _ := cldr.Load(lang.Tag())
	out := map[string]int{}
	for _, list := range [...][]string{table.Months.Wide, table.Months.AloneWide, table.Months.Abbr, table.Months.AloneAbbr} {
		for i, name := range list {
			name = strings.TrimSuffix(strings.ToLower(name), ".")
			if name != "" && digitValue([]rune(name)[0]) < 0 && len(list) == 12 {
				out[name] = i + 1
			}
		}
	}
	for i, names := range moreMonths[lang.Language()] {
		for name := range strings.SplitSeq(names, "|") {
			if name != "" {
				out[name] = i + 1
			}
		}
	}
	return out
}

// moreMonths are names that CLDR's locale of the whole language doesn't have: of Arabic, the Levant's and the Maghreb's.
var moreMonths = map[string][12]string{
	"ar": {
		"كانون الثاني|جانفي", "شباط|فيفري", "آذار|اذار", "نيسان|أفريل", "أيار|ايار|ماي", "حزيران|جوان", "تموز|جويلية", "آب|أوت", "أيلول|ايلول|شتنبر",
		"تشرين الأول", "تشرين الثاني|نونبر", "كانون الأول|دجنبر",
	},
}
