package xliff

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// token is a text, or a code with the ID that it has in the file.
type token struct {
	kind   l10n.PartKind
	text   string
	id     string
	copyOf string // the ID of the code that it is a copy of
}

// plain joins the texts of tokens without their codes.
func plain(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(t.text)
	}
	return b.String()
}

// content reads text and codes up to the end of the element that is open.
func (p *parser) content(ts []token) ([]token, error) {
	for {
		tok, err := p.next()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.CharData:
			if len(t) > 0 {
				ts = append(ts, token{text: string(t)})
			}
		case xml.EndElement:
			return ts, nil
		case xml.StartElement:
			if t.Name.Space != p.space {
				err = p.skip()
			} else {
				ts, err = p.inline(ts, t)
			}
			if err != nil {
				return nil, err
			}
		}
	}
}

// inline reads a code or a marker of XLIFF 1.2 or 2. It keeps the content of markers and drops the markers themselves,
// which are notes for tools.
func (p *parser) inline(ts []token, t xml.StartElement) ([]token, error) {
	code := token{id: attr(t, "id"), copyOf: attr(t, "copyOf")}
	switch t.Name.Local {
	case "mrk":
		return p.content(ts)
	case "sm", "em":
		return ts, p.skip()
	case "cp":
		r, err := codePoint(attr(t, "hex"))
		if err != nil {
			return nil, err
		}
		return append(ts, token{text: r}), p.skip()
	case "pc", "g":
		code.kind = l10n.Open
		ts, err := p.content(append(ts, code))
		code.kind = l10n.Close
		return append(ts, code), err
	case "sc", "bx", "bpt":
		code.kind = l10n.Open
		code.id = pairID(t)
	case "ec", "ex", "ept":
		code.kind = l10n.Close
		code.id = pairID(t)
	case "it":
		code.kind = cmp.Or(ends[attr(t, "pos")], l10n.Empty)
		code.id = pairID(t)
	default: // ph, x …
		if r, ok := charOf(code.id); ok && t.Name.Local == "x" {
			return append(ts, token{text: r}), p.skip()
		}
		code.kind = l10n.Empty
	}
	return append(ts, code), p.skip()
}

// ends are the ends that the <it> of XLIFF 1.2 may be. One that does not say which stands for itself.
var ends = map[string]l10n.PartKind{"open": l10n.Open, "close": l10n.Close}

// pairID is the ID that both elements of a pair have, where a pair is written as two elements.
func pairID(t xml.StartElement) string {
	for _, n := range [...]string{"startRef", "rid", "id"} {
		if v := attr(t, n); v != "" {
			return v
		}
	}
	return ""
}

// codePoint reads a character that XML cannot hold. Code points that are no characters, such as D800, become U+FFFD.
func codePoint(hex string) (string, error) {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || n > 0x10ffff {
		return "", fmt.Errorf("%q is no code point of a cp element", hex)
	}
	return string(rune(n)), nil
}

// numbering gives each code of a unit its number.
type numbering func(t token) l10n.CodeID

// inOrder numbers codes in the order in which they first appear. Empty codes and pairs are told apart by their kind,
// because in XLIFF 1.2 an x and a g may have the same ID.
func inOrder() numbering {
	seen := map[token]l10n.CodeID{}
	return func(t token) l10n.CodeID {
		k := token{id: t.id, kind: l10n.Open}
		if t.kind == l10n.Empty {
			k.kind = l10n.Empty
		}
		if seen[k] == 0 {
			seen[k] = l10n.CodeID(len(seen) + 1)
		}
		return seen[k]
	}
}

// fragment makes a fragment of tokens.
func fragment(ts []token, number numbering) l10n.Fragment {
	var f l10n.Fragment
	for _, t := range ts {
		n := len(f) - 1
		switch {
		case t.kind != l10n.Text:
			f = append(f, l10n.Part{Kind: t.kind, ID: number(t)})
		case t.text == "":
		case n >= 0 && f[n].Kind == l10n.Text:
			f[n].Text += t.text
		default:
			f = append(f, l10n.Part{Kind: l10n.Text, Text: t.text})
		}
	}
	return f
}
