package watch

import (
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// byDocument finds a document's finding. A document has one at most.
func byDocument(fs []l10n.Finding) map[l10n.DocumentID]l10n.Finding {
	of := make(map[l10n.DocumentID]l10n.Finding, len(fs))
	for _, f := range fs {
		of[f.Document] = f
	}
	return of
}

// sameFinding reports whether two findings say the same of a document, so that an answer to one is an answer to the
// other.
func sameFinding(f, g l10n.Finding) bool {
	return f.Document == g.Document && f.Kind == g.Kind && l10n.SameContent(f.Text, g.Text)
}

// continued is a finding as it stands when an earlier look has found the same: with its time, and with the answer of an
// editor.
func continued(f, before l10n.Finding) l10n.Finding {
	if !sameFinding(f, before) {
		return f
	}
	f.FoundAt, f.Answer, f.By, f.At = before.FoundAt, before.Answer, before.By, before.At
	if f.Title == "" {
		f.Title = before.Title
	}
	return f
}

// mergeFindings puts what a look leaves open among the findings as they stand now, which editors may have answered
// since the look read them: their answers stay. A finding of a page that the look saw and did not find again is gone;
// what the look could not see stays as it is.
func mergeFindings(current, open []l10n.Finding, seen map[l10n.DocumentID]bool) []l10n.Finding {
	before := byDocument(current)
	var merged []l10n.Finding
	for _, f := range open {
		merged = append(merged, continued(f, before[f.Document]))
	}
	for _, f := range current {
		if !seen[f.Document] {
			merged = append(merged, f)
		}
	}
	return merged
}

// withoutAnswered takes the findings away whose answers have been acted upon. One that has another answer by now stays.
func withoutAnswered(current, answered []l10n.Finding) []l10n.Finding {
	done := byDocument(answered)
	return slices.DeleteFunc(current, func(f l10n.Finding) bool {
		d := done[f.Document]
		return sameFinding(f, d) && f.Answer == d.Answer
	})
}
