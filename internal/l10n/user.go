package l10n

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Same reports whether two names are one person's, however they are spelled: "Ana", "ANA " and "Ａｎａ" are. Compatible
// characters, letter case, spaces at the ends and characters that nobody sees make no difference. Where it counts who
// somebody is, names are compared by this.
func (u UserID) Same(v UserID) bool { return u == v || u.folded() == v.folded() }

// folded is a name as it is compared.
func (u UserID) folded() string {
	s := norm.NFKC.String(cases.Fold().String(norm.NFKC.String(string(u))))
	s = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
