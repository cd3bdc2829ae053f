package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// Reviews says how reviews stand and keeps what people say of segments. Errors wrap [l10n.ErrRefused], [l10n.ErrConflict] or
// [l10n.ErrNotFound].
type Reviews interface {
	// Board returns how the review of a translation stands, for its targets in document order.
	Board(context.Context, l10n.Translation, []l10n.Target) (review.Board, error)
	// Say keeps a person's word on segments, and returns how many it is about. A repeat changes nothing and is about none.
	Say(context.Context, l10n.TranslationKey, review.Word) (int, error)
}

// confirm saves what was typed in the segment whose button was pressed, and confirms the segment.
func (d *desk) confirm(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	e, ok := f.entries[f.segment]
	if !ok {
		d.showError(w, r, u, fmt.Errorf("%w: the form has no segment %q", errBadRequest, f.segment))
		return
	}
	version := e.version
	if e.changed() {
		t, err := d.edit(r.Context(), wk, l10n.Edit{Segment: f.segment, Text: e.text, Version: e.version, By: u})
		if err != nil {
			d.notSaved(w, r, u, wk, f, err)
			return
		}
		version = t.Version
		if now, err := d.load(r.Context(), wk.TranslationKey); err == nil {
			wk = now
		}
	}
	delete(f.entries, f.segment)
	if wk.board.Segments[f.segment].State != review.SegmentConfirmed { // who writes a text has confirmed it by that
		d.sayWord(w, r, u, wk, f, review.Word{ID: f.wordID(version), Segments: map[l10n.SegmentID]int{f.segment: version}, Outcome: l10n.Pass})
		return
	}
	d.afterWord(w, r, u, wk, f, "confirmed")
}

// notSaved shows why the text of the segment whose button was pressed could not be saved.
func (d *desk) notSaved(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form, err error) {
	f.errs[f.segment] = err
	p := d.newPage(r, u)
	p.addNotice("bad", p.N("desk.edit.notSaved", 1), "")
	d.showCurrent(w, r, statusOf(err), p, wk, f)
}

// needsChanges keeps a person's word that a segment has to change, with their comment.
func (d *desk) needsChanges(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	comment := f.comments[f.segment]
	if comment == "" || len(comment) > maxComment {
		p := d.newPage(r, u)
		p.addNotice("bad", p.T("desk.decide.needsComment"), "")
		d.showCurrent(w, r, http.StatusUnprocessableEntity, p, wk, f)
		return
	}
	version := f.entries[f.segment].version
	d.sayWord(w, r, u, wk, f, review.Word{ID: f.wordID(version), Segments: map[l10n.SegmentID]int{f.segment: version}, Outcome: l10n.Changes,
		Comment: comment})
}

// confirmClass confirms all open segments of a class at once. The act names the class, and is kept with it.
func (d *desk) confirmClass(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	if n := f.unsaved(); n > 0 {
		p := d.newPage(r, u)
		p.addNotice("bad", p.N("desk.decide.unsaved", n), "")
		d.showCurrent(w, r, http.StatusConflict, p, wk, f)
		return
	}
	class := string(f.segment) // the word after the button's name
	f.segment = ""
	d.sayWord(w, r, u, wk, f, review.Word{ID: f.Decision + "-" + f.act + "-" + class, Class: class, VersionsHash: f.VersionsHash, Outcome: l10n.Pass})
}

// propose puts a text that a reviewer proposed into the textarea, so that the person can look at it before they save.
func (d *desk) propose(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	if said := wk.board.Segments[f.segment].Said; f.issue >= 0 && f.issue < len(said) && said[f.issue].Proposed != nil {
		f.put(*said[f.issue].Proposed, wk.Locale.Direction())
	}
	d.renderTranslation(w, r, http.StatusOK, d.newPage(r, u), wk, f)
}

// proposeAll puts all texts that a step's reviewer proposed into the textareas of the page, so that the person can look at them
// before they save. What the person has typed stays, and a text that a person wrote is left for a look of its own.
func (d *desk) proposeAll(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	step, err := strconv.Atoi(string(f.segment)) // the word after the button's name
	f.segment = ""
	n := 0
	for id, e := range f.entries {
		if text := wk.proposed(id, step); err == nil && text != nil && !e.changed() {
			f.segment = id
			f.put(*text, wk.Locale.Direction())
			n++
		}
	}
	f.segment = ""
	p := d.newPage(r, u)
	p.addNotice("good", p.N("desk.board.proposed", n), "")
	d.renderTranslation(w, r, http.StatusOK, p, wk, f)
}

// proposed returns what the reviewer of a step proposes for a segment that waits for people, or nil. step is its place in the
// board.
func (l *loaded) proposed(id l10n.SegmentID, step int) *l10n.Fragment {
	g, t := l.board.Segments[id], l.bySegment[id]
	if step < 0 || step >= len(l.board.Steps) || g.State != review.SegmentOpen || t.SubState == l10n.SubHuman {
		return nil
	}
	for _, v := range g.Said {
		if v.Step == l.board.Steps[step].Name && v.Proposed != nil && v.Proposed.String() != t.Text.String() {
			return v.Proposed
		}
	}
	return nil
}

// wordID is the ID of what the pressed button says of its segment in a version. The same form says it once.
func (f *form) wordID(version int) string {
	return f.Decision + "-" + f.act + "-" + string(f.segment) + "-" + strconv.Itoa(version)
}

// sayWord passes on a person's word, and shows what came of it.
func (d *desk) sayWord(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form, word review.Word) {
	if f.Decision == "" {
		d.showError(w, r, u, fmt.Errorf("%w: the form has lost its decision's id", errBadRequest))
		return
	}
	word.Step, word.By, word.At = f.Step, u, d.Now().UTC()
	n, err := d.Reviews.Say(r.Context(), wk.TranslationKey, word)
	if err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		if !errors.Is(err, l10n.ErrUnavailable) {
			f.Decision = ""
		}
		d.showCurrent(w, r, statusOf(err), p, wk, f)
		return
	}
	flash := "confirmed"
	switch {
	case n == 0:
		flash = "unchanged"
	case word.Outcome == l10n.Changes:
		flash = "changes"
		delete(f.comments, f.segment)
	}
	d.afterWord(w, r, u, wk, f, flash)
}

// afterWord shows the page anew. What was typed elsewhere and is not saved stays on it.
func (d *desk) afterWord(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form, flash string) {
	if f.unsaved() == 0 {
		redirect(w, r, r.URL.RequestURI()+anchor(f.segment), flash)
		return
	}
	p := d.newPage(r, u)
	p.addNotice("good", p.T(flashes[flash]), "")
	p.addNotice("good", p.N("desk.edit.stillOpen", f.unsaved()), "")
	f.Decision = ""
	d.showCurrent(w, r, http.StatusOK, p, wk, f)
}
