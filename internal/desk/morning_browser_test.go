package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"net/http/httptest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// openPublishing opens the desk at which people start publications.
func openPublishing(t *testing.T, h *pipeline, f *fakePublisher) tab {
	ctx := browsertest.Start(t)
	srv := httptest.NewServer(publishingDesk(t, h, f))
	t.Cleanup(srv.Close)
	b := tab{T: t, ctx: ctx, base: srv.URL}
	b.run(chromedp.EmulateViewport(1280, 900))
	return b
}

// axe runs the checks of axe-core on the page that is open, where the packages of the desk's web code are installed.
func (b tab) axe(name string) {
	b.Helper()
	code, err := os.ReadFile(filepath.Join("web", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		return
	}
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](string(code)+"; axe.version")); err != nil {
		b.Fatal(err)
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`axe.run(document, {resultTypes: ["violations"]}).then(
		(r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ")).slice(0, 4).join(" | ")).join("\n"))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("axe on %s: %v", name, err)
	}
	if found != "" {
		b.Errorf("axe on %s: %s", name, found)
	}
}

// fits holds that the page is not wider than the window.
func (b tab) fits(name string) {
	b.Helper()
	over, err := chromedp.Run(b.ctx, chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
	if err != nil || over > 0 {
		b.Errorf("%s is %d px too wide (%v)", name, over, err)
	}
}

// at waits until the page that is open is one of those below an address.
func (b tab) at(path string) {
	b.Helper()
	b.until(`location.pathname.startsWith("` + path + `")`)
}

// until waits until a page that is whole fits a condition of JavaScript, whatever pages come before it.
func (b tab) until(condition string) {
	b.Helper()
	for range 200 {
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && Boolean(`+condition+`)`)); err == nil && ok {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	where, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`location.pathname`))
	b.Fatalf("%s never came; the window shows %s", condition, where)
}

// TestBrowserAnEditorsMorning starts a publication, looks at the run and the site, holds a page with a reason, and goes on to
// the queue, by keyboard where that is quicker; and looks at each page with axe, in both directions, dark and narrow.
func TestBrowserAnEditorsMorning(t *testing.T) {
	h, f := fixture(), &fakePublisher{}
	h.translations[keyFor("ar")].Assignee = ""
	b := openPublishing(t, h, f)
	b.open("en", "/")
	b.run(chromedp.WaitVisible("#queue"))
	b.axe("the queue")
	b.run(chromedp.Focus("#queue h3 a"), chromedp.KeyEvent(kb.ArrowDown)) // the Spanish one waits longer
	if at, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.activeElement.closest('li').id")); !strings.HasSuffix(at, "-ar") {
		t.Errorf("the arrow leads to %q", at)
	}
	b.run(chromedp.Click("a.button"), chromedp.WaitVisible("#pages"), chromedp.SendKeys("#pages", "https://x.test/a"),
		chromedp.Click(`input[name=locale][value=es]`), chromedp.Click(`button[value=estimate]`), chromedp.WaitVisible(".estimate"))
	b.axe("the estimate")
	b.shoot("start-en")
	b.run(chromedp.Click(`button[value=start]`))
	b.at("/runs/")
	if len(f.started) != 1 || f.started[0].Locales[0] != "es" {
		t.Fatalf("started %+v", f.started)
	}
	b.run(chromedp.Navigate(b.base+"/sites/news"), chromedp.WaitVisible(".matrix"))
	b.axe("a site")
	b.run(chromedp.Click("td.st-people .ways-out summary"), chromedp.WaitVisible("td.st-people .ways-out[open] button"))
	b.axe("what to do with a page")
	b.run(chromedp.SendKeys("td.st-people .ways-out[open] input[name=comment]", "Not before the vote."), chromedp.Click(`td.st-people .ways-out[open] button[value^=hold]`))
	b.until(`document.querySelector(".notice.good") && !document.querySelector(".ways-out[open]")`)
	// A key opens the first translation of the queue, and from a translation's page the next one.
	next := chromedp.KeyEvent(kb.PageDown, chromedp.KeyModifiers(chromedp.ModifierAlt))
	b.run(chromedp.Navigate(b.base + "/"))
	b.until(`document.querySelector("#queue")`)
	b.run(next)
	b.at("/t/" + string(statement) + "/es")
	b.run(chromedp.Navigate(b.base + esPage))
	b.until(`document.querySelector("a[data-next]")`)
	b.run(next)
	b.at("/t/" + string(statement) + "/ar")
	for _, look := range []struct {
		lang   l10n.Locale
		scheme string
		width  int64
	}{{"en", "dark", 1280}, {"ar", "light", 1280}, {"ar", "dark", 360}, {"ru", "light", 360}} {
		b.run(chromedp.EmulateViewport(look.width, 900))
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}}); err != nil {
			t.Fatal(err)
		}
		for page, path := range map[string]string{"queue": "/", "runs": "/runs", "run": runPage, "sites": "/sites", "site": "/sites/news", "publish": "/publish"} {
			b.open(look.lang, path)
			name := page + "-" + string(look.lang) + "-" + look.scheme
			b.fits(name)
			b.axe(name)
			b.shoot("morning-" + name)
		}
	}
}
