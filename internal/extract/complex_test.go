package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestTooComplexNamesThePlace holds that each refusal of a page for its work says where in the page it began, and is no error
// that another try would mend.
func TestTooComplexNamesThePlace(t *testing.T) {
	rules := func(language, selector, attrs string) string {
		return `<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0" xmlns:h="http://www.w3.org/1999/xhtml" queryLanguage="` +
			language + `"><its:locNoteRule selector="` + selector + `" locNoteType="alert" ` + attrs + `/></its:rules></script>`
	}
	lines := strings.Repeat("\n", 41)
	open := func(piece string) string {
		var b strings.Builder
		for i := range 20_000 {
			fmt.Fprintf(&b, piece, i)
		}
		return b.String()
	}
	wide := strings.Repeat("<p title=w>w", 3000)
	deep := strings.Repeat("<div>", 500) + strings.Repeat("<i></i>", 12000)
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"open formatting": {lines + open("<b id=b%d><p>"), []string{"line 42", "<b> of line 42"}},
		"open links":      {lines + "\n" + open("<p><font color=c%d>"), []string{"line 43", "<font> of line 43"}},
		"XPath":           {lines + rules("xpath", "//*/following::*/preceding::*", "") + wide, []string{"line 42", "locNoteRule"}},
		"CSS":             {lines + "\n\n" + rules("css", "div", `locNotePointer="div i, i"`) + deep, []string{"line 44", "locNoteRule"}},
		"terms":           {lines + strings.Repeat("<span its-term=yes>w w w w w w w w ", 4000), []string{"line 42", "a term in an element span"}},
		"a frame": {lines + `<iframe srcdoc='` + "\n" + strings.ReplaceAll(rules("xpath", "//*/following::*/preceding::*", ""), "'", "") + wide + `'></iframe>`,
			[]string{"locNoteRule", "line 2 of a srcdoc"}},
	} {
		_, _, err := Extract(l10n.Document{URL: "https://www.example/a.html"}, []byte(c.page), Options{WholePage: true})
		if !errors.Is(err, l10n.ErrPage) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, want := range append(c.want, "https://www.example/a.html", "too complex") {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v; it does not say %q", name, err, want)
			}
		}
	}
}
