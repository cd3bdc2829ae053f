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
	Leave        []l10n.SegmentID       `json:"leave,omitempty"`        // of a class: segments that it is not about
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
	case len(in.Leave) > 0 && in.Class == "":
		return fmt.Errorf("%w: leave is for a class: of segments that you name, name fewer", errBadRequest)
	case in.Outcome == l10n.Changes && in.Comment == "" && len(in.Remarks) == 0:
		return fmt.Errorf("%w: say in a comment or in remarks what has to change", errBadRequest)
	}
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	n, err := d.Reviews.Say(r.Context(), k, review.Word{ID: in.ID, Step: in.Step, By: u, Segments: in.Segments, Class: in.Class,
		VersionsHash: in.VersionsHash, Leave: in.Leave, Outcome: in.Outcome, Remarks: in.Remarks, Comment: in.Comment, At: d.Now().UTC()})
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]int{"segments": n})
	return nil
}

// classSegmentsView says which segments a person would confirm by naming a class.
type classSegmentsView struct {
	Class        string           `json:"class"`
	Label        string           `json:"label"`
	Segments     []l10n.SegmentID `json:"segments"`
	VersionsHash l10n.Hash        `json:"versionsHash"` // that the confirmation states
}

// apiClass answers which segments a class has now.
func (d *desk) apiClass(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	wk, err := d.loadRequested(r)
	if err != nil {
		return err
	}
	p, class := d.reader(r, u), r.PathValue("class")
	for _, c := range wk.board.Classes {
		if c.Class == class {
			writeJSON(w, http.StatusOK, classSegmentsView{class, label(p.localizer, classLabels, class), c.Segments, wk.hashes().Versions})
			return nil
		}
	}
	return fmt.Errorf("a class %q that can be confirmed: %w", class, l10n.ErrNotFound)
}
