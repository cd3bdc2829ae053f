package e2e_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// longDay is a page of sixty sentences: some stand several times, some have codes, dates and figures.
func longDay() string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title translate="no">Day</title></head><body><main>`)
	for i := range 54 {
		switch i % 9 {
		case 0:
			b.WriteString("<p>Mr President, Excellencies.</p>")
		case 3:
			fmt.Fprintf(&b, `<p>The <b>harbour of Port Selin</b> took in <a href="/%d">%d ships</a> before noon.</p>`, i, 300+i)
		case 6:
			fmt.Fprintf(&b, `<p>The lock was opened on <time datetime="2026-03-09">9 March 2026</time> for boat number %d.</p>`, 500+i)
		default:
			fmt.Fprintf(&b, "<p>Sentence number %d of this day speaks of tides and of ferries.</p>", 100+i)
		}
	}
	for i := range 6 {
		fmt.Fprintf(&b, "<p>Delegate %d thanked the pilots of the harbour.</p>", 700+i)
	}
	b.WriteString("</main></body></html>")
	return b.String()
}

// workday is a person at the desk's editor, by keyboard alone.
type workday struct {
	*testing.T
	ctx       context.Context
	h         *house
	base      string
	key       l10n.TranslationKey
	away, out *atomic.Bool // the server is dead; the session has ended
	words     string       // that the person writes
	composes  bool         // by an input method
}

func newWorkday(t *testing.T, h *house, locale, reader l10n.Locale, words string) *workday {
	handler, err := h.app.DeskHandler(h.client, "ana")
	h.must(err)
	d := &workday{T: t, ctx: browsertest.Start(t), h: h, key: h.key("day.html", locale), away: &atomic.Bool{}, out: &atomic.Bool{}, words: words,
		composes: locale == "ja"}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case d.away.Load():
			panic(http.ErrAbortHandler) // as a server that was killed
		case d.out.Load() && strings.HasPrefix(r.URL.Path, "/api/"):
			http.Error(w, `{"title":"Sign in first"}`, http.StatusUnauthorized)
		default:
			handler.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(srv.Close)
	d.base = srv.URL
	d.do(chromedp.EmulateViewport(1400, 950), chromedp.Navigate(d.base+"/"), chromedp.Click(`.menu:last-child summary`),
		chromedp.Click(`button[name="language"][value="`+string(reader)+`"]`), chromedp.WaitVisible(`html[lang="`+string(reader)+`"] main`))
	return d
}

func (d *workday) do(steps ...chromedp.Action[chromedp.Void]) {
	d.Helper()
	if err := chromedp.Do(d.ctx, steps...); err != nil {
		d.Fatal(err)
	}
}

func (d *workday) js(expression string) string {
	d.Helper()
	s, err := chromedp.Run(d.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		d.Fatalf("%s: %v", expression, err)
	}
	return s
}

func (d *workday) wait(condition string) {
	d.Helper()
	if err := chromedp.Do(d.ctx, chromedp.Poll[chromedp.Void](condition)); err != nil {
		d.Fatalf("%s never came: %v\n%s", condition, err, d.js(`document.querySelector("#editor")?.innerText.slice(0, 3000) ?? document.body.innerText`))
	}
}

func (d *workday) press(key string, modifiers ...chromedp.Modifier) {
	d.Helper()
	d.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

func (d *workday) open() {
	d.Helper()
	d.do(chromedp.Navigate("about:blank"), chromedp.Navigate(d.base+"/t/"+string(d.key.Document)+"/"+string(d.key.Locale)+"/edit"))
	d.wait(`document.activeElement.classList.contains("field")`)
}

func (d *workday) current() string { return d.js(`document.querySelector("li.current")?.dataset.id`) }

// write puts own words in place of what stands there, with all codes of the source.
func (d *workday) write(number int) string {
	d.Helper()
	d.press("a", chromedp.ModifierCtrl)
	d.press(kb.Delete)
	text := fmt.Sprintf("%s %d", d.words, number)
	if d.composes {
		for n := range 3 {
			s := string([]rune("ことば")[:n+1])
			if _, err := chromedp.Call(d.ctx, input.ImeSetComposition, input.ImeSetCompositionParams{Text: s, SelectionStart: int64(n + 1), SelectionEnd: int64(n + 1)}); err != nil {
				d.Fatal(err)
			}
		}
		if _, err := chromedp.Call(d.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
			d.Fatal(err)
		}
	} else {
		d.do(chromedp.KeyEvent(text))
	}
	for range 9 {
		if d.js(`document.querySelectorAll(".codes .missing").length`) == "0" {
			break
		}
		d.press("t", chromedp.ModifierAlt)
	}
	return text
}

func (d *workday) confirm() {
	d.Helper()
	d.press(kb.Enter, chromedp.ModifierCtrl)
}

func (d *workday) saved() {
	d.Helper()
	d.wait(`document.querySelector("#editor").dataset.line !== "saving" && !document.querySelector("li.sending")`)
}

// open counts the segments that wait for a word.
func (d *workday) left() string { return d.js(`document.querySelectorAll("li.seg.stand-open").length`) }

// TestAWholeDayAtTheEditor translates a page of sixty sentences by keyboard alone, in interfaces and into languages of several
// scripts, on a day when everything goes wrong once, and sees it published.
func TestAWholeDayAtTheEditor(t *testing.T) {
	for _, day := range []struct {
		locale, reader l10n.Locale
		words          string
	}{{"ar", "ar", "كلمات من عندي"}, {"ja", "en", "自分の言葉"}, {"de", "ru", "Eigene Worte"}} {
		t.Run(string(day.locale), func(t *testing.T) {
			h := newHouse(t, map[string]string{"day.html": longDay()})
			p := h.plan([]string{"day.html"}, day.locale)
			p.Unconfirmed = l10n.UnconfirmedHold
			h.start(p)
			d := newWorkday(t, h, day.locale, day.reader, day.words)
			h.until("it waits", func() bool { return h.waits(d.key, "review") })
			d.live()
			if got := strings.Count(published(t, h, string(day.locale)+"/day.html"), day.words); got < 20 {
				t.Errorf("%d of the person's texts are published", got)
			}
		})
	}
}

func (d *workday) live() {
	d.Helper()
	d.open()
	d.do(chromedp.Evaluate[chromedp.Void]("window.same = true"))
	for i := range 12 {
		if i%2 == 0 {
			d.write(1000 + i)
		}
		d.confirm()
	}
	d.saved()
	if d.js("window.same") != "true" {
		d.Error("a page was loaded between two segments")
	}
	d.tabDies()
	d.serverDies()
	d.sessionEnds()
	d.somebodyElse()
	d.sourceChanges()
	for i := 0; d.left() != "0" && i < 80; i++ {
		if d.js(`document.querySelector("li.current.trouble, li.current.mark-typed") !== null`) == "false" && i%3 == 0 {
			d.write(5000 + i)
		}
		d.confirm()
		d.saved()
	}
	if left := d.left(); left != "0" {
		d.Fatalf("%s segments are still open: %s", left, d.js(`[...document.querySelectorAll("li.stand-open")].map((e) => e.innerText).join("|").slice(0, 2000)`))
	}
	d.wait(`document.querySelector(".approve") && !document.querySelector(".approve").disabled`)
	d.press(kb.Enter, chromedp.ModifierCtrl, chromedp.ModifierAlt)
	d.h.until("it is published", func() bool {
		tr, err := d.h.store.Translation(d.Context(), d.key)
		return err == nil && tr.Stage == l10n.StagePublished
	})
}

// tabDies writes half a sentence into a tab that ends.
func (d *workday) tabDies() {
	d.Helper()
	id, text := d.current(), d.write(2000)
	d.open()
	d.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('li[data-id="` + id + `"] .go').click()`))
	if got := d.js(`document.querySelector(".field").textContent`); !strings.Contains(got, text) {
		d.Errorf("after the tab died the field has %q, not %q", got, text)
	}
	d.confirm()
	d.saved()
}

// serverDies confirms two sentences while nobody answers.
func (d *workday) serverDies() {
	d.Helper()
	d.away.Store(true)
	first := d.current()
	d.write(3000)
	d.confirm()
	second := d.current()
	d.write(3001)
	d.confirm()
	d.wait(`document.querySelector("#editor").dataset.line === "away"`)
	d.away.Store(false)
	d.do(chromedp.Evaluate[chromedp.Void](`window.dispatchEvent(new Event("online"))`))
	for _, id := range []string{first, second} {
		d.wait(`document.querySelector('li[data-id="` + id + `"]').classList.contains("stand-confirmed")`)
	}
}

// sessionEnds confirms a sentence when the person is signed out, and sees it saved when they have signed in again.
func (d *workday) sessionEnds() {
	d.Helper()
	d.out.Store(true)
	id := d.current()
	d.write(3500)
	d.confirm()
	d.wait(`document.querySelector("#editor").dataset.line === "signed-out"`)
	d.out.Store(false)
	d.do(chromedp.Evaluate[chromedp.Void](`document.dispatchEvent(new Event("visibilitychange"))`))
	d.wait(`document.querySelector('li[data-id="` + id + `"]').classList.contains("stand-confirmed")`)
}

// somebodyElse saves another text for the sentence that the person is writing.
func (d *workday) somebodyElse() {
	d.Helper()
	id := d.current()
	ts, err := d.h.store.Targets(d.Context(), d.key)
	d.h.must(err)
	for _, g := range ts {
		if string(g.Segment) == id {
			text := append(l10n.Fragment{}, g.Text...)
			text = append(text, l10n.Part{Kind: l10n.Text, Text: " von Luis"})
			d.h.write(d.key, l10n.Edit{Segment: g.Segment, Text: text, Version: g.Version, By: "luis"})
		}
	}
	text := d.write(4000)
	d.confirm()
	d.wait(`document.querySelector('li[data-id="` + id + `"]').classList.contains("trouble")`)
	d.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('li[data-id="` + id + `"] .go').click()`))
	d.wait(`document.querySelector(".fault .version") !== null`)
	if got := d.js(`document.querySelector(".fault").innerText`); !strings.Contains(got, "luis") || !strings.Contains(strings.ReplaceAll(got, "\n", ""), text) {
		d.Errorf("the conflict says %q", got)
	}
	d.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".fault button").click()`))
	d.confirm()
	d.saved()
}

// sourceChanges has the source change while half a sentence is written. What is written is offered again.
func (d *workday) sourceChanges() {
	d.Helper()
	text := d.write(4500)
	d.h.edit(map[string]string{"day.html": strings.NewReplacer("thanked the pilots", "thanked all pilots").Replace(longDay())})
	p := d.h.plan([]string{"day.html"}, d.key.Locale)
	p.Unconfirmed = l10n.UnconfirmedHold
	second := d.h.start(p)
	d.h.until("the second run has it", func() bool {
		tr, err := d.h.store.Translation(d.Context(), d.key)
		return err == nil && tr.Run == second && tr.Step == "review"
	})
	d.open()
	if got := d.js(`document.querySelector("#editor").innerText`); !strings.Contains(got, text) {
		d.Errorf("what was written before the source changed is not shown: %q", got)
	}
}
