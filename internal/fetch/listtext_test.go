package fetch

import (
	"slices"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func utf16Of(t *testing.T, s string, order unicode.Endianness, mark unicode.BOMPolicy) string {
	t.Helper()
	out, err := unicode.UTF16(order, mark).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestListsInAnyEncoding holds that sitemaps and feeds are read in the encoding that they are in.
func TestListsInAnyEncoding(t *testing.T) {
	sitemap := func(declaration, path string) string {
		return declaration + `<urlset><url><loc>https://www.example.org/` + path + `</loc></url></urlset>`
	}
	const declared16 = `<?xml version="1.0" encoding="UTF-16"?>`
	caf, plain := "https://www.example.org/caf%C3%A9", "https://www.example.org/a"
	for _, tt := range []struct{ name, body, contentType, want string }{
		{"a mark", "\ufeff" + sitemap(`<?xml version="1.0" encoding="UTF-8"?>`, "café"), "text/xml", caf},
		{"a mark and white space", "\ufeff\n " + sitemap("", "café"), "", caf},
		{"white space", "\r\n" + sitemap(`<?xml version="1.0"?>`, "a"), "text/xml", plain},
		{"a mark against the declaration", "\ufeff" + sitemap(`<?xml version="1.0" encoding="ISO-8859-1"?>`, "café"), "text/xml", caf},
		{"UTF-16, little end first", utf16Of(t, sitemap(declared16, "café"), unicode.LittleEndian, unicode.UseBOM), "application/xml", caf},
		{"UTF-16, big end first", utf16Of(t, sitemap(declared16, "café"), unicode.BigEndian, unicode.UseBOM), "application/xml", caf},
		{"UTF-16 without a mark", utf16Of(t, sitemap(declared16, "café"), unicode.LittleEndian, unicode.IgnoreBOM), "application/xml", caf},
		{"UTF-16 without a mark, big end first", utf16Of(t, sitemap(declared16, "café"), unicode.BigEndian, unicode.IgnoreBOM), "application/xml", caf},
		{"Latin-1 by the declaration", sitemap(`<?xml version="1.0" encoding="ISO-8859-1"?>`, "caf\xe9"), "text/xml", caf},
		{"Latin-1 by the header", sitemap("", "caf\xe9"), "text/xml; charset=iso-8859-1", caf},
		{"the header against the declaration", sitemap(`<?xml version="1.0" encoding="UTF-8"?>`, "caf\xe9"), "text/xml; charset=ISO-8859-1", caf},
		{"Latin-1 without a word", sitemap(`<?xml version="1.0"?>`, "caf\xe9"), "text/xml", caf},
		{"another code page", sitemap(`<?xml version="1.0" encoding="windows-1251"?>`, "\xe0"), "text/xml", "https://www.example.org/%D0%B0"},
		{"a text with a mark", "\ufeffhttps://www.example.org/a\r\n", "text/plain", plain},
		{"a text in UTF-16", utf16Of(t, "https://www.example.org/a\r\nhttps://www.example.org/a", unicode.LittleEndian, unicode.UseBOM), "text/plain", plain},
	} {
		list := &l10n.SourceList{URL: listAddress}
		err := readSitemap(&answer{url: listAddress, body: []byte(tt.body), contentType: tt.contentType}, list)
		if got := slices.Compact(list.Pages); err != nil || !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
	feed := `<rss version="2.0"><channel><item><link>https://www.example.org/café</link></item></channel></rss>`
	for name, body := range map[string]string{
		"a mark": "\ufeff" + feed, "UTF-16": utf16Of(t, declared16+feed, unicode.BigEndian, unicode.UseBOM),
		"JSON": utf16Of(t, `{"items":[{"id":"https://www.example.org/café"}]}`, unicode.LittleEndian, unicode.UseBOM),
	} {
		list := &l10n.SourceList{URL: listAddress}
		if err := readFeed(&answer{url: listAddress, body: []byte(body)}, list); err != nil || !slices.Equal(list.Pages, []string{caf}) {
			t.Errorf("a feed with %s: %q, %v", name, list.Pages, err)
		}
	}
}

// TestEntriesWithoutALink holds which other words of a feed's entry are its page's address.
func TestEntriesWithoutALink(t *testing.T) {
	for feed, want := range map[string][]string{
		`<rss><channel><item><guid>https://x.example/a</guid></item></channel></rss>`:                                              {"https://x.example/a"},
		`<rss><channel><item><guid isPermaLink="true"> https://x.example/a </guid></item></channel></rss>`:                         {"https://x.example/a"},
		`<rss><channel><item><guid isPermaLink="FALSE">https://x.example/a</guid></item></channel></rss>`:                          nil,
		`<rss><channel><item><guid>12345</guid></item><item><guid>tag:x.example,2024:1</guid></item></channel></rss>`:              nil,
		`<rss><channel><item><guid>https://x.example/a</guid><link>/b</link></item></channel></rss>`:                               {"https://www.example.org/b"},
		`<rss><channel><item><link>/b</link><guid>https://x.example/a</guid></item></channel></rss>`:                               {"https://www.example.org/b"},
		`<rss><channel><item><link> </link><guid>https://x.example/a</guid></item></channel></rss>`:                                {"https://x.example/a"},
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item rdf:about="https://x.example/a"></item></rdf:RDF>`: {"https://x.example/a"},
		`<feed><entry><id>https://x.example/a</id></entry></feed>`:                                                                 nil,
		`<feed><entry><link rel="alternate" type="application/pdf" href="/a.pdf"/><link rel="alternate" type="text/html" href="/a"/></entry></feed>`: {
			"https://www.example.org/a"},
		`<feed><entry><link rel="http://www.iana.org/assignments/relation/alternate" href="/a"/><link href="/b"/></entry></feed>`: {"https://www.example.org/a"},
		`{"items":[{"id":"https://x.example/a"},{"id":7},{"id":"x"},{"url":"/b","id":"https://x.example/c"}]}`:                    {"https://x.example/a", "https://www.example.org/b"},
	} {
		list := &l10n.SourceList{URL: listAddress}
		if err := readFeed(&answer{url: listAddress, body: []byte(feed)}, list); err != nil || !slices.Equal(list.Pages, want) {
			t.Errorf("%s: %q, %v; want %q", feed, list.Pages, err, want)
		}
	}
}
