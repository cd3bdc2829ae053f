package xliff

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Options say what a file holds beside the sources. The zero value makes a file of sources alone.
type Options struct {
	// Locale is the language to translate into. Some tools need it. Units that are not for this locale are marked with
	// translate="no".
	Locale l10n.Locale
	// Targets are the translations to start from. They need the Locale.
	Targets []l10n.Target
	// Base is the ref of the targets as they were sent out, so that one can later see what a translator changed.
	Base l10n.Ref
}

// Write writes an extraction as an XLIFF 2.1 document of one file. Units and segments keep their IDs. Text between
// segments is an <ignorable>. Codes are <pc> and <ph>, or <sc> and <ec> where the ends of a pair are in different
// segments. The skeleton element holds a hash of the sources, by which [Read] recognizes the page, and the base. An
// extraction without units is an error, because XLIFF has no empty files.
func Write(w io.Writer, e *l10n.Extraction, opt Options) error {
	switch {
	case len(e.Units) == 0:
		return errors.New("the page has no text for translation, and an XLIFF file can't be empty")
	case len(opt.Targets) > 0 && opt.Locale == "":
		return errors.New("an XLIFF file with targets needs their language")
	}
	x := &writer{Writer: bufio.NewWriter(w), opt: opt, targets: map[l10n.SegmentID]*l10n.Target{}}
	for i := range opt.Targets {
		x.targets[opt.Targets[i].Segment] = &opt.Targets[i]
	}
	x.terms = newPageTerms(e.Terms)
	x.head(e)
	for i := range e.Units {
		x.unit(&e.Units[i])
	}
	x.put(" </file>\n</xliff>\n")
	return x.Flush()
}

// writer writes one document. Its bufio.Writer keeps the first error for Flush.
type writer struct {
	*bufio.Writer
	opt     Options
	targets map[l10n.SegmentID]*l10n.Target
	terms   *pageTerms
}

func (x *writer) put(s string) { _, _ = x.WriteString(s) }

// attr writes an attribute, unless its value is empty.
func (x *writer) attr(name, value string) {
	if value == "" {
		return
	}
	x.put(" " + name + `="`)
	for _, r := range value {
		switch {
		case r == '"':
			x.put("&quot;")
		case r == '\t' || r == '\n':
			x.put("&#" + strconv.Itoa(int(r)) + ";")
		case !allowed(r):
			x.put("\uFFFD") // attributes have no <cp>
		default:
			x.rune(r)
		}
	}
	x.put(`"`)
}

// text writes character data. Characters that XML cannot hold become <cp> elements.
func (x *writer) text(s string) {
	for _, r := range s {
		if !allowed(r) {
			_, _ = fmt.Fprintf(x, `<cp hex="%04X"/>`, r)
			continue
		}
		x.rune(r)
	}
}

func (x *writer) rune(r rune) {
	switch r {
	case '&':
		x.put("&amp;")
	case '<':
		x.put("&lt;")
	case '>':
		x.put("&gt;")
	case '\r':
		x.put("&#13;") // a reader would take a plain one for a line feed
	default:
		_, _ = x.WriteRune(r)
	}
}

// allowed reports whether XML 1.0 allows a character (its production Char).
func allowed(r rune) bool {
	return r >= 0x20 && r != 0xfffe && r != 0xffff || r == '\t' || r == '\n' || r == '\r'
}

func (x *writer) head(e *l10n.Extraction) {
	x.put(`<?xml version="1.0" encoding="UTF-8"?>` + "\n<xliff")
	x.attr("xmlns", nsCore)
	sized := false
	for i := range e.Units {
		sized = sized || e.Units[i].MaxBytes > 0
	}
	if sized {
		x.attr("xmlns:slr", nsSize)
	}
	x.attr("version", "2.1")
	x.attr("srcLang", cmp.Or(string(e.Lang), "und"))
	x.attr("trgLang", string(x.opt.Locale))
	x.put(">\n <file")
	x.attr("id", "f1")
	x.attr("original", e.Document.URL)
	x.attr("canResegment", "no") // because memory and approvals go by Dragoman's segments
	if e.Lang != "" {
		x.attr("srcDir", string(e.Lang.Direction()))
	}
	if x.opt.Locale != "" {
		x.attr("trgDir", string(x.opt.Locale.Direction()))
	}
	x.attr("xml:space", "preserve")
	x.put(">\n  <skeleton>" + ownPrefix + string(l10n.SourceHash(e.Units)))
	if x.opt.Base.Valid() {
		x.put(":" + string(x.opt.Base))
	}
	x.put("</skeleton>\n")
	if sized {
		x.put(`  <slr:profiles storageProfile="xliff:utf8"/>` + "\n")
	}
	x.fileNotes(e)
}

func (x *writer) unit(u *l10n.Unit) {
	x.put("  <unit")
	x.attr("id", string(u.ID))
	x.attr("name", u.Name)
	if plainName(u.Element) && (u.Attribute == "" || plainName(u.Attribute)) {
		x.attr("type", "html:"+u.Role())
	}
	if u.MaxBytes > 0 {
		x.attr("slr:storageRestriction", strconv.Itoa(u.MaxBytes))
	}
	if x.opt.Locale != "" && !u.For(x.opt.Locale) {
		x.attr("translate", "no")
	}
	x.put(">\n")
	x.unitNotes(u)
	c := newCodes(u)
	c.originalData(x)
	for i := range u.Segments {
		s := &u.Segments[i]
		x.ignorable(c, s.Lead)
		x.segment(c, i+1, s)
	}
	x.ignorable(c, u.Tail)
	x.put("  </unit>\n")
}

func (x *writer) ignorable(c *codes, f l10n.Fragment) {
	if f.IsEmpty() {
		return
	}
	x.put("   <ignorable><source>")
	x.fragment(c, f)
	x.put("</source></ignorable>\n")
}

func (x *writer) segment(c *codes, n int, s *l10n.Segment) {
	t, ok := x.targets[s.ID]
	x.put("   <segment")
	x.attr("id", "s"+strconv.Itoa(n))
	if ok && t.State.Valid() {
		x.attr("state", string(t.State))
		if t.SubState != "" {
			x.attr("subState", ownPrefix+string(t.SubState))
		}
	}
	x.put(">\n    <source>")
	x.fragment(c, s.Source)
	x.put("</source>\n")
	if ok && !t.Text.IsEmpty() {
		x.put("    <target>")
		x.fragment(c, t.Text)
		x.put("</target>\n")
	}
	x.put("   </segment>\n")
}
