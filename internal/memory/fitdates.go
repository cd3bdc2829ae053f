package memory

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// dates are those of a text, in order.
func dates(lang l10n.Locale, text string) []format.Value {
	var out []format.Value
	for _, v := range format.Find(lang, text) {
		if v.IsDate() {
			out = append(out, v)
		}
	}
	return out
}

// fitDates writes in a match's target the query's dates for its own, by the locale's rules and in the style that the
// target has: 3 May for 25 July is another word, which no other fitting knows. It returns the match's source with the
// query's dates in it too. Nothing changes unless each date that differs stands in the target.
func fitDates(q *query, f, s *form, target l10n.Fragment) (*form, l10n.Fragment, []string) {
	lang := q.SourceLang
	if f.masked == s.masked || len(f.tokens) == 0 || len(s.tokens) == 0 {
		return s, target, nil
	}
	is, was := dates(lang, f.text), dates(lang, s.text)
	if len(is) == 0 || len(is) != len(was) {
		return s, target, nil
	}
	text, at := "", 0
	var notes []string
	next := target
	for i := range was {
		if was[i].Kind != is[i].Kind || was[i].Skeleton != is[i].Skeleton {
			return s, target, nil
		}
		text += s.text[at:was[i].Start] + is[i].Text(f.text)
		at = was[i].End
		if was[i].Same(is[i]) {
			continue
		}
		var ok bool
		if next, ok = replaceDate(q.Locale, next, was[i], is[i]); !ok {
			return s, target, nil
		}
		notes = append(notes, was[i].Text(s.text)+" → "+is[i].Text(f.text))
	}
	if notes == nil {
		return s, target, nil
	}
	return newForm(l10n.TextFragment(text + s.text[at:])), next, notes
}

// replaceDate replaces a date wherever the target says it.
func replaceDate(locale l10n.Locale, target l10n.Fragment, was, is format.Value) (l10n.Fragment, bool) {
	out := make(l10n.Fragment, len(target))
	found := false
	f := format.New(locale)
	for i, p := range target {
		out[i] = p
		text, at := "", 0
		for _, v := range dates(locale, p.Text) {
			if !v.Same(was) {
				continue
			}
			like := is
			like.Skeleton = v.Skeleton // as short or long as the target has it
			text += p.Text[at:v.Start] + f.Value(like)
			at, found = v.End, true
			if rest := p.Text[at:]; strings.HasSuffix(text, ".") && strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, "..") {
				at++ // the sentence's full stop is the date's too
			}
		}
		out[i].Text = text + p.Text[at:]
	}
	return out, found
}
