package desk

import (
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// row is one segment beside its target.
type row struct {
	ID      l10n.SegmentID
	Number  int    // in the document, from 1
	Section string // the title of the section that begins with this row, or empty
	Part    string // the title of the section that it is in
	Picked  bool   // it is shown without all of its neighbours
	First   bool   // the first of its unit
	Heading int    // level, for headings
	Role    string
	Note    string
	Source  []chip

	Text      string // of the textarea
	Shown     []chip // the target, where it cannot be edited
	Version   int
	ShownHash l10n.Hash // of the text that the textarea shows at first
	State     string    // for people; empty for the usual state
	Mark      string    // for the style sheet: empty, machine, fuzzy, human, reviewed, final
	Origin    string
	Found     string // the source of a similar sentence, by which the memory has the text
	Detail    string // of the engine, in English
	EditedAt  *moment
	Issues    []issue

	Earlier []keptText // that people wrote for earlier forms of the source
	Beside  bool       // one of them waits for a person
	Said    *saidRow   // what people said of it; nil where the desk has no pages for it
	Stand   *standRow  // at the step that waits
	Change  *change    // since the approved version; nil when the source has stayed

	Look    bool // a person should look at it, by what is kept of it
	Unsaved bool
	Problem string        // why the typed text was not saved
	Fault   string        // the same in detail, in English
	Theirs  *savedByOther // what somebody else has saved meanwhile
}

// savedByOther is a target that somebody else saved while a person was typing.
type savedByOther struct {
	Text string
	By   l10n.UserID
	At   *moment
}

// rows returns a row for every segment. Entries of the form that could not be saved are shown instead of the targets.
func (p *page) rows(w *loaded, f form) []row {
	var rows []row
	for i := range w.extraction.Units {
		u := &w.extraction.Units[i]
		for n, s := range u.Segments {
			r := row{ID: s.ID, Number: len(rows) + 1, First: n == 0, Heading: headingLevel(u), Role: role(p.localizer, u),
				Note: u.Note, Source: chips(u, s.Source, w.bySegment[s.ID].Issues)}
			r.Section = p.section(w.extraction, i, n)
			if r.Part = r.Section; r.Part == "" && len(rows) > 0 {
				r.Part = rows[len(rows)-1].Part
			}
			p.fillRow(&r, w, s)
			r.Shown = chips(u, w.bySegment[s.ID].Text, nil)
			for i := range r.Shown {
				r.Shown[i].Fill = "" // it is the source's text, and the page will have the locale's
			}
			f.overlay(p, w, &r)
			rows = append(rows, r)
		}
	}
	return rows
}

// section is the title of the section that begins with the n-th segment of the i-th unit, or empty.
func (p *page) section(x *l10n.Extraction, i, n int) string {
	head := func(i int) bool { return i >= 0 && (x.Units[i].Element == "title" || x.Units[i].Element == "meta") }
	switch {
	case n > 0:
	case head(i) && !head(i-1):
		return p.T("desk.section.head")
	case !head(i) && (i == 0 || head(i-1)):
		return p.T("desk.section.body")
	}
	return ""
}

func (p *page) fillRow(r *row, w *loaded, s l10n.Segment) {
	g := w.bySegment[s.ID]
	dir := w.Locale.Direction()
	r.Text = formatEditable(g.Text, dir)
	r.Version = g.Version
	r.ShownHash = parseEditable(r.Text, dir).Hash()
	r.Mark = markOf(g)
	r.Origin = origin(p.localizer, g)
	if shown(g) {
		r.Found, r.Detail = found(g.Origin)
	}
	r.EditedAt = p.moment(g.EditedAt)
	r.State, r.Look = p.state(g), w.wantsLook(s)
	r.Change, r.Beside, r.Said = p.change(w, s, g), waitsBeside(g), p.saidRow(w, s, r.Number)
	approved := ""
	if r.Change != nil {
		approved = r.Change.Before
	}
	r.Earlier = p.earlier(w, s, g, approved)
	r.Stand = p.standRow(w, s.ID, waits(w.Translation) && w.board.Asks(p.User))
	for n, i := range g.Issues {
		v := p.issue(w, g.Text, i)
		if i.Fix != nil {
			v.Fix = formatEditable(*i.Fix, dir)
			v.Act = "fix " + string(s.ID) + " " + strconv.Itoa(n)
		}
		r.Issues = append(r.Issues, v)
	}
}

// state is a target's state for people; empty for the usual one.
func (p *page) state(g l10n.Target) string {
	switch {
	case g.SubState == l10n.SubNeedsEdit:
		return p.T("desk.state.needsEdit")
	case g.State.AtLeast(l10n.Final) && g.IsUnconfirmed() && g.PassedBy != nil:
		return p.T("desk.state.passed")
	case g.State.AtLeast(l10n.Reviewed) && g.IsUnconfirmed():
		return p.T("desk.state.unconfirmed")
	case g.State != l10n.Translated:
		return label(p.localizer, stateLabels, g.State)
	}
	return ""
}

// markOf is the class of a target in the style sheet.
func markOf(g l10n.Target) string {
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

// needsAttention reports whether a person should look at the row.
func (r *row) needsAttention() bool { return r.Look || r.Unsaved || r.Problem != "" }

// Field is the name of a form field of the row: "t.u1.1" for kind "t".
func (r row) Field(kind string) string { return kind + "." + string(r.ID) }

// Seen is the value of the hidden field that says which text the textarea showed at first.
func (r row) Seen() string { return strconv.Itoa(r.Version) + " " + string(r.ShownHash) }

// AriaLevel is the heading's level on the desk's page, whose own title has level 1. Among rows that are picked out, levels
// would be skipped: there a heading stands below its section.
func (r row) AriaLevel() int {
	if r.Picked {
		return 3
	}
	return min(r.Heading+1, 6)
}

// pick keeps the rows that a view shows, each section with its title.
func pick(rows []row, show string) []row {
	var picked []row
	for _, r := range rows {
		if !shows(show, &r) {
			continue
		}
		r.Picked = true
		if r.Section = r.Part; len(picked) > 0 && picked[len(picked)-1].Part == r.Part {
			r.Section = ""
		}
		picked = append(picked, r)
	}
	return picked
}

// Lines is the height of the textarea, for browsers that cannot fit it to its content.
func (r row) Lines() int {
	longest := max(len([]rune(r.Text)), len([]rune(plain(r.Source))))
	return min(12, 2+longest/48+strings.Count(r.Text, "\n"))
}

func plain(cs []chip) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteString(c.Text)
	}
	return b.String()
}

// shown reports whether a row says how the machine came by its text: not where that is an earlier text of a person, which
// stands beside it.
func shown(g l10n.Target) bool {
	return g.SubState != l10n.SubNeedsEdit || len(g.Earlier) == 0 || g.Correction != ""
}

// found tells the source of a similar sentence, by which the memory has a text, from what an engine says of its own.
func found(o l10n.Origin) (source, detail string) {
	if o.Kind == l10n.SubTMFuzzy {
		return o.Detail, ""
	}
	return "", o.Detail
}
