package work

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// DocumentID is the ID of the page at a URL, by what is on record.
func (s *Service) DocumentID(ctx context.Context, url string) (l10n.DocumentID, error) {
	return l10n.DocumentIDOf(url, func(id l10n.DocumentID) (l10n.Document, error) { return s.Documents.Document(ctx, id) })
}

// Fetch gets a page's bytes, by a conditional request when it was fetched before, and keeps them and what the server
// said. What the plan has as handed in is taken in place of what is at the address.
func (s *Service) Fetch(ctx context.Context, p l10n.Plan, id l10n.DocumentID, url string) (l10n.Document, error) {
	prev, err := s.lastFetch(ctx, id)
	if err != nil {
		return l10n.Document{}, err
	}
	record := l10n.Document{ID: id}
	if prev != nil {
		record = *prev
		record.ID = id
	}
	if err := record.CheckAddress(url); err != nil {
		return l10n.Document{}, err
	}
	now, body, err := s.fetch(ctx, p, url, prev)
	if err != nil {
		return l10n.Document{}, err
	}
	if err := record.CheckEnd(now.URL); err != nil {
		return l10n.Document{}, err
	}
	if !now.NotModified {
		if now.Ref, err = s.Blobs.Put(ctx, body); err != nil {
			return l10n.Document{}, err
		}
	}
	now.ID, now.Asked = id, record.AskedAs(url)
	return s.Documents.UpdateDocument(ctx, id, func(d *l10n.Document) error {
		fetched := now
		fetched.KeepFrom(*d)
		if now.NotModified && d.Ref == now.Ref {
			fetched.Text = d.Text
		}
		*d = fetched
		return nil
	})
}

// lastFetch returns what the last fetch of a document said, or nil when there was none.
func (s *Service) lastFetch(ctx context.Context, id l10n.DocumentID) (*l10n.Document, error) {
	d, err := s.Documents.Document(ctx, id)
	if errors.Is(err, l10n.ErrNotFound) {
		return nil, nil
	}
	return &d, err
}

// Extracted says where a page's extraction and its skeleton are, and how large it is.
type Extracted struct {
	Extraction, Skeleton l10n.Ref
	Units, Segments      int
	Left                 []l10n.Left `json:",omitempty"`
}

// Extract splits a fetched page into its skeleton and its units, keeps both, and notes that the site has taken the
// content up. A page that cannot be read, or that has no text, gives an error that wraps [l10n.ErrPage].
func (s *Service) Extract(ctx context.Context, p l10n.Plan, d l10n.Document) (Extracted, error) {
	body, err := s.Blobs.Get(ctx, d.Ref)
	if err != nil {
		return Extracted{}, err
	}
	e, skeleton, err := s.read(ctx, p, d, body)
	if err != nil {
		return Extracted{}, err
	}
	if e.Segments() == 0 {
		return Extracted{},
			fmt.Errorf("%w: it has no text to translate; look at the site's root and exclude selectors", l10n.ErrPage)
	}
	out := Extracted{Units: len(e.Units), Segments: e.Segments(), Left: e.Left}
	b, err := skeleton.MarshalBinary()
	if err != nil {
		return Extracted{}, err
	}
	if out.Skeleton, err = blob.PutOwn(ctx, s.Blobs, b); err != nil {
		return Extracted{}, err
	}
	e.Skeleton = out.Skeleton
	if out.Extraction, err = blob.PutJSON(ctx, s.Blobs, e); err != nil {
		return Extracted{}, err
	}
	_, err = s.Documents.UpdateDocument(ctx, d.ID, func(now *l10n.Document) error {
		noteTaken(now, d, p.Site, e.ContentHash())
		return nil
	})
	return out, err
}

// noteTaken notes in a document's record that a site has taken up its content, as it was when d was fetched. When the
// page was fetched again since, what is known of the newer one stays.
func noteTaken(now *l10n.Document, d l10n.Document, site l10n.SiteName, content l10n.Hash) {
	if now.Ref == "" {
		*now = d
	}
	if now.Ref == d.Ref {
		now.NotModified, now.Text, now.Ignored = false, content, ""
	}
	now.Taken = content
	by := map[l10n.SiteName]l10n.Hash{}
	maps.Copy(by, now.TakenBy)
	by[site] = content
	now.TakenBy = by
}

// ReadPage extracts the text of a page as a plan says, and keeps nothing. An error wraps [l10n.ErrPage].
func (s *Service) ReadPage(p l10n.Plan, d l10n.Document, body []byte) (*l10n.Extraction, error) {
	e, _, err := s.read(context.Background(), p, d, body)
	return e, err
}

// isValue reports which texts are values that localize writes in each locale. In a locale for which CLDR has no names of
// months or weekdays nobody but a person can write a date, so that the dates of a site with such a locale are text.
func isValue(p l10n.Plan) func(lang l10n.Locale, text, value string) bool {
	return func(lang l10n.Locale, text, value string) bool {
		_, skeleton, isDate := format.ReadTime(lang, text, value)
		cannot := func(l l10n.Locale) bool { return !format.New(l).CanWrite(skeleton) }
		if isDate && slices.ContainsFunc(p.SiteLocales, cannot) {
			return false
		}
		return isDate || format.IsValue(lang, text, value)
	}
}

func (s *Service) read(ctx context.Context, p l10n.Plan, d l10n.Document, body []byte) (*l10n.Extraction, *extract.Skeleton, error) {
	linked := s.linked(ctx, d)
	e, skeleton, err := extract.ExtractContext(ctx, d, body, extract.Options{
		Root: p.Root, WholePage: p.WholePage, Include: p.Include, Exclude: p.Exclude,
		SourceLang: p.SourceLang, Also: p.Also, ContentType: d.ContentType, Segmenter: s.Segmenter, IsValue: isValue(p),
		Code: p.Code, NamedButtons: p.NamedButtons, Load: linked.load,
	})
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	return e, skeleton, linked.unavailable
}

// linkedFiles loads the files of ITS rules that a page names.
type linkedFiles struct {
	load func(href string) ([]byte, error)
	// unavailable is why a file could not be had that another attempt may get. Without it nobody knows what of the page is
	// for translation.
	unavailable error
}

func (s *Service) linked(ctx context.Context, d l10n.Document) *linkedFiles {
	l := &linkedFiles{}
	if s.Linked == nil {
		return l
	}
	l.load = func(href string) ([]byte, error) {
		b, err := s.Linked(ctx, d.URL, href)
		switch {
		case err == nil:
		case fetch.Permanent(err):
			if s.Logger != nil {
				s.Logger.WarnContext(ctx, "a page's ITS rules can't be had, and don't count", "page", d.URL, "file", href, "error", err)
			}
		case l.unavailable == nil:
			l.unavailable = err
		}
		return b, err
	}
	return l
}
