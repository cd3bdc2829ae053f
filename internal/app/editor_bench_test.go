package app

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// editorBench is a desk on real records with one page of so many segments that waits for people.
type editorBench struct {
	testing.TB
	handler http.Handler
	api     string
	saves   int
}

func newEditorBench(b testing.TB, n int) *editorBench {
	a, err := Open(b.Context(), Options{Config: configured(b, "sites:\n  - name: news\n    pages: [\"https://site.test/\"]\n    locales: [es]\n"),
		Version: "test", Env: noEnv, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = a.Close() })
	e := &l10n.Extraction{Lang: "en", Title: "A long page"}
	var ts []l10n.Target
	for i := range n {
		u := l10n.Unit{ID: l10n.UnitID(fmt.Sprintf("u%d", i+1)), Element: "p", Codes: []l10n.Code{{ID: 1, Name: "a", Paired: true, Open: "<a>", Close: "</a>"}}}
		s := l10n.Segment{ID: l10n.NewSegmentID(u.ID, 1), Source: l10n.ParseFragment(fmt.Sprintf(
			"The <1>Harbour Commission</1> opened lock number %d on 9 March 2026, and ships pass from Monday.", i/2))}
		u.Segments = []l10n.Segment{s}
		e.Units = append(e.Units, u)
		ts = append(ts, l10n.Target{Segment: s.ID, SourceHash: s.Hash(), Version: 1, State: l10n.Translated, SubState: l10n.SubMT,
			Origin: l10n.Origin{Kind: l10n.SubMT, Provider: "apertium"},
			Text:   l10n.ParseFragment(fmt.Sprintf("La <1>Comisión del Puerto</1> abrió la esclusa número %d el 9 de marzo de 2026.", i/2))})
	}
	ref, err := blob.PutJSON(b.Context(), a.Store, e)
	if err != nil {
		b.Fatal(err)
	}
	plan, err := blob.PutJSON(b.Context(), a.Store, l10n.Plan{Site: "news", SourceLang: "en", Locales: []l10n.Locale{"es"}})
	if err != nil {
		b.Fatal(err)
	}
	k := l10n.TranslationKey{Document: "long-page", Locale: "es"}
	if _, err = a.Store.OpenTranslation(b.Context(), k, func(t *l10n.Translation) error {
		t.Run, t.Site, t.Title, t.SourceLang, t.Extraction, t.Plan = "r1", "news", e.Title, "en", ref, plan
		t.Stage, t.Step, t.Steps, t.Round = l10n.StageReview, "review", []l10n.StepName{"review"}, 1
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	if _, _, err = a.Store.UpdateTargets(b.Context(), k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) { return ts, nil }); err != nil {
		b.Fatal(err)
	}
	h, err := a.DeskHandler(client.New(nil, "queue"), "maria")
	if err != nil {
		b.Fatal(err)
	}
	return &editorBench{TB: b, handler: h, api: "http://localhost/api/v1/translations/long-page/es"}
}

// ask sends a request, and returns the answer and how long it took.
func (b *editorBench) ask(method, path string, body any) ([]byte, time.Duration) {
	b.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest(method, b.api+path, strings.NewReader(string(text)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	start := time.Now()
	b.handler.ServeHTTP(w, r)
	took := time.Since(start)
	if w.Code != http.StatusOK {
		b.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	return w.Body.Bytes(), took
}

// BenchmarkEditor says how long the editor waits for the desk on a page of 5,000 segments, in milliseconds and as a multiple of
// what the same takes on a page of 50.
func BenchmarkEditor(b *testing.B) {
	steps := []struct {
		name string
		do   func(*editorBench) time.Duration
	}{
		{"open", func(e *editorBench) time.Duration { _, took := e.ask("GET", "/editor", nil); return took }},
		{"check", func(e *editorBench) time.Duration {
			_, took := e.ask("POST", "/segments/u7.1/check", map[string]any{"text": fmt.Sprintf("La <1>Comisión</1> abrió la esclusa 3 el 9 de marzo, %d.", e.saves)})
			return took
		}},
		{"save", func(e *editorBench) time.Duration {
			n := e.saves
			e.saves++
			_, took := e.ask("PUT", "/segments/u7.1", map[string]any{"text": fmt.Sprintf("La <1>Comisión</1> abrió la esclusa 3 el 9 de marzo de 2026, %d.", n),
				"version": n + 1, "act": fmt.Sprintf("act-%d", n), "confirm": true, "step": "review"})
			return took
		}},
	}
	pages := map[int]*editorBench{50: newEditorBench(b, 50), 5000: newEditorBench(b, 5000)}
	for _, s := range steps {
		b.Run(s.name, func(b *testing.B) {
			var long, short time.Duration
			for range b.N {
				short += s.do(pages[50])
				long += s.do(pages[5000])
			}
			b.ReportMetric(float64(long)/float64(short), "x-short-page")
			b.ReportMetric(long.Seconds()*1000/float64(b.N), "ms-long-page")
			b.ReportMetric(short.Seconds()*1000/float64(b.N), "ms-short-page")
		})
	}
}
