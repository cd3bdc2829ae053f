package memory

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// datesOf returns the dates in a text, in order.
func datesOf(lang l10n.Locale, text string) []format.Value {
	var out []format.Value
	for _, v := range format.Find(lang, text) {
		if v.IsDate() {
			out = append(out, v)
		}
	}
	return out
}

// fitDates replaces the dates of a match's target by the query's, by the locale's rules and in the target's style.
// Dates need this because a month is a word: "3 de mayo" becomes "25 de julio", which fitTokens cannot write. It also
// returns the match's source with the query's dates in it, and a note for each replaced date. Nothing changes unless
// the target shows every date that differs.
func fitDates(q *query, f, s *form, target l10n.Fragment) (*form, l10n.Fragment, []string) {
	lang := q.SourceLang
	if f.masked == s.masked || len(f.tokens) == 0 || len(s.tokens) == 0 {
		return s, target, nil
	}
	is, was := datesOf(lang, f.text), datesOf(lang, s.text)
	if len(is) == 0 || len(is) != len(was) {
		return s, target, nil
	}
	text := "" // of the source, with the query's dates
	at := 0
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

// replaceDate replaces a date, was, by another, is, wherever the target shows it, and reports whether it does.
func replaceDate(locale l10n.Locale, target l10n.Fragment, was, is format.Value) (l10n.Fragment, bool) {
	out := make(l10n.Fragment, len(target))
	replaced := false
	f := format.New(locale)
	for i, p := range target {
		out[i] = p
		text, at := "", 0
		for _, v := range datesOf(locale, p.Text) {
			if !v.Same(was) || !f.CanWrite(v.Skeleton) {
				continue
			}
			like := is
			like.Skeleton = v.Skeleton // as short or long as the target has it
			text += p.Text[at:v.Start] + f.Value(like)
			at = v.End
			replaced = true
			if strings.HasSuffix(text, ".") && oneStop(p.Text[at:]) {
				at++ // a date that ends in an abbreviation, such as "2024 г.", ends the sentence with the same full stop
			}
		}
		out[i].Text = text + p.Text[at:]
	}
	return out, replaced
}

// oneStop reports whether a text begins with a full stop and not with several.
func oneStop(s string) bool { return strings.HasPrefix(s, ".") && !strings.HasPrefix(s, "..") }
