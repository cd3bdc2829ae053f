package desk

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

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

// TestApproveNamesWhatWasShown holds that an approval confirms the segments that need attention and are on its page, and
// that people are told so.
func TestApproveNamesWhatWasShown(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.want(200, ".decision .unconfirmed", "5 texts here were made by a machine")
	v.press(".bar-top button.primary", nil)
	got := h.decisions[keyFor("es")][0].Segments
	if want := []l10n.SegmentID{"u4.1", "u8.1"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for i := range h.targets[keyFor("es")] {
		h.targets[keyFor("es")][i].State = l10n.Final
	}
	v.get(esPage).want(200, ".translation-head .unconfirmed", "5 texts were made by a machine").
		want(200, "#s-u2\\.1 .state", "Approved, not looked at one by one").wantNone("#s-u1\\.1 .state:contains(one)")
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
