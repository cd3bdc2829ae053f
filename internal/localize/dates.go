package localize

import (
	"bytes"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
)

// dates writes the text of time elements in the locale, in the style of the source's text. It leaves alone a text that
// is not simply the date of the element's datetime ("last summer", a span of days), because that was translated.
// Extraction decides by the same function, [format.IsValue].
func (l *localizer) dates() {
	l.doc.Find("time").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if untranslated(n) || !l.inSourceLang(s) || l.translated(n) {
			return
		}
		value, hasDatetime := attr(s, "datetime")
		t, skeleton, ok := format.ReadTime(l.SourceLang, s.Text(), value)
		if !ok || !l.format.CanWrite(skeleton) {
			return
		}
		text := l.format.Format(t, skeleton)
		l.rewritten[n] = true
		l.edit.SetText(innermost(n), text)
		l.note(n, s.Text(), text)
		if strings.HasSuffix(text, ".") {
			l.endsInStop[text] = true
		}
		if !hasDatetime { // machines could read the source's text, but not the localized one
			l.edit.SetAttr(n, "datetime", t.Format(time.DateOnly))
		}
	})
}

// innermost is the innermost element that holds all of an element's text, so that markup around all of the text stays.
// Markup around a part of the text is lost, because another locale may have another order.
func innermost(n *html.Node) *html.Node {
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
	return innermost(only)
}

// inSourceLang reports whether an element's text is in the page's language, by the nearest lang attribute.
func (l *localizer) inSourceLang(s *goquery.Selection) bool {
	if l.edit.Untranslated(s.Get(0)) || l.staysAsIs(s.Get(0)) {
		return false // the text stays in the source's language, and its date must too
	}
	lang, ok := s.Closest("[lang]").Attr("lang")
	return !ok || l.isSourceLang(lang)
}

// dropDoubledStop removes the full stop of a sentence after a date that ends in one, such as "25 июля 2024 г.".
// Languages that abbreviate in their dates write one full stop for both. The marks keep their places.
func (l *localizer) dropDoubledStop(page []byte, marks []extract.Mark) ([]byte, []extract.Mark) {
	const end = "</time>"
	for text := range l.endsInStop {
		date := []byte(text + end)
		var out []byte
		from, shifted := 0, 0 // in the page, and in the marks
		for {
			i := bytes.Index(page[from:], date)
			if i < 0 {
				break
			}
			at := from + i + len(date)
			out = append(out, page[from:at]...)
			from = at
			if from < len(page) && page[from] == '.' && !bytes.HasPrefix(page[from:], []byte("..")) {
				from++
			}
			for shifted < len(marks) && marks[shifted].At <= at {
				marks[shifted].At -= at - len(out)
				shifted++
			}
		}
		for i := range marks[shifted:] {
			marks[shifted+i].At -= from - len(out)
		}
		page = append(out, page[from:]...)
	}
	return page, marks
}
