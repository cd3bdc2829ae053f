package work_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

func TestADraftIsLaidOnTheDesk(t *testing.T) {
	h := newHouse(t)
	h.source.pages[address] = page("The lock is open.", "A bad text.", "This is unanswerable.", "Written by a person.")
	h.matches["The lock is open."] = l10n.Match{Source: l10n.TextFragment("The lock is open."), Target: l10n.TextFragment("La esclusa está abierta."), Score: 100}
	out, _, e := h.drafted("r1")
	_, err := h.Ask(t.Context(), out.Draft, translate.Asking{Engine: "echo", To: out.Questions})
	h.must(err)
	// A first try has come to its end, and a person has written since.
	last := e.Places()[3].Segment
	h.targets[key] = []l10n.Target{{Segment: last.ID, SourceHash: last.Hash(), SubState: l10n.SubHuman, State: l10n.Translated, Version: 3,
		Text: l10n.TextFragment("Escrito."), Origin: l10n.Origin{Kind: l10n.SubHuman, By: "maria"}}}
	checked, err := h.Check(t.Context(), out.Draft, h.translations[key].Extraction, work.Sent{
		Characters: 42, Texts: 3, Unanswered: []l10n.Unanswered{{Engine: "echo", Why: "it is empty", Texts: 1}}})
	h.must(err)
	if checked.Carried != nil || checked.Targets != "" {
		t.Errorf("nothing was approved, and yet approvals are carried over: %+v", checked)
	}
	if why := h.translations[key].Unanswered; len(why) != 1 || why[0].String() != "echo: it is empty (1 text)" || len(checked.Unanswered) != 1 {
		t.Errorf("the record does not say why a text is left to people: %v", why)
	}
	saved := len("The lock is open.") + len("Written by a person.")
	want := l10n.Progress{Segments: 4, Memory: 1, Machine: 1, Human: 1, Unconfirmed: 1, Empty: 1, Issues: 1, Blocking: 1, Characters: 42, Sent: 3, Saved: saved}
	tr := h.translations[key]
	if checked.Progress != want || tr.Progress != want || tr.Stage != l10n.StageCheck || time.Since(tr.UpdatedAt) > time.Minute {
		t.Errorf("%+v, in the record %+v", checked.Progress, tr)
	}
	var drafted []string
	for _, d := range h.measured {
		drafted = append(drafted, fmt.Sprint(d.Class, d.Engine, d.Words, d.Checks))
	}
	if want := []string{"exact4 []", "engineecho3 [bad]", "none3 []", "engineecho4 []"}; !slices.Equal(drafted, want) {
		t.Errorf("of the draft %q is kept, want %q", drafted, want)
	}
	ts := h.targets[key]
	if len(ts) != 4 || ts[0].Version != 1 || ts[1].Text.Text() != "es A bad text." || ts[1].Issues[0].Comment != "newses" || !ts[2].Text.IsEmpty() ||
		ts[3].Text.Text() != "Escrito." || ts[3].Version != 3 {
		t.Errorf("%+v", ts)
	}
}

func TestEarlierApprovalsAreCarriedOver(t *testing.T) {
	h := newHouse(t)
	out, d, e := h.drafted("r1")
	_, err := h.Ask(t.Context(), out.Draft, translate.Asking{Engine: "echo", To: out.Questions})
	h.must(err)
	made, err := h.Translator.Assemble(t.Context(), d)
	h.must(err)
	h.decisions = []l10n.Decision{{ID: "d1", Kind: l10n.Approve, Step: "review", By: "ana", SourceHash: l10n.SourceHash(e.Units), TargetHash: l10n.TargetsHash(made)}}
	checked, err := h.Check(t.Context(), out.Draft, h.translations[key].Extraction, work.Sent{})
	h.must(err)
	if len(checked.Carried) != 1 || checked.Carried[0].ID != "d1" || checked.Targets == "" || h.translations[key].Stage != l10n.StageApproved {
		t.Errorf("%+v %+v", checked, h.translations[key])
	}
}

// TestALaterRunIsNotOverwritten holds that the checks of a run that was taken over leave the desk to the later one.
func TestALaterRunIsNotOverwritten(t *testing.T) {
	h := newHouse(t)
	out, _, _ := h.drafted("r1")
	tr := h.translations[key]
	tr.Run = "r2"
	h.translations[key] = tr
	if _, err := h.Check(t.Context(), out.Draft, tr.Extraction, work.Sent{}); !errors.Is(err, l10n.ErrConflict) || len(h.targets[key]) != 0 {
		t.Errorf("%v %+v", err, h.targets[key])
	}
}

func TestCheckingFails(t *testing.T) {
	down := errors.New("down")
	for _, method := range []string{"Get", "UpdateTargets", "RecordDrafted", "Decisions"} {
		h := newHouse(t)
		out, _, _ := h.drafted("r1")
		h.broken[method] = down
		if _, err := h.Check(t.Context(), out.Draft, h.translations[key].Extraction, work.Sent{}); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
	h := newHouse(t)
	out, _, _ := h.drafted("r1")
	if _, err := h.Check(t.Context(), out.Draft, "none", work.Sent{}); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	delete(h.Translator.Providers, "echo")
	if _, err := h.Check(t.Context(), out.Draft, h.translations[key].Extraction, work.Sent{}); err == nil {
		t.Error("an engine that is not there any more")
	}
}

func TestATranslationIsParked(t *testing.T) {
	h := newHouse(t)
	h.drafted("r1")
	until := time.Now().Add(time.Hour)
	h.must(h.Park(t.Context(), key, "the quota is spent", until))
	if tr := h.translations[key]; tr.Stage != l10n.StageParked || tr.Comment != "the quota is spent" || !tr.Until.Equal(until) {
		t.Errorf("%+v", tr)
	}
	h.must(h.Unpark(t.Context(), key))
	if tr := h.translations[key]; tr.Stage != l10n.StageTranslate || tr.Comment != "" || !tr.Until.IsZero() {
		t.Errorf("%+v", tr)
	}
	if err := h.Unpark(t.Context(), l10n.TranslationKey{}); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}

func TestATranslationEnds(t *testing.T) {
	h := newHouse(t)
	h.drafted("r1")
	tr := h.translations[key]
	tr.Step, tr.Assignee = "review", "maria"
	h.translations[key] = tr
	h.must(h.End(t.Context(), key, "r0", l10n.StageFailed, "an older run"))
	if got := h.translations[key]; got.Stage != l10n.StageTranslate || got.Step != "review" {
		t.Errorf("a later run's record: %+v", got)
	}
	h.must(h.End(t.Context(), key, "r1", l10n.StageFailed, "why"))
	if got := h.translations[key]; got.Stage != l10n.StageFailed || got.Comment != "why" || got.Step != "" || got.Assignee != "" {
		t.Errorf("%+v", got)
	}
}
