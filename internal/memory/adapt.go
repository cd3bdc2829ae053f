package memory

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Adapted is the target of an earlier text, fitted to a later one.
type Adapted struct {
	Text l10n.Fragment
	// Changed says that the text is another than before.
	Changed bool
	// Notes say which values were fitted, and which are left to do: "37 → 38".
	Notes []string
}

// Adapt fits the target of a text to the text that has taken its place. Codes are set anew where they differ. Dates,
// numbers and addresses are replaced where nothing else differs: in a sentence with other words a person decides what the
// figures belong to. Codes that have no place in the target are left out, so the result may have other codes than now.
func Adapt(was, now, target l10n.Fragment, lang, locale l10n.Locale) Adapted {
	source, ids := canonical(now)
	before, wasIDs := canonical(was)
	q := &query{MatchQuery: l10n.MatchQuery{SourceLang: lang, Locale: locale}, source: source, ids: ids}
	f, s := newForm(source), newForm(before)
	text := renumber(target, wasIDs)
	var out Adapted
	if redated, dated, notes := fitDates(q, f, s, text); f.masked == redated.masked {
		fitted, fit := fitTokens(f, redated, dated, lang, locale)
		text, out.Notes = fitted, append(notes, fit.notes...)
	}
	text, _ = fitCodes(source, s.codes, f.codes, text)
	out.Text = original(text, ids)
	out.Changed = out.Text.String() != target.String()
	return out
}
