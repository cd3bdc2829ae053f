package e2e_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// probe notes in a page how long it takes from a key to the next frame that is drawn, and to the next field that has the cursor.
const probe = `window.shown = []; window.moved = [];
addEventListener("keydown", (e) => { const at = performance.now();
	requestAnimationFrame(() => setTimeout(() => window.shown.push(performance.now() - at)));
	if (e.key === "Enter") addEventListener("focusin", () => window.moved.push(performance.now() - at), { once: true }); }, true);`

// BenchmarkEditor measures the editor with 5,000 segments in Chromium: until the first can be written, from a key to what is
// shown (as a ratio to an empty text field's), from a confirmation to the next segment, and what the server takes for a check
// and for a confirmation. With -benchtime 2000x it types 2,000 keys.
func BenchmarkEditor(b *testing.B) {
	const sentences = 5000
	var page strings.Builder
	page.WriteString(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title translate="no">Long</title></head><body><main>`)
	for i := range sentences {
		fmt.Fprintf(&page, "<p>Sentence number %d of this <b>long page</b> speaks of tides, ferries and of %d ships.</p>", i, 3*i)
	}
	page.WriteString("</main></body></html>")
	h := newHouse(b, map[string]string{"long.html": page.String()})
	h.patience = 5 * time.Minute
	p := h.plan([]string{"long.html"}, "es")
	p.Unconfirmed = l10n.UnconfirmedHold
	h.start(p)
	k := h.key("long.html", "es")
	h.until("it waits", func() bool { return h.waits(k, "review") })
	handler, err := h.app.DeskHandler(h.client, "ana")
	h.must(err)
	srv := httptest.NewServer(handler)
	defer srv.Close()
	defer srv.CloseClientConnections() // the editor's stream of events doesn't end by itself
	ctx := browsertest.Start(b)
	number := func(expression string) float64 {
		v, err := chromedp.Run(ctx, chromedp.Evaluate[float64](expression))
		h.must(err)
		return v
	}
	wait := func(condition string) {
		for range 600 {
			if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+condition+")")); err == nil && ok {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		b.Fatalf("%s never came", condition)
	}
	median := func(of string) float64 {
		return number(`(() => { const s = window.` + of + `.toSorted((a, b) => a - b); return s[s.length >> 1] ?? 0 })()`)
	}
	typeKeys := func(n int) {
		for i := range n {
			h.must(chromedp.Do(ctx, chromedp.KeyEvent(string("ships and tides "[i%16]))))
		}
	}
	h.must(chromedp.Do(ctx, chromedp.Navigate(srv.URL+"/healthz"), chromedp.Evaluate[chromedp.Void](
		probe+`document.body.innerHTML = "<textarea></textarea>"; document.querySelector("textarea").focus()`)))
	typeKeys(200)
	blank := median("shown")
	h.must(chromedp.Do(ctx, chromedp.Navigate(srv.URL+"/t/"+string(k.Document)+"/es/edit")))
	wait(`document.activeElement.classList.contains("field")`)
	opened := number(`performance.getEntriesByType("mark").find((m) => m.name === "usable").startTime`)
	h.must(chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](probe)))
	wait(fmt.Sprintf(`document.querySelectorAll("li.seg").length === %d`, sentences))
	for range 30 {
		h.must(chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))))
		time.Sleep(50 * time.Millisecond)
	}
	next := median("moved")
	wait(`document.querySelector("#editor").dataset.line !== "saving"`)
	h.must(chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](`window.shown = []; performance.clearResourceTimings(); performance.setResourceTimingBufferSize(5000)`)))
	before := number("performance.memory.usedJSHeapSize / 1e6")
	for b.Loop() {
		typeKeys(1)
	}
	shown := median("shown")
	wait(`document.querySelector("#editor").dataset.line !== "saving"`)
	time.Sleep(time.Second)
	b.ReportMetric(opened, "ms/open")
	b.ReportMetric(next, "ms/next")
	b.ReportMetric(shown, "ms/key")
	b.ReportMetric(shown/blank, "times-a-blank-field")
	b.ReportMetric(number("performance.memory.usedJSHeapSize / 1e6")-before, "MB-more")
	h.must(chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))))
	time.Sleep(2 * time.Second)
	for name, path := range map[string]string{"check": "/check", "typing": "/typing"} {
		b.ReportMetric(number(`(() => { const s = performance.getEntriesByType("resource").filter((r) => r.name.endsWith("`+path+
			`")).map((r) => r.duration).sort((a, b) => a - b); return s[s.length >> 1] ?? 0 })()`), "ms/"+name)
	}
	b.ReportMetric(number(`(() => { const s = performance.getEntriesByType("resource").filter((r) => /segments\/[^/]+$/.test(r.name)).map((r) => r.duration); return s.at(-1) ?? 0 })()`), "ms/confirm")
}
