package desk

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Embargoes takes people's words on when a document goes to visitors to the run that publishes it. A repeat with the same ID
// does nothing. Errors wrap those of [Runs].
type Embargoes interface {
	Embargo(context.Context, l10n.EmbargoAct) error
}

// embargoView says until when a page is kept from visitors though it is approved, and what people may say of it.
type embargoView struct {
	Text, Hour, NotReady string
	Act                  string // the act's ID
	At, Zone             string // of the form
	May                  bool   // there are buttons
	Hold, Approved       bool   // it waits for a release and no hour; it is approved
}

var notReadyLabels = map[l10n.NotReady]string{
	l10n.NotReadyHold: "desk.embargo.notReadyHold", l10n.NotReadyOmit: "desk.embargo.notReadyOmit",
	l10n.NotReadyFallback: "desk.embargo.notReadyFallback", "": "desk.embargo.notReadyHold",
}

// embargo is the view of a translation's embargo, nil for none.
func (d *desk) embargo(p *page, t l10n.Translation) *embargoView {
	e := t.Embargo
	if e == nil || e.Lifted || t.Stage.Ended() {
		return nil
	}
	hold, until := "desk.embargo.hold", "desk.embargo.until"
	if t.Stage == l10n.StageApproved {
		hold, until = "desk.embargo.approvedHold", "desk.embargo.approvedUntil"
	}
	v := &embargoView{Act: rand.Text(), May: d.Embargoes != nil, Text: p.T(hold), Hold: e.Hold, Approved: t.Stage == l10n.StageApproved}
	if e.Hold {
		return v
	}
	v.Text, v.Hour, v.NotReady = p.T(until), e.Hour(), label(p.localizer, notReadyLabels, e.NotReady)
	v.At, v.Zone = e.Local().Format("2006-01-02T15:04"), e.Zone
	if !e.Waits(d.Now()) {
		v.Text = p.T("desk.embargo.passed")
	}
	return v
}

// actOnEmbargo releases a page or all of its document's, or moves the hour, as the pressed button says.
func (d *desk) actOnEmbargo(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err == nil {
		err = r.ParseForm()
	}
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	wk, err := d.load(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	act, err := embargoAct(r, wk.Translation, u)
	if err == nil {
		err = d.Embargoes.Embargo(r.Context(), act)
	}
	if err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		d.showCurrent(w, r, statusOf(err), p, wk, form{})
		return
	}
	d.Logger.Info("an embargo was changed", "document", act.Document, "locales", act.Locales, "act", act.Kind, "by", u)
	redirect(w, r, translationPath(k), string(act.Kind))
}

// embargoAct reads the form.
func embargoAct(r *http.Request, t l10n.Translation, u l10n.UserID) (l10n.EmbargoAct, error) {
	f := r.PostForm
	act := l10n.EmbargoAct{ID: f.Get("id"), Kind: l10n.Reschedule, Document: t.Document, Run: t.Run, By: u}
	if !isID(act.ID) {
		return act, fmt.Errorf("%w: the form has lost its act's id", errBadRequest)
	}
	switch f.Get("act") {
	case "release":
		act.Kind, act.Locales = l10n.Release, []l10n.Locale{t.Locale}
	case "release-all":
		act.Kind = l10n.Release
	case "hold":
		act.Embargo = &l10n.Embargo{Hold: true}
	case "reschedule":
		e, err := l10n.NewHour(f.Get("at"), f.Get("zone"))
		if err != nil {
			return act, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
		}
		act.Embargo = &e
	default:
		return act, fmt.Errorf("%w: no button is called %q", errBadRequest, f.Get("act"))
	}
	return act, nil
}
