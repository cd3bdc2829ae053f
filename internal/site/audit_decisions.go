package site

import (
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// decisionsCount is what was found of the decisions in a manifest.
type decisionsCount struct{ signed, unchecked, unsigned, concluded int }

// checkDecisions checks the signatures of the decisions in a manifest: of the approvals of its pages, of the words that
// a changed source means the same, and of a withdrawal. A decision from before decisions were signed is told, and is a
// fault only where every one must be signed. One that says of which document it is was made since, and has lost its
// signature when it has none.
func (au *Auditor) checkDecisions(a *Audit, pub *l10n.Publication) {
	c := decisionsCount{}
	ours := func(doc l10n.DocumentID) bool { return doc == pub.Document || doc == pub.Source.Was && doc != "" }
	for _, l := range pub.Locales {
		for _, d := range l.Approvals {
			switch {
			case d.Kind == l10n.Conclude:
				au.checkConclusion(a, &c, l, d)
			case d.Seal != nil && d.Kind != l10n.Approve:
				au.addFault(a, fmt.Sprintf("%s: the decision %s by %s is %q, and stands for an approval", l.Locale, d.ID, d.By, d.Kind))
			case d.Seal != nil && (!ours(d.Document) || d.Locale != l.Locale):
				au.addFault(a, fmt.Sprintf("%s: the decision %s by %s was signed for the translation of %s into %s", l.Locale, d.ID, d.By,
					d.Document, d.Locale))
			default:
				au.checkAct(a, &c, string(l.Locale), signing.Decision(d), d.Seal, d.Document != "" || d.Stated != nil)
			}
		}
		au.checkDeclarations(a, &c, l, ours)
	}
	if w := pub.Withdrawn; w != nil {
		au.checkAct(a, &c, "the withdrawal", signing.Withdrawal(pub.Site, pub.Document, *w), w.Seal, false)
	}
	a.Decisions = c.String()
	if au.RequireSigned && c.unsigned > 0 {
		au.addFault(a, fmt.Sprintf("%d decisions are not signed", c.unsigned))
	}
}

// checkConclusion checks the end of a step without a word of people. It has no signature of its own and says nothing that a
// person has to answer for; the manifest's seal covers it.
func (au *Auditor) checkConclusion(a *Audit, c *decisionsCount, l l10n.ManifestLocale, d l10n.Decision) {
	if d.By != "" || d.Seal != nil {
		au.addFault(a, fmt.Sprintf("%s: the step %s ended without people, and names %q for it", l.Locale, d.Step, d.By))
		return
	}
	c.concluded++
}

// checkDeclarations checks the words by which segments of a page mean what they meant, each word once.
func (au *Auditor) checkDeclarations(a *Audit, c *decisionsCount, l l10n.ManifestLocale, ours func(l10n.DocumentID) bool) {
	seen := map[string]bool{}
	for _, s := range l.Segments {
		if s.SameAs == nil || seen[s.SameAs.ID] {
			continue
		}
		seen[s.SameAs.ID] = true
		d := s.SameAs.Decision
		switch {
		case d == nil:
			c.unsigned++
		case d.Kind != l10n.Declare || d.ID != s.SameAs.ID || !d.By.Same(s.SameAs.By) || d.Seal != nil && !ours(d.Document):
			au.addFault(a, fmt.Sprintf("%s: the word %s, that segment %s means what it meant, is signed as another one", l.Locale,
				s.SameAs.ID, s.Segment))
		default:
			au.checkAct(a, c, string(l.Locale), signing.Decision(*d), d.Seal, d.Document != "")
		}
	}
}

// checkAct checks the signature of one act. since says that it was made since acts are signed.
func (au *Auditor) checkAct(a *Audit, c *decisionsCount, where string, s *signing.Statement, seal *l10n.Seal, since bool) {
	switch {
	case seal == nil && since:
		au.addFault(a, fmt.Sprintf("%s: the signature of %q by %s (%s) is missing", where, s.Act, s.By, s.ID))
	case seal == nil:
		c.unsigned++
	case len(au.Decisions) == 0:
		c.unchecked++
	default:
		if err := au.Decisions.Check(s, seal); err != nil {
			au.addFault(a, fmt.Sprintf("%s: %s", where, strings.TrimPrefix(err.Error(), l10n.ErrRefused.Error()+": ")))
			return
		}
		c.signed++
	}
}

// String says what was found, "" of a manifest without decisions.
func (c decisionsCount) String() string {
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(c.signed, "signed and checked")
	add(c.unchecked, "signed, not checked: give the public key of decisions with --decision-key")
	add(c.concluded, "of steps that ended without people")
	add(c.unsigned, "not signed: from before decisions were signed, or by a look at the source")
	if parts == nil {
		return ""
	}
	return "decisions: " + strings.Join(parts, "; ")
}
