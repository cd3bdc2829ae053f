package check

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/inflect"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// termWork is how many words a segment's check of terms may compare with words of terms: of a text of forty words, twenty
// thousand, where twenty terms take some thousands.
func termWork(s, t *inflect.Text) int { return 1<<14 + 200*(s.Len()+t.Len()) }

// termText cuts the source and target into words once for all terms.
func (l *inspection) termTexts() (s, t *inflect.Text) {
	return l.from.inflect.Text(l.s.prose()), l.to.inflect.Text(l.t.prose())
}

// prose returns the text with spaces in the place of what is no language: addresses, placeholders, file names and other
// names of programs. Terms within them are no terms.
func (s *side) prose() string {
	var out []byte
	blank := func(from, to int) {
		if out == nil {
			out = []byte(s.text)
		}
		for i := from; i < to; i++ {
			out[i] = ' '
		}
	}
	for _, t := range s.tokens {
		if t.Kind != placeable.Number && t.Kind != codeToken {
			blank(t.Start, t.End)
		}
	}
	if mayNameProgram(s.text) {
		for _, m := range programName.FindAllStringIndex(s.text, -1) {
			blank(m[0], m[1])
		}
	}
	if out == nil {
		return s.text
	}
	return string(out)
}

// mayNameProgram reports whether a text has a sign that programName needs, where it needs it.
func mayNameProgram(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case '_', '\\', '/', '@':
			return true
		case '.':
			if i+1 < len(text) && text[i+1] >= 'a' && text[i+1] <= 'z' {
				return true
			}
		}
	}
	return false
}

// programName matches names of files and of things in programs: account.txt, user_account, /etc/account, C:\account.
var programName = regexp.MustCompile(`[\w-]+(?:\.[a-z][a-z0-9]{1,4})+\b|\w*_\w+|(?:^|[\s(])[~.]{0,2}/[\w./-]+|\b[A-Z]:\\[\w\\.-]+|@\w+`)

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
			l.report(span{}, span{}, msgTooManyTerms)
			return
		}
		at, ok := l.from.inflect.Find(s, l.from.inflect.Phrase(term.Source, term.CaseSensitive), false)
		if !ok {
			continue
		}
		said := l.s.text[at.Start:at.End]
		switch {
		case len(allowed) == 0:
			continue
		case len(allowed) == 1 && allowed[0] == term.Source && term.DoNotTranslate:
			if l.keepsName(said, term.Source) {
				continue
			}
		case !l.copiesTerm(said, allowed) && l.anyOf(t, allowed, l.modifiesIn(at), term.Source, said):
			continue
		}
		want := "“" + strings.Join(allowed, "” / “") + "”"
		l.report(at, span{}, msgTermMissing, "term", term.Source, "wanted", want)
	}
}

// onlyModifies reports whether a word is a compound of which the term is not the last part: "Kontonummer" is a number and
// no "Konto".
func (l *inspection) onlyModifies(word, term string) bool {
	if i := l.to.data.Inflection; !i.Compounds || i.Agglutinates || !l.to.data.Words.AttachesAfter {
		return false
	}
	_, tail, ok := strings.Cut(strings.ToLower(word), strings.ToLower(term))
	if !ok || utf8.RuneCountInString(tail) < shortestHead || feminine[tail] {
		return false
	}
	return utf8.RuneCountInString(tail) > longestAffix || !l.to.inflect.IsHead(word, term)
}

// feminine are endings that make a noun of another gender and stay no part of a compound: Ministerinnen.
var feminine = setOf("innen inne")

// shortestHead is how many letters a noun has at least that is the last part of a compound; shorter ones are endings.
const shortestHead = 3

// modifiesIn reports whether the source's word at a place may belong to another noun, so that both may be one compound in
// the target: "account number", "the government's head", "head of government". Of languages other than English that is
// not known.
func (l *inspection) modifiesIn(at span) bool {
	if l.from.base != "en" {
		return true
	}
	next := sort.Search(len(l.s.words), func(i int) bool { return l.s.words[i].Start >= at.End })
	for i := next - 1; i >= 0 && i >= next-4; i-- {
		if l.s.words[i].End <= at.Start && strings.EqualFold(l.s.word(i), "of") {
			return true
		}
	}
	if next == len(l.s.words) {
		return false
	}
	gap := strings.NewReplacer("'s", "", "’s", "", "'", "", "’", "").Replace(l.s.text[at.End:l.s.words[next].Start])
	if strings.Trim(gap, " -\u00a0") != "" {
		return false
	}
	w := strings.ToLower(l.s.word(next))
	return !l.from.functionWord(w) && !l.from.dangling[w]
}

// keepsName reports whether the target has a name that is not translated, as the source or the glossary writes it. Only
// languages that write endings or articles to words may do so here, and all may behind a hyphen or an apostrophe.
func (l *inspection) keepsName(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		for from := 0; ; {
			i := strings.Index(l.t.text[from:], name)
			if i < 0 {
				return false
			}
			at, end := from+i, from+i+len(name)
			next, _ := utf8.DecodeRuneInString(l.t.text[end:])
			before := lastRune(l.t.text[:at])
			own := func(r rune) bool { return isLetter(r) && scriptOf(r) == scriptOf(firstLetter(name)) }
			if (!own(before) || l.to.data.Words.AttachesBefore) && (!own(next) || l.to.data.Words.AttachesAfter) {
				return true
			}
			from = end
		}
	})
}

// copiesTerm reports whether the target has a term's word as the source has it, though it is written in another script.
// Beside another copied word it may be a part of a name: "Delta State University".
func (l *inspection) copiesTerm(said string, allowed []string) bool {
	if l.sharesScript() || slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, said) }) {
		return false
	}
	for i := range l.t.words {
		foreign := func(i int) bool {
			return i >= 0 && i < len(l.t.words) && !l.to.writes(scriptOf(firstLetter(l.t.word(i))))
		}
		if strings.EqualFold(l.t.word(i), said) && !foreign(i-1) && !foreign(i+1) {
			return true
		}
	}
	return false
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
// allowed word, even if it looks like one: "president" for "presidente". modifies says that the source's word stands
// before a noun, so that the target may have it as the first part of a compound.
func (l *inspection) anyOf(t *inflect.Text, allowed []string, modifies bool, source ...string) bool {
	for _, a := range allowed {
		p := l.to.inflect.Phrase(a, false)
		for n := range t.Len() {
			at, ok := l.to.inflect.At(t, n, p, true)
			if !ok {
				continue
			}
			word := t.S[at.Start:at.End]
			copied := slices.ContainsFunc(source, func(s string) bool { return strings.EqualFold(s, word) })
			if (!copied || strings.EqualFold(word, a)) && (modifies || !l.onlyModifies(word, a)) {
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
			l.report(span{}, span{}, msgTooManyTerms)
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
			args := []string{"is", l.t.text[at.Start:at.End], "term", term.Source}
			if len(term.Targets) > 0 {
				l.report(from, at, msgTermForbiddenUse, append(args, "wanted", term.Targets[0])...)
			} else {
				l.report(from, at, msgTermForbidden, args...)
			}
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
