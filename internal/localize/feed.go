package localize

import (
	"html"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// feedTypes are the media types of feeds, as pages name them.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}

// feed has the page name the feed of its own language: in the place of the source's first feed, whose title is
// translated, or else at the end of the head. Other feeds, such as a page's comments, stay the source's.
func (l *localizer) feed() {
	head := l.doc.Find("head").First()
	if head.Length() == 0 {
		return
	}
	if l.NoIndex && l.doc.Find(`meta[name]`).FilterFunction(func(_ int, s *goquery.Selection) bool {
		name, _ := attr(s, "name")
		return strings.EqualFold(ascii.TrimSpace(name), "robots")
	}).Length() == 0 {
		l.edit.AppendTo(head.Get(0), "<meta name=\"robots\" content=\"noindex\">\n")
	}
	if l.Feed == "" {
		return
	}
	const media = "application/atom+xml"
	found := false
	l.doc.Find("link[rel][type]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		kind, _ := attr(s, "type")
		kind, _, _ = strings.Cut(ascii.ToLower(kind), ";")
		_, otherLanguage := attr(s, "hreflang") // which is taken away with the source's alternates
		rels := relations(s)
		if otherLanguage || !slices.Contains(rels, "alternate") || slices.Contains(rels, "stylesheet") || !slices.Contains(feedTypes, ascii.TrimSpace(kind)) {
			return true
		}
		found = true
		l.edit.SetAttr(s.Get(0), "href", l.fromHere(l.Feed))
		l.edit.SetAttr(s.Get(0), "type", media)
		return false
	})
	if !found {
		l.edit.AppendTo(head.Get(0), `<link rel="alternate" type="`+media+`" href="`+html.EscapeString(l.fromHere(l.Feed))+"\">\n")
	}
}
