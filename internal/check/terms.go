package check

import (
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/inflect"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// termWork is how many words a segment's check of terms may compare with words of terms: of a text of forty words, twenty
// thousand, where twenty terms take some thousands.
func termWork(s, t *inflect.Text) int { return 1<<14 + 200*(s.Len()+t.Len()) }

const tooManyTerms = "The text is so long and has so many terms that some of them were not looked for: read it for its terms."

// termText cuts the source and target into words once for all terms.
func (l *inspection) termTexts() (s, t *inflect.Text) {
	return l.from.inflect.Text(l.s.text), l.to.inflect.Text(l.t.text)
}

func checkTerms(l *inspection) {
	if len(l.Terms) == 0 {
		return
	}
	s, t := l.termTexts()
	left := termWork(s, t)
	asked := map[string]bool{}
	every := l.allowed()
	for _, term := range l.Terms {
		if asked[term.Source] {
			continue
		}
		asked[term.Source] = true
		allowed := every[term.Source]
		if left -= s.Len() + len(allowed)*t.Len(); left < 0 {
			l.report(span{}, span{}, tooManyTerms)
			return
		}
		at, ok := l.from.inflect.Find(s, l.from.inflect.Phrase(term.Source, term.CaseSensitive), false)
		if !ok {
			continue
		}
		if len(allowed) == 0 || l.anyOf(t, allowed, term.Source, l.s.text[at.Start:at.End]) {
			continue
		}
		want := "“" + strings.Join(allowed, "” or “") + "”"
		comment := "The term “" + term.Source + "” should be translated as " + want + "."
		l.report(at, span{}, comment, "term", term.Source, "allowed", strings.Join(allowed, " | "))
	}
}

// allowed gathers what all terms of each source word allow: homonyms are all right in either meaning.
func (l *inspection) allowed() map[string][]string {
	out := map[string][]string{}
	for _, t := range l.Terms {
		allowed := append(out[t.Source], t.Targets...)
		if t.DoNotTranslate {
			allowed = append(allowed, t.Source)
		}
		out[t.Source] = allowed
	}
	return out
}

// anyOf reports whether the target may have one of the words. A word of the source that was copied is no form of an
// allowed word, even if it looks like one: "president" for "presidente".
func (l *inspection) anyOf(t *inflect.Text, allowed []string, source ...string) bool {
	for _, a := range allowed {
		p := l.to.inflect.Phrase(a, false)
		for n := range t.Len() {
			at, ok := l.to.inflect.At(t, n, p, true)
			if !ok {
				continue
			}
			word := t.S[at.Start:at.End]
			copied := slices.ContainsFunc(source, func(s string) bool { return strings.EqualFold(s, word) })
			if !copied || strings.EqualFold(word, a) {
				return true
			}
		}
	}
	return false
}

func checkForbidden(l *inspection) {
	if len(l.Terms) == 0 {
		return
	}
	s, t := l.termTexts()
	left := termWork(s, t)
	for _, term := range l.Terms {
		if len(term.Forbidden) == 0 {
			continue
		}
		if left -= s.Len() + len(term.Forbidden)*(1+len(term.Targets))*t.Len(); left < 0 {
			l.report(span{}, span{}, tooManyTerms)
			return
		}
		from, ok := l.from.inflect.Find(s, l.from.inflect.Phrase(term.Source, term.CaseSensitive), false)
		if !ok {
			continue
		}
		for _, f := range term.Forbidden {
			at, ok := l.to.inflect.Find(t, l.to.inflect.Phrase(f, false), false)
			if !ok || l.withinAllowed(t, term, at) {
				continue
			}
			comment := "“" + l.t.text[at.Start:at.End] + "” is not to be used for “" + term.Source + "”"
			if len(term.Targets) > 0 {
				comment += ": use “" + term.Targets[0] + "”"
			}
			l.report(from, at, comment+".", "term", term.Source, "forbidden", f)
		}
	}
}

// withinAllowed reports whether a forbidden word stands within an allowed one, as "account" in "user account".
func (l *inspection) withinAllowed(t *inflect.Text, term l10n.Term, at span) bool {
	for _, a := range term.Targets {
		in, ok := l.to.inflect.Find(t, l.to.inflect.Phrase(a, false), false)
		if ok && in.Start <= at.Start && in.End >= at.End {
			return true
		}
	}
	return false
}
