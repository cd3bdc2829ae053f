package desk

import (
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// apiConfirmation is what a person says of segments: of those that it names with the versions that were seen, or of all open
// ones of a class.
type apiConfirmation struct {
	ID           string                 `json:"id"` // of the act: a repeat changes nothing
	Step         l10n.StepName          `json:"step"`
	Segments     map[l10n.SegmentID]int `json:"segments,omitempty"`
	Class        string                 `json:"class,omitempty"`
	VersionsHash l10n.Hash              `json:"versionsHash,omitempty"` // for a class: of what was seen
	Outcome      l10n.Outcome           `json:"outcome,omitempty"`      // pass, which is meant without it, or changes
	Remarks      []l10n.Remark          `json:"remarks,omitempty"`
	Comment      string                 `json:"comment,omitempty"`
}

func (d *desk) apiConfirm(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in apiConfirmation
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if in.Outcome == "" {
		in.Outcome = l10n.Pass
	}
	in.Comment = cleanText(in.Comment)
	switch {
	case !isID(in.ID) || len(in.Comment) > maxComment:
		return fmt.Errorf("%w: a confirmation needs an id of at most 100 letters and digits and a comment of at most %d bytes",
			errBadRequest, maxComment)
	case (len(in.Segments) > 0) == (in.Class != ""):
		return fmt.Errorf("%w: name segments with the versions that you saw, or one class", errBadRequest)
	case in.Class != "" && in.VersionsHash == "":
		return fmt.Errorf("%w: with a class comes the versionsHash that you saw", errBadRequest)
	case in.Outcome == l10n.Changes && in.Comment == "" && len(in.Remarks) == 0:
		return fmt.Errorf("%w: say in a comment or in remarks what has to change", errBadRequest)
	}
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	n, err := d.Reviews.Say(r.Context(), k, review.Word{ID: in.ID, Step: in.Step, By: u, Segments: in.Segments, Class: in.Class,
		VersionsHash: in.VersionsHash, Outcome: in.Outcome, Remarks: in.Remarks, Comment: in.Comment, At: d.Now().UTC()})
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]int{"segments": n})
	return nil
}
