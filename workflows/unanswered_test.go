package workflows_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// TestWhyTextsAreLeftToPeople holds that the records hear why engines left texts open: their bad answers, and an outage.
func TestWhyTextsAreLeftToPeople(t *testing.T) {
	first := l10n.Unanswered{Engine: "first", Why: "the model's answer was cut off", Texts: 3}
	e := newEngines(t, 100, translate.Engine{Name: "first", Batch: 50}, translate.Engine{Name: "second", Batch: 100})
	e.brief.Patience = l10n.Patience{Attempts: -1}
	e.left["first"], e.why = 3, []l10n.Unanswered{first}
	e.state["second"] = temporal.NewNonRetryableApplicationError("second: the provider refuses the key (403)", activities.TypeAuth, nil)
	e.run(t)
	first.Texts = 6
	require.Equal(t, []l10n.Unanswered{first, {Engine: "second", Why: "the provider refuses the key (403)"}}, e.checked.Unanswered)
}

func TestNothingIsSaidWhenAllIsAnswered(t *testing.T) {
	e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.run(t)
	require.Empty(t, e.checked.Unanswered)
}
