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
		return chromedp.Run(ctx, chromedp.Evaluate[any](expression))
	})
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

const longPage = `<!doctype html><html lang="en"><head><title>Notice</title><meta name="description" content="About the lock."></head><body>
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
