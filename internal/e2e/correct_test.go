package e2e_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/correct"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

const wrongSentence = "The session opens on Monday."

// carrying is a page with the sentence, one without it.
func carrying(name string, with bool) string {
	text := "Nothing of it here."
	if with {
		text = wrongSentence + " It is held in room " + name + "."
	}
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head><body><main><p>%s</p></main></body></html>`, name, text)
}

// A sentence that is wrong on three pages in two locales is found wherever it is, and reopened there alone. People confirm
// the new text; the pages get a note, which stays; a page without the sentence stays byte by byte; the memory offers the wrong text no more.
func TestAPublishedSentenceIsCorrected(t *testing.T) {
	pages := map[string]string{}
	var urls []string
	h := newHouse(t, pages)
	for _, name := range []string{"one", "two", "three", "four"} {
		h.edit(map[string]string{name + ".html": carrying(name, name != "four")})
		urls = append(urls, h.source.URL+"/"+name+".html")
	}
	locales := []l10n.Locale{"es", "fr"}
	approveAll := func(step l10n.StepName, by l10n.UserID) l10n.Decision {
		d := approve(step, by)
		d.Confirm = []string{"all"}
		return d
	}
	run, _, err := h.client.Publish(t.Context(), client.Request{Pages: urls, Locales: locales, By: "editor"})
	h.must(err)
	for _, name := range []string{"one", "two", "three", "four"} {
		for _, l := range locales {
			h.must(h.decide(h.key(name+".html", l), approveAll("review", "maria")))
		}
	}
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 8 {
		t.Fatalf("%+v", r)
	}
	before := map[string]string{}
	for _, l := range locales {
		for _, name := range []string{"one", "four"} {
			path := fmt.Sprintf("%s/%s.html", l, name)
			before[path] = published(t, h, path)
		}
	}

	found, err := h.app.Correct.Find(t.Context(), l10n.SentenceQuery{Source: " The session  opens on\nMonday. "})
	h.must(err)
	if len(found) != 6 {
		t.Fatalf("it is found at %d places: %+v", len(found), found)
	}
	if es, err := h.app.Correct.Find(t.Context(), l10n.SentenceQuery{Target: "es " + wrongSentence}); err != nil || len(es) != 3 {
		t.Errorf("by its translation: %+v %v", es, err)
	}
	if one, err := h.app.Correct.Find(t.Context(), l10n.SentenceQuery{Document: found[0].Document, Segment: found[0].Segment, Locale: "fr"}); err != nil || len(one) != 3 {
		t.Errorf("by its segment: %+v %v", one, err)
	}
	// The source has changed since: a correction changes nothing but the sentence.
	h.edit(map[string]string{"one.html": strings.Replace(carrying("one", true), "It is held", "It was held", 1)})
	spanish := found[:0:0]
	french := found[:0:0]
	for _, c := range found {
		if c.Locale == "es" {
			spanish = append(spanish, c)
		} else {
			french = append(french, c)
		}
	}
	h.must(h.app.Correct.Propose(t.Context(), spanish, l10n.TextFragment("La sesión abre el martes.")))
	if err := h.app.Correct.Propose(t.Context(), french, l10n.ParseFragment("<1>Mardi</1>")); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a text with other codes is proposed: %v", err)
	}
	requests := correct.Requests(append(spanish, french...), true, "editor", "Tuesday, not Monday")
	if len(requests) != 1 || len(requests[0].Pages) != 3 || len(requests[0].Correction.Sentences) != 6 {
		t.Fatalf("%+v", requests)
	}
	stranger, _ := newDecisionKey()
	if _, _, err := client.New(h.sdk, queue, client.SignedBy(stranger)).Publish(t.Context(), requests[0]); err == nil {
		t.Error("a correction in another's name is taken")
	}
	fixing, _, err := h.client.Publish(t.Context(), requests[0])
	h.must(err)
	for _, name := range []string{"one", "two", "three"} {
		for _, l := range locales {
			k := h.key(name+".html", l)
			h.until(fmt.Sprint(k, " waits"), func() bool { return h.waits(k, "review") })
			ts, err := h.store.Targets(t.Context(), k)
			h.must(err)
			open := 0
			for _, g := range ts {
				switch {
				case g.Correction != fixing:
					if g.SubState != l10n.SubApproved && g.SubState != l10n.SubCopy {
						t.Errorf("%s %s stands as %s, and nobody found it wrong", k, g.Segment, g.SubState)
					}
				case g.SubState != l10n.SubNeedsEdit || len(g.Earlier) != 1 || g.Earlier[0].Text.Text() != string(l)+" "+wrongSentence:
					t.Errorf("%s %s stands as %s beside %+v", k, g.Segment, g.SubState, g.Earlier)
				default:
					open++
					if l == "fr" {
						h.write(k, l10n.Edit{Segment: g.Segment, Text: l10n.TextFragment("La séance ouvre mardi."), Version: g.Version, By: "jeanne"})
					}
				}
			}
			if open != 1 {
				t.Errorf("%s has %d open segments", k, open)
			}
			if strings.Contains(published(t, h, fmt.Sprintf("%s/%s.html", l, name)), "dragoman-correction") {
				t.Error("the note is there before the correction")
			}
			h.must(h.decide(k, approveAll("review", "jeanne")))
		}
	}
	if r := h.ended(fixing); r.Status != l10n.RunCompleted || r.Published != 6 || r.Reason != "Tuesday, not Monday" {
		t.Fatalf("%+v", r)
	}
	today := func(l l10n.Locale) string { return format.New(l).Format(time.Now().UTC(), format.LongDate) }
	for path, was := range before {
		l, now := l10n.Locale(path[:2]), published(t, h, path)
		if strings.HasSuffix(path, "four.html") {
			if now != was {
				t.Errorf("%s has changed:\n%s\n%s", path, was, now)
			}
			continue
		}
		right, note := "La sesión abre el martes.", "<p class=\"dragoman-correction\">Corrección del "+today(l)+": se ha subsanado un error de esta traducción.</p>\n"
		if l == "fr" {
			right, note = "La séance ouvre mardi.", "<p class=\"dragoman-correction\">Correction du "+today(l)+"\u00a0: une erreur de cette traduction a été rectifiée.</p>\n"
		}
		want := strings.Replace(was, string(l)+" "+wrongSentence, right, 1)
		want = strings.Replace(want, "</main>", note+"</main>", 1)
		if now != want {
			t.Errorf("%s:\n%s\nwant\n%s", path, now, want)
		}
	}
	k := h.key("one.html", "es")
	pub, err := h.app.Site.Destinations["public"].Publisher.Current(t.Context(), k.Document)
	h.must(err)
	for _, l := range pub.Locales {
		if len(l.Corrections) != 1 || l.Corrections[0].Run != fixing {
			t.Errorf("the manifest does not say that %s was corrected: %+v", l.Locale, l.Corrections)
		}
	}
	kept, err := h.store.Corrections(t.Context(), k)
	h.must(err)
	if len(kept) != 1 || kept[0].By != "editor" || kept[0].Reason != "Tuesday, not Monday" || kept[0].Request == "" {
		t.Errorf("the records: %+v", kept)
	}
	h.replay("publish-document-corrected", workflows.DocumentWorkflowID(k.Document))

	// A later run takes up the changed source: the right text and the note stay, and nothing is reopened again.
	again, _, err := h.client.Publish(t.Context(), client.Request{Pages: urls[:1], Locales: locales[:1], By: "editor"})
	h.must(err)
	h.must(h.decide(k, approveAll("review", "maria")))
	if r := h.ended(again); r.Status != l10n.RunCompleted || r.Published != 1 {
		t.Errorf("%+v", r)
	}
	if tr, err := h.store.Translation(t.Context(), k); err != nil || tr.Run != again || tr.Stage != l10n.StagePublished {
		t.Errorf("%+v %v", tr, err)
	}
	if now := published(t, h, "es/one.html"); !strings.Contains(now, "La sesión abre el martes. es It") || strings.Count(now, "dragoman-correction") != 1 {
		t.Errorf("after a later run:\n%s", now)
	}
	ms, err := h.app.Memory.Lookup(t.Context(), []l10n.MatchQuery{{Source: l10n.TextFragment(wrongSentence), SourceLang: "en", Locale: "es"}})
	h.must(err)
	if len(ms[0]) == 0 || ms[0][0].Target.Text() != "La sesión abre el martes." {
		t.Errorf("the memory offers %+v", ms[0])
	}
	// What is not published so any more can't be corrected so.
	if _, _, err := h.client.Publish(t.Context(), requests[0]); err == nil {
		t.Error("an outdated correction is taken")
	}
	h.correctAtTheDesk(h.key("two.html", "es"))
}

// correctAtTheDesk presses the button of the desk's page twice: it is one correction.
func (h *house) correctAtTheDesk(k l10n.TranslationKey) {
	h.t.Helper()
	handler, err := h.app.DeskHandler(h.client, "luis")
	h.must(err)
	form := url.Values{"id": {"an-act"}, "act": {"correct"}, "side": {"target"}, "scope": {"this"}, "sentence": {"La sesión abre el martes."},
		"to": {"La sesión abre el miércoles."}, "reason": {"Wednesday"}}
	for range 2 {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/t/"+string(k.Document)+"/"+string(k.Locale)+"/correct", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusSeeOther || !strings.HasSuffix(w.Header().Get("Location"), "/publications") {
			h.t.Fatalf("%d %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
		}
		h.until("it waits again", func() bool { return h.waits(k, "review") })
	}
	ts, err := h.store.Targets(h.t.Context(), k)
	h.must(err)
	if i := slices.IndexFunc(ts, func(g l10n.Target) bool { return g.Correction != "" }); i < 0 || ts[i].Text.Text() != "La sesión abre el miércoles." {
		h.t.Errorf("%+v", ts)
	}
	if kept, err := h.store.Corrections(h.t.Context(), k); err != nil || len(kept) != 2 || kept[1].By != "luis" {
		h.t.Errorf("%+v %v", kept, err)
	}
}
