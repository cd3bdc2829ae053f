package format

import (
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// MonthNames are the names of a language's months in lower case, long and short, in a date and alone, with their
// numbers.
func MonthNames(lang l10n.Locale) map[string]int {
	table, _ := cldr.Load(lang.Tag())
	out := map[string]int{}
	m := table.Months
	for _, list := range [...][]string{m.Wide, m.AloneWide, m.Abbr, m.AloneAbbr} {
		for i, name := range list {
			name = strings.TrimSuffix(strings.ToLower(name), ".")
			if name != "" && digitValue([]rune(name)[0]) < 0 && len(list) == 12 && !isPlaceholder(strings.ToUpper(name)) {
				out[name] = i + 1
			}
		}
	}
	for number, names := range langdata.Of(lang).Dates.Months {
		for _, name := range names {
			out[name], _ = strconv.Atoi(number)
		}
	}
	return out
}
