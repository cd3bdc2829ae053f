package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func checkEdges(l *inspection) {
	lead, trail := edges(l.Target)
	sLead, sTrail := edges(l.Source)
	if lead != sLead && (lead == "" || sLead == "" || strings.Trim(lead+sLead, " ") != "") {
		is := l.report(span{End: len(sLead)}, span{End: len(lead)}, edgeMessage(msgSpaceBeginningAdded, msgSpaceBeginningMissing, msgSpaceBeginningOther, sLead, lead), "where", "start")
		fixText(is, l.Target, sLead+l.t.text[len(lead):])
	}
	if trail != sTrail && (trail == "" || sTrail == "" || strings.Trim(trail+sTrail, " ") != "") {
		at := len(l.t.text) - len(trail)
		from := span{Start: len(l.s.text) - len(sTrail), End: len(l.s.text)}
		to := span{Start: at, End: len(l.t.text)}
		is := l.report(from, to, edgeMessage(msgSpaceEndAdded, msgSpaceEndMissing, msgSpaceEndOther, sTrail, trail), "where", "end")
		fixText(is, l.Target, l.t.text[:at]+sTrail)
	}
}

// edges returns the white space at a fragment's ends; where a code stands there, none does.
func edges(f l10n.Fragment) (lead, trail string) {
	if len(f) == 0 {
		return "", ""
	}
	if p := f[0]; p.Kind == l10n.Text {
		lead = p.Text[:len(p.Text)-len(strings.TrimLeftFunc(p.Text, unicode.IsSpace))]
	}
	if p := f[len(f)-1]; p.Kind == l10n.Text {
		trail = p.Text[len(strings.TrimRightFunc(p.Text, unicode.IsSpace)):]
	}
	return lead, trail
}

func edgeMessage(added, missing, other message, was, is string) message {
	switch {
	case was == "":
		return added
	case is == "":
		return missing
	}
	return other
}

// spaceSlip is a space too many, by its kind: a comment, and the sign that it stands before.
type spaceSlip struct {
	message  message
	sign     string
	at       span // that is shown
	cut      span // the space
	severity int
}

func checkSpacing(l *inspection) {
	var first spaceSlip
	found := false
	var mended []string
	at := 0
	for i, r := range l.t.text {
		if r != ' ' && !isClosing(r) && (len(l.to.spacedSigns) == 0 || !l.to.spacedSigns[r]) {
			continue
		}
		if !found && l.lacksFrenchSpace(i, r) {
			here := span{Start: i, End: i + utf8.RuneLen(r)}
			l.fixPunctuation(l.reportAs(hint, span{}, here, msgFrenchSpace, "sign", string(r)))
			return
		}
		slip, ok := l.spaceSlipAt(i, r)
		if !ok || found && (first.message != slip.message || first.sign != slip.sign) {
			continue
		}
		if !found {
			first, found = slip, true
		}
		mended = append(mended, l.t.text[at:slip.cut.Start])
		at = slip.cut.End
	}
	if !found {
		return
	}
	var is *l10n.Issue
	if first.sign == "" {
		is = l.reportAs(first.severity, span{}, first.at, first.message)
	} else {
		is = l.reportAs(first.severity, span{}, first.at, first.message, "sign", first.sign)
	}
	fixText(is, l.Target, append(mended, l.t.text[at:])...)
}

func (l *inspection) lacksFrenchSpace(i int, r rune) bool {
	if !l.to.spacedSigns[r] || !l.t.outside(i) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(l.t.text[i+utf8.RuneLen(r):])
	return lacksSpace(r, lastRune(l.t.text[:i]), next)
}

// spaceSlipAt returns what is wrong with the space at a place, or before it.
func (l *inspection) spaceSlipAt(i int, r rune) (spaceSlip, bool) {
	text := l.t.text
	before, bn := utf8.DecodeLastRuneInString(text[:i])
	next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
	space := span{Start: i, End: i + 1}
	switch {
	case r == ' ' && before == ' ':
		if l.s.contains("  ") {
			return spaceSlip{}, false
		}
		return spaceSlip{message: msgTwoSpaces, at: span{Start: i - 1, End: i + 1}, cut: space, severity: hint + 10}, true
	case r == ' ' && l.to.writes(han) && scriptIn(before, han, kana) && scriptIn(next, han, kana):
		return spaceSlip{message: msgSpaceWithin, at: space, cut: space, severity: hint}, true
	case before == ' ' && len(l.to.spacedSigns) == 0 && closesWord(r, next):
		word := lastRune(text[:i-bn])
		if !isLetter(word) && word != standIn && next != ' ' || !l.t.outside(i) || l.s.contains(" "+string(r)) {
			return spaceSlip{}, false
		}
		at := span{Start: i - 1, End: i + utf8.RuneLen(r)}
		severity := hint
		if isLetter(word) && (r == '.' || r == ',') && !l.to.writes(arabic) {
			severity = warning // a slip of the pen in any language that has no space there
		}
		return spaceSlip{message: msgSpaceBefore, sign: string(r), at: at, cut: span{Start: i - 1, End: i}, severity: severity}, true
	}
	return spaceSlip{}, false
}

// closesWord reports whether a sign stands right behind a word in most languages. A full stop before a letter does not:
// ".NET".
func closesWord(r, next rune) bool {
	if r == '.' {
		return next == ' ' || next == utf8.RuneError
	}
	return isClosing(r)
}

// isClosing reports whether a sign stands right behind a word.
func isClosing(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', '。', '，', '、', '！', '？', '؟', '،', '؛':
		return true
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func scriptIn(r rune, ss ...script) bool {
	for _, s := range ss {
		if isLetter(r) && scriptOf(r) == s {
			return true
		}
	}
	return false
}

// lacksSpace reports whether a sign stands without its no-break space, as French has it. A colon in a time and a sign
// in a row of signs need none.
func lacksSpace(r, before, next rune) bool {
	switch {
	case before == '\u202f' || before == '\u00a0' || before == utf8.RuneError:
		return false
	case r == ':' && next != ' ' && next != utf8.RuneError:
		return false
	case strings.ContainsRune("?!…»", before):
		return false
	}
	return isLetter(before) || unicode.IsDigit(before) || before == ' ' || before == ')' || before == standIn
}

func checkCapital(l *inspection) {
	s, t := firstLetter(l.s.text), firstLetter(l.t.text)
	if s == 0 || t == 0 || !unicode.IsUpper(s) || !unicode.IsLower(t) {
		return
	}
	// Words such as iPhone and eBay are written so.
	if strings.HasPrefix(strings.ToLower(l.s.text), strings.ToLower(l.t.text[:min(len(l.t.text), 4)])) {
		return
	}
	at := strings.IndexRune(l.t.text, t)
	first := span{Start: at, End: at + utf8.RuneLen(t)}
	is := l.report(span{}, first, msgNoCapital)
	fixText(is, l.Target, l.t.text[:at]+string(unicode.ToUpper(t))+l.t.text[at+utf8.RuneLen(t):])
}

func firstLetter(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return r
		}
		if unicode.IsDigit(r) || r == '{' || r == '%' || r == standIn {
			return 0
		}
	}
	return 0
}
