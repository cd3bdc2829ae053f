package e2e_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Statement</title></head>
<body><main><h1>Statement of the Chair</h1><p>Excellencies, the session is open. It lasts <strong>three</strong> days.</p>
<p>See <a href="/other.html">the other page</a>.</p></main></body></html>`

const other = `<!doctype html><html lang="en"><head><title>Other</title></head><body><main><p>Another page. Back to <a href="/statement.html">the statement</a>.</p></main></body></html>`

func published(t *testing.T, h *house, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(h.public, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func approve(step l10n.StepName, by l10n.UserID) l10n.Decision {
	return l10n.Decision{Kind: l10n.Approve, Step: step, By: by}
}

func TestAPageIsApprovedAndPublished(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other})
	p := h.plan([]string{"statement.html", "other.html"}, "es", "ar")
	run := h.start(p)
	for _, name := range []string{"statement.html", "other.html"} {
		for _, l := range p.Locales {
			h.must(h.decide(h.key(name, l), approve("review", "maria")))
		}
	}
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 4 {
		t.Fatalf("%+v", r)
	}
	ar := published(t, h, "ar/statement.html")
	for _, want := range []string{`lang="ar"`, `dir="rtl"`, "ar Statement of the Chair", `<strong>three</strong>`, `hreflang="es"`, `href="/ar/other.html"`} {
		if !strings.Contains(ar, want) {
			t.Errorf("the Arabic page has no %s:\n%s", want, ar)
		}
	}
	if es := published(t, h, "es/other.html"); !strings.Contains(es, `href="/es/statement.html"`) {
		t.Errorf("the link between the pages does not stay in Spanish:\n%s", es)
	}

	// What was signed is not asked for again, by nobody.
	again := h.start(p)
	if r := h.ended(again); r.Status != l10n.RunCompleted || r.Published != 4 {
		t.Fatalf("the second run: %+v", r)
	}
	ds, err := h.store.Decisions(t.Context(), h.key("statement.html", "ar"))
	h.must(err)
	if len(ds) != 1 {
		t.Errorf("%d decisions; the first approval must stand", len(ds))
	}
}

func TestWhatPeopleMayNotDo(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	p.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {"memory", "source"}} // no engine: people write it all
	p.Steps, p.FourEyes = []l10n.StepName{"review", "sign-off"}, true
	run := h.start(p)
	k := h.key("statement.html", "es")
	if err := h.decide(k, approve("review", "maria")); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "no translation yet") {
		t.Fatalf("approving empty segments: %v", err)
	}
	ts, err := h.store.Targets(t.Context(), k)
	h.must(err)
	for i := range ts {
		h.write(k, l10n.Edit{Segment: ts[i].Segment, Text: translationOf(h, k, ts[i].Segment), Version: ts[i].Version, By: "maria"})
	}
	stale := approve("review", "maria")
	stale.TargetHash, stale.VersionsHash = l10n.TargetsHash(ts), l10n.VersionsHash(ts) // of the page as it was before the edits
	if err := h.decide(k, stale); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("approving what one has not seen: %v", err)
	}
	h.must(h.decide(k, approve("review", "maria")))
	if err := h.decide(k, approve("sign-off", "maria")); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("the same pair of eyes: %v", err)
	}
	twice := approve("sign-off", "ivan")
	twice.ID = "one-click"
	h.must(h.decide(k, twice))
	_ = h.client.Decide(t.Context(), k, twice) // the second click of a double click: harmless, even when the review has ended
	if r := h.ended(run); r.Status != l10n.RunCompleted {
		t.Fatalf("%+v", r)
	}
	if ds, _ := h.store.Decisions(t.Context(), k); len(ds) != 2 {
		t.Errorf("%d decisions are recorded", len(ds))
	}
	if err := h.client.Decide(t.Context(), k, l10n.Decision{ID: "late", Kind: l10n.Approve, Step: "review", By: "maria"}); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("deciding after the end: %v", err)
	}
}

// translationOf writes a translation that has the source's codes.
func translationOf(h *house, k l10n.TranslationKey, id l10n.SegmentID) l10n.Fragment {
	tr, err := h.store.Translation(h.t.Context(), k)
	h.must(err)
	e, err := h.activities.Work.Extraction(h.t.Context(), tr.Extraction)
	h.must(err)
	for _, at := range e.Places() {
		if at.Segment.ID == id {
			return append(l10n.TextFragment("texto "), at.Segment.Source...)
		}
	}
	h.t.Fatalf("no segment %s", id)
	return nil
}

func TestACancelledRunLeavesNothingHalfPublished(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other})
	p := h.plan([]string{"statement.html", "other.html"}, "es", "ar")
	p.Together = true
	run := h.start(p)
	h.must(h.decide(h.key("statement.html", "es"), approve("review", "maria")))
	for _, l := range p.Locales {
		h.must(h.decide(h.key("other.html", l), approve("review", "maria")))
	}
	h.until("the other page is there", func() bool {
		_, err := os.Stat(filepath.Join(h.public, "ar/other.html"))
		return err == nil
	})
	h.must(h.client.CancelRun(t.Context(), run))
	r := h.ended(run)
	if r.Status != l10n.RunCancelled || r.Published != 2 || r.Ended != 2 {
		t.Errorf("%+v", r)
	}
	if _, err := os.Stat(filepath.Join(h.public, "es/statement.html")); err == nil {
		t.Error("a locale of a document that publishes together is there alone")
	}
	for _, l := range p.Locales {
		if tr, err := h.store.Translation(t.Context(), h.key("statement.html", l)); err != nil || tr.Stage != l10n.StageCancelled {
			t.Errorf("%s: %s %v", l, tr.Stage, err)
		}
	}
}

func TestALocaleIsCancelledAndTheOthersGoOn(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	run := h.start(h.plan([]string{"statement.html"}, "es", "ar"))
	h.until("ar waits", func() bool { return h.waits(h.key("statement.html", "ar"), "review") })
	h.must(h.client.CancelTranslation(t.Context(), h.key("statement.html", "ar")))
	h.must(h.decide(h.key("statement.html", "es"), approve("review", "maria")))
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 1 || r.Ended != 1 {
		t.Errorf("%+v", r)
	}
	if es := published(t, h, "es/statement.html"); strings.Contains(es, `hreflang="ar"`) {
		t.Error("the page points to a sibling that is not there")
	}
}

func TestPseudoLocalizedTextIsNotPublished(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	p.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {"pseudo"}}
	for _, allowed := range []bool{false, true} {
		p.AllowPseudo = allowed
		run := h.start(p)
		if !allowed { // the second time, the approval stands
			h.must(h.decide(h.key("statement.html", "es"), approve("review", "maria")))
		}
		r := h.ended(run)
		if (r.Status == l10n.RunCompleted) != allowed {
			t.Errorf("allowed %v: %+v", allowed, r)
		}
		if !allowed && !strings.Contains(r.Comment, "--allow-pseudo") {
			t.Errorf("the reason says nothing of the flag: %s", r.Comment)
		}
	}
}

// TestEveryStepSurvivesItsWorker replaces the worker again and again while a run goes on; the next one finds nothing in
// its cache and rebuilds every state from the history.
func TestEveryStepSurvivesItsWorker(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	h.sticky = 100 * time.Millisecond // the tasks of a worker that is gone reach the next one soon
	p := h.plan([]string{"statement.html"}, "es", "ar")
	p.Steps = []l10n.StepName{"review", "sign-off"}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(400 * time.Millisecond):
				h.worker.Stop()
				h.startWorker()
			}
		}
	}()
	run := h.start(p)
	for _, l := range p.Locales {
		h.must(h.decide(h.key("statement.html", l), approve("review", "maria")))
		h.must(h.decide(h.key("statement.html", l), approve("sign-off", "ivan")))
	}
	r := h.ended(run)
	close(stop)
	<-stopped
	if r.Status != l10n.RunCompleted || r.Published != 2 {
		t.Errorf("%+v", r)
	}
	for _, l := range p.Locales {
		if ds, err := h.store.Decisions(t.Context(), h.key("statement.html", l)); err != nil || len(ds) != 2 {
			t.Errorf("%s: %d decisions, %v", l, len(ds), err)
		}
	}
}
