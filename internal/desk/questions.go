package desk

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type questionsView struct {
	Act      string // the ID of the next act
	Open     []questionView
	Answered []questionView
	Typed    string // an answer that could not be kept, of the question TypedFor
	TypedFor l10n.Hash
}

// questionView is a question about a sentence of the source.
type questionView struct {
	l10n.SourceQuestion
	Who       string // who asks, in words
	Time      *moment
	SourceDir l10n.Direction
	Comments  []commentView

	Said, SaidBy string // the answer, and who gave it in words
	SaidAt       *moment
}

func (p *page) question(q l10n.SourceQuestion) questionView {
	v := questionView{SourceQuestion: q, Who: p.T("desk.questions.several"), Time: p.moment(q.At), SourceDir: q.SourceLang.Direction()}
	if q.RaisedBy != "" {
		v.Who = p.T("desk.questions.by", "Name", q.RaisedBy)
	}
	if q.Answer != nil {
		v.Said, v.SaidBy, v.SaidAt = q.Answer.Text, p.T("desk.questions.answeredBy", "Name", q.Answer.By), p.moment(q.Answer.At)
	}
	return v
}

func (d *desk) showQuestions(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	d.renderQuestions(w, r, http.StatusOK, p, &questionsView{})
}

func (d *desk) renderQuestions(w http.ResponseWriter, r *http.Request, status int, p *page, v *questionsView) {
	for _, open := range []bool{true, false} {
		asked, err := d.Questions.Asked(r.Context(), "", open)
		if err != nil {
			d.showError(w, r, p.User, err)
			return
		}
		for _, a := range asked {
			one := p.question(a.SourceQuestion)
			for _, c := range a.Comments {
				said := p.comment(c, false)
				said.Where = p.Language(c.Locale)
				one.Comments = append(one.Comments, said)
			}
			if open {
				v.Open = append(v.Open, one)
			} else {
				v.Answered = append(v.Answered, one)
			}
		}
	}
	v.Act = rand.Text()
	p.Title = p.T("desk.questions.title")
	p.Body = v
	d.render(w, status, "questions", p)
}

// answerQuestion keeps an answer to a question about the source.
func (d *desk) answerQuestion(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	err := r.ParseForm()
	if err == nil && !isID(r.PostForm.Get("id")) {
		err = fmt.Errorf("%w: the form has lost its act's id", errBadRequest)
	}
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	v := &questionsView{Typed: cleanText(strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n")), TypedFor: l10n.Hash(r.PostForm.Get("question"))}
	if _, err := d.Questions.Answer(r.Context(), v.TypedFor, r.PostForm.Get("id"), v.Typed, u); err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		d.renderQuestions(w, r, statusOf(err), p, v)
		return
	}
	redirect(w, r, "/questions", "answer")
}
