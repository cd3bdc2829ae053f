package desk

import (
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// editorData is all that the editor begins with.
type editorData struct {
	Translation headView      `json:"translation"`
	User        l10n.UserID   `json:"user"`
	People      []l10n.UserID `json:"people"` // who is known of the translation, for mentions and for handing it over
	May         mayView       `json:"may"`
	Hashes      hashesView    `json:"hashes"`
	Counts      countsView    `json:"counts"`
	Classes     []bulkView    `json:"classes"`
	Quotes      []string      `json:"quotes"` // of the locale: the outer pair, and the one within
	Segments    []segmentView `json:"segments"`
	Lost        []lostView    `json:"lost,omitempty"` // what the reader had typed for sentences that are gone or have changed
}

// headView is the translation itself.
type headView struct {
	Document   l10n.DocumentID `json:"document"`
	Locale     l10n.Locale     `json:"locale"`
	SourceLang l10n.Locale     `json:"sourceLang"`
	LocaleName string          `json:"localeName"` // in the reader's language, as SourceName
	SourceName string          `json:"sourceName"`
	Title      string          `json:"title"`
	URL        string          `json:"url"`
	Site       l10n.SiteName   `json:"site"`
	Step       l10n.StepName   `json:"step,omitempty"`
	StepLabel  string          `json:"stepLabel,omitempty"`
	Stage      l10n.Stage      `json:"stage"`
	StageLabel string          `json:"stageLabel"`
	Waits      bool            `json:"waits"` // for a person
	Round      int             `json:"round"`
	Run        l10n.RunID      `json:"run"`
	Dir        l10n.Direction  `json:"dir"`
	SourceDir  l10n.Direction  `json:"sourceDir"`
	Due        time.Time       `json:"due,omitzero"`
	Late       bool            `json:"late,omitempty"`
	Assignee   l10n.UserID     `json:"assignee,omitempty"`
	Message    *messageView    `json:"message,omitempty"`
	PublicURL  string          `json:"publicUrl,omitempty"`
}

// messageView is what somebody says to who has the step now.
type messageView struct {
	Kind string      `json:"kind"` // handed-over, or sent-back where changes were requested
	By   l10n.UserID `json:"by,omitempty"`
	To   l10n.UserID `json:"to,omitempty"`
	Text string      `json:"text"`
	At   time.Time   `json:"at,omitzero"`
}

// mayView says what the reader may do now.
type mayView struct {
	Edit    bool        `json:"edit"`
	Confirm bool        `json:"confirm"`
	Approve approveView `json:"approve"`
}

type approveView struct {
	OK  bool     `json:"ok"`
	Why []string `json:"why,omitempty"` // why not, for people
}

// hashesView are those that a decision about the texts states.
type hashesView struct {
	Source   l10n.Hash `json:"source"`
	Target   l10n.Hash `json:"target"`
	Versions l10n.Hash `json:"versions"`
}

type countsView struct {
	Segments  int `json:"segments"`
	Open      int `json:"open"`
	Confirmed int `json:"confirmed"`
	Attention int `json:"attention"`
	Empty     int `json:"empty"`
	Blocking  int `json:"blocking"`
}

// bulkView is a class of segments that can be confirmed at once.
type bulkView struct {
	Class    string `json:"class"`
	Label    string `json:"label"`
	Segments int    `json:"segments"`
}

func (d *desk) apiEditor(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	wk, err := d.loadRequested(r)
	if err != nil {
		return err
	}
	if err := d.loadTyped(r.Context(), wk, u); err != nil {
		return err
	}
	p := d.reader(r, u)
	out := editorData{Translation: p.head(wk), User: u, People: peopleOf(wk), May: p.may(wk), Hashes: wk.hashes(), Counts: wk.counts(),
		Classes: p.bulk(wk), Quotes: quotesOf(wk.Locale), Segments: make([]segmentView, len(wk.source.places)),
		Lost: lostOf(wk)}
	placeables := d.placeables(wk)
	for n := range out.Segments {
		out.Segments[n] = p.segment(wk, n, placeables)
	}
	writePacked(w, r, out)
	return nil
}

// apiSegment answers one segment as it stands.
func (d *desk) apiSegment(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	wk, err := d.loadRequested(r)
	if err != nil {
		return err
	}
	n, err := wk.numberOf(l10n.SegmentID(r.PathValue("segment")))
	if err != nil {
		return err
	}
	if err := d.loadTyped(r.Context(), wk, u); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, d.reader(r, u).segment(wk, n, d.placeables(wk)))
	return nil
}

// numberOf returns the place of a segment in the document, from 0.
func (l *loaded) numberOf(id l10n.SegmentID) (int, error) {
	n, ok := l.source.index[id]
	if !ok {
		return 0, fmt.Errorf("segment %s: %w", id, l10n.ErrNotFound)
	}
	return n, nil
}

// reader is a page without what only whole pages show.
func (d *desk) reader(r *http.Request, u l10n.UserID) *page {
	return &page{localizer: d.newLocalizer(d.language(r)), User: u, now: d.Now()}
}

func (p *page) head(w *loaded) headView {
	t := w.Translation
	v := headView{Document: t.Document, Locale: t.Locale, SourceLang: t.SourceLang, LocaleName: p.Language(t.Locale),
		SourceName: p.Language(t.SourceLang), Title: t.Title, URL: t.URL, Site: t.Site, Step: t.Step, Stage: t.Stage, StageLabel: p.stage(t),
		Waits: waits(t), Round: t.Round, Run: t.Run, Dir: t.Locale.Direction(), SourceDir: t.SourceLang.Direction(), Due: t.Due,
		Assignee: t.Assignee, Message: messageOf(w), PublicURL: t.PublicURL}
	if t.Step != "" {
		v.StepLabel = label(p.localizer, stepLabels, t.Step)
	}
	if due := p.due(t); due != nil {
		v.Late = due.Late
	}
	return v
}

// messageOf returns what the last person says to who has the step now: with a hand-over, or else with the changes that they
// requested.
func messageOf(w *loaded) *messageView {
	if d := review.HandOver(w.Translation, w.decisions); d != nil && d.Comment != "" {
		return &messageView{Kind: "handed-over", By: d.By, To: d.To, Text: d.Comment, At: d.At}
	}
	if w.Comment == "" || !waits(w.Translation) {
		return nil
	}
	v := &messageView{Kind: "sent-back", Text: w.Comment}
	for _, d := range w.decisions {
		if d.Kind == l10n.RequestChanges && d.Comment == w.Comment {
			v.By, v.At = d.By, d.At
		}
	}
	return v
}

func (p *page) may(w *loaded) mayView {
	v := mayView{Edit: waits(w.Translation)}
	if !v.Edit {
		return v
	}
	v.Confirm = w.board.Asks(p.User)
	for _, o := range p.obstacles(w) {
		v.Approve.Why = append(v.Approve.Why, o.Text)
	}
	if why := p.notAsked(w); why != "" {
		v.Approve.Why = append(v.Approve.Why, why)
	}
	v.Approve.OK = len(v.Approve.Why) == 0
	return v
}

func (l *loaded) hashes() hashesView {
	return hashesView{Source: l.source.hash, Target: l10n.TargetsHash(l.targets), Versions: l10n.VersionsHash(l.targets)}
}

func (l *loaded) counts() countsView {
	c := countsView{Segments: len(l.source.places), Open: len(l.board.Open), Confirmed: l.board.Confirmed}
	c.Empty, c.Blocking = l.obstacles()
	for _, at := range l.source.places {
		if l.wantsLook(at.Segment) {
			c.Attention++
		}
	}
	return c
}

func (p *page) bulk(w *loaded) []bulkView {
	list := []bulkView{}
	if !w.board.Asks(p.User) {
		return list
	}
	for _, c := range w.board.Classes {
		list = append(list, bulkView{c.Class, label(p.localizer, classLabels, c.Class), c.Count})
	}
	return list
}

func quotesOf(l l10n.Locale) []string {
	open, shut, innerOpen, innerShut := format.New(l).Quotes()
	return []string{open, shut, innerOpen, innerShut}
}
