package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func loadReview(t *testing.T, review string) (*Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), File)
	text := "sites:\n  - name: news\n    locales: [es, ar]\n    pages: [https://www.example.org/]\n    review:\n" + review
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path, drivers, environment(nil))
}

func TestReviewSteps(t *testing.T) {
	c, err := loadReview(t, `      steps:
        - {name: checks, kind: checks, block: 70}
        - {name: estimate, kind: model, use: openai, pass: 85, passes: 3, shadow: true, deadline: 2h, when: [{milder: 70}]}
        - {name: terms, kind: activity, queue: reviewers, activity: ReviewTexts, heartbeat: 30s, texts: by-ref, then: fail, when: [{match: [engine], longer_than: 40}, {sections: [title]}]}
        - translate
        - {name: sign-off, who: [chief], four_eyes: true, locales: [ES]}
      skip: {where: [approved-before, in-context], sample: 10%}
      unconfirmed: hold
`)
	if err != nil {
		t.Fatal(err)
	}
	p := c.Plan(c.Sites[0], nil)
	want := []l10n.ReviewStep{
		{Name: "checks", Kind: l10n.StepChecks, Block: 70},
		{Name: "estimate", Kind: l10n.StepModel, Use: "openai", Pass: 85, Passes: 3, Shadow: true, Deadline: 2 * time.Hour,
			When: []l10n.Condition{{Milder: 70}}},
		{Name: "terms", Kind: l10n.StepActivity, Queue: "reviewers", Activity: "ReviewTexts", Heartbeat: 30 * time.Second, ByRef: true,
			Then: l10n.ThenFail,
			When: []l10n.Condition{{Match: []l10n.MatchClass{"engine"}, LongerThan: 40}, {Sections: []string{"title"}}}},
		{Name: "translate", Kind: l10n.StepPerson},
		{Name: "sign-off", Kind: l10n.StepPerson, Who: []l10n.UserID{"chief"}, FourEyes: true, Locales: []l10n.Locale{"es"}},
	}
	if diff := cmp.Diff(want, p.Review); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]l10n.StepName{"checks", "terms", "translate", "sign-off"}, p.Steps); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]l10n.StepName{"checks", "terms", "translate"}, l10n.Deciding(p.StepsFor("ar"))); diff != "" {
		t.Error("of ar", diff)
	}
	if diff := cmp.Diff(l10n.Skip{Where: []l10n.MatchClass{"approved-before", "in-context"}, Sample: 0.1, Seed: "news"}, p.Skip); diff != "" {
		t.Error(diff)
	}
}

func TestMistakesInReviews(t *testing.T) {
	for text, want := range map[string]string{
		"      steps: [{name: a, kind: judge}]":                                              `there is no kind "judge"`,
		"      steps: [{name: a, kind: checks}]":                                             "end the review with a step of people",
		"      steps: [{name: a, locales: [es]}]":                                            "no step for ar",
		"      steps: [{name: a, locales: [fr]}, b]":                                         "which is no locale of the site",
		"      steps: [{name: a, kind: model}, b]":                                           "needs use",
		"      steps: [{name: a, kind: activity, queue: q}, b]":                              "needs activity",
		"      steps: [{name: a, kind: file}, b]":                                            "needs place",
		"      steps: [{name: a, kind: file, place: moon}, b]":                               `no place named "moon"`,
		"      steps: [{name: a, kind: file, place: moon, format: po}, b]":                   `unknown format "po"`,
		"      steps: [{name: a, block: 3}]":                                                 "block is a setting of steps of the kind checks",
		"      steps: [{name: a, kind: model, use: deepl}, b]":                               `"deepl" can't judge: step "a" needs an engine of the drivers openai, anthropic`,
		"      steps: [{name: a, kind: model, use: none}, b]":                                `there is no provider "none"`,
		"      steps: [{name: a, kind: checks, who: [ana]}, b]":                              "who is a setting of steps of the kind person",
		"      steps: [{name: a, shadow: true}, b]":                                          "shadow is a setting",
		"      steps: [{name: a, kind: checks, block: 101}, b]":                              "block is 0–100",
		"      steps: [{name: a, kind: model, use: openai, passes: 10}, b]":                  "passes is 1–9",
		"      steps: [{name: a, kind: checks, then: wait}, b]":                              "then is people or fail",
		"      steps: [{name: a, kind: checks, deadline: -1h}, b]":                           "cannot be negative",
		"      steps: [{name: a, kind: checks, when: [{match: [good]}]}, b]":                 `no match class "good"`,
		"      steps: [{name: a, kind: checks, when: [{}]}, b]":                              "fits everything",
		"      steps: [{name: a, kind: checks, levle: 3}, b]":                                "levle",
		"      steps: [{name: a}, {name: a, kind: checks}, b]":                               "a name of its own",
		"      steps: [{name: a, texts: by-ref}, b]":                                         "texts is a setting of steps of the kind activity",
		"      steps: [{name: a, kind: checks, heartbeat: 1m}, b]":                           "heartbeat is a setting of steps of the kind activity",
		"      steps: [{name: a, kind: activity, queue: q, activity: A, texts: refs}, b]":    "texts is pages or by-ref",
		"      steps: [{name: a, kind: activity, queue: q, activity: A, heartbeat: -1s}, b]": "heartbeat cannot be negative",
		"      skip: {where: [none]}":                                                        `no match class "none"`,
		"      skip: {sample: 110%}":                                                         "no share of all",
		"      skip: {sample: some}":                                                         "no share of all",
		"      unconfirmed: maybe":                                                           "hold or publish",
		"      steps: [{name: a, kind: checks, may_approve: true}, b]":                       "may_approve is a setting",
	} {
		if _, err := loadReview(t, text+"\n"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
