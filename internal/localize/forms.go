package localize

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// forms keeps what forms send to the server as the source's forms send it
// (https://html.spec.whatwg.org/#form-submission-algorithm): the values of options, and the encoding.
func (l *localizer) forms() {
	translated := l.edit.Holds(func(id l10n.SegmentID) bool { return !l.Untranslated[id] })
	l.doc.Find("option").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if _, ok := attr(s, "value"); !ok && n.Namespace == "" && translated(n) {
			l.edit.SetAttr(n, "value", optionText(n))
		}
	})
	encoding := l.edit.OtherEncoding()
	if encoding == "" {
		return
	}
	l.doc.Find("form").Each(func(_ int, s *goquery.Selection) {
		if v, ok := attr(s, "accept-charset"); !ok || ascii.TrimSpace(v) == "" {
			l.edit.SetAttr(s.Get(0), "accept-charset", encoding)
		}
	})
}

// optionText is the value of an option without the attribute: its text, but for that of scripts, with its white space
// collapsed.
func optionText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type == html.ElementNode && c.Data != "script":
				walk(c)
			}
		}
	}
	walk(n)
	return strings.Join(slices.Collect(ascii.Fields(b.String())), " ")
}
