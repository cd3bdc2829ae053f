package desk

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

// saidView is the page of what is said of one sentence of a translation.
type saidView struct {
	l10n.Translation
	Row       row
	Waits     bool
	Direction l10n.Direction
	SourceDir l10n.Direction
	Original  string // the name of the source language
	Target    string // the name of the locale
	Back      string // the address of the sentence's row
	Self      string
	Why       string // the address of the page that says why the sentence passed

	Act   string // the ID of the next act
	Seen  remark.About
	Typed url.Values // what came back because it could not be kept

	Reasons, Scopes, Categories, Grades []choice

	Comments  []commentView
	Open      bool
	Questions []questionView
	Marks     []markView
}

type commentView struct {
	By          l10n.UserID
	Time        *moment
	Text        string
	AboutSource bool
	Resolves    string // says who settled the matter; empty for a comment that doesn't
	Earlier     bool   // it was said of another text
	Where       string // the locale, where comments of several stand together
	URL         string // of the page that it stands on
}

type markView struct {
	By              l10n.UserID
	Time            *moment
	Category, Grade string
	Source, Target  string // what is quoted
	Message, Better string
	Earlier         bool // it was marked in another text
}

func (d *desk) showSaid(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	wk, id, err := d.loadSentence(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	d.renderSaid(w, r, http.StatusOK, p, wk, id, nil)
}

// loadSentence loads the translation and checks that it has the sentence that a request's path names.
func (d *desk) loadSentence(r *http.Request) (*loaded, l10n.SegmentID, error) {
	wk, err := d.loadRequested(r)
	if err != nil {
		return nil, "", err
	}
	id := l10n.SegmentID(r.PathValue("segment"))
	if !slices.ContainsFunc(wk.extraction.Places(), func(at l10n.Place) bool { return at.Segment.ID == id }) || wk.threads == nil {
		return nil, "", fmt.Errorf("segment %s: %w", id, l10n.ErrNotFound)
	}
	return wk, id, nil
}

// seen names the texts of a sentence as they stand.
func (w *loaded) seen(s l10n.Segment) remark.About {
	return remark.About{TranslationKey: w.TranslationKey, Segment: s.ID, SourceHash: s.Hash(), TargetHash: w.bySegment[s.ID].Text.Hash()}
}

func (d *desk) renderSaid(w http.ResponseWriter, r *http.Request, status int, p *page, wk *loaded, id l10n.SegmentID,
	typed url.Values) {
	rows := p.rows(wk, form{})
	i := slices.IndexFunc(rows, func(r row) bool { return r.ID == id })
	if i < 0 {
		d.showError(w, r, p.User, fmt.Errorf("segment %s: %w", id, l10n.ErrNotFound))
		return
	}
	at := wk.extraction.Places()[i]
	v := &saidView{
		Translation: wk.Translation, Row: rows[i], Waits: waits(wk.Translation), Direction: wk.Locale.Direction(),
		SourceDir: wk.SourceLang.Direction(), Original: p.Language(wk.SourceLang), Target: p.Language(wk.Locale),
		Self: saidPath(wk.TranslationKey, id), Why: accountPath(wk.TranslationKey, id), Act: rand.Text(), Seen: wk.seen(at.Segment), Typed: typed,
		Reasons:    choices(p, l10n.DismissalReasons, reasonLabels, typed.Get("reason")),
		Scopes:     choices(p, l10n.DismissalScopes, scopeLabels, cmp.Or(typed.Get("scope"), string(l10n.DismissText))),
		Categories: choices(p, l10n.Categories, categoryLabels, typed.Get("category")),
		Grades:     choices(p, l10n.RemarkSeverities, remarkSeverityLabels, typed.Get("severity")),
	}
	v.Back = p.backTo(wk, i, id)
	if t := wk.threads.BySegment[id]; t != nil {
		v.Open = t.Open
		for _, c := range t.Comments {
			v.Comments = append(v.Comments, p.comment(c, c.SourceHash != v.Seen.SourceHash || c.TargetHash != v.Seen.TargetHash))
		}
	}
	for _, q := range wk.threads.Questions[v.Seen.SourceHash] {
		v.Questions = append(v.Questions, p.question(q))
	}
	for _, a := range wk.marked[id] {
		v.Marks = append(v.Marks, markView{By: a.By, Time: p.moment(a.At), Category: label(p.localizer, categoryLabels, a.Remark.Category),
			Grade:  label(p.localizer, remarkSeverityLabels, a.Remark.Severity),
			Source: a.Remark.SourceSpan, Target: a.Remark.TargetSpan, Message: a.Remark.Message, Better: a.Remark.Suggestion,
			Earlier: a.SourceHash != v.Seen.SourceHash || a.TargetHash != v.Seen.TargetHash})
	}
	p.Title = p.T("desk.said.title", "Number", v.Row.Number)
	p.Body = v
	d.render(w, status, "said", p)
}

// showGoneComments shows the comments whose sentence the page has no more.
func (v *translationView) showGoneComments(p *page, w *loaded) {
	if w.threads == nil {
		return
	}
	for _, c := range w.threads.Gone {
		v.GoneComments = append(v.GoneComments, p.comment(c, true))
	}
}

// backTo is the address of the n-th row of a translation's page.
func (p *page) backTo(w *loaded, n int, id l10n.SegmentID) string {
	to := translationPath(w.TranslationKey)
	if len(w.targets) > pageRows {
		to += fmt.Sprintf("?page=%d", n/pageRows+1)
	}
	return to + anchor(id)
}

func (p *page) comment(c l10n.Comment, earlier bool) commentView {
	v := commentView{By: c.By, Time: p.moment(c.At), Text: c.Text, AboutSource: c.AboutSource, Earlier: earlier,
		URL: saidPath(l10n.TranslationKey{Document: c.Document, Locale: c.Locale}, c.Segment)}
	if c.Resolves {
		v.Resolves = p.T("desk.comments.settledBy", "Name", c.By)
	}
	return v
}
