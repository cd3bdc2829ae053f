package desk

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// addApprovedVersion gives the fixture an approved version. In it one sentence is different, one is missing, and one
// more exists.
func (h *pipeline) addApprovedVersion() {
	old := *h.extraction
	old.Units = append([]l10n.Unit(nil), h.extraction.Units[1:]...)
	changed := old.Units[2]
	changed.ID = "old"
	changed.Segments = []l10n.Segment{{ID: "old.1",
		Source: l10n.ParseFragment(strings.Replace(changed.Segments[0].Source.String(), "the", "teh", 1))}}
	old.Units[2] = changed
	old.Units = append(old.Units, l10n.Unit{ID: "gone", Element: "p",
		Segments: []l10n.Segment{{ID: "gone.1", Source: l10n.TextFragment("Farewell to all.")}}})
	h.before = &old
	h.approved = []l10n.Target{{Segment: "old.1", Text: l10n.TextFragment("el texto aprobado"), State: l10n.Final}}
	for _, l := range []l10n.Locale{"es", "ar"} {
		h.translations[keyFor(l)].Base = &l10n.Base{Run: "run-6", Extraction: "before", Targets: "snapshot"}
	}
	h.translations[keyFor("es")].Supersedes = "run-6"
	h.translations[keyFor("es")].Progress.Sent, h.translations[keyFor("es")].Progress.Saved = 2, 731
}

func TestChangesOfTheSource(t *testing.T) {
	h := fixture()
	h.addApprovedVersion()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.want(200, ".since-approved", "changed 1 · new 1 · moved 0 · removed 1 · unchanged 8").
		want(200, ".since-approved .notice", "changed while this was being reviewed")
	v.want(200, ".since-approved .hint", "Texts sent to engines: 2").want(200, ".since-approved .hint", "not sent again: 731").
		want(200, ".since-approved del", "Farewell to all.")
	v.want(200, "#s-u4\\.1 .diff del", "teh").want(200, "#s-u4\\.1 .diff ins", "the").
		want(200, "#s-u4\\.1 .earlier", "el texto aprobado")
	v.want(200, "#s-u1\\.1 .badge", "New").wantNone("#s-u2\\.1 .badge").wantNone("#s-u2\\.1 .diff")
	v.want(200, `.bar-top button[value="same-meaning"]`, "All changes keep the meaning")
	v.get(esPage+"?show=attention").want(200, "#s-u4\\.1", "Changed")

	v.get(esPage).press(`button[value="same-meaning u4.1"]`, nil).want(200, ".notice.good", "Declared")
	for l, id := range map[l10n.Locale]string{"es": "u4.1", "ar": "u4.1"} { // the other locale gets it too
		var got *l10n.Decision
		for _, d := range h.decisions[keyFor(l)] {
			if d.Kind == l10n.Declare {
				got = &d
			}
		}
		if got == nil || len(got.Segments) != 1 || string(got.Segments[0]) != id || got.By == "" {
			t.Errorf("%s: %+v", l, got)
		}
	}

	g := h.targets[keyFor("es")]
	for i := range g {
		if g[i].Segment == "u4.1" {
			g[i].SameAs = &l10n.SameMeaning{By: "Ana"}
		}
	}
	v.get(esPage).want(200, "#s-u4\\.1 .earlier", "Ana declared").wantNone("#s-u4\\.1 .earlier button")
}

// addKeptTexts gives the Spanish fixture texts that people made for earlier forms of the source.
func (h *pipeline) addKeptTexts() {
	es := h.translations[keyFor("es")]
	es.Supersedes, es.Gone, h.gone = "run-6", "gone", []l10n.KeptText{
		{Act: l10n.KeptWritten, By: "Luis", At: noon, Source: l10n.TextFragment("The old bridge stays."), Text: l10n.TextFragment("El puente viejo se queda.")},
		{Act: l10n.KeptFinal, By: "Ana", At: noon, Text: l10n.TextFragment("Sin origen.")},
	}
	g := h.targets[keyFor("es")]
	kept := func(act l10n.KeptAct, source, text string) []l10n.KeptText {
		return []l10n.KeptText{{Act: act, By: "Luis", At: noon, Source: l10n.ParseFragment(source), Text: l10n.ParseFragment(text)}}
	}
	// A figure was fitted, codes have no place any more beside an engine's answer, and one was written again since.
	g[4].SubState, g[4].Earlier = l10n.SubNeedsEdit, kept(l10n.KeptWritten, "It cost 36 million crowns & took six years.", "Costó 36 millones.")
	g[5].SubState, g[5].Earlier = l10n.SubMT, kept(l10n.KeptApproved, "What changes", "Lo que <1>cambia</1>")
	g[6].SubState, g[6].Earlier = l10n.SubHuman, kept(l10n.KeptWritten, "Pilots board.", "Los prácticos embarcan.")
}

// TestTextsOfPeopleOutlastTheirSource holds what people see of texts that were made for an earlier form of the source.
func TestTextsOfPeopleOutlastTheirSource(t *testing.T) {
	h := fixture()
	h.addKeptTexts()
	es, g := h.translations[keyFor("es")], h.targets[keyFor("es")]
	v := visit(t, newDesk(t, h)).get(esPage)
	v.want(200, ".kept-count", "2 texts of people were made for earlier forms").want(200, ".since-approved", "2 texts of people have lost their sentences")
	v.want(200, "#s-u5\\.1 .kept .who", "Written by Luis").want(200, "#s-u5\\.1 .kept del", "36").want(200, "#s-u5\\.1 .kept ins", "37").
		want(200, "#s-u5\\.1 .kept", "Costó 36 millones.").want(200, "#s-u5\\.1 .state", "another look")
	v.want(200, "#s-u6\\.1 .kept .who", "Approved by Luis").want(200, "#s-u7\\.1 .kept", "embarcan")
	v.want(200, ".gone li:first-child del", "The old bridge stays.").want(200, ".gone li:first-child .text", "El puente viejo se queda.").
		want(200, ".gone li:last-child", "Sin origen.").want(200, ".gone li:first-child .who", "Written by Luis")
	v.press(`button[value="take u6.1 0"]`, nil).want(200, "#s-u6\\.1.unsaved textarea", "Lo que <1>cambia</1>")
	v.get(esPage+"?show=attention").want(200, "#s-u5\\.1", "").want(200, "#s-u6\\.1", "").wantNone("#s-u7\\.1")
	es.Stage = l10n.StagePublished
	for i := range g {
		g[i].State = l10n.Final
	}
	v.get(esPage).wantNone(".kept").wantNone(".kept-count:first-of-type ~ .kept-count").want(200, ".gone", "The old bridge stays.")
}

// watchedSite is a site whose source is watched. It records what it was asked to do.
type watchedSite struct {
	watch    l10n.Watch
	looks    []l10n.Look
	findings []l10n.Finding
	acts     []string
	ids      []string // of the answers
	err      error
}

func (w *watchedSite) Watches(context.Context) ([]l10n.Watch, error) {
	return []l10n.Watch{w.watch}, nil
}
func (w *watchedSite) Looks(context.Context, l10n.SiteName, int) ([]l10n.Look, error) {
	return w.looks, nil
}
func (w *watchedSite) Findings(context.Context, l10n.SiteName) ([]l10n.Finding, error) {
	return w.findings, nil
}

func (w *watchedSite) AnswerFinding(_ context.Context, d l10n.FindingDecision) (l10n.Finding, error) {
	w.acts = append(w.acts,
		strings.Join([]string{string(d.Site), string(d.Document), string(d.Seen), string(d.Answer), string(d.By)}, " "))
	w.ids = append(w.ids, d.ID)
	return l10n.Finding{}, w.err
}

func (w *watchedSite) WatchState(context.Context, l10n.SiteName) (l10n.WatchState, error) {
	return l10n.WatchState{Site: "news", Next: noon.Add(time.Hour)}, nil
}

func (w *watchedSite) PauseWatch(_ context.Context, site l10n.SiteName, pause bool, by l10n.UserID) error {
	w.acts = append(w.acts, map[bool]string{true: "pause", false: "resume"}[pause]+" "+string(site)+" "+string(by))
	return nil
}

func (w *watchedSite) LookNow(_ context.Context, site l10n.SiteName) error {
	w.acts = append(w.acts, "look "+string(site))
	return nil
}

func TestWatchedSources(t *testing.T) {
	w := &watchedSite{
		watch: l10n.Watch{Site: "news", Every: 15 * time.Minute, By: "Olga", At: noon.Add(-48 * time.Hour)},
		looks: []l10n.Look{{At: noon.Add(-time.Hour), Looked: 12, New: 1, Changed: 2, Run: "news-1",
			Troubles: []string{"http://a.test/<b>: 503"}}, {At: noon.Add(-2 * time.Hour), Looked: 11}},
		findings: []l10n.Finding{{Document: "a-1", URL: "http://a.test/1", Title: "A <page>", Kind: l10n.FoundChanged,
			Text: "h1", FoundAt: noon, Withdrawn: &l10n.Withdrawal{By: "Ana", At: noon, Comment: "A <lawsuit>.", Locales: []l10n.Locale{"es", "ar"}}},
			{Document: "b-2", URL: "http://a.test/2", Kind: l10n.FoundRemoved, Answer: l10n.Accepted, By: "Ivan",
				At: noon.Add(-3 * time.Hour), FoundAt: noon}},
	}
	o := options(t, fixture())
	o.Watches, o.Schedules = w, w
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, d).get("/")
	v.want(200, `nav a[href="/watch"]`, "Watched sources").get("/watch")
	v.want(200, ".watch h2", "news").want(200, ".last", "New 1 · changed 2 · removed 0").
		want(200, `.last a[href="/?run=news-1"]`, "news-1")
	v.want(200, ".watch .badge", "Every 15 minutes").want(200, ".earlier", "Nothing new in 11 pages").
		want(200, ".notice.bad", "http://a.test/<b>: 503")
	v.want(200, ".finding:first-child h4", "A <page>").want(200, ".finding:first-child button", "Publish")
	v.want(200, ".finding:first-child .taken", "Ana took it from visitors (Spanish and Arabic): “A <lawsuit>”. Publishing it brings it back.").
		wantNone(".finding:last-child .taken")
	v.want(200, ".finding:last-child", "Unpublish").want(200, ".finding:last-child .said", "Ivan has answered")
	v.want(200, ".finding:last-child .said time", "3").want(200, ".set-up", "Set up by Olga").
		want(200, ".set-up time", "2")
	v.press(`button[value="accepted"]`, nil).want(200, ".notice.good", "noted")
	v.get("/watch").press(`button[value="pause"]`, nil).want(200, ".notice.good", "paused")
	if got := strings.Join(w.acts, "|"); !strings.HasPrefix(got, "news a-1 h1 accepted ") ||
		!strings.Contains(got, "|look news|pause news ") {
		t.Errorf("acts: %s", got)
	}
	w.err = l10n.ErrConflict
	v.get("/watch").press(`button[value="dismissed"]`, nil).want(409, ".notice.bad", "")
	if len(w.ids) != 2 || w.ids[0] == "" || w.ids[0] == w.ids[1] {
		t.Errorf("each answer is an act of its own: %q", w.ids)
	}
	v.post("/watch/news", map[string][]string{"act": {"explode"}}).want(400, ".notice.bad", "")

	visit(t, newDesk(t, fixture())).get("/").wantNone(`nav a[href="/watch"]`).get("/watch").want(404, "main", "")
}
