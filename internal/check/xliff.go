package check

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ReadXLIFF reads the segments of an XLIFF file, 1.2 or 2.x, as a stream, and calls f with each that has a target, or
// one that is empty. IDs are the unit's, with the segment's after a dot where it has one. Only what a proofreader needs
// is read: texts, codes and languages. The error names the line.
func ReadXLIFF(r io.Reader, f func(id string, p Pair) error) error {
	x := &xliffReader{d: xml.NewDecoder(r), report: f}
	root := false
	for {
		tok, err := x.d.Token()
		if errors.Is(err, io.EOF) {
			if root {
				return nil
			}
			err = errors.New("this is no XLIFF file: it is empty")
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if !root && t.Name.Local != "xliff" {
				err = fmt.Errorf("this is no XLIFF file: it begins with <%s>", t.Name.Local)
			}
			root = true
			if err == nil {
				err = x.start(t)
			}
		case xml.EndElement:
			if n := t.Name.Local; n == "segment" || n == "trans-unit" {
				err = x.end()
			}
		}
		if err != nil {
			line, _ := x.d.InputPos()
			return fmt.Errorf("XLIFF, line %d: %w", line, err)
		}
	}
}

type xliffReader struct {
	d        *xml.Decoder
	report   func(string, Pair) error
	from, to l10n.Locale
	unit, id string
	source   l10n.Fragment
	target   l10n.Fragment
	read     bool
	codes    map[string]l10n.CodeID // by the code's own id, for a unit
}

func (x *xliffReader) start(t xml.StartElement) (err error) {
	switch t.Name.Local {
	case "xliff", "file":
		return x.languages(t)
	case "unit", "trans-unit":
		x.unit, x.id, x.codes = attr(t, "id"), "", map[string]l10n.CodeID{}
	case "segment":
		x.id = attr(t, "id")
	case "source", "target":
		if x.codes == nil {
			return x.d.Skip() // a match or a note beside the units
		}
		var f l10n.Fragment
		if err = x.content(&f); err != nil {
			return err
		}
		if t.Name.Local == "source" {
			x.source, x.read = f, true
		} else {
			x.target = f
		}
	case "alt-trans", "matches", "notes", "originalData", "ignorable", "seg-source":
		return x.d.Skip()
	}
	return nil
}

func (x *xliffReader) languages(t xml.StartElement) error {
	for name, to := range map[string]*l10n.Locale{"srcLang": &x.from, "source-language": &x.from, "trgLang": &x.to, "target-language": &x.to} {
		v := attr(t, name)
		if v == "" {
			continue
		}
		l, err := l10n.ParseLocale(v)
		if err != nil {
			return err
		}
		*to = l
	}
	return nil
}

func (x *xliffReader) end() error {
	if !x.read {
		return nil
	}
	id := x.unit
	if x.id != "" {
		id += "." + x.id
	}
	p := Pair{Segment: l10n.SegmentID(id), Source: x.source, Target: x.target, SourceLang: x.from, Locale: x.to}
	x.source, x.target, x.read = nil, nil, false
	return x.report(id, p)
}

// content reads text and codes up to the end of the element.
func (x *xliffReader) content(f *l10n.Fragment) error {
	for {
		tok, err := x.d.Token()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.CharData:
			*f = append(*f, l10n.Part{Kind: l10n.Text, Text: string(t)})
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := x.inline(t, f); err != nil {
				return err
			}
		}
	}
}

// inline reads a code of either edition.
func (x *xliffReader) inline(t xml.StartElement, f *l10n.Fragment) error {
	add := func(k l10n.PartKind, id string) { *f = append(*f, l10n.Part{Kind: k, ID: x.code(id)}) }
	switch name := t.Name.Local; name {
	case "mrk":
		return x.content(f)
	case "pc", "g":
		add(l10n.Open, attr(t, "id"))
		if err := x.content(f); err != nil {
			return err
		}
		add(l10n.Close, attr(t, "id"))
		return nil
	case "sc", "bx", "bpt":
		add(l10n.Open, pairID(t))
	case "ec", "ex", "ept":
		add(l10n.Close, pairID(t))
	case "cp": // a character that XML cannot hold
		*f = append(*f, l10n.Part{Kind: l10n.Text, Text: "\uFFFD"})
	default:
		add(l10n.Empty, name+attr(t, "id"))
	}
	return x.d.Skip()
}

// pairID is what the two ends of a code that is written as two elements share.
func pairID(t xml.StartElement) string {
	for _, n := range [...]string{"startRef", "rid", "id"} {
		if v := attr(t, n); v != "" {
			return v
		}
	}
	return ""
}

func (x *xliffReader) code(id string) l10n.CodeID {
	if x.codes[id] == 0 {
		x.codes[id] = l10n.CodeID(len(x.codes) + 1)
	}
	return x.codes[id]
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
