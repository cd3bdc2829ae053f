package desk

import (
	"time"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// segmentView is a segment as the editor has it: what a row of the page shows, for a program. Texts for people are in the
// reader's language.
type segmentView struct {
	ID         l10n.SegmentID  `json:"id"`
	N          int             `json:"n"` // in the document, from 1
	Unit       l10n.UnitID     `json:"unit"`
	Role       string          `json:"role"`
	Heading    int             `json:"heading,omitempty"`
	Section    string          `json:"section,omitempty"` // the title of the section that begins here
	Note       string          `json:"note,omitempty"`
	Source     l10n.Fragment   `json:"source"`
	Lang       l10n.Locale     `json:"lang,omitempty"` // of the source, where it is not the page's
	Codes      []l10n.Code     `json:"codes,omitempty"`
	Placeables []placeableView `json:"placeables,omitempty"`
	Target     targetView      `json:"target"`
	Issues     []issueView     `json:"issues,omitempty"`
	Dismissed  []dismissalView `json:"dismissed,omitempty"`
	Stand      standView       `json:"stand"`
	Attention  bool            `json:"attention,omitempty"` // a person should look at it
	Group      l10n.SegmentID  `json:"group,omitempty"`     // the same for all segments that say the same
	// Follow says whether it takes the text that the reader gives to another of its group: any, whatever it has; same, where it
	// has had the same text as that; no, where only a person who names it may put another text there.
	Follow       review.Following  `json:"follow,omitempty"`
	Words        int               `json:"words"`
	Comments     int               `json:"comments,omitempty"`
	OpenComments bool              `json:"openComments,omitempty"`
	Change       *changeView       `json:"change,omitempty"`
	Earlier      []earlierView     `json:"earlier,omitempty"`
	Typing       *typingView       `json:"typing,omitempty"` // the reader's own, not confirmed
	TypingBy     []otherTypingView `json:"typingBy,omitempty"`
	MaxLength    int               `json:"maxLength,omitempty"` // bytes that the page has room for
}

// targetView is a target's text with where it comes from.
type targetView struct {
	Text       l10n.Fragment `json:"text"`
	Version    int           `json:"version"`
	State      l10n.State    `json:"state,omitempty"`
	StateLabel string        `json:"stateLabel,omitempty"` // for people; empty for the usual one
	Mark       string        `json:"mark"`
	Origin     originView    `json:"origin"`
	EditedAt   time.Time     `json:"editedAt,omitzero"`
}

type originView struct {
	Kind   l10n.SubState     `json:"kind,omitempty"`
	Label  string            `json:"label,omitempty"`
	Engine l10n.ProviderName `json:"engine,omitempty"`
	Score  int               `json:"score,omitempty"`
	By     l10n.UserID       `json:"by,omitempty"`
	At     time.Time         `json:"at,omitzero"`
	Found  string            `json:"found,omitempty"`  // the source of a similar sentence, by which the memory has the text
	Detail string            `json:"detail,omitempty"` // of the engine, in English
}

// issueView is an issue of a text. Start and End count UTF-16 units of the target's text without codes; both are 0 where it is
// about the whole.
type issueView struct {
	Hash     l10n.Hash      `json:"hash"`
	Check    l10n.CheckName `json:"check"`
	Type     l10n.IssueType `json:"type"`
	Severity string         `json:"severity"` // blocking, warning or hint
	Level    string         `json:"level"`    // the same for people
	Label    string         `json:"label"`
	Message  string         `json:"message"`
	Lang     l10n.Locale    `json:"lang"` // of the message
	Start    int            `json:"start"`
	End      int            `json:"end"`
	Fix      *l10n.Fragment `json:"fix,omitempty"` // the whole text as the check would have it
	Overrule bool           `json:"overrule,omitempty"`
	Word     string         `json:"word,omitempty"` // that people may add to the site's dictionary now
}

// dismissalView is an issue that a person has overruled.
type dismissalView struct {
	ID      string      `json:"id"`
	Label   string      `json:"label"`
	Message string      `json:"message"`
	Lang    l10n.Locale `json:"lang"`
	By      l10n.UserID `json:"by"`
	Reason  string      `json:"reason"`
	Words   string      `json:"words,omitempty"`
	Scope   string      `json:"scope"`
	At      time.Time   `json:"at,omitzero"`
}

// standView is how a segment stands at the step that waits.
type standView struct {
	State   review.SegmentState `json:"state,omitempty"`
	Label   string              `json:"label,omitempty"`
	By      string              `json:"by,omitempty"`
	At      time.Time           `json:"at,omitzero"`
	Why     string              `json:"why,omitempty"`
	Changes bool                `json:"changes,omitempty"` // a person wants changes
	Comment string              `json:"comment,omitempty"` // theirs
	Wanted  bool                `json:"wanted,omitempty"`  // it is worth a look before others
	Said    int                 `json:"said,omitempty"`    // how many reviewers said something of it
}

// changeView is what has become of a segment's source since the page was approved last.
type changeView struct {
	Kind   follow.Kind   `json:"kind"`
	Label  string        `json:"label"`
	Diff   []diffView    `json:"diff,omitempty"`
	Before l10n.Fragment `json:"before,omitempty"` // the approved target of the earlier text
	By     string        `json:"by,omitempty"`     // who declared that the meaning is the same, in words
	May    bool          `json:"may,omitempty"`    // people may declare that it is
}

type diffView struct {
	Op   string `json:"op"` // same, ins or del
	Text string `json:"text"`
}

// earlierView is a text that a person wrote or approved for an earlier form of the source.
type earlierView struct {
	ID     string        `json:"id"`
	Text   l10n.Fragment `json:"text"`
	Source l10n.Fragment `json:"source,omitempty"`
	Diff   []diffView    `json:"diff,omitempty"` // from that source to the present one
	By     l10n.UserID   `json:"by,omitempty"`
	At     time.Time     `json:"at,omitzero"`
	Why    string        `json:"why"` // who wrote or approved it, in words
}

var diffOps = map[follow.Kind]string{follow.Same: "same", follow.New: "ins", follow.Removed: "del"}

func diffOf(pieces []follow.Piece) []diffView {
	var all []diffView
	for _, p := range pieces {
		all = append(all, diffView{diffOps[p.Kind], p.Text})
	}
	return all
}

// segment shows the n-th segment of a translation, from 0.
func (p *page) segment(w *loaded, n int, placeables [][]placeableView) segmentView {
	at := w.source.places[n]
	u, s := at.Unit, at.Segment
	g := w.bySegment[s.ID]
	v := segmentView{ID: s.ID, N: n + 1, Unit: u.ID, Role: role(p.localizer, u), Heading: headingLevel(u), Note: u.Note, Source: s.Source,
		Lang: u.Lang, Codes: codesOf(u, s.Source), Target: p.target(g), Stand: p.standView(w, s.ID), Attention: w.wantsLook(s),
		Group: w.source.alike[s.ID], Words: remark.Words(s.Source.Text()), Change: p.changeView(w, s, g), MaxLength: u.MaxBytes}
	if v.Group != "" {
		v.Follow = review.Follows(g, w.board.Segments[s.ID], p.User)
	}
	if n < len(placeables) {
		v.Placeables = placeables[n]
	}
	if s.ID == u.Segments[0].ID {
		v.Section = p.section(w.extraction, w.source.unit[u.ID], 0)
	}
	for _, i := range g.Issues {
		v.Issues = append(v.Issues, p.issueView(w, g.Text, i))
	}
	for _, d := range p.dismissed(g) {
		v.Dismissed = append(v.Dismissed, dismissalView{ID: d.ID, Label: d.Label, Message: d.Comment, Lang: d.Lang, By: d.Who, Reason: d.Reason,
			Words: d.Words, Scope: d.Scope, At: d.At})
	}
	if w.threads != nil {
		if t := w.threads.BySegment[s.ID]; t != nil {
			v.Comments, v.OpenComments = len(t.Comments), t.Open
		}
	}
	v.Earlier = p.earlierViews(w, s, g, v.Change)
	v.showTyped(w)
	return v
}

// codesOf returns the codes that a source has, of all those of its unit.
func codesOf(u *l10n.Unit, f l10n.Fragment) []l10n.Code {
	var codes []l10n.Code
	seen := map[l10n.CodeID]bool{}
	for _, part := range f {
		if c, ok := u.Code(part.ID); ok && !seen[part.ID] {
			seen[part.ID] = true
			codes = append(codes, c)
		}
	}
	return codes
}

func (p *page) target(g l10n.Target) targetView {
	v := targetView{Text: g.Text, Version: g.Version, State: g.State, StateLabel: p.state(g), Mark: markOf(g), EditedAt: g.EditedAt,
		Origin: originView{Kind: g.Origin.Kind, Label: origin(p.localizer, g), Engine: g.Origin.Provider, Score: g.Origin.Score, By: g.Origin.By}}
	if g.Origin.By != "" {
		v.Origin.At = g.EditedAt
	}
	if shown(g) {
		v.Origin.Found, v.Origin.Detail = found(g.Origin)
	}
	return v
}

func (p *page) issueView(w *loaded, of l10n.Fragment, i l10n.Issue) issueView {
	r := p.issue(w, of, i)
	v := issueView{Hash: r.Hash, Check: i.Check, Type: i.Type, Severity: r.Severity, Level: r.Level, Label: r.Label, Message: r.Comment,
		Lang: r.Lang, Fix: i.Fix, Overrule: r.Overrule, Word: r.Word}
	if r.Quote != "" {
		text := of.Text()
		v.Start = units(text[:i.Target.Start])
		v.End = v.Start + units(r.Quote)
	}
	return v
}

func (p *page) standView(w *loaded, id l10n.SegmentID) standView {
	g, r := w.board.Segments[id], p.stand(w, id)
	v := standView{State: g.State, Label: r.Label, Why: g.Why, Changes: r.Changes, Comment: r.Comment, Wanted: g.Wanted, Said: len(g.Said)}
	if g.Word != nil {
		v.By, v.At = g.Word.By.ID, g.Word.At
	}
	return v
}

func (p *page) changeView(w *loaded, s l10n.Segment, g l10n.Target) *changeView {
	c := p.change(w, s, g)
	if c == nil {
		return nil
	}
	return &changeView{Kind: c.Kind, Label: c.Label, Diff: diffOf(c.Diff), Before: c.text, By: c.By, May: c.May}
}

func (p *page) earlierViews(w *loaded, s l10n.Segment, g l10n.Target, c *changeView) []earlierView {
	approved := ""
	if c != nil {
		approved = formatEditable(c.Before, w.Locale.Direction())
	}
	var all []earlierView
	for _, e := range p.earlier(w, s, g, approved) {
		v := earlierView{ID: e.kept.ID, Text: e.kept.Text, Source: e.kept.Source, By: e.kept.By, At: e.kept.At, Why: e.Who}
		if e.kept.Source != nil {
			v.Diff = diffOf(e.Source)
		}
		all = append(all, v)
	}
	return all
}
