package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func pending(p l10n.Pending, locales ...l10n.Locale) map[l10n.Locale]l10n.Pending {
	of := map[l10n.Locale]l10n.Pending{}
	for _, l := range locales {
		of[l] = p
	}
	return of
}

func TestAPageGoesLiveBeforeItsApproval(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(72*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	out, err := w.document(activities.RunBrief{Together: true, Pending: pending(l10n.FallbackPending, "ar")}, "es", "ar")
	require.NoError(t, err)
	require.Len(t, w.published, 3)
	require.Equal(t, []activities.ReadyLocale{{Locale: "ar", InPart: true}}, w.published[0].Locales, "at once")
	require.Equal(t, l10n.Locale("es"), w.published[1].Locales[0].Locale, "the others do not wait for it")
	require.Equal(t, l10n.Ref("snapshot-ar"), w.published[2].Locales[0].Targets, "and it is replaced when it is approved")
	require.Equal(t, l10n.StagePublished, out.Locales["ar"].Stage)
	require.Nil(t, out.Locales["ar"].InPart)
}

func TestAPageGoesLiveWhenItsTranslationFails(t *testing.T) {
	w := newWorld(t)
	w.failing("ar")
	out, err := w.document(activities.RunBrief{Pending: pending(l10n.FallbackPending, "ar")}, "ar")
	require.Error(t, err, "the run says that it failed")
	require.Len(t, w.published, 1)
	require.True(t, w.published[0].Locales[0].InPart)
	require.Equal(t, l10n.StageFailed, out.Locales["ar"].Stage)
	require.Equal(t, "http://public.test/ar", out.Locales["ar"].URL)
}

func TestAPageThatCannotGoLiveWaits(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.OnActivity(a.PublishDocument, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.PublishInput) (activities.PublishedOutput, error) {
		if in.Locales[0].InPart {
			return activities.PublishedOutput{}, temporal.NewNonRetryableApplicationError("no", activities.TypeRefused, nil)
		}
		return activities.PublishedOutput{Publication: "p1", URLs: map[l10n.Locale]string{"ar": "http://public.test/ar"}}, nil
	})
	w.decide(time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	out, err := w.document(activities.RunBrief{Pending: pending(l10n.FallbackPending, "ar")}, "ar")
	require.NoError(t, err)
	require.Equal(t, l10n.StagePublished, out.Locales["ar"].Stage)
}

func TestAnOmittedLocaleHoldsBackNoOther(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(2*time.Hour, reviewOf("fr"), approve("d2", "review", "jeanne"))
	w.decide(72*time.Hour, reviewOf("ar"), approve("d3", "review", "amal"))
	_, err := w.document(activities.RunBrief{Together: true, Pending: pending(l10n.OmitPending, "ar")}, "ar", "es", "fr")
	require.NoError(t, err)
	require.Len(t, w.published, 2)
	require.Len(t, w.published[0].Locales, 2, "the others together")
	require.Equal(t, l10n.Locale("ar"), w.published[1].Locales[0].Locale)
}

func TestAnOmittedLocaleThatFailsHoldsBackNoOther(t *testing.T) {
	w := newWorld(t)
	w.failing("ar")
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	out, err := w.document(activities.RunBrief{Together: true, Pending: pending(l10n.OmitPending, "ar")}, "ar", "es")
	require.Error(t, err)
	require.Len(t, w.published, 1)
	require.Equal(t, l10n.StagePublished, out.Locales["es"].Stage)
}
