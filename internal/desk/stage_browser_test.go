package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// stageTab is a tab with the editor, and the frames that have shown the page in it.
type stageTab struct {
	tab
	frames map[target.ID]context.Context
}

// openStage opens a page's translation in the editor, and waits until the page is shown beside it.
func openStage(t *testing.T, s *shownPage, locale l10n.Locale) stageTab {
	t.Helper()
	if len(stageScript) == 0 {
		t.Skip("the editor has not been made: make web")
	}
	ctx := browsertest.Start(t)
	srv := httptest.NewServer(s.desk(t))
	t.Cleanup(srv.Close)
	b := stageTab{tab{T: t, ctx: ctx, base: srv.URL}, map[target.ID]context.Context{}}
	b.run(chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(b.base+"/t/"+string(statement)+"/"+string(locale)+"/edit"),
		chromedp.WaitVisible(".stage iframe"))
	b.until(`document.querySelector(".stage-status").hidden`, true)
	return b
}

// until waits until an expression of the editor's page is what is wanted.
func (b stageTab) until(expression string, want any) {
	b.Helper()
	b.wait(expression, want, func() (any, error) { return chromedp.Run(b.ctx, chromedp.Evaluate[any](expression)) })
}

// inPage waits until an expression of the page in the frame is what is wanted.
func (b stageTab) inPage(expression string, want any) {
	b.Helper()
	b.wait(expression, want, func() (any, error) {
		ctx, err := b.frame()
		if err != nil {
			return nil, err
		}
		return chromedp.Run(ctx, chromedp.Evaluate[any](expression, chromedp.EvalAwaitPromise))
	})
}

// value is what an expression of the editor's page gives.
func (b stageTab) value(expression string) string {
	b.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[any](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return fmt.Sprint(got)
}

func (b stageTab) wait(what string, want any, get func() (any, error)) {
	b.Helper()
	var got any
	var err error
	for range 200 {
		if got, err = get(); err == nil && fmt.Sprint(got) == fmt.Sprint(want) {
			return
		}
		select {
		case <-b.ctx.Done():
			b.Fatal(b.ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
	b.Fatalf("%s is %v, want %v (%v)", what, got, want, err)
}

// frame is the frame that shows the page. Chromium gives a frame without an origin a process of its own.
func (b stageTab) frame() (context.Context, error) {
	targets, err := chromedp.Targets(b.ctx)
	if err != nil {
		return nil, err
	}
	for _, info := range targets {
		if info.Type != "iframe" || !strings.Contains(info.URL, "/stage/page?") || strings.Contains(info.URL, "of=source") {
			continue
		}
		if b.frames[info.TargetID] == nil {
			ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(info.TargetID))
			b.Cleanup(cancel)
			b.frames[info.TargetID] = ctx
		}
		return b.frames[info.TargetID], nil
	}
	return nil, errors.New("the page is in no frame of its own")
}

// lit is the text that is lit up in the page.
const lit = `[...CSS.highlights.values()].flatMap(h => [...h]).map(r => r.toString()).join("|")`

const longPage = `<!doctype html><html lang="en"><head><title>Notice</title><meta name="description" content="About the lock."><style>p { line-height: 1 }</style></head><body>
<nav><a href="/a">Home</a> <a href="/b">News</a></nav><main><h1>The lock</h1><p>First paragraph. It has <b>two</b> sentences.</p>
<div style="height:3000px"></div><p>On <time datetime="2026-03-09">9 March 2026</time> the <a href="/c">last paragraph</a> was written.</p>
<img alt="A tug." width="40" height="40"><button style="width:70px;overflow:hidden;white-space:nowrap">Send</button></main></body></html>`

// TestBrowserStageFollows works with the page beside the list: what is open is lit up and in view, a click opens, and the
// page says what is typed.
func TestBrowserStageFollows(t *testing.T) {
	s := showPage(t, longPage, inSpanish)
	b := openStage(t, s, "es")
	open := func(words string) l10n.SegmentID {
		id := s.idOf(t, words)
		b.run(chromedp.Click(`.seg[data-id="` + string(id) + `"] .src`))
		return id
	}
	b.until(`[...document.querySelectorAll(".offpage li bdi")].map(e => e.textContent).join("|")`, "Es: Notice|Es: About the lock.")
	open("last paragraph")
	b.inPage(lit, "Es: On 9 de marzo de 2026 the last paragraph was written.")
	b.inPage(`scrollY > 500`, true)
	b.run(chromedp.KeyEvent(kb.End), chromedp.KeyEvent(" ¡Hoy <b>!"))
	b.inPage(`document.querySelectorAll("p")[1].textContent.endsWith("was written. ¡Hoy <b>!")`, true)
	b.inPage(`document.querySelectorAll("p")[1].querySelectorAll("a[href], time, b").length`, 2)
	b.inPage(`CSS.highlights.size`, 1)
	b.until(`document.activeElement.classList.contains("ProseMirror") || document.activeElement.isContentEditable`, true)
	// A click in the page opens its segment, and the cursor is in its field.
	b.run(chromedp.Evaluate[chromedp.Void]("void 0"))
	open("First")
	b.inPage(`scrollY < 100`, true)
	b.inPage(`document.querySelector("h1").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`, false)
	b.inPage(lit, "Es: The lock")
	b.until(`document.querySelector(".seg.current").dataset.id`, s.idOf(t, "The lock"))
	// A picture is lit up by its frame, and a link leads nowhere.
	open("tug")
	b.inPage(`getComputedStyle(document.querySelector("img")).outlineStyle`, "solid")
	b.inPage(`document.querySelector("nav a").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`, false)
	b.until(`document.querySelector(".seg.current").dataset.id`, s.idOf(t, "Home"))
	b.shoot("stage-below")
}

// TestBrowserStageTellsOfRoom holds that texts that lack room on the page are told, but those that lack it in the source too.
func TestBrowserStageTellsOfRoom(t *testing.T) {
	page := `<!doctype html><html lang="en"><head><title>T</title><style>button,td,h2,a.both{width:90px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;display:block}</style></head>` +
		`<body><button>Send</button><table><tr><td>Tolls</td></tr></table><a class="both" href="/x">A source that has no room itself</a><h2>Fine</h2><p>A paragraph goes on to the next line.</p></body></html>`
	s := showPage(t, page, func(_ l10n.Locale, seg l10n.Segment) l10n.Fragment {
		switch text := seg.Source.Text(); text {
		case "Send":
			return l10n.TextFragment("Enviar la solicitud")
		case "Tolls":
			return l10n.TextFragment("Derechos portuarios")
		case "Fine":
			return l10n.TextFragment("Bien")
		}
		return seg.Source
	})
	b := openStage(t, s, "es")
	b.until(`document.querySelector(".tight summary").textContent`, "2 texts lack room")
	b.run(chromedp.Click(".tight summary"))
	b.until(`[...document.querySelectorAll(".tight li bdi")].map(e => e.textContent).sort().join()`, "Derechos portuarios,Enviar la solicitud")
	b.shoot("stage-room")
	b.run(chromedp.Click(`.tight li:first-child button`))
	b.until(`/^Cut off by \d+ px \((button|table cell)\)$/.test(document.querySelector(".tight-here").textContent)`, true)
	// A shorter text has room, and the remark goes.
	b.run(chromedp.Click(`.seg[data-id="` + string(s.idOf(t, "Send")) + `"] .tgt`))
	b.run(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.KeyEvent("Enviar"))
	b.until(`document.querySelector(".tight summary").textContent`, "1 text lacks room")
	b.run(chromedp.KeyEvent(" la solicitud de acceso"))
	b.until(`document.querySelector(".tight summary").textContent`, "2 texts lack room")
	// The widths that are not shown are looked at when a person wants it.
	b.run(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".stage-bar > button")].find(e => e.textContent === "Check all widths").click()`))
	b.until(`["Phone: ", "Tablet: ", "Desktop: "].map(w => [...document.querySelectorAll(".tight .why")].filter(e => e.textContent.startsWith(w)).length).join()`, "2,2,2")
	b.until(`document.querySelectorAll("iframe.for-measure").length`, 1)
	b.until(`document.querySelector(".tight summary").textContent`, "2 texts lack room")
}

// TestBrowserStageFromRightToLeft works in Arabic, in an interface from right to left.
func TestBrowserStageFromRightToLeft(t *testing.T) {
	s := showPage(t, longPage, func(_ l10n.Locale, seg l10n.Segment) l10n.Fragment {
		return append(l10n.TextFragment("هاتف +49 30 1234567 الآن "), seg.Source...)
	})
	b := openStage(t, s, "ar")
	b.run(chromedp.Evaluate[chromedp.Void](`localStorage.setItem("dragoman.stage", JSON.stringify({place: "beside", width: "phone"}))`))
	b.open("ar", "/t/"+string(statement)+"/ar/edit")
	b.until(`document.querySelector(".stage-status")?.hidden`, true)
	b.inPage(`document.documentElement.dir + getComputedStyle(document.body).direction`, "rtlrtl")
	b.inPage(`innerWidth`, 390)
	b.until(`(() => { const s = document.querySelector(".stage").getBoundingClientRect(), w = document.querySelector(".work").getBoundingClientRect(); return s.right <= w.left + 1 })()`, true)
	b.run(chromedp.Click(`.seg[data-id="` + string(s.idOf(t, "First")) + `"] .src`))
	b.inPage(lit, "هاتف +49 30 1234567 الآن First paragraph.")
	b.inPage(`document.querySelector("p bdi[dir=ltr]").textContent`, "+49 30 1234567")
	b.run(chromedp.KeyEvent("نص"))
	b.inPage(`document.querySelector("p").textContent.includes("First paragraph.نص")`, true)
	b.inPage(`document.querySelector("p bdi[dir=ltr]")?.textContent`, "+49 30 1234567") // the server has said how it looks
	// A button's text is cut, a link of the menu goes over two lines; a font that is higher than its line is no fault.
	b.until(`[...document.querySelectorAll(".tight li bdi")].map(e => e.textContent).join("|")`, "هاتف +49 30 1234567 الآن Send|هاتف +49 30 1234567 الآن News")
	// The line between list and page is moved by keys, as the arrows point.
	b.run(chromedp.Focus(".split"))
	share := func() string { return b.value(`document.querySelector(".split").getAttribute("aria-valuenow")`) }
	before := share()
	b.run(chromedp.KeyEvent(kb.ArrowRight))
	b.until(`document.querySelector(".split").getAttribute("aria-valuenow") > `+before, true)
	b.shoot("stage-beside-ar")
}

// hostileStage is a page that does all that a page can to run something, to lead elsewhere, or to be mistaken for the editor.
const hostileStage = `<!doctype html><html lang="en" onclick="parent.ran=1"><head><title>T</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'none'; style-src 'none'"><meta http-equiv="refresh" content="0; url=/t/x/es">
<base href="https://evil.example/"><script>document.documentElement.id="ran"</script><script src="/static/desk.js"></script><script type="module">document.documentElement.id="ran"</script>
<script nonce="">document.documentElement.id="ran"</script><link rel="stylesheet" href="javascript:void(document.documentElement.id='ran')">
<style onload="document.documentElement.id='ran'">p{color:red}</style></head>
<body onload="document.documentElement.id='ran'" onpageshow="document.documentElement.id='ran'"><img name="createRange"><img name="documentElement" alt="x"><img name="currentScript"><form id="parent"><input name="parentNode"><input name="nodeType"></form>
<h1>The lock</h1><p onclick="document.documentElement.id='ran'">A text. <img src="x" onerror="document.documentElement.id='ran'"><a href="javascript:document.documentElement.id='ran'">Press me</a> <a href="https://evil.example/" target="_top">Leave</a></p>
<svg onload="document.documentElement.id='ran'"><script>document.documentElement.id="ran"</script><animate onbegin="document.documentElement.id='ran'" attributeName="x" dur="1s"/></svg>
<iframe srcdoc="<script>top.document.title='ran'</script>"></iframe><iframe src="/t/x/es"></iframe><object data="/t/x/es"></object><embed src="/t/x/es">
<details open ontoggle="document.documentElement.id='ran'"><summary>More</summary></details><form action="/language" method="post"><button name="language" value="ru">Go on</button></form>
<input autofocus onfocus="document.documentElement.id='ran'"><marquee onstart="document.documentElement.id='ran'">m</marquee><video src="x" onerror="document.documentElement.id='ran'"></video></body></html>`

// TestBrowserHostilePageDoesNothing shows a page that would take the desk over, if it could.
func TestBrowserHostilePageDoesNothing(t *testing.T) {
	t.Logf("attack: %d tries of a page in the frame", strings.Count(hostileStage, "ran"))
	s := showPage(t, hostileStage, inSpanish)
	b := openStage(t, s, "es")
	// All works for the person: the segment is lit up, the page follows, a click opens.
	b.run(chromedp.Click(`.seg[data-id="` + string(s.idOf(t, "The lock")) + `"] .src`))
	b.inPage(lit, "Es: The lock")
	b.run(chromedp.KeyEvent(`<img src=x onerror="document.documentElement.id='ran'">`))
	b.inPage(`document.querySelector("h1").textContent.includes("onerror")`, true)
	for _, press := range []string{"p a[href^=javascript]", "p a[target]", "form button", "summary", "p"} {
		b.inPage(`document.querySelector("`+press+`").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`, false)
	}
	b.until(`document.querySelector(".seg.current .src").textContent.includes("A text") || document.querySelector(".seg.current .src").textContent.includes("Press me") || document.querySelector(".seg.current .src").textContent.length > 0`, true)
	// Nothing of the page has run, it is where it was, without an origin, and the desk's page is as it was.
	b.inPage(`[document.querySelector("html").id, origin, document.querySelectorAll("h1 img").length, location.pathname.endsWith("/stage/page")].join()`, ",null,0,true")
	b.inPage(`(() => { try { return parent.document.title } catch (e) { return e.name } })()`, "SecurityError")
	b.inPage(`(() => { try { return String(localStorage) } catch (e) { return e.name } })()`, "SecurityError")
	b.until(`[typeof ran, document.title.includes("ran"), location.pathname].join()`, "undefined,false,/t/"+string(statement)+"/es/edit")
	b.inPage(`fetch("/api/v1/translations").then(() => "answered", e => e.name)`, "TypeError")
	// What anybody else says in the frame's name is not believed.
	b.run(chromedp.Click(`.seg[data-id="` + string(s.idOf(t, "The lock")) + `"] .src`))
	current := b.value(`document.querySelector(".seg.current").dataset.id`)
	other := string(s.idOf(t, "More"))
	b.inPage(`parent.postMessage({is: "clicked", segment: "`+other+`", marks: "guess"}, "*")`, nil)
	b.run(chromedp.Evaluate[chromedp.Void](`postMessage({is: "clicked", segment: "` + other + `", marks: new URL(document.querySelector(".stage iframe").src).searchParams.get("marks")}, "*")`))
	b.run(chromedp.Evaluate[chromedp.Void](`new Promise(r => setTimeout(r, 200)).then(() => undefined)`, chromedp.EvalAwaitPromise))
	b.until(`document.querySelector(".seg.current").dataset.id`, current)
}
