package publish

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gosimple/slug"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// longestSlug is the greatest length of a slug in bytes. It has room for about a dozen words of a title.
const longestSlug = 120

// Slug makes of a title the last name of a page's path: its words in lower case with hyphens between them. The letters
// are the locale's own; with ascii they are Latin, by the locale's conventions ("ä" becomes "ae" in German). A title
// without words gives "".
func Slug(locale l10n.Locale, title string, ascii bool) string {
	if ascii {
		return shortSlug(latinSlug(locale, title))
	}
	lower := cases.Lower(locale.Tag()).String(norm.NFC.String(title))
	words := strings.FieldsFunc(lower, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return shortSlug(strings.Join(words, "-"))
}

// latinSlug makes a slug of Latin letters. It first removes "&", which would become an English word, and the soft sign,
// which would become a hyphen within a word.
func latinSlug(locale l10n.Locale, s string) string {
	s = strings.NewReplacer("&", " ", "@", " ", "_", "-", "'", " ", "’", " ", "\u200c", " ", "ь", "", "Ь", "").Replace(s)
	switch locale.Language() { // the hard sign is a vowel in Bulgarian alone
	case "bg":
		s = strings.NewReplacer("ъ", "a", "Ъ", "A").Replace(s)
	default:
		s = strings.NewReplacer("ъ", "", "Ъ", "").Replace(s)
	}
	return slug.MakeLang(s, locale.Language())
}

// shortSlug cuts a slug that is too long, between words where it has several.
func shortSlug(s string) string {
	if len(s) <= longestSlug {
		return s
	}
	cut := longestSlug
	for cut > 0 && (!utf8.RuneStart(s[cut]) || !norm.NFC.PropertiesString(s[cut:]).BoundaryBefore()) {
		cut--
	}
	if at := strings.LastIndexByte(s[:cut], '-'); at > 0 && s[cut] != '-' {
		cut = at
	}
	return strings.Trim(s[:cut], "-")
}

// LatinPath writes the names of a source's path in Latin letters. Names that are ASCII stay as they are.
func LatinPath(locale l10n.Locale, sourcePath string) string {
	parts := strings.Split(sourcePath, "/")
	for i, part := range parts {
		if strings.IndexFunc(part, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
			continue
		}
		ext := path.Ext(part)
		if i < len(parts)-1 || strings.IndexFunc(ext, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
			ext = ""
		}
		parts[i] = shortSlug(latinSlug(locale, strings.TrimSuffix(part, ext))) + ext
	}
	return strings.Join(parts, "/")
}

// PageName is the last name of a source's path without its extension, or "" for the index of a folder.
func PageName(sourcePath string) string {
	parts := pathNames(sourcePath)
	name := strings.TrimSuffix(parts[len(parts)-1], ".html")
	if name == "index" {
		return ""
	}
	return name
}

// WithName replaces the last name of a source's path.
func WithName(sourcePath, name string) string { return path.Dir(sourcePath) + "/" + name + ".html" }
