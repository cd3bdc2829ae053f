package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const listAddress = "https://www.example.org/lists/x"

func pagesOf(read func(*answer, *l10n.SourceList) error, body string) ([]string, error) {
	list := &l10n.SourceList{URL: listAddress}
	err := read(&answer{url: listAddress, body: []byte(body)}, list)
	return list.Pages, err
}

// TestFeedsByLibrary holds that the links of feeds are those that a library finds which reads all of a feed.
func TestFeedsByLibrary(t *testing.T) {
	for _, feed := range []string{
		lists["/rss.xml"], lists["/atom.xml"], lists["/feed.json"],
		`<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><item><title>caf` + "\xe9" + `</title><link>/caf` + "\xe9" + `</link></item></channel></rss>`,
		`<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>/home</link><atom:link rel="self" href="/f"/>
			<item><link>/a</link><atom:link href="/other"/></item><item><atom:link href="/b"/></item></channel></rss>`,
		`<rss><channel><image><link>/i</link></image><item><guid isPermaLink="false">https://www.example.org/g</guid></item><item><link> /b </link></item></channel></rss>`,
		`<rss><channel><item><link><![CDATA[/a?x=1&y=2]]></link></item><item><link>/a?x&amp;y&eacute;</link></item></channel></rss>`,
		`<rss><channel><item><link href="/by-attribute"/></item><item><link>/1</link><link>/2</link></item></channel></rss>`,
		`<rss xml:base="/base/"><channel><item><link>a</link></item></channel></rss>`,
		`<RSS><Channel><Item><Link>/a</Link></Item></Channel></RSS>`,
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><link>/home</link></channel>
			<item><link>/a</link></item><item><link>/b</link></item></rdf:RDF>`,
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.example.org/blog/"><link href="/"/><entry><link rel="self" href="s"/>
			<link href="a"/><link rel="alternate" href="b"/></entry><entry xml:base="sub/"><link href="c"/></entry><entry><title>none</title></entry></feed>`,
		`<feed><entry><source><link href="/source"/></source><content type="xhtml"><div><link href="/d"/></div></content><link href="/x"/></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"/a","tags":["x"],"author":{"url":"/no"}},{"id":"2"}],"home_page_url":"/"}`,
		`{"items":[],"version":"https://jsonfeed.org/version/1"}`,
		`<html><body>no</body></html>`, `<rss><channel><item><link>/a</link>`, `{"items":[{"url":"/a"}`, ``, `words`, `{"items":3}`,
	} {
		got, err := pagesOf(readFeed, feed)
		parsed, fault := gofeed.NewParser().Parse(strings.NewReader(feed))
		if (err != nil) != (fault != nil) || err != nil && !errors.Is(err, ErrType) {
			t.Errorf("%s: the errors %v and %v", feed, err, fault)
			continue
		}
		if err != nil {
			continue
		}
		want := &l10n.SourceList{URL: listAddress}
		for _, item := range parsed.Items {
			if item.Link != "" {
				if err := addListed(want, item.Link); err != nil {
					t.Fatal(err)
				}
			}
		}
		if !slices.Equal(got, want.Pages) {
			t.Errorf("%s: got %v, want %v", feed, got, want.Pages)
		}
	}
}

// TestSitemapEntries holds what counts as an entry of a sitemap.
func TestSitemapEntries(t *testing.T) {
	for body, want := range map[string]string{
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="i"><url><loc>/a</loc><image:image><image:loc>/no</image:loc></image:image></url></urlset>`: "/a",
		`<urlset><url><loc><![CDATA[/a?x&y]]></loc></url><loc>/no</loc><x><loc>/no</loc></x></urlset><!-- after -->`:                                                         "/a?x&y",
		`<?xml version="1.0" encoding="ISO-8859-1"?><urlset><url><loc>/caf` + "\xe9" + `</loc></url></urlset>`:                                                               "/caf%C3%A9",
		`<urlset/>`: "",
		`<urlset><url><lastmod>x</lastmod></url><url><loc>/a</loc></url><sitemap><loc>/no</loc></sitemap></urlset>`: "/a",
	} {
		got, err := pagesOf(readSitemap, body)
		if s := strings.ReplaceAll(strings.Join(got, " "), "https://www.example.org", ""); err != nil || s != want {
			t.Errorf("%s: %q, %v", body, s, err)
		}
	}
}

// TestListBounds holds that a list that is made to take memory is refused, and takes memory by its
// size before, most of which is free again at once.
func TestListBounds(t *testing.T) {
	const n = 5 << 20
	many := func(s string) string { return strings.Repeat(s, n/len(s)) }
	fewer := func(s string) string { return strings.Repeat(s, 2*maxPages) }
	for name, body := range map[string]string{
		"nested":       "<urlset>" + fewer("<a>"),
		"attributes":   "<urlset><a " + many("a='' ") + "/></urlset>",
		"one text":     "<urlset><url><loc>" + many("a") + "</loc></url></urlset>",
		"a comment":    "<urlset><!-- " + many("a") + " --></urlset>",
		"entries":      "<urlset>" + fewer("<url><loc>/a</loc></url>") + "</urlset>",
		"other things": "<urlset>" + fewer("<b c='d'>e</b>") + "</urlset>",
		"namespaces":   "<urlset>" + fewer("<b xmlns:a='b'/>") + "</urlset>",
		"texts in loc": "<urlset><url><loc>" + fewer("a<!-- -->") + "</loc></url></urlset>",
	} {
		feed := strings.NewReplacer("urlset", "rss", "<url>", "<channel><item>", "</url>", "</item></channel>", "loc>", "link>").Replace(body)
		for kind, read := range map[string]func() error{
			"sitemap": func() error { _, err := pagesOf(readSitemap, body); return err },
			"feed":    func() error { _, err := pagesOf(readFeed, feed); return err },
		} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := read()
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > uint64(64*len(body)) {
				t.Errorf("%s %s: takes %d bytes for each of the list's", kind, name, took/uint64(len(body)))
			}
			if name != "other things" && name != "namespaces" && !Permanent(err) {
				t.Errorf("%s %s: %v", kind, name, err)
			}
		}
	}
	items := strings.Repeat(`{"url":"/a"},`, maxPages+1)
	if _, err := pagesOf(readFeed, `{"items":[`+items+`{}]}`); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a JSON feed of too many entries: %v", err)
	}
}

// TestEntriesOfAllLists holds that lists which repeat themselves end.
func TestEntriesOfAllLists(t *testing.T) {
	pages := pageList{lists: map[string]l10n.SourceList{}}
	list := &l10n.SourceList{URL: listAddress, Pages: slices.Repeat([]string{"https://www.example.org/a"}, maxPages)}
	for i := range 3 {
		if err := pages.addList(fmt.Sprint(i), list); (err != nil) != (i == 2) || err != nil && !errors.Is(err, ErrTooLarge) {
			t.Errorf("list %d: %v", i, err)
		}
	}
}

// TestBombs holds that a compressed list is unpacked to its bound and no further.
func TestBombs(t *testing.T) {
	bomb := zipped(t, strings.Repeat("<a/>", 1<<20))
	s, f := serve(t, Options{MaxBytes: 100 << 10}, listHandler(bomb))
	for _, src := range []Source{{Sitemap: s.URL + "/x.xml.gz"}, {Feed: s.URL + "/x.xml.gz"}} {
		if _, err := f.Discover(t.Context(), src); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%+v: %v", src, err)
		}
	}
	if len(bomb) > 50<<10 || bytes.Contains(bomb, []byte("<a/><a/>")) {
		t.Errorf("the bomb has %d bytes", len(bomb))
	}
}
