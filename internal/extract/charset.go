package extract

import (
	"bytes"
	"errors"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

// decode turns a page into UTF-8 as a browser does: by its byte order mark, the HTTP header, the page's own
// declaration, and last by its bytes. The byte order mark goes, for kept it would move the head into the body. The name
// is the encoding's in the WHATWG's list.
func decode(page []byte, contentType string) (src, name string) {
	enc, name := charset.Lookup(marked(page))
	if enc == nil {
		enc, name = charset.Lookup(inHeader(contentType))
	}
	if enc == nil {
		enc, name = charset.Lookup(declaredIn(page))
	}
	if enc == nil {
		enc, name = undeclared(page)
	}
	switch name {
	case "utf-8":
		return validUTF8(bytes.TrimPrefix(page, []byte("\xef\xbb\xbf"))), name
	case "gbk": // read as its superset, with the four-byte forms
		enc = simplifiedchinese.GB18030
	}
	b, err := enc.NewDecoder().Bytes(page)
	if err != nil { // decoders replace what they can't read; this is for one that would not
		return validUTF8(page), "utf-8"
	}
	return strings.TrimPrefix(validUTF8(b), "\ufeff"), name
}

// marked returns the encoding that a byte order mark names.
func marked(page []byte) string {
	switch {
	case bytes.HasPrefix(page, []byte("\xef\xbb\xbf")):
		return "utf-8"
	case bytes.HasPrefix(page, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(page, []byte("\xfe\xff")):
		return "utf-16be"
	}
	return ""
}

// inHeader returns the encoding that a Content-Type names.
func inHeader(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return ""
	}
	return params["charset"]
}

// maxDeclarations is how many tags that speak of a charset are looked at. Honest pages have one or two.
const maxDeclarations = 16

// declaredIn returns the encoding that a page declares in its head: in a meta element, or else in an XML declaration. A
// declaration that can be read as ASCII is not of UTF-16, whatever it says.
func declaredIn(page []byte) string {
	// Browsers look at 1,024 bytes at least, and on to the end of the head.
	head := page[:min(len(page), 1<<15)]
	looks := 0
	for end := 0; end < len(head) && looks < maxDeclarations; looks++ {
		i := indexFold(head[end:], "charset")
		if i < 0 {
			break
		}
		end += i + len("charset")
		if j := bytes.IndexByte(head[end:], '>'); j >= 0 {
			end += j + 1
		} else {
			end = len(head)
		}
		if name := declaration(head[:end]); name != "" {
			return name
		}
	}
	if bytes.HasPrefix(page, []byte("<?xml")) {
		return declaration(head[:min(len(head), 1024)])
	}
	return ""
}

// indexFold returns where an ASCII word stands in b, in whatever case, or -1.
func indexFold(b []byte, word string) int {
	for i := 0; i+len(word) <= len(b); i++ {
		if b[i]|0x20 == word[0] && strings.EqualFold(string(b[i:i+len(word)]), word) {
			return i
		}
	}
	return -1
}

// declaration returns the encoding that the beginning of a page declares.
func declaration(head []byte) string {
	ascii := bytes.Map(func(r rune) rune {
		if r >= utf8.RuneSelf {
			return '?'
		}
		return r
	}, head)
	tree, err := dom.Parse(string(ascii))
	if err != nil {
		return ""
	}
	m := declarations(tree)
	if m.declared == "" {
		return ""
	}
	switch _, name := charset.Lookup(m.declared); name {
	case "utf-16be", "utf-16le":
		return "utf-8"
	case "x-user-defined":
		return "windows-1252"
	default:
		return name
	}
}

// undeclared names the encoding of a page that declares none: UTF-8 if it can be, else what its bytes look like, else
// the browsers' last resort.
func undeclared(page []byte) (encoding.Encoding, string) {
	ascii := true
	for _, c := range page {
		ascii = ascii && c < utf8.RuneSelf
	}
	if !ascii && utf8.Valid(page) {
		return encoding.Nop, "utf-8"
	}
	if !ascii {
		guess, err := chardet.NewHtmlDetector().DetectBest(page[:min(len(page), 1<<16)])
		if err == nil && guess.Confidence >= 30 {
			if e, name := charset.Lookup(guess.Charset); e != nil && name != "utf-8" {
				return e, name
			}
		}
	}
	return charmap.Windows1252, "windows-1252"
}

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
