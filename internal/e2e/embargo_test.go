package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// live reports whether visitors get a page.
func live(h *house, path string) bool {
	_, err := os.Stat(filepath.Join(h.public, path))
	return err == nil
}

// Approved pages wait for their hour, also while the worker is down over it, and a hold waits for a person whose word is
// signed. A run that takes a page over keeps what was said.
func TestPagesWaitForTheirHour(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other})
	p := h.plan([]string{"statement.html"}, "es", "fr")
	p.Embargo = &l10n.Embargo{At: time.Now().Add(time.Hour).Truncate(time.Second).UTC(), Zone: "Europe/Paris", Offset: 3600, NotReady: l10n.NotReadyOmit}
	run := h.start(p)
	es, fr := h.key("statement.html", "es"), h.key("statement.html", "fr")
	h.must(h.decide(es, approve("review", "maria")))
	approved := func(k l10n.TranslationKey) func() bool {
		return func() bool {
			tr, err := h.store.Translation(t.Context(), k)
			return err == nil && tr.Stage == l10n.StageApproved
		}
	}
	h.until("es is approved", approved(es))
	if tr, _ := h.store.Translation(t.Context(), es); tr.Embargo == nil || tr.Embargo.Hour() != p.Embargo.Hour() {
		t.Errorf("the record does not say until when: %+v", tr.Embargo)
	}
	// Nobody moves the hour in another's name.
	stranger, _ := newDecisionKey()
	forged := client.New(h.sdk, queue, client.SignedBy(stranger))
	move := l10n.EmbargoAct{Kind: l10n.Reschedule, Document: es.Document, Run: run, By: "maria",
		Embargo: &l10n.Embargo{At: time.Now().Add(4 * time.Second).UTC(), Zone: "UTC"}}
	if err := forged.Embargo(t.Context(), move); err == nil || !strings.Contains(err.Error(), "does not know") {
		t.Errorf("a forged word is taken: %v", err)
	}
	if err := forged.Embargo(t.Context(), l10n.EmbargoAct{Kind: l10n.Release, Document: es.Document, Run: run, By: "maria"}); err == nil {
		t.Error("a forged release is taken")
	}
	move.ID = "move"
	h.must(h.client.Embargo(t.Context(), move))
	h.must(h.client.Embargo(t.Context(), move)) // a repeat
	if live(h, "es/statement.html") {
		t.Error("the page is there before its hour")
	}
	h.worker.Stop()
	time.Sleep(time.Until(move.Embargo.At.Add(time.Second)))
	if live(h, "es/statement.html") {
		t.Error("the page is there without a worker")
	}
	h.startWorker()
	h.until("es is published when the worker is back", func() bool { return live(h, "es/statement.html") })
	if live(h, "fr/statement.html") {
		t.Error("fr is there, and nobody has approved it")
	}
	h.must(h.decide(fr, approve("review", "maria")))
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 2 {
		t.Fatalf("%+v", r)
	}
	h.replay("publish-document-at-the-hour", workflows.DocumentWorkflowID(es.Document))

	p.Embargo = &l10n.Embargo{Hold: true}
	h.edit(map[string]string{"statement.html": strings.Replace(page, "It lasts", "It may last", 1)})
	held := h.start(p)
	h.must(h.decide(es, approve("review", "maria")))
	h.until("es is approved anew", approved(es))
	h.edit(map[string]string{"statement.html": strings.Replace(page, "It lasts", "It has lasted", 1)})
	p.Embargo = nil
	after := h.start(p)
	h.until("another run has it", func() bool { return h.waits(es, "review") })
	if tr, _ := h.store.Translation(t.Context(), es); tr.Run != after || tr.Embargo == nil || !tr.Embargo.Hold || tr.Run == held {
		t.Fatalf("the hold is lost: run %s, %v", tr.Run, tr.Embargo)
	}
	h.must(h.decide(es, approve("review", "maria")))
	h.must(h.decide(fr, approve("review", "maria")))
	h.until("both are approved", func() bool { return approved(es)() && approved(fr)() })
	if strings.Contains(published(t, h, "es/statement.html"), "has lasted") {
		t.Error("what is held is published")
	}
	h.must(h.client.Embargo(t.Context(), l10n.EmbargoAct{Kind: l10n.Release, Document: es.Document, By: "maria", Locales: []l10n.Locale{"fr"}}))
	h.until("fr is published", func() bool { return strings.Contains(published(t, h, "fr/statement.html"), "has lasted") })
	if strings.Contains(published(t, h, "es/statement.html"), "has lasted") {
		t.Error("es is published with fr")
	}
	h.must(h.client.Embargo(t.Context(), l10n.EmbargoAct{Kind: l10n.Release, Document: es.Document, By: "chief"}))
	if r := h.ended(after); r.Status != l10n.RunCompleted {
		t.Fatalf("%+v", r)
	}
	if tr, _ := h.store.Translation(t.Context(), es); len(tr.EmbargoActs) != 1 || tr.EmbargoActs[0].By != "chief" || tr.EmbargoActs[0].Seal == nil {
		t.Errorf("who released it is not on record: %+v", tr.EmbargoActs)
	}
	if !strings.Contains(published(t, h, "es/statement.html"), "has lasted") {
		t.Error("es is not published")
	}
}
