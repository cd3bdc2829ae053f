package xliff

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// document21 writes the document as XLIFF 2.1.
func (x *writer) document21(e *l10n.Extraction) {
	x.head(e)
	for i := range e.Units {
		x.unit(&e.Units[i])
	}
	x.put(" </file>\n</xliff>\n")
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
	if x.hasCandidates(e) {
		x.attr("xmlns:mtc", nsMatches)
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
	x.put(">\n  <skeleton>" + x.skeleton(e) + "</skeleton>\n")
	if sized {
		x.put(`  <slr:profiles storageProfile="xliff:utf8"/>` + "\n")
	}
	x.notes("  ", fileNotes(e))
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
	if x.locked(u) {
		x.attr("translate", "no")
	}
	x.put(">\n")
	x.matches(u)
	x.notes("   ", slices.Concat(x.unitNotes(u), x.terms.notes(u.PlainText(u.Source())), x.segmentsNotes(u)))
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
		x.attr("state", string(x.state21(t)))
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

// skeleton names the page and the base.
func (x *writer) skeleton(e *l10n.Extraction) string {
	s := ownPrefix + string(l10n.SourceHash(e.Units))
	if x.opt.Base.Valid() {
		s += ":" + string(x.opt.Base)
	}
	return s
}

// state21 is the state that a target goes out with: its own, but no state of people for what nobody has looked at.
func (x *writer) state21(t *l10n.Target) l10n.State {
	if t.State.AtLeast(l10n.Reviewed) && !confirmed(t) {
		return l10n.Translated
	}
	return t.State
}

func (x *writer) hasCandidates(e *l10n.Extraction) bool {
	for i := range e.Units {
		for k := range e.Units[i].Segments {
			if len(x.candidates(&e.Units[i].Segments[k])) > 0 {
				return true
			}
		}
	}
	return false
}

// matches writes the candidates of a unit's segments.
func (x *writer) matches(u *l10n.Unit) {
	open := false
	for i := range u.Segments {
		for _, m := range x.candidates(&u.Segments[i]) {
			if !open {
				x.put("   <mtc:matches>\n")
				open = true
			}
			x.put("    <mtc:match")
			x.attr("ref", "#s"+strconv.Itoa(i+1))
			if m.Score > 0 {
				x.attr("matchQuality", strconv.Itoa(min(m.Score, 100)))
			}
			x.attr("origin", string(m.Origin.Provider))
			x.put(">\n     ")
			x.pair(m.Source, m.Target)
			x.put("    </mtc:match>\n")
		}
	}
	if open {
		x.put("   </mtc:matches>\n")
	}
}

// pair writes the texts of a match on one line. Its codes are those of another unit, of which no markup is known.
func (x *writer) pair(source, target l10n.Fragment) {
	none := newCodes(&l10n.Unit{})
	x.put("<source>")
	x.fragment(none, source)
	x.put("</source><target>")
	x.fragment(none, target)
	x.put("</target>\n")
}
