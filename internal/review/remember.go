package review

import "github.com/dragoman-l10n/dragoman/internal/l10n"

// memoryEntries are the approved targets as the memory keeps them. Figures and pseudo-localized text teach it nothing.
func memoryEntries(tr l10n.Translation, e *l10n.Extraction, ts []l10n.Target, d l10n.Decision) []l10n.MemoryEntry {
	var entries []l10n.MemoryEntry
	for i, at := range e.Places() {
		t := ts[i]
		if t.SubState == l10n.SubCopy || t.SubState == l10n.SubPseudo {
			continue
		}
		author := t.Origin.By
		switch {
		case t.IsUnconfirmed():
			author = l10n.MachineAuthor
		case t.Confirmed != nil:
			author = t.Confirmed.By
		case author == "": // no person wrote it
			author = d.By
		}
		entries = append(entries, l10n.MemoryEntry{
			Source: at.Segment.Source, Target: t.Text, Prev: at.Prev, Next: at.Next, Element: at.Unit.Role(),
			SourceLang: e.SourceLang(at.Unit), Locale: tr.Locale, Author: author, Site: tr.Site, Run: tr.Run,
			Document: tr.Document, At: d.At,
		})
	}
	return entries
}
