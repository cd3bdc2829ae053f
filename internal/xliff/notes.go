package xliff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// note is a note of a unit or a file. An ITS localization note has priority 1 for an alert, and 2 for a description.
type note struct {
	category, text string
	priority       int // 0 for none
}

// notes writes the notes that have a text.
func (x *writer) notes(pad string, list []note) {
	kept := list[:0]
	for _, n := range list {
		if n.text != "" {
			kept = append(kept, n)
		}
	}
	if len(kept) == 0 {
		return
	}
	x.put(pad + "<notes>\n")
	for _, n := range kept {
		x.put(pad + " <note")
		x.attr("category", n.category)
		if n.priority > 0 {
			x.attr("priority", strconv.Itoa(n.priority))
		}
		x.put(">")
		x.text(printable(n.text)) // a note may not contain <cp>
		x.put("</note>\n")
	}
	x.put(pad + "</notes>\n")
}

// printable replaces the characters that XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if allowed(r) {
			return r
		}
		return '\uFFFD'
	}, s)
}

func fileNotes(e *l10n.Extraction) []note {
	return []note{{category: "title", text: e.Title}, {category: "domain", text: strings.Join(e.Domains, ", ")}}
}

// unitNotes tells a translator where the text stands and what the page says about it.
func (x *writer) unitNotes(u *l10n.Unit) []note {
	list := []note{
		{category: "location", text: location(u)},
		{category: "heading", text: strings.Join(u.Headings, " › ")},
		localizationNote(u.Note),
		{category: "allowed-characters", text: u.AllowedCharacters},
		{category: "locale-filter", text: u.LocaleFilter},
		{category: "language", text: string(u.Lang)},
	}
	if u.MaxBytes > 0 {
		list = append(list, note{category: "size", text: fmt.Sprintf("At most %d bytes in UTF-8.", u.MaxBytes)})
	}
	return list
}

// segmentsNotes are the notes of all segments of a unit, each with the segment that it is about where there are several.
func (x *writer) segmentsNotes(u *l10n.Unit) []note {
	var list []note
	for i := range u.Segments {
		for _, n := range x.segmentNotes(&u.Segments[i]) {
			if len(u.Segments) > 1 {
				n.text = "s" + strconv.Itoa(i+1) + ": " + n.text
			}
			list = append(list, n)
		}
	}
	return list
}

// segmentNotes are a segment's terms, and what checks found in its target.
func (x *writer) segmentNotes(s *l10n.Segment) []note {
	var list []note
	for _, t := range x.opt.Terms[s.ID] {
		list = append(list, note{category: "term", text: termText(t)})
	}
	t := x.targets[s.ID]
	if t == nil {
		return list
	}
	for _, i := range t.Issues {
		list = append(list, note{category: "issue", text: fmt.Sprintf("%s (%s, severity %d)", i.Comment, i.Check, i.Severity)})
	}
	return list
}

// termText says in one line what a glossary wants of a term.
func termText(t l10n.Term) string {
	s := t.Source
	switch {
	case t.DoNotTranslate:
		s += " stays as it is"
	case len(t.Targets) > 0:
		s += " → " + strings.Join(t.Targets, ", ")
	}
	if len(t.Forbidden) > 0 {
		s += "; not: " + strings.Join(t.Forbidden, ", ")
	}
	if t.Note != "" {
		s += "; " + t.Note
	}
	return s
}

func location(u *l10n.Unit) string {
	where := u.Element
	if u.Attribute != "" {
		where += " @" + u.Attribute
	}
	if u.Path != "" {
		where += ": " + u.Path
	}
	return where
}

func localizationNote(text string) note {
	if alert, ok := strings.CutPrefix(text, "! "); ok {
		return note{"note", alert, 1}
	}
	return note{"note", text, 2}
}

// pageTerms are the terms that a page itself marks, by their length, so that a text is looked through once for each length and
// not for each term.
type pageTerms struct {
	terms   []l10n.Term
	lengths []int
	at      map[string]int // a term in small letters → its first place in terms
}

// longestTerm is how long a term may be, in bytes, that is looked for in other units. A longer one is a text.
const longestTerm = 100

func newPageTerms(terms []l10n.Term) *pageTerms {
	p := &pageTerms{terms: terms, at: map[string]int{}}
	for i, t := range terms {
		key := strings.ToLower(t.Source)
		if _, ok := p.at[key]; ok || key == "" || len(key) > longestTerm {
			continue
		}
		p.at[key] = i
		if !slices.Contains(p.lengths, len(key)) {
			p.lengths = append(p.lengths, len(key))
		}
	}
	return p
}

// notes lists those of the page's own terms that stand in a text, each once.
func (p *pageTerms) notes(text string) []note {
	if len(p.at) == 0 {
		return nil
	}
	var found []int
	seen := map[int]bool{}
	text = strings.ToLower(text)
	for _, n := range p.lengths {
		for i := 0; i+n <= len(text); i++ {
			if k, ok := p.at[text[i:i+n]]; ok && !seen[k] {
				seen[k] = true
				found = append(found, k)
			}
		}
	}
	slices.Sort(found)
	var list []note
	for _, k := range found {
		n := note{category: "term", text: p.terms[k].Source}
		if p.terms[k].Note != "" {
			n.text += ": " + p.terms[k].Note
		}
		list = append(list, n)
	}
	return list
}
