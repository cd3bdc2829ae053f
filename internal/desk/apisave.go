package desk

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// mostLike is how many segments may follow one that is saved.
const mostLike = 500

// apiEdit is a change of one target. With an act it is the editor's: it may confirm the text and put it to the segments that say
// the same, and the answer has all that has changed by it.
type apiEdit struct {
	Text    l10n.Fragment `json:"text"`
	Version *int          `json:"version"` // of the target that was seen
	Act     string        `json:"act,omitempty"`
	Confirm bool          `json:"confirm,omitempty"`
	Step    l10n.StepName `json:"step,omitempty"` // at which it is confirmed
	Like    []apiFollower `json:"like,omitempty"`
}

// apiFollower is a segment that says the same, with the version of its target that was seen. Own says that the person has seen
// that somebody wrote or confirmed another text there, and wants it replaced.
type apiFollower struct {
	Segment l10n.SegmentID `json:"segment"`
	Version int            `json:"version"`
	Own     bool           `json:"own,omitempty"`
}

// savedView is what came of an edit in the editor.
type savedView struct {
	Segment segmentView   `json:"segment"`
	Like    []segmentView `json:"like"`
	Refused []refusedView `json:"refused"`
	Hashes  hashesView    `json:"hashes"`
	Counts  countsView    `json:"counts"`
	Classes []bulkView    `json:"classes"`
	May     mayView       `json:"may"`
}

// refusedView is a segment that has not got the text, or the saved one where it is not confirmed.
type refusedView struct {
	Segment l10n.SegmentID `json:"segment"`
	Why     string         `json:"why"`
	Detail  string         `json:"detail,omitempty"` // in English
}

func (d *desk) apiEdit(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in apiEdit
	if err := readJSON(r, &in); err != nil {
		return err
	}
	switch {
	case in.Version == nil || *in.Version < 0:
		return fmt.Errorf("%w: version is that of the target that you saw", errBadRequest)
	case in.Act == "" && (in.Confirm || len(in.Like) > 0):
		return fmt.Errorf("%w: who confirms a text or puts it elsewhere names the act, by an id of its own", errBadRequest)
	case in.Act != "" && !isID(in.Act):
		return fmt.Errorf("%w: an act is at most 100 letters and digits", errBadRequest)
	case in.Confirm && in.Step == "":
		return fmt.Errorf("%w: say at which step the text is confirmed", errBadRequest)
	case len(in.Like) > mostLike:
		return fmt.Errorf("%w: at most %d segments follow at once", errBadRequest, mostLike)
	}
	id := l10n.SegmentID(r.PathValue("segment"))
	wk, err := d.loadSource(r)
	if err != nil {
		return err
	}
	edit := l10n.Edit{Segment: id, Text: in.Text, Version: *in.Version, By: u}
	if in.Act == "" {
		g, err := d.edit(r.Context(), wk, edit)
		if err != nil {
			return d.withCurrent(r, err, id)
		}
		writeJSON(w, http.StatusOK, g)
		return nil
	}
	s := review.Saving{Edit: edit, Confirm: in.Confirm, Act: in.Act, Step: in.Step, At: d.Now().UTC()}
	for _, f := range in.Like {
		s.Like = append(s.Like, review.Follower(f))
	}
	return d.saveInEditor(w, r, u, wk, s)
}

// saveInEditor saves, and answers with all that the editor shows of it.
func (d *desk) saveInEditor(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, s review.Saving) error {
	if !waits(wk.Translation) {
		return fmt.Errorf("%w: the translation does not wait for a person", l10n.ErrRefused)
	}
	saved, err := d.Editor.Save(r.Context(), wk.Translation, wk.extraction, s)
	if err != nil {
		return d.withCurrent(r, err, s.Segment)
	}
	if wk, err = d.loadWith(r.Context(), saved.Translation, saved.All); err != nil {
		return err
	}
	n, err := wk.numberOf(s.Segment)
	if err == nil {
		err = d.loadTyped(r.Context(), wk, u)
	}
	if err != nil {
		return err
	}
	p, placeables := d.reader(r, u), d.placeables(wk)
	out := savedView{Segment: p.segment(wk, n, placeables), Like: []segmentView{}, Refused: []refusedView{}, Hashes: wk.hashes(), Counts: wk.counts(),
		Classes: p.bulk(wk), May: p.may(wk)}
	for _, g := range saved.Like {
		if n, err := wk.numberOf(g.Segment); err == nil {
			out.Like = append(out.Like, p.segment(wk, n, placeables))
		}
	}
	d.tellSaved(wk.TranslationKey, append([]l10n.Target{saved.Target}, saved.Like...))
	for _, f := range saved.Refused {
		out.Refused = append(out.Refused, p.refused(f))
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

// tellSaved tells who has the translation open what was saved.
func (d *desk) tellSaved(k l10n.TranslationKey, all []l10n.Target) {
	var events []savedEvent
	for _, g := range all {
		events = append(events, savedEvent{g.Segment, g.Version, g.Origin.By})
	}
	d.hub.saved(k, events...)
}

func (p *page) refused(f review.Refused) refusedView {
	v := refusedView{Segment: f.Segment}
	switch err := f.Err; {
	case errors.Is(err, review.ErrOwnText):
		v.Why = p.T("editor.kept.own")
	case errors.Is(err, l10n.ErrConflict):
		v.Why = p.T("editor.kept.changed")
	case errors.Is(err, l10n.ErrCodes):
		v.Why, v.Detail = p.T("desk.edit.codes"), err.Error()
	default:
		v.Why, v.Detail = p.T("editor.kept.rule"), err.Error()
	}
	return v
}

// withCurrent gives the error of an edit that was made of an older version the target as it stands.
func (d *desk) withCurrent(r *http.Request, err error, id l10n.SegmentID) error {
	if !errors.Is(err, l10n.ErrConflict) {
		return err
	}
	wk, loadErr := d.loadRequested(r)
	if loadErr != nil {
		return err
	}
	current := wk.bySegment[id]
	return &conflict{err, &current}
}

// checkedView is what the checks find in a text that is being typed.
type checkedView struct {
	Issues []issueView `json:"issues"`
	// Refusal says why the text could not be saved as it is.
	Refusal *refusalView `json:"refusal,omitempty"`
}

type refusalView struct {
	Kind    string `json:"kind"` // codes or too-long
	Message string `json:"message"`
	Detail  string `json:"detail"` // in English
}

// apiCheck says what saving a text would find, and keeps nothing.
func (d *desk) apiCheck(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in struct {
		Text l10n.Fragment `json:"text"`
	}
	if err := readJSON(r, &in); err != nil {
		return err
	}
	wk, err := d.loadSource(r)
	if err != nil {
		return err
	}
	trial, err := d.Editor.Try(r.Context(), wk.Translation, wk.extraction, l10n.SegmentID(r.PathValue("segment")), in.Text)
	if err != nil {
		return err
	}
	p, out := d.reader(r, u), checkedView{Issues: []issueView{}}
	for _, i := range trial.Issues {
		out.Issues = append(out.Issues, p.issueView(wk, in.Text, i))
	}
	switch err := trial.Refusal; {
	case errors.Is(err, l10n.ErrCodes):
		out.Refusal = &refusalView{"codes", p.T("desk.edit.codes"), err.Error()}
	case err != nil:
		out.Refusal = &refusalView{"too-long", p.T("editor.kept.tooLong"), err.Error()}
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}
