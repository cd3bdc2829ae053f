// Package locales holds the catalogues of interface strings: those of the translators' desk (desk.*.toml) and those
// that published pages show (page.*.toml). They are go-i18n messages with CLDR's plural categories, embedded in the
// program.
//
// Message IDs are the tables and keys of the files joined by dots, for instance "page.attribution.reviewedOn". English
// is complete by definition; a test holds the others to it.
package locales

import (
	"embed"
	"fmt"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

//go:embed *.toml
var files embed.FS

// Desk lists the languages that the desk speaks, in the order in which it offers them.
func Desk() []l10n.Locale { return []l10n.Locale{"en", "es", "fr", "ru", "ar"} }

// Page lists the languages that have the strings of published pages.
func Page() []l10n.Locale {
	return []l10n.Locale{"en", "es", "fr", "ru", "ar", "de", "zh", "fa", "hi", "kk", "hy"}
}

// Bundle loads every catalogue. An error says which file is at fault; it can only be a mistake of the build.
func Bundle() (*i18n.Bundle, error) {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	names, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("list the catalogues: %w", err)
	}
	for _, e := range names {
		if _, err := b.LoadMessageFileFS(files, e.Name()); err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", e.Name(), err)
		}
	}
	return b, nil
}

// Localizer answers in the first of the locales that has a catalogue, and in English when none has. Where the language
// of the answer matters (a page has to mark it with lang), use LocalizeWithTag.
func Localizer(b *i18n.Bundle, locs ...l10n.Locale) *i18n.Localizer {
	tags := make([]string, 0, len(locs))
	for _, l := range locs {
		tags = append(tags, string(l))
	}
	return i18n.NewLocalizer(b, tags...)
}
