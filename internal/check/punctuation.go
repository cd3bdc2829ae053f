package check

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// checkLocal finds the signs of another language's punctuation: half-width ones in Chinese and Japanese, a Spanish
// question without its opening sign. Spaces and quotation marks have checks of their own.
func checkLocal(l *inspection) {
	if l.copied || l.foreign || !l.to.writes(han) && !l.to.data.Punctuation.Inverted {
		return
	}
	for _, e := range l.to.format.Punctuation(l.t.text) {
		was, sign := l.t.text[e.Start:e.End], strings.TrimSpace(e.Text)
		if strings.ContainsAny(sign, "“”‘’«»「」『』") {
			continue
		}
		message := msgSignOfLanguage
		if was == "" {
			message = msgOpeningSignMissing
		}
		l.fixPunctuation(l.report(span{}, span{Start: e.Start, End: e.End}, message, "sign", sign, "was", strings.TrimSpace(was)))
		return
	}
}

// fixPunctuation offers the whole text with the language's punctuation, codes and all.
func (l *inspection) fixPunctuation(is *l10n.Issue) {
	if f, changed := l.to.format.Punctuate(l.Target); changed {
		is.Fix = &f
	}
}
