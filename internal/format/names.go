package format

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// CanWrite reports whether the locale has the names that a skeleton asks for. Of some languages CLDR knows no names of
// months or weekdays, only placeholders such as "M07", which readers must never see: their dates are left to people.
func (f *Formatter) CanWrite(s Skeleton) bool {
	switch {
	case s == ISODate:
		return true
	case strings.Contains(string(s), "MMM") && !f.namesMonths():
		return false
	}
	return !strings.Contains(string(s), "E") || f.namesDays()
}

func (f *Formatter) namesMonths() bool {
	return !slices.ContainsFunc(slices.Concat(f.table.Months.Wide, f.table.Months.Abbr), isPlaceholder)
}

// isPlaceholder reports whether a month's name is CLDR's placeholder: M and its number.
func isPlaceholder(name string) bool {
	rest, ok := strings.CutPrefix(name, "M")
	return ok && rest != "" && strings.Trim(rest, "0123456789") == ""
}

// namesDays reports whether the locale has its own names of weekdays, and not the root's, which are English.
func (f *Formatter) namesDays() bool {
	root, _ := cldr.Load(language.Und)
	return !slices.Equal(f.table.Days.Wide, root.Days.Wide)
}

// namesMonthsOf reports whether the locale has its own names of a calendar's months. In another script than Latin the
// root's, "Farvardin" and so on, are placeholders.
func (f *Formatter) namesMonthsOf(c Calendar) bool {
	return c != Persian || len(f.table.Persian) != 12 || f.readable(f.table.Persian[0])
}

// readable reports whether a name is in a script of the locale's readers: names in ASCII are CLDR's placeholders where
// the locale is written in another script than Latin.
func (f *Formatter) readable(name string) bool {
	script, _ := f.locale.Tag().Script()
	return script.String() == "Latn" || strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf })
}
