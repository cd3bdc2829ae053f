package desk

import (
	"context"
	"fmt"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/assist"
	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Assist is what stands at a translator's side for one segment. Errors wrap [l10n.ErrNotFound], [l10n.ErrRefused] or
// [l10n.ErrUnavailable].
type Assist interface {
	Help(context.Context, l10n.TranslationKey, l10n.SegmentID) (assist.Help, error)
	Ask(context.Context, l10n.TranslationKey, l10n.SegmentID, l10n.ProviderName) (l10n.Answer, error)
	History(context.Context, l10n.TranslationKey, l10n.SegmentID) (assist.History, error)
	Concordance(ctx context.Context, k l10n.TranslationKey, text string, in assist.Side) ([]assist.Found, bool, error)
}

const apiSegmentPath = "/api/v1/translations/{document}/{locale}/segments/{segment}"

// assistRoutes are the parts of the API for what stands beside an open segment.
func (d *desk) assistRoutes(mux *http.ServeMux) {
	if d.Assist == nil {
		return
	}
	mux.HandleFunc("GET "+apiSegmentPath+"/help", d.api(d.apiHelp))
	mux.HandleFunc("POST "+apiSegmentPath+"/answers", d.api(d.apiAnswer))
	mux.HandleFunc("GET "+apiSegmentPath+"/history", d.api(d.apiHistory))
	mux.HandleFunc("GET /api/v1/translations/{document}/{locale}/concordance", d.api(d.apiConcordance))
}

// apiPiece is a stretch of a text that is compared with another one: "same", "ins" or "del".
type apiPiece struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

func apiPieces(ps []follow.Piece) []apiPiece {
	out := make([]apiPiece, 0, len(ps))
	for _, p := range ps {
		op := "same"
		switch p.Kind {
		case follow.New:
			op = "ins"
		case follow.Removed:
			op = "del"
		}
		out = append(out, apiPiece{Op: op, Text: p.Text})
	}
	return out
}

type apiHelp struct {
	Matches  []apiMatch    `json:"matches"`
	Terms    []apiTerm     `json:"terms"`
	Answers  []apiAnswer   `json:"answers"`
	Engines  []apiEngine   `json:"engines"`
	Approved []apiApproved `json:"approved"`
	Said     []apiSaid     `json:"said"`
}

type apiMatch struct {
	ID     string        `json:"id"`
	Source l10n.Fragment `json:"source"`
	Diff   []apiPiece    `json:"diff"` // from the memory's source to the segment's
	// Target is as the memory has it, and Fitted as it would be taken.
	Target l10n.Fragment `json:"target"`
	Fitted l10n.Fragment `json:"fitted"`
	// Fits says that it has the segment's codes and a likely length.
	Fits      bool `json:"fits"`
	Ambiguous bool `json:"ambiguous,omitempty"`
	// Unapproved says that a person has confirmed it on a page that is not approved yet.
	Unapproved bool            `json:"unapproved,omitempty"`
	Score      int             `json:"score"`
	Class      l10n.MatchClass `json:"class"`
	Label      string          `json:"label"`
	Author     string          `json:"author,omitempty"`
	At         time.Time       `json:"at,omitzero"`
	Page       string          `json:"page,omitempty"`
	// Notes say in words what is left to do.
	Notes []string `json:"notes,omitempty"`
}

type apiTerm struct {
	Source string `json:"source"`
	// Start and End are in the source's text without codes, in UTF-16.
	Start     int             `json:"start"`
	End       int             `json:"end"`
	Targets   []apiTermTarget `json:"targets"`
	Forbidden []string        `json:"forbidden"`
	Note      string          `json:"note,omitempty"`
	DNT       bool            `json:"dnt,omitempty"`
}

type apiTermTarget struct {
	Text      string `json:"text"`
	Preferred bool   `json:"preferred,omitempty"`
}

type apiAnswer struct {
	Engine l10n.ProviderName `json:"engine"`
	Text   l10n.Fragment     `json:"text"`
	At     time.Time         `json:"at,omitzero"`
}

type apiEngine struct {
	Name  l10n.ProviderName `json:"name"`
	Asked bool              `json:"asked"`
	Chars int               `json:"chars"`
	Money string            `json:"money,omitempty"` // as the reader's language writes it
	Via   string            `json:"via,omitempty"`   // the language by way of which it translates
	// Why says in words why it can't be asked, and Refused why its answer could not be used.
	Why     string `json:"why,omitempty"`
	Refused string `json:"refused,omitempty"`
}

type apiApproved struct {
	Source l10n.Fragment `json:"source,omitempty"`
	Diff   []apiPiece    `json:"diff,omitempty"` // from its source to the segment's, where they differ
	Text   l10n.Fragment `json:"text"`
	By     l10n.UserID   `json:"by,omitempty"`
	At     time.Time     `json:"at,omitzero"`
	Same   bool          `json:"same"`
}

// plainPage has what texts of the API need of a page.
func (d *desk) plainPage(r *http.Request, u l10n.UserID) *page {
	return &page{localizer: d.newLocalizer(d.language(r)), User: u, now: d.Now()}
}

func (d *desk) apiHelp(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	h, err := d.Assist.Help(r.Context(), k, l10n.SegmentID(r.PathValue("segment")))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, d.plainPage(r, u).help(h))
	return nil
}

func (p *page) help(h assist.Help) apiHelp {
	out := apiHelp{Matches: []apiMatch{}, Terms: []apiTerm{}, Answers: []apiAnswer{}, Engines: []apiEngine{}, Approved: []apiApproved{},
		Said: p.said(h.Said)}
	for _, m := range h.Matches {
		one := apiMatch{ID: m.ID, Source: m.Source, Diff: apiPieces(m.Difference), Target: m.Target, Fitted: m.Target, Fits: m.Fits,
			Ambiguous: m.Ambiguous, Unapproved: m.Origin.Unapproved, Score: m.Score, Class: m.Class, Label: p.T(matchLabels[m.Class]),
			Author: string(m.Origin.By), At: m.ChangedAt, Page: m.Page, Notes: p.matchNotes(m)}
		if m.Origin.Unapproved {
			one.Label = p.T("desk.origin.unapproved", "Score", m.Score)
		}
		if m.Kept != nil {
			one.Target = m.Kept
		}
		out.Matches = append(out.Matches, one)
	}
	source := h.Source.Text()
	for _, t := range h.Terms {
		one := apiTerm{Source: source[t.Span.Start:t.Span.End], Start: utf16Length(source[:t.Span.Start]), End: utf16Length(source[:t.Span.End]),
			Targets: []apiTermTarget{}, Forbidden: append([]string{}, t.Term.Forbidden...), Note: t.Term.Note, DNT: t.Term.DoNotTranslate}
		for i, text := range t.Term.Targets {
			one.Targets = append(one.Targets, apiTermTarget{Text: text, Preferred: i == 0})
		}
		if t.Term.DoNotTranslate && len(one.Targets) == 0 {
			one.Targets = append(one.Targets, apiTermTarget{Text: t.Term.Source, Preferred: true})
		}
		out.Terms = append(out.Terms, one)
	}
	for _, e := range h.Engines {
		out.Engines = append(out.Engines, p.engine(e))
		if e.Answer != nil {
			out.Answers = append(out.Answers, apiAnswer{Engine: e.Engine, Text: e.Answer.Text, At: e.Answer.At})
		}
	}
	for _, a := range h.Approved {
		one := apiApproved{Source: a.Source, Text: a.Text, By: a.By, At: a.At, Same: a.Same}
		if !a.Same && a.Source != nil {
			one.Diff = apiPieces(follow.Words(a.Source, h.Source))
		}
		out.Approved = append(out.Approved, one)
	}
	return out
}

// matchNotes says what a person has to look at who takes a match. Values are isolated: their arrows point from left to right in
// sentences of all directions.
func (p *page) matchNotes(m assist.Match) []string {
	const isolate, end = "\u2066", "\u2069"
	var out []string
	for _, change := range m.Undone {
		out = append(out, p.T("assist.match.undone", "Change", isolate+change+end))
	}
	for _, value := range m.Doubtful {
		out = append(out, p.T("assist.match.doubtful", "Value", isolate+value+end))
	}
	return out
}

var matchLabels = map[l10n.MatchClass]string{
	l10n.MatchInContext: "desk.class.inContext", l10n.MatchExact: "desk.class.exact", l10n.MatchFuzzy: "desk.class.fuzzy",
}

var obstacleLabels = map[assist.Obstacle]string{
	assist.NotHere: "assist.engine.notHere", assist.Elsewhere: "assist.engine.elsewhere", assist.NoPair: "assist.engine.noPair",
}

func (p *page) engine(e assist.Engine) apiEngine {
	one := apiEngine{Name: e.Engine, Asked: e.Answer != nil || e.Refused != "", Chars: e.Characters, Refused: e.Refused}
	if e.Money > 0 {
		one.Money = p.money(l10n.Cost{Amount: e.Money})
	}
	if e.Via != "" {
		one.Via = p.Language(e.Via)
	}
	if e.Why != "" {
		one.Why = label(p.localizer, obstacleLabels, e.Why)
	}
	return one
}

// utf16Length is how long a text is in JavaScript.
func utf16Length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

type apiAsk struct {
	Engine l10n.ProviderName `json:"engine"`
	Act    string            `json:"act,omitempty"`
}

// apiAnswer has an engine answer one segment.
func (d *desk) apiAnswer(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in apiAsk
	if err := readJSON(r, &in); err != nil {
		return err
	}
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	if in.Engine == "" || utf8.RuneCountInString(string(in.Engine)) > 100 {
		return fmt.Errorf("%w: engine is one of those that the segment's help lists", errBadRequest)
	}
	a, err := d.Assist.Ask(r.Context(), k, l10n.SegmentID(r.PathValue("segment")), in.Engine)
	if err != nil {
		d.Logger.Info("an engine gave no answer", "document", k.Document, "locale", k.Locale, "provider", in.Engine, "user", u, "error", err)
		return err
	}
	writeJSON(w, http.StatusOK, map[string]apiAnswer{"answer": {Engine: in.Engine, Text: a.Text, At: a.At}})
	return nil
}
