package provider

import (
	"errors"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// DefaultActivity is the activity's name where the configuration gives none.
const DefaultActivity = "TranslateTexts"

// OpenActivity describes an engine behind somebody else's worker: a Temporal activity, in any language, on a task
// queue. queue: is needed. The limits keep a payload far below Temporal's two megabytes.
func OpenActivity(o Options) (translate.Remote, error) {
	if o.Queue == "" {
		return translate.Remote{}, errors.New("say with queue: on which task queue the activity's worker listens")
	}
	if o.Activity == "" {
		o.Activity = DefaultActivity
	}
	return translate.Remote{
		Traits: translate.Traits{
			Name: "activity", Sees: translate.SeesPage, Markup: translate.Notation,
			Version:  version(o.Activity, o.Queue, o.Model),
			MaxTexts: 50, MaxBytes: 64 << 10, Terms: true, MaskDates: o.Dates == "mask",
		},
		Activity: translate.Activity{Name: o.Activity, Queue: o.Queue},
	}, nil
}
