package desk

import (
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// button does what its press asks for, with what the person typed.
type button func(d *desk, w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form)

// buttons are the buttons of a translation's page, by the names that the page's forms have for them.
var buttons = map[string]button{
	"save": (*desk).save,
	"drop": (*desk).drop,
	"fix":  (*desk).fix,

	// Decisions of the step that waits.
	string(l10n.Approve):        deciding(l10n.Approve),
	string(l10n.RequestChanges): deciding(l10n.RequestChanges),
	string(l10n.Reassign):       deciding(l10n.Reassign),
	string(l10n.Declare):        (*desk).declare,

	// Of a translation that waits for engines.
	"resume": resuming(false),
	"skip":   resuming(true),
}

func deciding(kind l10n.DecisionKind) button {
	return func(d *desk, w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form) {
		d.decide(w, r, u, wk, f, kind)
	}
}

func resuming(skip bool) button {
	return func(d *desk, w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form) {
		d.resume(w, r, u, wk, f, skip)
	}
}
