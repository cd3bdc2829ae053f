package main

import (
	"testing"

	"go.temporal.io/sdk/testsuite"
)

func TestTranslateTexts(t *testing.T) {
	var s testsuite.WorkflowTestSuite
	env := s.NewTestActivityEnvironment()
	env.RegisterActivity(translateTexts)
	value, err := env.ExecuteActivity(translateTexts,
		texts{Version: 1, Source: "en", Target: "es", Texts: []string{"A <1>house</1>.", "Nothing."}})
	if err != nil {
		t.Fatal(err)
	}
	var out answers
	if err := value.Get(&out); err != nil {
		t.Fatal(err)
	}
	if len(out.Answers) != 2 || out.Answers[0].Text != "A <1>casa</1>." || out.Answers[1].Error == "" {
		t.Errorf("%+v", out)
	}
	if _, err := env.ExecuteActivity(translateTexts, texts{Version: 1, Source: "en", Target: "fr"}); err == nil {
		t.Error("a pair that it does not have must be refused")
	}
}
