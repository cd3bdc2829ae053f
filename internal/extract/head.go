package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// robots are the names of meta elements that speak to search engines: to all of them, or to one.
var robots = map[string]bool{
	"robots": true, "googlebot": true, "google": true, "bingbot": true, "msnbot": true, "slurp": true, "yandex": true, "yandexbot": true,
	"baiduspider": true, "duckduckbot": true, "applebot": true, "seznambot": true, "naverbot": true, "yeti": true, "teoma": true,
	"sogou": true, "petalbot": true, "qwantbot": true,
}

// searchRules notes what a page says to search engines: whether it is not to be listed, and whether it is a copy of
// another page.
func (x *extractor) searchRules(doc l10n.Document) (noIndex bool, canonical string) {
	noIndex = headerNoIndex(doc.Robots)
	base, _ := url.Parse(doc.URL)
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type != html.ElementNode || c.Namespace != "":
			case c.DataAtom == atom.Base && base != nil:
				if href, ok := attr(c, "href"); ok {
					if b, err := base.Parse(ascii.TrimSpace(href)); err == nil {
						base = b
					}
				}
			case c.DataAtom == atom.Meta:
				noIndex = noIndex || metaNoIndex(c)
				x.noteSiteName(c, len(x.units)) // where it was no text for translation
			case c.DataAtom == atom.Link && canonical == "" && isCanonical(c):
				canonical = x.otherPage(doc.URL, base, c)
			case c.DataAtom == atom.Html, c.DataAtom == atom.Head, c.DataAtom == atom.Noscript:
				walk(c)
			}
		}
	}
	walk(x.tree.Doc)
	return noIndex, canonical
}

// metaNoIndex reports whether a meta element asks search engines not to list the page. The name may be a list of robots.
func metaNoIndex(n *html.Node) bool {
	names, _ := attr(n, "name")
	content, _ := attr(n, "content")
	for name := range strings.FieldsFuncSeq(ascii.ToLower(names), isSeparator) {
		if robots[name] {
			return saysNoIndex(content)
		}
	}
	return false
}

// saysNoIndex reports whether a list of rules has noindex, or none, which is noindex and nofollow.
func saysNoIndex(rules string) bool {
	for rule := range strings.FieldsFuncSeq(ascii.ToLower(rules), isSeparator) {
		if rule == "noindex" || rule == "none" {
			return true
		}
	}
	return false
}

func isSeparator(r rune) bool { return r == ',' || r == ';' || strings.ContainsRune(ascii.Space, r) }

// headerNoIndex reads X-Robots-Tag: rules for all robots, or for those that a name before a colon calls. Several headers
// are joined by commas or line breaks. "unavailable_after: 25 Jun 2010" is a rule of its own.
func headerNoIndex(header string) bool {
	return saysNoIndex(strings.ReplaceAll(header, ":", ","))
}

func isCanonical(n *html.Node) bool {
	rel, _ := attr(n, "rel")
	for r := range ascii.Fields(ascii.ToLower(rel)) {
		if r == "canonical" {
			return true
		}
	}
	return false
}

// otherPage returns the canonical address of a page where it is another page's. A page is itself under http and https,
// with and without an index file or a slash at the end, and on another host: then its site has moved, or this is its
// workshop.
func (x *extractor) otherPage(own string, base *url.URL, n *html.Node) string {
	href, ok := attr(n, "href")
	self, err := url.Parse(own)
	if !ok || base == nil || err != nil || self.Scheme == "file" {
		return ""
	}
	to, err := base.Parse(ascii.TrimSpace(href))
	if err != nil || to.Scheme != "http" && to.Scheme != "https" {
		return ""
	}
	if plainPath(self) == plainPath(to) {
		return ""
	}
	to.Fragment, to.RawFragment = "", ""
	return to.String()
}

// plainPath is an address's path and query, without what names the same page twice.
func plainPath(u *url.URL) string {
	p := u.Path
	for _, index := range [...]string{"/index.html", "/index.htm", "/index.php", "/default.aspx"} {
		p = strings.TrimSuffix(p, index)
	}
	p = strings.TrimSuffix(strings.TrimRight(p, "/"), ".html")
	return p + "?" + u.Query().Encode()
}

// noteSiteName notes the text by which a page names its site for shared links.
func (x *extractor) noteSiteName(n *html.Node, units int) {
	if n.DataAtom != atom.Meta || x.depth > 0 || x.site.Text != "" {
		return
	}
	name, ok := attr(n, "property")
	if !ok {
		name, _ = attr(n, "name")
	}
	switch ascii.ToLower(ascii.TrimSpace(name)) {
	case "og:site_name", "application-name":
	default:
		return
	}
	text, _ := attr(n, "content")
	x.site.Text = ascii.CollapseSpace(text)
	if len(x.units) > units {
		x.site.Unit = x.units[units].ID
	}
}
