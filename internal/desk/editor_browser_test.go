package desk

import (
	"context"
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

// editorTab is a browser's tab with the editor, before a server that can be away.
type editorTab struct {
	tab
	away *atomic.Bool
}

// openEditor opens the editor of the fixture's translation into a locale, with the cursor in the first open segment.
func openEditor(t *testing.T, h *pipeline, locale l10n.Locale) editorTab {
	t.Helper()
	away := &atomic.Bool{}
	next := newDesk(t, h)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if away.Load() {
			panic(http.ErrAbortHandler) // as a server that died
		}
		next.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	b := editorTab{tab{T: t, ctx: browsertest.Start(t), base: srv.URL}, away}
	b.run(chromedp.EmulateViewport(1280, 900))
	b.tab.open("en", editPath(locale))
	b.ready()
	return b
}

func editPath(locale l10n.Locale) string {
	return "/t/" + string(statement) + "/" + string(locale) + "/edit"
}

// at opens a segment as a press on its number does.
func (b editorTab) at(id string) {
	b.Helper()
	b.run(chromedp.Evaluate[chromedp.Void](`document.querySelector('li[data-id="`+id+`"] .go').click()`), chromedp.WaitVisible(`li.current[data-id="`+id+`"] .field`))
}

func (b editorTab) press(key string, modifiers ...chromedp.Modifier) {
	b.Helper()
	b.run(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

func (b editorTab) write(text string) {
	b.Helper()
	b.run(chromedp.KeyEvent(text))
}

// wait waits until an expression of JavaScript is true.
func (b editorTab) wait(condition string) {
	b.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Poll[chromedp.Void](condition)); err != nil {
		html, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.querySelector("li.current")?.outerHTML ?? document.body.innerText`))
		b.Fatalf("%s never came: %v\n%s", condition, err, html)
	}
}

// ready waits until the cursor is in a field.
func (b editorTab) ready() {
	b.Helper()
	b.wait(`document.activeElement.classList.contains("field")`)
}

// field is the text of the open field in the notation of fragments.
func (b editorTab) field() string {
	b.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`[...document.querySelector(".field").childNodes].map((n) =>
		n.nodeType === 3 ? n.data : n.dataset?.code ?? (n.querySelector?.("[data-code]")?.dataset.code ?? (n.matches(".flagged, .inv") ? n.textContent : ""))).join("")`))
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func (b editorTab) current() string {
	b.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.querySelector("li.current")?.dataset.id ?? ""`))
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func (b editorTab) confirmed(id string) {
	b.Helper()
	b.wait(`document.querySelector('li[data-id="` + id + `"]').classList.contains("stand-confirmed")`)
}

func TestEditorConfirmsAndGoesOnWithoutLoadingAPage(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	b.run(chromedp.Evaluate[chromedp.Void]("window.same = true"))
	first := b.current()
	b.write(" hoy")
	b.press(kb.Enter, chromedp.ModifierCtrl)
	if now := b.current(); now == first {
		t.Errorf("after a confirmation %s is still open", now)
	}
	b.confirmed(first)
	if got := h.targets[keyFor("es")][0]; got.Text.Text() != lines[0].es+" hoy" || got.Origin.By != "Ana" {
		t.Errorf("saved %+v", got)
	}
	b.wait(`window.same && document.activeElement.classList.contains("field")`)
	b.press("z", chromedp.ModifierCtrl) // goes back to where it was typed
	if now := b.current(); now != first || !strings.HasSuffix(lines[0].es+" hoy", b.field()) && b.field() != lines[0].es {
		t.Errorf("undo shows %s %q", now, b.field())
	}
}

func TestEditorPutsInCodesByKey(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "ar")
	b.run(chromedp.EmulateViewport(1800, 900)) // all of it fits into a line
	b.at("u4.1")
	b.press("a", chromedp.ModifierCtrl)
	b.press(kb.Delete)
	if got, _ := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.querySelectorAll(".codes .missing").length`)); got != 3 {
		t.Errorf("%d codes are shown as missing", got)
	}
	b.write("افتتحت ")
	b.press("1", chromedp.ModifierCtrl)
	b.write("هيئة الميناء")
	b.press("1", chromedp.ModifierCtrl)
	b.write(" الهويس في ")
	b.press("t", chromedp.ModifierAlt) // the next missing one
	b.write(" 214")
	if got, want := b.field(), "افتتحت <1>هيئة الميناء</1> الهويس في <2/> 214"; got != want {
		t.Errorf("the field has %q, want %q", got, want)
	}
	left, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`(() => { const f = document.querySelector(".field"); const r = document.createRange();
		const last = f.lastChild.nodeType === 3 ? f.lastChild : f.childNodes[f.childNodes.length - 2]; r.selectNodeContents(last);
		return r.getBoundingClientRect().right <= f.querySelector(".chip.empty").getBoundingClientRect().left + 1 })()`))
	if err != nil || !left {
		t.Errorf("digits that follow a code do not stand at its left: %v", err)
	}
	b.press(kb.Backspace)
	b.press(kb.Backspace)
	b.press(kb.Backspace)
	b.press(kb.Backspace)
	b.press(kb.Backspace) // the code goes whole
	if got, want := b.field(), "افتتحت <1>هيئة الميناء</1> الهويس في "; got != want {
		t.Errorf("after a deletion the field has %q, want %q", got, want)
	}
}

func TestEditorLosesNothing(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	first := b.current()
	b.write(" hoy mismo")
	// The tab dies before anything is confirmed.
	b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(b.base+editPath("es")))
	b.ready()
	b.at(first)
	if got := b.field(); got != lines[0].es+" hoy mismo" {
		t.Errorf("after a crash the field has %q", got)
	}
	b.away.Store(true)
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.wait(`document.querySelector("#editor").dataset.line === "away" && !document.querySelector("#editor .line").hidden`)
	b.write(" y más")
	second := b.current()
	b.away.Store(false)
	b.run(chromedp.Evaluate[chromedp.Void](`window.dispatchEvent(new Event("online"))`))
	b.confirmed(first)
	if got := h.targets[keyFor("es")][0].Text.Text(); got != lines[0].es+" hoy mismo" {
		t.Errorf("saved %q", got)
	}
	if first == second || !strings.HasSuffix(b.field(), " y más") {
		t.Errorf("what was typed while the server was away became %q", b.field())
	}
}

func TestEditorShowsAConflictWithAllTexts(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	id := l10n.SegmentID(b.current())
	b.write(" hoy")
	if _, err := h.editAs(context.WithoutCancel(b.ctx), l10n.Edit{Segment: id, Text: l10n.TextFragment("De otra persona"), Version: 1, By: "Luis"}); err != nil {
		t.Fatal(err)
	}
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.wait(`document.querySelector("li.trouble") !== null`)
	b.at(string(id))
	b.run(chromedp.WaitVisible(".fault .version"))
	if fault := b.text(".fault"); !strings.Contains(fault, "Luis") || !strings.Contains(fault, "persona") {
		t.Errorf("the conflict says %q", fault)
	}
	if got := b.field(); got != lines[0].es+" hoy" {
		t.Errorf("mine became %q", got)
	}
	b.shoot("editor-conflict")
	b.run(chromedp.Click(".fault button"))
	b.ready()
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.confirmed(string(id))
	if got := h.targets[keyFor("es")][0].Text.Text(); got != lines[0].es+" hoy" {
		t.Errorf("saved %q", got)
	}
}

func TestEditorLeavesInputMethodsAlone(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	first := b.current()
	b.press("a", chromedp.ModifierCtrl)
	b.press(kb.Delete)
	for _, s := range []string{"こ", "こう", "こうか"} {
		n := int64(len([]rune(s)))
		if _, err := chromedp.Call(b.ctx, input.ImeSetComposition, input.ImeSetCompositionParams{Text: s, SelectionStart: n, SelectionEnd: n}); err != nil {
			t.Fatal(err)
		}
	}
	if b.current() != first {
		t.Error("composing leads to another segment")
	}
	if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: "航海"}); err != nil {
		t.Fatal(err)
	}
	b.wait(`document.querySelector(".field").textContent === "航海"`)
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.confirmed(first)
	if got := h.targets[keyFor("es")][0].Text.Text(); got != "航海" {
		t.Errorf("saved %q", got)
	}
}
