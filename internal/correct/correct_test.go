package correct_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/correct"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// house has published pages, records and a memory.
type house struct {
	*correct.Service
	t        *testing.T
	pages    []l10n.PublishedPage
	busy     map[l10n.TranslationKey]l10n.RunID
	recorded []l10n.CorrectedSentence
	retired  []l10n.MemoryEntry
}

func newHouse(t *testing.T) *house {
	h := &house{t: t, busy: map[l10n.TranslationKey]l10n.RunID{}}
	h.Service = &correct.Service{Pages: h, Records: h, Blobs: blobtest.Memory{}, Memory: h}
	return h
}

func (h *house) PublishedPages(_ context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error) {
	var of []l10n.PublishedPage
	for _, p := range h.pages {
		if p.Site == site && p.Document == doc {
			of = append(of, p)
		}
	}
	return of, nil
}

func (h *house) PublishedSite(_ context.Context, site l10n.SiteName) ([]l10n.PublishedPage, error) {
	var of []l10n.PublishedPage
	for _, p := range h.pages {
		if p.Site == site {
			of = append(of, p)
		}
	}
	return of, nil
}

func (h *house) PublishedSites(_ context.Context, doc l10n.DocumentID) ([]l10n.SiteName, error) {
	var of []l10n.SiteName
	seen := map[l10n.SiteName]bool{}
	for _, p := range h.pages {
		if (doc == "" || p.Document == doc) && !seen[p.Site] {
			seen[p.Site], of = true, append(of, p.Site)
		}
	}
	return of, nil
}

func (h *house) Document(_ context.Context, id l10n.DocumentID) (l10n.Document, error) {
	if id == "moved" {
		return l10n.Document{ID: id, Asked: "http://site.test/asked"}, nil
	}
	return l10n.Document{}, l10n.ErrNotFound
}

func (h *house) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	if run := h.busy[k]; run != "" {
		return l10n.Translation{TranslationKey: k, Run: run, Stage: l10n.StageReview}, nil
	}
	return l10n.Translation{TranslationKey: k, Stage: l10n.StagePublished}, nil
}

func (h *house) RecordCorrections(_ context.Context, cs []l10n.CorrectedSentence) error {
	h.recorded = append(h.recorded, cs...)
	return nil
}

func (h *house) Retire(_ context.Context, es []l10n.MemoryEntry) (int, error) {
	h.retired = append(h.retired, es...)
	return len(es), nil
}

// publish publishes a page; texts are pairs of source and target.
func (h *house) publish(site l10n.SiteName, doc l10n.DocumentID, l l10n.Locale, texts ...string) {
	h.t.Helper()
	e := l10n.Extraction{Lang: "en"}
	var ts []l10n.Target
	for i := 0; i < len(texts); i += 2 {
		u := l10n.Unit{ID: l10n.UnitID(string(rune('a' + i/2))), Element: "p", Codes: []l10n.Code{{ID: 1, Name: "b", Paired: true}}}
		u.Segments = []l10n.Segment{{ID: l10n.NewSegmentID(u.ID, 1), Source: l10n.ParseFragment(texts[i])}}
		e.Units = append(e.Units, u)
		ts = append(ts, l10n.Target{Segment: u.Segments[0].ID, SourceHash: u.Segments[0].Hash(), Text: l10n.ParseFragment(texts[i+1]), State: l10n.Final})
	}
	p := l10n.PublishedPage{Site: site, Document: doc, Locale: l, SourceURL: "http://site.test/" + string(doc), URL: "http://public.test/" + string(l) + "/" + string(doc)}
	var err error
	if p.Extraction, err = blob.PutJSON(h.t.Context(), h.Blobs, e); err != nil {
		h.t.Fatal(err)
	}
	if p.Targets, err = blob.PutJSON(h.t.Context(), h.Blobs, ts); err != nil {
		h.t.Fatal(err)
	}
	h.pages = append(h.pages, p)
}

func (h *house) carrying() {
	h.publish("news", "one", "es", "It <1>opens</1> on Monday.", "Abre el <1>lunes</1>.", "Else.", "Otro.")
	h.publish("news", "one", "fr", "It <1>opens</1> on Monday.", "Ouvre <1>lundi</1>.", "Else.", "Autre.")
	h.publish("news", "two", "es", "Else.", "Otro.", "It opens on  Monday.", "Abre el lunes.")
	h.publish("laws", "moved", "es", "It <1>opens</1> on Monday.", "Se abre el <1>lunes</1>.")
	h.publish("news", "three", "es", "It opens on Monday. And more.", "Abre el lunes. Y más.")
}

func TestWhereASentenceIs(t *testing.T) {
	h := newHouse(t)
	h.carrying()
	for name, c := range map[string]struct {
		q    l10n.SentenceQuery
		want string
	}{
		"by its source":                        {l10n.SentenceQuery{Source: " It opens on\nMonday. "}, "laws/moved/es/a.1 news/one/es/a.1 news/one/fr/a.1 news/two/es/b.1"},
		"by its translation":                   {l10n.SentenceQuery{Target: "Abre el lunes."}, "news/one/es/a.1 news/two/es/b.1"},
		"by both":                              {l10n.SentenceQuery{Source: "It opens on Monday.", Target: "Se abre el lunes."}, "laws/moved/es/a.1"},
		"in a locale":                          {l10n.SentenceQuery{Source: "It opens on Monday.", Locale: "fr"}, "news/one/fr/a.1"},
		"of a site":                            {l10n.SentenceQuery{Source: "It opens on Monday.", Site: "laws"}, "laws/moved/es/a.1"},
		"by its segment":                       {l10n.SentenceQuery{Document: "one", Segment: "a.1"}, "laws/moved/es/a.1 news/one/es/a.1 news/one/fr/a.1 news/two/es/b.1"},
		"by its segment and what stands there": {l10n.SentenceQuery{Document: "one", Segment: "a.1", Locale: "es"}, "news/one/es/a.1 news/two/es/b.1"},
		"a part of a sentence is none":         {l10n.SentenceQuery{Source: "opens"}, ""},
	} {
		found, err := h.Find(t.Context(), c.q)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var at []string
		for _, f := range found {
			at = append(at, strings.Join([]string{string(f.Site), string(f.Document), string(f.Locale), string(f.Segment)}, "/"))
		}
		if got := strings.Join(at, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	for _, q := range []l10n.SentenceQuery{{}, {Source: "  "}, {Document: "one"}, {Segment: "a.1"}} {
		if _, err := h.Find(t.Context(), q); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if _, err := h.Find(t.Context(), l10n.SentenceQuery{Document: "one", Segment: "z.1"}); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}

func TestWhatIsAskedFor(t *testing.T) {
	h := newHouse(t)
	h.carrying()
	h.publish("news", "four", "es", "It opens on Monday.", "Abre el lunes.")
	h.busy[l10n.TranslationKey{Document: "four", Locale: "es"}] = "r7"
	found, err := h.Find(t.Context(), l10n.SentenceQuery{Source: "It opens on Monday."})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, r := range correct.Requests(found, true, "editor", "Tuesday") {
		if !r.Correction.Note || r.By != "editor" || r.Reason != "Tuesday" {
			t.Errorf("%+v", r)
		}
		var ls []string
		for _, l := range r.Locales {
			ls = append(ls, string(l))
		}
		got[string(r.Site)+" "+strings.Join(ls, ",")+" "+strings.Join(r.Pages, ",")] = len(r.Correction.Sentences)
	}
	want := map[string]int{"laws es http://site.test/asked": 1, "news es,fr http://site.test/one": 2, "news es http://site.test/two": 1}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	for k, n := range want {
		if got[k] != n {
			t.Errorf("%s: %d, want %d of %v", k, got[k], n, got)
		}
	}
	es := found[:0:0]
	for _, f := range found {
		if f.Document == "one" && f.Locale == "es" {
			es = append(es, f)
		}
	}
	if err := h.Propose(t.Context(), es, l10n.ParseFragment("Abre el martes.")); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a text that has lost a code is proposed: %v", err)
	}
	if err := h.Propose(t.Context(), es, l10n.ParseFragment("Abre el <1>martes</1>.")); err != nil || es[0].Proposed.Text() != "Abre el martes." {
		t.Errorf("%+v %v", es, err)
	}
}

func TestWhatIsTaken(t *testing.T) {
	h := newHouse(t)
	h.carrying()
	found, err := h.Find(t.Context(), l10n.SentenceQuery{Source: "It opens on Monday.", Locale: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	r := correct.Requests(found, true, "editor", "Tuesday")[0]
	r.Run, r.At = "fix", time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	if err := h.Take(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if len(h.recorded) != 1 || h.recorded[0].By != "editor" || h.recorded[0].Run != "fix" || !h.recorded[0].Note || h.recorded[0].Request == "" || h.recorded[0].Site != "news" {
		t.Errorf("%+v", h.recorded)
	}
	if len(h.retired) != 1 || h.retired[0].Target.Text() != "Ouvre lundi." || h.retired[0].Locale != "fr" || h.retired[0].SourceLang != "en" {
		t.Errorf("%+v", h.retired)
	}
	for name, change := range map[string]func(*l10n.WrongSentence, *l10n.Request){
		"another text":       func(w *l10n.WrongSentence, _ *l10n.Request) { w.TargetHash = "other" },
		"another source":     func(w *l10n.WrongSentence, _ *l10n.Request) { w.SourceHash = "other" },
		"another segment":    func(w *l10n.WrongSentence, _ *l10n.Request) { w.Segment = "b.1" },
		"another locale":     func(w *l10n.WrongSentence, _ *l10n.Request) { w.Locale = "ar" },
		"not published":      func(w *l10n.WrongSentence, r *l10n.Request) { w.Locale, r.Locales = "ar", []l10n.Locale{"ar"} },
		"another site":       func(_ *l10n.WrongSentence, r *l10n.Request) { r.Site = "laws" },
		"codes that are not": func(w *l10n.WrongSentence, _ *l10n.Request) { w.Proposed = l10n.TextFragment("Mardi.") },
		"nothing":            func(_ *l10n.WrongSentence, r *l10n.Request) { r.Correction.Sentences = nil },
	} {
		bad := r
		bad.Correction = &l10n.Correction{Sentences: []l10n.WrongSentence{r.Correction.Sentences[0]}}
		change(&bad.Correction.Sentences[0], &bad)
		if err := h.Take(t.Context(), bad); !errors.Is(err, l10n.ErrRefused) && !errors.Is(err, l10n.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(h.recorded) != 1 {
		t.Error("what was refused is on record")
	}
}
