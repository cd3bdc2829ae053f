package desk

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

const languageCookie = "dragoman-language"

// localizer has the desk's messages in one language.
type localizer struct {
	Lang   l10n.Locale
	loc    *i18n.Localizer
	format *format.Formatter
	made   map[string]string // what was localized for this request, by message and values
}

func (d *desk) newLocalizer(lang l10n.Locale) *localizer {
	return &localizer{Lang: lang, loc: locales.Localizer(d.Bundle, lang), format: format.New(lang)}
}

// language is the language of the cookie, or the one that fits the browser's languages best.
func (d *desk) language(r *http.Request) l10n.Locale {
	offered := locales.Desk()
	if c, err := r.Cookie(languageCookie); err == nil && slices.Contains(offered, l10n.Locale(c.Value)) {
		return l10n.Locale(c.Value)
	}
	tags := make([]language.Tag, len(offered))
	for i, l := range offered {
		tags[i] = l.Tag()
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return offered[0]
	}
	_, i, confidence := language.NewMatcher(tags).Match(wanted...)
	if confidence == language.No {
		return offered[0]
	}
	return offered[i]
}

func (d *desk) setLanguage(w http.ResponseWriter, r *http.Request) {
	if l := l10n.Locale(r.PostFormValue("language")); slices.Contains(locales.Desk(), l) {
		setCookie(w, r, languageCookie, string(l), 365*24*time.Hour)
	}
	http.Redirect(w, r, localPath(r.PostFormValue("next")), http.StatusSeeOther)
}

// T returns a message. args are pairs of a variable's name and its value. Numbers are written as the language does.
func (t *localizer) T(id string, args ...any) string {
	key := id
	if len(args) > 0 {
		key = fmt.Sprint(append([]any{id, "\x00"}, args...)...)
	}
	if s, ok := t.made[key]; ok {
		return s
	}
	s := t.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: t.data(args)})
	if t.made == nil {
		t.made = map[string]string{}
	}
	t.made[key] = s
	return s
}

// N returns a message with a number, in the plural form that n needs.
func (t *localizer) N(id string, n int, args ...any) string {
	m := t.data(append(args, "Count", n))
	return t.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: m, PluralCount: n})
}

func (t *localizer) localize(c *i18n.LocalizeConfig) string {
	s, err := t.loc.Localize(c)
	if s == "" && err != nil {
		return c.MessageID // a test of the package locales checks that this does not happen
	}
	return s
}

func (t *localizer) data(args []any) map[string]any {
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			continue
		}
		m[name] = args[i+1]
		if n, ok := args[i+1].(int); ok {
			m[name] = t.Number(n)
		}
	}
	return m
}

// Number writes a whole number: "12,345", "12 345".
func (t *localizer) Number(n int) string { return t.format.Decimal(float64(n), format.Digits{}) }

// Dir is the direction of the desk's language.
func (t *localizer) Dir() l10n.Direction { return t.Lang.Direction() }

// Language is the name of a locale in the desk's language, as it stands alone.
func (t *localizer) Language(l l10n.Locale) string { return capital(t.format.MenuName(l)) }

// capital begins a label with a capital. CLDR has no word on menus in Kazakh and Armenian, whose labels all begin so.
func capital(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	return string(unicode.ToTitle(first)) + label[size:]
}

// Comma is what stands between the first items of a list: ", ", or "、" in Chinese.
func (t *localizer) Comma() string {
	_, rest, _ := strings.Cut(t.format.List([]string{"1", "2", "3"}), "1")
	between, _, _ := strings.Cut(rest, "2")
	return between
}

// quote puts what a person said into the language's quotation marks, for a sentence that goes on after it.
func (t *localizer) quote(said string) string {
	return t.format.Quote(strings.TrimSuffix(strings.TrimSpace(said), "."), false)
}

// Self is the name of a locale in its own language.
func (t *localizer) Self(l l10n.Locale) string { return capital(format.New(l).MenuName(l)) }

// ago writes how long ago something was, in the largest unit that fits: "3 hours ago".
func (t *localizer) ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return t.T("desk.ago.now")
	case d < time.Hour:
		return t.N("desk.ago.minutes", int(d/time.Minute))
	case d < 24*time.Hour:
		return t.N("desk.ago.hours", int(d/time.Hour))
	}
	return t.N("desk.ago.days", int(d/(24*time.Hour)))
}

// every says how often something is done, in the largest unit that fits: "every 90 minutes".
func (t *localizer) every(d time.Duration) string {
	for _, u := range []struct {
		length time.Duration
		id     string
	}{{24 * time.Hour, "desk.every.days"}, {time.Hour, "desk.every.hours"}, {time.Minute, "desk.every.minutes"}} {
		if d >= u.length && d%u.length == 0 {
			return t.N(u.id, int(d/u.length))
		}
	}
	return t.N("desk.every.seconds", int(d/time.Second))
}

// exact writes a time to the minute, in UTC.
func (t *localizer) exact(at time.Time) string {
	return t.format.DateTime(at.UTC(), format.Long, format.Short) + " UTC"
}
