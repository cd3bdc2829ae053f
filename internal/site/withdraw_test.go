package site

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// withdraw withdraws a page, or some locales of it.
func (w *world) withdraw(id, path string, ls ...l10n.Locale) Withdrawn {
	w.t.Helper()
	out, err := w.site.Withdraw(w.t.Context(), w.plan, docOf(path), l10n.Withdrawal{ID: id, By: "ana", Locales: ls})
	w.must(err)
	return out
}

func TestWithdraw(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	before := w.current(docOf("a.html"))
	out := w.withdraw("w1", "a.html", "es")
	if w.get("es/a.html") != "" || strings.Contains(w.get("fr/a.html"), `hreflang="es"`) {
		t.Errorf("visitors get %q and %q", w.get("es/a.html"), w.get("fr/a.html"))
	}
	if len(out.URLs) != 1 || out.URLs["es"] != "http://public.test/es/a.html" || len(out.Changed) != 2 {
		t.Errorf("%+v", out)
	}
	pub := w.current(docOf("a.html"))
	if pub.ID != out.Publication || pub.Withdrawn.By != "ana" || pub.Run != "r1" || pub.SourceHash != before.SourceHash || pub.Source.URL != source("a.html") {
		t.Errorf("%+v", pub)
	}
	if es, fr := w.translation("a.html", "es"), w.translation("a.html", "fr"); es.Stage != l10n.StageWithdrawn || es.PublicURL != "" ||
		fr.Stage != l10n.StagePublished || fr.PublicURL == "" {
		t.Errorf("%+v, %+v", es, fr)
	}
	if _, err := w.site.Withdraw(t.Context(), w.plan, docOf("a.html"), l10n.Withdrawal{ID: "w2", Locales: []l10n.Locale{"es"}}); !errors.Is(err, l10n.ErrNotFound) ||
		!strings.Contains(err.Error(), "visitors get it in fr") {
		t.Errorf("a locale that is not there: %v", err)
	}
	if all := w.withdraw("w3", "a.html"); w.get("fr/a.html") != "" || len(all.URLs) != 1 {
		t.Errorf("%+v", all)
	}
	if _, err := w.site.Withdraw(t.Context(), w.plan, docOf("a.html"), l10n.Withdrawal{ID: "w4"}); !errors.Is(err, l10n.ErrNotFound) ||
		!strings.Contains(err.Error(), "in no language") {
		t.Errorf("a document that is not there: %v", err)
	}
	if _, err := w.site.Withdraw(t.Context(), w.plan, "unknown-1", l10n.Withdrawal{ID: "w5"}); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a document that never was: %v", err)
	}
	if pages, _ := w.records.PublishedPages(t.Context(), "news", docOf("a.html")); len(pages) != 0 {
		t.Errorf("%+v", pages)
	}
}

// The next version of a page may be with its reviewers when the page is withdrawn: its review goes on.
func TestAWithdrawalLeavesAReviewAlone(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	k := l10n.TranslationKey{Document: docOf("a.html"), Locale: "es"}
	_, err := w.records.UpdateTranslation(t.Context(), k, func(tr *l10n.Translation) error {
		tr.Run, tr.Stage = "r2", l10n.StageReview
		return nil
	})
	w.must(err)
	w.withdraw("w1", "a.html")
	if es := w.translation("a.html", "es"); es.Stage != l10n.StageReview || es.PublicURL != "" {
		t.Errorf("the stage is %s and the address %q; a review under way and no address are wanted", es.Stage, es.PublicURL)
	}
}

// A worker that dies between the switch and the records leaves a repeat to complete them.
func TestARepeatedWithdrawalCompletesTheRecords(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	act := l10n.Withdrawal{ID: "w1", By: "ana", Locales: []l10n.Locale{"es"}}
	w.records.failSave = errors.New("the records are away")
	if _, err := w.site.Withdraw(t.Context(), w.plan, docOf("a.html"), act); err == nil {
		t.Fatal("the records failed without an error")
	}
	out, err := w.site.Withdraw(t.Context(), w.plan, docOf("a.html"), act)
	if err != nil || out.URLs["es"] == "" || len(out.URLs) != 1 || out.Publication != w.current(docOf("a.html")).ID || len(out.Changed) != 2 {
		t.Errorf("%+v, %v", out, err)
	}
	if pages, _ := w.records.PublishedPages(t.Context(), "news", docOf("a.html")); len(pages) != 1 || pages[0].Locale != "fr" {
		t.Errorf("%+v", pages)
	}
	if es := w.translation("a.html", "es"); es.Stage != l10n.StageWithdrawn || es.PublicURL != "" {
		t.Errorf("%+v", es)
	}
	h, err := w.site.History(t.Context(), w.plan, docOf("a.html"))
	if err != nil || len(h.Publications) != 2 {
		t.Errorf("%+v, %v", h, err)
	}
}

// What a person put where a withdrawn page was is still there for visitors, and that is said.
func TestAWithdrawalIsReadBack(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	before, after := w.current(docOf("a.html")), *w.current(docOf("a.html"))
	after.Files, after.Locales = after.Files[1:], after.Locales[1:]
	if _, err := withdrawalResult(t.Context(), w.site.Destinations["public"], before, &after); !errors.Is(err, publish.ErrDiffers) {
		t.Errorf("a page that is still there: %v", err)
	}
	after.Files = slices.Clone(after.Files)
	after.Files[0].Path = "fr/nowhere.html"
	if _, err := withdrawalResult(t.Context(), w.site.Destinations["public"], &l10n.Publication{}, &after); !errors.Is(err, publish.ErrDiffers) {
		t.Errorf("a page that stays and is not there: %v", err)
	}
}
