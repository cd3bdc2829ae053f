package fetch

import (
	"bytes"
	"mime"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// listText is a list in UTF-8, without a byte order mark. Its encoding is that of the mark, or of the header, or of its XML
// declaration (RFC 7303, section 3), or UTF-16 where its first bytes say so; a list that says nothing and is not UTF-8
// is read as Latin-1's superset. decoded says that the declaration no longer tells the encoding.
func listText(body []byte, contentType string) (text []byte, decoded bool) {
	name := ""
	_, params, _ := mime.ParseMediaType(contentType)
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return body[3:], true
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("<\x00")):
		name = "utf-16le"
	case bytes.HasPrefix(body, []byte("\xfe\xff")), bytes.HasPrefix(body, []byte("\x00<")):
		name = "utf-16be"
	case params["charset"] != "":
		name = params["charset"]
	case declaresEncoding(body):
		return body, false
	case !utf8.Valid(body):
		name = "windows-1252"
	}
	enc, canonical := charset.Lookup(name)
	if enc == nil || canonical == "utf-8" {
		return body, canonical == "utf-8"
	}
	switch canonical {
	case "utf-16le":
		enc = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	text, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return body, false
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), true
}

// declaresEncoding reports whether a list has an XML declaration that names its encoding.
func declaresEncoding(body []byte) bool {
	body = bytes.TrimLeft(body, ascii.Space)
	end := bytes.Index(body, []byte("?>"))
	return bytes.HasPrefix(body, []byte("<?xml")) && end > 0 && bytes.Contains(body[:end], []byte("encoding"))
}
