package e2e_test

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

const offer = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title translate="no">Offer</title></head>
<body><main><p>Tickets are free for everybody under the age of 37.</p><p>Bring <b>a letter</b> from your school with you.</p>
<p>The office is closed on Sundays.</p></main></body></html>`

// TestAPersonsWordsOutlastTheirSource holds the way of texts of people through a change of the source: one that somebody
// wrote, without an engine, and one that a colleague approved at the first step, with one.
func TestAPersonsWordsOutlastTheirSource(t *testing.T) {
	h := newHouse(t, map[string]string{"offer.html": offer})
	p := h.plan([]string{"offer.html"}, "es", "fr", "de")
	p.Steps = []l10n.StepName{"translate", "review"}
	p.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {translate.Memory}}
	first := h.start(p)
	es, fr, de := h.key("offer.html", "es"), h.key("offer.html", "fr"), h.key("offer.html", "de")
	for _, k := range []l10n.TranslationKey{es, fr, de} {
		h.until("it waits", func() bool { return h.waits(k, "translate") })
	}
	for _, step := range []l10n.StepName{"translate", "review"} { // French is published before the change
		h.until("French waits", func() bool { return h.waits(fr, step) })
		h.must(h.decide(fr, approve(step, "fr-"+l10n.UserID(step))))
	}
	h.until("French is published", func() bool {
		tr, err := h.store.Translation(t.Context(), fr)
		return err == nil && tr.Stage == l10n.StagePublished
	})
	h.must(h.decide(de, approve("translate", "karl")))
	h.until("German waits for the second step", func() bool { return h.waits(de, "review") })
	ts, err := h.store.Targets(t.Context(), es)
	h.must(err)
	texts := []string{"Entrada libre para menores de 37 años.", "Traiga <1>una carta</1> de su escuela.", "Los domingos está cerrado."}
	for i, text := range texts {
		h.write(es, l10n.Edit{Segment: ts[i].Segment, Text: l10n.ParseFragment(text), Version: ts[i].Version, By: "maria"})
	}

	changed := strings.NewReplacer("37", "38", "<b>a letter</b>", "a letter", "<p>The office is closed on Sundays.</p>", "").Replace(offer)
	h.edit(map[string]string{"offer.html": changed})
	second := h.start(p)
	for _, k := range []l10n.TranslationKey{es, fr, de} {
		h.until("the second run has it", func() bool {
			tr, err := h.store.Translation(t.Context(), k)
			return err == nil && tr.Run == second && tr.Step == "translate"
		})
	}
	ts, err = h.store.Targets(t.Context(), es)
	h.must(err)
	for i, want := range []string{"Entrada libre para menores de 38 años.", "Traiga una carta de su escuela."} {
		g := ts[i]
		if g.Text.String() != want || g.SubState != l10n.SubNeedsEdit || g.Origin.By != "maria" || len(g.Earlier) != 1 || g.Earlier[0].Text.String() != texts[i] {
			t.Errorf("%+v, want %q", g, want)
		}
	}
	tr, err := h.store.Translation(t.Context(), es)
	h.must(err)
	gone, err := h.app.Work.KeptTexts(t.Context(), tr.Gone)
	if err != nil || len(gone) != 1 || gone[0].Text.Text() != texts[2] || gone[0].Source.Text() != "The office is closed on Sundays." {
		t.Errorf("%+v %v", gone, err)
	}
	ts, err = h.store.Targets(t.Context(), de)
	h.must(err)
	if g := ts[0]; g.SubState != l10n.SubNeedsEdit || !strings.Contains(g.Text.Text(), "38") || g.Origin.Provider != "echo" ||
		len(g.Earlier) != 1 || g.Earlier[0].By != "karl" || g.Earlier[0].Step != "translate" {
		t.Errorf("what a colleague approved: %+v", g)
	}
	for k, want := range map[l10n.TranslationKey]l10n.RunID{es: first, de: first, fr: ""} {
		if tr, err := h.store.Translation(t.Context(), k); err != nil || tr.Supersedes != want {
			t.Errorf("%s supersedes %q, want %q; %v", k.Locale, tr.Supersedes, want, err)
		}
	}
}

// TestALocaleIsAddedWhileOthersWait holds that a page whose review waits can be published in one more locale.
func TestALocaleIsAddedWhileOthersWait(t *testing.T) {
	h := newHouse(t, map[string]string{"offer.html": offer})
	first := h.start(h.plan([]string{"offer.html"}, "es"))
	es, fr := h.key("offer.html", "es"), h.key("offer.html", "fr")
	h.until("Spanish waits", func() bool { return h.waits(es, "review") })
	second := h.ended(h.start(h.plan([]string{"offer.html"}, "fr")))
	if second.Status == l10n.RunFailed || !strings.Contains(second.Comment, string(first)) {
		t.Fatalf("%+v", second)
	}
	h.must(h.decide(fr, approve("review", "maria")))
	h.until("French is published", func() bool {
		tr, err := h.store.Translation(t.Context(), fr)
		return err == nil && tr.Stage == l10n.StagePublished && tr.Run == first
	})
	if !h.waits(es, "review") {
		t.Error("the review of the Spanish has ended")
	}
	h.must(h.decide(es, approve("review", "ana")))
	if r := h.ended(first); r.Status != l10n.RunCompleted || r.Published != 2 {
		t.Errorf("%+v", r)
	}
	published(t, h, "es/offer.html")
	published(t, h, "fr/offer.html")
}
