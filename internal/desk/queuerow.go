package desk

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/overview"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

type queueRow struct {
	l10n.Translation
	URL         string
	Target      string // the locale's name
	Stage       string
	StepLabel   string
	StepNow     int // from 1
	Since       *moment
	DueTime     *due
	Updated     *moment
	NextAttempt *moment // of a parked translation
	Bar         []bar
	BarText     string
	Facts       []fact
	Mine        bool
	For         string // whom the step asks, where that is nobody by name
	Work        string // how much there is to do, in words
	Classes     string // the words of each match class
}

// bar is a part of the progress bar, in percent of its width.
type bar struct {
	Kind     string
	X, Width float64
}

// fact is a short note on a row, for instance "1 empty".
type fact struct {
	Text   string
	Urgent bool
}

var whomLabels = map[overview.Whom]string{overview.You: "publishing.queue.forYou", overview.Others: "publishing.queue.forOthers"}

// waitingRow shows a translation that waits, with what it asks of people.
func (p *page) waitingRow(w overview.Waiting) queueRow {
	row := p.queueRow(w.Translation)
	row.Mine = w.For == overview.You
	if w.Assignee == "" && w.For != overview.Anyone {
		row.For = label(p.localizer, whomLabels, w.For)
	}
	if words := w.Size.Words(); words > 0 {
		row.Work = p.N("publishing.queue.work", w.Work, "All", words)
		row.Classes = p.classes(w.Size)
	}
	return row
}

// classes lists the words of each class: "exact 12 · not translated yet 40".
func (p *page) classes(size overview.Leverage) string {
	var all []string
	for _, c := range report.Classes {
		if n := size[c.Class].Words; n > 0 {
			all = append(all, p.class(c.Class)+" "+p.Number(n))
		}
	}
	return strings.Join(all, " · ")
}

// similarLabels name the classes that reports have besides the match classes.
var similarLabels = map[report.ClassName]string{
	report.ClassName(l10n.MatchNone): "publishing.class.untranslated", report.Repeated: "publishing.class.repeated",
	"fuzzy-95": "publishing.class.fuzzyA", "fuzzy-85": "publishing.class.fuzzyB", "fuzzy-70": "publishing.class.fuzzyC",
	report.ClassName(l10n.MatchFuzzy): "publishing.class.fuzzy",
}

// class names a class.
func (p *page) class(c report.ClassName) string {
	if id, ok := similarLabels[c]; ok {
		return p.T(id)
	}
	return label(p.localizer, classLabels, string(c))
}

// byLabel sorts options as the language does.
func (p *page) byLabel(list []option) []option {
	labels := make([]string, len(list))
	for i, o := range list {
		labels[i] = o.Label
	}
	sorted := p.format.Sort(labels)
	slices.SortStableFunc(list, func(a, b option) int {
		return cmp.Compare(slices.Index(sorted, a.Label), slices.Index(sorted, b.Label))
	})
	return list
}

func (p *page) queueRow(t l10n.Translation) queueRow {
	row := queueRow{Translation: t, URL: translationPath(t.TranslationKey), Target: p.Language(t.Locale),
		Stage: p.stage(t), StepLabel: label(p.localizer, stepLabels, t.Step),
		StepNow: slices.Index(t.Steps, t.Step) + 1, Since: p.moment(t.WaitsSince), Updated: p.moment(t.UpdatedAt),
		DueTime: p.due(t),
		Mine:    t.Assignee != "" && t.Assignee.Same(p.User)}
	if to := p.editorPath(t); to != "" && waits(t) {
		row.URL = to
	}
	if t.Stage == l10n.StageParked {
		row.NextAttempt = p.moment(t.Until)
	}
	g := t.Progress
	at := 0.0
	for _, b := range []struct {
		kind string
		n    int
	}{{"approved", g.Approved}, {"human", g.Human}, {"memory", g.Memory}, {"fuzzy", g.Fuzzy}, {"machine", g.Machine}} {
		if b.n > 0 && g.Segments > 0 {
			width := min(100*float64(b.n)/float64(g.Segments), 100-at)
			row.Bar = append(row.Bar, bar{b.kind, at, width})
			at += width
		}
	}
	row.BarText = p.T("desk.progress.done", "Done", g.Segments-g.Empty, "All", g.Segments)
	if g.Empty > 0 {
		row.Facts = append(row.Facts, fact{p.N("desk.progress.empty", g.Empty), true})
	}
	if n := g.Blocking - g.Empty; n > 0 { // Blocking counts empty segments too
		row.Facts = append(row.Facts, fact{p.N("desk.progress.blocking", n), true})
	}
	if other := g.Issues - g.Blocking; other > 0 {
		row.Facts = append(row.Facts, fact{p.N("desk.progress.issues", other), false})
	}
	return row
}
