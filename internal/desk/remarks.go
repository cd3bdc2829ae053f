package desk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

// Remarks are what people say about texts: comments, overruled issues and errors that they mark. Errors wrap
// [l10n.ErrRefused], [l10n.ErrConflict] or [l10n.ErrNotFound].
type Remarks interface {
	Threads(context.Context, l10n.Translation, *l10n.Extraction) (remark.Threads, error)
	Marked(context.Context, l10n.TranslationKey, *l10n.Extraction) ([]l10n.Annotation, error)
	Say(context.Context, remark.Saying) (*l10n.SourceQuestion, error)
	Dismiss(context.Context, remark.Overruling) (l10n.Dismissal, error)
	Reopen(ctx context.Context, a remark.About, id, of string, by l10n.UserID) error
	Annotate(context.Context, remark.Marking) error
}

// Questions are what translators ask about the source. Errors wrap those of [Remarks].
type Questions interface {
	Asked(ctx context.Context, site l10n.SiteName, open bool) ([]remark.Asked, error)
	Answer(ctx context.Context, question l10n.Hash, id, text string, by l10n.UserID) (l10n.SourceAnswer, error)
	// Open counts those that wait for an answer.
	Open(context.Context) (int, error)
}

// Findings are reports of what people and machines found in texts.
type Findings interface {
	Findings(context.Context, l10n.RemarkFilter) (remark.Findings, error)
	// Proposals are checks that people overrule so often that they might be turned off.
	Proposals(context.Context, l10n.SiteName) ([]remark.Proposal, error)
}

// remarkRoutes are the pages about what is said of texts.
func (d *desk) remarkRoutes(mux *http.ServeMux) {
	if d.Remarks != nil {
		mux.HandleFunc("GET "+saidPattern, d.signedIn(d.showSaid))
		mux.HandleFunc("POST "+saidPattern, d.signedIn(d.actOnSaid))
	}
	if d.Questions != nil {
		mux.HandleFunc("GET /questions", d.signedIn(d.showQuestions))
		mux.HandleFunc("POST /questions", d.signedIn(d.answerQuestion))
	}
	if d.Findings != nil {
		mux.HandleFunc("GET /findings", d.signedIn(d.showFindings))
	}
}

const saidPattern = "/t/{document}/{locale}/said/{segment}"

func saidPath(k l10n.TranslationKey, id l10n.SegmentID) string {
	return translationPath(k) + "/said/" + url.PathEscape(string(id))
}

// HasQuestions and HasFindings report whether the desk has these pages.
func (p *page) HasQuestions() bool { return p.hasQuestions }

// HasFindings reports whether the desk has a page of findings.
func (p *page) HasFindings() bool { return p.hasFindings }

// countQuestions notes how many questions wait, for the navigation. A page is shown without the number when the records
// can't be asked.
func (d *desk) countQuestions(ctx context.Context, p *page) {
	p.hasQuestions, p.hasFindings, p.hasWords = d.Questions != nil, d.Findings != nil, d.Words != nil
	if d.Questions == nil {
		return
	}
	n, err := d.Questions.Open(ctx)
	if err != nil {
		d.Logger.Warn("the questions about the source could not be counted", "error", err)
	}
	if n > 0 {
		p.OpenQuestions = p.Number(n)
	}
}

// loadSaid loads what was said of a translation.
func (d *desk) loadSaid(ctx context.Context, w *loaded) error {
	if d.Remarks == nil || w.Extraction == "" {
		return nil
	}
	threads, err := d.Remarks.Threads(ctx, w.Translation, w.extraction)
	if err != nil {
		return fmt.Errorf("what was said of %s: %w", w.Document, err)
	}
	marked, err := d.Remarks.Marked(ctx, w.TranslationKey, w.extraction)
	if err != nil {
		return fmt.Errorf("what was marked in %s: %w", w.Document, err)
	}
	w.threads, w.marked = &threads, map[l10n.SegmentID][]l10n.Annotation{}
	for _, a := range marked {
		w.marked[a.Segment] = append(w.marked[a.Segment], a)
	}
	return nil
}

// saidRow is in short what was said of a row's texts, with the address of the page that has it all.
type saidRow struct {
	*localizer // for the template, which is given the row alone
	Number     int
	URL        string
	Answers    []questionView // of the source's editor
	Asked      bool           // the source's editor has not answered yet
	Comments   string         // how many there are, in words; empty for none
	Open       bool           // something in them is not settled
	Marked     string         // how many errors are marked, in words; empty for none
	Dismissed  []dismissedView
}

// dismissedView is an issue that a person has overruled.
type dismissedView struct {
	ID      string // of the dismissal
	Label   string // of the issue
	Comment string // the check's
	Lang    l10n.Locale
	By      string // who overruled it, in words
	Who     l10n.UserID
	Reason  string
	Words   string
	Scope   string
	Time    *moment
	At      time.Time
}

// saidRow returns nil where the desk has no pages about what is said.
func (p *page) saidRow(w *loaded, s l10n.Segment, number int) *saidRow {
	if w.threads == nil {
		return nil
	}
	v := &saidRow{localizer: p.localizer, Number: number, URL: saidPath(w.TranslationKey, s.ID), Dismissed: p.dismissed(w.bySegment[s.ID])}
	for _, q := range w.threads.Questions[s.Hash()] {
		if q.Answer != nil {
			v.Answers = append(v.Answers, p.question(q))
		} else {
			v.Asked = true
		}
	}
	if t := w.threads.BySegment[s.ID]; t != nil {
		v.Comments, v.Open = p.N("desk.said.comments", len(t.Comments)), t.Open
	}
	if n := len(w.marked[s.ID]); n > 0 {
		v.Marked = p.N("desk.said.marked", n)
	}
	return v
}

func (p *page) dismissed(g l10n.Target) []dismissedView {
	var out []dismissedView
	for _, i := range g.Dismissed {
		d := i.Dismissed
		if d == nil {
			continue
		}
		out = append(out, dismissedView{ID: d.ID, Label: label(p.localizer, issueLabels, i.Type), Comment: p.issueText(i), Lang: p.issueLang(i),
			By: p.T("desk.overrule.by", "Name", d.By), Reason: label(p.localizer, reasonLabels, d.Reason), Words: d.Words,
			Scope: label(p.localizer, scopeLabels, d.Scope), Time: p.moment(d.At), Who: d.By, At: d.At})
	}
	return out
}

// issueLang is the language of what an issue says: the reader's, or English in a record of an earlier version.
func (p *page) issueLang(i l10n.Issue) l10n.Locale {
	if p.issueText(i) == i.Comment {
		return "en"
	}
	return p.Lang
}

// mayOverrule reports whether people may overrule an issue of the translation now.
func mayOverrule(w *loaded, i l10n.Issue) bool {
	return w.threads != nil && waits(w.Translation) && remark.MayDismiss(i)
}

var reasonLabels = map[l10n.DismissalReason]string{
	l10n.ReasonMistaken: "desk.reason.mistaken",
	l10n.ReasonIntended: "desk.reason.intended",
	l10n.ReasonSource:   "desk.reason.source",
	l10n.ReasonStyle:    "desk.reason.style",
	l10n.ReasonOther:    "desk.reason.own",
}

var scopeLabels = map[l10n.DismissalScope]string{
	l10n.DismissText:     "desk.scope.text",
	l10n.DismissSentence: "desk.scope.sentence",
	l10n.DismissCheck:    "desk.scope.check",
}

var categoryLabels = map[l10n.Category]string{
	l10n.CategoryTerminology: "desk.category.terminology",
	l10n.CategoryAccuracy:    "desk.category.accuracy",
	l10n.CategoryLinguistic:  "desk.category.linguistic",
	l10n.CategoryStyle:       "desk.category.style",
	l10n.CategoryLocale:      "desk.category.locale",
	l10n.CategoryAudience:    "desk.category.audience",
	l10n.CategoryDesign:      "desk.category.design",
	l10n.CategoryCustom:      "desk.category.custom",
}

var remarkSeverityLabels = map[l10n.RemarkSeverity]string{
	l10n.Neutral:  "desk.grade.neutral",
	l10n.Minor:    "desk.grade.minor",
	l10n.Major:    "desk.grade.major",
	l10n.Critical: "desk.grade.critical",
}

// choice is one of the values of a form's list.
type choice struct {
	Value, Label string
	Chosen       bool
}

// choices are the values of a closed list with their labels.
func choices[K ~string](p *page, values []K, labels map[K]string, chosen string) []choice {
	out := make([]choice, 0, len(values))
	for _, v := range values {
		out = append(out, choice{Value: string(v), Label: label(p.localizer, labels, v), Chosen: string(v) == chosen})
	}
	return out
}
