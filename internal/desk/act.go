package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const maxComment = 10_000 // bytes

// actOnTranslation does what the pressed button of a translation's page says. All buttons belong to one form, so that
// whatever was typed comes along and can be shown again.
func (d *desk) actOnTranslation(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.fail(w, r, u, err)
		return
	}
	f, err := readForm(r, k.Locale.Direction())
	if err != nil {
		d.fail(w, r, u, err)
		return
	}
	press, ok := buttons[f.act]
	if !ok {
		d.fail(w, r, u, fmt.Errorf("%w: no button is called %q", errBadRequest, f.act))
		return
	}
	wk, err := d.load(r.Context(), k)
	if err != nil {
		d.fail(w, r, u, err)
		return
	}
	press(d, w, r, u, wk, f)
}

// drop takes what is recorded instead of what was typed.
func (d *desk) drop(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form) {
	delete(f.entries, f.segment)
	d.renderTranslation(w, r, http.StatusOK, d.newPage(r, u), wk, f)
}

// fix puts a check's fix where the person can look at it before they save.
func (d *desk) fix(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form) {
	f.fix(wk)
	d.renderTranslation(w, r, http.StatusOK, d.newPage(r, u), wk, f)
}

// resume has a parked translation ask its engines at once, or ask them no more.
func (d *desk) resume(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form, skip bool) {
	err := d.Runs.Resume(r.Context(), wk.TranslationKey, l10n.Resume{By: u, Allow: f.allow, Skip: skip})
	if err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		d.showAgain(w, r, statusOf(err), p, wk, form{})
		return
	}
	redirect(w, r, translationPath(wk.TranslationKey), f.act)
}

// save stores the changed entries: the one whose button was pressed, or all.
func (d *desk) save(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form) {
	saved, status := 0, http.StatusOK
	for id, e := range f.entries {
		if !e.changed() || (f.segment != "" && f.segment != id) {
			continue
		}
		_, err := d.edit(r.Context(), wk, l10n.Edit{Segment: id, Text: e.text, Version: e.version, By: u})
		if err != nil {
			f.outcomes[id] = err
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
		p.tell("good", p.N("desk.edit.saved", saved), "")
	}
	if len(f.outcomes) > 0 {
		p.tell("bad", p.N("desk.edit.notSaved", len(f.outcomes)), "")
	} else {
		p.tell("good", p.N("desk.edit.stillOpen", f.unsaved()), "")
	}
	d.showAgain(w, r, status, p, wk, f)
}

func anchor(id l10n.SegmentID) string {
	if id == "" {
		return ""
	}
	return "#" + url.PathEscape("s-"+string(id))
}

// showAgain answers with the page as the records have it now, and what the person typed over it.
func (d *desk) showAgain(w http.ResponseWriter, r *http.Request, status int, p *page, wk *work, f form) {
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

func (d *desk) decide(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *work, f form, kind l10n.DecisionKind) {
	if f.Decision == "" {
		d.fail(w, r, u, fmt.Errorf("%w: the form has lost its decision's id", errBadRequest))
		return
	}
	p := d.newPage(r, u)
	if n := f.unsaved(); n > 0 {
		p.tell("bad", p.N("desk.decide.unsaved", n), "")
		d.showAgain(w, r, http.StatusConflict, p, wk, f)
		return
	}
	dec := l10n.Decision{
		ID: f.Decision + "-" + string(kind), Kind: kind, Step: f.Step, By: u,
		SourceHash: f.SourceHash, TargetHash: f.TargetHash, Comment: f.Comment, At: d.Now().UTC(),
	}
	if dec.Kind == l10n.Reassign && f.To != "" { // an empty name asks nobody in particular
		to, ok := cleanName(f.To)
		if !ok {
			p.tell("bad", p.T("desk.decide.badName"), "")
			d.showAgain(w, r, http.StatusUnprocessableEntity, p, wk, f)
			return
		}
		dec.To = to
	}
	if dec.Kind == l10n.RequestChanges && dec.Comment == "" {
		p.tell("bad", p.T("desk.decide.needsComment"), "")
		d.showAgain(w, r, http.StatusUnprocessableEntity, p, wk, f)
		return
	}
	err := d.pass(r.Context(), wk, dec)
	if err == nil {
		redirect(w, r, translationPath(wk.TranslationKey), f.act)
		return
	}
	if !errors.Is(err, l10n.ErrUnavailable) {
		f.Decision = "" // that act is answered; the next one is another
	}
	d.explain(p, err)
	d.showAgain(w, r, statusOf(err), p, wk, f)
}

// pass hands a decision to the run after what the desk itself can see. Whether the step, the person and the texts are
// the right ones is the run's to say: only it knows a repeat of what it has already done.
func (d *desk) pass(ctx context.Context, wk *work, dec l10n.Decision) error {
	if dec.ID == "" || len(dec.ID) > 100 || len(dec.Comment) > maxComment {
		return fmt.Errorf("%w: a decision needs an id of at most 100 bytes and a comment of at most %d", errBadRequest, maxComment)
	}
	if dec.Kind == l10n.Approve {
		if empty, blocking := wk.obstacles(); empty > 0 || blocking > 0 {
			return fmt.Errorf("%w: %d segments have no target and %d have blocking issues", l10n.ErrRefused, empty, blocking)
		}
	}
	if err := d.Runs.Decide(ctx, wk.TranslationKey, dec); err != nil {
		d.Logger.Info("a decision was not taken", "document", wk.Document, "locale", wk.Locale, "decision", dec.Kind, "error", err)
		return err
	}
	return nil
}

func (d *desk) explain(p *page, err error) {
	switch {
	case errors.Is(err, l10n.ErrConflict):
		p.tell("bad", p.T("desk.decide.conflict"), "")
	case errors.Is(err, l10n.ErrRefused):
		p.tell("bad", p.T("desk.decide.refused"), err.Error())
	case errors.Is(err, l10n.ErrUnavailable):
		p.tell("bad", p.T("desk.decide.unavailable"), "")
	case errors.Is(err, l10n.ErrNotFound):
		p.tell("bad", p.T("desk.decide.notFound"), "")
	case errors.Is(err, errBadRequest):
		p.tell("bad", p.T("desk.fail.badRequest"), err.Error())
	default:
		d.Logger.Error("a decision failed", "error", err)
		p.tell("bad", p.T("desk.fail.internal"), "")
	}
}
