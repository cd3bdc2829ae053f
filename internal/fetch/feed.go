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
	body := bytes.TrimLeft(bytes.TrimPrefix(a.body, []byte("\ufeff")), " \t\r\n\f")
	read := readXMLFeed
	if bytes.HasPrefix(body, []byte("{")) {
		read = readJSONFeed
	}
	err := read(body, func(link string) error {
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
	link  string
	taken bool // of an Atom entry, whose first alternate link counts
}

func readXMLFeed(body []byte, add func(link string) error) error {
	e := newElements(body, false)
	var root xml.Name
	var entry *feedEntry
	depth := 0 // of the entry
	for {
		if entry != nil && len(e.names) < depth {
			if err := add(entry.link); err != nil {
				return err
			}
			entry = nil
		}
		t, err := e.next()
		if errors.Is(err, io.EOF) && root.Local != "" {
			if entry != nil {
				return add(entry.link)
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
			entry, depth = &feedEntry{}, len(e.names)
		case entry != nil && len(e.names) == depth+1 && strings.EqualFold(t.Name.Local, "link"):
			if err := entry.read(e, root, t); err != nil {
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
	base, href, rel := e.bases[len(e.bases)-1], "", ""
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "href":
			href = a.Value
		case "rel":
			rel = a.Value
		}
	}
	text, err := e.text()
	if err != nil {
		return err
	}
	if root.Local == "feed" {
		if !f.taken && (rel == "" || rel == "alternate") {
			f.link, f.taken = resolveIn(base, href), true
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
			}
			if err := d.Decode(&item); err != nil {
				return err
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
