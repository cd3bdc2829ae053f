package workflows

import (
	"maps"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// AddedLocales are locales that a run wants of a document on which another run is at work. The source is the same, so they
// need not wait until that run has ended: they become that run's.
type AddedLocales struct {
	Run     l10n.RunID // that wants them
	Plan    l10n.Ref   // by which they are translated
	Brief   activities.RunBrief
	Locales []l10n.Locale
}

// hearAdded starts the locales that other runs add to the document.
func (d *document) hearAdded(ctx workflow.Context) {
	added := workflow.GetSignalChannel(ctx, signalAdd)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for {
			var a AddedLocales
			if !added.Receive(ctx, &a) {
				return
			}
			d.add(ctx, a)
		}
	})
}

func (d *document) add(ctx workflow.Context, a AddedLocales) {
	for _, l := range a.Locales {
		if d.closing || d.locales.of(l) != nil {
			continue
		}
		s := &localeState{locale: l, plan: a.Plan, brief: &a.Brief, LocaleOutcome: LocaleOutcome{Stage: l10n.StageTranslate}}
		if p, ok := a.Brief.Pending[l]; ok {
			pending := maps.Clone(d.in.Brief.Pending)
			if pending == nil {
				pending = map[l10n.Locale]l10n.Pending{}
			}
			pending[l] = p
			d.in.Brief.Pending = pending
		}
		s.embargo = d.embargoFor(l, a.Brief.Embargo)
		d.locales = append(d.locales, s)
		d.startLocale(ctx, s)
	}
	d.show(ctx)
}

// addTo asks the run that is at work on a document to translate it into this run's other locales too. It reports false
// when that run has just ended its work on it.
func (s *site) addTo(ctx workflow.Context, doc activities.ListedDocument, holder l10n.RunID, locales []l10n.Locale) bool {
	err := workflow.SignalExternalWorkflow(ctx, DocumentWorkflowID(doc.ID), "", signalAdd, AddedLocales{
		Run: s.in.Run, Plan: s.in.Plan, Brief: s.state.Brief, Locales: locales,
	}).Get(ctx, nil)
	if err != nil {
		return false
	}
	s.update(Progress{Document: doc.ID, Ended: len(s.state.Brief.Locales), Done: true, Superseded: holder, Added: true})
	return true
}
