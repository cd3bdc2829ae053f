package e2e_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
)

// TestANewcomerApprovesAtTheDesk does what the demo asks of a newcomer: open the desk, look at a page that waits in
// Arabic, confirm its sentences, press Approve, and see it go live.
func TestANewcomerApprovesAtTheDesk(t *testing.T) {
	ctx := browsertest.Start(t)
	p := startDemo(t, "--dir", t.TempDir())
	site := strings.Fields(p.line(t, "Published site"))[2]
	desk := strings.Fields(p.line(t, "Desk"))[1]
	p.line(t, "pages wait in Arabic")
	row := `a[href*="opening-of-the-seventh-session"][href$="/ar/edit"]`
	if err := chromedp.Do(ctx,
		chromedp.EmulateViewport(1280, 900), chromedp.Navigate(desk), chromedp.Click(row),
		chromedp.WaitVisible(`.field[dir="rtl"]`), chromedp.WaitVisible(`button.approve:disabled`), chromedp.Click(`.bulk-menu summary`),
		chromedp.Click(`.bulk-menu [data-class="all"]`), chromedp.Click(`dialog.bulk button.primary`), chromedp.Click(`button.approve:enabled`),
		chromedp.WaitVisible(`.badge.s-published`),
	); err != nil {
		t.Fatal(err)
	}
	p.line(t, "^/news/opening-of-the-seventh-session.* ar published")
	live := strings.Replace(site, "/es/", "/ar/news/opening-of-the-seventh-session.html", 1)
	if err := chromedp.Do(ctx, chromedp.Navigate(live), chromedp.WaitVisible(`html[lang="ar"][dir="rtl"] main h1`)); err != nil {
		t.Fatal(err)
	}
	heading, err := chromedp.Run(ctx, chromedp.TextContent("main h1"))
	if err != nil || !strings.Contains(heading, "افتتاح") {
		t.Errorf("the Arabic page's heading is %q (%v)", heading, err)
	}
	if left, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`getComputedStyle(document.querySelector("main h1")).direction === "rtl"`)); err != nil || !left {
		t.Errorf("the heading does not run from right to left (%v)", err)
	}
}
