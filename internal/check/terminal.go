package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ending is the kind of a text's last sign.
type ending uint8

const (
	noEnding ending = iota
	fullStop
	question
	exclamation
	ellipsis
	colon
	pause // comma, semicolon, dash
)

func endingOf(r rune) ending {
	switch r {
	case '.', '|', '\u0f0d', '\u0f0e', '\u17d4', '\u17d5': // and the Tibetan shad and the Khmer khan
		return fullStop
	case '?', '？', '؟', '՞', '⁇', '⁈', '\u037e', '፧', '⸮', '꘏', '᥅':
		return question
	case '!', '！', '՜', '⁉', '‼', '߹', '᥄':
		return exclamation
	case '…':
		return ellipsis
	case ':', '：':
		return colon
	case ',', '，', '、', '،', ';', '；', '؛', '–', '—', '-', '၊', '፣', '፤', '፥':
		return pause
	}
	if r >= utf8.RuneSelf && unicode.Is(unicode.Sentence_Terminal, r) {
		return fullStop
	}
	return noEnding
}

// lastSign returns the kind of the last sign and its place. Quotation marks and brackets that close after it don't
// count, nor do spaces and directional marks.
func lastSign(text string) (ending, span) {
	end := len(text)
	for end > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:end])
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("\"'”“’»«)）]】」』》›‹*_", r) {
			end -= n
			continue
		}
		at := span{Start: end - n, End: end}
		for _, dots := range [...]string{"...", ". . .", "。。。"} {
			if strings.HasSuffix(text[:end], dots) {
				return ellipsis, at
			}
		}
		opens, closes := lastRune(text[:at.Start]), firstRune(text[at.End:])
		if strings.ContainsRune("'\"“‘„«‹[`", opens) && strings.ContainsRune("'\"”’“»›]", closes) {
			return noEnding, at // a sign that is spoken of: the delimiter ':'
		}
		if (r == ':' || r == ',') && at.End < len(text) && strings.ContainsAny(text[at.End:], ")]") {
			return noEnding, at // the class [:space:]
		}
		return endingOf(r), at
	}
	return noEnding, span{}
}

// longestSalutation is how many words "Madam President, Excellencies, ladies and gentlemen," may have.
const longestSalutation = 15

// checkInverted finds a question or an exclamation that is opened and not closed: "¿Está abierto."
func (l *inspection) checkInverted() bool {
	if !l.to.data.Punctuation.Inverted {
		return false
	}
	for _, pair := range [...]struct{ open, shut string }{{"¿", "?"}, {"¡", "!"}} {
		at := strings.LastIndex(l.t.text, pair.open)
		if at < 0 || strings.Contains(l.t.text, pair.shut) || strings.Contains(l.s.text, pair.open) {
			continue
		}
		if strings.Contains(l.s.text, pair.shut) || pair.open == "¿" {
			at := span{Start: at, End: at + len(pair.open)}
			l.report(span{}, at, msgSignOpen, "sign", pair.open)
			return true
		}
	}
	return false
}

func checkTerminal(l *inspection) {
	if l.checkInverted() {
		return
	}
	s, from := lastSign(l.s.text)
	t, to := lastSign(l.t.text)
	if s == t || len(l.s.words) == 0 || len(l.t.words) == 0 {
		return
	}
	sign := l.s.text[from.Start:from.End]
	switch {
	case len(l.s.words) <= longestSalutation && l.from.salutation[s] && l.to.salutation[t]:
	case s == noEnding || s == pause:
		if t == fullStop || t == question || t == exclamation {
			l.reportAs(hint, span{}, to, msgEndSignAdded, "is", l.t.text[to.Start:to.End])
		}
	case t == noEnding && (s == fullStop || s == question) && l.to.data.Punctuation.FullStop == "":
	case t == noEnding && s == fullStop && l.abbreviation(from.Start):
		l.reportAs(hint, from, to, msgFullStopMissing)
	case t == noEnding:
		within := s == question && strings.Contains(l.t.text, l.to.data.Punctuation.QuestionMark)
		if within || strings.ContainsAny(l.t.text[max(0, to.Start-8):], "?!？！؟՞՜") {
			return // Armenian sets it within the word; others before what follows the question
		}
		is := l.report(from, to, msgEndSignMissing, "sign", sign)
		if s == fullStop && to.End == len(l.t.text) {
			fixText(is, l.Target, l.t.text+l.to.data.Punctuation.FullStop)
		}
	default:
		severity := hint
		if s == question || t == question {
			severity = WarnSeverity - 5
		}
		l.reportAs(severity, from, to, msgEndSignChanged, "sign", sign, "is", l.t.text[to.Start:to.End])
	}
}

// abbreviation reports whether the source's full stop at a place belongs to an abbreviation: "Inc.", "p.m.", "U.S."
func (l *inspection) abbreviation(at int) bool {
	if len(l.s.words) == 0 {
		return false
	}
	last := l.s.words[len(l.s.words)-1]
	if last.End != at {
		return false
	}
	w := l.s.text[last.Start:last.End]
	if utf8.RuneCountInString(w) == 1 && last.Start > 0 && l.s.text[last.Start-1] == '.' {
		return true
	}
	return shared().closingAbbreviations[strings.ToLower(w)]
}
