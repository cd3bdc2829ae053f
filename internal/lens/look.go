package lens

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
)

// look is a source with what it says.
type look struct {
	*Service
	at     l10n.Place
	lang   l10n.Locale
	text   string
	things []Thing
	marks  []Mark         // of the source, one a thing, in the order of the text
	terms  map[string]int // the number of a term, by its ID
}

func (s *Service) newLook(at l10n.Place, lang l10n.Locale, readings []translated) *look {
	l := &look{Service: s, at: at, lang: lang, text: at.Segment.Source.Text(), terms: map[string]int{}}
	for _, v := range format.Find(lang, l.text) {
		if v.IsDate() {
			l.marks = append(l.marks, Mark{l10n.Span{Start: v.Start, End: v.End}, Date, 1})
		}
	}
	figures, _ := check.Figures(check.Pair{Unit: at.Unit, Source: at.Segment.Source, SourceLang: lang, Locale: lang})
	for _, f := range figures {
		if l.within(f.Span) == 0 {
			l.marks = append(l.marks, Mark{f.Span, Figure, 1})
		}
	}
	terms := l.findTerms(readings)
	slices.SortStableFunc(l.marks, func(a, b Mark) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	for i := range l.marks {
		m := &l.marks[i]
		m.Number = i + 1
		l.things = append(l.things, Thing{m.Number, m.Kind, l.text[m.Span.Start:m.Span.End]})
		for id, span := range terms {
			if m.Kind == Term && m.Span == span {
				l.terms[id] = m.Number
			}
		}
	}
	return l
}

// findTerms marks the terms that the source has for any of the locales, and returns where each first stands.
func (l *look) findTerms(readings []translated) map[string]l10n.Span {
	spans := map[string]l10n.Span{}
	if l.Glossary == nil {
		return spans
	}
	for _, t := range readings {
		for _, hit := range l.Glossary.Find(l.lang, t.Locale, l.text) {
			if _, known := spans[hit.Term.ID]; known {
				continue
			}
			spans[hit.Term.ID] = hit.Span
			if m := (Mark{hit.Span, Term, 1}); !slices.Contains(l.marks, m) {
				l.marks = append(l.marks, m)
			}
		}
	}
	return spans
}

// within is the number of the date or figure that a stretch of the source is part of, or 0.
func (l *look) within(at l10n.Span) int {
	for _, m := range l.marks {
		if m.Kind != Term && at.Start >= m.Span.Start && at.End <= m.Span.End {
			return m.Number
		}
	}
	return 0
}

// read looks at a translation for what the source says.
func (l *look) read(t translated) Reading {
	r := Reading{Translation: t.Translation}
	if r.Target, r.Present = t.targets[l.at.Segment.ID]; !r.Present || r.Target.Text.IsEmpty() {
		return r
	}
	r.Old = !r.Target.SourceHash.Holds(l.at.Segment.Hash())
	l.readFigures(&r)
	l.readTerms(&r)
	slices.SortStableFunc(r.Missing, func(a, b Missing) int { return cmp.Compare(a.Number, b.Number) })
	r.Marks = tidy(r.Marks)
	return r
}

// readFigures finds the dates and figures of the source in a target.
func (l *look) readFigures(r *Reading) {
	text := r.Target.Text.Text()
	done := map[int]bool{} // things that are found
	here := format.Find(l.lang, l.text)
	for _, w := range format.Find(r.Locale, text) {
		for _, v := range here {
			if n := l.within(l10n.Span{Start: v.Start, End: v.End}); v.IsDate() && w.IsDate() && v.Same(w) && n > 0 && !done[n] {
				r.Marks = append(r.Marks, Mark{l10n.Span{Start: w.Start, End: w.End}, Date, n})
				done[n] = true
			}
		}
	}
	source, target := check.Figures(check.Pair{Unit: l.at.Unit, Source: l.at.Segment.Source, Target: r.Target.Text, SourceLang: l.lang, Locale: r.Locale})
	for _, f := range source {
		n := l.within(f.Span)
		switch {
		case n == 0 || done[n] && l.things[n-1].Kind == Date:
		case f.Partner >= 0:
			r.Marks = append(r.Marks, Mark{target[f.Partner].Span, l.things[n-1].Kind, n})
		case !f.Paired && !f.Optional && !slices.ContainsFunc(r.Missing, func(m Missing) bool { return m.Number == n }):
			r.Missing = append(r.Missing, Missing{Thing: l.things[n-1]})
		}
	}
	for _, f := range target {
		if !f.Paired && !f.Optional && !marked(r.Marks, f.Span) {
			r.Marks = append(r.Marks, Mark{f.Span, Figure, 0})
			r.Added = append(r.Added, f.Text)
		}
	}
}

func marked(ms []Mark, at l10n.Span) bool {
	return slices.ContainsFunc(ms, func(m Mark) bool { return at.Start >= m.Span.Start && at.End <= m.Span.End })
}

// readTerms finds the terms of the source in a target, in any form that the language gives them.
func (l *look) readTerms(r *Reading) {
	if l.Glossary == nil {
		return
	}
	text := r.Target.Text.Text()
	said := l.Glossary.Find(r.Locale, l.lang, text)
	seen := map[string]bool{}
	for _, hit := range l.Glossary.Find(l.lang, r.Locale, l.text) {
		n, id := l.terms[hit.Term.ID], hit.Term.ID
		if seen[id] {
			continue
		}
		seen[id] = true
		if at, ok := place(hit.Term, said, text); ok {
			r.Marks = append(r.Marks, Mark{at, Term, n})
			continue
		}
		wanted := hit.Term.Source
		if !hit.Term.DoNotTranslate {
			wanted = strings.Join(hit.Term.Targets[:min(1, len(hit.Term.Targets))], "")
		}
		if wanted != "" {
			r.Missing = append(r.Missing, Missing{l.things[n-1], wanted})
		}
	}
}

// place finds a term in a target: by the glossary, or word for word.
func place(t l10n.Term, said []termbase.Hit, text string) (l10n.Span, bool) {
	for _, h := range said {
		if h.Term.ID == t.ID {
			return h.Span, true
		}
	}
	words := t.Targets
	if t.DoNotTranslate {
		words = []string{t.Source}
	}
	for _, w := range words {
		if i := strings.Index(text, w); w != "" && i >= 0 {
			return l10n.Span{Start: i, End: i + len(w)}, true
		}
	}
	return l10n.Span{}, false
}

// tidy sorts marks by their place and leaves out those that overlap an earlier one.
func tidy(ms []Mark) []Mark {
	ms = slices.Clone(ms)
	slices.SortStableFunc(ms, func(a, b Mark) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	var out []Mark
	for _, m := range ms {
		if n := len(out); n == 0 || m.Span.Start >= out[n-1].Span.End {
			out = append(out, m)
		}
	}
	return out
}
