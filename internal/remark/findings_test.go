package remark

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestFindingsAreCountsBesideWords(t *testing.T) {
	h := newHouse(t)
	mark := func(a About, c l10n.Category, s l10n.RemarkSeverity) {
		h.must(h.Annotate(t.Context(), Marking{About: a, ID: h.id(), By: "ana", Remark: l10n.Remark{Category: c, Severity: s}}))
	}
	a := h.about("one", "es", "u.1")
	mark(a, l10n.CategoryStyle, l10n.Minor)
	mark(a, l10n.CategoryAccuracy, l10n.Minor)
	mark(a, l10n.CategoryAccuracy, l10n.Critical)
	mark(h.about("one", "fr", "u.1"), l10n.CategoryAccuracy, l10n.Critical)
	half := h.clock.Add(time.Second)
	mark(h.about("two", "es", "u.1"), l10n.CategoryAccuracy, l10n.Critical)
	h.targets[a.TranslationKey] = nil // a finding stays when its text is gone

	for name, tt := range map[string]struct {
		filter l10n.RemarkFilter
		want   Findings
	}{
		"all": {l10n.RemarkFilter{}, Findings{Counts: []Count{{l10n.CategoryAccuracy, l10n.Critical, 3, 0},
			{l10n.CategoryAccuracy, l10n.Minor, 1, 0}, {l10n.CategoryStyle, l10n.Minor, 1, 0}}, People: 5,
			Words: 54, Segments: 10, Translations: 6, Pages: 3}},
		"a locale": {l10n.RemarkFilter{Locale: "fr"}, Findings{Locale: "fr", Counts: []Count{{l10n.CategoryAccuracy, l10n.Critical, 1, 0}},
			People: 1, Words: 27, Segments: 5, Translations: 3, Pages: 3}},
		"another site": {l10n.RemarkFilter{Site: "x"}, Findings{Site: "x"}},
		"another run":  {l10n.RemarkFilter{Run: "r2"}, Findings{Run: "r2"}},
		"since": {l10n.RemarkFilter{Since: half}, Findings{Counts: []Count{{l10n.CategoryAccuracy, l10n.Critical, 1, 0}},
			People: 1}},
	} {
		got, err := h.Findings(t.Context(), tt.filter)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestAFindingOfAMachineCountsOnce holds that a step that is asked twice about the same text doesn't count twice, and that no
// word of a reviewer's own making is lost to the counts.
func TestAFindingOfAMachineCountsOnce(t *testing.T) {
	h := newHouse(t)
	one := l10n.Annotation{ID: "a", Document: "one", Locale: "es", Segment: "u.1", Step: "judge", SourceHash: "s", TargetHash: "t",
		Remark: l10n.Remark{Category: l10n.CategoryAccuracy, Severity: l10n.Major, TargetSpan: "x"}}
	again, other, strange := one, one, one
	again.ID = "b" // another round
	other.TargetHash = "t2"
	strange.Remark = l10n.Remark{Category: "poetry", Severity: "awful"}
	h.machines = []l10n.Annotation{one, again, other, strange}
	h.must(h.Annotate(t.Context(), Marking{About: h.about("one", "es", "u.1"), ID: "m", By: "ana",
		Remark: l10n.Remark{Category: l10n.CategoryAccuracy, Severity: l10n.Major}}))
	got, err := h.Findings(t.Context(), l10n.RemarkFilter{Locale: "es"})
	want := []Count{{l10n.CategoryAccuracy, l10n.Major, 1, 2}, {l10n.CategoryCustom, l10n.Neutral, 0, 1}}
	if diff := cmp.Diff(want, got.Counts); err != nil || diff != "" || got.People != 1 || got.Machines != 3 {
		t.Errorf("%d by people, %d by machines, %v (-want +got):\n%s", got.People, got.Machines, err, diff)
	}
}

func TestAnnotateRefuses(t *testing.T) {
	h := newHouse(t)
	good := Marking{About: h.about("one", "es", "u.1"), ID: "m", By: "ana",
		Remark: l10n.Remark{Category: l10n.CategoryAccuracy, Severity: l10n.Major, SourceSpan: " bridge ", TargetSpan: "es: The"}}
	for name, change := range map[string]func(*Marking){
		"no category":               func(m *Marking) { m.Remark.Category = "" },
		"an unknown category":       func(m *Marking) { m.Remark.Category = "numbers" },
		"an unknown severity":       func(m *Marking) { m.Remark.Severity = "awful" },
		"what is not in the source": func(m *Marking) { m.Remark.SourceSpan = "puente" },
		"what is not in the text":   func(m *Marking) { m.Remark.TargetSpan = "puente" },
		"control characters":        func(m *Marking) { m.Remark.Message = "\x1b[2J" },
		"a text that has changed":   func(m *Marking) { m.TargetHash = "x" },
		"nobody":                    func(m *Marking) { m.By = "" },
	} {
		m := good
		change(&m)
		if err := h.Annotate(t.Context(), m); !errors.Is(err, l10n.ErrRefused) && !errors.Is(err, l10n.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	h.must(h.Annotate(t.Context(), good))
	if got := h.annotations[0]; got.Remark.SourceSpan != "bridge" || got.Source.Text() != bridge || got.Run != "r1" || got.Step != "review" {
		t.Errorf("kept %+v", got)
	}
	for range MaxThread - 1 {
		good.ID = h.id()
		h.must(h.Annotate(t.Context(), good))
	}
	good.ID = "one too many"
	if err := h.Annotate(t.Context(), good); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("one too many: %v", err)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{"": 0, " – 37 % ": 0, "It cost 37 million.": 3, "l’eau de l’île": 3, "桥梁开通": 4,
		"橋は5月に開通": 6, "Вода": 1, "e-mail us": 2} {
		if got := Words(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}
