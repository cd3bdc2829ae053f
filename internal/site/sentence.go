package site

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Sentence finds one sentence in what visitors get of a document in a locale: the manifest's account of it, and the bytes of
// the page at which it stands. What visitors don't get is refused with an error that wraps [l10n.ErrNotFound].
func (s *Service) Sentence(ctx context.Context, site l10n.SiteName, k l10n.TranslationKey, id l10n.SegmentID) (l10n.PublishedSentence, error) {
	none := fmt.Errorf("visitors get no sentence %s of %s in %s: %w", id, k.Document, k.Locale, l10n.ErrNotFound)
	pages, err := s.Pages.PublishedPages(ctx, site, k.Document)
	if err != nil {
		return l10n.PublishedSentence{}, err
	}
	if !slices.ContainsFunc(pages, func(p l10n.PublishedPage) bool { return p.Locale == k.Locale }) {
		return l10n.PublishedSentence{}, none // nothing is asked of the destination
	}
	plan, err := s.PlanOf(ctx, k.Document, site)
	if err != nil {
		return l10n.PublishedSentence{}, err
	}
	d, err := s.destination(plan.Plan)
	if err != nil {
		return l10n.PublishedSentence{}, err
	}
	pub, err := d.Publisher.Current(ctx, k.Document)
	if err != nil {
		return l10n.PublishedSentence{}, err
	}
	i := slices.IndexFunc(pub.Locales, func(l l10n.ManifestLocale) bool { return l.Locale == k.Locale })
	if i < 0 {
		return l10n.PublishedSentence{}, none
	}
	l := pub.Locales[i]
	n := slices.IndexFunc(l.Segments, func(m l10n.ManifestSegment) bool { return m.Segment == id })
	if n < 0 {
		return l10n.PublishedSentence{}, none
	}
	p := l10n.PublishedSentence{Publication: pub.ID, At: pub.PublishedAt, URL: l.URL, Manifest: l.Segments[n]}
	for _, f := range pub.Files {
		if f.Path == l.File {
			p.File = f
		}
	}
	return p, s.addPassage(ctx, d, l, &p)
}

// addPassage reads the page as a visitor does, and finds the sentence in it. Of a page of a version that kept no snapshot, the
// text is not known.
func (s *Service) addPassage(ctx context.Context, d Destination, l l10n.ManifestLocale, p *l10n.PublishedSentence) error {
	body, err := d.Publisher.Read(ctx, l.File)
	if err != nil {
		p.Differs = true
		return l10n.IgnoreNotFound(err)
	}
	p.Differs = l10n.NewRef(body) != p.File.Ref
	if l.Targets == "" {
		return nil
	}
	ts, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, l.Targets)
	if err != nil {
		return l10n.IgnoreNotFound(err) // it was cleaned up
	}
	for _, t := range ts {
		if t.Segment == p.Manifest.Segment {
			p.Text = t.Text
		}
	}
	at := findPassage(body, p.Text)
	p.Passage, p.Offset, p.Times = at.text, at.offset, at.times
	return nil
}
