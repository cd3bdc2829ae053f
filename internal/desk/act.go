package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const maxComment = 10_000 // bytes

// actOnTranslation does what the pressed button of a translation's page says. All buttons belong to one form, so a
// request always has all that was typed, and the answer can show it.
func (d *desk) actOnTranslation(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	f, err := readForm(r, k.Locale.Direction())
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	press, ok := buttons[f.act]
	if !ok {
		d.showError(w, r, u, fmt.Errorf("%w: no button is called %q", errBadRequest, f.act))
		return
	}
	wk, err := d.load(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	press(d, w, r, u, wk, f)
}

// discard shows the stored target of a segment instead of what was typed.
func (d *desk) discard(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	delete(f.entries, f.segment)
	d.renderTranslation(w, r, http.StatusOK, d.newPage(r, u), wk, f)
}

// fix puts the fix of an issue into the textarea, so that the person can look at it before they save.
func (d *desk) fix(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	f.fix(wk)
	d.renderTranslation(w, r, http.StatusOK, d.newPage(r, u), wk, f)
}

// resume makes a parked translation ask its engines at once, or, with skip, leaves its texts to people.
func (d *desk) resume(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form, skip bool) {
	err := d.Runs.Resume(r.Context(), wk.TranslationKey, l10n.Resume{By: u, Allow: f.allow, Skip: skip})
	if err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		d.showCurrent(w, r, statusOf(err), p, wk, form{})
		return
	}
	redirect(w, r, translationPath(wk.TranslationKey), f.act)
}

// save stores the changed entries: that of the segment whose button was pressed, or all.
func (d *desk) save(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	saved := 0
	status := http.StatusOK
	for id, e := range f.entries {
		if !e.changed() || (f.segment != "" && f.segment != id) {
			continue
		}
		_, err := d.edit(r.Context(), wk, l10n.Edit{Segment: id, Text: e.text, Version: e.version, By: u})
		if err != nil {
			f.errs[id] = err
			status = max(status, statusOf(err))
			continue
		}
		saved++
		delete(f.entries, id)
	}
	if f.unsaved() == 0 {
		flash := "saved"
		if saved == 0 {
			flash = "unchanged"
		}
		redirect(w, r, r.URL.RequestURI()+anchor(f.segment), flash)
		return
	}
	p := d.newPage(r, u)
	if saved > 0 {
		p.addNotice("good", p.N("desk.edit.saved", saved), "")
	}
	if len(f.errs) > 0 {
		p.addNotice("bad", p.N("desk.edit.notSaved", len(f.errs)), "")
	} else {
		p.addNotice("good", p.N("desk.edit.stillOpen", f.unsaved()), "")
	}
	d.showCurrent(w, r, status, p, wk, f)
}

func anchor(id l10n.SegmentID) string {
	if id == "" {
		return ""
	}
	return "#" + url.PathEscape("s-"+string(id))
}

// showCurrent shows the page with the current records, and in it what the person typed.
func (d *desk) showCurrent(w http.ResponseWriter, r *http.Request, status int, p *page, wk *loaded, f form) {
	if now, err := d.load(r.Context(), wk.TranslationKey); err == nil {
		wk = now
	} else {
		d.Logger.Warn("desk shows a translation as it was loaded before", "error", err)
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	d.renderTranslation(w, r, status, p, wk, f)
}

func (d *desk) decide(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form,
	kind l10n.DecisionKind) {
	if f.Decision == "" {
		d.showError(w, r, u, fmt.Errorf("%w: the form has lost its decision's id", errBadRequest))
		return
	}
	p := d.newPage(r, u)
	if n := f.unsaved(); n > 0 {
		p.addNotice("bad", p.N("desk.decide.unsaved", n), "")
		d.showCurrent(w, r, http.StatusConflict, p, wk, f)
		return
	}
	dec := l10n.Decision{
		ID: f.Decision + "-" + string(kind), Kind: kind, Step: f.Step, By: u,
		SourceHash: f.SourceHash, TargetHash: f.TargetHash, VersionsHash: f.VersionsHash, Comment: f.Comment, At: d.Now().UTC(),
	}
	switch {
	case dec.Kind == l10n.Approve && !wk.board.Hold: // where the site holds what is open, people confirm by an act of its own
		dec.Segments = f.Shown
	case dec.Kind == l10n.RequestChanges:
		dec.Segments = wk.board.ToChange(wk.targets)
	}
	if dec.Kind == l10n.Reassign && f.To != "" { // an empty name means nobody in particular
		to, ok := cleanName(f.To)
		if !ok {
			p.addNotice("bad", p.T("desk.decide.badName"), "")
			d.showCurrent(w, r, http.StatusUnprocessableEntity, p, wk, f)
			return
		}
		dec.To = to
	}
	if dec.Kind == l10n.RequestChanges && dec.Comment == "" {
		p.addNotice("bad", p.T("desk.decide.needsComment"), "")
		d.showCurrent(w, r, http.StatusUnprocessableEntity, p, wk, f)
		return
	}
	err := d.submit(r.Context(), wk, dec)
	if err == nil {
		redirect(w, r, translationPath(wk.TranslationKey), f.act)
		return
	}
	if !errors.Is(err, l10n.ErrUnavailable) {
		f.Decision = "" // the decision was refused, so the next one needs another ID
	}
	d.explain(p, err)
	d.showCurrent(w, r, statusOf(err), p, wk, f)
}

// submit checks a decision as far as the desk can, and passes it to the run. The run checks the step, the person and
// the texts, because only the run recognizes a repeated decision.
func (d *desk) submit(ctx context.Context, wk *loaded, dec l10n.Decision) error {
	if !isID(dec.ID) || len(dec.Comment) > maxComment {
		return fmt.Errorf("%w: a decision needs an id of at most 100 letters and digits and a comment of at most %d bytes",
			errBadRequest, maxComment)
	}
	if dec.Kind == l10n.Approve {
		confirms := len(dec.Confirm)+len(dec.Segments) > 0 // the board is another after that
		if wk.board.Refusal != nil && wk.board.Step.Name == dec.Step && !confirms {
			return wk.board.Refusal
		}
		if empty, blocking := wk.obstacles(); empty > 0 || blocking > 0 {
			return fmt.Errorf("%w: %s no target, and %s blocking issues", l10n.ErrRefused,
				english.Count(empty, "segment has", "segments have"), english.Count(blocking, "has", "have"))
		}
	}
	dec.Run, dec.Seal, dec.Stated = wk.Run, nil, nil // the desk signs, whatever an API's caller has sent
	if err := d.Runs.Decide(ctx, wk.TranslationKey, dec); err != nil {
		d.Logger.Info("a decision was not taken",
			"document", wk.Document, "locale", wk.Locale, "decision", dec.Kind, "error", err)
		return err
	}
	return nil
}

func (d *desk) explain(p *page, err error) {
	switch {
	case errors.Is(err, l10n.ErrConflict):
		p.addNotice("bad", p.T("desk.decide.conflict"), "")
	case errors.Is(err, l10n.ErrRefused):
		p.addNotice("bad", p.T("desk.decide.refused"), err.Error())
	case errors.Is(err, l10n.ErrUnavailable):
		p.addNotice("bad", p.T("desk.decide.unavailable"), "")
	case errors.Is(err, l10n.ErrNotFound):
		p.addNotice("bad", p.T("desk.decide.notFound"), "")
	case errors.Is(err, errBadRequest):
		p.addNotice("bad", p.T("desk.fail.badRequest"), err.Error())
	default:
		d.Logger.Error("a decision failed", "error", err)
		p.addNotice("bad", p.T("desk.fail.internal"), "")
	}
}
