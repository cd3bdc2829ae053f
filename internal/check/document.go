package check

import (
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Consistency returns the issues of every pair that only show when the pairs of a document are compared, in the pairs'
// order.
func (c *Checker) Consistency(ps []Pair) [][]l10n.Issue {
	looks := make([]*inspection, len(ps))
	for i, p := range ps {
		var codes []l10n.Code
		if p.Unit != nil {
			codes = p.Unit.Codes
		}
		looks[i] = &inspection{Pair: p, checker: c}
		looks[i].s.text, _, _ = view(p.Source, codes)
		looks[i].t.text, _, _ = view(p.Target, codes)
	}
	c.compare(looks)
	out := make([][]l10n.Issue, len(ps))
	for i, l := range looks {
		out[i] = l.sorted()
	}
	return out
}

// Compares reports whether a check finds what only shows when the pairs of a document are compared.
func Compares(name l10n.CheckName) bool {
	return slices.ContainsFunc(Checks(), func(c Check) bool { return c.Name == name && c.document != nil })
}

// compare runs the checks of a document.
func (c *Checker) compare(looks []*inspection) {
	for _, ck := range c.checks {
		if ck.document != nil {
			ck.document(c, ck, looks)
		}
	}
}

// key is the text as it is compared with others: letter case and white space apart. It is made once.
func (s *side) key() string {
	if s.compared == "" {
		s.compared = strings.ToLower(strings.Join(strings.Fields(s.text), " "))
	}
	return s.compared
}

// checkSameSource marks every segment whose source has another target elsewhere. Only segments of the same role are
// compared: a button and a heading may well differ.
func checkSameSource(_ *Checker, ck Check, all []*inspection) {
	sides := func(l *inspection) (string, string) { return role(l) + "\x00" + l.s.key(), l.t.key() }
	compare(all, ck, sides, func(l, other *inspection) {
		l.report(span{}, span{}, msgOtherTarget, "other", other.Target.Text(), "segment", string(other.Segment))
	})
}

func checkSameTarget(_ *Checker, ck Check, all []*inspection) {
	sides := func(l *inspection) (string, string) { return l.t.key(), l.s.key() }
	compare(all, ck, sides, func(l, other *inspection) {
		l.report(span{}, span{}, msgOtherSource, "other", other.Source.Text(), "segment", string(other.Segment))
	})
}

func role(l *inspection) string {
	if l.Unit == nil {
		return ""
	}
	return l.Unit.Element + "@" + l.Unit.Attribute
}

// compare groups by one text and reports, for each inspection, the first of its group that has another text on the
// other side.
func compare(all []*inspection, ck Check, sides func(*inspection) (same, other string), report func(l, o *inspection)) {
	groups := map[string][]*inspection{}
	for _, l := range all {
		if same, other := sides(l); l.t.text != "" && same != "" && other != "" {
			groups[same] = append(groups[same], l)
		}
	}
	for _, g := range groups {
		first := g[0]
		_, a := sides(first)
		var second *inspection
		for _, l := range g[1:] {
			if _, b := sides(l); b != a {
				second = l
				break
			}
		}
		if second == nil {
			continue
		}
		for _, l := range g {
			l.check = &ck
			if _, b := sides(l); b != a {
				report(l, first)
			} else {
				report(l, second)
			}
		}
	}
}
