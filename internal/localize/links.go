package localize

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// urlAttributes has the attributes of HTML that hold the address of a file or a service, by element. Source: HTML's index
// of attributes, and those that are obsolete.
var urlAttributes = map[string][]string{
	"audio": {"src"}, "blockquote": {"cite"}, "body": {"background"}, "del": {"cite"}, "html": {"manifest"},
	"img": {"src"}, "input": {"src"}, "ins": {"cite"}, "menuitem": {"icon"}, "q": {"cite"}, "script": {"src"},
	"source": {"src"}, "table": {"background"}, "td": {"background"}, "th": {"background"}, "tr": {"background"},
	"track": {"src"}, "video": {"src", "poster"},
}

// pageAttributes has those that may lead to a page, which readers see there or go to.
var pageAttributes = map[string][]string{
	"embed": {"src"}, "frame": {"src", "longdesc"}, "iframe": {"src", "longdesc"}, "img": {"longdesc"}, "object": {"data"},
	"portal": {"src"},
}

// metaURLs are the names of metadata whose content is an address, besides og:url.
var metaURLs = map[string]bool{
	"og:image": true, "og:image:url": true, "og:image:secure_url": true,
	"og:audio": true, "og:audio:url": true, "og:audio:secure_url": true,
	"og:video": true, "og:video:url": true, "og:video:secure_url": true, "og:see_also": true,
	"twitter:image": true, "twitter:image:src": true, "twitter:player": true, "twitter:player:stream": true,
	"msapplication-tileimage": true, "msapplication-square70x70logo": true, "msapplication-square150x150logo": true,
	"msapplication-wide310x150logo": true, "msapplication-square310x310logo": true, "msapplication-config": true,
	"thumbnail": true,
}

// removeBase reads the address of a base element and removes it. All addresses that it applies to become absolute, and
// links within the page must stay within it. removeBase also reads the source's canonical address.
func (l *localizer) removeBase() {
	l.readBase()
	l.doc.Find("base[href]").Each(func(_ int, s *goquery.Selection) { l.edit.RemoveAttr(s.Get(0), "href") })
	l.doc.Find("link[rel]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if slices.Contains(relations(s), "canonical") {
			href, _ := attr(s, "href")
			l.canonical, _ = l.resolve(href)
		}
		return l.canonical == nil
	})
}

func (l *localizer) readBase() {
	l.doc.Find("base[href]").First().Each(func(_ int, s *goquery.Selection) {
		href, _ := attr(s, "href")
		if u, err := parseURL(l.source, href); err == nil && isWeb(u) {
			l.base = u
		}
	})
}

// links rewrites every address of the page, but those of elements in done.
func (l *localizer) links(done map[*html.Node]bool) {
	l.styles()
	l.doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		switch n := s.Get(0); {
		case n.Namespace != "":
			l.foreignLinks(s)
		case !done[n]:
			l.elementLinks(s)
		}
		l.otherAddresses(s)
	})
}

// elementLinks rewrites the addresses of an element of HTML.
func (l *localizer) elementLinks(s *goquery.Selection) {
	n := s.Get(0)
	for _, key := range urlAttributes[n.Data] {
		l.rewrite(s, key, l.absolute)
	}
	for _, key := range pageAttributes[n.Data] {
		l.rewrite(s, key, l.pageLink)
	}
	switch n.Data {
	case "a", "area":
		if v, ok := attr(s, "href"); ok {
			l.anchor(s, "href", v)
		}
		l.rewrite(s, "ping", func(v string) string { return strings.Join(mapFields(v, l.absolute), " ") })
	case "link":
		l.rewrite(s, "href", l.linkOf(s))
	case "form":
		l.form(s)
	case "button", "input":
		if v, ok := attr(s, "formaction"); ok {
			l.set(n, "formaction", v, l.submitted(v, l.methodOf(s)))
		}
	}
}

// rewrite changes an attribute that an element has.
func (l *localizer) rewrite(s *goquery.Selection, key string, change func(string) string) {
	if v, ok := attr(s, key); ok {
		l.set(s.Get(0), key, v, change(v))
	}
}

// foreignLinks rewrites the addresses of SVG and MathML. Where an element of SVG has both href and xlink:href, browsers
// heed the former (https://svgwg.org/svg2-draft/linking.html#XLinkRefAttrs).
func (l *localizer) foreignLinks(s *goquery.Selection) {
	n := s.Get(0)
	for _, key := range [...]string{"href", "xlink:href"} {
		v, ok := attr(s, key)
		switch {
		case !ok:
		case n.Namespace == "svg" && n.Data == "a":
			l.anchor(s, key, v)
		case n.Namespace == "math":
			l.set(n, key, v, l.pageLink(v))
		default:
			l.set(n, key, v, l.absolute(v))
		}
	}
}

// files are the relations of links in the head to what a browser loads for the page itself, and to the page's own formats.
var files = []string{
	"stylesheet", "icon", "mask-icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
	"preload", "modulepreload", "manifest", "preconnect", "dns-prefetch", "alternate", "image_src", "pingback", "search",
}

// linkOf returns how the address of a link in the head changes: next, up, author, license and the like lead readers to
// other pages.
func (l *localizer) linkOf(s *goquery.Selection) func(string) string {
	if _, ok := attr(s, "hreflang"); ok { // for search engines, which read absolute addresses
		return func(v string) string { return l.absoluteIn(v, true) }
	}
	if slices.ContainsFunc(relations(s), func(r string) bool { return slices.Contains(files, r) }) {
		return l.absolute
	}
	return l.pageLink
}

// pageLink returns the address of a page in this locale, and else what [localizer.absolute] returns.
func (l *localizer) pageLink(href string) string {
	abs, ok := l.resolve(href)
	if !ok {
		return href
	}
	if local, _, ok := l.localized(abs); ok {
		return l.withFragment(local, abs)
	}
	return l.absolute(href)
}

// form rewrites the address that a form is sent to. One without an address is sent to its own page, the source.
func (l *localizer) form(s *goquery.Selection) {
	action, _ := attr(s, "action")
	if trimAddress(action) != "" {
		method, _ := attr(s, "method")
		l.set(s.Get(0), "action", action, l.submitted(action, method))
	} else if isWeb(l.source) {
		l.edit.SetAttr(s.Get(0), "action", l.fromRoot(l.source))
	}
}

// methodOf is the method by which a button sends its form: its own, or that of the form that it belongs to.
func (l *localizer) methodOf(s *goquery.Selection) string {
	if method, ok := attr(s, "formmethod"); ok {
		return method
	}
	id, ok := attr(s, "form")
	if !ok {
		method, _ := s.Closest("form").Attr("method")
		return method
	}
	if l.methods == nil {
		l.methods = map[string]string{}
		l.doc.Find("form[id]").Each(func(_ int, form *goquery.Selection) {
			if id := form.AttrOr("id", ""); l.methods[id] == "" {
				l.methods[id] = form.AttrOr("method", "get")
			}
		})
	}
	return l.methods[id]
}

// submitted returns where what is sent to an address goes. A form that asks for a page (method="get") asks for the
// localized one. What a form posts is for the program behind the source's page, and so is what it asks its own page.
func (l *localizer) submitted(href, method string) string {
	abs, ok := l.resolve(href)
	if strings.EqualFold(ascii.TrimSpace(method), "post") || ok && samePage(abs, l.source) {
		return l.absolute(href)
	}
	return l.pageLink(href)
}

// otherAddresses rewrites the addresses inside other attributes: lists of addresses, styles and metadata.
func (l *localizer) otherAddresses(s *goquery.Selection) {
	n := s.Get(0)
	for _, key := range [...]string{"srcset", "imagesrcset"} {
		l.rewrite(s, key, l.srcset)
	}
	l.rewrite(s, "style", func(v string) string { return l.directedStyle(s, l.styleURLs(v)) })
	if n.Data != "meta" {
		return
	}
	v, _ := attr(s, "content")
	equiv, _ := attr(s, "http-equiv")
	switch name := metaName(s); {
	case metaURLs[name]:
		l.set(n, "content", v, l.absoluteIn(v, true))
	case strings.EqualFold(ascii.TrimSpace(equiv), "refresh"):
		if wait, target, ok := cutRefresh(v); ok {
			l.set(n, "content", v, wait+"url="+l.pageLink(target))
		}
	}
}

// set changes the address in an attribute. It removes the attribute where the new address is empty.
func (l *localizer) set(n *html.Node, key, old, value string) {
	switch {
	case value == old:
	case value == "":
		l.edit.RemoveAttr(n, key)
	default:
		l.edit.SetAttr(n, key, value)
	}
}

func mapFields(s string, f func(string) string) []string {
	fields := slices.Collect(ascii.Fields(s))
	for i := range fields {
		fields[i] = f(fields[i])
	}
	return fields
}
