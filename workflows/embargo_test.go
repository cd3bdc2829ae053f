package workflows_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	sdkpb "go.temporal.io/api/sdk/v1"
	"go.temporal.io/sdk/testsuite"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// hour is an embargo that ends a while after the document has begun.
func (w *world) hour(after time.Duration, n l10n.NotReady) *l10n.Embargo {
	return &l10n.Embargo{At: w.began.Add(after), Zone: "Europe/Paris", Offset: 3600, NotReady: n}
}

// atHours notes after how long each publication was made.
func (w *world) atHours() *[]time.Duration {
	at := &[]time.Duration{}
	w.OnActivity(a.PublishDocument, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.PublishInput) (activities.PublishedOutput, error) {
		w.published = append(w.published, in)
		*at = append(*at, w.Now().Sub(w.began).Truncate(time.Minute))
		out := activities.PublishedOutput{Publication: "p1", URLs: map[l10n.Locale]string{}}
		for _, l := range in.Locales {
			out.URLs[l.Locale] = "http://public.test/" + string(l.Locale)
			if l.InPart {
				out.InPart = map[l10n.Locale]activities.InPart{l.Locale: {Untranslated: 3, Segments: 7}}
			}
		}
		return out, nil
	})
	w.OnActivity(a.RecordEmbargo, mock.Anything, mock.Anything).Return(nil)
	return at
}

// sayOfEmbargo sends a person's word after a while.
func (w *world) sayOfEmbargo(after time.Duration, act l10n.EmbargoAct) *answer {
	out := &answer{}
	if act.Document == "" {
		act.Document, act.Run, act.By = doc, "r1", "maria"
	}
	w.RegisterDelayedCallback(func() {
		w.UpdateWorkflow(string(act.Kind), act.ID+after.String(), &testsuite.TestUpdateCallback{
			OnReject: func(err error) { out.rejected = err },
			OnAccept: func() {},
			OnComplete: func(_ any, err error) {
				out.completed, out.done = err, true
			},
		}, act)
	}, after)
	return out
}

// details are what operators see now.
func (w *world) details() string {
	value, err := w.QueryWorkflow("__temporal_workflow_metadata")
	require.NoError(w.t, err)
	var meta sdkpb.WorkflowMetadata
	require.NoError(w.t, value.Get(&meta))
	return meta.GetCurrentDetails()
}

func locales(in activities.PublishInput) []l10n.Locale {
	var all []l10n.Locale
	for _, l := range in.Locales {
		all = append(all, l.Locale)
	}
	return all
}

func TestApprovedPagesWaitForTheirHour(t *testing.T) {
	w := newWorld(t)
	w.tells = true
	w.leverageWorks()
	at := w.atHours()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(2*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	out, err := w.document(activities.RunBrief{Embargo: w.hour(48*time.Hour, "")}, "es", "ar")
	require.NoError(t, err)
	require.Equal(t, []time.Duration{48 * time.Hour}, *at)
	require.Equal(t, []l10n.Locale{"es", "ar"}, locales(w.published[0]), "in one publication")
	require.Equal(t, l10n.StagePublished, out.Locales["ar"].Stage)
}

func TestWhatIsNotReadyAtTheHour(t *testing.T) {
	for _, c := range []struct {
		name     string
		notReady l10n.NotReady
		brief    activities.RunBrief
		want     []time.Duration
		first    []l10n.Locale
	}{
		{"hold", l10n.NotReadyHold, activities.RunBrief{}, []time.Duration{72 * time.Hour}, []l10n.Locale{"es", "ar"}},
		{"hold, by default", "", activities.RunBrief{}, []time.Duration{72 * time.Hour}, []l10n.Locale{"es", "ar"}},
		{"omit", l10n.NotReadyOmit, activities.RunBrief{}, []time.Duration{48 * time.Hour, 72 * time.Hour}, []l10n.Locale{"es"}},
		{"fallback", l10n.NotReadyFallback, activities.RunBrief{}, []time.Duration{48 * time.Hour, 48 * time.Hour, 72 * time.Hour}, []l10n.Locale{"es"}},
		{"hold, and the site leaves it out", "", activities.RunBrief{Pending: pending(l10n.OmitPending, "ar")},
			[]time.Duration{48 * time.Hour, 72 * time.Hour}, []l10n.Locale{"es"}},
		{"hold, and the site has it fall back, which waits for the hour too", "", activities.RunBrief{Pending: pending(l10n.FallbackPending, "ar")},
			[]time.Duration{48 * time.Hour, 48 * time.Hour, 72 * time.Hour}, []l10n.Locale{"es"}},
		{"together", "", activities.RunBrief{Together: true}, []time.Duration{72 * time.Hour}, []l10n.Locale{"es", "ar"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.tells = true
			w.leverageWorks()
			at := w.atHours()
			w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
			w.decide(72*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
			c.brief.Embargo = w.hour(48*time.Hour, c.notReady)
			_, err := w.document(c.brief, "es", "ar")
			require.NoError(t, err)
			require.Equal(t, c.want, *at)
			require.Equal(t, c.first, locales(w.published[0]))
		})
	}
}

// At the hour a locale has failed: with hold the others wait for a person, who sees it.
func TestAFailedLocaleAtTheHour(t *testing.T) {
	for _, c := range []struct {
		notReady l10n.NotReady
		want     time.Duration
	}{{l10n.NotReadyHold, 60 * time.Hour}, {l10n.NotReadyOmit, 48 * time.Hour}} {
		w := newWorld(t)
		w.tells = true
		w.failing("fr")
		at := w.atHours()
		w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
		if c.notReady == l10n.NotReadyHold {
			w.sayOfEmbargo(60*time.Hour, l10n.EmbargoAct{ID: "one", Kind: l10n.Release})
		}
		out, _ := w.document(activities.RunBrief{Embargo: w.hour(48*time.Hour, c.notReady)}, "es", "fr")
		require.Equal(t, []time.Duration{c.want}, *at)
		require.Equal(t, l10n.StagePublished, out.Locales["es"].Stage)
	}
}

func TestAHoldIsReleasedByAPerson(t *testing.T) {
	w := newWorld(t)
	w.tells = true
	w.leverageWorks()
	at := w.atHours()
	for i, l := range []l10n.Locale{"es", "fr", "ar"} {
		w.decide(time.Hour, reviewOf(l), approve([]string{"d1", "d2", "d3"}[i], "review", "maria"))
	}
	one := w.sayOfEmbargo(24*time.Hour, l10n.EmbargoAct{ID: "one", Kind: l10n.Release, Locales: []l10n.Locale{"fr"}})
	again := w.sayOfEmbargo(25*time.Hour, l10n.EmbargoAct{ID: "one", Kind: l10n.Release, Locales: []l10n.Locale{"fr"}})
	other := w.sayOfEmbargo(26*time.Hour, l10n.EmbargoAct{ID: "one", Kind: l10n.Release})
	strange := w.sayOfEmbargo(27*time.Hour, l10n.EmbargoAct{ID: "x", Kind: l10n.Release, Locales: []l10n.Locale{"de"}})
	wrongRun := w.sayOfEmbargo(28*time.Hour, l10n.EmbargoAct{ID: "y", Kind: l10n.Release, Document: doc, Run: "r0", By: "maria"})
	all := w.sayOfEmbargo(90*time.Hour, l10n.EmbargoAct{ID: "two", Kind: l10n.Release})
	_, err := w.document(activities.RunBrief{Embargo: &l10n.Embargo{Hold: true}}, "es", "fr", "ar")
	require.NoError(t, err)
	require.Equal(t, []time.Duration{24 * time.Hour, 90 * time.Hour}, *at)
	require.Equal(t, []l10n.Locale{"fr"}, locales(w.published[0]))
	require.Equal(t, []l10n.Locale{"es", "ar"}, locales(w.published[1]))
	require.True(t, one.done && again.done && all.done)
	require.NoError(t, again.completed)
	for _, refused := range []*answer{other, strange, wrongRun} {
		require.Error(t, refused.rejected)
	}
}

func TestTheHourIsMoved(t *testing.T) {
	w := newWorld(t)
	w.tells = true
	w.leverageWorks()
	at := w.atHours()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(200*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	later := w.sayOfEmbargo(24*time.Hour, l10n.EmbargoAct{ID: "one", Kind: l10n.Reschedule, Embargo: w.hour(96*time.Hour, "")})
	nothing := w.sayOfEmbargo(25*time.Hour, l10n.EmbargoAct{ID: "two", Kind: l10n.Reschedule})
	_, err := w.document(activities.RunBrief{Embargo: w.hour(48*time.Hour, l10n.NotReadyOmit)}, "es", "ar")
	require.NoError(t, err)
	require.Equal(t, []time.Duration{96 * time.Hour, 200 * time.Hour}, *at, "what was decided of locales that are not ready stands")
	require.NoError(t, later.completed)
	require.Error(t, nothing.rejected)
}

func TestAnEmbargoIsSetWhileAReviewWaits(t *testing.T) {
	w := newWorld(t)
	w.tells = true
	w.leverageWorks()
	at := w.atHours()
	w.decide(2*time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.sayOfEmbargo(time.Hour, l10n.EmbargoAct{ID: "one", Kind: l10n.Reschedule, Embargo: &l10n.Embargo{Hold: true}})
	w.sayOfEmbargo(3*time.Hour, l10n.EmbargoAct{ID: "two", Kind: l10n.Reschedule, Embargo: w.hour(5*time.Hour, "")})
	_, err := w.document(activities.RunBrief{}, "es")
	require.NoError(t, err)
	require.Equal(t, []time.Duration{5 * time.Hour}, *at)
}

// What the records refuse, because it is not signed, changes nothing.
func TestAnUnsignedReleaseReleasesNothing(t *testing.T) {
	w := newWorld(t)
	w.tells = true
	w.leverageWorks()
	w.OnActivity(a.RecordEmbargo, mock.Anything, mock.Anything).Return(activities.Refusal(l10n.ErrRefused))
	at := w.atHours()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	forged := w.sayOfEmbargo(2*time.Hour, l10n.EmbargoAct{ID: "one", Kind: l10n.Release})
	_, err := w.document(activities.RunBrief{Embargo: w.hour(48*time.Hour, "")}, "es")
	require.NoError(t, err)
	require.Error(t, forged.completed)
	require.Equal(t, []time.Duration{48 * time.Hour}, *at)
}

func TestAnEmbargoedDocumentIsCancelled(t *testing.T) {
	w := newWorld(t)
	w.tells = true
	w.leverageWorks()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.RegisterDelayedCallback(w.CancelWorkflow, 24*time.Hour)
	out, _ := w.document(activities.RunBrief{Embargo: w.hour(48*time.Hour, "")}, "es")
	require.Empty(t, w.published)
	require.Equal(t, l10n.StageCancelled, out.Locales["es"].Stage)
}

// A run that takes a document over keeps its hour, also for locales that it did not have; its own plan's word counts first.
func TestWhoTakesOverKeepsTheHour(t *testing.T) {
	for _, c := range []struct {
		own  func(*world) *l10n.Embargo
		want time.Duration
	}{
		{func(*world) *l10n.Embargo { return nil }, 48 * time.Hour},
		{func(w *world) *l10n.Embargo { return w.hour(72*time.Hour, "") }, 72 * time.Hour},
		{func(*world) *l10n.Embargo { return &l10n.Embargo{Lifted: true} }, time.Hour},
	} {
		w := newWorld(t)
		w.leverageWorks()
		at := w.atHours()
		w.decide(time.Hour, reviewOf("fr"), approve("d1", "review", "maria"))
		brief := activities.RunBrief{Locales: []l10n.Locale{"fr"}, Embargo: c.own(w)}
		w.pipeline(1, brief)
		w.OnSignalExternalWorkflow(mock.Anything, "run:r1", "", mock.Anything, mock.Anything).Return(nil)
		w.SetStartWorkflowOptions(startOptions(workflows.DocumentWorkflowID(doc)))
		w.ExecuteWorkflow(workflows.PublishDocument, workflows.DocumentInput{
			Run: "r1", Plan: "plan", Brief: brief, Document: doc, URL: "http://site.test/statement", Tells: true, Supersedes: "r0",
			Embargoes: map[l10n.Locale]l10n.Embargo{"ar": {Lifted: true}, "es": *w.hour(48*time.Hour, "")},
		})
		require.NoError(t, w.GetWorkflowError())
		require.Equal(t, []time.Duration{c.want}, *at)
	}
}

func TestAnEmbargoIsShown(t *testing.T) {
	w := newWorld(t)
	w.tells = true
	w.leverageWorks()
	w.atHours()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(72*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	var before, after string
	w.RegisterDelayedCallback(func() { before = w.details() }, 2*time.Hour)
	w.RegisterDelayedCallback(func() { after = w.details() }, 50*time.Hour)
	e := w.hour(48*time.Hour, l10n.NotReadyHold)
	_, err := w.document(activities.RunBrief{Embargo: e}, "es", "ar")
	require.NoError(t, err)
	for _, want := range []string{e.Hour(), "nothing of the document is published until all locales are ready", "Ready: es.", "Not ready: ar."} {
		require.Contains(t, before, want)
	}
	require.Contains(t, after, "has passed")
	require.False(t, strings.Contains(before, "has passed"))
}
