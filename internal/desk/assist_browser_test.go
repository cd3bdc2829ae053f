package desk

import (
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// openAssist opens the editor of a translation with all that stands at its side.
func openAssist(t *testing.T, language, locale l10n.Locale) (editorTab, *aside, *shouting) {
	t.Helper()
	h := fixture()
	o := options(t, h)
	said(t, h, &o)
	a, engine := withAssist(t, h, &o)
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(d)
	t.Cleanup(srv.Close)
	b := editorTab{tab{T: t, ctx: browsertest.Start(t), base: srv.URL}, &atomic.Bool{}}
	b.run(chromedp.EmulateViewport(1500, 1000))
	b.tab.open(language, editPath(locale))
	b.run(chromedp.WaitVisible(".side .part-matches"))
	b.ready()
	return b, a, engine
}

// heard waits until a live region has said something.
func (b editorTab) heard(words string) {
	b.Helper()
	b.wait(`[...document.querySelectorAll("[role=status], [role=alert]")].some((e) => e.textContent.includes(` + "`" + words + "`" + `))`)
}

// TestBrowserTakesWhatStandsAtTheSide writes a segment by what stands beside it: a match, a term, an engine's answer, an
// earlier version, all by keys; and undoes it.
func TestBrowserTakesWhatStandsAtTheSide(t *testing.T) {
	b, a, engine := openAssist(t, "en", "es")
	source := l10n.ParseFragment(lines[4].en).Hash()
	a.kept = []l10n.KeptText{{ID: "k1", Act: l10n.KeptWritten, SourceHash: source, Text: l10n.TextFragment("Costó 37 millones, lo suyo."), By: "eva", At: noon}}
	b.at("u5.1")
	b.wait(`document.querySelectorAll(".side .match").length === 2`)
	if got := b.text(".side .match ins"); !strings.HasSuffix(got, "37") {
		t.Errorf("the difference has %q", got)
	}
	if got := b.text(".side .match .meta"); !strings.Contains(got, "luis") || !strings.Contains(got, lines[0].en) {
		t.Errorf("the match is of %q", got)
	}
	b.press("2", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	b.heard("Taken over")
	if got := b.field(); got != "Costó 37 millones de coronas y tardó dos años." {
		t.Errorf("after the second match: %q", got)
	}
	b.press("z", chromedp.ModifierCtrl)
	if got := b.field(); got != lines[4].es {
		t.Errorf("taken back: %q", got)
	}
	// Terms: what is there is marked; what is missing a key inserts.
	if got := b.text(".side .term del bdi"); got != "croon" {
		t.Errorf("forbidden is %q", got)
	}
	b.press("a", chromedp.ModifierCtrl)
	b.write("Costó 37 millones de ")
	b.press("g", chromedp.ModifierAlt)
	b.heard("Inserted: corona")
	if got := b.field(); got != "Costó 37 millones de corona" {
		t.Errorf("after the term: %q", got)
	}
	b.wait(`document.querySelector(".side .term .word.preferred.there")`)
	// An engine is asked when a person wants it, and its answer is number 3.
	b.wait(`[...document.querySelectorAll(".side .engine-answer")].some((e) => e.textContent.includes("no access"))`)
	b.press("a", chromedp.ModifierAlt)
	b.heard("shout has answered")
	b.press("3", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	b.wait(`document.querySelector(".field").textContent.startsWith("IT COST 37")`)
	if n := engine.asked.Load(); n != 1 {
		t.Errorf("the engine was asked %d times", n)
	}
	// An earlier version comes back.
	b.run(chromedp.Evaluate[chromedp.Void](`document.querySelector(".side .part-history").open = true`), chromedp.WaitVisible(".side .stood .take"))
	b.run(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".side .stood")].find((e) => e.textContent.includes("eva")).querySelector(".take").click()`))
	b.heard("Restored")
	if got := b.field(); got != "Costó 37 millones, lo suyo." {
		t.Errorf("restored: %q", got)
	}
	// What is confirmed is what stands in the field.
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.confirmed("u5.1")
	if got := a.targets[keyFor("es")][4].Text.Text(); got != "Costó 37 millones, lo suyo." {
		t.Errorf("confirmed %q", got)
	}
}

// TestBrowserSearchesAndTalksAtTheSide looks a word up in the memory, comments with a mention, and settles it.
func TestBrowserSearchesAndTalksAtTheSide(t *testing.T) {
	b, a, _ := openAssist(t, "en", "es")
	b.at("u5.1")
	b.wait(`document.querySelectorAll(".side .match").length === 2`)
	b.press("a", chromedp.ModifierCtrl)
	b.write("tardó")
	b.press("a", chromedp.ModifierCtrl)
	b.press("k", chromedp.ModifierAlt)
	b.wait(`document.querySelector(".side .hit mark")?.textContent === "tardó"`)
	b.press(kb.Escape)
	b.ready()
	b.press("m", chromedp.ModifierAlt)
	b.wait(`document.activeElement.tagName === "TEXTAREA"`)
	b.write("Which crowns? @Luis")
	b.press(kb.Enter, chromedp.ModifierCtrl)
	b.wait(`document.querySelectorAll(".side .comment").length === 1`)
	b.wait(`document.querySelector('li[data-id="u5.1"] .state').textContent.includes("1")`)
	b.run(chromedp.Click(".side .part-talk .buttons button"))
	b.heard("Settled.")
	if a.targets[keyFor("es")][4].Text.Text() != lines[4].es {
		t.Error("a comment changed the text")
	}
	b.at("u6.1")
	b.wait(`document.querySelectorAll(".side .comment").length === 0`)
	b.wait(`document.querySelector(".side .part-matches .none")`)
	// The panel goes and comes by its key, and stays away.
	b.press("j", chromedp.ModifierAlt)
	b.wait(`document.querySelector(".side").contains(document.activeElement)`)
	b.press("j", chromedp.ModifierAlt)
	b.wait(`document.querySelector(".side").hidden`)
	b.ready()
	b.run(chromedp.Reload())
	b.ready()
	b.wait(`document.querySelector(".side").hidden`)
}

// TestBrowserOverrulesACheck overrules a remark by keys, and takes that back.
func TestBrowserOverrulesACheck(t *testing.T) {
	b, a, _ := openAssist(t, "en", "ar")
	b.at("u5.1")
	b.wait(`document.querySelectorAll("li.current .remark").length === 1`)
	b.press("o", chromedp.ModifierAlt)
	b.wait(`document.activeElement.tagName === "SELECT"`)
	b.run(chromedp.SetValue(".overruling select", string(l10n.ReasonStyle)), chromedp.Focus(".overruling input"))
	b.write("Western digits." + kb.Enter)
	b.heard("Overruled")
	b.wait(`document.querySelectorAll("li.current .remark").length === 0`)
	if g := a.targets[keyFor("ar")][4]; len(g.Dismissed) != 1 || g.Dismissed[0].Dismissed.Words != "Western digits." || g.Dismissed[0].Dismissed.Reason != l10n.ReasonStyle {
		t.Errorf("dismissed %+v", g.Dismissed)
	}
	b.run(chromedp.Click(".overruled button"))
	b.heard("stands again")
	b.wait(`document.querySelectorAll("li.current .remark").length === 1`)
	b.ready()
}
