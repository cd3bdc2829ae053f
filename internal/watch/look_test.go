package watch_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

// publishAll are rules that ask nobody.
var publishAll = l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchPublish, Removed: l10n.WatchUnpublish}

// askAll are rules that ask about everything.
var askAll = l10n.WatchRules{New: l10n.WatchAsk, Changed: l10n.WatchAsk, Removed: l10n.WatchAsk}

func TestALookFindsWhatIsNewAndChanged(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
	first := h.look()
	want := l10n.Look{Site: site, At: h.now, Listed: 2, Looked: 2, New: 2, Started: 2, Run: "r1", Findings: []l10n.Finding{
		{Site: site, Document: id("one"), URL: address("one"), Kind: l10n.FoundNew, Text: h.records.docs[id("one")].Text, Policy: l10n.WatchPublish, FoundAt: h.now},
		{Site: site, Document: id("two"), URL: address("two"), Kind: l10n.FoundNew, Text: h.records.docs[id("two")].Text, Policy: l10n.WatchPublish, FoundAt: h.now},
	}}
	if diff := cmp.Diff(want, first.Look); diff != "" {
		t.Error(diff)
	}
	p, err := blob.GetJSON[l10n.Plan](t.Context(), h.records, first.Plan)
	h.must(err)
	wantPlan := l10n.Plan{Site: site, Locales: h.plan.Locales, Pages: []string{address("one"), address("two")}, RequestedBy: "watch", Reason: "2 new"}
	if diff := cmp.Diff(wantPlan, p); diff != "" {
		t.Error(diff)
	}
	w := h.records.watches[site]
	if diff := cmp.Diff(map[l10n.DocumentID]l10n.WatchedPage{
		id("one"): {URL: address("one"), Run: "r1", Listed: true, LookedAt: h.now},
		id("two"): {URL: address("two"), Run: "r1", Listed: true, LookedAt: h.now},
	}, w.Pages); diff != "" {
		t.Error(diff)
	}
	if first.WatchPlan != w.Plan || w.Lists["list"].ETag != "2" || len(h.records.findings[site]) != 0 {
		t.Errorf("%+v", w)
	}
	h.acted(first)
	if diff := cmp.Diff([]l10n.Look{first.Look}, h.records.looks); diff != "" {
		t.Error(diff)
	}

	second := h.look()
	if second.Look.Found() || second.Plan != "" || second.Look.Looked != 2 || second.Look.Unmodified != 2 || second.Look.Run != "" || h.read != 2 {
		t.Errorf("nothing has changed: %+v", second)
	}
	if h.source.known["list"].ETag != "2" || h.source.from.Sitemap != h.plan.Sitemap || h.source.from.Feed != h.plan.Feed {
		t.Errorf("the lists are asked by what is known of them: %+v, %+v", h.source.from, h.source.known)
	}
	h.source.pages["two"] = "Two\nsecond, mended"
	third := h.look()
	if kinds(third.Look) != "changed two" || third.Look.Changed != 1 || third.Look.Started != 1 || third.Look.Unmodified != 1 {
		t.Errorf("%+v", third.Look)
	}
	if p, err = blob.GetJSON[l10n.Plan](t.Context(), h.records, third.Plan); err != nil || p.Reason != "1 changed" {
		t.Errorf("%+v %v", p, err)
	}
	if b := h.records.blobs[h.records.docs[id("two")].Ref]; string(b) != "Two\nsecond, mended" {
		t.Errorf("the bytes for the run to come: %q", b)
	}
}

func TestARunThatIsAtWorkIsLeftAlone(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst"})
	h.records.runs["r1"] = l10n.Run{ID: "r1", Status: l10n.RunRunning}
	h.look()
	if l := h.look(); l.Look.UnderWay != 1 || l.Look.Looked != 0 || l.Plan != "" {
		t.Errorf("while the run is at work: %+v", l)
	}
	h.records.runs["r1"] = l10n.Run{ID: "r1", Status: l10n.RunCancelled}
	if l := h.look(); l.Look.UnderWay != 0 || l.Look.Started != 1 || l.Look.Run != "r3" {
		t.Errorf("when it has ended without it: %+v", l)
	}
	h.records.runs["r3"] = l10n.Run{ID: "r3", Status: l10n.RunRunning}
	h.publish(id("one"))
	if l := h.look(); l.Look.UnderWay != 0 || l.Look.Looked != 1 || l.Look.Found() {
		t.Errorf("when it has taken the page up: %+v", l)
	}
}

// TestARunElsewhereIsWaitedFor holds that work for another site, or in a locale that this one does not have, is not
// taken over, and that an answer is not lost for it.
func TestARunElsewhereIsWaitedFor(t *testing.T) {
	for _, c := range []struct {
		name string
		work l10n.Translation
		run  l10n.RunStatus
		wait bool
	}{
		{"another site", l10n.Translation{Site: "other", TranslationKey: l10n.TranslationKey{Locale: "es"}, Stage: l10n.StageReview}, l10n.RunRunning, true},
		{"another locale", l10n.Translation{Site: site, TranslationKey: l10n.TranslationKey{Locale: "ar"}, Stage: l10n.StageReview}, l10n.RunRunning, true},
		{"the same", l10n.Translation{Site: site, TranslationKey: l10n.TranslationKey{Locale: "fr"}, Stage: l10n.StageReview}, l10n.RunRunning, false},
		{"a translation that has ended", l10n.Translation{Site: "other", TranslationKey: l10n.TranslationKey{Locale: "es"}, Stage: l10n.StagePublished}, l10n.RunRunning, false},
		{"a run that has ended", l10n.Translation{Site: "other", TranslationKey: l10n.TranslationKey{Locale: "es"}, Stage: l10n.StageReview}, l10n.RunFailed, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, askAll, map[string]string{"one": "One\nfirst"})
			h.look()
			h.answer("one", l10n.Accepted)
			c.work.Document, c.work.Run = id("one"), "elsewhere"
			h.records.works = []l10n.Translation{c.work}
			h.records.runs["elsewhere"] = l10n.Run{Status: c.run}
			l := h.look()
			if waits := l.Look.UnderWay == 1 && l.Plan == "" && l.Look.Started == 0; waits != c.wait {
				t.Errorf("%+v", l)
			}
			if !c.wait {
				return
			}
			h.acted(l)
			h.records.works = nil
			if l := h.look(); l.Look.Started != 1 || len(l.Answered) != 1 {
				t.Errorf("afterwards: %+v", l)
			}
		})
	}
}

func TestPagesThatAreGone(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond", "never": ""})
	first := h.look()
	if kinds(first.Look) != "new one, new two" || !h.records.watches[site].Pages[id("never")].Gone {
		t.Errorf("a page that never was there: %+v", first.Look)
	}
	h.acted(first)
	h.source.pages["two"] = ""
	gone := h.look()
	if kinds(gone.Look) != "removed two" || gone.Look.Removed != 1 {
		t.Errorf("%+v", gone.Look)
	}
	if diff := cmp.Diff([]watch.Vanished{{Document: id("two"), By: "watch", URL: address("two")}}, gone.Unpublish); diff != "" {
		t.Error(diff)
	}
	h.acted(gone)
	if d := h.records.docs[id("two")]; d.Taken != "" || d.TakenFor(site) != "" {
		t.Errorf("it is still taken up: %+v", d)
	}
	if l := h.look(); l.Look.Found() {
		t.Errorf("found again: %+v", l.Look)
	}
	h.source.pages["two"] = "Two\nsecond"
	if l := h.look(); kinds(l.Look) != "new two" || h.records.watches[site].Pages[id("two")].Gone {
		t.Errorf("when it is back: %+v", l.Look)
	}
}

func TestRemovalsThatAreKept(t *testing.T) {
	h := newHouse(t, l10n.WatchRules{New: l10n.WatchPublish, Removed: l10n.WatchKeep}, map[string]string{"one": "One\nfirst"})
	h.acted(h.look())
	h.source.pages["one"] = ""
	if l := h.look(); l.Look.Removed != 1 || len(l.Unpublish) != 0 {
		t.Errorf("%+v", l)
	}
	if l := h.look(); l.Look.Found() {
		t.Errorf("a removal is told once: %+v", l.Look)
	}
}

func TestManyRemovalsAreForSeveralLooks(t *testing.T) {
	pages := map[string]string{}
	for i := range 103 {
		pages[fmt.Sprint("page", i)] = fmt.Sprint("Title\ntext ", i)
	}
	h := newHouse(t, l10n.WatchRules{New: l10n.WatchPublish, Removed: l10n.WatchAsk}, pages)
	h.acted(h.look())
	for name := range pages {
		pages[name] = ""
	}
	if l := h.look(); l.Look.Asked != 103 || len(l.Look.Findings) != 50 {
		t.Errorf("%d asked, %d named", l.Look.Asked, len(l.Look.Findings))
	}
	for name := range pages {
		h.answer(name, l10n.Accepted)
	}
	l := h.look()
	if len(l.Unpublish) != 100 || len(l.Answered) != 100 {
		t.Errorf("%d at once, %d answers acted upon", len(l.Unpublish), len(l.Answered))
	}
	h.acted(l)
	if l = h.look(); len(l.Unpublish) != 3 || len(l.Answered) != 3 {
		t.Errorf("%d, %d answers acted upon afterwards", len(l.Unpublish), len(l.Answered))
	}
}

// TestPagesThatAreNotListed holds that a page which leaves the lists is looked at once, and then once a day.
func TestPagesThatAreNotListed(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
	h.acted(h.look())
	h.source.listed = []string{address("one"), address("one")}
	asked := func() string {
		h.source.asked = nil
		h.look()
		return strings.Join(h.source.asked, " ")
	}
	if got := asked(); got != "one two" {
		t.Errorf("when it has left: %s", got)
	}
	if got := asked(); got != "one" {
		t.Errorf("an hour later: %s", got)
	}
	h.now = h.now.Add(22 * time.Hour)
	if got := asked(); got != "one two" {
		t.Errorf("a day later: %s", got)
	}
	// What visitors have and the watch does not know is looked at too.
	h.records.docs[id("old")] = l10n.Document{ID: id("old"), URL: address("old"), Text: "t", Taken: "t"}
	h.publish(id("old"))
	h.source.pages["old"] = "Old\npage"
	if got := asked(); got != "one old" && got != "old one" {
		t.Errorf("a page that visitors have: %s", got)
	}
}

func TestARenamedPage(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
	h.acted(h.look())
	h.source.pages["one"], h.source.pages["uno"], h.source.pages["dos"] = "", "Another title\nfirst", "Dos\nanother text"
	h.source.pages["ein"] = "A copy\nfirst"
	h.source.listed = []string{address("two"), address("uno"), address("dos"), address("ein")}
	l := h.look()
	if kinds(l.Look) != "renamed uno, new dos, new ein, removed one" || l.Look.New != 3 || l.Look.Removed != 1 {
		t.Errorf("%s: %+v", kinds(l.Look), l.Look)
	}
	if h.records.docs[id("uno")].Was != id("one") || h.records.docs[id("dos")].Was != "" || h.records.docs[id("ein")].Was != "" || l.Look.Findings[0].Was != id("one") {
		t.Errorf("%+v", h.records.docs)
	}
	if p, err := blob.GetJSON[l10n.Plan](t.Context(), h.records, l.Plan); err != nil || p.Reason != "2 new, 1 renamed" {
		t.Errorf("%q %v", p.Reason, err)
	}
}

// TestARenamedPageNamesItsOldAddress holds that a page is the one that is gone also while it names its earlier address as
// its canonical one, and that a copy of another page isn't.
func TestARenamedPageNamesItsOldAddress(t *testing.T) {
	for canonical, want := range map[string]string{
		address("one"):           "renamed uno, removed one",
		address("one") + "#top":  "renamed uno, removed one",
		address("two"):           "new uno, removed one",
		"https://elsewhere.test": "new uno, removed one",
	} {
		h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
		h.acted(h.look())
		h.canonical = map[string]string{address("uno"): canonical}
		h.source.pages["one"], h.source.pages["uno"] = "", "One\nfirst"
		h.source.listed = []string{address("two"), address("uno")}
		if l := h.look(); kinds(l.Look) != want {
			t.Errorf("%s: %s, want %s", canonical, kinds(l.Look), want)
		}
	}
}

func TestAPageThatLeadsElsewhere(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
	h.acted(h.look())
	h.source.moved["two"] = "three" // which nobody lists: the page has another address, and is the same document
	h.source.pages["three"] = "Two\nsecond"
	if l := h.look(); l.Look.Found() {
		t.Errorf("%s", kinds(l.Look))
	}
	h.source.moved["two"] = "one"
	if l := h.look(); kinds(l.Look) != "removed two" {
		t.Errorf("to another page of the site: %s", kinds(l.Look))
	}
}

func TestFailuresAreToldAndTriedAgain(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst"})
	first := h.look()
	h.acted(first)
	h.records.published = nil
	failed := l10n.Translation{
		TranslationKey: l10n.TranslationKey{Document: id("one"), Locale: "es"}, Site: site, Run: first.Look.Run, Stage: l10n.StageFailed,
		Comment: "no engine", UpdatedAt: h.now,
	}
	h.records.works = []l10n.Translation{failed}
	l := h.look()
	want := address("one") + " in es by run r1: no engine. It is tried again after 2026-03-10 13:00 UTC, or at once with: dragoman publish --site news " + address("one")
	if l.Look.Found() || !slices.Equal(l.Look.Failures, []string{want}) {
		t.Errorf("%+v", l.Look)
	}
	h.now = h.now.Add(22 * time.Hour) // with the look itself, 24 hours after the failure
	again := h.input()
	out, err := h.Look(t.Context(), again)
	h.must(err)
	if kinds(out.Look) != "new one" || out.Look.Failures != nil || out.Look.Run != again.Run {
		t.Errorf("a day later: %+v", out.Look)
	}
	if l := h.look(); l.Look.Found() || l.Look.Failures != nil {
		t.Errorf("of a run that is not the last: %+v", l.Look)
	}
	h.publish(id("one"))
	failed.Run = out.Look.Run
	h.records.works = []l10n.Translation{failed}
	out.Look = h.look().Look
	if kinds(out.Look) != "changed one" {
		t.Errorf("of a page that visitors have: %+v", out.Look)
	}
	h.records.works[0].Run, h.records.works[0].Site = out.Look.Run, "other"
	if l := h.look(); l.Look.Found() || l.Look.Failures != nil {
		t.Errorf("of another site: %+v", l.Look)
	}
	h.records.works[0].Site = site
	d := h.records.docs[id("one")]
	d.Ignored = d.Text
	h.records.docs[id("one")] = d
	if l := h.look(); l.Look.Found() || l.Look.Failures != nil {
		t.Errorf("of a page that is ignored: %+v", l.Look)
	}
}

func TestPagesThatCannotBeHad(t *testing.T) {
	h := newHouse(t, askAll, map[string]string{"one": "One\nfirst", "three": "Three\nthird", "two": "Two\nsecond"})
	h.source.failures["two"] = errors.New("no route to host")
	l := h.look()
	if l.Look.Asked != 2 || !slices.Equal(l.Look.Troubles, []string{address("two") + ": no route to host"}) {
		t.Fatalf("%+v", l.Look)
	}
	if !h.records.watches[site].Pages[id("two")].LookedAt.IsZero() {
		t.Error("a page that could not be had counts as looked at")
	}
	h.source.failures["one"] = &fetch.StatusError{Code: 503, RetryAfter: time.Hour}
	h.source.asked = nil
	if l = h.look(); !slices.Equal(h.source.asked, []string{"one"}) || len(l.Look.Troubles) != 1 {
		t.Errorf("a source that asks to be left alone is asked for %v", h.source.asked)
	}
	for _, name := range []string{"one", "three"} {
		if _, waits := h.finding(name); !waits {
			t.Errorf("what was found of %s before is forgotten", name)
		}
	}
	h.source.failures["one"] = &fetch.StatusError{Code: 429}
	h.source.asked = nil
	if h.look(); !slices.Equal(h.source.asked, []string{"one"}) {
		t.Errorf("a source that has too many requests is asked for %v", h.source.asked)
	}
	h.source.failures["one"] = &fetch.StatusError{Code: 500}
	h.source.pages["two"], h.source.failures["two"] = "no title", nil
	h.source.asked = nil
	l = h.look()
	if len(h.source.asked) != 3 || len(l.Look.Troubles) != 2 || !strings.Contains(l.Look.Troubles[1], "two: the page cannot be processed") {
		t.Errorf("%v %+v", h.source.asked, l.Look)
	}
	h.source.broken = errors.New("no sitemap")
	if _, err := h.Look(t.Context(), h.input()); !errors.Is(err, h.source.broken) {
		t.Error(err)
	}
}

// TestPagesOfOlderVersions holds that what was published before there were content hashes is compared by its
// extraction.
func TestPagesOfOlderVersions(t *testing.T) {
	h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst", "two": "Two\nsecond"})
	for _, name := range []string{"one", "two"} {
		text := map[string]string{"one": "One\nfirst", "two": "Two\nof old"}[name]
		e, err := extracted(h.plan, l10n.Document{}, []byte(text))
		h.must(err)
		ref, err := blob.PutJSON(t.Context(), h.records, e)
		h.must(err)
		h.records.published = append(h.records.published, l10n.PublishedPage{Site: site, Document: id(name), SourceURL: address(name), Extraction: ref})
	}
	if l := h.look(); kinds(l.Look) != "changed two" {
		t.Errorf("%+v", l.Look)
	}
	h.records.published[0].Extraction = "unknown"
	if _, err := h.Look(t.Context(), h.input()); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	// Of a page whose content hash nobody has written down, the kept bytes are read.
	d := h.records.docs[id("two")]
	d.Text = ""
	h.records.docs[id("two")] = d
	h.records.published = h.records.published[1:]
	if l := h.look(); !strings.Contains(kinds(l.Look), "changed two") || h.records.docs[id("two")].Text == "" {
		t.Errorf("%+v", l.Look)
	}
}

// TestAWithdrawnPageIsAskedAbout holds that a page which a person took from visitors does not come back by a rule, and that
// the finding says by whom and why it went.
func TestAWithdrawnPageIsAskedAbout(t *testing.T) {
	noon := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		work l10n.Translation
		asks bool
		note string
	}{
		"by a person": {l10n.Translation{Stage: l10n.StageWithdrawn, Withdrawn: &l10n.Withdrawal{ID: "w", By: "ana", At: noon, Comment: "A lawsuit."}}, true,
			"taken from visitors by ana: A lawsuit."},
		"without a word":       {l10n.Translation{Stage: l10n.StageWithdrawn, Withdrawn: &l10n.Withdrawal{ID: "w", By: "ana", At: noon}}, true, "taken from visitors by ana"},
		"before the upgrade":   {l10n.Translation{Stage: l10n.StageWithdrawn}, true, "taken from visitors before"},
		"while a review waits": {l10n.Translation{Stage: l10n.StageReview, Withdrawn: &l10n.Withdrawal{ID: "w", By: "ana", At: noon}}, true, "taken from visitors by ana"},
		"by a rule": {l10n.Translation{Stage: l10n.StageWithdrawn, Withdrawn: &l10n.Withdrawal{ID: "w", By: "watch", At: noon, Comment: "The source page is gone."}}, false,
			"taken from visitors by watch: The source page is gone."},
		"not at all":                      {l10n.Translation{Stage: l10n.StagePublished}, false, ""},
		"of another site":                 {l10n.Translation{Site: "other", Stage: l10n.StageWithdrawn}, false, ""},
		"a locale that is not the site's": {l10n.Translation{TranslationKey: l10n.TranslationKey{Locale: "zu"}, Stage: l10n.StageWithdrawn}, false, ""},
	} {
		h := newHouse(t, publishAll, map[string]string{"one": "One\nfirst"})
		h.acted(h.look())
		h.publish(id("one"))
		w := c.work
		w.Document = id("one")
		if w.Site == "" {
			w.Site = site
		}
		if w.Locale == "" {
			w.Locale = h.plan.Locales[0]
		}
		h.records.works = []l10n.Translation{w}
		h.source.pages["one"] = "One\nsecond"
		l := h.look()
		if l.Look.Changed != 1 || (l.Look.Asked == 1) != c.asks || (l.Look.Started == 1) == c.asks {
			t.Errorf("%s: %+v", name, l.Look)
		}
		if f := l.Look.Findings; len(f) != 1 || f[0].TakenNote() != c.note {
			t.Errorf("%s: %+v", name, f)
		}
	}
}
