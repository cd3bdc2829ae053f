package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The greatest numbers of rows on a page of the queue.
const (
	queueRows  = 100 // translations that wait for a person
	recentRows = 30  // translations that are moving, and that have ended
)

type queueView struct {
	Waiting  []queueRow
	Moving   []queueRow
	Ended    []queueRow
	Locales  []option
	Runs     []option
	Mine     bool
	Filtered bool
	Next     string // address of the next page
	Previous string
}

type option struct {
	Value, Label string
	Chosen       bool
}

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

func (d *desk) queue(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	v := &queueView{}
	if err := d.fillQueue(r.Context(), p, v, r.URL.Query()); err != nil {
		d.showError(w, r, u, err)
		return
	}
	if len(v.Waiting) == 0 && len(v.Moving) > 0 && !v.Filtered {
		p.Refresh = 5 // nothing waits yet, and something soon will
	}
	p.Title = p.T("desk.queue.title")
	p.Body = v
	d.render(w, http.StatusOK, "queue", p)
}

func (d *desk) fillQueue(ctx context.Context, p *page, v *queueView, q url.Values) error {
	filter := l10n.TranslationFilter{Run: l10n.RunID(q.Get("run")), Locale: l10n.Locale(q.Get("locale"))}
	v.Mine = q.Get("mine") != ""
	v.Filtered = filter.Run != "" || filter.Locale != "" || v.Mine
	offset, err := strconv.Atoi(q.Get("offset"))
	if err != nil || offset < 0 {
		offset = 0
	}
	waiting := filter
	waiting.Waiting = true
	waiting.Limit = queueRows + 1 // one more, to see whether there is another page
	waiting.Offset = offset
	list, err := d.Records.Translations(ctx, waiting)
	if err != nil {
		return err
	}
	if len(list) > queueRows {
		list = list[:queueRows]
		v.Next = queuePage(q, offset+queueRows)
	}
	if offset > 0 {
		v.Previous = queuePage(q, max(0, offset-queueRows))
	}
	recent, err := d.Records.Translations(ctx, filter)
	if err != nil {
		return err
	}
	all := recent
	if filter.Run != "" || filter.Locale != "" {
		if all, err = d.Records.Translations(ctx, l10n.TranslationFilter{}); err != nil {
			return err
		}
	}
	v.group(p, slices.Concat(list, recent))
	v.options(p, slices.Concat(all, list), filter)
	return nil
}

// queuePage is the address of the queue's page from an offset on.
func queuePage(q url.Values, offset int) string {
	next := url.Values{}
	for _, k := range []string{"run", "locale", "mine"} {
		if q.Get(k) != "" {
			next.Set(k, q.Get(k))
		}
	}
	if offset > 0 {
		next.Set("offset", strconv.Itoa(offset))
	}
	return "/?" + next.Encode()
}

// group groups translations: those that wait for a person, those that go on by themselves, and those that have ended.
func (v *queueView) group(p *page, list []l10n.Translation) {
	seen := map[l10n.TranslationKey]bool{}
	for _, t := range list {
		if seen[t.TranslationKey] {
			continue
		}
		seen[t.TranslationKey] = true
		row := p.queueRow(t)
		switch {
		case v.Mine && !row.Mine:
		case waits(t):
			v.Waiting = append(v.Waiting, row)
		case moving(t):
			v.Moving = append(v.Moving, row)
		default:
			v.Ended = append(v.Ended, row)
		}
	}
	newest := func(a, b queueRow) int { return b.UpdatedAt.Compare(a.UpdatedAt) }
	slices.SortStableFunc(v.Ended, newest)
	slices.SortStableFunc(v.Moving, newest)
	v.Ended = v.Ended[:min(len(v.Ended), recentRows)]
	v.Moving = v.Moving[:min(len(v.Moving), recentRows)]
}

// options fills the choices of the filters: the locales and the runs of the translations, and those that are chosen.
func (v *queueView) options(p *page, translations []l10n.Translation, chosen l10n.TranslationFilter) {
	locales, runs := map[l10n.Locale]bool{}, map[l10n.RunID]bool{}
	if chosen.Locale != "" {
		locales[chosen.Locale] = true
	}
	if chosen.Run != "" {
		runs[chosen.Run] = true
	}
	for _, t := range translations {
		locales[t.Locale] = true
		runs[t.Run] = true
	}
	for l := range locales {
		v.Locales = append(v.Locales, option{string(l), p.Language(l), l == chosen.Locale})
	}
	for r := range runs {
		v.Runs = append(v.Runs, option{string(r), string(r), r == chosen.Run})
	}
	v.Locales, v.Runs = p.byLabel(v.Locales), p.byLabel(v.Runs)
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
