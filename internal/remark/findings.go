package remark

import (
	"context"
	"strings"
	"unicode"

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
	marked, err := s.Annotations.Annotations(ctx, f)
	if err != nil {
		return out, err
	}
	counts := map[[2]string]*Count{}
	count := func(r l10n.Remark) *Count {
		k := [2]string{string(r.Category), string(r.Severity)}
		if counts[k] == nil {
			counts[k] = &Count{Category: r.Category, Severity: r.Severity}
		}
		return counts[k]
	}
	for _, a := range marked {
		count(a.Remark).People++
		out.People++
	}
	for _, c := range l10n.Categories {
		for i := len(l10n.RemarkSeverities) - 1; i >= 0; i-- {
			if n := counts[[2]string{string(c), string(l10n.RemarkSeverities[i])}]; n != nil {
				out.Counts = append(out.Counts, *n)
			}
		}
	}
	return out, s.measure(ctx, f, &out)
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

// Words counts the words of a text: what stands between white space and has a letter, and in scripts without spaces each
// ideograph or kana.
func Words(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		letters := false
		for _, r := range word {
			switch {
			case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
				n++
			case unicode.IsLetter(r):
				letters = true
			}
		}
		if letters {
			n++
		}
	}
	return n
}
