// Package locales holds the catalogues of interface strings: those of the translators' desk, a file for each of its rooms
// and languages (desk.en.toml, editor.en.toml …), and those that published pages show (page.*.toml). They are go-i18n
// messages with CLDR's plural categories, embedded in the program.
//
// Message IDs are the tables and keys of the files joined by dots, for instance "page.attribution.reviewedOn". Every
// language must have the messages that English has; a test checks it.
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

// rooms are the parts of the desk with catalogues of their own: the first word of their messages' IDs.
var rooms = []string{"desk", "editor", "assist", "stage", "publishing", "reports"}

// Desk lists the languages of the desk, in the order in which it offers them.
func Desk() []l10n.Locale {
	return []l10n.Locale{"en", "es", "fr", "ru", "ar", "zh", "de", "pt", "kk", "hy"}
}

// Page lists the languages of the strings on published pages.
func Page() []l10n.Locale {
	return []l10n.Locale{"en", "es", "fr", "ru", "ar", "zh", "de", "pt", "kk", "hy", "fa", "hi"}
}

// Bundle loads every catalogue. The files are embedded, so an error is a mistake of the build. It names the file.
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

// Localizer returns strings of the first locale that has a catalogue, or of English. Where the caller must know the
// language of a string, because a page marks it with lang, use [i18n.Localizer.LocalizeWithTag].
func Localizer(b *i18n.Bundle, locs ...l10n.Locale) *i18n.Localizer {
	tags := make([]string, 0, len(locs))
	for _, l := range locs {
		tags = append(tags, string(l))
	}
	return i18n.NewLocalizer(b, tags...)
}
