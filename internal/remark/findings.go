package remark

import (
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Count is how many findings there are of a category with a severity.
type Count struct {
	Category l10n.Category       `json:"category"`
	Severity l10n.RemarkSeverity `json:"severity"`
	People   int                 `json:"people"`   // that people marked
	Machines int                 `json:"machines"` // that other reviewers gave with a verdict
}

// Findings is a report of what people and machines found. It has counts, and beside them how much text they are of: a page of
// 300 words is too little for a percentage or a score.
type Findings struct {
	Site   l10n.SiteName `json:"site,omitempty"`
	Locale l10n.Locale   `json:"locale,omitempty"`
	Run    l10n.RunID    `json:"run,omitempty"`

	Counts   []Count `json:"counts"` // of what there is at least one, by category and then the gravest first
	People   int     `json:"people"`
	Machines int     `json:"machines"`

	// Words are those of the sources of the translations that the filter selects, as they stand; the sources of a page count
	// once for each of its locales.
	Words        int `json:"words"`
	Segments     int `json:"segments"`
	Translations int `json:"translations"`
	Pages        int `json:"pages"`
	// Cut says that there are more translations than are counted.
	Cut bool `json:"cut,omitempty"`
}

// Findings counts what people and machines found, by category and severity. A finding of a text counts although the text has
// changed.
func (s *Service) Findings(ctx context.Context, f l10n.RemarkFilter) (Findings, error) {
	out := Findings{Site: f.Site, Locale: f.Locale, Run: f.Run}
	counts := tally{}
	err := s.EachFinding(ctx, f, func(a l10n.Annotation, people bool) {
		if people {
			counts.of(a.Remark).People++
			out.People++
			return
		}
		counts.of(a.Remark).Machines++
		out.Machines++
	})
	if err != nil {
		return out, err
	}
	out.Counts = counts.list()
	return out, s.measure(ctx, f, &out)
}

// EachFinding calls a function with each error that people marked or that other reviewers found, and says whether it was
// people.
func (s *Service) EachFinding(ctx context.Context, f l10n.RemarkFilter, each func(a l10n.Annotation, people bool)) error {
	marked, err := s.Annotations.Annotations(ctx, f)
	if err != nil {
		return err
	}
	for _, a := range marked {
		each(a, true)
	}
	seen := map[finding]bool{}
	return s.Annotations.VerdictRemarks(ctx, f, func(a l10n.Annotation, by l10n.ReviewerKind) {
		one := finding{a.Document, a.Locale, a.Segment, a.Step, a.SourceHash, a.TargetHash, a.Remark}
		if !seen[one] {
			seen[one] = true
			each(a, isPeople(by))
		}
	})
}

// finding is what a step finds in a text. It counts once, however often the step is asked about the same text.
type finding struct {
	document       l10n.DocumentID
	locale         l10n.Locale
	segment        l10n.SegmentID
	step           l10n.StepName
	source, target l10n.Hash
	remark         l10n.Remark
}

// isPeople reports whether the reviewers of a kind are people: those at the desk, and those to whom a file goes.
func isPeople(k l10n.ReviewerKind) bool {
	return k == l10n.ReviewerKind(l10n.StepPerson) || k == l10n.ReviewerKind(l10n.StepFile)
}

// tally counts findings by category and severity.
type tally map[[2]string]*Count

// of returns the count of a remark's kind. A category that is none of MQM's is counted with the others of its own making, and
// a severity that is none as neutral.
func (t tally) of(r l10n.Remark) *Count {
	if !slices.Contains(l10n.Categories, r.Category) {
		r.Category = l10n.CategoryCustom
	}
	if !slices.Contains(l10n.RemarkSeverities, r.Severity) {
		r.Severity = l10n.Neutral
	}
	k := [2]string{string(r.Category), string(r.Severity)}
	if t[k] == nil {
		t[k] = &Count{Category: r.Category, Severity: r.Severity}
	}
	return t[k]
}

// list has the counts by category, and within one the gravest first.
func (t tally) list() []Count {
	var all []Count
	for _, c := range l10n.Categories {
		for _, s := range slices.Backward(l10n.RemarkSeverities) {
			if n := t[[2]string{string(c), string(s)}]; n != nil {
				all = append(all, *n)
			}
		}
	}
	return all
}

// measure counts the texts that a report is of.
func (s *Service) measure(ctx context.Context, f l10n.RemarkFilter, out *Findings) error {
	trs, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Site: f.Site, Locale: f.Locale, Run: f.Run,
		Limit: mostTranslations + 1})
	if err != nil {
		return err
	}
	if len(trs) > mostTranslations {
		trs, out.Cut = trs[:mostTranslations], true
	}
	type size struct{ words, segments int }
	sizes, pages := map[l10n.Ref]size{}, map[l10n.DocumentID]bool{}
	for _, tr := range trs {
		if tr.Extraction == "" || tr.UpdatedAt.Before(f.Since) {
			continue
		}
		n, ok := sizes[tr.Extraction]
		if !ok {
			e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, tr.Extraction)
			if err != nil {
				return err
			}
			for _, at := range e.Places() {
				n.words += Words(at.Segment.Source.Text())
				n.segments++
			}
			sizes[tr.Extraction] = n
		}
		pages[tr.Document] = true
		out.Translations++
		out.Words += n.words
		out.Segments += n.segments
	}
	out.Pages = len(pages)
	return nil
}

// Words counts the words of a text.
func Words(text string) int { return l10n.CountWords(text) }
