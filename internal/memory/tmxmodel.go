package memory

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The elements of TMX 1.4b that matter here.
type (
	tmxHeader struct {
		SourceLang string `xml:"srclang,attr"`
		Tool       string `xml:"creationtool,attr"`
	}
	tmxUnit struct {
		ID         string `xml:"tuid,attr"`
		SourceLang string `xml:"srclang,attr"`
		tmxStamp
		Props    []tmxProp    `xml:"prop"`
		Variants []tmxVariant `xml:"tuv"`
	}
	tmxVariant struct {
		Lang    string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		OldLang string `xml:"lang,attr"` // before TMX 1.4
		tmxStamp
		Props []tmxProp `xml:"prop"`
		Seg   tmxSeg    `xml:"seg"`
	}
	tmxStamp struct {
		Created   string `xml:"creationdate,attr"`
		CreatedBy string `xml:"creationid,attr"`
		Changed   string `xml:"changedate,attr"`
		ChangedBy string `xml:"changeid,attr"`
	}
	tmxProp struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

func (v *tmxVariant) lang() string {
	if v.Lang != "" {
		return v.Lang
	}
	return v.OldLang
}

// Names of properties. prev, next and file are OmegaT's; the others are Dragoman's own.
const (
	propPrev     = "prev"
	propNext     = "next"
	propFile     = "file"
	propElement  = "x-element"
	propSite     = "x-site"
	propRun      = "x-run"
	propDocument = "x-document"
	propQuality  = "x-quality"
)

func (p tmxProp) apply(e *Unit) {
	switch p.Type {
	case propPrev, "x-context-pre":
		e.Prev = l10n.ParseFragment(unwrapSeg(p.Text))
	case propNext, "x-context-post":
		e.Next = l10n.ParseFragment(unwrapSeg(p.Text))
	case propElement:
		e.Element = p.Text
	case propSite:
		e.Site = l10n.SiteName(p.Text)
	case propRun:
		e.Run = l10n.RunID(p.Text)
	case propDocument, propFile:
		e.Document = l10n.DocumentID(p.Text)
	case propQuality:
		if q, err := strconv.Atoi(p.Text); err == nil && q > 0 && q <= 100 {
			e.Quality = q
		}
	}
}

func unwrapSeg(s string) string {
	return strings.TrimSuffix(strings.TrimPrefix(s, "<seg>"), "</seg>")
}

// tmxSeg is a segment's content: texts and native codes.
type tmxSeg []tmxPart

type tmxPart struct {
	kind    l10n.PartKind
	text    string // the text, or a code's native markup
	i, x    string // TMX's attributes: i pairs an open code with its close, x pairs a source's code with a target's
	element string
}

// nativeCodes are TMX's elements whose content is the markup of the document.
var nativeCodes = map[string]bool{"bpt": true, "ept": true, "it": true, "ph": true, "ut": true}

// UnmarshalXML reads the content of <seg>. It leaves out sub-flows, because a segment has only one text. Elements of
// other formats, such as <b> and XLIFF's <g>, become codes around their texts.
func (s *tmxSeg) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	return s.read(d, map[string]int{})
}

// read reads up to the end of an element. seen counts the other formats' elements.
func (s *tmxSeg) read(d *xml.Decoder, seen map[string]int) error {
	for {
		tok, err := d.Token()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.CharData:
			*s = append(*s, tmxPart{text: string(t)})
		case xml.StartElement:
			if t.Name.Local == "hi" || t.Name.Local == "mrk" {
				if err := s.read(d, seen); err != nil {
					return err
				}
				continue
			}
			if !nativeCodes[t.Name.Local] {
				if err := s.foreign(d, t, seen); err != nil {
					return err
				}
				continue
			}
			p := newTMXPart(t)
			if p.text, err = native(d); err != nil {
				return err
			}
			*s = append(*s, p)
		case xml.EndElement:
			return nil
		}
	}
}

// foreign reads an element of another format: a pair of codes around its content, or one code where it has none.
func (s *tmxSeg) foreign(d *xml.Decoder, t xml.StartElement, seen map[string]int) error {
	name := t.Name.Local
	for _, a := range t.Attr {
		if a.Name.Local == "id" {
			name += " " + a.Value
		}
	}
	seen[name]++
	key := name + " " + strconv.Itoa(seen[name])
	var content tmxSeg
	if err := content.read(d, seen); err != nil {
		return err
	}
	if len(content) == 0 {
		*s = append(*s, tmxPart{kind: l10n.Empty, element: t.Name.Local, x: key})
		return nil
	}
	*s = append(*s, tmxPart{kind: l10n.Open, element: t.Name.Local, i: key})
	*s = append(*s, content...)
	*s = append(*s, tmxPart{kind: l10n.Close, element: t.Name.Local, i: key})
	return nil
}

func newTMXPart(t xml.StartElement) tmxPart {
	p := tmxPart{kind: l10n.Empty, element: t.Name.Local}
	pos := ""
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "i":
			p.i = a.Value
		case "x":
			p.x = a.Value
		case "pos":
			pos = a.Value
		}
	}
	switch {
	case p.element == "bpt", p.element == "it" && pos == "begin":
		p.kind = l10n.Open
	case p.element == "ept", p.element == "it" && pos == "end":
		p.kind = l10n.Close
	}
	return p
}

// native reads a code's own text up to its end, without the text of elements inside it.
func native(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for {
		tok, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			_, _ = b.Write(t)
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}
