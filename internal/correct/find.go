package correct

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Find lists where a sentence is published, by site, page and locale. Texts are compared without their codes, and white
// space makes no difference. A query without any text is refused. One that names a segment of a document looks for its
// source everywhere; with a locale, for its published translation too.
func (s *Service) Find(ctx context.Context, q l10n.SentenceQuery) ([]l10n.Carrier, error) {
	if q.Segment != "" || q.Document != "" {
		var err error
		if q, err = s.ofSegment(ctx, q); err != nil {
			return nil, err
		}
	}
	source, target := plain(q.Source), plain(q.Target)
	if source == "" && target == "" {
		return nil, fmt.Errorf("%w: say which sentence: its source's text, its translation's, or a document and a segment", l10n.ErrRefused)
	}
	sites := []l10n.SiteName{q.Site}
	if q.Site == "" {
		var err error
		if sites, err = s.Pages.PublishedSites(ctx, ""); err != nil {
			return nil, err
		}
	}
	var found []l10n.Carrier
	load := s.loader()
	for _, site := range sites {
		all, err := s.Pages.PublishedSite(ctx, site)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			if q.Locale != "" && p.Locale != q.Locale {
				continue
			}
			of, err := load.load(ctx, p)
			if err != nil {
				return nil, err
			}
			for _, at := range of.extraction.Places() {
				t, ok := of.target(at.Segment.ID)
				if !ok || t.Text.IsEmpty() || source != "" && plain(at.Segment.Source.Text()) != source ||
					target != "" && plain(t.Text.Text()) != target {
					continue
				}
				c, err := s.carrier(ctx, p, at, t)
				if err != nil {
					return nil, err
				}
				found = append(found, c)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b l10n.Carrier) int {
		return cmp.Or(cmp.Compare(a.Site, b.Site), cmp.Compare(a.SourceURL, b.SourceURL), cmp.Compare(a.Locale, b.Locale))
	})
	return found, nil
}

// plain is a text as it is compared.
func plain(text string) string { return strings.Join(strings.Fields(norm.NFC.String(text)), " ") }

// ofSegment looks up the texts of a segment that a query names.
func (s *Service) ofSegment(ctx context.Context, q l10n.SentenceQuery) (l10n.SentenceQuery, error) {
	if q.Segment == "" || q.Document == "" {
		return q, fmt.Errorf("%w: say both the document and the segment", l10n.ErrRefused)
	}
	sites, err := s.Pages.PublishedSites(ctx, q.Document)
	if err != nil {
		return q, err
	}
	load, doc := s.loader(), q.Document
	for _, site := range sites {
		all, err := s.Pages.PublishedPages(ctx, site, doc)
		if err != nil {
			return q, err
		}
		for _, p := range all {
			if q.Locale != "" && p.Locale != q.Locale {
				continue
			}
			of, err := load.load(ctx, p)
			if err != nil {
				return q, err
			}
			for _, at := range of.extraction.Places() {
				if at.Segment.ID != q.Segment {
					continue
				}
				q.Source = at.Segment.Source.Text()
				if t, ok := of.target(q.Segment); ok && q.Locale != "" {
					q.Target = t.Text.Text()
				}
				return q, nil
			}
		}
	}
	return q, fmt.Errorf("segment %s of %s is not published: %w", q.Segment, doc, l10n.ErrNotFound)
}

func (s *Service) carrier(ctx context.Context, p l10n.PublishedPage, at l10n.Place, t l10n.Target) (l10n.Carrier, error) {
	c := l10n.Carrier{
		WrongSentence: l10n.WrongSentence{Document: p.Document, Locale: p.Locale, Segment: at.Segment.ID,
			SourceHash: at.Segment.Hash(), TargetHash: t.Text.Hash()},
		Site: p.Site, Title: p.Title, URL: p.URL, SourceURL: p.SourceURL, Source: at.Segment.Source, Target: t.Text,
	}
	d, err := s.Records.Document(ctx, p.Document)
	if l10n.IgnoreNotFound(err) != nil {
		return c, err
	}
	c.SourceURL = cmp.Or(d.Asked, c.SourceURL)
	tr, err := s.Records.Translation(ctx, l10n.TranslationKey{Document: p.Document, Locale: p.Locale})
	if l10n.IgnoreNotFound(err) != nil {
		return c, err
	}
	if err == nil && !tr.Stage.Ended() {
		c.Busy = tr.Run
	}
	return c, nil
}

// Propose gives the sentences a new text, where its codes are those of their sources.
func (s *Service) Propose(ctx context.Context, found []l10n.Carrier, text l10n.Fragment) error {
	load := s.loader()
	for i := range found {
		all, err := s.Pages.PublishedPages(ctx, found[i].Site, found[i].Document)
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.Locale != found[i].Locale {
				continue
			}
			of, err := load.load(ctx, p)
			if err != nil {
				return err
			}
			for _, at := range of.extraction.Places() {
				if at.Segment.ID != found[i].Segment {
					continue
				}
				if err := text.CheckCodes(at.Segment.Source, at.Unit.Deletable); err != nil {
					return fmt.Errorf("%w: the new text does not fit %s, whose source is %q: %w", l10n.ErrRefused, p.URL, at.Segment.Source, err)
				}
				if err := text.CheckLength(at.Segment.Source); err != nil {
					return fmt.Errorf("%w: %w", l10n.ErrRefused, err)
				}
				found[i].Proposed = text
			}
		}
	}
	return nil
}

// Requests are the requests for runs that reopen these sentences: one for each site and set of locales, since a run has the
// same locales for all of its pages. What another run is at work on is left out.
func Requests(found []l10n.Carrier, note bool, by l10n.UserID, reason string) []l10n.Request {
	type group struct {
		site    l10n.SiteName
		locales string
	}
	locales := map[string][]l10n.Locale{} // by page
	name := func(c l10n.Carrier) string { return string(c.Site) + " " + c.SourceURL }
	for _, c := range found {
		if c.Busy == "" && !slices.Contains(locales[name(c)], c.Locale) {
			locales[name(c)] = append(locales[name(c)], c.Locale)
		}
	}
	var requests []l10n.Request
	at := map[group]int{}
	for _, c := range found {
		if c.Busy != "" {
			continue
		}
		slices.Sort(locales[name(c)])
		g := group{c.Site, fmt.Sprint(locales[name(c)])}
		i, ok := at[g]
		if !ok {
			i = len(requests)
			at[g] = i
			requests = append(requests, l10n.Request{Site: c.Site, Locales: locales[name(c)], By: by, Reason: reason,
				Correction: &l10n.Correction{Note: note}})
		}
		r := &requests[i]
		if !slices.Contains(r.Pages, c.SourceURL) {
			r.Pages = append(r.Pages, c.SourceURL)
		}
		r.Correction.Sentences = append(r.Correction.Sentences, c.WrongSentence)
	}
	return requests
}
