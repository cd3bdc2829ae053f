package work_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

func TestADraftBegins(t *testing.T) {
	h := newHouse(t)
	h.matches["The lock is open."] = l10n.Match{Source: l10n.TextFragment("The lock is open."), Target: l10n.TextFragment("La esclusa está abierta."), Score: 100}
	x, e := h.extracted()
	p := plan("es")
	p.Pending, p.Pivots = map[l10n.Locale]l10n.Pending{"es": l10n.OmitPending}, map[l10n.Locale]l10n.Locale{"es": "fr"}
	in := work.Opening{Run: "r1", Plan: h.put(p), Key: key, Extraction: x.Extraction, Skeleton: x.Skeleton, Supersedes: "r0"}
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r0", Stage: l10n.StageCancelled}
	out, err := h.Draft(t.Context(), in, p)
	h.must(err)
	if out.Segments != 2 || out.Questions != 1 || len(out.Engines) != 1 || out.Engines[0].Name != "echo" || out.Draft == "" {
		t.Errorf("%+v", out)
	}
	want := l10n.Translation{
		TranslationKey: key, Run: "r1", Site: "news", Title: e.Title, URL: address, SourceLang: "en", Stage: l10n.StageTranslate, Steps: p.Steps, Round: 1,
		Pending: l10n.OmitPending, Plan: in.Plan, Extraction: x.Extraction, Skeleton: x.Skeleton, Progress: l10n.Progress{Segments: 2}, Supersedes: "r0",
	}
	got := h.translations[key]
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(l10n.Translation{}, "UpdatedAt")); diff != "" || time.Since(got.UpdatedAt) > time.Minute {
		t.Error(diff)
	}
	_, d, _ := h.drafted("r1")
	if d.Run != "r1" || d.Site != "news" || d.SourceLang != "en" || d.Targets[0].SubState != l10n.SubTMExact || len(d.Questions) != 1 {
		t.Errorf("%+v", d)
	}
	p.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {"unknown"}}
	if _, err := h.Draft(t.Context(), in, p); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("an engine that this worker lacks: %v", err)
	}
}

// TestTheApprovedVersionIsTheBase holds that a new run begins with what was approved last, and that a retry of its
// beginning finds the same.
// TestOnlyWhatWasInReviewIsSuperseded holds of which locales the desk says that their source changed during the review.
func TestOnlyWhatWasInReviewIsSuperseded(t *testing.T) {
	for stage, want := range map[l10n.Stage]l10n.RunID{
		l10n.StageReview: "r0", l10n.StageSuperseded: "r0", l10n.StageCancelled: "r0", l10n.StageParked: "r0",
		l10n.StagePublished: "", l10n.StageWithdrawn: "", l10n.StageHeld: "", l10n.StageFailed: "",
	} {
		h := newHouse(t)
		x, _ := h.extracted()
		p := plan("es")
		h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r0", Stage: stage, Extraction: x.Extraction}
		in := work.Opening{Run: "r1", Plan: h.put(p), Key: key, Extraction: x.Extraction, Skeleton: x.Skeleton, Supersedes: "r0"}
		for range 2 { // a retry
			_, err := h.Draft(t.Context(), in, p)
			h.must(err)
			if got := h.translations[key].Supersedes; got != want {
				t.Errorf("%s: supersedes %q, want %q", stage, got, want)
			}
		}
	}
}

func TestTheApprovedVersionIsTheBase(t *testing.T) {
	h := newHouse(t)
	old, _ := h.extracted()
	approved := h.put([]l10n.Target{})
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r0", Stage: l10n.StagePublished, Extraction: old.Extraction, Targets: approved, PublicURL: "x"}
	h.source.pages[address] = page("The lock is open.", "It cost 38 crowns.")
	base := &l10n.Base{Run: "r0", Extraction: old.Extraction, Targets: approved}
	for range 2 { // a retry
		h.drafted("r1")
		if got := h.translations[key]; !cmp.Equal(got.Base, base) || got.Earlier != old.Extraction || got.Targets != "" || got.Run != "r1" {
			t.Errorf("%+v", got)
		}
	}
	// Another run before anybody has approved: the base stays, and the targets on the desk are of the first run's text as
	// soon as that has put them there.
	h.source.pages[address] = page("The lock is open.", "It cost 40 crowns.")
	if h.drafted("cancelled before its check"); h.translations[key].Earlier != old.Extraction {
		t.Errorf("%+v", h.translations[key])
	}
	out, _, _ := h.drafted("r1")
	first := h.translations[key].Extraction
	_, err := h.Check(t.Context(), out.Draft, first, work.Sent{})
	h.must(err)
	h.source.pages[address] = page("The lock is open.", "It cost 39 crowns.")
	h.drafted("r2")
	if got := h.translations[key]; !cmp.Equal(got.Base, base) || got.Earlier != first {
		t.Errorf("%+v", got)
	}
}

func TestARenamedPageBeginsWithItsApprovals(t *testing.T) {
	h := newHouse(t)
	x, e := h.extracted()
	signed := []l10n.Signature{{Decision: "d1", Step: "review", By: "maria"}}
	approved := h.put([]l10n.Target{{Segment: e.Places()[0].Segment.ID, SourceHash: e.Places()[0].Segment.Hash(), State: l10n.Final,
		Text: l10n.TextFragment("La esclusa está abierta."), Signed: signed}})
	old := l10n.TranslationKey{Document: "old", Locale: "es"}
	h.translations[old] = l10n.Translation{TranslationKey: old, Run: "r0", Extraction: x.Extraction, Targets: approved}
	for was, want := range map[l10n.DocumentID]bool{"old": true, "unknown": false, doc: false, "": false} {
		delete(h.translations, key)
		d := h.documents[doc]
		d.Was = was
		h.documents[doc] = d
		_, draft, _ := h.drafted("r1")
		got := h.translations[key]
		if (got.Base != nil) != want || want && (got.Base.Document != "old" || got.Base.Targets != approved) {
			t.Errorf("was %q: %+v", was, got.Base)
		}
		if first := draft.Targets[0]; (first.SubState == l10n.SubApproved) != want || want && !cmp.Equal(first.Signed, signed) {
			t.Errorf("was %q: %+v", was, first)
		}
	}
	h.translations[old] = l10n.Translation{TranslationKey: old, Run: "r0", Extraction: x.Extraction}
	d := h.documents[doc]
	d.Was = "old"
	h.documents[doc] = d
	delete(h.translations, key)
	if h.drafted("r1"); h.translations[key].Base != nil {
		t.Errorf("nothing was approved under the old address: %+v", h.translations[key])
	}
}

func TestWhatIsKnownOfADocument(t *testing.T) {
	h := newHouse(t)
	texts := []string{"The lock is open.", "It cost 37 crowns.", "The pilots board at the mole.", "Tolls stay as they are.", "A ferry crosses.", "The harbour comission is here."}
	h.source.pages[address] = page(texts...)
	old, e := h.extracted()
	target := func(i int, state l10n.State, sub l10n.SubState, text string) l10n.Target {
		s := e.Places()[i].Segment
		return l10n.Target{Segment: s.ID, SourceHash: s.Hash(), State: state, SubState: sub, Text: l10n.TextFragment(text), Origin: l10n.Origin{Kind: sub, By: "maria"}}
	}
	h.approved[key] = []l10n.Target{target(0, l10n.Final, l10n.SubMT, "ever approved"), target(5, l10n.Final, l10n.SubHuman, "of the typo")}
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r0", Stage: l10n.StageReview, Extraction: old.Extraction}
	h.write(key, []l10n.Target{
		target(1, l10n.Translated, l10n.SubHuman, "written"),
		target(2, l10n.Reviewed, l10n.SubMT, "looked at"),
		target(3, l10n.Translated, l10n.SubMT, "a machine's"),
		target(4, l10n.Final, l10n.SubHuman, "final elsewhere"),
	}, nil)
	typo := e.Places()[5].Segment.Hash()
	mended := l10n.TextFragment("The harbour commission is here.").Hash()
	h.same = []l10n.SameMeaning{{Document: doc, Old: typo, New: mended, By: "ana"}, {Document: "other", Old: "x", New: mended}}
	// The source is another, and its paragraphs have moved.
	h.source.pages[address] = page("New.", texts[4], texts[0], texts[1], texts[2], texts[3], "The harbour commission is here.")
	_, d, now := h.drafted("r1")
	got := map[string]l10n.Target{}
	for i, at := range now.Places() {
		got[at.Segment.Source.Text()] = d.Targets[i]
	}
	for source, want := range map[string]struct {
		text string
		sub  l10n.SubState
	}{
		texts[1]: {"written", l10n.SubHuman}, texts[2]: {"looked at", l10n.SubMT},
		texts[3]: {"", l10n.SubNoEngine}, texts[4]: {"", l10n.SubNoEngine}, "New.": {"", l10n.SubNoEngine},
		"The harbour commission is here.": {"of the typo", l10n.SubApproved},
	} {
		if g := got[source]; g.Text.Text() != want.text || g.SubState != want.sub {
			t.Errorf("%s: %+v", source, g)
		}
	}
	if same := got["The harbour commission is here."].SameAs; same == nil || same.By != "ana" {
		t.Errorf("%+v", same)
	}
}

// TestAPersonsSentenceOutlastsAChange holds that what a person wrote is theirs to look at again when the source of its
// sentence changes before anybody has approved it, and not lost for a machine's answer.
func TestAPersonsSentenceOutlastsAChange(t *testing.T) {
	h := newHouse(t)
	texts := []string{"The harbour commission opens the lock on Monday.", "The toll for small boats is five crowns.", "The ferry leaves the mole at noon today."}
	h.source.pages[address] = page(texts...)
	old, e := h.extracted()
	ts := make([]l10n.Target, 3)
	for i, at := range e.Places() {
		ts[i] = l10n.Target{Segment: at.Segment.ID, SourceHash: at.Segment.Hash(), State: l10n.Translated, SubState: l10n.SubHuman, Version: 4,
			Text: l10n.TextFragment("Texto " + string(at.Segment.ID)), Origin: l10n.Origin{Kind: l10n.SubHuman, By: "maria"}}
	}
	ts[1].State, ts[1].SubState, ts[1].Origin = l10n.Reviewed, l10n.SubMT, l10n.Origin{Kind: l10n.SubMT} // looked at, and no person's words
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r0", Stage: l10n.StageReview, Extraction: old.Extraction}
	h.write(key, ts, nil)
	now := []string{"The harbour commission opens the lock on Tuesday.", "The toll for small boats is six crowns.", texts[2]}
	h.source.pages[address] = page(now...)
	_, d, _ := h.drafted("r1")
	first := d.Targets[0]
	if first.SubState != l10n.SubNeedsEdit || first.State != l10n.Translated || first.Text.String() != ts[0].Text.String() || first.Version != 0 ||
		first.SourceHash != l10n.TextFragment(now[0]).Hash() || first.Origin != (l10n.Origin{Kind: l10n.SubHuman, By: "maria", Detail: "from: " + texts[0]}) {
		t.Errorf("%+v", first)
	}
	if len(first.Earlier) != 1 || first.Earlier[0].Source.Text() != texts[0] || first.Earlier[0].By != "maria" {
		t.Errorf("what stands beside it: %+v", first.Earlier)
	}
	// What a colleague approved at an early step waits for a person again, as what it was: a machine's.
	if second := d.Targets[1]; second.SubState != l10n.SubNeedsEdit || second.State != l10n.Translated || second.Origin.Kind != l10n.SubMT || len(second.Earlier) != 1 {
		t.Errorf("%+v", second)
	}
	if d.Targets[2].SubState != l10n.SubHuman || d.Targets[2].Earlier != nil {
		t.Errorf("%+v", d.Targets)
	}
	// Nobody has looked at it when the source changes once more, and then it is what somebody approved before.
	h.write(key, d.Targets, nil)
	now[0] = "The harbour commission opens the lock on Wednesday."
	h.source.pages[address] = page(now...)
	if _, d, _ = h.drafted("r2"); d.Targets[0].SubState != l10n.SubNeedsEdit || d.Targets[0].Text.String() != ts[0].Text.String() {
		t.Errorf("%+v", d.Targets[0])
	}
	h.write(key, d.Targets, nil)
	h.approved[key] = []l10n.Target{{Segment: d.Targets[0].Segment, SourceHash: d.Targets[0].SourceHash, State: l10n.Final, Text: l10n.TextFragment("Aprobado.")}}
	if _, d, _ = h.drafted("r3"); d.Targets[0].SubState != l10n.SubApproved || d.Targets[0].Text.Text() != "Aprobado." {
		t.Errorf("%+v", d.Targets[0])
	}
	// A person's text is final elsewhere: it was approved, and the memory has it.
	h.approved[key] = nil
	for i := range ts {
		ts[i].State = l10n.Final
	}
	h.kept[key] = nil
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r3", Stage: l10n.StageReview, Extraction: old.Extraction}
	h.write(key, ts, nil)
	if _, d, _ = h.drafted("r4"); d.Targets[0].SubState != l10n.SubNoEngine {
		t.Errorf("%+v", d.Targets[0])
	}
}

func TestDraftingFails(t *testing.T) {
	down := errors.New("down")
	for _, method := range []string{"Get", "Translation", "Document", "OpenTranslation", "Approved", "KeptTexts", "SameMeanings", "Lookup", "Put"} {
		h := newHouse(t)
		x, _ := h.extracted()
		if method != "Document" {
			h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r0", Extraction: x.Extraction}
		}
		p := plan("es")
		in := work.Opening{Run: "r1", Plan: "plan", Key: key, Extraction: x.Extraction, Skeleton: x.Skeleton}
		h.broken[method] = down
		if _, err := h.Draft(t.Context(), in, p); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
}

func TestEnginesAreAsked(t *testing.T) {
	h := newHouse(t)
	h.source.pages[address] = page("The lock is open.", "This is unanswerable.")
	out, _, _ := h.drafted("r1")
	q := translate.Asking{Engine: "echo", From: 0, To: out.Questions}
	for range 2 { // a retry pays for nothing again
		got, err := h.Ask(t.Context(), out.Draft, q)
		h.must(err)
		if got.Asked != 2 || got.Answered != 1 || got.Problems != nil {
			t.Errorf("%+v", got)
		}
	}
	n := 0
	for _, text := range h.asked {
		if text == "The lock is open." {
			n++
		}
	}
	if n != 1 {
		t.Errorf("asked %v", h.asked)
	}
	if log := h.log.String(); !strings.Contains(log, "was not used") || !strings.Contains(log, "provider=echo") || !strings.Contains(log, "locale=es") {
		t.Errorf("problems are for the log: %s", log)
	}
	h.broken["Translate"] = &translate.Failure{Kind: translate.ErrDown, Code: "503", Unsure: true}
	h.source.pages[address] = page("Another text that nobody has answered.")
	out, _, _ = h.drafted("r2")
	got, err := h.Ask(t.Context(), out.Draft, translate.Asking{Engine: "echo", To: 1})
	if !errors.Is(err, translate.ErrDown) || !strings.Contains(h.log.String(), "may have been billed") {
		t.Errorf("%+v %v: %s", got, err, h.log.String())
	}
	for _, draft := range []l10n.Ref{"none"} {
		_, err1 := h.Ask(t.Context(), draft, q)
		_, _, err2 := h.Take(t.Context(), draft, q)
		_, err3 := h.Deliver(t.Context(), draft, "echo", nil, nil)
		for _, err := range []error{err1, err2, err3} {
			if !errors.Is(err, l10n.ErrNotFound) {
				t.Error(err)
			}
		}
	}
}

func TestEnginesElsewhereAreAsked(t *testing.T) {
	h := newHouse(t)
	h.Translator.Providers = nil
	h.Translator.Remotes = map[l10n.ProviderName]translate.Remote{"echo": {
		Traits: engine{h}.Traits(), Activity: translate.Activity{Name: "TranslateTexts", Queue: "others"},
	}}
	out, _, _ := h.drafted("r1")
	r, taken, err := h.Take(t.Context(), out.Draft, translate.Asking{Engine: "echo", To: 2})
	h.must(err)
	if taken.Asked != 2 || len(r.Texts) != 2 || len(r.Numbers) != 2 {
		t.Errorf("%+v %+v", r, taken)
	}
	got, err := h.Deliver(t.Context(), out.Draft, "echo", r.Numbers[:1], []translate.Answer{{Text: "es La esclusa está abierta."}})
	if err != nil || got.Answered != 1 {
		t.Errorf("%+v %v", got, err)
	}
	if r, _, err = h.Take(t.Context(), out.Draft, translate.Asking{Engine: "echo", To: 2}); err != nil || len(r.Texts) != 1 {
		t.Errorf("the other is still open: %+v %v", r, err)
	}
	got, err = h.Deliver(t.Context(), out.Draft, "echo", r.Numbers, []translate.Answer{{Err: translate.ErrBadAnswer}})
	if err != nil || got.Answered != 0 || got.Problems != nil || !strings.Contains(h.log.String(), "was not used") {
		t.Errorf("%+v %v %s", got, err, h.log.String())
	}
}
