package e2e_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	sdk "go.temporal.io/sdk/client"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// edit changes pages of the source; an empty text takes one away.
func (h *house) edit(pages map[string]string) {
	h.editing.Lock()
	defer h.editing.Unlock()
	for name, text := range pages {
		if h.pages[name] = text; text == "" {
			delete(h.pages, name)
		}
	}
}

// watch writes down that the source is watched.
func (h *house) watch(p l10n.Plan, rules l10n.WatchRules) l10n.Watch {
	h.t.Helper()
	b, err := json.Marshal(p)
	h.must(err)
	ref, err := h.store.PutOwn(h.t.Context(), b)
	h.must(err)
	w := l10n.Watch{Site: p.Site, Plan: ref, Rules: rules, Every: time.Hour, By: "editor"}
	h.must(h.activities.Watch.Set(h.t.Context(), w))
	return w
}

// watchPlanner makes the same watch of every request.
type watchPlanner struct {
	watch l10n.Watch
	plan  l10n.Plan
}

func (p watchPlanner) Watch(l10n.WatchRequest) (l10n.Watch, l10n.Plan, error) {
	return p.watch, p.plan, nil
}

// look looks at the source once, as the schedule does.
func (h *house) look(site l10n.SiteName) l10n.Look {
	h.t.Helper()
	h.looked = workflows.WatchID(site) + "-" + client.NewID()
	_, err := h.sdk.ExecuteWorkflow(h.t.Context(), sdk.StartWorkflowOptions{ID: h.looked, TaskQueue: queue},
		workflows.WatchSite, workflows.WatchInput{Site: site})
	h.must(err)
	return h.lookAfter(site)
}

// lookAfter waits for the next look that comes into the records.
func (h *house) lookAfter(site l10n.SiteName) l10n.Look {
	h.t.Helper()
	var out l10n.Look
	h.until("the look is noted", func() bool {
		looks, err := h.store.Looks(h.t.Context(), site, 500)
		h.must(err)
		if len(looks) <= h.looks {
			return false
		}
		out, h.looks = looks[0], len(looks)
		return true
	})
	return out
}

// settled waits until a run's documents have all ended or wait for people, and returns their translations.
func (h *house) settled(run l10n.RunID, documents int) []l10n.Translation {
	h.t.Helper()
	var ts []l10n.Translation
	h.until(fmt.Sprintf("run %s has settled", run), func() bool {
		var err error
		ts, err = h.store.Translations(h.t.Context(), l10n.TranslationFilter{Run: run})
		h.must(err)
		for _, t := range ts {
			if !t.Stage.Ended() && t.Step == "" {
				return false
			}
		}
		return len(ts) == documents
	})
	return ts
}

func TestASourceIsWatched(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other})
	list := func(names ...string) map[string]string {
		text := ""
		for _, n := range names {
			text += h.source.URL + "/" + n + "\n"
		}
		return map[string]string{"list.xml": text}
	}
	h.edit(list("statement.html", "other.html"))
	p := h.plan(nil, "es")
	p.Sitemap = h.source.URL + "/list.xml"
	w := h.watch(p, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchAsk, Removed: l10n.WatchUnpublish})
	h.app.Activities.Watch.Planner = watchPlanner{w, p}
	_, err := h.client.Watch(t.Context(), l10n.WatchRequest{Site: "test", By: "editor"}, "http://desk.test")
	h.must(err)
	first := h.lookAfter("test")
	if first.New != 2 || first.Started != 2 || first.Run == "" {
		t.Fatalf("the first look: %+v", first)
	}
	for _, name := range []string{"statement.html", "other.html"} {
		h.must(h.decide(h.key(name, "es"), approve("review", "maria")))
	}
	if r := h.ended(first.Run); r.Status != l10n.RunCompleted || r.Reason != "2 new" {
		t.Fatalf("%+v", r)
	}
	h.must(h.client.PauseWatch(t.Context(), "test", true, "maria"))
	if s, err := h.client.WatchState(t.Context(), "test"); err != nil || !s.Paused || s.Note != "Paused by maria." {
		t.Errorf("%+v %v", s, err)
	}

	// A change is asked about, once, and waits until somebody answers.
	h.edit(map[string]string{"other.html": `<!doctype html><html lang="en"><head><title>Other</title></head><body><main><p>Another page, mended. Back to <a href="/statement.html">the statement</a>.</p></main></body></html>`})
	h.must(h.client.LookNow(t.Context(), "test"))
	if l := h.lookAfter("test"); l.Changed != 1 || l.Asked != 1 || l.Run != "" || l.Unmodified != 1 {
		t.Fatalf("the change: %+v", l)
	}
	if l := h.look("test"); l.Changed != 1 || l.Asked != 1 || l.Unmodified != 2 {
		t.Fatalf("the change, seen again: %+v", l)
	}
	doc := h.key("other.html", "es").Document
	fs, err := h.store.Findings(t.Context(), "test")
	if err != nil || len(fs) != 1 || fs[0].Document != doc || fs[0].Title != "Other" {
		t.Fatalf("%+v %v", fs, err)
	}
	d := l10n.FindingDecision{ID: "a1", Site: "test", Document: doc, Seen: "another text", Answer: l10n.Accepted, By: "maria"}
	if _, err := h.client.AnswerFinding(t.Context(), d); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("an answer to another text: %v", err)
	}
	d.ID, d.Seen = "a2", fs[0].Text
	for range 2 { // the same act again is the same act
		f, err := h.client.AnswerFinding(t.Context(), d)
		if err != nil || f.Answer != l10n.Accepted || f.By != "maria" || f.At.IsZero() || f.Title != "" {
			t.Errorf("%+v %v", f, err)
		}
	}
	if fs, err = h.store.Findings(t.Context(), "test"); err != nil || fs[0].Answer != l10n.Accepted || fs[0].By != "maria" {
		t.Errorf("in the records: %+v %v", fs, err)
	}
	taken := h.look("test")
	if taken.Started != 1 || taken.Asked != 0 {
		t.Fatalf("the answer: %+v", taken)
	}
	if fs, err = h.store.Findings(t.Context(), "test"); err != nil || len(fs) != 0 {
		t.Errorf("what has been acted upon still waits: %+v %v", fs, err)
	}
	if f, err := h.client.AnswerFinding(t.Context(), d); err != nil || f.Answer != l10n.Accepted {
		t.Errorf("the same act, when it has long been done: %+v %v", f, err)
	}
	d.ID = "a3"
	if _, err := h.client.AnswerFinding(t.Context(), d); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("an answer when nothing waits: %v", err)
	}
	h.must(h.decide(h.key("other.html", "es"), approve("review", "maria")))
	h.ended(taken.Run)
	if l := h.look("test"); l.Found() {
		t.Fatalf("what was taken up is found again: %+v", l)
	}

	// A page that is gone at its source is taken from visitors, and new when it comes back, with its approvals.
	h.edit(list("statement.html"))
	if l := h.look("test"); l.Found() {
		t.Fatalf("a page that is only listed no longer: %+v", l)
	}
	h.edit(map[string]string{"other.html": ""})
	h.edit(list("statement.html", "other.html"))
	if l := h.look("test"); l.Removed != 1 || l.Unpublished != 1 {
		t.Fatalf("the removal: %+v", l)
	}
	if pages, err := h.store.PublishedPages(t.Context(), "test", doc); err != nil || len(pages) != 0 {
		t.Errorf("visitors still get %+v, %v", pages, err)
	}
	if l := h.look("test"); l.Found() {
		t.Fatalf("the removal is found again: %+v", l)
	}
	h.edit(map[string]string{"other.html": other})
	back := h.look("test")
	if back.New != 1 || back.Started != 1 {
		t.Fatalf("the page is back: %+v", back)
	}
	if r := h.ended(back.Run); r.Published != 1 {
		t.Errorf("%+v", r)
	}
	h.must(h.client.Unwatch(t.Context(), "test", "maria"))
	if _, err := h.store.Watch(t.Context(), "test"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("it is still watched: %v", err)
	}
	if err := h.client.Unwatch(t.Context(), "test", "maria"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("when nobody watches it: %v", err)
	}
}

// TestAFailureIsToldAndTriedAgain holds that what a look found and its run could not publish is told by every look, and
// is found again after a while.
func TestAFailureIsToldAndTriedAgain(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	p.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {"pseudo"}}
	h.watch(p, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchAsk, Removed: l10n.WatchKeep})
	first := h.look("test")
	k := h.key("statement.html", "es")
	h.must(h.decide(k, approve("review", "maria")))
	if r := h.ended(first.Run); r.Status != l10n.RunFailed {
		t.Fatalf("%+v", r)
	}
	l := h.look("test")
	if l.Found() || len(l.Failures) != 1 || !strings.Contains(l.Failures[0], "statement.html in es by run "+string(first.Run)+": ") || !strings.Contains(l.Failures[0], "dragoman publish --site test http") {
		t.Fatalf("the failure: %+v", l)
	}
	_, err := h.store.UpdateTranslation(t.Context(), k, func(tr *l10n.Translation) error {
		tr.UpdatedAt = tr.UpdatedAt.Add(-25 * time.Hour)
		return nil
	})
	h.must(err)
	if l := h.look("test"); l.New != 1 || l.Started != 1 || l.Run == first.Run || len(l.Failures) != 0 {
		t.Fatalf("a day later: %+v", l)
	}
}

// TestAnAnswerIsActedUpon holds that the next look does what an editor said of a page that the source no longer lists.
func TestAnAnswerIsActedUpon(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other})
	h.edit(map[string]string{"list.xml": h.source.URL + "/statement.html\n" + h.source.URL + "/other.html\n"})
	p := h.plan(nil, "es")
	p.Sitemap = h.source.URL + "/list.xml"
	h.watch(p, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchPublish, Removed: l10n.WatchAsk})
	first := h.look("test")
	for _, name := range []string{"statement.html", "other.html"} {
		h.must(h.decide(h.key(name, "es"), approve("review", "maria")))
	}
	h.ended(first.Run)
	h.edit(map[string]string{"list.xml": h.source.URL + "/statement.html\n", "other.html": ""})
	if l := h.look("test"); l.Removed != 1 || l.Asked != 1 {
		t.Fatalf("the removal: %+v", l)
	}
	if l := h.look("test"); l.Looked != 1 {
		t.Fatalf("a page that is not listed is looked at again: %+v", l)
	}
	_, err := h.client.AnswerFinding(t.Context(), l10n.FindingDecision{
		ID: client.NewID(), Site: "test", Document: h.key("other.html", "es").Document, Answer: l10n.Accepted, By: "maria",
	})
	h.must(err)
	if l := h.look("test"); l.Unpublished != 1 {
		t.Fatalf("the answer: %+v", l)
	}
	gone(t, h, "es/other.html")
}

// TestAChangeIsNewsToEachSite holds that what one site's run has taken up is still found for another, which waits while
// that run is at work.
func TestAChangeIsNewsToEachSite(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	rules := l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchPublish, Removed: l10n.WatchKeep}
	h.watch(p, rules)
	k := h.key("statement.html", "es")
	first := h.look("test")
	h.must(h.decide(k, approve("review", "maria")))
	h.ended(first.Run)
	h.edit(map[string]string{"statement.html": strings.Replace(page, "three", "thirty", 1)})
	dest, err := destination.Open("dir", destination.Options{Dir: t.TempDir()})
	h.must(err)
	h.app.Site.Destinations["second"] = site.Destination{Publisher: publish.New(dest, h.store), URL: "http://second.test"}
	p.Site, p.Destination = "second", "second"
	run := h.start(p)
	h.settled(run, 1)
	if l := h.look("test"); l.Changed != 1 || l.Started != 0 || l.UnderWay != 1 {
		t.Fatalf("while the other site's run is at work: %+v", l)
	}
	h.must(h.decide(k, approve("review", "maria")))
	h.ended(run)
	l := h.look("test")
	if l.Changed != 1 || l.Started != 1 {
		t.Fatalf("afterwards: %+v", l)
	}
	if r := h.ended(l.Run); r.Published != 1 {
		t.Errorf("%+v", r)
	}
	if b := published(t, h, "es/statement.html"); !strings.Contains(b, "thirty") {
		t.Errorf("visitors get the old page:\n%s", b)
	}
}

// TestAChangeWhileItsReviewWaits holds that a source that changes while people review its translation is taken over with
// what they wrote, and that work of others is not.
func TestAChangeWhileItsReviewWaits(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	first := h.start(p)
	k := h.key("statement.html", "es")
	h.until("it waits", func() bool { return h.waits(k, "review") })
	ts, err := h.store.Targets(t.Context(), k)
	h.must(err)
	written := map[l10n.SegmentID]string{}
	for _, target := range ts[1:3] {
		text := append(l10n.TextFragment("De María: "), target.Text...)
		h.write(k, l10n.Edit{Segment: target.Segment, Text: text, Version: target.Version, By: "maria"})
		written[target.Segment] = text.String()
	}

	same := h.start(p) // nothing has changed: the first run keeps it
	if r := h.ended(same); r.Status != l10n.RunFailed || r.Comment == "" {
		t.Fatalf("%+v", r)
	}
	h.edit(map[string]string{"statement.html": page[:len(page)-len("</main></body></html>")] + "<p>A sentence more.</p></main></body></html>"})
	fr := h.start(h.plan([]string{"statement.html"}, "fr")) // must not drop the Spanish
	if r := h.ended(fr); r.Status != l10n.RunFailed {
		t.Fatalf("%+v", r)
	}
	if tr, err := h.store.Translation(t.Context(), k); err != nil || tr.Run != first || tr.Step != "review" {
		t.Fatalf("%+v %v", tr, err)
	}

	documentID, localeID := workflows.DocumentWorkflowID(k.Document), workflows.LocaleWorkflowID(k)
	document, locale := h.execution(documentID), h.execution(localeID)
	second := h.start(p)
	h.until("the second run has it", func() bool {
		tr, err := h.store.Translation(t.Context(), k)
		return err == nil && tr.Run == second && tr.Step == "review"
	})
	tr, err := h.store.Translation(t.Context(), k)
	h.must(err)
	if tr.Supersedes != first || tr.Progress.Human != len(written) {
		t.Errorf("supersedes %q, of %q; %+v", tr.Supersedes, first, tr.Progress)
	}
	if ts, err = h.store.Targets(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, target := range ts {
		for _, text := range written {
			if target.Text.String() == text && target.Origin.By == "maria" {
				kept++
			}
		}
	}
	if kept != len(written) {
		t.Errorf("%d of %d edits are kept: %+v", kept, len(written), ts)
	}
	if r := h.ended(first); r.Status != l10n.RunSuperseded || r.Ended != 1 || !strings.Contains(r.Comment, "taken over by run "+string(second)) {
		t.Errorf("the first run: %+v", r)
	}
	h.must(h.decide(k, approve("review", "ivan")))
	if r := h.ended(second); r.Status != l10n.RunCompleted || r.Published != 1 {
		t.Errorf("%+v", r)
	}
	h.replay("publish-site-superseded", workflows.RunWorkflowID(first))
	h.replay("publish-site-takes-over", workflows.RunWorkflowID(second))
	h.replayExecution("publish-document-superseded", documentID, document)
	h.replayExecution("localize-document-superseded", localeID, locale)
}
