package provider

import (
	"context"
	"errors"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// activity stands for an engine behind somebody else's worker: a Temporal activity, in any language, on a task queue.
// The workflow calls it; here are only its traits.
type activity struct{ o Options }

var _ translate.Provider = activity{}

// DefaultActivity is the activity's name where the configuration gives none.
const DefaultActivity = "TranslateTexts"

// OpenActivity opens an engine behind an activity; queue: is needed.
func OpenActivity(o Options) (translate.Provider, error) {
	if o.Queue == "" {
		return nil, errors.New("say with queue: on which task queue the activity's worker listens")
	}
	if o.Activity == "" {
		o.Activity = DefaultActivity
	}
	return activity{o}, nil
}

// Traits implements translate.Provider. The limits keep a payload far below Temporal's two megabytes.
func (a activity) Traits() translate.Traits {
	return translate.Traits{
		Name: "activity", Markup: translate.Notation, Version: version(a.o.Activity, a.o.Queue, a.o.Model), MaxTexts: 50, MaxBytes: 64 << 10,
		Terms: true, Activity: &translate.Activity{Name: a.o.Activity, Queue: a.o.Queue},
	}
}

// Translate implements translate.Provider by saying that it can't be called from here.
func (activity) Translate(context.Context, translate.Request) ([]translate.Answer, error) {
	return nil, errors.New("this engine is an activity: only a workflow can call it")
}
