package app

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// crawler reads a published site as a search engine does and holds its pages' alternates to what search engines say they
// need (https://developers.google.com/search/docs/specialty/international/localized-versions). It knows nothing of how the
// pages were made.
type crawler struct {
	client *http.Client
	own    func(*url.URL) bool // tells the site's addresses from others
	pages  map[string]*crawled
	status map[string]int
	faults []string
}

// crawled is what a page says of itself.
type crawled struct {
	lang, canonical string
	alternates      map[string]string
	links           []string
}

// tag is a language tag as hreflang takes it: a language, then a script and a region where there are any (RFC 5646).
var tag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$`)

func (c *crawler) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// crawl reads the pages from where visitors begin.
func (c *crawler) crawl(begin ...string) {
	c.pages, c.status = map[string]*crawled{}, map[string]int{}
	for queue := begin; len(queue) > 0; queue = queue[1:] {
		address, _, _ := strings.Cut(queue[0], "#")
		u, err := url.Parse(address)
		if err != nil || !u.IsAbs() {
			c.fault("%q is no absolute address", address)
			continue
		}
		if c.status[address] != 0 {
			continue
		}
		body := c.get(address)
		if !c.own(u) || body == nil {
			continue
		}
		page := c.read(u, body)
		c.pages[address] = page
		queue = append(queue, page.links...)
		for _, lang := range slices.Sorted(maps.Keys(page.alternates)) {
			queue = append(queue, page.alternates[lang])
		}
	}
	for _, address := range slices.Sorted(maps.Keys(c.pages)) {
		c.check(address, c.pages[address])
	}
}

// get asks for an address once; nil is what is no page.
func (c *crawler) get(address string) []byte {
	res, err := c.client.Get(address)
	if err != nil {
		c.status[address] = -1
		c.fault("%s: %v", address, err)
		return nil
	}
	defer func() { _ = res.Body.Close() }()
	c.status[address] = res.StatusCode
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		c.fault("%s answers %d, %v", address, res.StatusCode, err)
		return nil
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	return body
}

func (c *crawler) read(at *url.URL, body []byte) *crawled {
	p := &crawled{alternates: map[string]string{}}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(body)))
	if err != nil {
		c.fault("%s: %v", at, err)
		return p
	}
	p.lang = doc.Find("html").AttrOr("lang", "")
	if links := doc.Find("head link[rel=canonical]"); links.Length() != 1 {
		c.fault("%s has %d canonical addresses", at, links.Length())
	} else {
		p.canonical = links.AttrOr("href", "")
	}
	doc.Find("link[rel=alternate][hreflang]").Each(func(_ int, s *goquery.Selection) {
		lang := s.AttrOr("hreflang", "")
		if _, twice := p.alternates[lang]; twice {
			c.fault("%s names two alternates in %s", at, lang)
		}
		if s.Closest("head").Length() == 0 {
			c.fault("%s: the alternate in %s is not in the head", at, lang)
		}
		p.alternates[lang] = s.AttrOr("href", "")
	})
	doc.Find("a[href], img[src], link[rel=stylesheet], link[rel=icon]").Each(func(_ int, s *goquery.Selection) {
		if u, err := at.Parse(s.AttrOr("href", s.AttrOr("src", ""))); err == nil && strings.HasPrefix(u.Scheme, "http") {
			p.links = append(p.links, u.String())
		}
	})
	return p
}

// check holds a page to the rules: valid tags, itself among its alternates, one default, and the same alternates on
// every page that it names.
func (c *crawler) check(address string, p *crawled) {
	if p.canonical != address {
		c.fault("%s says that its address is %s", address, p.canonical)
	}
	if p.alternates[p.lang] != address {
		c.fault("%s is in %q, and names %q as the page in it", address, p.lang, p.alternates[p.lang])
	}
	if p.alternates["x-default"] == "" {
		c.fault("%s names no default", address)
	}
	for lang, to := range p.alternates {
		if lang != "x-default" && !tag.MatchString(lang) {
			c.fault("%s: %q is no language tag", address, lang)
		}
		if c.status[to] != http.StatusOK {
			c.fault("%s: its alternate %s answers %d", address, to, c.status[to])
		}
		other, own := c.pages[to]
		if own && !maps.Equal(other.alternates, p.alternates) {
			c.fault("%s and %s name different alternates:\n%v\n%v", address, to, p.alternates, other.alternates)
		}
	}
}
