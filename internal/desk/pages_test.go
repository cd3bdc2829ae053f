package desk

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

const (
	arPage = "/t/" + string(statement) + "/ar"
	esPage = "/t/" + string(statement) + "/es"
)

func TestTranslationShowsSegments(t *testing.T) {
	v := visit(t, newDesk(t, fixture())).get(arPage)
	v.want(200, "h1", lines[0].en).want(200, ".steps .done", "Karim").want(200, ".steps .now", "Review")
	v.want(200, `.source[lang="en"][dir="ltr"] .code`, "<1>").want(200, ".filled", "9 March 2026")
	v.want(200, `.source[lang="en"] [role=heading][aria-level="2"]`, lines[2].en).want(200, "#s-u9\\.1 .role",
		"Picture description")
	v.want(200, "#s-u4\\.1 .origin", "Memory, 83% similar").want(200, "#s-u5\\.1 .issues .warning", "Numbers")
	v.want(200, ".history li", "Names follow the glossary.")
	v.want(200, `.links a[href="http://localhost:8233/namespaces/default/workflows/run-7"]`, "Temporal")
	if got := v.area("t.u4.1"); strings.ReplaceAll(got, lrm, "") != lines[3].ar {
		t.Errorf("textarea %q", got)
	}
	if a := v.doc.Find(`textarea[name="t.u4.1"]`); a.AttrOr("dir", "") != "rtl" || a.AttrOr("lang", "") != "ar" {
		t.Error("the target is not marked as Arabic")
	}
	v.want(200, ".bar-top .why", "1 segment has no translation")
	if _, disabled := v.doc.Find(".bar-top button.primary").Attr("disabled"); !disabled {
		t.Error("a translation with an empty segment can be approved")
	}
	v.get(arPage+"?show=attention").want(200, ".view", "Show all 10 segments")
	if n := v.doc.Find(".row").Length(); n != 3 {
		t.Errorf("%d rows want attention, not 3", n)
	}
	v.get("/t/nothing/es").want(404, "main", "nothing at this address")
	v.get("/t/"+string(statement)+"/not_a_locale!").want(404, "main", "nothing at this address")
}

func TestWhyEnginesLeftTextsToPeople(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	if n := v.doc.Find(".left").Length(); n != 0 {
		t.Error("nothing is left, and the page gives reasons")
	}
	h.translations[keyFor("es")].Unanswered = []l10n.Unanswered{{Engine: "openai", Why: "the <model's> answer was cut off", Texts: 12}, {Engine: "deepl", Why: "no pair"}}
	v.get(esPage).want(200, ".left li", "openai: the <model's> answer was cut off (12 texts)").want(200, ".left p", "Why engines left texts to people")
}

func TestWhatStaysOfAPageIsTold(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	if n := v.doc.Find(".stays").Length(); n != 0 {
		t.Error("nothing stays, and the page says so")
	}
	h.translations[keyFor("es")].Left = []l10n.Left{{Part: "nav", Words: 3}, {Part: "div.<b>", Words: 1}, {Lang: "fr", Words: 2}, {Words: 1}, {Button: "Save <it>", Words: 2}}
	v.get(esPage).want(200, ".stays code", "div.<b>").want(200, ".stays", "include").
		want(200, ".stays bdi", "French").want(200, ".stays bdi", "no known language").want(200, ".stays", "also_translate").want(200, ".stays bdi", "Save <it>").want(200, ".stays", "named_buttons")
}

func TestFilesThatVisitorsWillNotFind(t *testing.T) {
	h := fixture()
	h.translations[keyFor("es")].FileNotes = []string{"file:///a/<b>.png: there is no such file"}
	visit(t, newDesk(t, h)).get(esPage).want(200, ".files li", "file:///a/<b>.png: there is no such file").want(200, ".files p", "visitors will not find")
}

func TestIssuesMarkTheirText(t *testing.T) {
	h := fixture()
	h.targets[keyFor("es")][3].Issues = []l10n.Issue{
		{Type: l10n.IssueTerminology, Severity: 60, Comment: "The term", Source: l10n.Span{Start: 4, End: 22},
			Target: l10n.Span{Start: 3, End: 12}},
		{Type: l10n.IssueNumbers, Severity: 60, Comment: "Out of the text", Source: l10n.Span{Start: 90, End: 400},
			Target: l10n.Span{Start: -1, End: 9999}},
	}
	v := visit(t, newDesk(t, h)).get(esPage)
	v.want(200, "#s-u4\\.1 .source mark", "Harbour Commission").want(200, "#s-u4\\.1 .issues mark", "Comisión")
	const want = "The <1>Harbour Commission</1> opened the lock on <2/>9 March 2026."
	if got := v.doc.Find("#s-u4\\.1 .source .text").Clone(); got.Find("small").Remove().End().Text() != want {
		t.Errorf("the source reads %q", got.Text())
	}
}

func TestTranslationThatDoesNotWaitIsReadOnly(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h))
	h.translations[keyFor("es")].Stage = l10n.StagePublished
	v.get(esPage).want(200, ".target .text", lines[0].es).wantNone("textarea").wantNone("button.primary").
		want(200, "#s-u4\\.1 .target .code", "<1>a").wantNone(".target .filled")
	if r := v.header.Get("Refresh"); r != "" {
		t.Errorf("an ended translation reloads itself: %q", r)
	}
	h.translations[keyFor("es")].Stage = l10n.StageApproved
	if v.get(esPage).header.Get("Refresh") == "" {
		t.Error("a translation under way does not reload itself")
	}
}

func TestParkedTranslation(t *testing.T) {
	h := fixture()
	park := func() {
		es := h.translations[keyFor("es")]
		es.Stage, es.Step, es.Comment, es.Until = l10n.StageParked, "", "deepl: out of quota <b>", noon.Add(time.Hour)
	}
	v := visit(t, newDesk(t, h))
	park()
	v.get("/").want(200, "section[aria-labelledby=moving] .reason", "out of quota <b>").
		want(200, "section[aria-labelledby=moving]", "Next attempt: March 9, 2026")
	v.get(esPage).want(200, ".notice.note", "out of quota <b>").want(200, ".notice.note time", "UTC")
	v.press(`button[value="resume"]`, map[string]string{"allow": "-5"}).want(400, "main", "did not understand")
	v.get(esPage).press(`button[value="resume"]`, map[string]string{"allow": "5000"}).want(200, ".notice.good",
		"being asked").wantNone(`button[value="resume"]`)
	park()
	v.get(esPage).press(`button[value="skip"]`, nil).want(200, ".notice.good", "left to people")
	if want := []l10n.Resume{{By: "Ana", Allow: 5000}, {By: "Ana", Skip: true}}; !slices.Equal(h.resumed, want) {
		t.Errorf("resumed by %+v", h.resumed)
	}
}

func TestPendingNotice(t *testing.T) {
	h := fixture()
	es, v := h.translations[keyFor("es")], visit(t, newDesk(t, h))
	es.Pending = l10n.OmitPending
	v.get(esPage).want(200, ".translation-head p.calm", "Left out")
	es.Pending, es.Untranslated = l10n.FallbackPending, 4
	v.get(esPage).want(200, ".translation-head p.calm", "Such segments: 4.")
	es.Untranslated = 0
	v.get(esPage).wantNone(".translation-head p.calm")
}

func TestBadForms(t *testing.T) {
	v := visit(t, newDesk(t, fixture()))
	for name, form := range map[string]url.Values{
		"no button":  {},
		"unknown":    {"act": {"explode"}},
		"no version": {"act": {"save"}, "t.u1.1": {"x"}},
	} {
		if v.post(esPage, form).want(400, "main", "did not understand"); t.Failed() {
			t.Log(name)
		}
	}
	v.post(esPage, url.Values{"act": {"save"}, "t.zz": {"x"}, "v.zz": {"1 y"}}).
		want(404, ".notice.bad", "could not be saved")
	v.post(esPage, url.Values{"act": {"approve"}}).want(400, "main", "did not understand")
	v.post(esPage, url.Values{"x": {strings.Repeat("x", maxBody)}}).want(413, "main", "did not understand")
}

func TestLanguages(t *testing.T) {
	for accept, want := range map[string]string{"es-MX,es;q=0.9": "es", "ar-EG": "ar", "de-AT": "de", "it": "en",
		"pt-BR": "pt", "ru;q=0.5,fr;q=0.8": "fr", "": "en", ";;;": "en"} {
		v := visit(t, newDesk(t, fixture()))
		v.lang = accept
		if got := v.get("/").doc.Find("html").AttrOr("lang", ""); got != want {
			t.Errorf("Accept-Language %q gives %q, want %q", accept, got, want)
		}
	}
	v := visit(t, newDesk(t, fixture())).get(arPage + "?show=attention")
	v.press(`button[name="language"][value="ar"]`, nil)
	if v.at != arPage+"?show=attention" || v.doc.Find("html").AttrOr("dir", "") != "rtl" {
		t.Errorf("the switcher led to %s, dir %s", v.at, v.doc.Find("html").AttrOr("dir", ""))
	}
	v.want(200, ".bar-top", "مقطع واحد بلا ترجمة")
	for _, lang := range locales.Desk() {
		v := visit(t, newDesk(t, fixture()))
		v.lang = string(lang)
		for _, p := range []string{"/", arPage, arPage + "/preview", "/nowhere"} {
			if i := strings.Index(v.get(p).raw, "desk."); i >= 0 && !strings.HasPrefix(v.raw[i:], "desk.css") &&
				!strings.HasPrefix(v.raw[i:], "desk.js") {
				t.Errorf("%s in %s shows a message's id: %.40s", p, lang, v.raw[i:])
			}
		}
	}
}

func TestLabelsCoverTheVocabulary(t *testing.T) {
	for _, s := range []l10n.Stage{l10n.StageTranslate, l10n.StageCheck, l10n.StageReview, l10n.StageApproved,
		l10n.StagePublished, l10n.StageHeld, l10n.StageWithdrawn, l10n.StageFailed, l10n.StageCancelled} {
		if _, ok := stageLabels[s]; !ok {
			t.Errorf("stage %s has no label", s)
		}
	}
	if n := len(slices.Collect(maps.Keys(issueLabels))); n != 27 {
		t.Errorf("%d issue types have labels; ITS 2.0 has 27 here", n)
	}
	d := &desk{Options: options(t, fixture())}
	en := d.newLocalizer("en")
	for _, k := range []l10n.SubState{l10n.SubApproved, l10n.SubTMContext, l10n.SubTMExact, l10n.SubTMFuzzy, l10n.SubMT,
		l10n.SubPseudo, l10n.SubCopy, l10n.SubHuman, l10n.SubNoEngine} {
		if got := origin(en, l10n.Target{SubState: k}); got == "" || strings.HasPrefix(got, "desk.") {
			t.Errorf("origin %s = %q", k, got)
		}
	}
	if got := role(en, &l10n.Unit{Element: "x-thing"}); got != "Text" {
		t.Errorf("an unknown element is called %q", got)
	}
}

func TestHealth(t *testing.T) {
	o := options(t, fixture())
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	visit(t, h).get("/healthz").want(http.StatusOK, "body", "ok")
}
