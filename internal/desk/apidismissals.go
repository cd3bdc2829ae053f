package desk

import (
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

type apiDismissal struct {
	ID     string               `json:"id"` // of the act: a repeat changes nothing
	Issue  l10n.Hash            `json:"issue"`
	Reason l10n.DismissalReason `json:"reason"`
	Scope  l10n.DismissalScope  `json:"scope,omitempty"` // this text, where it is left out
	Words  string               `json:"words,omitempty"`
}

// apiChoice is a value that a person may choose, with its label.
type apiChoice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// apiDismissals lists the reasons for which checks are overruled, and for which texts.
func (d *desk) apiDismissals(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	p := d.plainPage(r, u)
	out := map[string][]apiChoice{}
	for _, c := range choices(p, l10n.DismissalReasons, reasonLabels, "") {
		out["reasons"] = append(out["reasons"], apiChoice{c.Value, c.Label})
	}
	for _, c := range choices(p, l10n.DismissalScopes, scopeLabels, "") {
		out["scopes"] = append(out["scopes"], apiChoice{c.Value, c.Label})
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

// apiDismiss overrules an issue of a segment's text as it stands.
func (d *desk) apiDismiss(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in apiDismissal
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if !isID(in.ID) {
		return fmt.Errorf("%w: a dismissal needs an id of at most 100 letters and digits", errBadRequest)
	}
	if in.Scope == "" {
		in.Scope = l10n.DismissText
	}
	s, err := d.openSentence(r)
	if err != nil {
		return err
	}
	of, err := d.Remarks.Dismiss(r.Context(), remark.Overruling{About: s.about, ID: in.ID, Issue: in.Issue, Scope: in.Scope, Reason: in.Reason,
		Words: cleanText(in.Words), By: u})
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]string{"id": of.ID})
	return nil
}

// apiReopen takes a dismissal back. The act's own ID comes as a parameter, because the request has no body.
func (d *desk) apiReopen(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	id := r.URL.Query().Get("act")
	if !isID(id) {
		return fmt.Errorf("%w: act is the ID of this act, at most 100 letters and digits", errBadRequest)
	}
	s, err := d.openSentence(r)
	if err != nil {
		return err
	}
	if err := d.Remarks.Reopen(r.Context(), s.about, id, r.PathValue("dismissal"), u); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]string{"id": id})
	return nil
}
