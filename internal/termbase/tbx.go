package termbase

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// tbxNamespace is the namespace of ISO 30042:2019. Files of other editions have another one and are read too.
const tbxNamespace = "urn:iso:std:iso:30042:ed-2"

// The elements of TBX-Basic that matter here. The names of the 2008 edition (martif, termEntry, langSet, tig, ntig) are
// read too.
type (
	tbxEntry struct {
		ID       string     `xml:"id,attr"`
		Notes    []string   `xml:"note"`
		Descrips []tbxTyped `xml:"descrip"`
		Langs    []tbxLang  `xml:"langSec"`
		OldLangs []tbxLang  `xml:"langSet"`
	}
	tbxTyped struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	tbxLang struct {
		Lang  string       `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Terms []tbxTermSec `xml:"termSec"`
		Tig   []tbxTermSec `xml:"tig"`
		Ntig  []struct {
			Group tbxTermSec `xml:"termGrp"`
		} `xml:"ntig"`
	}
	tbxTermSec struct {
		Term  tbxText    `xml:"term"`
		Notes []tbxTyped `xml:"termNote"`
		// Status is the administrative status of files that write data categories as elements.
		Status string `xml:"administrativeStatus"`
	}
)

// tbxText is the text of an element without the highlighting in it.
type tbxText string

// UnmarshalXML joins the text of an element and of the elements inside it.
func (t *tbxText) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var b strings.Builder
	for depth := 1; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return err
		}
		switch x := tok.(type) {
		case xml.CharData:
			_, _ = b.Write(x)
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	*t = tbxText(strings.TrimSpace(b.String()))
	return nil
}

// ReadTBX reads TBX of both styles (DCA and DCT) and both editions (2008 and 2019) as a stream. A term that the file
// calls deprecated or superseded becomes a forbidden word, and a preferred one becomes the first. The error names the
// line.
func ReadTBX(r io.Reader) ([]Concept, error) {
	d := xml.NewDecoder(r)
	var out []Concept
	root := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && root {
			return out, nil
		}
		if start, ok := tok.(xml.StartElement); err == nil && ok {
			switch name := start.Name.Local; {
			case name == "tbx" || name == "martif":
				root = true
			case !root:
				err = fmt.Errorf("this is no TBX file: it begins with <%s>", name)
			case name == "conceptEntry" || name == "termEntry":
				var e tbxEntry
				var c Concept
				if err = d.DecodeElement(&e, &start); err == nil {
					c, err = e.concept()
				}
				if len(c.Terms) > 0 {
					out = append(out, c)
				}
			}
		}
		if errors.Is(err, io.EOF) {
			err = errors.New("this is no TBX file: it is empty")
		}
		if err != nil {
			line, _ := d.InputPos()
			return nil, fmt.Errorf("termbase: TBX, line %d: %w", line, err)
		}
	}
}

// concept makes a concept of an entry.
func (e *tbxEntry) concept() (Concept, error) {
	c := Concept{ID: e.ID, Terms: map[l10n.Locale]Words{}}
	var notes []string
	for _, n := range e.Notes {
		flags, ok := strings.CutPrefix(n, flagNote)
		if !ok {
			notes = append(notes, strings.TrimSpace(n))
			continue
		}
		c.DoNotTranslate = strings.Contains(flags, "dnt")
		c.CaseSensitive = strings.Contains(flags, "case")
	}
	for _, x := range e.Descrips {
		if x.Type == "definition" {
			notes = append(notes, strings.TrimSpace(x.Text))
		}
	}
	c.Note = strings.Join(notes, "; ")
	for _, l := range slices.Concat(e.Langs, e.OldLangs) {
		locale, err := l10n.ParseLocale(l.Lang)
		if err != nil {
			return c, err
		}
		w := c.Terms[locale]
		secs := slices.Concat(l.Terms, l.Tig)
		for _, n := range l.Ntig {
			secs = append(secs, n.Group)
		}
		var preferred []string
		for _, s := range secs {
			if word, ok := s.preferred(); ok {
				preferred = append(preferred, word)
			} else {
				w = s.add(w)
			}
		}
		if slices.Reverse(preferred); len(preferred) > 0 {
			w.Allowed = append(preferred, w.Allowed...)
		}
		if len(w.Allowed)+len(w.Forbidden) > 0 {
			c.Terms[locale] = w
		}
	}
	return c, nil
}

// preferred returns a term that its file prefers. Of several the last comes first.
func (s tbxTermSec) preferred() (string, bool) {
	return string(s.Term), s.Term != "" && strings.HasPrefix(s.status(), "preferred")
}

// status is what a file says of the use of a term.
func (s tbxTermSec) status() string {
	status := s.Status
	for _, n := range s.Notes {
		if n.Type == "administrativeStatus" || n.Type == "normativeAuthorization" {
			status = n.Text
		}
	}
	return status
}

// add adds a term to a language's words, as allowed or forbidden.
func (s tbxTermSec) add(w Words) Words {
	term, status := string(s.Term), s.status()
	switch {
	case term == "":
	case strings.HasPrefix(status, "deprecated") || strings.HasPrefix(status, "superseded"):
		w.Forbidden = append(w.Forbidden, term)
	default:
		w.Allowed = append(w.Allowed, term)
	}
	return w
}

// flagNote begins the note that holds the flags. TBX-Basic has no data category for them.
const flagNote = "Dragoman flags: "

// xmlName matches what an xml:id may be.
var xmlName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// WriteTBX writes concepts as TBX-Basic of ISO 30042:2019, in the style DCA (data categories as attributes).
func WriteTBX(w io.Writer, source l10n.Locale, cs []Concept) error {
	x := &tbxWriter{w: w}
	x.printf(`<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="%s" xmlns="%s">
 <tbxHeader><fileDesc><sourceDesc><p>A termbase of Dragoman</p></sourceDesc></fileDesc></tbxHeader>
 <text><body>
`, source, tbxNamespace)
	ids := map[string]bool{}
	for i, c := range cs {
		id := c.ID
		if !xmlName.MatchString(id) || ids[id] {
			id = fmt.Sprintf("c%d", i+1)
		}
		ids[id] = true
		x.concept(id, source, c)
	}
	x.printf(" </body></text>\n</tbx>\n")
	return x.err
}

// tbxWriter writes escaped text and keeps the first error.
type tbxWriter struct {
	w   io.Writer
	err error
}

func (x *tbxWriter) printf(format string, args ...any) {
	for i, a := range args {
		var b strings.Builder
		_ = xml.EscapeText(&b, []byte(fmt.Sprint(a)))
		args[i] = b.String()
	}
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format, args...)
	}
}

func (x *tbxWriter) concept(id string, source l10n.Locale, c Concept) {
	x.printf("  <conceptEntry id=\"%s\">\n", id)
	if c.Note != "" {
		x.printf("   <note>%s</note>\n", c.Note)
	}
	if flags := c.flags(); flags != "" {
		x.printf("   <note>%s%s</note>\n", flagNote, flags)
	}
	locales := New(c).Locales()
	slices.SortStableFunc(locales, func(a, b l10n.Locale) int {
		switch {
		case a == source && b != source:
			return -1
		case b == source && a != source:
			return 1
		}
		return 0
	})
	for _, l := range locales {
		x.printf("   <langSec xml:lang=\"%s\">\n", l)
		for i, t := range c.Terms[l].Allowed {
			status := "admittedTerm-admn-sts"
			if i == 0 {
				status = "preferredTerm-admn-sts"
			}
			x.term(t, status)
		}
		for _, t := range c.Terms[l].Forbidden {
			x.term(t, "deprecatedTerm-admn-sts")
		}
		x.printf("   </langSec>\n")
	}
	x.printf("  </conceptEntry>\n")
}

func (x *tbxWriter) term(term, status string) {
	x.printf("    <termSec><term>%s</term><termNote type=\"administrativeStatus\">%s</termNote></termSec>\n", term, status)
}
