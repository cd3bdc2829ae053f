package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ClassName says where the translation of a segment comes from, as reports count words.
type ClassName string

// Weighted is a class with the share of the work that a new text is.
type Weighted struct {
	Class  ClassName
	Weight float64
}

// Repeated is the class of texts that stand on the page before: the first of them is the work.
const Repeated ClassName = "repeated"

// Classes are all classes, with their weights. What people have approved is no work; what they have to look at is some. The
// weights are those that the trade pays by, roughly; each report says them.
var Classes = []Weighted{
	{ClassName(l10n.MatchApproved), 0},
	{ClassName(l10n.MatchCopy), 0},
	{ClassName(l10n.MatchInContext), 0},
	{ClassName(l10n.MatchHuman), 0.3},
	{ClassName(l10n.MatchExact), 0.3},
	{Repeated, 0.3},
	{"fuzzy-95", 0.6},
	{"fuzzy-85", 0.6},
	{"fuzzy-70", 0.7},
	{"fuzzy", 1}, // a text for an earlier source, or less similar
	{ClassName(l10n.MatchEngine), 0.75},
	{ClassName(l10n.MatchNone), 1},
}

// classOf returns the class of drafted segments that are alike.
func classOf(c l10n.DraftCount) ClassName {
	name := ClassName(c.Class)
	if c.Class == l10n.MatchFuzzy {
		switch c.Score {
		case 95:
			name = "fuzzy-95"
		case 85:
			name = "fuzzy-85"
		case 70:
			name = "fuzzy-70"
		}
	}
	if c.Repeated && weightOf(name) > weightOf(Repeated) {
		return Repeated
	}
	return name
}

func weightOf(name ClassName) float64 {
	if i := slices.IndexFunc(Classes, func(w Weighted) bool { return w.Class == name }); i >= 0 {
		return Classes[i].Weight
	}
	return 1
}

// asListed compares classes by their order in the list.
func asListed(a, b string) int {
	at := func(name string) int {
		return slices.IndexFunc(Classes, func(w Weighted) bool { return string(w.Class) == name })
	}
	return cmp.Compare(at(a), at(b))
}

// words counts the words of the sources that were drafted, by class.
func (s *Service) words(ctx context.Context, f l10n.MeasureFilter, by By) (Table, error) {
	t := Table{ID: "words", Columns: append(by.columns(), Column{"class", Class}, Column{"weight", Share}, Column{"segments", Count},
		Column{"words", Count}, Column{"weighted", Amount})}
	counts, err := s.Facts.CountDrafted(ctx, f)
	if err != nil {
		return t, err
	}
	var all sums[row, l10n.DraftCount]
	var segments, words int
	var weighted float64
	for _, c := range counts {
		n := all.at(row{by.of(c.Scope), string(classOf(c))})
		n.Segments, n.Words = n.Segments+c.Segments, n.Words+c.Words
		segments, words, weighted = segments+c.Segments, words+c.Words, weighted+float64(c.Words)*weightOf(classOf(c))
	}
	inOrder(all.keys, asListed)
	for _, k := range all.keys {
		n, weight := all.of[k], weightOf(ClassName(k.thing))
		t.Rows = append(t.Rows, append(by.cells(k.Scope), Cell{Text: k.thing}, number(weight), number(n.Segments), number(n.Words),
			number(float64(n.Words)*weight)))
	}
	if len(t.Rows) > 0 {
		t.Total = make([]Cell, len(t.Columns)-3, len(t.Columns))
		for i := range t.Total {
			t.Total[i].None = true
		}
		t.Total = append(t.Total, number(segments), number(words), number(weighted))
	}
	return t, nil
}

// engines says how much of the engines' texts people changed before they approved them.
func (s *Service) engines(ctx context.Context, f l10n.MeasureFilter, by By) (Table, error) {
	t := Table{ID: "engines", Columns: append(by.columns(), Column{"engine", Name}, Column{"approved", Count}, Column{"untouched", Share},
		Column{"changed", Share}, Column{"characters", Count})}
	counts, err := s.Facts.CountApproved(ctx, f)
	if err != nil {
		return t, err
	}
	var all sums[row, l10n.DraftCount]
	for _, c := range counts {
		if c.Engine == "" {
			continue
		}
		n := all.at(row{by.of(c.Scope), string(c.Engine)})
		n.Segments, n.Untouched = n.Segments+c.Segments, n.Untouched+c.Untouched
		n.Changed, n.Length = n.Changed+c.Changed, n.Length+c.Length
	}
	inOrder(all.keys, cmp.Compare[string])
	for _, k := range all.keys {
		n := all.of[k]
		t.Rows = append(t.Rows, append(by.cells(k.Scope), Cell{Text: k.thing}, number(n.Segments), ratio(n.Untouched, n.Segments),
			ratio(n.Changed, n.Length), number(n.Length)))
	}
	return t, nil
}
