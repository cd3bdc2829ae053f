package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Corrections finds where a sentence is published, and has people look at it again. Errors wrap those of [Runs].
type Corrections interface {
	Find(context.Context, l10n.SentenceQuery) ([]l10n.Carrier, error)
	// Correct reopens what Find finds. A repeat with the same ID does nothing more.
	Correct(context.Context, l10n.SentenceQuery, CorrectionOrder) error
}

// CorrectionOrder is a person's word that a sentence is wrong.
type CorrectionOrder struct {
	ID       string
	By       l10n.UserID
	Reason   string
	Note     bool          // a dated note on the pages
	Proposed l10n.Fragment // the right text; empty leaves it to those who look
}

// correctView is the page on which a person says that a sentence is wrong: a form, and where the sentence is.
type correctView struct {
	l10n.Translation
	Base, Act        string
	Original, Target string // the names of the languages
	Direction        l10n.Direction

	Sentence, Side, Scope, To, Reason string // what was typed
	Note                              bool
	Found                             []carrierRow
	Places                            string // how many there are, in words
	May                               bool   // some of them can be reopened
}

// carrierRow is a place where the sentence is published.
type carrierRow struct {
	l10n.Carrier
	Language string
	Dir      l10n.Direction
	Text     string
	Busy     string // says that it is being reviewed
}

// The values of the form's choices.
const (
	sideSource, sideTarget = "source", "target"
	scopeAll, scopeThis    = "all", "this"
)

func (d *desk) showCorrect(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	t, err := d.publishedTranslation(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	d.renderCorrect(w, p, http.StatusOK, d.correctView(p, t))
}

func (d *desk) correctView(p *page, t l10n.Translation) *correctView {
	return &correctView{Translation: t, Base: translationPath(t.TranslationKey), Act: rand.Text(), Side: sideTarget, Scope: scopeThis,
		Original: p.Language(t.SourceLang), Target: p.Language(t.Locale), Direction: t.Locale.Direction()}
}

func (d *desk) renderCorrect(w http.ResponseWriter, p *page, status int, v *correctView) {
	p.Title = p.T("desk.correct.title")
	p.Body = v
	d.render(w, status, "correct", p)
}

// actOnCorrect finds a sentence, or has people look at it again, as the pressed button says.
func (d *desk) actOnCorrect(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	t, err := d.publishedTranslation(r)
	if err == nil {
		err = r.ParseForm()
	}
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p, f := d.newPage(r, u), r.PostForm
	v := d.correctView(p, t)
	v.Sentence, v.Side, v.Scope = cleanText(f.Get("sentence")), f.Get("side"), f.Get("scope")
	v.To, v.Reason, v.Note = cleanText(f.Get("to")), cleanText(f.Get("reason")), f.Get("note") != ""
	order := CorrectionOrder{ID: f.Get("id"), By: u, Reason: v.Reason, Note: v.Note, Proposed: parseEditable(v.To, v.Direction)}
	if !isID(order.ID) || len(v.Reason) > maxComment {
		d.showError(w, r, u, fmt.Errorf("%w: the form has lost its act's id, or its reason is too long", errBadRequest))
		return
	}
	q := l10n.SentenceQuery{Site: t.Site, Locale: t.Locale}
	switch {
	case v.Side == sideTarget:
		q.Target = v.Sentence
	case v.Scope == scopeAll:
		q.Locale, q.Source = "", v.Sentence
	default:
		q.Source = v.Sentence
	}
	if f.Get("act") == "correct" {
		if err := d.correct(r, v, q, order); err != nil {
			d.explain(p, err)
			d.find(r, p, v, q)
			d.renderCorrect(w, p, statusOf(err), v)
			return
		}
		redirect(w, r, v.Base+"/publications", "corrected")
		return
	}
	d.renderCorrect(w, p, d.find(r, p, v, q), v)
}

func (d *desk) correct(r *http.Request, v *correctView, q l10n.SentenceQuery, order CorrectionOrder) error {
	switch {
	case v.Reason == "":
		return fmt.Errorf("%w: say what is wrong", l10n.ErrRefused)
	case q.Locale == "" && !order.Proposed.IsEmpty():
		return fmt.Errorf("%w: a new text is of one language: choose this language alone", l10n.ErrRefused)
	}
	if err := d.Corrections.Correct(r.Context(), q, order); err != nil {
		return err
	}
	d.Logger.Info("a correction was asked for", "document", v.Document, "locale", q.Locale, "by", order.By)
	return nil
}

// find shows where the sentence is, and returns the page's status.
func (d *desk) find(r *http.Request, p *page, v *correctView, q l10n.SentenceQuery) int {
	found, err := d.Corrections.Find(r.Context(), q)
	if err == nil && len(found) == 0 {
		p.addNotice("bad", p.T("desk.correct.nothing"), "")
	}
	if err != nil && !errors.Is(err, l10n.ErrNotFound) {
		d.explain(p, err)
		return statusOf(err)
	}
	for _, c := range found {
		row := carrierRow{Carrier: c, Language: p.Language(c.Locale), Dir: c.Locale.Direction(), Text: c.Target.Text()}
		if c.Busy != "" {
			row.Busy = p.T("desk.correct.busy")
		}
		v.May = v.May || c.Busy == ""
		v.Found = append(v.Found, row)
	}
	v.Places = p.N("desk.correct.found", len(found))
	return http.StatusOK
}
