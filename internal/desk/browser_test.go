package desk

import (
	"context"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// pictureDir makes the browser tests leave pictures of pages, for people to look at.
var pictureDir = flag.String("shots", "", "write screenshots to this directory")

type tab struct {
	*testing.T
	ctx  context.Context
	base string
}

func (b tab) run(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func (b tab) text(sel string) string {
	b.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.TextContent(sel))
	if err != nil {
		b.Fatalf("%s: %v", sel, err)
	}
	return s
}

// open opens a page in one of the desk's languages.
func (b tab) open(lang l10n.Locale, path string) {
	b.Helper()
	b.run(chromedp.Navigate(b.base + "/"))
	if got, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.documentElement.lang")); got != string(lang) {
		b.run(chromedp.Click(`.menu:last-child summary`), chromedp.Click(`button[name="language"][value="`+string(lang)+`"]`),
			chromedp.WaitVisible(`html[lang="`+string(lang)+`"] main`))
	}
	b.run(chromedp.Navigate(b.base + path))
}

func (b tab) shoot(name string) {
	b.Helper()
	if *pictureDir == "" {
		return
	}
	size, err := chromedp.Run(b.ctx,
		chromedp.Evaluate[[]int64]("[innerWidth, innerHeight, document.documentElement.scrollHeight]"))
	if err != nil {
		b.Fatal(err)
	}
	b.run(chromedp.EmulateViewport(size[0], size[2]))
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	b.run(chromedp.EmulateViewport(size[0], size[1]))
	if err == nil {
		err = os.WriteFile(filepath.Join(*pictureDir, name+".png"), png, 0o644)
	}
	if err != nil {
		b.Fatal(err)
	}
}

func open(t *testing.T, h *pipeline) tab {
	ctx := browsertest.Start(t)
	srv := httptest.NewServer(newDesk(t, h))
	t.Cleanup(srv.Close)
	b := tab{T: t, ctx: ctx, base: srv.URL}
	b.run(chromedp.EmulateViewport(1280, 900))
	return b
}

func TestBrowserEditsMeetsConflictAndApprovesInEnglish(t *testing.T) {
	h := fixture()
	b := open(t, h)
	b.open("en", "/t/"+string(statement)+"/es")
	area := `textarea[name="t.u1.1"]`
	b.run(chromedp.SendKeys(area, kb.End+" hoy"), chromedp.WaitVisible("#s-u1\\.1.unsaved"))
	b.run(chromedp.Click(`#s-u1\.1 .saves button`), chromedp.WaitVisible(".notice.good"))
	if got := h.targets[keyFor("es")][0]; got.Text.Text() != lines[0].es+" hoy" || got.Origin.By != "Ana" {
		t.Fatalf("saved %+v", got)
	}
	// Somebody else edits the same segment while the page is open.
	if _, err := h.editAs(b.ctx,
		l10n.Edit{Segment: "u1.1", Text: l10n.TextFragment("De otra persona"), Version: 2, By: "Luis"}); err != nil {
		t.Fatal(err)
	}
	b.run(chromedp.SendKeys(area, kb.End+" mismo"), chromedp.Click(`.save-all`), chromedp.WaitVisible(".fault"))
	if got := b.text(".fault .theirs"); got != "De otra persona" {
		t.Errorf("theirs = %q", got)
	}
	if got, _ := chromedp.Run(b.ctx, chromedp.Value(area)); got != lines[0].es+" hoy mismo" {
		t.Errorf("what was typed became %q", got)
	}
	b.shoot("conflict-en")
	b.run(chromedp.Click(`.save-all`), chromedp.WaitVisible(".notice.good"), chromedp.Click(`.bar-top button.primary`),
		chromedp.WaitVisible(".badge.s-published"))
	if d := h.decisions[keyFor("es")]; len(d) != 1 || d[0].Kind != l10n.Approve || d[0].By != "Ana" {
		t.Fatalf("decisions %+v", d)
	}
}

func TestBrowserKeys(t *testing.T) {
	h := fixture()
	b := open(t, h)
	b.open("ar", "/t/"+string(statement)+"/ar")
	focused := func() string {
		s, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.activeElement.name || ''"))
		return s
	}
	b.run(chromedp.WaitVisible("#keys"), chromedp.Focus(`textarea[name="t.u7.1"]`),
		chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(chromedp.ModifierAlt)))
	if got := focused(); got != "t.u8.1" {
		t.Errorf("Alt and arrow lead to %q", got)
	}
	b.run(chromedp.SendKeys(`textarea[name="t.u8.1"]`, "تبقى الرسوم كما هي."),
		chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.WaitVisible(".notice.good"),
		chromedp.WaitVisible(`textarea[name="t.u9.1"]:focus`))
	if got := h.targets[keyFor("ar")][7]; got.Text.Text() != "تبقى الرسوم كما هي." {
		t.Errorf("saved %+v", got)
	}
	b.run(chromedp.Clear(`textarea[name="t.u10.1"]`), chromedp.Click(`#s-u10\.1 .code`))
	if got, _ := chromedp.Run(b.ctx, chromedp.Value(`textarea[name="t.u10.1"]`)); got != lrm+"<1>"+lrm {
		t.Errorf("a click on a code inserts %q", got)
	}
}

func TestBrowserApprovesInArabic(t *testing.T) {
	h := fixture()
	b := open(t, h)
	b.open("ar", "/t/"+string(statement)+"/ar")
	got, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("getComputedStyle(document.body).direction"))
	if got != "rtl" {
		t.Errorf("the Arabic interface runs %s", got)
	}
	b.run(chromedp.WaitVisible(`.bar-top button.primary:disabled`)) // a segment is empty
	b.run(chromedp.SendKeys(`textarea[name="t.u8.1"]`, "تبقى الرسوم كما هي حتى نهاية العام."), chromedp.Click(`.save-all`),
		chromedp.WaitVisible(".notice.good"))
	b.run(chromedp.Click(`.bar-top button.primary:enabled`), chromedp.WaitVisible(`.steps li:nth-child(3).now`))
	if !strings.Contains(b.text(".notice.good"), "اعتُمدت الترجمة") {
		t.Errorf("no Arabic thanks: %q", b.text(".notice.good"))
	}
	if d := h.decisions[keyFor("ar")]; len(d) != 2 || d[1].Step != "review" {
		t.Fatalf("decisions %+v", d)
	}
}

func TestBrowserPreviewRunsNothing(t *testing.T) {
	b := open(t, fixture())
	b.run(chromedp.Navigate(b.base+"/t/"+string(statement)+"/ar/preview/page"), chromedp.WaitVisible("h1"))
	if got, _ := chromedp.Run(b.ctx, chromedp.Title()); got != "x" {
		t.Errorf("the preview ran a script: title %q", got)
	}
}

// TestBrowserNeverScrollsSideways opens the pages in both directions, at the widths of a phone and of a screen.
func TestBrowserNeverScrollsSideways(t *testing.T) {
	b := open(t, fixture())
	for _, width := range []int64{320, 1280} {
		b.run(chromedp.EmulateViewport(width, 800))
		for _, lang := range []l10n.Locale{"ar", "ru"} {
			for _, path := range []string{"/", "/t/" + string(statement) + "/ar", "/t/" + string(statement) + "/es",
				"/t/" + string(statement) + "/ar/preview", "/nowhere"} {
				b.open(lang, path)
				over, err := chromedp.Run(b.ctx,
					chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
				if err != nil || over > 0 {
					t.Errorf("%s in %s at %d px is %d px too wide (%v)", path, lang, width, over, err)
				}
			}
		}
	}
}

// TestPictures checks nothing: with -shots it leaves pictures of every page for a person to look at.
func TestPictures(t *testing.T) {
	if *pictureDir == "" {
		t.Skip("only with -shots DIR")
	}
	b := open(t, fixture())
	for _, dark := range []string{"light", "dark"} {
		for width, name := range map[int64]string{1280: "wide", 400: "narrow"} {
			b.run(chromedp.EmulateViewport(width, 900))
			if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: dark}}}); err != nil {
				t.Fatal(err)
			}
			for _, lang := range []l10n.Locale{"en", "ar"} {
				tag := string(lang) + "-" + name + "-" + dark
				b.open(lang, "/")
				b.shoot("queue-" + tag)
				b.open(lang, "/t/"+string(statement)+"/ar")
				b.shoot("translation-" + tag)
				b.open(lang, "/t/"+string(statement)+"/ar/preview")
				b.shoot("preview-" + tag)
			}
		}
	}
}

func TestBrowserShowsTextsOfPeople(t *testing.T) {
	h := fixture()
	h.addKeptTexts()
	b := open(t, h)
	for _, lang := range []l10n.Locale{"en", "ar"} {
		b.open(lang, "/t/"+string(statement)+"/es")
		b.run(chromedp.WaitVisible(".gone li"))
		b.shoot("kept-" + string(lang))
	}
	b.run(chromedp.Click(`button[value="take u6.1 0"]`), chromedp.WaitVisible("#s-u6\\.1.unsaved"))
	if got, _ := chromedp.Run(b.ctx, chromedp.Value(`textarea[name="t.u6.1"]`)); got != "Lo que <1>cambia</1>" {
		t.Errorf("taken: %q", got)
	}
}

// TestBrowserConfirmsByKeyboard confirms what is open without a mouse: Ctrl and Enter confirm a segment as it stands, or save
// what was typed and confirm that, and lead to the next open one, in a view of open ones too.
func TestBrowserConfirmsByKeyboard(t *testing.T) {
	h := judged()
	b := open(t, h)
	for lang, name := range map[l10n.Locale]string{"en": "", "ar": "-ar"} {
		b.open(lang, "/t/"+string(statement)+"/es")
		b.shoot("confirm" + name)
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}); err != nil {
		t.Fatal(err)
	}
	b.run(chromedp.EmulateViewport(360, 800))
	b.shoot("confirm-dark-360")
	over, err := chromedp.Run(b.ctx, chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
	if err != nil || over > 0 {
		t.Errorf("the page is %d px too wide (%v)", over, err)
	}
	b.run(chromedp.EmulateViewport(1280, 900))
	b.open("en", "/t/"+string(statement)+"/es?show=open")
	confirm := chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	b.run(chromedp.Focus(`textarea[name="t.u5.1"]`), confirm, chromedp.WaitVisible(`textarea[name="t.u6.1"]:focus`))
	if got, _ := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`!document.getElementById("s-u5.1")`)); !got {
		t.Error("a confirmed segment is among the open ones")
	}
	b.run(chromedp.SendKeys(`textarea[name="t.u6.1"]`, kb.End+" ahora"), chromedp.WaitVisible("#s-u6\\.1 .confirm .typed"), confirm,
		chromedp.WaitVisible(`textarea[name="t.u8.1"]:focus`))
	if got := h.targets[keyFor("es")][5]; got.Text.Text() != lines[5].es+" ahora" {
		t.Errorf("saved %+v", got)
	}
	// The classes are a list that opens by a key, of buttons that the key of tabs reaches.
	b.run(chromedp.Focus(".classes summary"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(`button[value="confirm-class all"]`),
		chromedp.Focus(`button[value="confirm-class all"]`))
	b.shoot("confirm-classes")
	b.run(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(`.bar-top button.primary:enabled`), chromedp.Focus(`.bar-top button.primary`),
		chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(".badge.s-published"))
	if w := h.words; len(w) != 3 || w[2].Class != l10n.ClassAll {
		t.Errorf("words %+v", w)
	}
}
