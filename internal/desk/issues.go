package desk

import (
	"strings"

	"golang.org/x/text/unicode/bidi"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// issue is an issue of a text as people read it.
type issue struct {
	Label    string
	Comment  string
	Quote    string // the part of the target that the issue is about
	Severity string // "blocking", "warning", "hint"
	Level    string // the severity, for people
	Fix      string // the target that the check proposes
	Act      string // the value of the button that takes the fix

	Hash     l10n.Hash
	Lang     l10n.Locale // of the comment
	Overrule bool        // people may overrule it now
	Word     string      // that people may add to the site's dictionary now
}

// issue shows an issue of a text, without its fix.
func (p *page) issue(w *loaded, of l10n.Fragment, i l10n.Issue) issue {
	v := issue{Label: label(p.localizer, issueLabels, i.Type), Comment: p.issueText(i), Severity: "hint", Level: p.T("desk.severity.hint")}
	switch {
	case i.Severity >= l10n.BlockingSeverity:
		v.Severity, v.Level = "blocking", p.T("desk.severity.blocking")
	case i.Severity >= 50:
		v.Severity, v.Level = "warning", p.T("desk.severity.warning")
	}
	if text := of.Text(); i.Target.Start >= 0 && i.Target.Start < i.Target.End && i.Target.End <= len(text) {
		v.Quote = text[i.Target.Start:i.Target.End]
	}
	v.Hash, v.Lang, v.Overrule, v.Word = i.Hash(), p.issueLang(i), mayOverrule(w, i), p.unknownWord(w, i)
	return v
}

// issueText is what an issue says, in the reader's language. One of a version that did not name its message is in English.
func (p *page) issueText(i l10n.Issue) string {
	if i.Message == "" {
		return i.Comment
	}
	args := make([]any, 0, 2*len(i.Args))
	for name, value := range i.Args {
		if name == "language" || name == "locale" { // checks name languages by their tags
			value = p.format.LanguageName(l10n.Locale(value))
		}
		args = append(args, name, isolated(value, p.Lang.Direction()))
	}
	id := "desk.check." + i.Message
	text := p.T(id, args...)
	if text == id {
		return i.Comment // the message is of a later version
	}
	if i.More > 0 {
		text += " " + p.N("desk.checkMore", i.More)
	}
	return text
}

// isolated puts marks around a value that runs against the text which it is put into, so that neither turns the other's
// punctuation around (Unicode's FSI and PDI).
func isolated(value string, dir l10n.Direction) string {
	against := func(r rune) bool {
		props, _ := bidi.LookupString(string(r))
		switch props.Class() {
		case bidi.R, bidi.AL:
			return dir != l10n.RTL
		case bidi.L:
			return dir == l10n.RTL
		}
		return false
	}
	if !strings.ContainsFunc(value, against) {
		return value
	}
	return "\u2068" + value + "\u2069"
}
