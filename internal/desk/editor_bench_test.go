package desk

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// longFixture has a Spanish translation of so many segments.
func longFixture(n int) *pipeline {
	h := fixture()
	h.extraction.Units, h.targets[keyFor("es")] = nil, nil
	for i := range n {
		l := lines[i%len(lines)]
		u := l10n.Unit{ID: l10n.UnitID(fmt.Sprintf("u%d", i+1)), Element: l.element, Attribute: l.attribute,
			Codes: []l10n.Code{{ID: 1, Name: "a", Paired: true, Open: `<a href="/commission">`, Close: "</a>"},
				{ID: 2, Name: "time", Equiv: "9 March 2026", Date: "2026-03-09"}}}
		source := l10n.ParseFragment(fmt.Sprintf("%s It is number %d.", l.en, i/2))
		u.Segments = []l10n.Segment{{ID: l10n.NewSegmentID(u.ID, 1), Source: source}}
		h.extraction.Units = append(h.extraction.Units, u)
		h.add("es", u.Segments[0], fmt.Sprintf("%s Es el número %d.", l.es, i/2), i)
	}
	return h
}

// BenchmarkEditorData says how long the first answer to the editor takes with 5,000 segments, as a multiple of what writing it
// as JSON takes.
func BenchmarkEditorData(b *testing.B) {
	srv := newEditorDesk(b, longFixture(5000))
	ask := func() []byte {
		r := httptest.NewRequest(http.MethodGet, "http://localhost"+apiES+"/editor", nil)
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, r)
		body, err := io.ReadAll(w.Body)
		if err != nil || w.Code != http.StatusOK {
			b.Fatalf("%d %v", w.Code, err)
		}
		return body
	}
	var data editorData
	if err := json.Unmarshal(ask(), &data); err != nil || len(data.Segments) != 5000 {
		b.Fatal(len(data.Segments), err)
	}
	var whole, written time.Duration
	for b.Loop() {
		start := time.Now()
		ask()
		whole += time.Since(start)
		start = time.Now()
		if _, err := json.Marshal(data); err != nil {
			b.Fatal(err)
		}
		written += time.Since(start)
	}
	b.ReportMetric(float64(whole)/float64(written), "x-json")
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms-whole")
}
