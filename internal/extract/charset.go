package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// decode turns a page into UTF-8 as a browser would: by its byte order mark, the HTTP header, the page's own
// declaration, and last by its bytes. The byte order mark goes, for kept it would move the head into the body.
func decode(page []byte, contentType string) (src, name string) {
	switch {
	case bytes.HasPrefix(page, []byte("\xef\xbb\xbf")):
		return validUTF8(page[3:]), "utf-8"
	case bytes.HasPrefix(page, []byte("\xff\xfe")), bytes.HasPrefix(page, []byte("\xfe\xff")):
		contentType = ""
	}
	enc, name, certain := charset.DetermineEncoding(page, contentType)
	if !certain && utf8.Valid(page) {
		return string(page), "utf-8"
	}
	if !certain {
		if e, n := guess(page); e != nil {
			enc, name = e, n
		}
	}
	if name == "utf-8" {
		return validUTF8(page), name
	}
	b, err := enc.NewDecoder().Bytes(page)
	if err != nil { // decoders replace what they can't read; this is for those that would not
		return validUTF8(page), "utf-8"
	}
	return strings.TrimPrefix(validUTF8(b), "\ufeff"), name
}

// guess names the encoding of a page that declares none and is not UTF-8.
func guess(page []byte) (encoding.Encoding, string) { return nil, "" }

// validUTF8 replaces each maximal broken part by U+FFFD, as the standard's decoder does.
func validUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var s strings.Builder
	s.Grow(len(b) + 16)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError || n > 1 {
			s.Write(b[:n])
			b = b[n:]
			continue
		}
		s.WriteString("\uFFFD")
		b = b[brokenLen(b):]
	}
	return s.String()
}

// brokenLen returns how many bytes at the start of b are one maximal part of a broken character.
func brokenLen(b []byte) int {
	lead := b[0]
	lo, hi, need := byte(0x80), byte(0xbf), 0
	switch {
	case lead >= 0xc2 && lead <= 0xdf:
		need = 1
	case lead >= 0xe0 && lead <= 0xef:
		need = 2
		if lead == 0xe0 {
			lo = 0xa0
		} else if lead == 0xed {
			hi = 0x9f
		}
	case lead >= 0xf0 && lead <= 0xf4:
		need = 3
		if lead == 0xf0 {
			lo = 0x90
		} else if lead == 0xf4 {
			hi = 0x8f
		}
	}
	n := 1
	for n <= need && n < len(b) && b[n] >= lo && b[n] <= hi {
		lo, hi = 0x80, 0xbf
		n++
	}
	return n
}
