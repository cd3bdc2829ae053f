package work_test

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
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

// TestWhatHeldAnHour holds that a run which takes a page over hears of its hour, and that the record keeps it unless the new
// plan has a word of its own.
func TestWhatHeldAnHour(t *testing.T) {
	hour, other := &l10n.Embargo{Hold: true}, &l10n.Embargo{Lifted: true}
	for name, c := range map[string]struct {
		own, opening *l10n.Embargo
		stage        l10n.Stage
		want         *l10n.Embargo
	}{
		"it is at work":                    {nil, nil, l10n.StageApproved, hour},
		"it was told to end":               {nil, nil, l10n.StageSuperseded, hour},
		"the new one says otherwise":       {other, nil, l10n.StageApproved, other},
		"it was cancelled":                 {nil, nil, l10n.StageCancelled, nil},
		"it has published":                 {nil, nil, l10n.StagePublished, nil},
		"its document has it for a locale": {nil, other, l10n.StageFailed, other},
	} {
		h := held(t)
		tr := h.translations[key]
		tr.Embargo, tr.Stage = hour, c.stage
		h.translations[key] = tr
		if holder, err := h.HolderOf(t.Context(), doc, nil); err != nil || !c.stage.Ended() && holder.Embargoes["es"] != *hour {
			t.Errorf("%s: %+v %v", name, holder, err)
		}
		x, _ := h.extracted()
		p := plan("es")
		p.Embargo = c.own
		_, err := h.Draft(t.Context(), work.Opening{Run: "r2", Plan: h.put(p), Key: key, Extraction: x.Extraction, Skeleton: x.Skeleton,
			Supersedes: "r1", Embargo: c.opening}, p)
		h.must(err)
		if got := h.translations[key].Embargo; (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestAWordOnAnHour holds what a person's word changes in the records.
func TestAWordOnAnHour(t *testing.T) {
	h := held(t)
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	say := func(a l10n.EmbargoAct, locales ...l10n.Locale) error {
		a.Document, a.Run, a.By, a.At = doc, cmp.Or(a.Run, "r1"), "maria", at
		return h.Embargo(t.Context(), a, locales)
	}
	move := l10n.EmbargoAct{ID: "1", Kind: l10n.Reschedule, Embargo: &l10n.Embargo{At: at.Add(time.Hour), NotReady: l10n.NotReadyOmit}}
	h.must(say(move, "es"))
	h.must(say(move, "es")) // a retry
	h.must(say(l10n.EmbargoAct{ID: "2", Kind: l10n.Reschedule, Embargo: &l10n.Embargo{At: at.Add(2 * time.Hour)}}, "es"))
	tr := h.translations[key]
	if !tr.Embargo.At.Equal(at.Add(2*time.Hour)) || tr.Embargo.NotReady != l10n.NotReadyOmit || len(tr.EmbargoActs) != 2 {
		t.Errorf("%+v %+v", tr.Embargo, tr.EmbargoActs)
	}
	for name, err := range map[string]error{
		"the past":          say(l10n.EmbargoAct{ID: "3", Kind: l10n.Reschedule, Embargo: &l10n.Embargo{At: at}}, "es"),
		"no hour":           say(l10n.EmbargoAct{ID: "4", Kind: l10n.Reschedule}, "es"),
		"another locale":    say(l10n.EmbargoAct{ID: "5", Kind: l10n.Release, Locales: []l10n.Locale{"fr"}}, "es"),
		"one that is not":   say(l10n.EmbargoAct{ID: "6", Kind: l10n.Release}, "es", "fr"),
		"of another run":    say(l10n.EmbargoAct{ID: "7", Kind: l10n.Release, Run: "r0"}, "es"),
		"an unknown policy": say(l10n.EmbargoAct{ID: "8", Kind: l10n.Reschedule, Embargo: &l10n.Embargo{At: at.Add(time.Hour), NotReady: "x"}}, "es"),
	} {
		if !errors.Is(err, l10n.ErrRefused) && !errors.Is(err, l10n.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(h.translations[key].EmbargoActs); n != 2 {
		t.Errorf("what was refused is on record: %d acts", n)
	}
	h.must(say(l10n.EmbargoAct{ID: "9", Kind: l10n.Release}, "es"))
	if e := h.translations[key].Embargo; e.Waits(at) || !e.Lifted {
		t.Errorf("%+v", e)
	}
}
