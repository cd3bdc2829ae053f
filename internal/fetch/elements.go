package fetch

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// Bounds of a list's XML. They keep what is held in memory small, whatever a list of megabytes is made of.
const (
	maxListDepth = 100     // of elements in elements
	maxListTag   = 4 << 20 // bytes of one tag or one text; a feed may hold an article in one text
)

// elements reads XML an element at a time, and holds nothing but the names around the place where it reads.
type elements struct {
	d     *xml.Decoder
	in    *listBytes
	names []xml.Name // of the elements that are open
	bases []string   // by xml:base, of the same elements
}

// newElements reads a list. strict refuses what is no well-formed XML. decoded says that the list is in UTF-8 whatever it
// declares.
func newElements(body []byte, strict, decoded bool) *elements {
	in := &listBytes{rest: body}
	e := &elements{d: xml.NewDecoder(in), in: in}
	if e.d.Strict = strict; !strict {
		e.d.Entity = xml.HTMLEntity // feeds have &nbsp; and the like, for want of care
	}
	e.d.CharsetReader = charset.NewReaderLabel
	if decoded {
		e.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	}
	return e
}

// next returns the next start tag, and nil for anything else. The error is io.EOF after the root element.
func (e *elements) next() (*xml.StartElement, error) {
	e.in.since = 0
	t, err := e.d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		if len(e.names) == maxListDepth {
			return nil, fmt.Errorf("its elements are nested more than %d deep", maxListDepth)
		}
		e.names = append(e.names, t.Name)
		e.bases = append(e.bases, e.baseOf(&t))
		return &t, nil
	case xml.EndElement:
		if n := len(e.names) - 1; n > 0 {
			e.names, e.bases = e.names[:n], e.bases[:n]
		} else {
			return nil, io.EOF
		}
	}
	return nil, nil
}

func (e *elements) baseOf(t *xml.StartElement) string {
	base := ""
	if n := len(e.bases); n > 0 {
		base = e.bases[n-1]
	}
	for _, a := range t.Attr {
		if a.Name.Local == "base" && (a.Name.Space == "xml" || a.Name.Space == "http://www.w3.org/XML/1998/namespace") {
			return resolveIn(base, a.Value)
		}
	}
	return base
}

// resolveIn resolves an address as xml:base has it. What can't be resolved stays as it is.
func resolveIn(base, address string) string {
	b, err := url.Parse(base)
	ref, second := url.Parse(ascii.TrimSpace(address))
	if base == "" || err != nil || second != nil || len(address) > maxListedURL {
		return address
	}
	return b.ResolveReference(ref).String()
}

// within reports whether the element that was opened last stands in elements of these names, the innermost last.
func (e *elements) within(names ...string) bool {
	at := len(e.names) - 1 - len(names)
	if at < 0 {
		return false
	}
	for i, name := range names {
		if !strings.EqualFold(e.names[at+i].Local, name) {
			return false
		}
	}
	return true
}

// text reads the text of the element that was opened last, to its end. Of a text that is too long for an address, it
// returns the beginning, which is too long as well.
func (e *elements) text() (string, error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		e.in.since = 0
		t, err := e.d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth+len(e.names) > maxListDepth {
				return "", fmt.Errorf("its elements are nested more than %d deep", maxListDepth)
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 1 && b.Len() <= maxListedURL {
				b.Write(t[:min(len(t), maxListedURL+1)])
			}
		}
	}
	n := len(e.names) - 1
	e.names, e.bases = e.names[:n], e.bases[:n]
	return ascii.TrimSpace(b.String()), nil
}

// listBytes gives a decoder a list's bytes, and fails amid a tag or text that is too long.
type listBytes struct {
	rest  []byte
	since int // bytes since the last token
}

func (l *listBytes) ReadByte() (byte, error) {
	if len(l.rest) == 0 {
		return 0, io.EOF
	}
	if l.since++; l.since > maxListTag {
		return 0, fmt.Errorf("it has a tag or a text of more than %d bytes", maxListTag)
	}
	c := l.rest[0]
	l.rest = l.rest[1:]
	return c, nil
}

func (l *listBytes) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		return 0, io.EOF
	}
	if l.since > maxListTag {
		return 0, fmt.Errorf("it has a tag or a text of more than %d bytes", maxListTag)
	}
	n := copy(p, l.rest)
	l.rest, l.since = l.rest[n:], l.since+n
	return n, nil
}
