package l10n

import (
	"fmt"

	"golang.org/x/text/language"
)

// Locale is a canonical BCP 47 language tag, for instance "es", "zh-Hant" or "pt-BR". Make one with [ParseLocale].
type Locale string

// Direction is the base direction of a text, as HTML's dir attribute has it.
type Direction string

// The two base directions.
const (
	LTR Direction = "ltr"
	RTL Direction = "rtl"
)

// ParseLocale checks a language tag and makes it canonical. The error names the tag and is fit for people.
func ParseLocale(s string) (Locale, error) {
	t, err := language.Parse(s)
	if err != nil || t == language.Und {
		return "", fmt.Errorf("%q is not a language tag: use one of BCP 47, for instance es, pt-BR or zh-Hant", s)
	}
	return Locale(t.String()), nil
}

// Tag returns the locale as an x/text tag; an invalid locale gives language.Und.
func (l Locale) Tag() language.Tag {
	t, err := language.Parse(string(l))
	if err != nil {
		return language.Und
	}
	return t
}

// Language returns the base language, for instance "pt" of "pt-BR".
func (l Locale) Language() string {
	b, _ := l.Tag().Base()
	return b.String()
}

// SameLanguage reports whether two locales are one language in one script: en and en-GB, no and nb, zh and zh-TW. Serbian
// in Latin letters and zh-Hant are another to sr-Cyrl and zh-Hans.
func (l Locale) SameLanguage(other Locale) bool {
	a, b := l.Tag(), other.Tag()
	if macroLanguage(a) != macroLanguage(b) {
		return false
	}
	return isBare(a) || isBare(b) || script(a) == script(b)
}

// macroLanguage is the base language, or the one that it is counted to: cmn is Chinese and nb is Norwegian.
func macroLanguage(t language.Tag) language.Base {
	base, _ := t.Base()
	if whole, err := language.Macro.Canonicalize(language.Make(base.String())); err == nil {
		base, _ = whole.Base()
	}
	return base
}

// isBare reports whether a tag says neither script nor region, and so any of the language's scripts will do.
func isBare(t language.Tag) bool {
	_, script, region := t.Raw()
	return script == (language.Script{}) && region == (language.Region{})
}

func script(t language.Tag) language.Script {
	s, _ := t.Script()
	return s
}
