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
