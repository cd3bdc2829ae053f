package l10n

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/gosimple/unidecode"
)

// The lengths of a document's ID: of the readable part, and of the digits of the hash, which are 128 bits.
const (
	readableLength = 60
	idHashDigits   = 32
)

// NewDocumentID makes an ID from a page's URL: its path in Latin letters without accents, in lower case and with hyphens, for
// people, and 128 bits of the URL's hash, so that no two pages have one ID and nobody can make a page that has another's.
// A page that is on record under an earlier ID keeps that: see [DocumentIDOf].
func NewDocumentID(rawURL string) DocumentID {
	address, p := pageAddress(rawURL)
	var b strings.Builder
	for _, r := range strings.ToLower(unidecode.Unidecode(strings.TrimSuffix(p, path.Ext(p)))) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= readableLength {
			break
		}
	}
	readable := strings.Trim(b.String(), "-")
	if readable == "" {
		readable = "home"
	}
	return DocumentID(readable + "-" + string(NewHash(address)[:idHashDigits]))
}

// EarlierDocumentID is the ID that earlier versions made of a page's URL: in the letters of the path, whichever they are, and
// with 32 bits of the hash, for which another page can be made within a minute.
func EarlierDocumentID(rawURL string) DocumentID {
	address, p := pageAddress(rawURL)
	p = strings.TrimSuffix(p, path.Ext(p))
	var b strings.Builder
	for _, r := range strings.ToLower(p) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	if runes := []rune(slug); len(runes) > readableLength {
		slug = strings.Trim(string(runes[:readableLength]), "-")
	}
	if slug == "" {
		slug = "home"
	}
	return DocumentID(slug + "-" + string(NewShortName(address))[:8])
}

// pageAddress is a page's URL without its fragment, which is no other page, and the path of it.
func pageAddress(rawURL string) (address, pagePath string) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return rawURL, rawURL
	}
	u.Fragment = ""
	return u.String(), u.Path
}

// SamePage reports whether two URLs are of one page.
func SamePage(a, b string) bool {
	a, _ = pageAddress(a)
	b, _ = pageAddress(b)
	return a == b
}

// DocumentIDOf is the ID of the page at a URL: the one that an earlier version gave it, if it is on record under that, and
// else that of [NewDocumentID]. known reads a document's record, or returns [ErrNotFound].
func DocumentIDOf(rawURL string, known func(DocumentID) (Document, error)) (DocumentID, error) {
	earlier := EarlierDocumentID(rawURL)
	d, err := known(earlier)
	if errors.Is(err, ErrNotFound) {
		return NewDocumentID(rawURL), nil
	}
	if err != nil {
		return "", err
	}
	if d.ID = earlier; d.Asked == "" && d.URL == "" && d.Was == "" || d.CheckAddress(rawURL) != nil {
		return NewDocumentID(rawURL), nil // the record is of another page
	}
	return earlier, nil
}

// CheckAddress refuses to have a page at another address go on under a document's ID, with its approvals and its published
// pages. A record of an earlier version has only the address that was led to at the end: where that is not the one that the
// ID was made of, [Document.CheckEnd] looks at where the page leads to.
func (d *Document) CheckAddress(rawURL string) error {
	asked, _ := pageAddress(rawURL)
	of := d.Asked
	if of == "" && EarlierDocumentID(d.URL) == d.ID {
		of, _ = pageAddress(d.URL)
	}
	if of == "" || of == asked {
		return nil
	}
	return fmt.Errorf("%w: the document %s is the page at %s, and not the one at %s", ErrRefused, d.ID, of, rawURL)
}

// CheckEnd refuses a page that leads elsewhere than the record says, when the record does not say which address was asked for.
func (d *Document) CheckEnd(end string) error {
	if d.Asked != "" || d.URL == "" || EarlierDocumentID(d.URL) == d.ID || d.URL == end {
		return nil
	}
	return fmt.Errorf("%w: the document %s led to %s and now leads to %s, and its record is too old to say whether that is "+
		"the same page", ErrRefused, d.ID, d.URL, end)
}

// AskedAs is the address that a document's ID was made of, or empty where the record is too old to say. d is the record before
// the page at rawURL was had, and has passed [Document.CheckAddress] and [Document.CheckEnd].
func (d *Document) AskedAs(rawURL string) string {
	asked, _ := pageAddress(rawURL)
	if d.Asked == "" && d.URL != "" && EarlierDocumentID(d.URL) != d.ID {
		return ""
	}
	return asked
}
