package desk

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

// shownPage is a page whose translation stands in a pipeline, and that is shown as the site's service does.
type shownPage struct {
	*pipeline
	skeleton *extract.Skeleton
}

// showPage takes a page apart. translate makes the targets of the Spanish and the Arabic translation.
func showPage(t testing.TB, page string, translate func(l10n.Locale, l10n.Segment) l10n.Fragment) *shownPage {
	t.Helper()
	h := fixture()
	e, sk, err := extract.Extract(l10n.Document{URL: "https://www.example.org/statement.html"}, []byte(page),
		extract.Options{WholePage: true, SourceLang: "en", Segmenter: segment.New(), IsValue: format.IsValue})
	if err != nil {
		t.Fatal(err)
	}
	h.extraction, h.before = e, nil
	for _, locale := range []l10n.Locale{"es", "ar"} {
		h.targets[keyFor(locale)] = nil
		for i, at := range e.Places() {
			h.add(locale, at.Segment, translate(locale, at.Segment).String(), i)
		}
	}
	return &shownPage{h, sk}
}

func (s *shownPage) page(k l10n.TranslationKey, source bool) localize.Page {
	p := localize.Page{Skeleton: s.skeleton, Targets: map[l10n.SegmentID]l10n.Fragment{}, Locale: k.Locale, SourceLang: "en",
		URL: "https://public.example/x.html", SourceURL: s.extraction.Document.URL}
	if source {
		p.Locale = "en"
		return p
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.targets[k] {
		if !g.Text.IsEmpty() {
			p.Targets[g.Segment] = g.Text
		}
	}
	return p
}

func (s *shownPage) ShowPage(ctx context.Context, k l10n.TranslationKey, how l10n.Showing) ([]byte, error) {
	if s.recordsErr != nil {
		return nil, s.recordsErr
	}
	m, err := localize.RenderMarked(ctx, s.page(k, how.Source))
	if err != nil {
		return nil, err
	}
	return m.Write(how.Marks, how.Head), nil
}

func (s *shownPage) ShowUnit(ctx context.Context, k l10n.TranslationKey, id l10n.SegmentID, text l10n.Fragment, how l10n.Showing) ([]l10n.ShownUnit, error) {
	p := s.page(k, false)
	p.Targets[id] = text
	var ids []l10n.SegmentID
	for _, at := range s.extraction.Places() {
		if at.Unit.ID == id.Unit() {
			ids = append(ids, at.Segment.ID)
		}
	}
	m, err := localize.RenderMarked(ctx, p)
	if err != nil {
		return nil, err
	}
	u, ok := m.Unit(ids, how.Marks)
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return []l10n.ShownUnit{u}, nil
}

// desk is a desk whose editor shows the page.
func (s *shownPage) desk(t testing.TB) http.Handler {
	t.Helper()
	o := options(t, s.pipeline)
	o.Showings = s
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// inSpanish puts a word before each source.
func inSpanish(_ l10n.Locale, s l10n.Segment) l10n.Fragment {
	return append(l10n.TextFragment("Es: "), s.Source...)
}

// idOf is the segment whose source has some words.
func (s *shownPage) idOf(t testing.TB, words string) l10n.SegmentID {
	t.Helper()
	for _, at := range s.extraction.Places() {
		if strings.Contains(at.Segment.Source.Text(), words) {
			return at.Segment.ID
		}
	}
	t.Fatalf("no segment says %q", words)
	return ""
}
