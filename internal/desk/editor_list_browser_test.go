package desk

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// shown lists the numbers of the segments that the list shows.
func (b editorTab) shown() []string {
	b.Helper()
	all, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`[...document.querySelectorAll(".list li.seg")].map((li) => li.dataset.id)`))
	if err != nil {
		b.Fatal(err)
	}
	return all
}

func (b editorTab) bool(js string) bool {
	b.Helper()
	ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](js))
	if err != nil {
		b.Fatalf("%s: %v", js, err)
	}
	return ok
}

// TestEditorFilterStaysUntilItIsAskedAgain holds that what a filter shows does not move when a segment is confirmed.
func TestEditorFilterStaysUntilItIsAskedAgain(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	b.press("s", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	b.wait(`document.activeElement.id === "find"`)
	b.write("state:op")
	b.wait(`document.querySelectorAll(".suggestions [role=option]").length === 1`)
	b.press(kb.ArrowDown)
	b.press(kb.Enter)
	b.write("-source:lock")
	b.press(kb.Enter)
	if !b.bool(`document.activeElement.id === "find"`) {
		t.Error("who filters is taken away from the filter")
	}
	b.press(kb.Enter) // once more goes to the first that fits
	b.ready()
	before := b.shown()
	if len(before) == 0 || len(before) >= len(lines) {
		t.Fatalf("the filter shows %v", before)
	}
	first := b.current()
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.confirmed(first)
	b.wait(`!document.querySelector(".find .again").hidden`)
	if now := b.shown(); !slices.Equal(now, before) {
		t.Errorf("the list went from %v to %v by itself", before, now)
	}
	if !b.bool(`new URLSearchParams(location.search).get("q") === "state:open -source:lock"`) {
		t.Error("the filter is not in the address")
	}
	b.run(chromedp.Click(".find .again"))
	b.wait(`document.querySelectorAll(".list li.seg").length === ` + string(rune('0'+len(before)-1)))
	if slices.Contains(b.shown(), first) {
		t.Error("asked again, the list shows what is confirmed")
	}
	b.run(chromedp.Focus("#find"), chromedp.Evaluate[chromedp.Void](`document.getElementById("find").select()`))
	b.write("sorce:lock")
	b.press(kb.Enter)
	b.wait(`document.querySelector("#find-fault").textContent.includes("source") && document.querySelector("#find").getAttribute("aria-invalid") === "true"`)
}

// TestEditorReplacesAndTakesItBack holds that each change is shown first, that one can be left out, and that one undo takes
// back all.
func TestEditorReplacesAndTakesItBack(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	texts := func() map[string]string {
		m, err := chromedp.Run(b.ctx, chromedp.Evaluate[map[string]string](`Object.fromEntries([...document.querySelectorAll(".list li.seg .tgt")].map((e) => [e.parentElement.dataset.id, e.textContent]))`))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	before := texts()
	b.press("e", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	b.wait(`document.activeElement.id === "replace-find"`)
	b.write("de")
	b.press(kb.Tab)
	b.write("DE")
	b.wait(`document.querySelectorAll(".changes li").length > 1 && document.querySelector(".changes ins")`)
	changes, _ := chromedp.Run(b.ctx, chromedp.Evaluate[int](`document.querySelectorAll(".changes li").length`))
	b.run(chromedp.Click(".changes li:first-child input"), chromedp.Click(".replace .foot .primary"))
	b.wait(`!document.querySelector("dialog")`)
	typed := b.bool(`document.querySelectorAll(".list li.mark-typed").length === ` + string(rune('0'+changes-1)))
	if !typed {
		t.Errorf("not all but one of %d changes are made", changes)
	}
	b.ready()
	b.press("z", chromedp.ModifierCtrl)
	b.wait(`document.querySelectorAll(".list li.mark-typed").length === 0`)
	for id, text := range texts() {
		if text != before[id] {
			t.Errorf("%s: %q became %q", id, before[id], text)
		}
	}
}

// TestEditorConfirmsAClass holds that the editor says what it confirms at once, and leaves out what has remarks.
func TestEditorConfirmsAClass(t *testing.T) {
	h := judged()
	b := openEditor(t, h, "es")
	b.press("b", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	b.run(chromedp.WaitVisible(`.bulk-menu [data-class="all"]`), chromedp.Click(`.bulk-menu [data-class="all"]`), chromedp.WaitVisible("dialog.bulk .says"))
	b.shoot("editor-bulk")
	takes, _ := chromedp.Run(b.ctx, chromedp.Evaluate[[]int](`document.querySelector("dialog.bulk .says").textContent.match(/\d+/g).map(Number)`))
	if len(takes) != 2 || takes[0] == 0 || takes[0] >= takes[1] {
		t.Fatalf("it takes in %v", takes)
	}
	b.press(kb.Enter)
	b.wait(`!document.querySelector("dialog")`)
	if w := h.words[len(h.words)-1]; w.Class != l10n.ClassAll || len(w.Leave) != takes[1]-takes[0] {
		t.Errorf("said %+v, and %v", w, takes)
	}
}

// TestEditorRanges holds that a range is chosen by keys, and that its sources are copied by one act.
func TestEditorRanges(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	b.at("u4.1")
	b.press(kb.ArrowDown, chromedp.ModifierAlt, chromedp.ModifierShift)
	b.press(kb.ArrowDown, chromedp.ModifierAlt, chromedp.ModifierShift)
	b.wait(`document.querySelectorAll("li[data-chosen]").length === 3 && !document.querySelector(".rangebar").hidden`)
	b.run(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".rangebar button")].find((x) => x.textContent === "Copy the sources").click()`))
	b.wait(`document.querySelectorAll("li.mark-typed").length === 3`)
	b.run(chromedp.Evaluate[chromedp.Void](`document.querySelector("li.current .field").focus()`))
	b.press("z", chromedp.ModifierCtrl)
	b.wait(`document.querySelectorAll("li.mark-typed").length === 0`)
	b.press(kb.Escape)
	b.wait(`document.querySelector(".rangebar").hidden`)
}

// TestEditorKeysOfAPerson holds that the sheet finds a command, gives it a key, refuses a browser's, and keeps it.
func TestEditorKeysOfAPerson(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	b.press("h", chromedp.ModifierAlt)
	b.run(chromedp.WaitVisible("dialog.keys"))
	b.write("copy the source")
	b.wait(`document.querySelectorAll("dialog.keys li").length === 2`)
	b.run(chromedp.Click(`[data-command="copySource"] .change`))
	b.press("w", chromedp.ModifierCtrl)
	b.wait(`document.querySelector("dialog.keys .says").textContent.includes("belongs to the browser")`)
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.wait(`document.querySelector("dialog.keys .says").textContent.includes("is the key of")`)
	b.press("x", chromedp.ModifierAlt)
	b.wait(`document.querySelector('[data-command="copySource"] kbd').textContent === "Alt+X"`)
	b.press(kb.Escape)
	b.wait(`!document.querySelector("dialog")`)
	b.run(chromedp.Reload())
	b.ready()
	b.at("u4.1")
	b.press("x", chromedp.ModifierAlt)
	b.wait(`document.querySelector('li[data-id="u4.1"]').classList.contains("mark-typed")`)
	if got := b.field(); got != l10n.ParseFragment(lines[3].en).String() {
		t.Errorf("the key put in %q", got)
	}
}

// TestEditorReviewByLetters holds that letters confirm, ask for a change and move, and are letters again after Escape.
func TestEditorReviewByLetters(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	b.press("v", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	b.wait(`document.activeElement.classList.contains("modebar")`)
	first := b.current()
	b.press("a")
	b.confirmed(first)
	second := b.current()
	b.press("r")
	b.run(chromedp.WaitVisible("dialog.request textarea"))
	b.write("Say hoy.")
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.wait(`!document.querySelector("dialog") && document.activeElement.classList.contains("modebar")`)
	if w := h.words[len(h.words)-1]; w.Outcome != l10n.Changes || !strings.HasSuffix(w.Comment, "Say hoy.") || w.Segments[l10n.SegmentID(second)] == 0 {
		t.Errorf("said %+v", w)
	}
	third := b.current()
	b.press(" ")
	if b.current() == third || b.bool(`document.querySelector('li[data-id="`+third+`"]').classList.contains("stand-confirmed")`) {
		t.Error("space does not skip")
	}
	b.press("c")
	b.ready()
	b.write("a")
	if b.bool(`document.querySelector("li.current").classList.contains("stand-confirmed")`) {
		t.Error("a letter in the field confirms")
	}
	b.press(kb.Escape)
	b.press(kb.Escape)
	b.wait(`document.querySelector(".modebar").hidden && document.activeElement.classList.contains("field")`)
}

// TestEditorShowsOthers holds that one sees where somebody else is, and what they save.
func TestEditorShowsOthers(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	luis := &visitor{T: t, client: &http.Client{Jar: jar}, base: b.base, lang: "en"}
	luis.post("/name", url.Values{"name": {"Luis"}}).want(200, ".me", "Luis")
	b.wait(`performance.getEntriesByType("resource").some((r) => r.name.endsWith("/presence"))`) // the editor listens by then
	luis.request("POST", apiES+"/presence", `{"segment":"u5.1","typing":true}`)
	b.wait(`document.querySelector(".also button")?.textContent.includes("Luis")`)
	b.wait(`document.querySelector('li[data-id="u5.1"] .badge.typing .word')?.textContent === "Luis is writing here"`)
	ask[l10n.Target](luis, "PUT", apiES+"/segments/u5.1", `{"text":"Costó 37 millones a Luis.","version":1}`)
	b.wait(`document.querySelector('li[data-id="u5.1"] .tgt').textContent === "Costó 37 millones a Luis."`)
	luis.request("POST", apiES+"/presence", `{"segment":""}`)
	b.wait(`document.querySelector(".also").hidden && !document.querySelector('li[data-id="u5.1"] .badge.typing')`)
	ask[l10n.Decision](luis, "POST", apiES+"/decisions", `{"id":"give-1","kind":"reassign","step":"review","to":"Ana","comment":"Mind the date."}`)
	b.wait(`document.querySelector(".message blockquote")?.textContent === "Mind the date." && document.querySelector(".whose").textContent === "Yours"`)
}
