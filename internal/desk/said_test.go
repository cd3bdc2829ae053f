package desk

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// said gives a desk the pages about what is said of texts: the real service, on records of its own beside the pipeline's.
func said(t testing.TB, h *pipeline, o *Options) *remark.Service {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, tr := range h.translations {
		tr.Extraction = l10n.NewRef([]byte("x"))
	}
	clock := noon.Add(-time.Hour)
	service := &remark.Service{Translations: talked{h}, Dismissals: s, Comments: s, Questions: s, Annotations: s, Dictionary: s, Blobs: talked{h},
		Now: func() time.Time { clock = clock.Add(time.Second); return clock }}
	o.Remarks, o.Questions, o.Findings, o.Words = service, service, service, service
	return service
}

// talked is the pipeline as the service of remarks sees it.
type talked struct{ *pipeline }

func (h talked) UpdateTargets(_ context.Context, k l10n.TranslationKey,
	change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) (l10n.Translation, []l10n.Target, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	tr := h.translations[k]
	ts, err := change(tr, slices.Clone(h.targets[k]))
	if err == nil {
		h.targets[k] = ts
	}
	return *tr, h.targets[k], err
}

func (h talked) Put(context.Context, []byte) (l10n.Ref, error) {
	return "", errors.New("nothing is stored")
}

func (h talked) Get(context.Context, l10n.Ref) ([]byte, error) { return encodeJSON(h.extraction), nil }

func visitSaid(t *testing.T, h *pipeline) (*visitor, *remark.Service) {
	t.Helper()
	o := options(t, h)
	service := said(t, h, &o)
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d), service
}

const (
	cost   = "/said/u5.1" // It cost 37 million crowns …
	arCost = "#s-u5\\.1"
)

func TestOverruleWithoutScript(t *testing.T) {
	h := fixture()
	v, _ := visitSaid(t, h)
	v.get(arPage).want(200, arCost+" .issues", "37 is written")
	v.get(arPage+cost).want(200, "h1", "sentence 5").want(200, "#checks", "37 is written")
	v.press(`button[value^="overrule"]`, nil).want(422, ".notice.bad", "rule").want(422, "#checks", "37 is written")
	v.press(`button[value^="overrule"]`, map[string]string{"reason": "house-style", "words": "Western digits.\nAlways.", "scope": "text"}).
		want(200, ".notice.good", "Overruled").want(200, ".dismissed .who", "Overruled by Ana").
		want(200, ".dismissed .words", "Western digits.").wantNone(`button[value^="overrule"]`)
	if !strings.HasSuffix(v.at, cost) {
		t.Errorf("the act leads to %s", v.at)
	}
	g := h.targets[keyFor("ar")][4]
	if len(g.Issues) != 0 || len(g.Dismissed) != 1 || g.Dismissed[0].Dismissed.Words != "Western digits.\nAlways." {
		t.Fatalf("the target has %+v", g)
	}
	v.get(arPage).want(200, arCost+" .dismissed", "This site writes it so").wantNone(arCost + " .issues .warning")
	v.get(arPage+cost).press(`button[value^="reopen"]`, nil).want(200, ".notice.good", "Taken back").
		want(200, "#checks .warning", "37 is written")
	v.get(arPage + cost)
	h.targets[keyFor("ar")][4].Text = l10n.TextFragment("نص آخر")
	v.press(`button[value^="overrule"]`, map[string]string{"reason": "mistaken", "words": "what I typed"}).
		want(409, ".notice.bad", "changed after you opened it")
	if v.area("words") != "what I typed" {
		t.Errorf("what was typed is lost: %q", v.area("words"))
	}
}

func TestFirmIssuesHaveNoButton(t *testing.T) {
	h := fixture()
	h.targets[keyFor("ar")][4].Issues = []l10n.Issue{{Type: l10n.IssueMarkup, Severity: 95, Check: "codes", Comment: "A code is lost."}}
	v, _ := visitSaid(t, h)
	v.get(arPage+cost).want(200, "#checks", "break the page").wantNone(`button[value^="overrule"]`)
	form := v.values("#comments form")
	form.Set("act", "overrule "+string(h.targets[keyFor("ar")][4].Issues[0].Hash()))
	form.Set("reason", "mistaken")
	form.Set("scope", "text")
	v.post(arPage+cost, form).want(422, ".notice.bad", "break the page")
}

// values are the values of a form's hidden fields.
func (v *visitor) values(form string) url.Values {
	out := url.Values{}
	for _, n := range []string{"id", "sourceHash", "targetHash"} {
		out.Set(n, v.doc.Find(form+` input[name="`+n+`"]`).AttrOr("value", ""))
	}
	return out
}

func TestCommentsBecomeOneQuestionAndOneAnswer(t *testing.T) {
	h := fixture()
	v, service := visitSaid(t, h)
	v.get("/").want(200, "nav", "Questions").wantNone("nav .badge")
	v.get(arPage+cost).press(`button[value="comment"]`, map[string]string{"text": "  "}).want(422, ".notice.bad", "rule")
	v.get(arPage+cost).press(`button[value="comment"]`, map[string]string{"text": "Which crowns?\r\nDanish?"}).
		want(200, ".notice.good", "beside the sentence").want(200, "#comments .thread", "Danish?")
	v.get(arPage).want(200, arCost+" .talk", "1 comment").want(200, arCost+" .talk .badge", "Not settled")
	v.get(esPage+cost).press(`button[value="comment"]`, map[string]string{"text": "¿Qué coronas?"})
	for _, by := range []l10n.UserID{"Luis", "Eva"} { // the second of them finds that the editor is asked already
		at := remark.About{TranslationKey: keyFor("es"), Segment: "u5.1", SourceHash: h.targets[keyFor("es")][4].SourceHash,
			TargetHash: h.targets[keyFor("es")][4].Text.Hash()}
		if _, err := service.Say(t.Context(), remark.Saying{About: at, ID: string(by), Text: "I wonder", By: by}); err != nil {
			t.Fatal(err)
		}
	}
	v.get("/").want(200, "nav .badge", "1")
	v.get(arPage).want(200, arCost+" .asked", "editor is asked")
	v.get("/questions").want(200, ".question h2", "37 million").want(200, ".question .thread", "Danish?").
		want(200, ".question .thread", "¿Qué coronas?").want(200, ".question .who", "Several translators")
	if n := v.doc.Find(".question .thread li").Length(); n != 4 {
		t.Errorf("the question has %d comments", n)
	}
	form := url.Values{"id": {"a1"}, "question": {v.doc.Find(`input[name="question"]`).AttrOr("value", "")}, "text": {"Norwegian crowns."}}
	v.press(`button[value="answer"]`, map[string]string{"text": "Norwegian crowns."}).want(200, ".notice.good", "stands beside").
		want(200, "main", "Ana answers for the source").wantNone("nav .badge")
	v.post("/questions", form).want(409, ".notice.bad", "changed after") // another act, by somebody with an old page
	for _, page := range []string{arPage, esPage} {
		v.get(page).want(200, arCost+" .answer", "Norwegian crowns.").wantNone(arCost + " .talk .badge")
	}
	v.get(arPage+cost).press(`button[value="comment"]`, map[string]string{"text": "All right.", "raise": "yes"}).
		want(200, ".notice.good", "editor is asked").want(200, "nav .badge", "1")
	v.press(`button[value="settle"]`, nil).want(200, ".notice.good", "settled").
		want(200, ".thread .settled", "Ana marked this as settled").wantNone(`button[value="settle"]`)
}

func TestMarkedErrorsAreCounted(t *testing.T) {
	h := fixture()
	v, _ := visitSaid(t, h)
	typed := map[string]string{"category": "accuracy", "severity": "major", "targetSpan": "38 مليون", "message": "Not 38."}
	v.get(arPage+cost).press(`button[value="mark"]`, typed).want(422, ".notice.bad", "does not stand in the translation")
	if v.doc.Find("#targetSpan").AttrOr("value", "") != "38 مليون" || v.doc.Find("#category option[selected]").AttrOr("value", "") != "accuracy" {
		t.Error("what was typed is lost")
	}
	typed["targetSpan"] = "37 مليون"
	v.press(`button[value="mark"]`, typed).want(200, ".notice.good", "marked").want(200, "#errors .thread", "37 مليون")
	v.get(arPage).want(200, arCost+" .talk", "1 marked error")
	v.get("/findings").want(200, ".counts tbody", "Accuracy").want(200, ".counts tbody", "Major").want(200, ".sizes", "Words of source")
	v.get("/findings?locale=es").want(200, "main", "No error was marked").wantNone(".counts")
	v.get("/findings?since=yesterday").want(400, "main", "")
	h.targets[keyFor("ar")][4].Text = l10n.TextFragment("نص آخر")
	v.get(arPage+cost).want(200, "#errors .thread .badge", "earlier text")
	v.get("/findings").want(200, ".counts tbody", "Accuracy")
}

func TestFindingsProposeToTurnChecksOff(t *testing.T) {
	h := fixture()
	v, service := visitSaid(t, h)
	g := h.targets[keyFor("ar")][4]
	_, err := service.Dismiss(t.Context(), remark.Overruling{About: remark.About{TranslationKey: keyFor("ar"), Segment: g.Segment,
		SourceHash: g.SourceHash, TargetHash: g.Text.Hash()}, ID: "o", Issue: g.Issues[0].Hash(), Scope: l10n.DismissCheck,
		Reason: l10n.ReasonMistaken, By: "Eva"})
	if err != nil {
		t.Fatal(err)
	}
	v.get("/findings").want(200, "main", "Overruled for 1 text").want(200, "main pre", "ar: {disabled: [numbers]}").
		want(200, "main", "Proposed by Eva")
}

// TestSaidIsHostile holds that nothing that anybody says becomes markup.
func TestSaidIsHostile(t *testing.T) {
	h := hostilePipeline()
	v, service := visitSaid(t, h)
	for _, l := range []l10n.Locale{"es", "ar"} {
		g := h.targets[keyFor(l)][4]
		at := remark.About{TranslationKey: keyFor(l), Segment: g.Segment, SourceHash: h.extraction.Units[4].Segments[0].Hash(),
			TargetHash: g.Text.Hash()}
		_, err := service.Say(t.Context(), remark.Saying{About: at, ID: "c", Text: hostile, By: hostile, Raise: true})
		err = errors.Join(err, service.Annotate(t.Context(), remark.Marking{About: at, ID: "m", By: hostile, Remark: l10n.Remark{
			Category: "style", Severity: "minor", TargetSpan: hostile, Message: hostile, Suggestion: hostile}}))
		if err != nil {
			t.Fatal(err)
		}
		_, err = service.Dismiss(t.Context(), remark.Overruling{About: at, ID: "d", Issue: g.Issues[0].Hash(), Scope: "check",
			Reason: "other", Words: hostile, By: hostile})
		if err != nil {
			t.Fatal(err)
		}
	}
	check := func() {
		t.Helper()
		if v.status >= 500 {
			t.Errorf("%s: status %d", v.at, v.status)
		}
		if n := v.strangeScripts(); n != 0 {
			t.Errorf("%s: %d scripts", v.at, n)
		}
		if n := v.doc.Find("main img, [onerror], [style]").Length(); n > 0 {
			t.Errorf("%s: markup from outside", v.at)
		}
		if !strings.Contains(v.doc.Find("main").Text(), "<script>alert(1)</script>") {
			t.Errorf("%s does not show the text", v.at)
		}
	}
	for _, p := range []string{arPage, arPage + cost, "/questions", "/findings"} {
		v.get(p)
		check()
	}
	v.get(arPage+cost).press(`button[value="mark"]`, map[string]string{"sourceSpan": hostile + "x", "message": hostile})
	check()
	v.get("/questions").press(`button[value="answer"]`, map[string]string{"text": hostile})
	check()
	v.get("/t/x/es/said/u1.1").want(404, "main", "nothing")
	v.get(arPage+"/said/none").want(404, "main", "nothing")
	form := url.Values{"id": {"x"}, "act": {"comment"}, "text": {strings.Repeat("x", 5001)}}
	v.post(arPage+cost, form).want(422, "main", "")
	form.Set("id", "")
	v.post(arPage+cost, form).want(400, "main", "")
}
