package examples

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// translations are targets by locale, then by source in the notation of [l10n.Fragment.String].
type translations map[l10n.Locale]map[string]l10n.Fragment

func (t translations) add(l l10n.Locale, source string, target l10n.Fragment) error {
	if t[l] == nil {
		t[l] = map[string]l10n.Fragment{}
	}
	if old, ok := t[l][source]; ok {
		return fmt.Errorf("%s: two targets for %q: %q and %q", l, source, old, target)
	}
	t[l][source] = target
	return nil
}

// readTMX reads memory.tmx strictly: a segment may only have text and the elements bpt, ept and ph. Their attribute x
// is the number of the code.
func readTMX(t *testing.T) translations {
	t.Helper()
	var doc struct {
		Version string `xml:"version,attr"`
		Header  struct {
			SrcLang string `xml:"srclang,attr"`
		} `xml:"header"`
		Units []struct {
			Variants []struct {
				Lang l10n.Locale `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
				Seg  tmxSegment  `xml:"seg"`
			} `xml:"tuv"`
		} `xml:"body>tu"`
	}
	b, err := FS.ReadFile("memory.tmx")
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		t.Fatalf("memory.tmx: %v", err)
	}
	if doc.Version != "1.4" || doc.Header.SrcLang != "en" {
		t.Errorf("memory.tmx is version %q from %q, want 1.4 from en", doc.Version, doc.Header.SrcLang)
	}
	all := translations{}
	for i, u := range doc.Units {
		if len(u.Variants) < 2 || u.Variants[0].Lang != "en" {
			t.Errorf("unit %d does not begin with en and go on with a translation", i+1)
			continue
		}
		for _, v := range u.Variants[1:] {
			source := l10n.Fragment(u.Variants[0].Seg)
			if err := l10n.Fragment(v.Seg).CheckCodes(source, nil); err != nil {
				t.Errorf("%s of %q: %v", v.Lang, source, err)
			}
			if err := all.add(v.Lang, source.String(), l10n.Fragment(v.Seg)); err != nil {
				t.Error(err)
			}
		}
	}
	return all
}

type tmxSegment l10n.Fragment

// UnmarshalXML reads a seg element.
func (s *tmxSegment) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	pairs := map[string]l10n.CodeID{}
	for {
		tok, err := d.Token()
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.CharData:
			*s = append(*s, l10n.Part{Kind: l10n.Text, Text: string(tok)})
		case xml.EndElement:
			return nil
		case xml.StartElement:
			p, err := tmxCode(tok, pairs)
			if err != nil {
				return err
			}
			*s = append(*s, p)
			if err := d.Skip(); err != nil && !errors.Is(err, io.EOF) {
				return err
			}
		}
	}
}

func tmxCode(e xml.StartElement, pairs map[string]l10n.CodeID) (l10n.Part, error) {
	attr := map[string]string{}
	for _, a := range e.Attr {
		attr[a.Name.Local] = a.Value
	}
	x, _ := strconv.Atoi(attr["x"])
	switch {
	case e.Name.Local == "bpt" && x > 0:
		pairs[attr["i"]] = l10n.CodeID(x)
		return l10n.Part{Kind: l10n.Open, ID: l10n.CodeID(x)}, nil
	case e.Name.Local == "ept" && pairs[attr["i"]] > 0:
		return l10n.Part{Kind: l10n.Close, ID: pairs[attr["i"]]}, nil
	case e.Name.Local == "ph" && x > 0:
		return l10n.Part{Kind: l10n.Empty, ID: l10n.CodeID(x)}, nil
	}
	return l10n.Part{}, fmt.Errorf("unexpected <%s> %v in a seg", e.Name.Local, attr)
}
