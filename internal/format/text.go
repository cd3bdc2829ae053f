package format

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// List joins items as in "a, b and c".
func (f *Formatter) List(items []string) string { return f.list(items, "and") }

// ListOr joins items as in "a, b or c".
func (f *Formatter) ListOr(items []string) string { return f.list(items, "or") }

func (f *Formatter) list(items []string, kind string) string {
	p := f.table.Lists[kind]
	start, middle, end, two := p[0], p[1], p[2], p[3]
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	case 2:
		return f.pair(two, items[0], items[1])
	default:
		out := f.pair(end, items[n-2], items[n-1])
		for i := n - 3; i > 0; i-- {
			out = f.pair(middle, items[i], out)
		}
		return f.pair(start, items[0], out)
	}
}

// pair fills a list pattern. Spanish writes e for y before the sound i, and u for o before the sound o.
func (f *Formatter) pair(pattern, a, b string) string {
	for _, e := range f.data.Lists.Euphony {
		if strings.Contains(pattern, " "+e.Word+" ") && changesBefore(e, strings.ToLower(b)) {
			pattern = strings.Replace(pattern, " "+e.Word+" ", " "+e.Becomes+" ", 1)
			break
		}
	}
	if word := f.data.Lists.Hyphenated; word != "" && !sameScript(word, b) {
		pattern = strings.Replace(pattern, word+"{1}", word+"-{1}", 1)
	}
	return strings.NewReplacer("{0}", a, "{1}", b).Replace(pattern)
}

// sameScript reports whether a text begins with a letter of a word's script.
func sameScript(word, text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	for _, script := range unicode.Scripts {
		if unicode.Is(script, first) {
			letter, _ := utf8.DecodeRuneInString(word)
			return unicode.Is(script, letter)
		}
	}
	return false
}

// changesBefore reports whether a word of a list changes before an item, which is in lower case.
func changesBefore(e langdata.Euphony, item string) bool {
	begins := func(beginning string) bool { return strings.HasPrefix(item, beginning) }
	return slices.Contains(e.BeforeWhole, item) ||
		slices.ContainsFunc(e.Before, begins) && !slices.ContainsFunc(e.NotBefore, begins)
}

// LanguageName names a locale's language in the formatter's own: "es" is "испанский" in Russian, "pt-BR" "Brazilian
// Portuguese" in English, "fr-CH" "французский (Швейцария)". A language that CLDR has no name for is named by its tag.
func (f *Formatter) LanguageName(l l10n.Locale) string {
	t := f.table
	if len(t.Languages) == 0 {
		t, _ = cldr.Load(language.English)
	}
	if n, ok := t.Languages[string(l)]; ok {
		return n
	}
	subtags := strings.Split(string(l), "-")
	name, ok := t.Languages[subtags[0]]
	if !ok {
		return string(l)
	}
	subtags = subtags[1:]
	if n, ok := t.Languages[string(l[:min(len(l), len(l.Language())+5)])]; ok && len(subtags) > 1 { // zh-Hant-HK
		name, subtags = n, subtags[1:]
	}
	for i, s := range subtags {
		subtags[i] = cmp.Or(t.Scripts[s], t.Regions[s], s)
	}
	if len(subtags) == 0 {
		return name
	}
	rest := subtags[0]
	for _, s := range subtags[1:] {
		rest = strings.NewReplacer("{0}", rest, "{1}", s).Replace(t.NameSeparator)
	}
	return strings.NewReplacer("{0}", name, "{1}", rest).Replace(t.NamePattern)
}

// MenuName is LanguageName as it stands alone, in a menu or a list: "Испанский" in Russian, where sentences have
// "испанский". Which languages write it so, CLDR's contextTransforms say.
func (f *Formatter) MenuName(l l10n.Locale) string {
	name := f.LanguageName(l)
	if !slices.Contains(menuCapitals, f.locale.Language()) || f.locale.Language() == "pt" && !brazilian(f.locale) {
		return name
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToTitle(first)) + name[size:]
}

// menuCapitals are the languages that write the names of languages in menus with a capital, and in sentences without.
var menuCapitals = []string{
	"cs", "da", "es", "fi", "fr", "hr", "ht", "it", "kgp", "pt", "ru", "sk", "sv", "uk", "yrl",
}

// brazilian reports whether a locale of Portuguese has Brazil's forms. All other regions have Portugal's.
func brazilian(l l10n.Locale) bool { return l == "pt" || strings.HasSuffix(string(l), "-BR") }

// RegionName names a region, by its ISO 3166 or UN M.49 code, in the formatter's language; the code where CLDR has no
// name.
func (f *Formatter) RegionName(code string) string {
	t := f.table
	if len(t.Regions) == 0 {
		t, _ = cldr.Load(language.English)
	}
	code = strings.ToUpper(code)
	return cmp.Or(t.Regions[code], code)
}

// Quote puts a text into the locale's quotation marks, the inner pair for a quotation within one. French sets no-break
// spaces within its guillemets, which CLDR leaves to the writer.
func (f *Formatter) Quote(text string, inner bool) string {
	open, shut := f.table.Quotes[0], f.table.Quotes[1]
	if inner {
		open, shut = f.table.Quotes[2], f.table.Quotes[3]
	}
	if open == "«" && f.data.Punctuation.SpacedQuotes {
		open, shut = open+"\u00a0", "\u00a0"+shut
	}
	return open + text + shut
}

// Quotes returns the locale's quotation marks: the outer pair, and the pair for a quotation within one.
func (f *Formatter) Quotes() (open, shut, innerOpen, innerShut string) {
	q := f.table.Quotes
	return q[0], q[1], q[2], q[3]
}
