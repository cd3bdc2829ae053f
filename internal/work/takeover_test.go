package work_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// held has a run of the site news work on the page in Spanish.
func held(t *testing.T) *house {
	h := newHouse(t)
	h.drafted("r1")
	return h
}

func TestWhoMayTakeOver(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*house, *l10n.Plan)
		says   string // of the refusal
		run    l10n.RunID
	}{
		"the source is the same": {func(*house, *l10n.Plan) {}, "its source is the same", "r1"},
		"it has changed":         {func(h *house, _ *l10n.Plan) { h.source.pages[address] = page("Another text.") }, "", "r1"},
		"only its markup has":    {func(h *house, _ *l10n.Plan) { h.source.pages[address] += "<!-- x -->" }, "its source is the same", "r1"},
		"another site's": {func(h *house, p *l10n.Plan) {
			p.Site, h.source.pages[address] = "other", page("Another text.")
		}, "of the site news", "r1"},
		"another locale is added": {func(_ *house, p *l10n.Plan) { p.Locales = []l10n.Locale{"fr"} }, "", "r1"},
		"one of two is added":     {func(_ *house, p *l10n.Plan) { p.Locales = []l10n.Locale{"es", "fr"} }, "", "r1"},
		"fewer locales": {func(h *house, p *l10n.Plan) {
			p.Locales, h.source.pages[address] = []l10n.Locale{"fr"}, page("Another text.")
		}, "[es] too", "r1"},
		"more locales": {func(h *house, p *l10n.Plan) {
			p.Locales, h.source.pages[address] = []l10n.Locale{"fr", "es"}, page("Another text.")
		}, "", "r1"},
		"the other has ended":  {func(h *house, _ *l10n.Plan) { h.must(h.End(h.t.Context(), key, "r1", l10n.StageFailed, "")) }, "", ""},
		"never seen":           {func(h *house, _ *l10n.Plan) { clear(h.documents) }, "", "r1"},
		"a look saw no change": {func(h *house, _ *l10n.Plan) { h.known(func(d *l10n.Document) { d.Text = d.Taken }) }, "its source is the same", "r1"},
		"a look saw a change":  {func(h *house, _ *l10n.Plan) { h.known(func(d *l10n.Document) { d.Text = "another" }) }, "", "r1"},
		"of an older version":  {func(h *house, _ *l10n.Plan) { h.known(func(d *l10n.Document) { d.Text = "" }) }, "its source is the same", "r1"},
	} {
		h, p := held(t), plan("es")
		c.change(h, &p)
		holder, err := h.TakeOver(t.Context(), p, doc, address)
		if c.says == "" && err != nil || c.says != "" && (!errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v", name, err)
		}
		if added := slices.Contains(holder.Add, "fr"); added != strings.Contains(name, "is added") || slices.Contains(holder.Add, "es") {
			t.Errorf("%s: %+v", name, holder)
		}
		if holder.Run != c.run || c.run != "" && holder.Site != "news" {
			t.Errorf("%s: %+v", name, holder)
		}
	}
}

func (h *house) known(change func(*l10n.Document)) {
	d := h.documents[doc]
	change(&d)
	h.documents[doc] = d
}

func TestWhoHoldsADocument(t *testing.T) {
	h := held(t)
	h.must(h.End(t.Context(), key, "r1", l10n.StageCancelled, ""))
	for l, stage := range map[l10n.Locale]l10n.Stage{"fr": l10n.StageReview, "ar": l10n.StageParked, "ru": l10n.StagePublished} {
		k := l10n.TranslationKey{Document: doc, Locale: l}
		h.translations[k] = l10n.Translation{TranslationKey: k, Run: "r2", Site: "other", Stage: stage}
	}
	got, err := h.HolderOf(t.Context(), doc, []l10n.Locale{"ar", "es"})
	h.must(err)
	if got.Run != "r2" || got.Site != "other" || !slices.Equal(got.Others, []l10n.Locale{"fr"}) {
		t.Errorf("%+v", got)
	}
}

func TestTakingOverFails(t *testing.T) {
	down := errors.New("down")
	for _, method := range []string{"Translations", "Document", "Get"} {
		h := held(t)
		h.known(func(d *l10n.Document) { d.Text = "" })
		h.broken[method] = down
		if _, err := h.TakeOver(t.Context(), plan("es"), doc, address); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
	h := held(t)
	delete(h.source.pages, address)
	if _, err := h.TakeOver(t.Context(), plan("es"), doc, address); !errors.Is(err, fetch.ErrGone) {
		t.Error(err)
	}
	h = held(t)
	h.source.pages[address] = page("Another text.")
	p := plan("es")
	p.Root = "aside"
	if _, err := h.TakeOver(t.Context(), p, doc, address); !errors.Is(err, l10n.ErrPage) {
		t.Error(err)
	}
}
