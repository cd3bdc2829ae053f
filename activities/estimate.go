package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
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
}

// EstimatePages lists the pages of a plan.
func EstimatePages(ctx context.Context, a *Activities, p l10n.Plan) ([]string, error) {
	return a.Fetcher.Discover(ctx, fetch.Source{Pages: p.Pages, Sitemap: p.Sitemap, Feed: p.Feed})
}

// EstimatePage fetches and extracts a page and looks into approvals, memory and kept answers, for each of the plan's
// locales. It writes nothing and asks no engine.
func EstimatePage(ctx context.Context, a *Activities, p l10n.Plan, url string) ([]Estimate, error) {
	doc, body, err := a.Fetcher.Fetch(ctx, url, nil)
	if err != nil {
		return nil, err
	}
	doc.ID = l10n.NewDocumentID(url)
	e, _, err := extract.Extract(doc, body, extractOptions(p, doc, a.Segmenter))
	if err != nil {
		return nil, err
	}
	var out []Estimate
	for _, l := range p.Locales {
		k := l10n.TranslationKey{Document: doc.ID, Locale: l}
		prev, err := a.previous(ctx, k)
		if err != nil {
			return nil, err
		}
		d, err := a.leverage(ctx, "", p, e, k, baseOf(prev), prev.Extraction)
		if err != nil {
			return nil, err
		}
		est := classes(d)
		est.URL = url
		if est.Engines, err = a.Translator.Estimate(ctx, d); err != nil {
			return nil, err
		}
		out = append(out, est)
	}
	return out, nil
}

// classes counts a draft's segments by what there is for them.
func classes(d translate.Draft) Estimate {
	e := Estimate{TranslationKey: d.TranslationKey, Segments: len(d.Targets), Similar: len(d.Fallback)}
	count := map[l10n.SubState]*int{
		l10n.SubApproved: &e.Approved, l10n.SubTMContext: &e.Context, l10n.SubTMExact: &e.Exact, l10n.SubTMFuzzy: &e.Fuzzy, l10n.SubCopy: &e.Copied,
	}
	for _, t := range d.Targets {
		if n, ok := count[t.SubState]; ok {
			*n++
		}
	}
	for _, q := range d.Questions {
		e.Repeated += len(q.Segments) - 1
		e.New++
	}
	for id := range d.Fallback {
		for _, q := range d.Questions {
			if q.Segments[0] == id {
				e.New--
			}
		}
	}
	return e
}
