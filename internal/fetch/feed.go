package fetch

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// feed adds the pages of a feed.
func (f *Fetcher) feed(ctx context.Context, rawURL string, pages *pageList) error {
	a, err := f.getList(ctx, rawURL, pages.previous)
	if err != nil {
		return err
	}
	list := pages.newList(rawURL, a)
	if !a.notModified {
		if err := readFeed(a, list); err != nil {
			return err
		}
	}
	return pages.addList(rawURL, list)
}

// readFeed reads the links of the entries of an RSS, Atom or JSON feed, one entry after the other: what else an entry
// holds is not kept.
func readFeed(a *answer, list *l10n.SourceList) error {
	body, decoded := listText(a.body, a.contentType)
	body = bytes.TrimLeft(body, ascii.Space)
	read := func(add func(string) error) error { return readXMLFeed(body, decoded, add) }
	if bytes.HasPrefix(body, []byte("{")) {
		read = func(add func(string) error) error { return readJSONFeed(body, add) }
	}
	err := read(func(link string) error {
		if ascii.TrimSpace(link) == "" {
			return nil // an entry may have no page
		}
		return addListed(list, link)
	})
	if err != nil && !Permanent(err) {
		return fmt.Errorf("%w: %s is not a feed: %w", ErrType, a.url, err)
	}
	return err
}

// rssNamespaces are those of the elements of RSS.
var rssNamespaces = []string{
	"", "rss", "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
	"http://channel.netscape.com/rdf/simple/0.9/",
}

// feedEntry is the link of the entry that is being read.
type feedEntry struct {
	link string
	rank int // of the link: of an Atom entry the first alternate counts, and one that is HTML before others
	// name is what stands for a missing link: the guid of an RSS item that is a permanent link, or what RDF says that the
	// item is about.
	name string
}

// address is where the entry's page is, or empty.
func (f *feedEntry) address() string {
	if ascii.TrimSpace(f.link) == "" {
		return f.name
	}
	return f.link
}

func readXMLFeed(body []byte, decoded bool, add func(link string) error) error {
	e := newElements(body, false, decoded)
	var root xml.Name
	var entry *feedEntry
	depth := 0 // of the entry
	for {
		if entry != nil && len(e.names) < depth {
			if err := add(entry.address()); err != nil {
				return err
			}
			entry = nil
		}
		t, err := e.next()
		if errors.Is(err, io.EOF) && root.Local != "" {
			if entry != nil {
				return add(entry.address())
			}
			return nil
		}
		switch {
		case err != nil:
			return err
		case t == nil:
		case len(e.names) == 1:
			root = t.Name
			if root.Local = strings.ToLower(root.Local); !slices.Contains([]string{"rss", "rdf", "feed"}, root.Local) {
				return fmt.Errorf("its root element is %q", t.Name.Local)
			}
		case isEntry(e, root, t):
			entry, depth = &feedEntry{name: about(t)}, len(e.names)
		case entry != nil && len(e.names) == depth+1 && strings.EqualFold(t.Name.Local, "link"):
			if err := entry.read(e, root, t); err != nil {
				return err
			}
		case entry != nil && len(e.names) == depth+1 && root.Local == "rss" && strings.EqualFold(t.Name.Local, "guid"):
			if err := entry.readGUID(e, t); err != nil {
				return err
			}
		}
	}
}

func isEntry(e *elements, root xml.Name, t *xml.StartElement) bool {
	if root.Local == "feed" {
		return strings.EqualFold(t.Name.Local, "entry") && len(e.names) == 2
	}
	return strings.EqualFold(t.Name.Local, "item") && (e.within("channel") || len(e.names) == 2)
}

// read reads a link element. Of an RSS item the last link counts.
func (f *feedEntry) read(e *elements, root xml.Name, t *xml.StartElement) error {
	base, href, rel, media := e.bases[len(e.bases)-1], "", "", ""
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "href":
			href = a.Value
		case "rel":
			rel = strings.TrimPrefix(a.Value, "http://www.iana.org/assignments/relation/")
		case "type":
			media = ascii.ToLower(ascii.TrimSpace(a.Value))
		}
	}
	text, err := e.text()
	if err != nil {
		return err
	}
	if root.Local == "feed" {
		rank := 1
		if media == "" || media == "text/html" || media == "application/xhtml+xml" {
			rank = 2
		}
		if rank > f.rank && (rel == "" || rel == "alternate") {
			f.link, f.rank = resolveIn(base, href), rank
		}
		return nil
	}
	if t.Name.Space != root.Space && !slices.Contains(rssNamespaces, t.Name.Space) {
		return nil // an extension's, for instance Atom's link of the item itself
	}
	if text == "" {
		text = href
	}
	f.link = resolveIn(base, text)
	return nil
}

// readGUID reads an RSS item's guid, which is its address unless it says isPermaLink="false" (RSS 2.0). Many feeds forget to
// say so of a number, so only an address of the web counts.
func (f *feedEntry) readGUID(e *elements, t *xml.StartElement) error {
	permanent := true
	for _, a := range t.Attr {
		if strings.EqualFold(a.Name.Local, "isPermaLink") {
			permanent = !strings.EqualFold(ascii.TrimSpace(a.Value), "false")
		}
	}
	text, err := e.text()
	if err == nil && permanent && isWebAddress(text) {
		f.name = text
	}
	return err
}

// about is the address that RDF's about attribute gives an item of RSS 1.0, or empty.
func about(t *xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "about" && isWebAddress(a.Value) {
			return a.Value
		}
	}
	return ""
}

func isWebAddress(s string) bool {
	s = ascii.ToLower(ascii.TrimSpace(s))
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func readJSONFeed(body []byte, add func(link string) error) error {
	d := json.NewDecoder(bytes.NewReader(body))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if key != "items" {
			var skipped json.RawMessage
			if err := d.Decode(&skipped); err != nil {
				return err
			}
			continue
		}
		if t, err := d.Token(); err != nil {
			return err
		} else if t != json.Delim('[') {
			return errors.New("its items are no list")
		}
		for d.More() {
			var item struct {
				URL string `json:"url"`
				ID  any    `json:"id"`
			}
			if err := d.Decode(&item); err != nil {
				return err
			}
			if id, ok := item.ID.(string); ok && item.URL == "" && isWebAddress(id) {
				item.URL = id
			}
			if err := add(item.URL); err != nil {
				return err
			}
		}
		if _, err := d.Token(); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}
