package work_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// lists are a source with a sitemap and a feed.
type lists struct{ work.Source }

func (lists) Discover(_ context.Context, s fetch.Source) ([]string, error) {
	switch {
	case s.Sitemap == "https://x.test/sitemap.xml":
		return []string{"https://x.test/a", "https://x.test/b"}, nil
	case s.Feed == "https://x.test/news/feed":
		return []string{"https://x.test/b", "https://x.test/c"}, nil
	case s.Feed == "https://x.test/empty.rss":
		return nil, nil
	case s.Sitemap != "" || s.Feed != "":
		return nil, errors.New("it is no XML")
	}
	return s.Pages, nil
}

// TestPagesAt holds that people name pages, sitemaps and feeds in one list, and that each page is taken once.
func TestPagesAt(t *testing.T) {
	h := newHouse(t)
	h.Source = lists{}
	got, err := h.PagesAt(t.Context(), []string{"https://x.test/page.html", "https://x.test/sitemap.xml", "https://x.test/news/feed"})
	h.must(err)
	if want := []string{"https://x.test/page.html", "https://x.test/a", "https://x.test/b", "https://x.test/c"}; !slices.Equal(got, want) {
		t.Errorf("pages %v, want %v", got, want)
	}
	for _, bad := range []string{"page.html", "mailto:a@x.test", "https://x.test/empty.rss", "https://x.test/odd.xml"} {
		if _, err := h.PagesAt(t.Context(), []string{bad}); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
