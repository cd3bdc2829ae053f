package desk

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestEditorWithAxe looks at the editor with axe in its states: open, with a remark, with a range, a mistaken filter, dialogs, the
// review by letters; in both directions, dark and narrow.
func TestEditorWithAxe(t *testing.T) {
	for _, lang := range []l10n.Locale{"en", "ar"} {
		h := judged()
		h.targets[keyFor("ar")][7].Text = nil
		b := openEditor(t, h, "ar")
		if lang == "ar" {
			b.tab.open("ar", editPath("ar"))
			b.ready()
		}
		look := func(state string) {
			b.axe("the editor in " + string(lang) + ", " + state)
			b.shoot("editor-" + string(lang) + "-" + state)
		}
		look("open")
		b.at("u8.1")
		look("empty")
		b.press(kb.ArrowDown, chromedp.ModifierAlt, chromedp.ModifierShift)
		look("range")
		b.press(kb.Escape)
		b.run(chromedp.Focus("#find"))
		b.write("(state:opne")
		b.press(kb.Enter)
		b.wait(`!document.querySelector("#find-fault").hidden`)
		look("filter-error")
		b.run(chromedp.Evaluate[chromedp.Void](`document.querySelector("#find").value = ""; document.querySelector("li.current .field").focus()`))
		for name, key := range map[string]string{"replace": "e", "signs": "m"} {
			b.press(key, chromedp.ModifierCtrl, chromedp.ModifierAlt)
			b.run(chromedp.WaitVisible("dialog"))
			look(name)
			b.press(kb.Escape)
			b.wait(`!document.querySelector("dialog")`)
		}
		b.press("h", chromedp.ModifierAlt)
		b.run(chromedp.WaitVisible("dialog.keys"))
		look("keys")
		b.press(kb.Escape)
		b.wait(`!document.querySelector("dialog")`)
		b.press("v", chromedp.ModifierCtrl, chromedp.ModifierAlt)
		b.wait(`!document.querySelector(".modebar").hidden`)
		look("review")
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}); err != nil {
			t.Fatal(err)
		}
		b.run(chromedp.EmulateViewport(360, 780))
		look("review-dark-360")
		if over, _ := chromedp.Run(b.ctx, chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth")); over > 0 {
			t.Errorf("the editor is %d px too wide", over)
		}
	}
}
