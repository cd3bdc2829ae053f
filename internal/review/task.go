package review

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Terms finds the terms that stand in a text.
type Terms interface {
	TermsIn(source, target l10n.Locale, text string) []l10n.Term
}

// segmentAt is a segment with its target.
type segmentAt struct {
	l10n.Place
	target l10n.Target
}

// taskOf asks a step about segments. approved has the approved texts of the last version of the document, by segment.
func (s *Service) taskOf(tr l10n.Translation, e *l10n.Extraction, step l10n.ReviewStep, about []segmentAt) assess.Task {
	t := assess.Task{Contract: assess.Contract, Run: tr.Run, Page: assess.Page{Document: tr.Document, URL: tr.URL, Title: tr.Title},
		SourceLang: tr.SourceLang, Locale: tr.Locale, Step: step.Name, Round: tr.Round}
	ts, sources := []l10n.Target{}, []string{}
	for _, at := range about {
		t.Segments = append(t.Segments, s.taskSegment(tr, e, at))
		ts, sources = append(ts, at.target), append(sources, string(at.Segment.ID), at.Segment.Source.String())
	}
	t.SourceHash, t.TargetHash = l10n.NewHash(sources...), l10n.TargetsHash(ts)
	t.ID = string(l10n.NewShortName("task", string(tr.Document), string(tr.Locale), string(tr.Run), string(step.Name),
		strconv.Itoa(tr.Round), string(t.SourceHash), string(t.TargetHash)))
	return t
}

func (s *Service) taskSegment(tr l10n.Translation, e *l10n.Extraction, at segmentAt) assess.Segment {
	g := assess.Segment{ID: at.Segment.ID, Source: at.Segment.Source.String(), Target: at.target.Text.String(),
		TargetHash: at.target.Text.Hash(), Origin: at.target.MatchClass(), Match: at.target.Origin.Score,
		Before: at.Prev.String(), After: at.Next.String(), MaxLength: at.Unit.MaxBytes}
	for _, c := range at.Unit.Codes {
		if has(at.Segment.Source, c.ID) {
			g.Codes = append(g.Codes, assess.Code{ID: int(c.ID), Name: c.Name, Shows: c.Equiv, MayDrop: c.CanDelete})
		}
	}
	if i := slices.IndexFunc(at.target.Earlier, func(k l10n.KeptText) bool { return !k.Text.IsEmpty() }); i >= 0 {
		k := at.target.Earlier[i]
		g.ApprovedBefore = &assess.Pair{Source: k.Source.String(), Target: k.Text.String()}
	}
	for _, i := range at.target.Issues {
		g.Issues = append(g.Issues, assess.Issue{Check: i.Check, Type: i.Type, Severity: i.Severity, Message: i.Comment})
	}
	if s.Terms == nil {
		return g
	}
	for _, term := range s.Terms.TermsIn(sourceLang(tr, e, at), tr.Locale, at.Segment.Source.Text()) {
		g.Terms = append(g.Terms, assess.Term{Source: term.Source, Targets: term.Targets, Forbidden: term.Forbidden,
			DoNotTranslate: term.DoNotTranslate, Note: term.Note})
	}
	return g
}

// sourceLang is the language of a segment's source.
func sourceLang(tr l10n.Translation, e *l10n.Extraction, at segmentAt) l10n.Locale {
	return cmp.Or(e.SourceLang(at.Unit), tr.SourceLang)
}

func has(f l10n.Fragment, id l10n.CodeID) bool {
	return slices.ContainsFunc(f, func(p l10n.Part) bool { return p.ID == id && p.Kind != l10n.Text })
}
