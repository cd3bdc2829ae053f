package examples

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const host = "http://site.example"

var pages = []string{
	"index.html",
	"news/opening-of-the-seventh-session.html",
	"news/tidal-watch-funding.html",
	"news/interview-mireille-castang.html",
	"news/workshop-reading-tide-gauges.html",
}

func pageURL(p string) string { return host + "/" + strings.TrimSuffix(p, "index.html") }

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// elements calls f for every element of a page. The pages are clean enough for the XML reader's HTML mode.
func elements(t *testing.T, page string, f func(name string, attr map[string]string)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(read(t, "site/"+page))))
	d.Strict = false
	d.AutoClose = xml.HTMLAutoClose
	d.Entity = xml.HTMLEntity
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			attr := map[string]string{}
			for _, a := range e.Attr {
				attr[a.Name.Local] = a.Value
			}
			f(e.Name.Local, attr)
		}
	}
}

func TestPagesAreTheSite(t *testing.T) {
	var got []string
	err := fs.WalkDir(FS, "site", func(p string, d fs.DirEntry, err error) error {
		if path.Ext(p) == ".html" {
			got = append(got, strings.TrimPrefix(p, "site/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(slices.Values(pages))
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("pages %v, want %v", got, want)
	}
}

// TestLinksResolve follows every href, src, action and absolute URL that leads to the site.
func TestLinksResolve(t *testing.T) {
	ids := map[string]bool{}
	for _, p := range pages {
		ids[p] = true
		elements(t, p, func(_ string, attr map[string]string) {
			if id := attr["id"]; id != "" {
				if ids[p+"#"+id] {
					t.Errorf("%s: id %q is there twice", p, id)
				}
				ids[p+"#"+id] = true
			}
		})
	}
	for _, p := range pages {
		elements(t, p, func(name string, attr map[string]string) {
			for _, key := range []string{"href", "src", "action", "content"} {
				link, ok := attr[key]
				if !ok || strings.HasPrefix(link, "mailto:") || key == "content" && !strings.HasPrefix(link, host) {
					continue
				}
				if to := resolve(p, link); !ids[to] && (strings.HasSuffix(to, ".html") || !exists(to)) {
					t.Errorf("%s: <%s %s=%q> leads nowhere", p, name, key, link)
				}
			}
			if name == "img" {
				if _, ok := attr["alt"]; !ok {
					t.Errorf("%s: image %q has no alt", p, attr["src"])
				}
			}
		})
	}
}

func exists(name string) bool {
	_, err := fs.Stat(FS, "site/"+name)
	return err == nil
}

// resolve returns a link's path within the site, with its fragment.
func resolve(page, link string) string {
	rest, absolute := strings.CutPrefix(link, host+"/")
	file, fragment, _ := strings.Cut(rest, "#")
	switch {
	case file == "" && absolute:
		file = "index.html"
	case file == "":
		file = page
	case !absolute:
		file = path.Join(path.Dir(page), file)
	}
	if fragment != "" {
		return file + "#" + fragment
	}
	return file
}

func TestFeedAndSitemap(t *testing.T) {
	var want []string
	for _, p := range pages {
		want = append(want, pageURL(p))
	}
	slices.Sort(want)
	var sitemap struct {
		URLs []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal(read(t, "site/sitemap.xml"), &sitemap); err != nil {
		t.Fatal(err)
	}
	if slices.Sort(sitemap.URLs); !slices.Equal(sitemap.URLs, want) {
		t.Errorf("the sitemap names %v, want %v", sitemap.URLs, want)
	}
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Entries []struct {
			Link struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(read(t, "site/feed.xml"), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != len(pages)-1 {
		t.Errorf("the feed has %d entries, want one for each page under news/", len(feed.Entries))
	}
	for _, e := range feed.Entries {
		if !slices.Contains(want, e.Link.Href) {
			t.Errorf("the feed leads to %q, which is no page", e.Link.Href)
		}
	}
}

func TestGlossary(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(string(read(t, "glossary.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0], ","); got != "en,es,fr,ru,ar,note,flags" {
		t.Errorf("header %q", got)
	}
	if len(rows) != 41 {
		t.Errorf("%d terms, want 40", len(rows)-1)
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		if seen[row[0]] {
			t.Errorf("%q is there twice", row[0])
		}
		seen[row[0]] = true
		for i, l := range []l10n.Locale{"es", "fr", "ru", "ar"} {
			if cell := row[i+1]; cell == "" || strings.HasPrefix(cell, "!") {
				t.Errorf("%q has no allowed target in %s", row[0], l)
			}
		}
		for _, flag := range strings.Fields(row[6]) {
			if flag != "dnt" && flag != "case" {
				t.Errorf("%q has the unknown flag %q", row[0], flag)
			}
		}
	}
}
