package app

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// TestAStepThatAModelDoes asks an engine of the configuration, by its name, within its budget.
func TestAStepThatAModelDoes(t *testing.T) {
	s := sim.Start(t, "openai")
	s.Judges(sim.Judge{Truth: func(_, target string) []sim.JudgeFault {
		if strings.Contains(target, "perro") {
			return []sim.JudgeFault{{TargetSpan: "perro", Category: "accuracy", Severity: "major"}}
		}
		return nil
	}})
	cfg := configured(t, `providers:
  strict: {driver: openai, model: sim-1, only_judges: true, budget: {run: 200}, tokens: {input: 2, output: 8, currency: EUR}, url: "`+s.URL+`"}
  deepl: {}
`)
	a, err := Open(t.Context(), Options{Config: cfg, Logger: slog.New(slog.DiscardHandler),
		Env: environment(map[string]string{"OPENAI_API_KEY": sim.Key, "DEEPL_API_KEY": "k:fx"})})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	for _, name := range a.Translator.Default {
		if name == "strict" {
			t.Error("an engine that only judges is in the default chain")
		}
	}
	j, err := a.judge(l10n.ReviewStep{Name: "estimate", Kind: l10n.StepModel, Use: "strict", Passes: 2})
	if err != nil {
		t.Fatal(err)
	}
	task := assess.Task{Contract: assess.Contract, ID: "t", Run: "r", SourceLang: "en", Locale: "es", TargetHash: "h", Segments: []assess.Segment{
		{ID: "a", Source: "The cat sleeps.", Target: "El gato duerme.", TargetHash: "1"},
		{ID: "b", Source: "The cat sleeps.", Target: "El perro duerme.", TargetHash: "2"},
	}}
	answer, err := j.Assess(t.Context(), task)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err = answer.Check(task); err != nil {
		t.Fatal(err)
	}
	if answer.Segments[0].Verdict != l10n.Pass || answer.Segments[1].Verdict != l10n.Changes || *answer.Segments[1].Score != 80 {
		t.Errorf("%+v", answer.Segments)
	}
	if answer.Reviewer.ID != "strict" || answer.Cost.Currency != "EUR" || answer.Cost.Amount == 0 || s.Requests() != 2 {
		t.Errorf("%+v, %+v, %d requests", answer.Reviewer, answer.Cost, s.Requests())
	}
	inRun, _, err := a.Store.Spent(t.Context(), "strict", "r", "2026-11")
	if err != nil || inRun != answer.Cost.Characters {
		t.Errorf("%d characters are in the books, %v; it cost %+v", inRun, err, answer.Cost)
	}
	again, err := j.Assess(t.Context(), task)
	if err != nil || s.Requests() != 2 || again.Cost != answer.Cost {
		t.Errorf("the same again: %v, %d requests, %+v", err, s.Requests(), again.Cost)
	}
	task.Segments[0].Target = "Un gato duerme, y por eso no puede abrir la puerta."
	if _, err := j.Assess(t.Context(), task); !errors.Is(err, translate.ErrBudget) {
		t.Errorf("over the budget: %v", err)
	}
	for use, want := range map[l10n.ProviderName]string{
		"deepl": `step "estimate": provider deepl: provider "deepl" can't judge: take one of the drivers openai, anthropic`,
		"none":  `step "estimate" uses the engine "none", and there is none of that name`,
		// Its key is missing.
		"anthropic": "set the environment variable ANTHROPIC_API_KEY",
	} {
		if _, err := a.judge(l10n.ReviewStep{Name: "estimate", Use: use}); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", use, err)
		}
	}
	if first := a.paces.pace("strict", 1); first != a.paces.pace("strict", 2) {
		t.Error("each step has a pace of its own")
	}
}
