package desk

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/assist"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/store"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// aside is the pipeline as the service at a translator's side sees it: with the texts that a store kept.
type aside struct {
	*pipeline
	*store.Store
	kept     []l10n.KeptText
	replaced []l10n.KeptText
}

func (a *aside) Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	return a.pipeline.Translation(ctx, k)
}

func (a *aside) Targets(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return a.pipeline.Targets(ctx, k)
}

func (a *aside) KeptOn(context.Context, l10n.TranslationKey, l10n.SegmentID, int) ([]l10n.KeptText, int, error) {
	return a.kept, len(a.kept), nil
}

func (a *aside) ReplacedOn(context.Context, l10n.TranslationKey, l10n.SegmentID, int) ([]l10n.KeptText, error) {
	return a.replaced, nil
}

func (a *aside) SaidOn(context.Context, l10n.TranslationKey, l10n.SegmentID, int) ([]l10n.Statement, int, error) {
	return []l10n.Statement{{Verdict: l10n.Verdict{Outcome: l10n.Changes, Comment: "“Prácticos” is unusual.", Step: "judge", At: noon,
		By: l10n.Reviewer{Kind: "model", ID: "gpt"}}}, {Verdict: l10n.Verdict{Outcome: l10n.Asked, By: l10n.Reviewer{Kind: l10n.ByRule}}}}, 2, nil
}

// shouting is an engine that answers in capitals.
type shouting struct{ asked atomic.Int32 }

func (*shouting) Traits() translate.Traits {
	return translate.Traits{Name: "shout", Markup: translate.Notation, Repeatable: true}
}

func (s *shouting) Translate(_ context.Context, r translate.Request) ([]translate.Answer, error) {
	s.asked.Add(1)
	return []translate.Answer{{Text: strings.ToUpper(r.Texts[0])}}, nil
}

// withAssist gives a desk the real service at a translator's side, with a memory and a glossary of its own.
func withAssist(t testing.TB, h *pipeline, o *Options) (*aside, *shouting) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "assist.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	tm, err := memory.Open(t.Context(), s.DB(), memory.SQLite)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range [][2]string{
		{"It cost 35 million crowns & took six years.", "Costó 35 millones de coronas y llevó seis años."},
		{"It cost 37 million crowns & took two years.", "Costó 37 millones de coronas y tardó dos años."},
	} {
		if err := tm.Add(t.Context(), []l10n.MemoryEntry{{Source: l10n.TextFragment(e[0]), Target: l10n.TextFragment(e[1]), SourceLang: "en", Locale: "es",
			Author: "luis", Document: statement, At: noon}}); err != nil {
			t.Fatal(err)
		}
	}
	terms := termbase.New(termbase.Concept{ID: "crown", Note: "the currency", Terms: map[l10n.Locale]termbase.Words{
		"en": {Allowed: []string{"crown"}}, "es": {Allowed: []string{"corona", "corona sueca"}, Forbidden: []string{"croon"}}}})
	engine := &shouting{}
	tr := &translate.Translator{Answers: s, Ledger: s, Providers: map[l10n.ProviderName]translate.Provider{"shout": engine},
		Default: []l10n.ProviderName{"memory", "shout", "absent", "source"}}
	a := &aside{pipeline: h, Store: s}
	o.Assist = &assist.Service{Records: a, Blobs: talked{h}, Memory: tm, Terms: terms, Engines: tr, Locks: s,
		Price: func(l10n.ProviderName) float64 { return 20 }}
	return a, engine
}

func visitAssist(t *testing.T) (*visitor, *aside, *shouting) {
	t.Helper()
	h := fixture()
	o := options(t, h)
	said(t, h, &o)
	a, engine := withAssist(t, h, &o)
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d), a, engine
}

const costES = apiES + "/segments/u5.1"

func TestHelpBesideASegment(t *testing.T) {
	v, _, _ := visitAssist(t)
	v.lang = "es"
	h := ask[apiHelp](v, "GET", costES+"/help", "")
	if len(h.Matches) != 2 {
		t.Fatalf("%s", v.raw)
	}
	if m := h.Matches[0]; m.Score != 99 || m.Class != l10n.MatchExact || m.Fitted.Text() != "Costó 37 millones de coronas y llevó seis años." ||
		m.Target.Text() != "Costó 35 millones de coronas y llevó seis años." || m.Author != "luis" || m.Page != lines[0].en || len(m.Notes) != 0 ||
		fmt.Sprint(m.Diff[1:3]) != "[{del 35} {ins 37}]" || m.Label == "" {
		t.Errorf("%+v", m)
	}
	if m := h.Matches[1]; m.Class != l10n.MatchFuzzy || !m.Fits {
		t.Errorf("%+v", m)
	}
	if x := h.Terms; len(x) != 1 || x[0].Source != "crowns" || x[0].Start != 19 || x[0].End != 25 || !x[0].Targets[0].Preferred || len(x[0].Targets) != 2 ||
		x[0].Forbidden[0] != "croon" {
		t.Errorf("%+v", x)
	}
	if x := h.Engines; len(x) != 2 || x[0].Asked || x[0].Chars != 43 || x[0].Money == "" || x[1].Why == "" {
		t.Errorf("%+v", x)
	}
	if x := h.Said; len(x) != 1 || x[0].Comment == "" || x[0].Who != "gpt" {
		t.Errorf("%+v", x)
	}
	if ask[problem](v, "GET", apiES+"/segments/none/help", ""); v.status != 404 {
		t.Errorf("unknown segment: %d", v.status)
	}
}

func TestAnEngineIsAskedOnceForASegment(t *testing.T) {
	v, _, engine := visitAssist(t)
	for range 2 {
		got := ask[map[string]apiAnswer](v, "POST", costES+"/answers", `{"engine":"shout","act":"a1"}`)
		if v.status != 200 || !strings.HasPrefix(got["answer"].Text.Text(), "IT COST 37 MILLION CROWNS") {
			t.Errorf("%d %s", v.status, v.raw)
		}
	}
	if h := ask[apiHelp](v, "GET", costES+"/help", ""); engine.asked.Load() != 1 || len(h.Answers) != 1 || !h.Engines[0].Asked {
		t.Errorf("asked %d times, %+v", engine.asked.Load(), h.Answers)
	}
	for body, status := range map[string]int{`{"engine":"absent"}`: 422, `{"engine":""}`: 400, `{}`: 400, `{"engine":"shout","x":1}`: 400} {
		if ask[problem](v, "POST", costES+"/answers", body); v.status != status {
			t.Errorf("%s: %d %s", body, v.status, v.raw)
		}
	}
}

func TestHistoryOfASegment(t *testing.T) {
	v, a, _ := visitAssist(t)
	a.kept = []l10n.KeptText{{ID: "k1", Act: l10n.KeptFinal, SourceHash: l10n.ParseFragment(lines[4].en).Hash(), Text: l10n.TextFragment("Costó 37."), By: "eva", Step: "review", At: noon}}
	a.replaced = []l10n.KeptText{{ID: "m1", Act: l10n.KeptReplaced, SourceHash: l10n.ParseFragment(lines[4].en).Hash(), Text: l10n.TextFragment("COSTÓ"),
		Origin: l10n.Origin{Kind: l10n.SubMT, Provider: "shout"}}}
	h := ask[apiHistory](v, "GET", costES+"/history", "")
	if len(h.Versions) != 3 || !h.Versions[0].Stands || h.Versions[1].Label != "approved at the last step" || h.Versions[1].Step != "Review" ||
		!strings.Contains(h.Versions[2].Label, "shout") || len(h.Said) != 1 {
		t.Errorf("%+v", h)
	}
}

func TestConcordanceOfATranslation(t *testing.T) {
	v, _, _ := visitAssist(t)
	type answer struct {
		Hits []apiHit
		More bool
	}
	got := ask[answer](v, "GET", apiES+"/concordance?q=COSTÓ&in=target", "")
	if len(got.Hits) != 2 || !got.Hits[0].Target[0].Marked || got.Hits[0].Target[0].Text != "Costó" || got.Hits[0].Page != lines[0].en || got.More {
		t.Errorf("%+v", got)
	}
	if got := ask[answer](v, "GET", apiES+"/concordance?q=costó&in=source", ""); got.Hits == nil || len(got.Hits) != 0 {
		t.Errorf("%+v", got)
	}
	for _, q := range []string{"", "?q=+", "?q=x&in=both+sides", "?q=" + strings.Repeat("x", 201)} {
		if ask[problem](v, "GET", apiES+"/concordance"+q, ""); v.status != 400 {
			t.Errorf("%q: %d", q, v.status)
		}
	}
}

func TestCommentsBesideASegment(t *testing.T) {
	v, _, _ := visitAssist(t)
	at := costES + "/comments"
	for range 2 { // a repeat is harmless
		got := ask[apiComments](v, "POST", at, `{"id":"c1","text":"Which crowns?","mentions":["Karim"]}`)
		if v.status != 200 || len(got.Comments) != 1 || !got.Open || got.Comments[0].Mentions[0] != "Karim" || got.Comments[0].By != "Ana" || got.Asked {
			t.Fatalf("%d %s", v.status, v.raw)
		}
	}
	got := ask[apiComments](v, "POST", at, `{"id":"c2","text":"Swedish or Danish?","question":true}`)
	if !got.Asked || len(got.Questions) != 1 || got.Questions[0].By != "Ana" || got.Questions[0].Answer != nil || !got.Comments[1].Question {
		t.Errorf("%s", v.raw)
	}
	if got := ask[apiComments](v, "POST", at+"/c1/resolve", `{"id":"c3"}`); got.Open || len(got.Comments) != 3 || !got.Comments[2].Resolves {
		t.Errorf("%s", v.raw)
	}
	if got := ask[apiComments](v, "GET", apiES+"/segments/u6.1/comments", ""); got.Comments == nil || len(got.Comments) != 0 || len(got.People) != 1 {
		t.Errorf("%s", v.raw)
	}
	for body, status := range map[string]int{`{"id":"c4"}`: 422, `{"text":"x"}`: 400, `{"id":"c5","text":"x","mentions":[""]}`: 400} {
		if ask[problem](v, "POST", at, body); v.status != status {
			t.Errorf("%s: %d %s", body, v.status, v.raw)
		}
	}
}

func TestDismissalsBesideASegment(t *testing.T) {
	v, a, _ := visitAssist(t)
	const at = "/api/v1/translations/" + string(statement) + "/ar/segments/u5.1/dismissals"
	issue := a.targets[keyFor("ar")][4].Issues[0].Hash()
	if got := ask[map[string][]apiChoice](v, "GET", at, ""); len(got["reasons"]) != len(l10n.DismissalReasons) || got["scopes"][0].Label != "This text on this page" {
		t.Errorf("%s", v.raw)
	}
	body := fmt.Sprintf(`{"id":"d1","issue":%q,"reason":"house-style"}`, issue)
	for range 2 {
		if got := ask[map[string]string](v, "POST", at, body); v.status != 200 || got["id"] != "d1" {
			t.Fatalf("%d %s", v.status, v.raw)
		}
	}
	if g := a.targets[keyFor("ar")][4]; len(g.Issues) != 0 || len(g.Dismissed) != 1 {
		t.Errorf("%+v", g)
	}
	if ask[map[string]string](v, "DELETE", at+"/d1?act=d2", ""); v.status != 200 || len(a.targets[keyFor("ar")][4].Issues) != 1 {
		t.Errorf("%d %s", v.status, v.raw)
	}
	for body, status := range map[string]int{`{"issue":"x","reason":"house-style"}`: 400, `{"id":"d3","issue":"x","reason":"house-style"}`: 409,
		fmt.Sprintf(`{"id":"d4","issue":%q,"reason":"other"}`, issue): 422} {
		if ask[problem](v, "POST", at, body); v.status != status {
			t.Errorf("%s: %d %s", body, v.status, v.raw)
		}
	}
	if ask[problem](v, "DELETE", at+"/d1", ""); v.status != 400 {
		t.Errorf("no act: %d", v.status)
	}
}
