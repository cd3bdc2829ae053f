package desk

import (
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// button handles the press of a button, with all that the person typed.
type button func(d *desk, w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form)

// buttons has the buttons of a translation's page, by their values in the page's form.
var buttons = map[string]button{
	"save": (*desk).save,
	"drop": (*desk).discard,
	"fix":  (*desk).fix,
	"take": (*desk).take,

	// What people say of segments.
	"confirm":       (*desk).confirm,
	"changes":       (*desk).needsChanges,
	"confirm-class": (*desk).confirmClass,
	"propose":       (*desk).propose,
	"propose-all":   (*desk).proposeAll,

	// Decisions about a step that waits for a person.
	string(l10n.Approve):        deciding(l10n.Approve),
	string(l10n.RequestChanges): deciding(l10n.RequestChanges),
	string(l10n.Reassign):       deciding(l10n.Reassign),
	string(l10n.Declare):        (*desk).declareSameMeaning,

	// For a translation that waits for its engines.
	"resume": resuming(false),
	"skip":   resuming(true),
}

func deciding(kind l10n.DecisionKind) button {
	return func(d *desk, w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
		d.decide(w, r, u, wk, f, kind)
	}
}

func resuming(skip bool) button {
	return func(d *desk, w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
		d.resume(w, r, u, wk, f, skip)
	}
}
