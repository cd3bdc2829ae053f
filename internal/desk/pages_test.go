package desk

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const (
	arPage = "/t/" + string(statement) + "/ar"
	esPage = "/t/" + string(statement) + "/es"
)

func TestQueue(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get("/")
	v.want(200, "#waiting", "2 translations wait for a person")
	v.want(200, ".list:not(.small) .item:first-child", "Arabic").
		want(200, ".list:not(.small) .item:first-child .badge", "Review 2 of 3")
	v.want(200, ".urgent", "1 empty").want(200, "section[aria-labelledby=moving]", "Kazakh")
	v.want(200, "section[aria-labelledby=ended]", "403").want(200,
		`section[aria-labelledby=ended] a[href="https://www.example.org/fr/statement.html"]`, "Published page")
	v.get("/?locale=es").want(200, "#waiting", "1 translation waits").want(200, `option[value="ar"]`, "Arabic")
	v.get("/?mine=1").want(200, "#waiting", "Nothing waits").want(200, ".calm", "filter")
	h.translations[keyFor("ar")].Assignee = "Ana"
	v.get("/?mine=1").want(200, "#waiting", "1 translation waits").want(200, ".for.mine", "Ana")
	for k := range h.translations {
		if k.Locale != "kk" {
			delete(h.translations, k)
		}
	}
	if v.get("/").want(200, "#waiting", "Nothing waits for you"); v.header.Get("Refresh") == "" {
		t.Error("an empty queue with work under way does not look again")
	}
	h.recordsErr = fmt.Errorf("records: %w", l10n.ErrUnavailable)
	v.get("/").want(503, "main", "repeating is safe")
	h.recordsErr = errors.New("disk on fire at /var/secret")
	v.get("/").want(500, "main", "log")
	if strings.Contains(v.raw, "secret") {
		t.Error("an internal error is shown to the outside")
	}
}

func TestQueuePages(t *testing.T) {
	h := fixture()
	clear(h.translations)
	for i := range queueRows + 5 {
		x := l10n.Translation{TranslationKey: l10n.TranslationKey{Document: l10n.DocumentID(fmt.Sprintf("d-%03d", i)),
			Locale: "es"},
			Title: "T", Stage: l10n.StageReview, Step: "review", WaitsSince: noon.Add(-time.Duration(i) * time.Minute)}
		h.translations[x.TranslationKey] = &x
	}
	v := visit(t, newDesk(t, h)).get("/?locale=es")
	next, _ := v.doc.Find("a[rel=next]").Attr("href")
	v.get(next).want(200, `a[href="/t/d-104/es"]`, "T").want(200, "a[rel=prev]", "Previous").wantNone("a[rel=next]")
}

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

func TestSave(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.press(`button[value="save u5.1"]`, map[string]string{"t.u5.1": "Costó 37 millones & más\r\nde <lo> previsto."})
	v.want(200, ".notice.good", "Saved.").want(200, "#s-u5\\.1 .origin", "Ana")
	if got := h.targets[keyFor("es")][4]; got.Text.Text() != "Costó 37 millones & más\nde <lo> previsto." ||
		got.Version != 2 || got.Text.HasCodes() {
		t.Errorf("saved %+v", got)
	}
	v.get(esPage).wantNone(".notice") // a flash is shown only once
	v.press(`.save-all`, nil).want(200, ".notice", "Nothing had changed.")
	v.press(`.save-all`, map[string]string{"t.u5.1": "Costó mucho.", "t.u6.1": "Cambios"})
	v.want(200, "#s-u5\\.1 .issues .blocking", "The number 37").want(200, ".bar-top .why", "must be fixed")
	if got := h.targets[keyFor("es")][5].Text.Text(); got != "Cambios" {
		t.Errorf("the second segment is %q", got)
	}
	v.press(`.save-all`, map[string]string{"t.u5.1": ""})
	if got := h.targets[keyFor("es")][4]; got.State != l10n.Initial {
		t.Errorf("an emptied segment is %s", got.State)
	}
}

func TestSaveOneKeepsTheOthersTyped(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.press(`button[value="save u5.1"]`, map[string]string{"t.u5.1": "Costó 37.", "t.u6.1": "A medias"})
	v.want(200, "main", "1 other segment is not saved yet").want(200, "#s-u6\\.1.unsaved .dirty", "Not saved")
	if v.area("t.u6.1") != "A medias" || h.targets[keyFor("es")][5].Version != 1 {
		t.Error("the other segment was saved or lost")
	}
	v.press(`.save-all`, nil).want(200, ".notice.good", "Saved.")
	if h.targets[keyFor("es")][5].Text.Text() != "A medias" {
		t.Error("what was typed before is not saved by the next press")
	}
}

func TestSaveRefusesBrokenCodes(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	broken := "La Comisión del Puerto</1> abrió la esclusa el <2/>."
	v.press(`button[value="save u4.1"]`, map[string]string{"t.u4.1": broken})
	v.want(422, "#s-u4\\.1 .fault", "the codes must be those of the source").want(422, ".fault .detail", "<1> is missing")
	if v.area("t.u4.1") != broken || h.targets[keyFor("es")][3].Version != 1 {
		t.Error("what was typed is lost, or stored")
	}
	v.press(`button[value="drop u4.1"]`, nil).wantNone(".fault")
	if v.area("t.u4.1") != lines[3].es {
		t.Errorf("dropped to %q", v.area("t.u4.1"))
	}
}

func TestFixIsTypedNotSaved(t *testing.T) {
	h := fixture()
	fix := l10n.ParseFragment("Qué cambia para los <1>buques</1>")
	h.targets[keyFor("es")][5].Issues = []l10n.Issue{{Type: l10n.IssueTypographical, Severity: 40, Comment: "No fix here"},
		{Type: l10n.IssueStyle, Severity: 40, Comment: "Better so", Fix: &fix}}
	v := visit(t, newDesk(t, h)).get(esPage).want(200, ".fix q", "<1>buques</1>")
	v.press(".fix button", map[string]string{"t.u1.1": "A medias"}).want(200, "#s-u6\\.1 .dirty", "Not saved")
	if v.area("t.u6.1") != fix.String() || v.area("t.u1.1") != "A medias" || h.targets[keyFor("es")][5].Version != 1 {
		t.Errorf("typed %q beside %q", v.area("t.u6.1"), v.area("t.u1.1"))
	}
	v.post(esPage, url.Values{"act": {"fix u6.1 0"}}).wantNone(".dirty")
}

func TestSaveMeetsConflict(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	other, err := h.editAs(t.Context(),
		l10n.Edit{Segment: "u6.1", Text: l10n.TextFragment("De Luis"), Version: 1, By: "Luis"})
	if err != nil {
		t.Fatal(err)
	}
	v.press(`.save-all`, map[string]string{"t.u6.1": "De Ana", "t.u1.1": "Otro título"})
	v.want(409, "#s-u6\\.1 .theirs", "De Luis").want(409, "#s-u6\\.1 .fault", "Luis").
		want(409, ".notice.good", "1 segment saved.")
	if v.area("t.u6.1") != "De Ana" || h.targets[keyFor("es")][5].Version != other.Version {
		t.Error("a text is lost")
	}
	v.press(`.save-all`, nil).want(200, ".notice.good", "Saved.")
	if h.targets[keyFor("es")][5].Text.Text() != "De Ana" {
		t.Error("the second save, with both texts seen, does not hold")
	}
}

func TestSaveErrorsKeepWhatWasTyped(t *testing.T) {
	for name, tt := range map[string]struct {
		err    error
		status int
		text   string
	}{
		"unavailable": {l10n.ErrUnavailable, 503, "Saving again is safe"},
		"refused":     {fmt.Errorf("%w: the step is over", l10n.ErrRefused), 422, "the step is over"},
		"internal":    {errors.New("boom"), 500, "log"},
	} {
		t.Run(name, func(t *testing.T) {
			h := fixture()
			h.editErr = tt.err
			v := visit(t, newDesk(t, h)).get(esPage)
			v.press(`.save-all`, map[string]string{"t.u6.1": "Texto"}).want(tt.status, "#s-u6\\.1 .fault", tt.text)
			if v.area("t.u6.1") != "Texto" {
				t.Error("what was typed is lost")
			}
		})
	}
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	h.translations[keyFor("es")].Stage, h.translations[keyFor("es")].Step = l10n.StageApproved, ""
	v.press(`.save-all`, map[string]string{"t.u6.1": "Tarde"}).want(422, "#s-u6\\.1 .fault", "no longer be edited")
	if v.area("t.u6.1") != "Tarde" || v.header.Get("Refresh") != "" {
		t.Error("a text that came too late is lost")
	}
}

func TestApprove(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	form := url.Values{}
	for _, n := range []string{"decision", "step", "sourceHash", "targetHash"} {
		form.Set(n, v.doc.Find(`input[name="`+n+`"]`).AttrOr("value", ""))
	}
	v.press(".bar-top button.primary", nil).want(200, ".notice.good", "Approved").
		want(200, ".badge.s-published", "Published")
	form.Set("act", "approve")
	v.post(esPage, form).want(200, ".notice.good", "Approved") // the second click of a double click
	ds := h.decisions[keyFor("es")]
	if len(ds) != 1 {
		t.Fatalf("%d decisions", len(ds))
	}
	if d := ds[0]; d.By != "Ana" || d.Step != "review" || d.TargetHash != l10n.TargetsHash(h.targets[keyFor("es")]) ||
		!d.At.Equal(noon) {
		t.Errorf("decision %+v", d)
	}
}

func TestApproveIsStopped(t *testing.T) {
	for name, tt := range map[string]struct {
		err    error
		status int
		text   string
	}{
		"refused":     {fmt.Errorf("%w: Ana approved step \"translate\" already", l10n.ErrRefused), 422, "Ana approved step"},
		"conflict":    {l10n.ErrConflict, 409, "The text changed after you opened it"},
		"unavailable": {l10n.ErrUnavailable, 503, "press the same button again"},
		"over":        {l10n.ErrNotFound, 404, "No run waits"},
		"internal":    {errors.New("boom"), 500, "log"},
	} {
		t.Run(name, func(t *testing.T) {
			h := fixture()
			h.decideErr = tt.err
			v := visit(t, newDesk(t, h)).get(esPage)
			id := v.doc.Find(`input[name="decision"]`).AttrOr("value", "")
			v.press(".ways button.primary", map[string]string{"comment": "Muy bien"}).want(tt.status, ".notice.bad", tt.text)
			if v.area("comment") != "Muy bien" {
				t.Error("the comment is lost")
			}
			same := v.doc.Find(`input[name="decision"]`).AttrOr("value", "") == id
			if same != errors.Is(tt.err, l10n.ErrUnavailable) {
				t.Errorf("the decision keeps its id: %t", same)
			}
		})
	}
}

func TestApproveAfterAChangeElsewhere(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	if _, err := h.editAs(t.Context(),
		l10n.Edit{Segment: "u6.1", Text: l10n.TextFragment("Otro"), Version: 1, By: "Luis"}); err != nil {
		t.Fatal(err)
	}
	v.press(".bar-top button.primary", nil).want(409, ".notice.bad", "The text changed").want(409,
		`textarea[name="t.u6.1"]`, "Otro")
	v.press(".bar-top button.primary", nil).want(200, ".notice.good", "Approved")
}

func TestApproveWithUnsavedText(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.press(".bar-top button.primary", map[string]string{"t.u6.1": "Sin guardar"}).
		want(409, ".notice.bad", "1 segment that is not saved")
	if v.area("t.u6.1") != "Sin guardar" || len(h.decisions[keyFor("es")]) != 0 {
		t.Error("it was approved, or the text is lost")
	}
	// A form that was made by hand cannot approve a translation with an empty segment either.
	v.post(arPage, url.Values{"act": {"approve"}, "decision": {"x"}, "step": {"review"}}).
		want(422, ".notice.bad", "A rule does not allow this")
}

func TestRequestChangesAndReassign(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(arPage)
	v.press(`button[value="request-changes"]`, nil).want(422, ".notice.bad", "Say in the comment")
	v.press(`button[value="request-changes"]`, map[string]string{"comment": "The <2/> is wrong.\r\nSee the glossary."})
	v.want(200, ".notice.good", "goes back").want(200, ".notice.note", "See the glossary.").
		want(200, ".pairing", "Round 2")
	v.press(`button[value="reassign"]`, map[string]string{"to": "Nadia"}).want(200, ".pairing .for", "Nadia")
	v.press(`button[value="reassign"]`, map[string]string{"to": strings.Repeat("x", maxName+1)}).want(422, ".notice.bad",
		"cannot be a name")
	v.press(`button[value="reassign"]`, map[string]string{"to": ""}).want(200, ".notice.good",
		"Reassigned").wantNone(".pairing .for")
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
		want(200, "section[aria-labelledby=moving]", "Next attempt: 2")
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
	for accept, want := range map[string]string{"es-MX,es;q=0.9": "es", "ar-EG": "ar", "de": "en",
		"ru;q=0.5,fr;q=0.8": "fr", "": "en", ";;;": "en"} {
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
	for _, lang := range []string{"es", "fr", "ru", "ar"} {
		v := visit(t, newDesk(t, fixture()))
		v.lang = lang
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
