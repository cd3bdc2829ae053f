package watch_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

// TestAFindingWaitsUntilItIsAnswered goes the way of a change that the rules ask about.
func TestAFindingWaitsUntilItIsAnswered(t *testing.T) {
	h := newHouse(t, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchAsk}, map[string]string{"one": "One\nfirst"})
	h.acted(h.look())
	h.source.pages["one"] = "One\nfirst, mended"
	l := h.look()
	if l.Look.Asked != 1 || l.Plan != "" || len(l.Answered) != 0 || l.Look.Findings[0].Title != "" {
		t.Errorf("%+v", l)
	}
	want := l10n.Finding{
		Site: site, Document: id("one"), URL: address("one"), Title: "One", Kind: l10n.FoundChanged, Text: h.records.docs[id("one")].Text,
		Policy: l10n.WatchAsk, FoundAt: h.now,
	}
	stands := func(what string) {
		t.Helper()
		if f, _ := h.finding("one"); cmp.Diff(want, f) != "" {
			t.Errorf("%s: %s", what, cmp.Diff(want, f))
		}
	}
	stands("at first")
	if l = h.look(); l.Look.Asked != 1 || l.Look.Unmodified != 1 {
		t.Errorf("%+v", l.Look)
	}
	stands("at the next look")
	want.Answer, want.By, want.At = l10n.Accepted, "maria", h.now.Add(time.Minute)
	h.answer("one", l10n.Accepted)
	stands("when it is answered")
	l = h.look()
	if l.Look.Started != 1 || l.Look.Asked != 0 {
		t.Errorf("%+v", l.Look)
	}
	stands("until it is acted upon")
	want.Title = ""
	if diff := cmp.Diff([]l10n.Finding{want}, l.Answered); diff != "" {
		t.Error(diff)
	}
	h.acted(l)
	if f, waits := h.finding("one"); waits {
		t.Errorf("it still waits: %+v", f)
	}
	if l = h.look(); l.Look.Found() {
		t.Errorf("it is found again: %+v", l.Look)
	}
}

func TestADismissedChange(t *testing.T) {
	h := newHouse(t, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchAsk}, map[string]string{"one": "One\nfirst"})
	h.acted(h.look())
	h.source.pages["one"] = "One\nfirst, mended"
	h.look()
	h.answer("one", l10n.Dismissed)
	if l := h.look(); l.Plan != "" || l.Look.Asked != 0 || len(l.Answered) != 0 {
		t.Errorf("%+v", l)
	}
	if f, waits := h.finding("one"); waits {
		t.Errorf("it still waits: %+v", f)
	}
	if l := h.look(); l.Look.Found() {
		t.Errorf("it is found again: %+v", l.Look)
	}
	h.source.pages["one"] = "One\nfirst, mended again"
	if l := h.look(); l.Look.Changed != 1 || l.Look.Asked != 1 {
		t.Errorf("another change: %+v", l.Look)
	}
}

func TestADismissedPage(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst"})
	h.look()
	h.answer("one", l10n.Dismissed)
	h.look()
	if l := h.look(); l.Look.Found() || h.records.docs[id("one")].Ignored == "" {
		t.Errorf("%+v", l.Look)
	}
}

// TestRemovalsThatAreAskedAbout holds that a page which its source has lost stays with visitors when an editor
// dismisses the finding, and goes when they accept it, in their name, though no list names the page any more.
func TestRemovalsThatAreAskedAbout(t *testing.T) {
	lost := func(t *testing.T) *house {
		h := newHouse(t, l10n.WatchRules{New: l10n.WatchPublish, Removed: l10n.WatchAsk}, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
		h.acted(h.look())
		h.source.pages["two"], h.source.listed = "", h.source.listed[:1]
		if l := h.look(); l.Look.Removed != 1 || l.Look.Asked != 1 || len(l.Unpublish) != 0 {
			t.Fatalf("%+v", l)
		}
		if l := h.look(); l.Look.Looked != 1 {
			t.Fatalf("a page that is not listed is looked at again: %+v", l)
		}
		if f, _ := h.finding("two"); f.Kind != l10n.FoundRemoved {
			t.Fatalf("%+v", f)
		}
		return h
	}
	t.Run("dismissed", func(t *testing.T) {
		h := lost(t)
		h.answer("two", l10n.Dismissed)
		l := h.look()
		if len(l.Unpublish) != 0 || l.Look.Asked != 0 || len(l.Answered) != 0 || !h.records.watches[site].Pages[id("two")].Gone {
			t.Errorf("%+v", l)
		}
		h.acted(l)
		if f, waits := h.finding("two"); waits {
			t.Errorf("it still waits: %+v", f)
		}
		h.now = h.now.Add(48 * time.Hour)
		if l := h.look(); l.Look.Found() || l.Look.Looked != 1 || len(h.records.published) != 2 {
			t.Errorf("later: %+v", l)
		}
	})
	t.Run("accepted", func(t *testing.T) {
		h := lost(t)
		h.answer("two", l10n.Accepted)
		l := h.look()
		if diff := cmp.Diff([]watch.Vanished{{Document: id("two"), By: "maria", URL: address("two")}}, l.Unpublish); diff != "" {
			t.Error(diff)
		}
		h.acted(l)
		if f, waits := h.finding("two"); waits {
			t.Errorf("it still waits: %+v", f)
		}
	})
}

// TestAnAnswerWhileALookIsUnderWay has an editor answer while the source takes its time to give the last page: the look
// acts upon the answer, and the answer to a finding that it has judged already stays for the next look.
func TestAnAnswerWhileALookIsUnderWay(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
	h.look()
	in, asked, given, out := h.input(), make(chan struct{}), make(chan struct{}), make(chan watch.Looked)
	h.source.before = func(url string) {
		if url == address("two") {
			close(asked)
			<-given
		}
	}
	h.records.beforeFindings = func() { // before the answer to one: that of the editor
		h.records.beforeFindings = func() { h.answer("two", l10n.Dismissed) } // the look's own: it has judged
	}
	go func() {
		l, err := h.Look(t.Context(), in)
		if err != nil {
			t.Error(err)
		}
		out <- l
	}()
	<-asked
	h.answer("one", l10n.Accepted)
	close(given)
	l := <-out
	if l.Look.Started != 1 || l.Look.Asked != 1 || len(l.Answered) != 1 || l.Answered[0].Document != id("one") {
		t.Errorf("%+v", l)
	}
	if f, _ := h.finding("two"); f.Answer != l10n.Dismissed || f.By != "maria" || f.At.IsZero() {
		t.Errorf("the answer is erased: %+v", f)
	}
	h.source.before = nil
	h.acted(l)
	if l = h.look(); l.Look.Asked != 0 || h.records.docs[id("two")].Ignored == "" {
		t.Errorf("the next look: %+v", l)
	}
}

// TestAnAnswerThatChanges holds that an answer which is another one by the time that a look has been acted upon stays.
func TestAnAnswerThatChanges(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
	h.look()
	h.answer("one", l10n.Accepted)
	h.answer("two", l10n.Accepted)
	l := h.look()
	h.answer("one", l10n.Dismissed)
	h.acted(l)
	if f, waits := h.finding("one"); !waits || f.Answer != l10n.Dismissed {
		t.Errorf("%+v", f)
	}
	if f, waits := h.finding("two"); waits {
		t.Errorf("it still waits: %+v", f)
	}
}

// TestAnotherChangeIsAnotherQuestion holds that an answer is to the text that the editor saw.
func TestAnotherChangeIsAnotherQuestion(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst"})
	h.look()
	h.answer("one", l10n.Accepted)
	h.source.pages["one"] = "One\nfirst, mended"
	if l := h.look(); l.Look.Asked != 1 || l.Plan != "" {
		t.Errorf("%+v", l)
	}
	if f, _ := h.finding("one"); f.Answer != "" || f.By != "" || !f.FoundAt.Equal(h.now) {
		t.Errorf("%+v", f)
	}
}

// TestARenamedPageIsAnotherQuestion holds that an answer is to what the editor was told of the page.
func TestARenamedPageIsAnotherQuestion(t *testing.T) {
	h := newHouse(t, l10n.WatchRules{New: l10n.WatchAsk, Removed: l10n.WatchKeep}, map[string]string{"one": "One\nfirst", "uno": ""})
	h.look()
	h.publish(id("one"))
	h.source.pages["uno"] = "Uno\nfirst"
	if l := h.look(); kinds(l.Look) != "new uno" {
		t.Fatalf("%+v", l.Look)
	}
	h.answer("uno", l10n.Dismissed)
	h.source.pages["one"] = ""
	if l := h.look(); kinds(l.Look) != "removed one, renamed uno" || l.Look.Asked != 1 {
		t.Errorf("%+v", l.Look)
	}
}

// TestRulesThatNoLongerAsk holds that answers count only where the rules ask.
func TestRulesThatNoLongerAsk(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst"})
	h.look()
	h.answer("one", l10n.Dismissed)
	h.must(h.Set(t.Context(), l10n.Watch{Site: site, Plan: h.records.watches[site].Plan, Rules: publishAll, By: "ana", At: h.now}))
	if l := h.look(); l.Look.Started != 1 || len(l.Answered) != 0 {
		t.Errorf("%+v", l)
	}
	if f, waits := h.finding("one"); waits {
		t.Errorf("it still waits: %+v", f)
	}
}

func TestAnswers(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst"})
	h.look()
	f, _ := h.finding("one")
	good := l10n.FindingDecision{Site: site, Document: f.Document, Seen: f.Text, Answer: l10n.Accepted, By: "maria", At: h.now.Add(time.Hour)}
	for name, c := range map[string]struct {
		change func(*l10n.FindingDecision)
		want   error
	}{
		"another text":     {func(a *l10n.FindingDecision) { a.Seen = "other" }, l10n.ErrConflict},
		"another document": {func(a *l10n.FindingDecision) { a.Document = "other" }, l10n.ErrNotFound},
		"another site":     {func(a *l10n.FindingDecision) { a.Site = "other" }, l10n.ErrNotFound},
		"no answer":        {func(a *l10n.FindingDecision) { a.Answer = "perhaps" }, l10n.ErrRefused},
		"nobody":           {func(a *l10n.FindingDecision) { a.By = "" }, l10n.ErrRefused},
	} {
		bad := good
		c.change(&bad)
		if _, err := h.Answer(t.Context(), bad); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if f, _ := h.finding("one"); f.Answer != "" {
		t.Errorf("a refused answer is written: %+v", f)
	}
	for range 2 { // a repeat is harmless
		got, err := h.Answer(t.Context(), good)
		if err != nil || got.Answer != l10n.Accepted || got.By != "maria" || !got.At.Equal(good.At) || got.URL != address("one") || got.Title != "" {
			t.Errorf("%+v %v", got, err)
		}
	}
	early, late := good, good
	early.At, early.By, early.Answer = good.At.Add(-time.Minute), "ivan", l10n.Dismissed
	late.At, late.By, late.Answer = good.At.Add(time.Minute), "ivan", l10n.Dismissed
	if got, err := h.Answer(t.Context(), early); err != nil || got.By != "maria" {
		t.Errorf("an earlier answer that comes late: %+v %v", got, err)
	}
	if got, err := h.Answer(t.Context(), late); err != nil || got.By != "ivan" || got.Answer != l10n.Dismissed {
		t.Errorf("a later answer: %+v %v", got, err)
	}
	if f, _ := h.finding("one"); f.Title != "One" {
		t.Errorf("the record has lost its title: %+v", f)
	}
}
