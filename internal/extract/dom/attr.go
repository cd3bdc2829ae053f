package dom

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// rawAttr is where an attribute stands in a start tag.
type rawAttr struct {
	nameStart, nameEnd   int
	valueStart, valueEnd int // without quotes; equal where there is no value
	end                  int // after the closing quote
	quote                byte
	slash                bool // no attribute, but the '/' before '>'
}

// scanAttr reads the next attribute of a tag from i on and returns where to go on: at '>' or at the source's end when
// there are no more.
func scanAttr(src string, i int) (rawAttr, int) {
	for i < len(src) && (ascii.IsSpace(src[i]) || src[i] == '/') {
		i++
	}
	if i >= len(src) || src[i] == '>' {
		return rawAttr{slash: i < len(src) && src[i-1] == '/'}, i
	}
	a := rawAttr{nameStart: i}
	for i++; i < len(src) && !ascii.IsSpace(src[i]) && src[i] != '/' && src[i] != '>' && src[i] != '='; {
		i++
	}
	a.nameEnd, a.valueStart, a.valueEnd, a.end = i, i, i, i
	for i < len(src) && ascii.IsSpace(src[i]) {
		i++
	}
	if i >= len(src) || src[i] != '=' {
		return a, a.nameEnd
	}
	for i++; i < len(src) && ascii.IsSpace(src[i]); {
		i++
	}
	if i >= len(src) || src[i] == '>' {
		a.valueStart, a.valueEnd, a.end = i, i, i
		return a, i
	}
	if q := src[i]; q == '"' || q == '\'' {
		a.quote, a.valueStart = q, i+1
		n := strings.IndexByte(src[i+1:], q)
		if n < 0 {
			a.valueEnd, a.end = len(src), len(src)
			return a, len(src)
		}
		a.valueEnd, a.end = i+1+n, i+2+n
		return a, a.end
	}
	a.valueStart = i
	for i < len(src) && !ascii.IsSpace(src[i]) && src[i] != '>' {
		i++
	}
	a.valueEnd, a.end = i, i
	return a, i
}

// attributes decodes the attributes of a start tag; of two of the same name the first counts.
func attributes(src string, i int) []html.Attribute { return appendAttributes(nil, src, i) }

func appendAttributes(attrs []html.Attribute, src string, i int) []html.Attribute {
	var seen map[string]bool
next:
	for i < len(src) && src[i] != '>' {
		var a rawAttr
		if a, i = scanAttr(src, i); a.nameEnd == 0 {
			continue
		}
		key := attrName(src[a.nameStart:a.nameEnd])
		if len(attrs) < 16 {
			for _, b := range attrs {
				if b.Key == key {
					continue next
				}
			}
		} else {
			if seen == nil {
				seen = make(map[string]bool)
				for _, b := range attrs {
					seen[b.Key] = true
				}
			}
			if seen[key] {
				continue
			}
			seen[key] = true
		}
		attrs = append(attrs, html.Attribute{Key: key, Val: attrValue(src[a.valueStart:a.valueEnd])})
	}
	return attrs
}

func attrName(s string) string {
	return lowerASCII(s)
}

func attrValue(s string) string {
	if strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '\r') < 0 && strings.IndexByte(s, 0) < 0 {
		return s
	}
	return noNull(Unescape(Newlines(s), true))
}
