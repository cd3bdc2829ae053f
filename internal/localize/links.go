package localize

import (
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// urlAttributes has the attributes that hold an address, by element. Sources: HTML's index of attributes, SVG's href.
var urlAttributes = map[string][]string{
	"a": {"href", "ping"}, "area": {"href", "ping"}, "audio": {"src"}, "blockquote": {"cite"}, "body": {"background"},
	"button": {"formaction"}, "del": {"cite"}, "embed": {"src"}, "form": {"action"}, "frame": {"src"}, "iframe": {"src"},
	"feImage": {"href", "xlink:href"}, "image": {"href", "xlink:href"}, "img": {"src", "longdesc"}, "input": {"src", "formaction"}, "ins": {"cite"},
	"link": {"href"}, "object": {"data"}, "q": {"cite"}, "script": {"src"}, "source": {"src"}, "table": {"background"},
	"td": {"background"}, "th": {"background"}, "track": {"src"}, "use": {"href", "xlink:href"}, "video": {"src", "poster"},
}

// metaURLs are the names of metadata whose content is an address, besides og:url.
var metaURLs = map[string]bool{
	"og:image": true, "og:image:url": true, "og:image:secure_url": true, "og:audio": true, "og:video": true,
	"og:video:url":  true,
	"twitter:image": true, "twitter:player": true, "msapplication-tileimage": true, "thumbnail": true,
}

// removeBase reads the address of a base element and removes it. All addresses that it applies to become absolute, and
// links within the page must stay within it. removeBase also reads the source's canonical address.
func (l *localizer) removeBase() {
	l.readBase()
	l.doc.Find("base[href]").Each(func(_ int, s *goquery.Selection) { l.edit.RemoveAttr(s.Get(0), "href") })
	l.doc.Find("link[rel=canonical]").First().Each(func(_ int, s *goquery.Selection) {
		href, _ := attr(s, "href")
		l.canonical, _ = l.resolve(href)
	})
}

func (l *localizer) readBase() {
	l.doc.Find("base[href]").First().Each(func(_ int, s *goquery.Selection) {
		href, _ := attr(s, "href")
		if u, err := l.source.Parse(ascii.TrimSpace(href)); err == nil && isWeb(u) {
			l.base = u
		}
	})
}

// links rewrites every address of the page, but those of elements in done.
func (l *localizer) links(done map[*html.Node]bool) {
	l.styles()
	l.doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		for _, key := range urlAttributes[n.Data] {
			v, ok := attr(s, key)
			switch {
			case !ok || done[n]:
			case key == "href" && (n.Data == "a" || n.Data == "area"):
				l.anchor(s, v)
			case key == "ping":
				l.set(n, key, v, strings.Join(mapFields(v, l.absolute), " "))
			default:
				l.set(n, key, v, l.absolute(v))
			}
		}
		l.otherAddresses(s)
	})
}

// otherAddresses rewrites the addresses inside other attributes: lists of addresses, styles and metadata.
func (l *localizer) otherAddresses(s *goquery.Selection) {
	n := s.Get(0)
	if action, _ := attr(s, "action"); n.Data == "form" && ascii.TrimSpace(action) == "" && isWeb(l.source) {
		l.edit.SetAttr(n, "action", l.fromRoot(l.source)) // a form without an address is sent to its own page, the source
	}
	for _, key := range [...]string{"srcset", "imagesrcset"} {
		if v, ok := attr(s, key); ok {
			l.set(n, key, v, l.srcset(v))
		}
	}
	if v, ok := attr(s, "style"); ok {
		l.set(n, "style", v, l.directedStyle(s, l.styleURLs(v)))
	}
	if n.Data != "meta" {
		return
	}
	v, _ := attr(s, "content")
	name, _ := attr(s, "property")
	if name == "" {
		name, _ = attr(s, "name")
	}
	equiv, _ := attr(s, "http-equiv")
	switch {
	case metaURLs[ascii.ToLower(name)]:
		l.set(n, "content", v, l.absoluteIn(v, true))
	case strings.EqualFold(equiv, "refresh"):
		if wait, target, ok := cutRefresh(v); ok {
			l.set(n, "content", v, wait+"url="+l.absolute(target))
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

var refresh = regexp.MustCompile(`(?i)^(\s*[\d.]+\s*[;,]\s*)url\s*=\s*['"]?([^'"]*)['"]?\s*$`)

// cutRefresh splits the content of a meta refresh into its waiting time and its address.
func cutRefresh(content string) (wait, target string, ok bool) {
	m := refresh.FindStringSubmatch(content)
	if m == nil {
		return "", "", false
	}
	return m[1], m[2], true
}
