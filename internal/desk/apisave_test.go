package desk

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/assist"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// TestTheEditorSaves holds that an act saves, confirms and puts the text to what says the same, and that its answer has all that
// has changed.
func TestTheEditorSaves(t *testing.T) {
	h := fixture()
	h.plan.Unconfirmed = l10n.UnconfirmedHold
	v := visit(t, newEditorDesk(t, h))
	body := `{"text":"Se abre la esclusa norte","version":1,"act":"act-1","confirm":true,"step":"review",
		"like":[{"segment":"u3.1","version":1},{"segment":"u2.1","version":9}]}`
	got := ask[savedView](v, "PUT", apiES+"/segments/u1.1", body)
	if v.status != 200 || got.Segment.Target.Text.String() != "Se abre la esclusa norte" || got.Segment.Target.Version != 2 ||
		got.Segment.Stand.State != review.SegmentConfirmed || got.Segment.Target.Origin.By != "Ana" {
		t.Errorf("%d %+v", v.status, got.Segment)
	}
	if len(got.Like) != 1 || got.Like[0].ID != "u3.1" || got.Like[0].Target.Text.String() != "Se abre la esclusa norte" {
		t.Errorf("the segments that follow: %+v", got.Like)
	}
	if len(got.Refused) != 1 || got.Refused[0].Segment != "u2.1" || got.Refused[0].Why != "It was changed meanwhile." {
		t.Errorf("the refused ones: %+v", got.Refused)
	}
	now := ask[editorData](v, "GET", apiES+"/editor", "")
	if got.Hashes != now.Hashes || got.Counts != now.Counts || len(got.Classes) != len(now.Classes) || got.May.Edit != now.May.Edit || got.Counts.Confirmed != 1 {
		t.Errorf("the answer says %+v %+v, and what stands is %+v %+v", got.Hashes, got.Counts, now.Hashes, now.Counts)
	}
	if f := now.Segments[0].Follow; f != review.FollowsSame || now.Segments[2].Follow != review.FollowsSame || now.Segments[3].Follow != "" {
		t.Errorf("who follows whom: %q", f)
	}
	if c := ask[problem](v, "PUT", apiES+"/segments/u1.1", strings.Replace(body, "act-1", "act-2", 1)); v.status != 409 || c.Current == nil || c.Current.Version != 2 {
		t.Errorf("an older version: %d %+v", v.status, c)
	}
	for _, bad := range []string{`{"text":"x","version":2,"confirm":true}`, `{"text":"x","version":2,"act":"a","confirm":true}`,
		`{"text":"x","version":2,"act":"a b","step":"review"}`, `{"text":"x","version":2,"like":[{"segment":"u3.1","version":2}]}`} {
		if ask[problem](v, "PUT", apiES+"/segments/u1.1", bad); v.status != 400 {
			t.Errorf("%s: %d", bad, v.status)
		}
	}
	h.translations[keyFor("es")].Stage = l10n.StageApproved
	if ask[problem](v, "PUT", apiES+"/segments/u1.1", `{"text":"x","version":2,"act":"a3"}`); v.status != 422 {
		t.Errorf("a translation that does not wait: %d", v.status)
	}
}

func TestTheEditorChecksWhatIsTyped(t *testing.T) {
	h := fixture()
	v := visit(t, newEditorDesk(t, h))
	got := ask[checkedView](v, "POST", apiES+"/segments/u5.1/check", `{"text":"Costó <1>mucho."}`)
	if v.status != 200 || len(got.Issues) != 1 || got.Issues[0].Severity != "blocking" || got.Issues[0].Hash == "" || got.Refusal == nil || got.Refusal.Kind != "codes" {
		t.Errorf("%d %+v", v.status, got)
	}
	if got = ask[checkedView](v, "POST", apiES+"/segments/u5.1/check", `{"text":"Costó 37 millones."}`); got.Issues == nil || len(got.Issues) != 0 || got.Refusal != nil {
		t.Errorf("a good text: %+v", got)
	}
	if h.targets[keyFor("es")][4].Version != 1 {
		t.Error("a text that was only looked at is kept")
	}
	if ask[problem](v, "POST", apiES+"/segments/u99.1/check", `{"text":"x"}`); v.status != 404 {
		t.Errorf("a segment that there is not: %d", v.status)
	}
}

// TestWhatIsNotApprovedSaysSo holds that a match from a page that is not approved yet is no memory's like others.
func TestWhatIsNotApprovedSaysSo(t *testing.T) {
	d := &desk{Options: options(t, fixture())}
	p := d.reader(mustRequest(t), "Ana")
	m := assist.Match{Match: l10n.Match{Score: 95, Origin: l10n.Origin{Kind: l10n.SubTMFuzzy, By: "Luis", Unapproved: true}}, Class: l10n.MatchFuzzy}
	if got := p.help(assist.Help{Matches: []assist.Match{m}}).Matches[0].Label; got != "Memory, 95% similar, not approved yet" {
		t.Errorf("the match says %q", got)
	}
	g := l10n.Target{SubState: l10n.SubTMFuzzy, Origin: m.Origin}
	g.Origin.Score = 95
	if got := p.target(g).Origin.Label; got != "Memory, 95% similar, not approved yet" {
		t.Errorf("the text says %q", got)
	}
}
