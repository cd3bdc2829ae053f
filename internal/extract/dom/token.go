package dom

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

type tokenKind uint8

const (
	endOfFile tokenKind = iota
	text
	startTag
	endTag
	comment
	doctype
)

// token is one lexical piece of the source. Attributes are decoded when an element is made of it.
type token struct {
	kind       tokenKind
	start, end int
	name       string // tags: in lower case
	atom       atom.Atom
	attrs      int    // start tags: where the attributes begin
	raw        bool   // text: without character references
	data       string // comment and doctype
	selfClose  bool
}

type tokenizer struct {
	src  string
	pos  int
	mode rawKind
	last string // the name that ends the raw mode
	// foreign says that the current element is SVG or MathML, where CDATA sections are text.
	foreign func() bool
	// broken is 0, or one more than the beginning of the tag or comment that the end of the source breaks off.
	broken int
}

// next reads the next token.
func (z *tokenizer) next(t *token) {
	for z.pos < len(z.src) {
		switch z.mode {
		case plaintext:
			z.text(t, len(z.src), true)
			return
		case rcdata, rawtext, script:
			mode := z.mode
			if end := z.rawEnd(); end > z.pos {
				z.text(t, end, mode != rcdata)
				return
			}
			z.mode = markup // at the end tag
		}
		if z.markup(t) {
			return
		}
	}
	*t = token{start: len(z.src), end: len(z.src)}
}

func (z *tokenizer) text(t *token, end int, raw bool) {
	t.kind, t.start, t.end, t.raw = text, z.pos, end, raw
	t.name, t.atom = "", 0
	z.pos = end
}

// markup reads a text up to the next tag, or the tag. It reports false for what the standard drops.
func (z *tokenizer) markup(t *token) bool {
	start := z.pos
	for i := start; ; i++ {
		lt := strings.IndexByte(z.src[i:], '<')
		if lt < 0 {
			z.text(t, len(z.src), false)
			return true
		}
		i += lt
		if !z.opens(i) {
			continue
		}
		if i > start {
			z.text(t, i, false)
			return true
		}
		break
	}
	switch c := z.src[start+1]; {
	case isAlpha(c):
		return z.tag(t, startTag, start+1)
	case c == '/':
		return z.slash(t)
	case c == '!':
		*t = z.declaration()
	default:
		*t = z.bogus(start + 1)
	}
	return true
}

// opens reports whether the '<' at i begins anything but text.
func (z *tokenizer) opens(i int) bool {
	if i+1 >= len(z.src) {
		return false
	}
	switch c := z.src[i+1]; {
	case isAlpha(c), c == '!', c == '?':
		return true
	case c == '/':
		return i+2 < len(z.src)
	}
	return false
}

func (z *tokenizer) slash(t *token) bool {
	switch c := z.src[z.pos+2]; {
	case isAlpha(c):
		return z.tag(t, endTag, z.pos+2)
	case c == '>':
		z.pos += 3
		return false
	}
	*t = z.bogus(z.pos + 2)
	return true
}

// tag reads a tag whose name begins at i; a tag that the source's end cuts is dropped, as the standard has it.
func (z *tokenizer) tag(t *token, kind tokenKind, i int) bool {
	t.kind, t.start, t.selfClose = kind, z.pos, false
	nameStart := i
	for i < len(z.src) && !ascii.IsSpace(z.src[i]) && z.src[i] != '/' && z.src[i] != '>' {
		i++
	}
	t.name, t.atom = lowerName(z.src[nameStart:i])
	t.attrs = i
	for i < len(z.src) && z.src[i] != '>' {
		var a rawAttr
		a, i = scanAttr(z.src, i)
		t.selfClose = a.slash
	}
	if i >= len(z.src) {
		z.broken = z.pos + 1
		z.pos = len(z.src)
		return false
	}
	z.pos = i + 1
	t.end = z.pos
	return true
}

func (z *tokenizer) declaration() token {
	rest := z.src[z.pos+2:]
	switch {
	case strings.HasPrefix(rest, "--"):
		return z.comment()
	case len(rest) >= 7 && strings.EqualFold(rest[:7], "doctype"):
		t := z.bogus(z.pos + 9)
		t.kind = doctype
		return t
	case strings.HasPrefix(rest, "[CDATA[") && z.foreign():
		return z.cdata()
	}
	return z.bogus(z.pos + 2)
}

// cdata reads a CDATA section; the token spans its text alone.
func (z *tokenizer) cdata() token {
	start := z.pos + len("<![CDATA[")
	end, after := len(z.src), len(z.src)
	if i := strings.Index(z.src[start:], "]]>"); i >= 0 {
		end = start + i
		after = end + 3
	} else {
		z.broken = z.pos + 1
	}
	z.pos = after
	return token{kind: text, start: start, end: end, raw: true}
}

func (z *tokenizer) comment() token {
	t := token{kind: comment, start: z.pos}
	body := z.pos + 4
	var end, after int
	if rest := z.src[body:]; strings.HasPrefix(rest, ">") {
		end, after = body, body+1
	} else if strings.HasPrefix(rest, "->") {
		end, after = body, body+2
	} else {
		end, after = commentEnd(z.src, body)
	}
	t.data = Newlines(z.src[body:end])
	if s := z.src[:after]; !strings.HasSuffix(s, "-->") && !strings.HasSuffix(s, "--!>") {
		z.broken = z.pos + 1
	}
	z.pos, t.end = after, after
	return t
}

func commentEnd(src string, body int) (end, after int) {
	for i := body; ; {
		j := strings.Index(src[i:], "--")
		if j < 0 {
			end = len(src)
			if strings.HasSuffix(src[body:], "-") {
				end--
			}
			return end, len(src)
		}
		i += j
		rest := src[i+2:]
		switch {
		case strings.HasPrefix(rest, ">"):
			return i, i + 3
		case strings.HasPrefix(rest, "!>"):
			return i, i + 4
		case rest == "" || rest == "!":
			return i, len(src)
		}
		i++
	}
}

// bogus reads what the standard makes a comment of, from body to the next '>'.
func (z *tokenizer) bogus(body int) token {
	end, after := len(z.src), len(z.src)
	if i := strings.IndexByte(z.src[body:], '>'); i >= 0 {
		end, after = body+i, body+i+1
	} else {
		z.broken = z.pos + 1
	}
	t := token{kind: comment, start: z.pos, end: after, data: Newlines(z.src[body:end])}
	z.pos = after
	return t
}

func lowerName(s string) (string, atom.Atom) {
	var buf [24]byte
	if len(s) <= len(buf) {
		for i := range len(s) {
			c := s[i]
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			buf[i] = c
		}
		if a := atom.Lookup(buf[:len(s)]); a != 0 {
			return a.String(), a
		}
	}
	return lowerASCII(s), 0
}

func lowerASCII(s string) string {
	for i := range len(s) {
		if c := s[i]; ('A' <= c && c <= 'Z') || c == 0 {
			b := []byte(s)
			for i, c := range b {
				if 'A' <= c && c <= 'Z' {
					b[i] = c | 0x20
				}
			}
			return strings.ReplaceAll(string(b), "\x00", "\uFFFD")
		}
	}
	return s
}
