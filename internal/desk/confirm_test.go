package desk

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// judged is the fixture with a review in which machines look before people, and nothing goes out that nobody has confirmed:
// the checks have passed most, an estimate has something to say of three segments, and a person has confirmed one.
func judged() *pipeline {
	h := fixture()
	h.plan = l10n.Plan{Unconfirmed: l10n.UnconfirmedHold, Review: []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks},
		{Name: "estimate", Kind: l10n.StepModel}, {Name: "quiet", Kind: l10n.StepModel, Shadow: true}, {Name: "review", Kind: l10n.StepPerson}}}
	score, proposed := 41, l10n.TextFragment("Costó 37 millones de coronas y duró seis años.")
	for i, g := range h.targets[keyFor("es")] {
		h.verdict(g, l10n.Verdict{Step: "checks", Outcome: l10n.Pass, By: l10n.Reviewer{Kind: "checks"}, At: noon})
		h.verdict(g, l10n.Verdict{Step: "quiet", Outcome: l10n.Changes, By: l10n.Reviewer{Kind: "model", ID: "shadow-1"}, Comment: "Hush.", At: noon})
		estimate := l10n.Verdict{Step: "estimate", Outcome: l10n.Pass, By: l10n.Reviewer{Kind: "model", ID: "judge-1"}, At: noon}
		asked := l10n.Verdict{Step: "review", Outcome: l10n.Skipped, Why: "passed", By: l10n.Reviewer{Kind: l10n.ByRule}, At: noon}
		switch i {
		case 4:
			estimate.Outcome, estimate.Score, estimate.Proposed = l10n.Changes, &score, &proposed
			estimate.Remarks = []l10n.Remark{{Category: l10n.CategoryAccuracy, Severity: l10n.Major, SourceSpan: "took", TargetSpan: "llevó",
				Message: "It lasted six years.", Suggestion: "duró"}}
			asked.Outcome, asked.Why = l10n.Asked, "changes:estimate"
		case 5:
			estimate.Outcome, estimate.Why, estimate.Comment = l10n.Abstain, "late", "no answer in time"
			asked.Outcome, asked.Why = l10n.Asked, "abstain:estimate"
		case 6:
			asked.Outcome, asked.Why = l10n.Asked, "sample"
		}
		h.verdict(g, estimate)
		h.verdict(g, asked)
	}
	for _, s := range []l10n.StepName{"checks", "estimate"} {
		h.decisions[keyFor("es")] = append(h.decisions[keyFor("es")], l10n.Decision{ID: "c-" + string(s), Kind: l10n.Conclude, Step: s, At: noon})
	}
	h.verdict(h.targets[keyFor("es")][6], l10n.Verdict{Step: "review", Outcome: l10n.Pass, At: noon, Why: "named",
		By: l10n.Reviewer{Kind: "person", ID: "Luis"}})
	return h
}

// TestRowsSayHowTheyStand holds that each row says whether people are asked about it, by whom it was confirmed, and what
// reviewers said of it; a shadow's words are shown to nobody who is compared with it.
func TestRowsSayHowTheyStand(t *testing.T) {
	v := visit(t, newDesk(t, judged())).get(esPage)
	v.want(200, ".board .count", "1 of 7 confirmed"). // four that the machines passed would go to visitors, and nobody has confirmed them
								want(200, "#s-u5\\.1 .stand", "Open: changes wanted by: estimate").
								want(200, "#s-u6\\.1 .stand", "Open: no opinion from: estimate").
								want(200, "#s-u7\\.1 .stand.confirmed", "Confirmed by Luis").
								want(200, "#s-u1\\.1 .stand", "Not asked: passed by the machines").
								want(200, "#s-u2\\.1 .stand", "Open: no person has confirmed this text").
								want(200, "#s-u5\\.1 .opinions", "wants changes, 41 of 100").want(200, "#s-u5\\.1 .opinions", "It lasted six years.").
								want(200, "#s-u5\\.1 .opinions mark", "tookllevó").want(200, "#s-u5\\.1 .opinions ins", "duró").
								want(200, "#s-u6\\.1 .opinions", "no answer in time").wantNone(".opinions:contains(Hush)").
								want(200, ".steps li.done:contains(estimate)", "language model").
								want(200, "#s-u1\\.1 .passes", "Passed: checks · judge-1").want(200, ".history .d-conclude", "Looked at by a program").
								want(200, ".steps", "8 passed · 2 to people").want(200, ".steps", "decides nothing").want(200, ".steps", "10 not passed").
								want(200, "#why", "6 segments are not confirmed").want(200, "#why2 a", "2").wantNone("#s-u7\\.1 .confirm")
	if href := v.doc.Find("#why2 a").First().AttrOr("href", ""); href != esPage+"?show=open#s-u2.1" {
		t.Errorf("the first open one is at %s", href)
	}
	if v.doc.Find(`button[value="approve"]:not([disabled])`).Length() > 0 {
		t.Error("it can be approved with open segments")
	}
	v.get(esPage+"?show=open").want(200, ".board [aria-current]", "Open (6)").wantNone("#s-u7\\.1").want(200, "#s-u5\\.1", "")
	v.want(200, ".section", "About the page").want(200, `#s-u6\.1 .source [aria-level="3"]`, "What changes")
	v.get(esPage+"?show=confirmed").want(200, "#s-u7\\.1", "").wantNone("#s-u5\\.1")
	v.get(esPage+"?show=skipped").want(200, "#s-u1\\.1", "").wantNone("#s-u5\\.1")
	v.get(esPage).press(`button[value="propose u5.1 1"]`, nil)
	if got := v.area("t.u5.1"); got != "Costó 37 millones de coronas y duró seis años." {
		t.Errorf("the proposal is not in the text field: %q", got)
	}
}

// TestAllProposalsAtOnce has an agency propose texts for three segments, of which a person wrote one, and types into another.
func TestAllProposalsAtOnce(t *testing.T) {
	h := judged()
	h.plan.Review[1] = l10n.ReviewStep{Name: "estimate", Kind: l10n.StepFile, Place: "bucket"}
	es := h.targets[keyFor("es")]
	es[4].SubState, es[5].SubState, es[1].SubState = l10n.SubMT, l10n.SubMT, l10n.SubHuman
	for _, i := range []int{1, 4, 5} {
		text := l10n.TextFragment("Propuesto " + strconv.Itoa(i))
		h.verdict(es[i], l10n.Verdict{Step: "estimate", Outcome: l10n.Changes, Proposed: &text, By: l10n.Reviewer{Kind: "file", ID: "bucket"}, At: noon})
	}
	v := visit(t, newDesk(t, h)).get(esPage)
	v.want(200, ".proposals", "2 proposed texts from bucket")
	v.get(esPage + "?show=confirmed").wantNone(".proposals")
	v.get(esPage).press(`button[value="propose-all 1"]`, nil).want(200, ".notice.good", "2 proposed texts are in the text fields. Nothing is saved yet")
	for field, want := range map[string]string{"t.u5.1": "Propuesto 4", "t.u6.1": "Propuesto 5"} {
		if got := v.area(field); got != want {
			t.Errorf("%s: %q, want %q", field, got, want)
		}
	}
	if got := v.area("t.u2.1"); strings.Contains(got, "Propuesto") || h.targets[keyFor("es")][4].Text.Text() == "Propuesto 4" {
		t.Errorf("a person's text is replaced, or one is saved: %q", got)
	}
	v.get(esPage).press(`button[value="propose-all 1"]`, map[string]string{"t.u5.1": "Mío"}).want(200, ".notice.good", "1 proposed text")
	if got := v.area("t.u5.1"); got != "Mío" {
		t.Errorf("what the person typed is gone: %q", got)
	}
	v.get(esPage).post(esPage, url.Values{"act": {"propose-all 77"}}).want(200, ".notice.good", "0 proposed texts")
}

// TestConfirmByOneAndByClass goes from the first segment to the approval.
func TestConfirmByOneAndByClass(t *testing.T) {
	h := judged()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.post(esPage, url.Values{"act": {"approve"}, "decision": {"x"}, "step": {"review"}}).want(422, ".notice.bad", "2 of 10 segments are not confirmed yet at step \"review\", and 4 more")
	v.get(esPage).press(`button[value="confirm u6.1"]`, nil).want(200, ".notice.good", "Confirmed.").want(200, "#s-u6\\.1 .stand", "Confirmed by Ana")
	v.press(`button[value="confirm u5.1"]`, map[string]string{"t.u5.1": "Costó 37 millones y duró seis años."}).
		want(200, "#s-u5\\.1 .stand", "Confirmed by Ana")
	if got := h.targets[keyFor("es")][4]; got.Text.Text() != "Costó 37 millones y duró seis años." {
		t.Errorf("saved and confirmed is %+v", got)
	}
	v.want(200, ".board .count", "3 of 7").want(200, ".classes", "from the memory, similar (2)").want(200, ".classes", "without exception (4)")
	v.press(`button[value="confirm-class all"]`, map[string]string{"t.u1.1": "Sin guardar"}).want(409, ".notice.bad", "not saved")
	v.get(esPage).press(`button[value="confirm-class fuzzy"]`, nil).
		want(200, "#s-u4\\.1 .stand", "Confirmed by Ana with all that are: from the memory, similar")
	if w := h.words[len(h.words)-1]; w.Class != "fuzzy" || w.VersionsHash != l10n.VersionsHash(h.targets[keyFor("es")]) || w.By != "Ana" {
		t.Errorf("the act is kept as %+v", w)
	}
	v.press(`button[value="confirm-class all"]`, nil).want(200, ".board .count", "7 of 7").wantNone(".classes").wantNone(".confirm")
	v.press(".bar-top button.primary", nil).want(200, ".badge.s-published", "Published")
	if d := h.decisions[keyFor("es")][2]; len(d.Segments) > 0 {
		t.Errorf("the approval confirms %v, which people have confirmed by acts of their own", d.Segments)
	}
}

// TestNeedsChanges holds that a person's word that a segment has to change has a comment, and goes with the request.
func TestNeedsChanges(t *testing.T) {
	h := judged()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.press(`button[value="changes u5.1"]`, nil).want(422, ".notice.bad", "Say in the comment")
	v.press(`button[value="changes u5.1"]`, map[string]string{"c.u5.1": "Say <b>duró</b>."}).want(200, ".notice.good", "needs changes").
		want(200, "#s-u5\\.1 .stand.changes", "Ana wants changes").want(200, "#s-u5\\.1 .wanted-change", "Say <b>duró</b>.")
	v.press(`button[value="request-changes"]`, map[string]string{"comment": "See segment 5."})
	if d := h.decisions[keyFor("es")][2]; !slices.Equal(d.Segments, []l10n.SegmentID{"u5.1"}) {
		t.Errorf("the request names %v", d.Segments)
	}
}

// TestNobodyPressesWhileAMachineLooks holds that a step of a machine is shown as such, and that a step which asks others has
// no buttons to confirm.
func TestNobodyPressesWhileAMachineLooks(t *testing.T) {
	h := judged()
	tr := h.translations[keyFor("es")]
	tr.Step, tr.StepKind = "estimate", l10n.StepModel
	v := visit(t, newDesk(t, h)).get(esPage)
	v.want(200, ".badge.s-review", "A program looks at it").want(200, ".translation-head .calm", "At work: estimate (language model).").
		want(200, ".steps .now", "estimate").wantNone("form#work button").wantNone("textarea")
	v.get("/").want(200, "main", "A program looks at it").want(200, ".queue-head h1", "Queue")
	tr.Step, tr.StepKind = "review", ""
	h.plan.Review[3].Who = []l10n.UserID{"Chief"}
	v.get(esPage).want(200, ".board .notice", "This step asks others: Chief").wantNone(".confirm").wantNone(".classes")
}

func TestAPIConfirms(t *testing.T) {
	h := judged()
	v := visit(t, newDesk(t, h))
	now := ask[apiTranslation](v, "GET", apiES, "")
	if r := now.Review; r == nil || !r.Hold || r.Open != 6 || r.Confirmed != 1 || r.Step != "review" || len(r.Classes) == 0 {
		t.Fatalf("%+v", now.Review)
	}
	if g := now.Segments[4].Review; g.State != "open" || g.Why != "changes:estimate" || len(g.Said) != 2 || *g.Said[1].Score != 41 {
		t.Errorf("%+v", g)
	}
	type answer struct{ Segments int }
	class, _ := json.Marshal(map[string]any{"id": "c2", "step": "review", "class": "all", "versionsHash": now.VersionsHash})
	for _, tt := range []struct {
		body string
		want int
	}{
		{`{"id":"c1","step":"review","segments":{"u5.1":1,"u6.1":1}}`, 2},
		{`{"id":"c1","step":"review","segments":{"u5.1":1,"u6.1":1}}`, 0}, // a repeat
		{`{"id":"c3","step":"review","segments":{"u5.1":1},"outcome":"changes","comment":"No."}`, 1},
		{string(class), 5},
	} {
		if got := ask[answer](v, "POST", apiES+"/confirmations", tt.body); v.status != 200 || got.Segments != tt.want {
			t.Errorf("%s: %d %+v", tt.body, v.status, got)
		}
	}
	h.verdicts = judged().verdicts // an approval may confirm by itself
	approval, _ := json.Marshal(map[string]any{"id": "a1", "kind": "approve", "step": "review", "confirm": []string{"all"}, "sourceHash": now.SourceHash,
		"targetHash": now.TargetHash, "versionsHash": now.VersionsHash})
	if got := ask[l10n.Decision](v, "POST", apiES+"/decisions", strings.Replace(string(approval), `"confirm":["all"],`, "", 1)); v.status != 422 {
		t.Errorf("an approval that confirms nothing: %d %+v", v.status, got)
	}
	if got := ask[l10n.Decision](v, "POST", apiES+"/decisions", string(approval)); v.status != 200 || len(got.Confirm) != 1 {
		t.Errorf("an approval that confirms: %d %+v", v.status, got)
	}
	for body, status := range map[string]int{
		`{"id":"d1","step":"review","segments":{"u5.1":9}}`:                               409,
		`{"id":"d2","step":"review"}`:                                                     400,
		`{"id":"d3","step":"review","class":"all"}`:                                       400,
		`{"id":"d4","step":"review","segments":{"u5.1":1},"class":"all"}`:                 400,
		`{"id":"d5","step":"review","segments":{"u5.1":1},"outcome":"changes"}`:           400,
		`{"step":"review","segments":{"u5.1":1}}`:                                         400,
		`{"id":"` + strings.Repeat("x", 101) + `","step":"review","segments":{"u5.1":1}}`: 400,
		`{"id":"d6","step":"review","segments":{"u5.1":1},"by":"Eve"}`:                    400,
	} {
		if ask[problem](v, "POST", apiES+"/confirmations", body); v.status != status {
			t.Errorf("%s: %d, want %d: %s", body, v.status, status, v.raw)
		}
	}
}

// TestAPITellsAClassBeforeItIsConfirmed holds that what a class takes in can be seen first, and that a part of it can be left out.
func TestAPITellsAClassBeforeItIsConfirmed(t *testing.T) {
	h := judged()
	v := visit(t, newDesk(t, h))
	c := ask[classSegmentsView](v, "GET", apiES+"/classes/all", "")
	if v.status != 200 || len(c.Segments) != 6 || c.Label == "" || c.VersionsHash == "" {
		t.Fatalf("%d %+v", v.status, c)
	}
	body, _ := json.Marshal(map[string]any{"id": "c1", "step": "review", "class": "all", "versionsHash": c.VersionsHash, "leave": c.Segments[:2]})
	if got := ask[map[string]int](v, "POST", apiES+"/confirmations", string(body)); v.status != 200 || got["segments"] != 4 {
		t.Errorf("%d %v", v.status, got)
	}
	if c := ask[classSegmentsView](v, "GET", apiES+"/classes/all", ""); len(c.Segments) != 2 {
		t.Errorf("left are %v", c.Segments)
	}
	for path, status := range map[string]int{"/classes/good": 404, "/classes/final": 404} {
		if ask[problem](v, "GET", apiES+path, ""); v.status != status {
			t.Errorf("%s: %d", path, v.status)
		}
	}
	if ask[problem](v, "POST", apiES+"/confirmations", `{"id":"c2","step":"review","segments":{"u5.1":1},"leave":["u5.1"]}`); v.status != 400 {
		t.Errorf("leave without a class: %d", v.status)
	}
}
