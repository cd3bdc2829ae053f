package e2e_test

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// exampleSite is the demo's source, with an advertisement that no reader would call content, and a typo.
func exampleSite(t *testing.T, own func() string) map[string]string {
	t.Helper()
	pages := map[string]string{}
	err := fs.WalkDir(examples.FS, "site", func(name string, d fs.DirEntry, err error) error {
		if ext := path.Ext(name); err == nil && (ext == ".html" || ext == ".xml") {
			b, err := fs.ReadFile(examples.FS, name)
			if err != nil {
				return err
			}
			pages[strings.TrimPrefix(name, "site/")] = string(b)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range pages {
		text = strings.ReplaceAll(text, "http://site.example", own())
		pages[name] = strings.Replace(text, "</body>", `<aside class="ad" data-nonce="1"><a href="/ad?n=1">Buy a boat</a></aside></body>`, 1)
	}
	pages[funding] = strings.Replace(pages[funding], "The pledges were announced", "The pledges were anounced", 1)
	pages[""] = pages["index.html"]
	return pages
}

const (
	opening  = "news/opening-of-the-seventh-session.html"
	funding  = "news/tidal-watch-funding.html"
	workshop = "news/workshop-reading-tide-gauges.html"
	meeting  = "news/interview-mireille-castang.html"
)

// followed is one edit of the source and what is expected of it; the counts are of one locale.
type followed struct {
	name    string
	edit    func(map[string]string)
	declare bool // an editor says that the meaning is the same

	new, changed, removed int
	sent                  int // texts, to the engine
	asked                 int // documents that people look at
	look                  int // segments that they look at, at most
}

func replace(page, old, now string) func(map[string]string) {
	return func(p map[string]string) {
		if !strings.Contains(p[page], old) {
			panic(fmt.Sprintf("%s has no %q", page, old))
		}
		p[page] = strings.Replace(p[page], old, now, 1)
		p[""] = p["index.html"]
	}
}

// cut takes the text between two marks out of a page, the first included.
func cut(page string, from, to string) (rest, out string) {
	i := strings.Index(page, from)
	j := i + strings.Index(page[i:], to)
	return page[:i] + page[j:], page[i:j]
}

func everywhere(old, now string) func(map[string]string) {
	return func(p map[string]string) {
		for name := range p {
			p[name] = strings.ReplaceAll(p[name], old, now)
		}
	}
}

var edits = []followed{
	{name: "a sentence changed", edit: replace(opening, "It is the first time that they have had seats of their own in this hall, and I hope that it will not be the last.",
		"May they come back often, and may they one day sit where you are sitting."), changed: 1, sent: 1, asked: 1, look: 1},
	{name: "a paragraph moved", edit: func(p map[string]string) {
		rest, out := cut(p[opening], "<p>An estuary is a place of arrival.", "<p>Forty years ago")
		p[opening] = strings.Replace(rest, "<p>I ask you to be brief", out+"<p>I ask you to be brief", 1)
	}, changed: 1},
	{name: "a page renamed", edit: func(p map[string]string) {
		p["news/gauges.html"] = p[workshop]
		delete(p, workshop)
		p["sitemap.xml"] = strings.Replace(p["sitemap.xml"], workshop, "news/gauges.html", 1)
		p["feed.xml"] = strings.ReplaceAll(p["feed.xml"], workshop, "news/gauges.html")
	}, new: 1, removed: 1},
	{name: "a page removed", edit: func(p map[string]string) { delete(p, meeting) }, removed: 1},
	{name: "a feed item added", edit: func(p map[string]string) {
		p["news/ferry.html"] = strings.Replace(strings.Replace(page, "Statement", "Ferry", 1), "the session is open", "a ferry will run", 1)
		p["feed.xml"] = strings.Replace(p["feed.xml"], "<entry>", `<entry><id>ferry</id><title>Ferry</title><link rel="alternate" href="/news/ferry.html"/></entry><entry>`, 1)
	}, new: 1, sent: 5, asked: 1, look: 5},
	{name: "an advertisement changed", edit: everywhere(`data-nonce="1"><a href="/ad?n=1">Buy a boat`, `data-nonce="2"><a href="/ad?n=2">Rent a boat`)},
	{name: "a typo mended", edit: replace(funding, "The pledges were anounced", "The pledges were announced"), declare: true, changed: 1, asked: 1, look: 1},
	{name: "a figure changed", edit: replace(funding, "Of the 46 member States, 31", "Of the 46 member States, 33"), changed: 1, asked: 1, look: 1},
	{name: "a link changed", edit: replace(funding, `<a href="opening-of-the-seventh-session.html">available`, `<a href="opening-of-the-seventh-session.html#note-1">available`), changed: 1},
	{name: "a page split", edit: func(p map[string]string) {
		rest, out := cut(p[opening], `<section class="speech" id="taliva">`, `<section class="notes"`)
		p[opening] = rest
		p["news/taliva.html"] = `<!DOCTYPE html><html lang="en"><head><title>Statement of the Taliva Islands</title></head><body><main>` + out + `</main></body></html>`
		p["sitemap.xml"] = strings.Replace(p["sitemap.xml"], "</urlset>", "<url><loc>/news/taliva.html</loc></url></urlset>", 1)
	}, new: 1, changed: 1, sent: 1, asked: 1, look: 30},
	{name: "an attribute's text changed", edit: replace(funding, `<img src="../assets/tide-gauge.svg" alt="A tide gauge on a wooden post, with a scale in centimetres, a solar panel and an antenna"`,
		`<img src="../assets/tide-gauge.svg" alt="Somebody reads the water's height"`), changed: 1, sent: 1, asked: 1, look: 1},
	{name: "the order of the sitemap changed", edit: func(p map[string]string) {
		rest, out := cut(p["sitemap.xml"], "  <url><loc>", "\n  <url><loc>")
		p["sitemap.xml"] = strings.Replace(rest, "</urlset>", out+"\n</urlset>", 1)
	}},
}

// TestTwelveEdits edits the example site in twelve ways, one after the other, and counts what each costs.
func TestTwelveEdits(t *testing.T) {
	h := newHouse(t, map[string]string{})
	h.edit(exampleSite(t, func() string { return h.source.URL }))
	p := h.plan(nil, "es", "fr")
	p.Sitemap, p.Feed, p.Root = h.source.URL+"/sitemap.xml", h.source.URL+"/feed.xml", "main"
	h.watch(p, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchPublish, Removed: l10n.WatchUnpublish})
	first := h.look("test")
	if first.New != 5 {
		t.Fatalf("%+v", first)
	}
	all := h.settle(first, len(p.Locales), false)
	t.Logf("| Edit | New | Changed | Removed | Segments | Sent | Characters | Saved | Approvals kept | Looked at |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n%s", all.row("at first", first))
	for _, e := range edits {
		h.editing.Lock()
		e.edit(h.pages)
		h.editing.Unlock()
		l := h.look("test")
		got := h.settle(l, len(p.Locales), e.declare)
		t.Log(got.row(e.name, l))
		if l.New != e.new || l.Changed != e.changed || l.Removed != e.removed || len(l.Troubles) > 0 {
			t.Errorf("%s: %+v", e.name, l)
		}
		if got.sent > e.sent*len(p.Locales) || got.asked != e.asked*len(p.Locales) || got.look > e.look*len(p.Locales) {
			t.Errorf("%s: %+v", e.name, got)
		}
		if l.Started != e.new+e.changed || l.Unpublished != e.removed {
			t.Errorf("%s: %+v", e.name, l)
		}
		if again := h.look("test"); again.Found() {
			t.Errorf("%s is found again: %+v", e.name, again)
		}
	}
	h.checkMeaning(p, funding)
}

// cost is what a run did, in all its locales.
type cost struct {
	segments, sent, characters, saved, kept int
	asked                                   int // translations that people looked at
	look                                    int // segments that had to be looked at
}

func (c cost) row(name string, l l10n.Look) string {
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d |", name, l.New, l.Changed, l.Removed, c.segments, c.sent, c.characters, c.saved, c.kept, c.look)
}

// settle has people approve what a look's run lays before them, and counts.
func (h *house) settle(l l10n.Look, locales int, declare bool) cost {
	h.t.Helper()
	var c cost
	if l.Run == "" {
		return c
	}
	for _, tr := range h.settled(l.Run, l.Started*locales) {
		g := tr.Progress
		c.segments, c.sent, c.characters, c.saved, c.kept = c.segments+g.Segments, c.sent+g.Sent, c.characters+g.Characters, c.saved+g.Saved, c.kept+g.Approved
		if tr.Step == "" {
			continue
		}
		c.asked++
		c.look += g.Segments - g.Approved
		d := approve("review", "maria")
		if declare {
			d = l10n.Decision{ID: client.NewID(), Kind: l10n.Declare, Step: "review", By: "ivan"}
		}
		if err := h.decide(tr.TranslationKey, d); err != nil && !errors.Is(err, l10n.ErrNotFound) {
			h.t.Fatal(err)
		}
	}
	if r := h.ended(l.Run); r.Status != l10n.RunCompleted {
		h.t.Errorf("%+v", r)
	}
	return c
}

// checkMeaning holds that the manifest says who declared the typo mended, and who approved the sentence before.
func (h *house) checkMeaning(p l10n.Plan, page string) {
	h.t.Helper()
	pub, err := h.app.Site.Destinations["public"].Publisher.Current(h.t.Context(), h.key(page, "es").Document)
	h.must(err)
	for _, l := range pub.Locales {
		declared := 0
		for _, s := range l.Segments {
			if len(s.Signed) != 1 || s.Signed[0].By != "maria" {
				h.t.Errorf("%s %s was signed by %+v", l.Locale, s.Segment, s.Signed)
			}
			if m := s.SameAs; m != nil {
				if declared++; m.By != "ivan" || m.New != s.SourceHash || m.Old == m.New {
					h.t.Errorf("%s: %+v", s.Segment, m)
				}
			}
		}
		if declared != 1 {
			h.t.Errorf("%s: %d segments stand by a declaration", l.Locale, declared)
		}
	}
}
