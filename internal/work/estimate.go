package work

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Estimate is what a run would do with one page in one locale.
type Estimate struct {
	l10n.TranslationKey
	URL      string `json:"url"`
	Segments int    `json:"segments"`
	Approved int    `json:"approved"` // people approved this very segment before
	Context  int    `json:"context"`  // in the memory with the same neighbours
	Exact    int    `json:"exact"`
	Fuzzy    int    `json:"fuzzy"`    // similar enough to be preferred to an engine
	Similar  int    `json:"similar"`  // in the memory too, but an engine is asked first
	Copied   int    `json:"copied"`   // nothing to translate: figures and signs
	Repeated int    `json:"repeated"` // the same text as another open segment
	New      int    `json:"new"`
	// Engines say what each of the chain would be asked, were it asked for all of that.
	Engines []translate.Estimate `json:"engines"`
	// Texts count segments, words and characters of the sources by what there is for them. Of class none is what engines and
	// people are asked.
	Texts []l10n.DraftCount `json:"texts"`
}

// Estimate fetches and extracts a page and looks into approvals, memory and kept answers, for each of the plan's
// locales. It writes nothing and asks no engine.
func (s *Service) Estimate(ctx context.Context, p l10n.Plan, url string) ([]Estimate, error) {
	doc, body, err := s.fetch(ctx, p, url, nil)
	if err != nil {
		return nil, err
	}
	if doc.ID, err = s.DocumentID(ctx, url); err != nil {
		return nil, err
	}
	e, err := s.ReadPage(p, doc, body)
	if err != nil {
		return nil, err
	}
	var out []Estimate
	for _, l := range p.Locales {
		k := l10n.TranslationKey{Document: doc.ID, Locale: l}
		prev, err := s.previous(ctx, k)
		if err != nil {
			return nil, err
		}
		next := l10n.Translation{TranslationKey: k, Base: baseOf(prev), Earlier: prev.Extraction}
		d, err := s.leverage(ctx, "", p, e, next)
		if err != nil {
			return nil, err
		}
		est := count(d)
		est.Texts = counted(e, d)
		est.URL = url
		if est.Engines, err = s.Translator.Estimate(ctx, d); err != nil {
			return nil, err
		}
		out = append(out, est)
	}
	return out, nil
}

// count counts a draft's segments by what there is for them.
func count(d translate.Draft) Estimate {
	e := Estimate{TranslationKey: d.TranslationKey, Segments: len(d.Targets), Similar: len(d.Fallback)}
	counts := map[l10n.SubState]*int{
		l10n.SubApproved: &e.Approved, l10n.SubTMContext: &e.Context, l10n.SubTMExact: &e.Exact,
		l10n.SubTMFuzzy: &e.Fuzzy,
		l10n.SubCopy:    &e.Copied,
	}
	for _, t := range d.Targets {
		if n, ok := counts[t.SubState]; ok {
			*n++
		}
	}
	for _, q := range d.Questions {
		e.Repeated += len(q.Segments) - 1
		if _, similar := d.Fallback[q.Segments[0]]; !similar {
			e.New++
		}
	}
	return e
}

// counted counts what a draft has by match class, score and whether the text stands on the page before.
func counted(e *l10n.Extraction, d translate.Draft) []l10n.DraftCount {
	bySegment := make(map[l10n.SegmentID]l10n.Target, len(d.Targets))
	for _, t := range d.Targets {
		bySegment[t.Segment] = t
	}
	var all []l10n.DraftCount
	seen := map[l10n.Hash]bool{}
	for _, at := range e.Places() {
		t, hash, text := bySegment[at.Segment.ID], at.Segment.Hash(), at.Segment.Source.Text()
		c := l10n.DraftCount{Class: t.MatchClass(), Score: t.Origin.Score, Repeated: seen[hash]}
		seen[hash] = true
		if c.Class != l10n.MatchFuzzy {
			c.Score = 0
		}
		i := slices.IndexFunc(all, func(o l10n.DraftCount) bool {
			return o.Class == c.Class && o.Score == c.Score && o.Repeated == c.Repeated
		})
		if i < 0 {
			i, all = len(all), append(all, c)
		}
		all[i].Segments++
		all[i].Words += l10n.CountWords(text)
		all[i].Characters += utf8.RuneCountInString(text)
	}
	return all
}
