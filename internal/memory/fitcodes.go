package memory

import (
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fitCodes gives a match's target the codes of the query's source. was holds the codes of the match's source, is those
// of the query. Where they are equal, the target keeps its codes. Otherwise all of them are set again: codes at the
// source's edges go to the target's edges, and a pair around some words goes around the same words where the target has
// them exactly once. Codes that cannot be placed are left out and counted.
func fitCodes(source, was, is, target l10n.Fragment) (l10n.Fragment, fitResult) {
	var fit fitResult
	if slices.Equal(was, is) {
		return target, fit
	}
	fit.changed = true
	text := target.Text()
	if len(is) == 0 {
		return l10n.TextFragment(text), fit
	}
	p := placer{text: text, at: map[int]l10n.Fragment{}}
	lead, inner, trail := edges(source)
	p.place(inner)
	out := slices.Clone(lead)
	out = append(out, p.fragment()...)
	out = append(out, trail...)
	fit.missed = p.missed
	if out.CheckCodes(source, nil) != nil && fit.missed == 0 {
		fit.missed = 1
	}
	return out, fit
}

// edges splits a fragment into the codes before its first text, the middle, and the codes after its last text.
func edges(f l10n.Fragment) (lead, inner, trail l10n.Fragment) {
	isText := func(p l10n.Part) bool { return p.Kind == l10n.Text && strings.TrimSpace(p.Text) != "" }
	from := slices.IndexFunc(f, isText)
	if from < 0 {
		return f, nil, nil
	}
	to := len(f)
	for !isText(f[to-1]) {
		to--
	}
	onlyCodes := func(f l10n.Fragment) l10n.Fragment {
		return slices.DeleteFunc(slices.Clone(f), func(p l10n.Part) bool { return p.Kind == l10n.Text })
	}
	return onlyCodes(f[:from]), f[from:to], onlyCodes(f[to:])
}

// placer sets codes into a text.
type placer struct {
	text   string
	at     map[int]l10n.Fragment // byte offset → codes before it
	missed int
}

// place sets the pairs of the query's inner part. A pair with only one end in it is counted as missed.
func (p *placer) place(inner l10n.Fragment) {
	for i, c := range inner {
		switch c.Kind {
		case l10n.Empty:
			p.missed++
		case l10n.Close:
			opened := slices.ContainsFunc(inner[:i], func(o l10n.Part) bool { return o.Kind == l10n.Open && o.ID == c.ID })
			if !opened {
				p.missed++
			}
		case l10n.Open:
			end := slices.IndexFunc(inner[i:], func(o l10n.Part) bool { return o.Kind == l10n.Close && o.ID == c.ID })
			if end < 0 {
				p.missed++
				continue
			}
			p.wrap(c.ID, inner[i:i+end].Text())
		}
	}
}

// wrap sets a pair around a text that stands exactly once in the target.
func (p *placer) wrap(id l10n.CodeID, text string) {
	at := strings.Index(p.text, text)
	if text == "" || at < 0 || strings.Count(p.text, text) > 1 || len(p.at[at]) > 0 || len(p.at[at+len(text)]) > 0 {
		p.missed++
		return
	}
	p.at[at] = append(p.at[at], l10n.Part{Kind: l10n.Open, ID: id})
	p.at[at+len(text)] = append(p.at[at+len(text)], l10n.Part{Kind: l10n.Close, ID: id})
}

func (p *placer) fragment() l10n.Fragment {
	var out l10n.Fragment
	from := 0
	for i := 0; i <= len(p.text); i++ {
		if codes := p.at[i]; len(codes) > 0 {
			if i > from {
				out = append(out, l10n.Part{Kind: l10n.Text, Text: p.text[from:i]})
			}
			out = append(out, codes...)
			from = i
		}
	}
	if from < len(p.text) {
		out = append(out, l10n.Part{Kind: l10n.Text, Text: p.text[from:]})
	}
	return out
}
