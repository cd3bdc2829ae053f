package desk

import (
	"slices"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// chip is a stretch of a text, or a code.
type chip struct {
	Text string
	Mark bool   // an issue is about this text
	Code string // for instance "<1>"
	Name string // of the code's element
	Hint string // the code's markup in the source
	Fill string // the text that an empty code stands for, such as a date
}

// chips cuts a fragment into codes and texts, and a text where the span of an issue begins or ends.
func chips(u *l10n.Unit, f l10n.Fragment, issues []l10n.Issue) []chip {
	out := make([]chip, 0, len(f))
	at := 0 // in bytes of the text without codes, as in spans
	for _, p := range f {
		if p.Kind == l10n.Text {
			out = append(out, markIssues(p.Text, at, issues)...)
			at += len(p.Text)
			continue
		}
		c, _ := u.Code(p.ID)
		k := chip{Code: l10n.Fragment{p}.String(), Name: c.Name, Hint: c.Open}
		switch p.Kind {
		case l10n.Close:
			k.Name = ""
			k.Hint = c.Close
		case l10n.Empty:
			k.Fill = c.Equiv
		}
		out = append(out, k)
	}
	return out
}

// markIssues cuts a text where the span of an issue begins or ends. base is the text's offset in its fragment.
func markIssues(text string, base int, issues []l10n.Issue) []chip {
	cuts := []int{0, len(text)}
	for _, i := range issues {
		for _, n := range []int{i.Source.Start - base, i.Source.End - base} {
			if n > 0 && n < len(text) && utf8.RuneStart(text[n]) {
				cuts = append(cuts, n)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []chip
	for n := range len(cuts) - 1 {
		from, to := cuts[n], cuts[n+1]
		about := func(i l10n.Issue) bool { return i.Source.Start-base <= from && i.Source.End-base >= to }
		out = append(out, chip{Text: text[from:to], Mark: slices.ContainsFunc(issues, about)})
	}
	return out
}
