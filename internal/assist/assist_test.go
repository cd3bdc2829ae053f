package assist_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/assist"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

func TestHelp(t *testing.T) {
	h := newHouse(t)
	page := l10n.TranslationKey{Document: "older", Locale: "es"}
	h.translations[page] = l10n.Translation{TranslationKey: page, Title: "An older page"}
	h.matches = []l10n.Match{
		{Source: l10n.ParseFragment("The <1>northern lock</1> opened on 7 March."), Target: l10n.ParseFragment("La <1>esclusa norte</1> abrió el 9 de marzo."),
			Score: 99, Adapted: true, Document: "older"},
		{Source: l10n.ParseFragment("The lock opened."), Target: l10n.ParseFragment("La esclusa abrió."), Score: 60, Document: "unknown",
			Notes: []string{"1 → 2", "7 → 9" + memory.LeftToDo, memory.LookAt + "dos"}},
	}
	earlier := h.put(l10n.Extraction{Units: []l10n.Unit{{ID: "u", Segments: []l10n.Segment{{ID: "u.1", Source: l10n.ParseFragment("The lock.")}}}}})
	now, before := l10n.ParseFragment(opening).Hash(), l10n.ParseFragment("The lock.").Hash()
	h.kept = []l10n.KeptText{
		{Act: l10n.KeptWritten, Segment: "u.1", SourceHash: now, Text: l10n.TextFragment("Nobody approved this.")},
		{Act: l10n.KeptFinal, Segment: "u.1", SourceHash: before, Extraction: earlier, Text: l10n.TextFragment("La esclusa."), By: "ana", At: noon},
		{Act: l10n.KeptApproved, Segment: "u.1", SourceHash: before, Extraction: earlier, Text: l10n.TextFragment("La esclusa."), By: "luc", At: noon},
		{Act: l10n.KeptFinal, Segment: "u.1", SourceHash: now, Text: l10n.TextFragment("La esclusa norte abrió."), By: "eva", At: noon.Add(time.Hour)},
		{Act: l10n.KeptFinal, Segment: "u.1", SourceHash: "lost", Extraction: "gone", Text: l10n.TextFragment("Perdido."), At: noon.Add(-time.Hour)},
	}
	got, err := h.Help(t.Context(), key, "u.1")
	h.must(err)
	if h.asked.Next.Text() != "Tolls stay." || h.asked.Element != "p" || h.asked.Site != "site" {
		t.Errorf("the memory was asked %+v", h.asked)
	}
	if m := got.Matches; len(m) != 2 || m[0].Class != l10n.MatchExact || !m[0].Fits || m[0].Page != "An older page" || len(m[0].Difference) != 4 ||
		m[1].Undone[0] != "7 → 9" || m[1].Doubtful[0] != "dos" || m[1].Class != l10n.MatchFuzzy || m[1].Fits || m[1].Page != "unknown" {
		t.Errorf("matches %+v", m)
	}
	if ts := got.Terms; len(ts) != 1 || ts[0].Term.Forbidden[0] != "cerradura" || got.Source.Text()[ts[0].Span.Start:ts[0].Span.End] != "lock" {
		t.Errorf("terms %+v", ts)
	}
	var engines, approved []string
	for _, e := range got.Engines {
		engines = append(engines, fmt.Sprintf("%s %s %d %.6f %v", e.Engine, e.Why, e.Characters, e.Money, e.Answer != nil))
	}
	for _, a := range got.Approved {
		approved = append(approved, fmt.Sprintf("%s: %s, %s, %v", a.Source.Text(), a.Text.Text(), a.By, a.Same))
	}
	if diff := cmp.Diff([]string{"echo  36 0.000720 false", "far elsewhere 36 0.000720 false", "gone not-here 36 0.000720 false"}, engines); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"The northern lock opened on 9 March.: La esclusa norte abrió., eva, true", "The lock.: La esclusa., ana, false",
		": Perdido., , false"}, approved); diff != "" {
		t.Error(diff)
	}
	reads := h.reads
	if _, err := h.Help(t.Context(), key, "u.2"); err != nil || h.reads != reads {
		t.Errorf("the page was read again: %d reads, %v", h.reads-reads, err)
	}
	for _, k := range []l10n.TranslationKey{key, {Document: "none", Locale: "es"}} {
		if _, err := h.Help(t.Context(), k, "u.9"); !errors.Is(err, l10n.ErrNotFound) {
			t.Error(err)
		}
	}
}

func TestAskIsPaidOnce(t *testing.T) {
	h := newHouse(t)
	h.engine.wait = make(chan struct{})
	ctx, leave := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			a, err := h.Ask(ctx, key, "u.1", "echo")
			if err != nil || a.Text.String() != strings.ToUpper(opening) {
				t.Errorf("%+v, %v", a, err)
			}
		})
	}
	leave() // who asked has gone; what was sent is paid, and its answer is kept
	close(h.engine.wait)
	wg.Wait()
	if len(h.engine.texts) != 1 || h.spent["echo r1"] != 36 {
		t.Errorf("asked %d times, %v", len(h.engine.texts), h.spent)
	}
	help, err := h.Help(t.Context(), key, "u.1")
	if err != nil || help.Engines[0].Answer == nil {
		t.Errorf("%+v, %v", help.Engines, err)
	}
	for engine, want := range map[l10n.ProviderName]error{"far": l10n.ErrRefused, "gone": l10n.ErrRefused, "x": l10n.ErrRefused} {
		if _, err := h.Ask(t.Context(), key, "u.1", engine); !errors.Is(err, want) {
			t.Errorf("%s: %v", engine, err)
		}
	}
	h.engine.fail = &translate.Failure{Kind: translate.ErrDown}
	if _, err := h.Ask(t.Context(), key, "u.2", "echo"); !errors.Is(err, l10n.ErrUnavailable) {
		t.Errorf("down: %v", err)
	}
	h.engine.fail = nil
	h.spent["echo r1"] = 95
	if _, err := h.Ask(t.Context(), key, "u.2", "echo"); !errors.Is(err, l10n.ErrRefused) || !errors.Is(err, translate.ErrBudget) {
		t.Errorf("no budget: %v", err)
	}
	h.Engines = nil
	if _, err := h.Ask(t.Context(), key, "u.2", "echo"); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("no engines: %v", err)
	}
}

func TestHistory(t *testing.T) {
	h := newHouse(t)
	now := l10n.ParseFragment(opening).Hash()
	minutes := func(n float64) time.Time { return noon.Add(time.Duration(n * float64(time.Minute))) }
	wrote := func(at float64, by l10n.UserID, text string) l10n.KeptText {
		return l10n.KeptText{ID: text, Act: l10n.KeptWritten, Segment: "u.1", SourceHash: now, Text: l10n.ParseFragment(text), By: by, At: minutes(at)}
	}
	final := wrote(50, "luc", "La esclusa norte está abierta.")
	final.Act, final.Step = l10n.KeptFinal, "review"
	h.kept = []l10n.KeptText{final,
		wrote(40, "luc", "La esclusa norte está abierta."), wrote(39.9, "luc", "La esclusa norte está abieta"), wrote(39.5, "luc", "La esclusa norte"),
		wrote(38.9, "luc", "Otro comienzo."), wrote(30, "ana", "La esclusa"), wrote(20, "ana", "")}
	h.replaced = []l10n.KeptText{{ID: "m", Act: l10n.KeptReplaced, SourceHash: now, Text: l10n.TextFragment("EL CANDADO"), At: minutes(19),
		Origin: l10n.Origin{Kind: l10n.SubMT, Provider: "echo"}}}
	h.targets = []l10n.Target{{Segment: "u.1", SourceHash: now, Text: l10n.TextFragment("La esclusa norte está abierta."), Version: 9}}
	h.said = []l10n.Statement{{Verdict: l10n.Verdict{Outcome: l10n.Changes}}, {Verdict: l10n.Verdict{Outcome: l10n.Pass}}}
	shown := func() (got []string) {
		t.Helper()
		history, err := h.History(t.Context(), key, "u.1")
		h.must(err)
		if len(history.Said) != 2 || history.Said[0].Verdict.Outcome != l10n.Pass || history.Omitted {
			t.Errorf("said %+v", history.Said)
		}
		for _, v := range history.Versions {
			got = append(got, fmt.Sprintf("%s %s: %s %v", v.Act, v.By, v.Text.Text(), v.Stands))
		}
		return got
	}
	want := []string{"final luc: La esclusa norte está abierta. true", "wrote luc: La esclusa norte está abierta. true", "wrote luc: Otro comienzo. false",
		"wrote ana: La esclusa false", "wrote ana:  false", "replaced : EL CANDADO false"}
	if diff := cmp.Diff(want, shown()); diff != "" {
		t.Error(diff)
	}
	h.targets[0].Text = l10n.TextFragment("A machine's.")
	if got := shown(); got[0] != " : A machine's. true" || strings.Contains(got[1], "true") {
		t.Errorf("%q", got)
	}
}

func TestConcordance(t *testing.T) {
	h := newHouse(t)
	h.hits = []memory.Hit{{Document: "news"}, {}}
	found, more, err := h.Service.Concordance(t.Context(), key, "lock", assist.Side("both"))
	if err != nil || !more || len(found) != 2 || found[0].Page != "The lock" || found[1].Page != "" {
		t.Errorf("%+v, %v, %v", found, more, err)
	}
}
