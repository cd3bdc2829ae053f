package site

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

// ShowPage makes the page as [Service.Preview] does, with its segments marked, or the source's page in the same way.
func (s *Service) ShowPage(ctx context.Context, k l10n.TranslationKey, how l10n.Showing) ([]byte, error) {
	page, _, err := s.showing(ctx, k, how)
	if err != nil {
		return nil, err
	}
	m, err := marked(ctx, page)
	if err != nil {
		return nil, err
	}
	return m.Write(how.Marks, how.Head), nil
}

// ShowUnit makes the unit of a segment as it would look on the page if the segment had a text, which is not stored. It
// returns nothing where the page has no place for it. The error wraps [l10n.ErrCodes] when the text's codes are not those
// of the source.
func (s *Service) ShowUnit(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, text l10n.Fragment,
	how l10n.Showing) ([]l10n.ShownUnit, error) {
	page, e, err := s.showing(ctx, k, how)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(e.Units, func(u l10n.Unit) bool { return u.ID == segment.Unit() })
	if at < 0 || !slices.ContainsFunc(e.Units[at].Segments, func(s l10n.Segment) bool { return s.ID == segment }) {
		return nil, fmt.Errorf("%w: the page has no segment %q", l10n.ErrNotFound, segment)
	}
	unit := &e.Units[at]
	if err := admit(unit, segment, text); err != nil {
		return nil, err
	}
	page.Targets = targetsOf(page, unit, segment, text)
	m, err := marked(ctx, page)
	if err != nil {
		return nil, err
	}
	var ids []l10n.SegmentID
	for _, seg := range unit.Segments {
		ids = append(ids, seg.ID)
	}
	if shown, ok := m.Unit(ids, how.Marks); ok {
		return []l10n.ShownUnit{shown}, nil
	}
	return nil, nil
}

// targetsOf are the targets of a unit and of what stands within it, with a text in the place of one. How a unit looks
// depends on no others.
func targetsOf(page localize.Page, unit *l10n.Unit, typed l10n.SegmentID, text l10n.Fragment) map[l10n.SegmentID]l10n.Fragment {
	targets := map[l10n.SegmentID]l10n.Fragment{}
	for _, id := range page.Skeleton.Within(unit.Segments[0].ID, unit.Segments[len(unit.Segments)-1].ID) {
		if target, ok := page.Targets[id]; ok {
			targets[id] = target
		}
	}
	if targets[typed] = text; text.IsEmpty() {
		delete(targets, typed)
	}
	return targets
}

// admit says why a text can't stand on the page.
func admit(unit *l10n.Unit, id l10n.SegmentID, text l10n.Fragment) error {
	for _, seg := range unit.Segments {
		if seg.ID == id && !text.IsEmpty() {
			if err := text.CheckCodes(seg.Source, unit.Deletable); err != nil {
				return err
			}
			return text.CheckLength(seg.Source)
		}
	}
	return nil
}

func marked(ctx context.Context, page localize.Page) (*localize.Marked, error) {
	m, err := localize.RenderMarked(ctx, page)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	return m, err
}

// showing gathers what a page is made of that is shown with marks.
func (s *Service) showing(ctx context.Context, k l10n.TranslationKey, how l10n.Showing) (localize.Page, *l10n.Extraction, error) {
	if !how.Marks.IsValid() {
		return localize.Page{}, nil, fmt.Errorf("%w: marks are named by 16 to 64 small letters and figures", l10n.ErrRefused)
	}
	r, err := s.previewing(ctx, k, how.Assets)
	if err != nil {
		return localize.Page{}, nil, err
	}
	src, err := s.keptSource(ctx, r.page)
	if err != nil {
		return localize.Page{}, nil, err
	}
	if !how.Source {
		return s.toLocalize(r, src), src.extraction, nil
	}
	e := src.extraction
	return localize.Page{
		Skeleton: src.skeleton, Locale: e.Lang, SourceLang: e.Lang, URL: elsewhere, SourceURL: e.Document.URL, Assets: r.assets,
	}, e, nil
}

// elsewhere is an address that no site has: a page that is shown there needs whole addresses for all that it uses.
const elsewhere = "https://elsewhere.invalid/"

// Sources are the pages that were taken apart last: whoever works on a page asks for it again and again.
type Sources struct {
	mu   sync.Mutex
	kept []namedSource // the last that was used first
}

type namedSource struct {
	skeleton, extraction l10n.Ref
	pageSource
}

// maxSources is how many pages are kept.
const maxSources = 8

// find returns a page that was taken apart, and makes it the one that was used last.
func (c *Sources) find(page l10n.PublishedPage) (pageSource, bool) {
	if c == nil {
		return pageSource{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.kept, func(n namedSource) bool {
		return n.skeleton == page.Skeleton && n.extraction == page.Extraction
	})
	if at < 0 {
		return pageSource{}, false
	}
	found := c.kept[at]
	c.kept = slices.Insert(slices.Delete(c.kept, at, at+1), 0, found)
	return found.pageSource, true
}

func (c *Sources) add(page l10n.PublishedPage, src pageSource) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = slices.Insert(c.kept, 0, namedSource{page.Skeleton, page.Extraction, src})
	c.kept = c.kept[:min(len(c.kept), maxSources)]
}

// keptSource is readSource, which remembers some of what it has read.
func (s *Service) keptSource(ctx context.Context, page l10n.PublishedPage) (pageSource, error) {
	if src, ok := s.Sources.find(page); ok {
		return src, nil
	}
	src, err := s.readSource(ctx, page)
	if err == nil {
		s.Sources.add(page, src)
	}
	return src, err
}
