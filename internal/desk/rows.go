package desk

import (
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// row is one segment beside its target.
type row struct {
	ID      l10n.SegmentID
	Number  int    // in the document, from 1
	Section string // the heading that the row starts a section under, for rows of the page's head
	First   bool   // of its unit
	Heading int    // level, for headings
	Role    string
	Note    string
	Source  []chip

	Text     string // of the textarea
	Shown    []chip // the same where nobody is to edit it
	Version  int
	Base     l10n.Hash // of the text that the form was filled with
	State    string    // for people; empty when there is nothing to say
	Mark     string    // the state for the style sheet: empty, machine, fuzzy, human, reviewed, final
	Origin   string
	Detail   string
	EditedAt *moment
	Issues   []issue

	Change *change // since the approved version; nil for what stayed

	Unsaved bool
	Problem string // why the typed text was not saved; Fault says it in English in detail
	Fault   string
	Theirs  *theirs // what somebody else saved meanwhile
}

type issue struct {
	Label    string
	Comment  string
	Quote    string // the part of the target that it is about
	Severity string // "blocking", "warning", "hint"
	Level    string // the same for people
	Fix      string // the target as the check would have it
	Act      string // of the button that takes the fix
}

type theirs struct {
	Text string
	By   l10n.UserID
	At   *moment
}

// rows lists every segment; a form that was not saved wholly puts its entries and outcomes over the records.
func (p *page) rows(w *work, f form) []row {
	var rows []row
	inHead := false
	for i := range w.extraction.Units {
		u := &w.extraction.Units[i]
		head := u.Element == "title" || u.Element == "meta"
		for n, s := range u.Segments {
			r := row{ID: s.ID, Number: len(rows) + 1, First: n == 0, Heading: headingLevel(u), Role: role(p.tongue, u),
				Note: u.Note, Source: chips(u, s.Source, w.bySegment[s.ID].Issues)}
			if head && !inHead {
				r.Section = p.T("desk.section.head")
			} else if !head && (inHead || i == 0) && n == 0 {
				r.Section = p.T("desk.section.body")
			}
			inHead = head
			p.fill(&r, w, s)
			r.Shown = chips(u, w.bySegment[s.ID].Text, nil)
			for i := range r.Shown {
				r.Shown[i].Fill = "" // which is the source's: a date is written anew
			}
			f.overlay(p, w, &r)
			rows = append(rows, r)
		}
	}
	return rows
}

func (p *page) fill(r *row, w *work, s l10n.Segment) {
	g := w.bySegment[s.ID]
	dir := w.Locale.Direction()
	r.Text, r.Version = editable(g.Text, dir), g.Version
	r.Base = typed(r.Text, dir).Hash()
	r.Mark, r.Origin, r.Detail, r.EditedAt = mark(g), origin(p.tongue, g), g.Origin.Detail, p.moment(g.EditedAt)
	switch {
	case g.SubState == l10n.SubNeedsEdit:
		r.State = p.T("desk.state.needsEdit")
	case g.State != l10n.Translated: // what is usual goes without saying
		r.State = label(p.tongue, stateLabels, g.State)
	}
	r.Change = p.change(w, s, g)
	for n, i := range g.Issues {
		v := issue{Label: label(p.tongue, issueLabels, i.Type), Comment: i.Comment, Severity: "hint", Level: p.T("desk.severity.hint")}
		switch {
		case i.Severity >= l10n.BlockingSeverity:
			v.Severity, v.Level = "blocking", p.T("desk.severity.blocking")
		case i.Severity >= 50:
			v.Severity, v.Level = "warning", p.T("desk.severity.warning")
		}
		if text := g.Text.Text(); i.Target.Start >= 0 && i.Target.Start < i.Target.End && i.Target.End <= len(text) {
			v.Quote = text[i.Target.Start:i.Target.End]
		}
		if i.Fix != nil {
			v.Fix, v.Act = editable(*i.Fix, dir), "fix "+string(s.ID)+" "+strconv.Itoa(n)
		}
		r.Issues = append(r.Issues, v)
	}
}

func mark(g l10n.Target) string {
	switch {
	case g.Text.IsEmpty():
		return "empty"
	case g.State.AtLeast(l10n.Reviewed):
		return string(g.State)
	case g.SubState == l10n.SubApproved:
		return string(l10n.Reviewed)
	case g.SubState == l10n.SubNeedsEdit || g.SubState == l10n.SubTMFuzzy:
		return "fuzzy"
	case g.SubState == l10n.SubMT || g.SubState == l10n.SubPseudo:
		return "machine"
	}
	return "human"
}

// wantsWork reports whether the row is one to look at first.
func (r *row) wantsWork() bool {
	return r.Mark == "empty" || r.Mark == "fuzzy" || len(r.Issues) > 0 || r.open() || r.Unsaved || r.Problem != ""
}

// open reports whether the row's source is another than the approved one, and nobody has said that it means the same.
func (r *row) open() bool {
	return r.Change != nil && r.Change.Kind != follow.Moved && r.Change.By == ""
}

// Field is the name of one of the row's form fields.
func (r row) Field(kind string) string { return kind + "." + string(r.ID) }

// Seen is what the hidden field keeps of the text that the person saw.
func (r row) Seen() string { return strconv.Itoa(r.Version) + " " + string(r.Base) }

// AriaLevel is the heading's level on the desk's page, below the page's own title.
func (r row) AriaLevel() int { return min(r.Heading+1, 6) }

// Lines is the height of the textarea where the browser cannot fit it to its content.
func (r row) Lines() int {
	return min(12, 2+max(len([]rune(r.Text)), len([]rune(plain(r.Source))))/48+strings.Count(r.Text, "\n"))
}

func plain(cs []chip) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteString(c.Text)
	}
	return b.String()
}
