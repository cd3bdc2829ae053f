package assist

import (
	"cmp"
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Records are translations, and all that was ever written and said of their segments. Lists have the latest first, but for
// what was said: there the oldest is first. A list is cut at its limit.
type Records interface {
	Translation(context.Context, l10n.TranslationKey) (l10n.Translation, error)
	Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error)
	// KeptOn returns what people wrote or signed for a segment.
	KeptOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.KeptText, int, error)
	// ReplacedOn returns the machines' texts that stood before others.
	ReplacedOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.KeptText, error)
	SaidOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.Statement, int, error)
}

// Memory is the translation memory.
type Memory interface {
	Lookup(context.Context, []l10n.MatchQuery) ([][]l10n.Match, error)
	Concordance(context.Context, memory.ConcordanceQuery) ([]memory.Hit, bool, error)
}

// Terms is the termbase.
type Terms interface {
	Find(source, target l10n.Locale, text string) []termbase.Hit
}

// Engines are the engines that this process has opened, and what all of them have answered.
type Engines interface {
	Advise(context.Context, translate.Draft, l10n.Place) ([]translate.Advice, error)
	AskAbout(context.Context, translate.Draft, l10n.Place, l10n.ProviderName) (l10n.Answer, error)
}

// Locks hold across processes.
type Locks interface {
	Locked(ctx context.Context, name string, f func() error) error
}

// Service is what stands at a translator's side. It is safe for concurrent use.
type Service struct {
	Records Records
	Blobs   blob.Blobs
	Memory  Memory
	// Terms is nil where the house has no glossary.
	Terms   Terms
	Engines Engines
	Locks   Locks
	// Price is that of a million characters; 0 and nil are not known.
	Price func(l10n.ProviderName) float64

	extractions recent[*indexed]
	plans       recent[l10n.Plan]
}

// indexed is an extraction with its places by their segments. Extractions are never changed.
type indexed struct {
	*l10n.Extraction
	at map[l10n.SegmentID]l10n.Place
}

// segment is an open segment of a translation.
type segment struct {
	l10n.Translation
	l10n.Place
	page *indexed
	lang l10n.Locale // of its source
}

// open finds a segment. An unknown one is an error that wraps [l10n.ErrNotFound].
func (s *Service) open(ctx context.Context, k l10n.TranslationKey, id l10n.SegmentID) (segment, error) {
	tr, err := s.Records.Translation(ctx, k)
	if err != nil {
		return segment{}, err
	}
	missing := fmt.Errorf("segment %s of %s in %s: %w", id, k.Document, k.Locale, l10n.ErrNotFound)
	if tr.Extraction == "" {
		return segment{}, missing
	}
	page, err := s.extraction(ctx, tr.Extraction)
	if err != nil {
		return segment{}, err
	}
	at, ok := page.at[id]
	if !ok {
		return segment{}, missing
	}
	return segment{Translation: tr, Place: at, page: page, lang: cmp.Or(page.SourceLang(at.Unit), tr.SourceLang)}, nil
}

func (s *Service) extraction(ctx context.Context, ref l10n.Ref) (*indexed, error) {
	return s.extractions.get(ref, func() (*indexed, error) {
		e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, ref)
		if err != nil {
			return nil, err
		}
		page := &indexed{Extraction: &e, at: map[l10n.SegmentID]l10n.Place{}}
		for _, p := range e.Places() {
			page.at[p.Segment.ID] = p
		}
		return page, nil
	})
}

// draft is what a run would ask engines of the translation with.
func (s *Service) draft(ctx context.Context, g segment) (translate.Draft, error) {
	d := translate.Draft{TranslationKey: g.TranslationKey, Run: g.Run, Site: g.Site, SourceLang: g.page.Lang, Title: g.page.Title}
	if g.Plan == "" {
		return d, nil
	}
	p, err := s.plans.get(g.Plan, func() (l10n.Plan, error) { return blob.GetJSON[l10n.Plan](ctx, s.Blobs, g.Plan) })
	if err != nil {
		return d, err
	}
	d.Chain, d.Pivot = p.Chains[g.Locale], p.Pivots[g.Locale]
	return d, nil
}

// keys are those under which things were kept of a translation: a renamed page has them under its earlier name too.
func (g segment) keys() []l10n.TranslationKey {
	keys := []l10n.TranslationKey{g.TranslationKey}
	if was := g.page.Document.Was; was != "" && was != g.Document {
		keys = append(keys, l10n.TranslationKey{Document: was, Locale: g.Locale})
	}
	return keys
}
