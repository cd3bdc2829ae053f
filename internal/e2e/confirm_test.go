package e2e_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// deskAPI is the API of the desk of a house.
type deskAPI struct {
	h    *house
	base string
}

func (h *house) deskAPI() deskAPI {
	h.t.Helper()
	handler, err := h.app.DeskHandler(h.client, "ana")
	h.must(err)
	srv := httptest.NewServer(handler)
	h.t.Cleanup(srv.Close)
	return deskAPI{h, srv.URL + "/api/v1/translations/"}
}

// ask sends a request about a translation, decodes the answer, and returns its status.
func (a deskAPI) ask(method string, k l10n.TranslationKey, what string, body, answer any) int {
	a.h.t.Helper()
	b, err := json.Marshal(body)
	a.h.must(err)
	r, err := http.NewRequestWithContext(a.h.t.Context(), method, a.base+string(k.Document)+"/"+string(k.Locale)+what, bytes.NewReader(b))
	a.h.must(err)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	a.h.must(err)
	defer func() { _ = res.Body.Close() }()
	a.h.must(json.NewDecoder(res.Body).Decode(answer))
	return res.StatusCode
}

// shown is what the API shows of a translation.
type shown struct {
	SourceHash, TargetHash, VersionsHash l10n.Hash
	Review                               *struct{ Open, Confirmed int }
	Segments                             []struct {
		ID     l10n.SegmentID
		Target l10n.Target
		Review struct{ State, Why string }
	}
}

// TestAPageIsApprovedBySegment holds that a site which holds what nobody has confirmed publishes a page when people have
// confirmed each segment: by itself, by writing it, and by a class, which is kept as such.
func TestAPageIsApprovedBySegment(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	p.Review, p.Unconfirmed = []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks}, {Name: "review", Kind: l10n.StepPerson}}, l10n.UnconfirmedHold
	p.Steps = l10n.Deciding(p.Review)
	run, k := h.start(p), h.key("statement.html", "es")
	if err := h.decide(k, approve("review", "ana")); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "are not confirmed yet") {
		t.Fatalf("an approval with open segments: %v", err)
	}
	desk := h.deskAPI()
	var now shown
	desk.ask("GET", k, "", nil, &now)
	all := len(now.Segments)
	if now.Review == nil || now.Review.Open != all || all < 4 {
		t.Fatalf("%+v", now)
	}
	approval := map[string]any{"id": "a1", "kind": "approve", "step": "review", "sourceHash": now.SourceHash, "targetHash": now.TargetHash,
		"versionsHash": now.VersionsHash}
	var problem struct{ Detail string }
	if status := desk.ask("POST", k, "/decisions", approval, &problem); status != http.StatusUnprocessableEntity {
		t.Errorf("the desk answers an approval with open segments with %d %+v", status, problem)
	}
	first, second := now.Segments[0], now.Segments[1]
	var n struct{ Segments int }
	word := map[string]any{"id": "c1", "step": "review", "segments": map[l10n.SegmentID]int{first.ID: first.Target.Version}}
	if status := desk.ask("POST", k, "/confirmations", word, &n); status != http.StatusOK || n.Segments != 1 {
		t.Errorf("confirming one: %d %+v", status, n)
	}
	edit := map[string]any{"text": second.Target.Text.String() + " (ana)", "version": second.Target.Version}
	if status := desk.ask("PUT", k, "/segments/"+string(second.ID), edit, &struct{}{}); status != http.StatusOK {
		t.Errorf("writing one: %d", status)
	}
	desk.ask("GET", k, "", nil, &now)
	if now.Review.Confirmed != 2 || now.Segments[0].Review.State != "confirmed" || now.Segments[1].Review.Why != "wrote" {
		t.Errorf("%+v", now)
	}
	word = map[string]any{"id": "c2", "step": "review", "class": "engine", "versionsHash": now.VersionsHash}
	if status := desk.ask("POST", k, "/confirmations", word, &n); status != http.StatusOK || n.Segments != all-2 {
		t.Errorf("confirming a class: %d %+v", status, n)
	}
	approval["id"], approval["targetHash"], approval["versionsHash"] = "a2", now.TargetHash, now.VersionsHash
	if status := desk.ask("POST", k, "/decisions", approval, &struct{}{}); status != http.StatusOK {
		t.Fatalf("the approval: %d", status)
	}
	if r := h.ended(run); r.Published != 1 {
		t.Fatalf("%+v", r)
	}
	as, err := h.store.Assessments(t.Context(), k, run)
	h.must(err)
	if !slices.ContainsFunc(as, func(a l10n.Assessment) bool { return a.ID == "c2" && a.Class == "engine" && a.By.ID == "ana" }) {
		t.Errorf("the act does not keep its class: %+v", as)
	}
	ts, err := h.store.Targets(t.Context(), k)
	h.must(err)
	if l10n.CountProgress(ts).Unconfirmed != 0 || ts[0].Confirmed == nil || ts[0].Confirmed.Decision != "c1" {
		t.Errorf("%+v", ts)
	}
}

// TestApproveConfirmsAClass holds the command line to the same: an approval is refused with what is open and the way, and
// --confirm confirms a class.
func TestApproveConfirmsAClass(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	p.Unconfirmed = l10n.UnconfirmedHold
	run, k := h.start(p), h.key("statement.html", "es")
	err := h.decide(k, approve("review", "ana"))
	ts, _ := h.store.Targets(t.Context(), k)
	if want := fmt.Sprintf("%d of %d segments are not confirmed yet", len(ts), len(ts)); !errors.Is(err, l10n.ErrRefused) ||
		!strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "--confirm CLASS") {
		t.Fatalf("%v, want %q and the way", err, want)
	}
	d := approve("review", "ana")
	d.Confirm = []string{l10n.ClassWithoutRemarks, string(l10n.MatchEngine)}
	h.must(h.decide(k, d))
	if r := h.ended(run); r.Published != 1 {
		t.Fatalf("%+v", r)
	}
}

// TestAPageThatAProgramApproved holds that a page which no person has seen, where the site lets a machine approve, says so to
// its readers, in its manifest and in the records.
func TestAPageThatAProgramApproved(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	p.Review = []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks, Block: 90, MayApprove: true}, {Name: "review", Kind: l10n.StepPerson}}
	p.Steps, p.Unconfirmed, p.Attribution = l10n.Deciding(p.Review), l10n.UnconfirmedHold, true
	run, k := h.start(p), h.key("statement.html", "es")
	if r := h.ended(run); r.Published != 1 {
		t.Fatalf("%+v", r)
	}
	if got := published(t, h, "es/statement.html"); !strings.Contains(got, "comprobada por un programa y no por personas") {
		t.Errorf("readers are told:\n%s", got)
	}
	tr, err := h.store.Translation(t.Context(), k)
	h.must(err)
	if g := tr.Progress; g.Passed == 0 || g.Passed != g.Unconfirmed {
		t.Errorf("the record counts %+v", g)
	}
	ms := slices.DeleteFunc(manifestsIn(t, h.public), func(m l10n.Publication) bool { return m.Document != k.Document })
	if len(ms) != 1 || len(ms[0].Locales) != 1 {
		t.Fatalf("%+v", ms)
	}
	if l := ms[0].Locales[0]; l.Passed == 0 || l.Passed != l.Unconfirmed || l.Segments[0].PassedBy == nil {
		t.Errorf("the manifest says %+v", l)
	}
	// A run that finds the same text publishes it with the same words.
	if r := h.ended(h.start(p)); r.Published != 1 {
		t.Fatalf("%+v", r)
	}
	if got := published(t, h, "es/statement.html"); !strings.Contains(got, "comprobada por un programa y no por personas") {
		t.Errorf("after another run readers are told:\n%s", got)
	}
}
