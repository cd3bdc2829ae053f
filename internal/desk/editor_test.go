package desk

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// newEditorDesk is a desk whose editor has been made.
func newEditorDesk(t testing.TB, h *pipeline) http.Handler {
	t.Helper()
	o := options(t, h)
	o.Web = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("// " + r.URL.Path)) })
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEditorPage(t *testing.T) {
	v := visit(t, newEditorDesk(t, fixture()))
	v.get("/").want(200, `h3 a[href="`+esPage+`/edit"]`, lines[0].en)
	v.get(esPage).want(200, `.links a.primary[href="`+esPage+`/edit"]`, "editor")
	v.lang = "ru"
	if v.get(esPage + "/edit"); v.status != 200 || !strings.Contains(v.raw, `<noscript><meta http-equiv="refresh" content="0; url=`+esPage+`">`) {
		t.Errorf("%d: without scripts nothing leads to the page", v.status)
	}
	if e := v.doc.Find("#editor"); e.AttrOr("data-api", "") != apiES || e.AttrOr("data-back", "") != esPage {
		t.Errorf("the editor is told %v", e.Nodes)
	}
	if v.doc.Find(`html[lang="ru"][dir="ltr"]`).Length() != 1 || v.doc.Find(`script[type=module][src="/static/web/editor.js"]`).Length() != 1 {
		t.Error("the page is not that of the editor in Russian")
	}
	if policy := v.header.Get("Content-Security-Policy"); !strings.Contains(policy, "connect-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %s", policy)
	}
	var words map[string]any
	if err := json.Unmarshal([]byte(v.doc.Find("#words").Text()), &words); err != nil || words["editor.page.whole"] == nil {
		t.Errorf("%d words, %v", len(words), err)
	}
	if v.get("/static/web/editor.js"); v.status != 200 || v.raw != "// /editor.js" {
		t.Errorf("the script: %d %q", v.status, v.raw)
	}
	v.get("/t/nothing/es/edit").want(404, "main", "")
}

// TestNoEditorWhereItWasNotMade holds that no page leads to an editor that would stay blank.
func TestNoEditorWhereItWasNotMade(t *testing.T) {
	d := &desk{Options: options(t, fixture())}
	p := d.newPage(mustRequest(t), "Ana")
	if to := p.editorPath(*fixture().translations[keyFor("es")]); to != "" {
		t.Errorf("a page leads to %s", to)
	}
	if p.hasEditor = true; p.editorPath(l10n.Translation{}) != "" {
		t.Error("a page leads to the editor of what has not been extracted")
	}
}

func mustRequest(t *testing.T) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/", nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEditorData(t *testing.T) {
	h := fixture()
	fix := l10n.ParseFragment("Costó 37 millones 😀 de coronas.")
	es := h.targets[keyFor("es")]
	es[4].Text = l10n.TextFragment("Costó 😀 millones de coronas.")
	es[4].Issues = []l10n.Issue{{Type: l10n.IssueNumbers, Severity: 95, Check: "numbers", Comment: "The number 37 is not in the target.",
		Target: l10n.Span{Start: len("Costó 😀 "), End: len("Costó 😀 millones")}, Fix: &fix}}
	h.verdicts = []l10n.Verdict{{Segment: es[5].Segment, SourceHash: es[5].SourceHash, TargetHash: es[5].Text.Hash(), Step: "review", Outcome: l10n.Pass,
		By: l10n.Reviewer{Kind: "person", ID: "Luis"}, At: noon}}
	v := visit(t, newEditorDesk(t, h))
	got := ask[editorData](v, "GET", apiES+"/editor", "")
	if v.status != 200 || len(got.Segments) != len(lines) {
		t.Fatalf("%d: %d segments", v.status, len(got.Segments))
	}
	if h := got.Translation; h.Step != "review" || h.StepLabel != "Review" || !h.Waits || h.Dir != l10n.LTR || h.LocaleName != "Spanish" {
		t.Errorf("the translation: %+v", h)
	}
	title, date, cost, confirmed := got.Segments[0], got.Segments[3], got.Segments[4], got.Segments[5]
	if title.Section == "" || title.N != 1 || title.Group == "" || title.Group != got.Segments[2].Group || date.Group != "" {
		t.Errorf("the title: %+v", title)
	}
	if got.Segments[1].Section != "" || got.Segments[2].Section == "" || got.Segments[2].Heading != 1 {
		t.Errorf("the sections: %q, %q", got.Segments[1].Section, got.Segments[2].Section)
	}
	if len(date.Codes) != 2 || date.Codes[1].Date == "" || date.Target.Text.String() != lines[3].es || date.Target.Mark != "fuzzy" || date.Target.Origin.Found == "" {
		t.Errorf("the segment with codes: %+v", date)
	}
	if i := cost.Issues[0]; i.Severity != "blocking" || i.Start != 9 || i.End != 17 || i.Fix.String() != fix.String() || i.Hash == "" {
		t.Errorf("the issue, in units of a browser: %+v", i)
	}
	if p := cost.Placeables; len(p) != 1 || p[0].Text != "37 million" || p[0].Start != 8 || p[0].End != 18 {
		t.Errorf("the placeables: %+v", p)
	}
	if s := confirmed.Stand; s.State != review.SegmentConfirmed || s.By != "Luis" || s.Label == "" {
		t.Errorf("the confirmed one: %+v", s)
	}
	if c := got.Counts; c.Segments != 10 || c.Confirmed != 1 || c.Open+c.Confirmed != 10 || c.Blocking != 1 || c.Attention == 0 {
		t.Errorf("the counts: %+v", c)
	}
	if m := got.May; !m.Edit || !m.Confirm || m.Approve.OK || len(m.Approve.Why) == 0 {
		t.Errorf("what Ana may do: %+v", m)
	}
	now := ask[apiTranslation](v, "GET", apiES, "")
	if got.Hashes != (hashesView{now.SourceHash, now.TargetHash, now.VersionsHash}) {
		t.Errorf("the hashes: %+v", got.Hashes)
	}
	if one := ask[segmentView](v, "GET", apiES+"/segments/u5.1", ""); one.N != 5 || one.Issues[0].Start != 9 {
		t.Errorf("one segment: %+v", one)
	}
	if ask[problem](v, "GET", apiES+"/segments/u99.1", ""); v.status != 404 {
		t.Errorf("a segment that there is not: %d", v.status)
	}
}

// TestEditorTellsWhatPagesTell holds that the editor's answer says of each segment what its row says.
func TestEditorTellsWhatPagesTell(t *testing.T) {
	h := fixture()
	d := &desk{Options: options(t, h)}
	for _, locale := range []l10n.Locale{"ar", "es"} {
		wk, err := d.load(t.Context(), keyFor(locale))
		if err != nil {
			t.Fatal(err)
		}
		wk.threads = &remark.Threads{BySegment: map[l10n.SegmentID]*remark.Thread{"u6.1": {Open: true}}}
		p := d.reader(mustRequest(t), "Ana")
		for n, r := range p.rows(wk, form{}) {
			v := p.segment(wk, n, d.placeables(wk))
			if v.ID != r.ID || v.N != r.Number || v.Role != r.Role || v.Section != r.Section || v.Target.Mark != r.Mark || v.Target.StateLabel != r.State ||
				v.Target.Origin.Label != r.Origin || len(v.Issues) != len(r.Issues) || v.Attention != r.needsAttention() || v.Stand.Label != r.Stand.Label {
				t.Errorf("%s: the row has %+v, the editor %+v", locale, r, v)
			}
		}
	}
}

func TestEditorMessage(t *testing.T) {
	h := fixture()
	v := visit(t, newEditorDesk(t, h))
	h.translations[keyFor("es")].Comment = "The names are wrong."
	if m := ask[editorData](v, "GET", apiES+"/editor", "").Translation.Message; m == nil || m.Kind != "sent-back" || m.Text != "The names are wrong." {
		t.Errorf("sent back: %+v", m)
	}
	ask[l10n.Decision](v, "POST", apiES+"/decisions", `{"id":"give-1","kind":"reassign","step":"review","to":"Luis","comment":"Mind the date."}`)
	if m := ask[editorData](v, "GET", apiES+"/editor", "").Translation.Message; m == nil || m.Kind != "handed-over" || m.By != "Ana" || m.To != "Luis" || m.Text != "Mind the date." {
		t.Errorf("given on: %+v", m)
	}
}
