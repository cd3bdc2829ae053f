package work_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// planner makes the same plan of every request.
type planner struct {
	plan l10n.Plan
	err  error
}

func (p planner) Plan(l10n.Request) (l10n.Plan, error) { return p.plan, p.err }

func TestPlan(t *testing.T) {
	p := plan("es")
	p.Pages = []string{address, "http://site.test/other.html"}
	for name, c := range map[string]struct {
		change func(*house)
		busy   []l10n.DocumentID
		says   string // of the refusal
	}{
		"nobody is at work on it":          {func(*house) {}, nil, ""},
		"another run is":                   {func(*house) {}, []l10n.DocumentID{doc}, address + ": run r1 is at work on it, and its source is the same"},
		"it may be taken over":             {func(h *house) { h.source.pages[address] = page("Another text.") }, []l10n.DocumentID{doc}, ""},
		"the configuration does not allow": {func(h *house) { h.Planner = planner{err: errors.New("there is no such site")} }, nil, "there is no such site"},
	} {
		h := held(t)
		h.Planner = planner{plan: p}
		c.change(h)
		out, err := h.Plan(t.Context(), l10n.Request{Site: "news"}, c.busy)
		if c.says != "" {
			if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.says) || strings.Count(err.Error(), l10n.ErrRefused.Error()) != 1 {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || out.Site != p.Site || !slices.Equal(out.Locales, p.Locales) {
			t.Errorf("%s: %+v, %v", name, out, err)
		}
		if stored, err := blob.GetJSON[l10n.Plan](t.Context(), h, out.Plan); err != nil || !slices.Equal(stored.Pages, p.Pages) {
			t.Errorf("%s: the stored plan is %+v, %v", name, stored, err)
		}
	}
}

// TestAPageThatCannotBeJudged holds that a page which can't be had now is no refusal: asking again may help.
func TestAPageThatCannotBeJudged(t *testing.T) {
	h, p := held(t), plan("es")
	p.Pages = []string{address}
	h.Planner, h.source.err = planner{plan: p}, errors.New("the source is down")
	if _, err := h.Plan(t.Context(), l10n.Request{}, []l10n.DocumentID{doc}); !errors.Is(err, fetch.ErrGone) || errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
}
