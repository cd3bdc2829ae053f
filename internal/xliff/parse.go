package xliff

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// file holds what a <file> element says about itself.
type file struct {
	version  string // of the document
	from, to l10n.Locale
	original string
	skeleton string // the text of the skeleton element
}

// unit is a unit of a file. A trans-unit of XLIFF 1.2 is read as a unit of one segment.
type unit struct {
	id    string
	parts []part
}

// part is a segment or an ignorable.
type part struct {
	id              string
	ignorable       bool
	state, subState string
	finished        bool // its state says that its translator or reviewer is done with it
	source, target  []token
	translated      bool // it has a target element
	order           int  // the place of its target among the unit's parts, from 1; 0 means its own place
}

// maxDepth is how deep elements may be nested. The elements of a page are nested at most 512 deep.
const maxDepth = 1000

// parse reads an XLIFF document of any version from 1.0 to 2.x and calls each with every unit, in order. It skips
// elements of modules and extensions. It refuses every document type declaration, so no entity is expanded and nothing
// is fetched. An error names the line.
func parse(r io.Reader, each func(*file, *unit) error) error {
	p := &parser{d: xml.NewDecoder(transform.NewReader(r, unicode.BOMOverride(transform.Nop))), each: each}
	p.d.CharsetReader = charset
	if err := p.document(); err != nil {
		line, _ := p.d.InputPos()
		return fmt.Errorf("XLIFF, line %d: %w", line, err)
	}
	return nil
}

func charset(name string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(name) {
	case "utf-16", "utf8", "us-ascii": // UTF-16 has been read by its byte order mark
		return r, nil
	}
	return nil, fmt.Errorf("the encoding %s is not supported; save the file as UTF-8", name)
}

type parser struct {
	d     *xml.Decoder
	each  func(*file, *unit) error
	space string // the namespace of the root
	file  file
	depth int
}

// next reads a token. It refuses a document type declaration, deep nesting and repeated attributes.
func (p *parser) next() (xml.Token, error) {
	tok, err := p.d.Token()
	if err != nil {
		return nil, err
	}
	switch t := tok.(type) {
	case xml.Directive:
		return nil, errors.New("it has a document type declaration, which XLIFF never has; remove it")
	case xml.StartElement:
		p.depth++
		if p.depth > maxDepth {
			return nil, fmt.Errorf("elements are nested more than %d deep", maxDepth)
		}
		seen := make(map[xml.Name]bool, len(t.Attr))
		for _, a := range t.Attr {
			if seen[a.Name] {
				return nil, fmt.Errorf("<%s> has the attribute %s twice", t.Name.Local, a.Name.Local)
			}
			seen[a.Name] = true
		}
	case xml.EndElement:
		p.depth--
	}
	return tok, nil
}

func (p *parser) document() error {
	root := false
	for {
		tok, err := p.next()
		switch {
		case errors.Is(err, io.EOF) && root:
			return nil
		case errors.Is(err, io.EOF):
			return errors.New("this is no XLIFF file: it is empty")
		case err != nil:
			return err
		}
		t, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if root {
			return fmt.Errorf("<%s> stands behind the end of the document", t.Name.Local)
		}
		if t.Name.Local != "xliff" {
			return fmt.Errorf("this is no XLIFF file: it begins with <%s>", t.Name.Local)
		}
		root = true
		p.space = t.Name.Space
		p.file.version = attr(t, "version")
		if err := p.languages(t); err != nil {
			return err
		}
		if err := p.children(p.structure); err != nil {
			return err
		}
	}
}

// children calls each with the elements of XLIFF's core inside the element that is open, up to its end. The function
// must read its element to the end.
func (p *parser) children(each func(xml.StartElement) error) error {
	for {
		tok, err := p.next()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if t.Name.Space != p.space {
				err = p.skip()
			} else {
				err = each(t)
			}
			if err != nil {
				return err
			}
		}
	}
}

// skip reads the element that is open to its end.
func (p *parser) skip() error { return p.children(func(xml.StartElement) error { return p.skip() }) }

// structure reads an element above the units, or a unit.
func (p *parser) structure(t xml.StartElement) error {
	switch t.Name.Local {
	case "file":
		p.file.original = attr(t, "original")
		p.file.skeleton = ""
		if err := p.languages(t); err != nil {
			return err
		}
		return p.children(p.structure)
	case "skeleton":
		text, err := p.content(nil)
		p.file.skeleton = strings.TrimSpace(plain(text))
		return err
	case "internal-file": // in the skl of XLIFF 1.2
		text, err := p.content(nil)
		p.file.skeleton = strings.TrimSpace(plain(text))
		return err
	case "body", "group", "header", "skl":
		return p.children(p.structure)
	case "unit":
		u := &unit{id: attr(t, "id")}
		if err := p.children(func(t xml.StartElement) error { return p.part(u, t) }); err != nil {
			return err
		}
		return p.each(&p.file, u)
	case "trans-unit":
		u := &unit{id: attr(t, "id"), parts: []part{{finished: attr(t, "approved") == "yes"}}}
		if err := p.children(func(t xml.StartElement) error { return p.text(&u.parts[0], t) }); err != nil {
			return err
		}
		u.parts[0].dropCopy()
		return p.each(&p.file, u)
	}
	return p.skip()
}

// languages reads the attributes of XLIFF 1.2 and 2 that name the source's and the target's language.
func (p *parser) languages(t xml.StartElement) error {
	for name, to := range map[string]*l10n.Locale{
		"srcLang": &p.file.from, "source-language": &p.file.from,
		"trgLang": &p.file.to, "target-language": &p.file.to,
	} {
		v := attr(t, name)
		if v == "" || v == "und" {
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

func (p *parser) part(u *unit, t xml.StartElement) error {
	if t.Name.Local != "segment" && t.Name.Local != "ignorable" {
		return p.skip()
	}
	x := part{id: attr(t, "id"), ignorable: t.Name.Local == "ignorable", state: attr(t, "state"), subState: attr(t, "subState")}
	x.finished = l10n.State(x.state).AtLeast(l10n.Reviewed)
	u.parts = append(u.parts, x)
	return p.children(func(t xml.StartElement) error { return p.text(&u.parts[len(u.parts)-1], t) })
}

// text reads a source or a target.
func (p *parser) text(to *part, t xml.StartElement) (err error) {
	switch t.Name.Local {
	case "source":
		to.source, err = p.content(nil)
	case "target":
		if s := attr(t, "order"); s != "" {
			if to.order, err = strconv.Atoi(s); err != nil || to.order < 1 {
				return fmt.Errorf("%q is no order of a target", s)
			}
		}
		to.translated = true
		if strings.HasPrefix(p.file.version, "1.") {
			to.state12(t)
		}
		to.target, err = p.content(nil)
	default:
		return p.skip()
	}
	return err
}

// state12 takes the state of a target of XLIFF 1.2.
func (p *part) state12(target xml.StartElement) {
	state := attr(target, "state")
	p.finished = p.finished || finished12[state]
	if state != "" {
		p.state = string(cmp.Or(states12[state], l10n.Translated))
	}
	if sub := subStates12[attr(target, "state-qualifier")]; sub != "" {
		p.subState = ownPrefix + string(sub)
	}
}

// dropCopy drops a target of XLIFF 1.2 that is its source, and not translated by its own word: see
// [Options.SourceAsTarget].
func (p *part) dropCopy() {
	if p.translated && !p.finished && p.state == string(l10n.Initial) && slices.Equal(p.source, p.target) {
		p.translated = false
		p.target = nil
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
