package localize

import (
	"bytes"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/format"
)

// dates writes the text of time elements anew, in the style that the source's text has. A text that is not plainly the
// date of the element's datetime ("last summer", a span of days) was for translation and is left alone: extraction asks
// the same [format.IsValue].
func (l *localizer) dates() {
	l.doc.Find("time").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if untranslated(n) || !l.inSourceLang(s) {
			return
		}
		value, has := attr(s, "datetime")
		t, skeleton, ok := format.ReadTime(l.SourceLang, s.Text(), value)
		if !ok {
			return
		}
		text := l.format.Format(t, skeleton)
		l.edit.SetText(holder(n), text)
		if strings.HasSuffix(text, ".") {
			l.dotted[text] = true
		}
		if !has { // the text alone no longer says it to machines
			l.edit.SetAttr(n, "datetime", t.Format(time.DateOnly))
		}
	})
}

// holder is the innermost element that holds all of an element's text, so that markup around the text stays. Markup that
// parts the text is lost: its places mean nothing in another locale's order.
func holder(n *html.Node) *html.Node {
	var only *html.Node
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode:
		case c.Type != html.ElementNode || only != nil:
			return n
		default:
			only = c
		}
	}
	if only == nil {
		return n
	}
	return holder(only)
}

// inSourceLang reports whether an element's text is in the page's language, by the nearest lang attribute.
func (l *localizer) inSourceLang(s *goquery.Selection) bool {
	if l.edit.Untranslated(s.Get(0)) {
		return false // its sentence is not in the locale's language, and its date must not be
	}
	lang, ok := s.Closest("[lang]").Attr("lang")
	return !ok || l.isSourceLang(lang)
}

// oneStop takes away the full stop of a sentence that ends with a date which ends with one itself, as "25 июля 2024 г."
// does: the languages that abbreviate in their dates write one for both.
func (l *localizer) oneStop(page []byte) []byte {
	const end = "</time>"
	for text := range l.dotted {
		date := []byte(text + end)
		var out []byte
		for {
			before, after, found := bytes.Cut(page, date)
			out = append(out, before...)
			if !found {
				break
			}
			out = append(out, date...)
			if len(after) > 0 && after[0] == '.' && !bytes.HasPrefix(after, []byte("..")) {
				after = after[1:]
			}
			page = after
		}
		page = out
	}
	return page
}
