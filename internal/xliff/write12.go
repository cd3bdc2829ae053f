package xliff

import (
	"cmp"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// document12 writes the document as XLIFF 1.2.
func (x *writer) document12(e *l10n.Extraction) {
	x.put(`<?xml version="1.0" encoding="UTF-8"?>` + "\n<xliff")
	x.attr("xmlns", ns12)
	x.attr("version", "1.2")
	x.put(">\n <file")
	x.attr("original", cmp.Or(e.Document.URL, "page"))
	x.attr("source-language", cmp.Or(string(e.Lang), "und"))
	x.attr("target-language", string(x.opt.Locale))
	x.attr("datatype", "html")
	x.attr("xml:space", "preserve")
	x.put(">\n  <header>\n   <skl><internal-file form=\"text/plain\">" + x.skeleton(e) + "</internal-file></skl>\n")
	x.notes12("   ", fileNotes(e))
	x.put("  </header>\n  <body>\n")
	for i := range e.Units {
		x.group(&e.Units[i])
	}
	x.put("  </body>\n </file>\n</xliff>\n")
}

// group writes a unit. What is known of it stands in each of its segments, where tools show it, and what is long in the
// first one.
func (x *writer) group(u *l10n.Unit) {
	x.put("   <group")
	x.attr("id", string(u.ID))
	if role := u.Role(); plainName(u.Element) && (u.Attribute == "" || plainName(u.Attribute)) {
		x.attr("restype", "x-html-"+role)
	}
	x.attr("resname", u.Name)
	if u.MaxBytes > 0 && len(u.Segments) > 1 {
		x.attr("maxbytes", strconv.Itoa(u.MaxBytes))
	}
	x.put(">\n")
	c := newCodes(u)
	locked := x.locked(u)
	notes := x.unitNotes(u)
	for i := range u.Segments {
		s := &u.Segments[i]
		x.transUnit(c, s, locked, append(notes[:len(notes):len(notes)], x.terms.notes(u.PlainText(s.Source))...))
		notes = shortNotes(notes)
	}
	x.put("   </group>\n")
}

// shortNotes are those notes that are short enough to stand in every segment of a unit.
func shortNotes(list []note) []note {
	const longest = 200
	var short []note
	for _, n := range list {
		if len(n.text) <= longest {
			short = append(short, n)
		}
	}
	return short
}

func (x *writer) transUnit(c *codes, s *l10n.Segment, locked bool, notes []note) {
	u := c.unit
	t := x.targets[s.ID]
	sure := t != nil && confirmed(t)
	x.put("    <trans-unit")
	x.attr("id", string(s.ID))
	if locked || !x.asked(s.ID) {
		x.attr("translate", "no")
	}
	if sure {
		x.attr("approved", "yes")
	}
	if u.MaxBytes > 0 && len(u.Segments) == 1 {
		x.attr("maxbytes", strconv.Itoa(u.MaxBytes))
		x.attr("size-unit", "byte")
	}
	x.put(">\n     <source>")
	x.fragment(c, s.Source)
	x.put("</source>\n")
	matches := x.candidates(s)
	switch has := t != nil && !t.Text.IsEmpty(); {
	case x.opt.SourceAsTarget && !sure:
		x.target12(c, s.Source, "needs-translation", "")
		if has {
			own := l10n.Match{Source: s.Source, Target: t.Text, Score: 100, Origin: t.Origin}
			matches = append([]l10n.Match{own}, matches...)
		}
	case has:
		x.target12(c, t.Text, x.state12(t, sure), qualifiers[t.SubState])
	}
	x.notes12("     ", append(notes, x.segmentNotes(s)...))
	for _, m := range matches {
		x.put("     <alt-trans")
		if m.Score > 0 {
			x.attr("match-quality", strconv.Itoa(min(m.Score, 100))+"%")
		}
		x.attr("origin", string(m.Origin.Provider))
		if m.Origin.Provider == before {
			x.attr("alttranstype", "previous-version")
		}
		x.put(">")
		x.pair(m.Source, m.Target)
		x.put("     </alt-trans>\n")
	}
	x.put("    </trans-unit>\n")
}

func (x *writer) target12(c *codes, f l10n.Fragment, state, qualifier string) {
	x.put("     <target")
	x.attr("state", state)
	x.attr("state-qualifier", qualifier)
	x.put(">")
	x.fragment(c, f)
	x.put("</target>\n")
}

// state12 is the state that a target goes out with.
func (x *writer) state12(t *l10n.Target, sure bool) string {
	switch {
	case sure && t.State == l10n.Final:
		return "final"
	case sure:
		return "signed-off"
	case !x.opt.Unreviewed && (t.SubState == l10n.SubHuman || t.SubState == l10n.SubCopy):
		return "translated"
	}
	return "needs-review-translation"
}

// states12 are XLIFF 1.2's states as those of XLIFF 2.1. States that are not listed are a translation's, whatever is
// still to be done about it.
var states12 = map[string]l10n.State{
	"new": l10n.Initial, "needs-translation": l10n.Initial, "signed-off": l10n.Reviewed, "final": l10n.Final,
}

// finished12 are the states of texts that their translator or reviewer is done with.
var finished12 = map[string]bool{"translated": true, "signed-off": true, "final": true}

// qualifiers are XLIFF 1.2's state qualifiers, by where a text comes from.
var qualifiers = map[l10n.SubState]string{
	l10n.SubMT: "leveraged-mt", l10n.SubPseudo: "leveraged-mt", l10n.SubTMFuzzy: "fuzzy-match", l10n.SubNeedsEdit: "fuzzy-match",
	l10n.SubTMExact: "exact-match", l10n.SubTMContext: "id-match", l10n.SubApproved: "leveraged-inherited",
}

// subStates12 are the substates that the qualifiers stand for.
var subStates12 = map[string]l10n.SubState{
	"leveraged-mt": l10n.SubMT, "mt-suggestion": l10n.SubMT, "fuzzy-match": l10n.SubTMFuzzy, "leveraged-tm": l10n.SubTMFuzzy,
	"tm-suggestion": l10n.SubTMFuzzy, "exact-match": l10n.SubTMExact, "id-match": l10n.SubTMContext,
	"leveraged-inherited": l10n.SubApproved,
}

// notes12 writes the notes that have a text, each with what it is about before it.
func (x *writer) notes12(pad string, list []note) {
	for _, n := range list {
		if n.text == "" {
			continue
		}
		x.put(pad + "<note")
		if n.priority > 0 {
			x.attr("priority", strconv.Itoa(n.priority))
		}
		x.attr("from", "dragoman")
		x.put(">")
		if n.category != "note" {
			x.put(n.category + ": ")
		}
		x.text(printable(n.text))
		x.put("</note>\n")
	}
}
