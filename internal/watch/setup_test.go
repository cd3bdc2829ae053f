package watch_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

func TestSet(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst"})
	h.look()
	before := h.records.watches[site]
	w := l10n.Watch{Site: site, Plan: before.Plan, Rules: askAll, Every: time.Minute, By: "ivan", At: h.now}
	h.must(h.Set(t.Context(), w))
	w.Lists, w.Pages = before.Lists, before.Pages
	if diff := cmp.Diff(w, h.records.watches[site]); diff != "" {
		t.Error(diff)
	}
	late := w
	late.At, late.By = h.now.Add(-time.Hour), "ana"
	h.must(h.Set(t.Context(), late))
	if by := h.records.watches[site].By; by != "ivan" {
		t.Errorf("an earlier change that comes late: by %s", by)
	}
	for _, bad := range []l10n.Watch{{Site: site, Plan: "p"}, {Site: site, By: "ana"}} {
		if err := h.Set(t.Context(), bad); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestEnd(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst"})
	h.look()
	h.must(h.End(t.Context(), site))
	if len(h.records.watches) != 0 || len(h.records.findings) != 0 {
		t.Errorf("%+v", h.records)
	}
	if err := h.End(t.Context(), site); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	if _, err := h.Look(t.Context(), h.input()); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}

// TestWhatChangesWhileALookIsUnderWay holds that a look writes down nothing but what it has learned.
func TestWhatChangesWhileALookIsUnderWay(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst"})
	h.acted(h.look())
	h.source.pages["one"] = "One\nfirst, mended"
	meanwhile := l10n.Watch{Site: site, Plan: h.records.watches[site].Plan, Rules: askAll, Every: time.Minute, By: "ivan", At: h.now.Add(time.Minute)}
	h.source.before = func(string) {
		h.must(h.Set(t.Context(), meanwhile))
		_, err := h.records.UpdateWatch(t.Context(), site, func(w *l10n.Watch) error {
			w.Pages["another"] = l10n.WatchedPage{URL: "http://site.test/another"}
			return nil
		})
		h.must(err)
		_, err = h.records.UpdateDocument(t.Context(), id("one"), func(d *l10n.Document) error { d.Was = "elsewhere"; return nil })
		h.must(err)
	}
	h.look()
	w := h.records.watches[site]
	if w.By != "ivan" || w.Every != time.Minute || w.Rules != askAll || w.Pages["another"].URL == "" || !w.Pages[id("one")].LookedAt.Equal(h.now) {
		t.Errorf("the watch: %+v", w)
	}
	if d := h.records.docs[id("one")]; d.Was != "elsewhere" || d.ETag != "One\nfirst, mended" {
		t.Errorf("the document: %+v", d)
	}
}

// TestAWatchThatEndsWhileALookIsUnderWay holds that nothing comes of such a look, whenever it is that the watch ends.
func TestAWatchThatEndsWhileALookIsUnderWay(t *testing.T) {
	for name, during := range map[string]func(h *house, end func()){
		"while pages are read": func(h *house, end func()) { h.source.before = func(string) { end() } },
		"at the end":           func(h *house, end func()) { h.records.beforeFindings = end },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst"})
			during(h, func() { h.must(h.records.RemoveWatch(t.Context(), site)) })
			l := h.look()
			if l.Plan != "" || l.Look.Run != "" || l.Look.Started != 0 || l.Look.New != 1 {
				t.Errorf("%+v", l)
			}
			if len(h.records.watches) != 0 || len(h.records.findings) != 0 {
				t.Errorf("it is there again: %+v", h.records.watches)
			}
			h.must(h.Note(t.Context(), watch.Note{Look: l.Look, Answered: []l10n.Finding{{Document: "d"}}}))
			if len(h.records.looks) != 1 {
				t.Errorf("%+v", h.records.looks)
			}
		})
	}
}

// planner makes the same watch and plan of every request.
type planner struct{ err error }

func (p planner) Watch(r l10n.WatchRequest) (l10n.Watch, l10n.Plan, error) {
	return l10n.Watch{Site: r.Site, Every: r.Every, By: r.By}, l10n.Plan{Site: r.Site, Sitemap: "http://site.test/sitemap.xml"}, p.err
}

func TestPlan(t *testing.T) {
	h := newHouse(t, askAll, nil)
	h.Planner = planner{}
	w, err := h.Service.Plan(t.Context(), l10n.WatchRequest{Site: site, Every: time.Hour, By: "ana"})
	h.must(err)
	if p, err := blob.GetJSON[l10n.Plan](t.Context(), h.Blobs, w.Plan); err != nil || p.Sitemap != "http://site.test/sitemap.xml" {
		t.Errorf("the stored plan is %+v, %v", p, err)
	}
	if w.Site != site || w.Every != time.Hour || w.By != "ana" {
		t.Errorf("%+v", w)
	}
	h.Planner = planner{errors.New("there is no such site")}
	if _, err := h.Service.Plan(t.Context(), l10n.WatchRequest{}); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a watch that cannot be: %v", err)
	}
}
